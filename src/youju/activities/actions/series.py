"""Series of activities with their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from youju.activities import measures
from youju.activities.actions.frame import act_at, act_on
from youju.activities.kinds import kind_named
from youju.activities.models import Series, SeriesPart
from youju.activities.rules import series as rules
from youju.activities.rules.series import Part
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit
from youju.search.actions import put


@dataclass(frozen=True, slots=True)
class SeriesTold:
    """What is said of a series: its days, the whole that was told, its parts with theirs."""

    title: str
    start: date
    end: date
    about: str = ""
    whole: Decimal | None = None
    parts: Sequence[Part] = ()


def add_series(
    unit: Unit, kind: str, told: SeriesTold, *, actor: Membership, now: datetime, key: UUID | None
) -> Series:
    """Begin a series of sessions of one kind."""
    with act_at("add_series", unit, actor=actor, now=now, key=key, may=May.RECORD) as doing:
        if doing.replayed:
            return Series.objects.select_related("unit").get(pk=doing.subject_id)
        of_kind = kind_named(kind)
        series = Series(unit=unit, root_id=unit.root_id, kind=of_kind.code)
        series.measure_word = of_kind.unit
        series.made_by_label, series.made_at = actor.label, now
        _tell(series, told, [])
        _keep_parts(series, told.parts)
        doing.on(measures.SERIES, series.pk, kind=kind)
    return series


def change_series(
    series_id: int, told: SeriesTold, *, actor: Membership, now: datetime, key: UUID | None
) -> Series:
    """Say something else of a series. A part that has sessions stays."""
    with act_on(
        "change_series", Series, series_id, actor=actor, now=now, key=key, may=May.RECORD
    ) as (doing, series):
        doing.on(measures.SERIES, series.pk, parts=len(told.parts))
        if doing.replayed:
            return series
        _tell(series, told, list(series.activities.values_list("on", flat=True)))
        _keep_parts(series, told.parts)
    return series


def _tell(series: Series, told: SeriesTold, held: Sequence[date]) -> None:
    series.title = rules.check_series(told.title, told.start, told.end, held)
    series.start, series.end = told.start, told.end
    series.about, series.whole = told.about.strip()[:300], told.whole
    same = Series.objects.filter(unit=series.unit, title=series.title, start=series.start)
    if same.exclude(pk=series.pk).exists():
        raise Refused(_("已经有同名同日开始的系列。"), field="title")
    series.save()
    put(
        measures.SERIES,
        series.pk,
        unit=series.unit,
        title=series.title,
        body=f"{kind_named(series.kind).label} {series.about}",
        at=series.start,
        url=series.get_absolute_url(),
    )


def _keep_parts(series: Series, parts: Sequence[Part]) -> None:
    labels = [one.label for one in parts]
    gone = series.parts.exclude(label__in=labels)
    if used := gone.filter(activities__isnull=False).first():
        told = _("“%(label)s”已有活动，不能去掉。") % {"label": used.label}
        raise Refused(told, field="parts")
    gone.delete()
    for n, one in enumerate(parts):
        SeriesPart.objects.update_or_create(
            series=series, label=one.label, defaults={"order": n, "told": one.told}
        )
