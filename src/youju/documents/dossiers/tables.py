"""统计表格: the measures of a dossier by month and by unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from youju.documents.models import Dossier, Piece
from youju.facts.queries import (
    Figure,
    Measure,
    by_child,
    measures,
    trends,
    unscoped_figures,
    unscoped_trend,
)
from youju.kernel.periods import Grain, Period, around
from youju.kernel.quantity import number_text
from youju.organisations.queries import office_of
from youju.ui.official import in_chinese


@dataclass(frozen=True, slots=True)
class Statistics:
    """One table: its caption, head and rows of words; how many cells hold a number."""

    caption: str
    head: list[str]
    rows: list[list[str]]
    figures: int
    measures: list[Measure]


AT_ONCE = 5  # measures beside each other on a page


def chosen(dossier: Dossier) -> list[Measure]:
    """Return the measures of the dossier's tables, in order."""
    rows = Piece.objects.filter(dossier=dossier, slot="tables", dropped=False)
    codes = list(rows.order_by("order", "pk").values_list("measure_code", flat=True))
    held = {one.code: one for one in measures().filter(code__in=codes)}
    return [held[code] for code in codes if code in held]


@in_chinese
def statistics(dossier: Dossier) -> list[Statistics]:
    """Return the tables: by month, and by unit where there are units below with figures."""
    told = chosen(dossier)
    found: list[Statistics] = []
    for at in range(0, len(told), AT_ONCE):
        some = told[at : at + AT_ONCE]
        found.append(_by_month(dossier, some))
        units = _by_unit(dossier, some)
        if units.figures:
            found.append(units)
    return found


def _months(period: Period) -> list[Period]:
    """Return the months of the period; the first and the last as far as it reaches."""
    start, end = period.bounds
    found, day = [], start
    while day <= end:
        month = around(day, Grain.MONTH)
        last = min(month.bounds[1], end)
        whole = (day, last) == month.bounds
        found.append(month if whole else Period(day, last, Grain.SPAN))
        day = last + timedelta(1)
    return found


def month_label(month: Period) -> str:
    """Return 2026年3月, and 2026年3月（1日至25日） of a part."""
    start, end = month.bounds
    label = f"{start.year}年{start.month}月"
    return label if month.grain is Grain.MONTH else f"{label}（{start.day}日至{end.day}日）"


def _text(figure: Figure | None) -> str:
    quantity = figure.quantity if figure else None
    return number_text(quantity.value) if quantity and quantity.value is not None else "—"


def _head(first: str, told: Sequence[Measure]) -> list[str]:
    return [first, *(f"{one.name}（{one.unit}）" for one in told)]


def _table(
    caption: str, head: list[str], rows: list[list[str]], told: Sequence[Measure]
) -> Statistics:
    figures = sum(1 for row in rows for cell in row[1:] if cell not in ("—", "0"))
    return Statistics(caption, head, rows, figures, list(told))


def _by_month(dossier: Dossier, told: Sequence[Measure]) -> Statistics:
    office = office_of(dossier.unit)
    several = trends(office, dossier.unit, dossier.period, told)
    whole = {
        one.code: dict(several.get(one.code) or unscoped_trend(dossier.unit, dossier.period, one))
        for one in told
    }
    rows = []
    for month in _months(dossier.period):
        if month.grain is Grain.MONTH:
            cells = [_text(whole[one.code].get(month)) for one in told]
        else:
            part = unscoped_figures(dossier.unit, month, [one.code for one in told])
            cells = [_text(part[one.code]) for one in told]
        rows.append([month_label(month), *cells])
    total = unscoped_figures(dossier.unit, dossier.period, [one.code for one in told])
    rows.append([_("合计"), *(_text(total[one.code]) for one in told)])
    return _table(_("逐月统计表"), _head(_("月份"), told), rows, told)


def _by_unit(dossier: Dossier, told: Sequence[Measure]) -> Statistics:
    columns = [dict(by_child(dossier.unit, dossier.period, one)) for one in told]
    units = list(columns[0]) if columns else []
    rows = []
    for unit in units:
        cells = [_text(column.get(unit)) for column in columns]
        if any(cell != "—" for cell in cells):
            rows.append([unit.short_name, *cells])
    return _table(_("分单位统计表"), _head(_("单位"), told), rows, told)
