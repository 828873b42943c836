"""The lines of long tables of cases, made here: a template takes fifteen times as long for them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from youju.cases.listing import Row
from youju.cases.rules import Source
from youju.cases.rules.states import SOURCE_LABELS, STATE_LABELS
from youju.ui.templatetags.ui import day_short, when

NOTHING = SafeString("")


def list_lines(rows: Iterable[Row], wide: bool) -> SafeString:
    """Return the lines of the register; `wide` names the unit of each."""
    state, due, unit = _("状态"), _("时限"), _("所在单位")
    owner, kind, source, number = _("责任单位"), _("类别"), _("来源"), _("编号")
    way = reverse("cases:case", args=[0])
    return format_html_join(
        "",
        '<tr><td><span class="num dim when">{}</span>{}</td>{}{}{}<td data-label="{}"{}>{}</td>'
        '<td data-label="{}">{}</td><td data-label="{}">{}</td><td data-label="{}" class="num dim">{}</td></tr>',
        (
            (
                day_short(row.case.received_at), _title(row, way), _state(row, state), _due(row, due),
                _cell(unit, row.case.unit.short_name) if wide else NOTHING,
                owner, *_owner(row), kind, row.case.kind.name,
                source, _(SOURCE_LABELS[Source(row.case.source)]), number, row.case.number,
            )
            for row in rows
        ),
    )  # fmt: skip


def map_lines(rows: Iterable[Row]) -> SafeString:
    """Return the lines below the map."""
    state, due, unit = _("状态"), _("时限"), _("所在单位")
    way = reverse("cases:case", args=[0])
    return format_html_join(
        "",
        "<tr><td>{}</td>{}{}{}</tr>",
        (
            (_link(row, way), _state(row, state), _due(row, due), _cell(unit, row.case.unit.short_name))
            for row in rows
        ),
    )  # fmt: skip


def _link(row: Row, way: str) -> SafeString:
    url = way.replace("/0/", f"/{row.case.pk}/")
    return format_html('<a href="{}">{}</a>', url, row.case.title)


def _title(row: Row, way: str) -> SafeString:
    marks = ((mark["kind"], mark["text"]) for mark in row.marks)
    return _link(row, way) + format_html_join("", ' <span class="pill {}">{}</span>', marks)


def _state(row: Row, label: str) -> SafeString:
    told = _(STATE_LABELS[row.case.at])
    return format_html('<td data-label="{}"><span class="pill {}">{}</span></td>', label, row.pill, told)  # fmt: skip


def _due(row: Row, label: str) -> SafeString:
    if not row.due:
        return format_html('<td data-label="{}" class="num dim blank">—</td>', label)
    mark = f"due-{row.due_mark}" if row.due_mark else ""
    return format_html('<td data-label="{}" class="num"><span class="{}">{}</span></td>', label, mark, when(row.due))  # fmt: skip


def _owner(row: Row) -> tuple[SafeString, str]:
    owner = row.case.owner_unit
    return (NOTHING, owner.short_name) if owner else (SafeString(' class="dim blank"'), "—")


def _cell(label: str, text: str) -> SafeString:
    return format_html('<td data-label="{}">{}</td>', label, text)
