"""Visits and rounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.care.actions.frame import FRAME
from youju.care.measures import visit_drafts, visit_source
from youju.care.models import Round, Visit
from youju.care.rules import visits as rules
from youju.facts import actions as facts
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit
from youju.residents.queries import Household, Resident, kind_of


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a visit."""

    on: date
    visitors: str
    kind: str = rules.By.COMMUNITY.value
    goods: str = ""
    worth: Decimal | None = None
    money: Decimal | None = None
    note: str = ""
    resident: Resident | None = None


def record_visit(
    household_id: int,
    told: Told,
    *,
    round: Round | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Visit:
    """Note that a household was visited, and what was brought.

    Raises:
        Refused: At the field; also for a day outside the round.
    """
    frame = FRAME.on(
        "record_visit", Household, household_id, actor=actor, now=now, key=key, may=May.RESIDENTS
    )
    with frame as (doing, home):
        if doing.replayed:
            return Visit.objects.get(pk=doing.subject_id)
        rules.check_visit(told.on, told.visitors, timezone.localdate(now))
        rules.check_brought(told.money, told.worth)
        if told.resident is not None and told.resident.household_id != home.pk:
            raise Refused(_("这个人不在这一户。"), field="resident")
        if round is not None:
            _check_round(round, home, told.on)
        visit = Visit.objects.create(
            root_id=home.root_id,
            unit=home.unit,
            household=home,
            resident=told.resident,
            round=round,
            on=told.on,
            kind=rules.By(told.kind).value,
            visitors=told.visitors.strip()[:120],
            goods=told.goods.strip()[:120],
            worth=told.worth or None,
            money=told.money or None,
            note=told.note.strip(),
            by_label=actor.label,
        )
        facts.replace(visit_source(visit), visit_drafts(visit), now=now)
        doing.on("care.visit", visit.pk)
    return visit


def _check_round(round: Round, home: Household, on: date) -> None:
    """Refuse a visit on a day outside the round, and in the round of another unit."""
    if not round.unit.covers(home.unit):
        raise Refused(_("“%(name)s”不走访这里的住户。") % {"name": round.name}, field="round")
    if not round.since <= on <= round.until:
        raise Refused(_("日期不在“%(name)s”的起止之内。") % {"name": round.name}, field="on")


def withdraw_visit(
    visit_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Visit:
    """Take back a visit that was noted by mistake; its figures go with it."""
    frame = FRAME.on(
        "withdraw_visit", Visit, visit_id, actor=actor, now=now, key=key, may=May.RESIDENTS
    )
    with frame as (doing, visit):
        if doing.replayed or visit.voided_at is not None:
            return visit
        visit.voided_at = now
        visit.save(update_fields=["voided_at"])
        facts.replace(visit_source(visit), [], now=now)
        doing.on("care.visit", visit.pk)
    return visit


def open_round(
    unit: Unit,
    name: str,
    since: date,
    until: date,
    *,
    need: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Round:
    """Say that a unit visits its households from a day to a day.

    Args:
        need: The kind of need whose households are visited; "" for every kind.
    """
    frame = FRAME.at("open_round", unit, actor=actor, now=now, key=key, may=May.RESIDENTS)
    with frame as doing:
        if doing.replayed:
            return Round.objects.get(pk=doing.subject_id)
        rules.check_round(name, since, until)
        if need and kind_of(need).restricted:
            raise Refused(_("这一类不按批次走访。"), field="need")
        made = Round.objects.create(
            unit=unit, name=name.strip()[:40], need=need, since=since, until=until
        )
        doing.on("care.round", made.pk)
    return made
