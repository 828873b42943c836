"""Illegal structures of households: registered, talked about, removed, watched (M034)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from youju.audit.actions import Act, act
from youju.cases import measures
from youju.cases.models import Case, Structure, Talk
from youju.cases.rules import report
from youju.cases.rules.steps import Step, check_count, check_day, check_step, house_key
from youju.evidence.actions import attach
from youju.evidence.queries import Role
from youju.facts import actions as facts
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require


@dataclass(frozen=True, slots=True)
class Household:
    """Who built it: kept encrypted."""

    name: str = ""
    address: str = ""


def register_structure(
    *,
    unit: Unit,
    kind: str,
    title: str,
    surveyed_on: date,
    household: Household | None = None,
    count: int = 1,
    size: str = "",
    stubborn: bool = False,
    case: Case | None = None,
    photos: Sequence[int] = (),
    registered: bool = True,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Structure:
    """Put a structure on the register of a community.

    Args:
        kind: A value of `Structure.Kind`.
        title: Where it stands, without the household: 3号楼西侧.
        count: How many of one household the line stands for.
        registered: False for what was only seen in the survey (摸底).
        case: The problem it belongs to.
    """
    with act("cases.register_structure", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Structure.objects.get(pk=doing.subject_id)
        require(actor, May.RECORD, unit)
        one = _new(unit, kind, title, surveyed_on, count, size, now)
        one.case = case
        if registered:
            one.step, one.registered_on = Step.REGISTERED, surveyed_on
        _of(one, household or Household(), unit)
        _mark(one, stubborn, surveyed_on)
        one.save(force_insert=True)
        if photos:
            _show(one, photos, Role.BEFORE, actor, now)
        _end(doing, one, now)
    return one


def _new(
    unit: Unit, kind: str, title: str, surveyed_on: date, count: int, size: str, now: datetime
) -> Structure:
    if kind not in Structure.Kind.values:
        raise Refused("选搭建类别。", field="kind")
    where = report.clean(title, 80, "title")
    if not where:
        raise Refused("写明位置。", field="title")
    check_count(count)
    check_day(surveyed_on, surveyed_on, timezone.localdate(now), "surveyed_on")
    return Structure(
        root_id=unit.root_id,
        unit=unit,
        kind=kind,
        title=where,
        count=count,
        size=report.clean(size, 40, "size"),
        surveyed_on=surveyed_on,
        step=Step.SURVEYED,
        made_at=now,
    )


def _of(one: Structure, household: Household, unit: Unit) -> None:
    one.household = report.clean(household.name, 30, "household")
    one.address = report.clean(household.address, 120, "address")
    plain = house_key(one.household, one.address, one.title)
    salted = f"{settings.SECRET_KEY}:{unit.pk}:{plain}"
    one.house_key = sha256(salted.encode()).hexdigest()


def _mark(one: Structure, stubborn: bool, day: date) -> None:
    """Mark a household that will not agree (钉子户), from a day on."""
    if stubborn and not one.stubborn:
        one.stubborn_since, one.agreed_on = one.stubborn_since or day, None
    elif one.stubborn and not stubborn:
        one.agreed_on = day
    one.stubborn = stubborn


def _show(
    one: Structure, photos: Sequence[int], role: Role, actor: Membership, now: datetime
) -> None:
    kind = measures.STRUCTURE_KIND
    attach(kind, one.pk, photos, unit=one.unit, role=role, actor=actor, now=now)


def _end(doing: Act, one: Structure, now: datetime) -> None:
    facts.replace(measures.structure_source(one), measures.structure_drafts(one), now=now)
    doing.on(measures.STRUCTURE_KIND, one.pk, title=one.title, step=str(one.step))


@contextmanager
def _on(
    name: str, structure_id: int, actor: Membership, now: datetime, key: UUID | None
) -> Iterator[Structure | None]:
    """Lock a structure for an act; None where the act was done before under its key."""
    with act(f"cases.{name}", actor=actor, now=now, key=key) as doing:
        rows = Structure.objects.select_for_update(of=("self",)).select_related("unit")
        found = rows.filter(pk=structure_id).first()
        if found is None or not actor.unit.covers(found.unit):
            raise Missing("没有这处搭建，或者不在您的单位范围内")
        require(actor, May.RECORD, found.unit)
        yield None if doing.replayed else found
        if not doing.replayed:
            found.save()
            _end(doing, found, now)


def log_talk(
    structure_id: int,
    *,
    on: date,
    said: str,
    people: str = "",
    meeting: bool = False,
    agreed: bool = False,
    stubborn: bool | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Structure:
    """Write down a talk with the household, or a coordination meeting; the step follows it.

    Args:
        stubborn: Marks the household as 钉子户, or no more; None leaves it.
    """
    with _on("log_talk", structure_id, actor, now, key) as one:
        if one is not None:
            told = report.check_note(said, "said", needed="写明谈了什么、怎么说。")
            check_day(on, one.surveyed_on, timezone.localdate(now))
            if Step(one.step) in (Step.SURVEYED, Step.REMOVED):
                raise Refused("登记后、拆除前才做思想工作；拆后又建的，先记反弹。", field="on")
            people_there = report.clean(people, 100, "people")
            Talk.objects.create(
                structure=one, on=on, meeting=meeting, people=people_there, said=told, agreed=agreed, made_at=now
            )  # fmt: skip
            wanted = Step.COORDINATION if meeting else Step.TALKS
            if Step(one.step) not in (wanted, Step.WATCHED):
                check_step(Step(one.step), wanted)
                one.step = wanted
            _mark(one, one.stubborn if stubborn is None else stubborn, on)
    return Structure.objects.get(pk=structure_id)


def change_step(
    structure_id: int,
    *,
    step: Step,
    on: date,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Structure:
    """Go to the next step that needs no more than a day: registering what was surveyed, say."""
    with _on("change_step", structure_id, actor, now, key) as one:
        if one is not None:
            check_day(on, one.surveyed_on, timezone.localdate(now))
            if step in (Step.REMOVED, Step.WATCHED):
                raise Refused("拆除和防反弹请分别登记。", field="step")
            check_step(Step(one.step), step)
            one.step = step
            one.registered_on = one.registered_on or on
    return Structure.objects.get(pk=structure_id)


def remove_structure(
    structure_id: int,
    *,
    on: date,
    note: str = "",
    partners: str = "",
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Structure:
    """Write down that it was removed, by whom together, with photos after."""
    with _on("remove_structure", structure_id, actor, now, key) as one:
        if one is not None:
            check_day(on, one.surveyed_on, timezone.localdate(now))
            check_step(Step(one.step), Step.REMOVED)
            one.step, one.removed_on = Step.REMOVED, on
            one.removed_note = report.clean(note, 200, "note")
            one.partners = report.clean(partners, 200, "partners")
            if photos:
                _show(one, photos, Role.AFTER, actor, now)
    return Structure.objects.get(pk=structure_id)


def watch_structure(
    structure_id: int,
    *,
    on: date,
    rebuilt: bool = False,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Structure:
    """Look again after the removal (防反弹). What was built again goes back to talks, and counts no
    more as removed."""
    with _on("watch_structure", structure_id, actor, now, key) as one:
        if one is not None:
            if one.removed_on is None:
                raise Refused("还没有拆除，不用回看。", field="on")
            check_day(on, one.removed_on, timezone.localdate(now))
            one.watched_on, one.step = on, Step.WATCHED
            if rebuilt:
                one.rebuilt_on, one.removed_on, one.step = on, None, Step.TALKS
    return Structure.objects.get(pk=structure_id)
