"""Cleaning areas: checks, faults put right, and the month compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.evidence.actions import link
from youju.evidence.queries import Role
from youju.kernel.periods import Grain, around
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit
from youju.patrols import measures
from youju.patrols.actions.frame import act_at, act_on
from youju.patrols.actions.rounds import check_end
from youju.patrols.models import AreaCheck, AreaMonth, CleaningArea, Team
from youju.patrols.rules.cleaning import check_money, check_month_over, check_score, compare


def add_area(
    unit: Unit,
    name: str,
    *,
    since: date,
    cleaner: str = "",
    company: str = "",
    standard: str = "",
    shifts: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> CleaningArea:
    """Register an area with whoever keeps it clean."""
    with act_at("add_area", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return CleaningArea.objects.get(pk=doing.subject_id)
        if not (cleaner.strip() or company.strip()):
            raise Refused(_("写保洁员，或写保洁公司。"), field="cleaner")
        if CleaningArea.objects.filter(unit=unit, name=name, until=None).exists():
            raise Refused(_("这个单位已有同名责任区。"), field="name")
        area = CleaningArea.objects.create(
            unit=unit,
            name=name,
            cleaner=cleaner.strip(),
            company=company.strip(),
            standard=standard,
            shifts=shifts,
            since=since,
        )
        measures.count_again(measures.AREA, area, now)
        doing.on(measures.AREA, area.pk, name=name)
    return area


def end_area(
    area_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> CleaningArea:
    """End an area, as when the city's own cleaners take it over."""
    with act_on("end_area", CleaningArea, area_id, actor=actor, now=now, key=key) as (doing, area):
        doing.on(measures.AREA, area.pk)
        if not doing.replayed:
            check_end(area.since, area.until, on)
            area.until = on
            area.save(update_fields=["until"])
            measures.count_again(measures.AREA, area, now)
    return area


def check_area(
    area_id: int,
    *,
    day: date,
    score: Decimal,
    fault: str = "",
    team: Team | None = None,
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> AreaCheck:
    """Score an area on a day, with the fault and its photos where there is one."""
    with act_on(
        "check_area", CleaningArea, area_id, actor=actor, now=now, key=key, may=May.RECORD
    ) as (doing, area):
        if doing.replayed:
            return AreaCheck.objects.get(pk=doing.subject_id)
        check_score(score)
        if photos and not fault.strip():
            raise Refused(_("照片是拍问题用的，请写明问题。"), field="fault")
        _check_day(area, day, now)
        made = AreaCheck.objects.create(
            area=area,
            day=day,
            score=score,
            fault=fault.strip(),
            team=team,
            made_by_label=actor.label,
        )
        if photos:
            link(
                measures.AREA_CHECK, made.pk, photos, unit=area.unit, role=Role.BEFORE,
                actor=actor, now=now,
            )  # fmt: skip
        measures.count_again(measures.AREA_CHECK, made, now)
        doing.on(measures.AREA_CHECK, made.pk, score=str(score))
    return made


def _check_day(area: CleaningArea, day: date, now: datetime) -> None:
    if day > timezone.localdate(now):
        raise Refused(_("检查日期还没有到。"), field="day")
    if day < area.since or (area.until is not None and day > area.until):
        raise Refused(_("这一天责任区还没有设立，或已经停用。"), field="day")
    if area.months.filter(month=day.replace(day=1)).exists():
        raise Refused(_("这个月已经评比，不能再补检查。"), field="day")


def correct_area_fault(
    check_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> AreaCheck:
    """Note that a fault was put right."""
    with act_on(
        "correct_area_fault",
        AreaCheck,
        check_id,
        actor=actor,
        now=now,
        key=key,
        way="area__unit",
        may=May.RECORD,
    ) as (doing, check):
        doing.on(measures.AREA_CHECK, check.pk)
        if not doing.replayed:
            if not check.fault:
                raise Refused(_("这次检查没有记问题。"))
            if on < check.day:
                raise Refused(_("改正日期早于检查日期。"), field="on")
            check.corrected_on = on
            check.save(update_fields=["corrected_on"])
    return check


def settle_month(
    unit: Unit, month: date, *, actor: Membership, now: datetime, key: UUID | None = None
) -> list[AreaMonth]:
    """Compare the unit's areas over a month and keep scores and ranks."""
    first = month.replace(day=1)
    end = around(first, Grain.MONTH).bounds[1]
    with act_at("settle_month", unit, actor=actor, now=now, key=key) as doing:
        doing.on("organisations.unit", unit.pk, month=f"{first:%Y-%m}")
        held = AreaMonth.objects.filter(area__unit=unit, month=first)
        if doing.replayed:
            return list(held.order_by("pk"))
        check_month_over(end, timezone.localdate(now))
        if held.exists():
            raise Refused(_("这个月已经评比过。"))
        scores: dict[int, list[Decimal]] = {}
        rows = AreaCheck.objects.filter(area__unit=unit, day__range=(first, end))
        for area_id, score in rows.order_by("pk").values_list("area_id", "score"):
            scores.setdefault(area_id, []).append(score)
        if not scores:
            raise Refused(_("这个月没有保洁检查，没有可评比的。"))
        made = AreaMonth.objects.bulk_create(
            AreaMonth(area_id=r.area, month=first, score=r.score, checks=r.checks, rank=r.rank)
            for r in compare(scores)
        )
        for one in AreaMonth.objects.filter(pk__in=[m.pk for m in made]).select_related(
            "area__unit"
        ):
            measures.count_again(measures.AREA_MONTH, one, now)
    return made


def give_reward(
    month_id: int,
    *,
    reward: Decimal = Decimal(0),
    penalty: Decimal = Decimal(0),
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> AreaMonth:
    """Keep the reward or penalty that follows from a settled month."""
    with act_on(
        "give_reward", AreaMonth, month_id, actor=actor, now=now, key=key, way="area__unit"
    ) as (doing, found):
        doing.on(measures.AREA_MONTH, found.pk, reward=str(reward), penalty=str(penalty))
        if not doing.replayed:
            check_money(reward, penalty)
            found.reward, found.penalty, found.note = reward, penalty, note.strip()
            found.save(update_fields=["reward", "penalty", "note"])
            measures.count_again(measures.AREA_MONTH, found, now)
    return found
