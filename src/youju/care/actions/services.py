"""Care at home: arranging a service, noting each time somebody came, ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.care.actions.frame import FRAME
from youju.care.actions.tallying import recount
from youju.care.measures import call_drafts, call_source
from youju.care.models import Call, Service
from youju.care.rules import services as rules
from youju.facts import actions as facts
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit
from youju.residents.queries import Resident
from youju.volunteers.queries import Team


@dataclass(frozen=True, slots=True)
class Plan:
    """One line of a service plan."""

    what: str
    every_days: int
    since: date
    provider: str = ""
    by_unit: Unit | None = None
    by_team: Team | None = None
    starlight: bool = False


def arrange_service(
    resident_id: int, plan: Plan, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Service:
    """Put a service into an elder's plan.

    Raises:
        Refused: At the field; also where the elder has the service already.
    """
    frame = FRAME.on(
        "arrange_service", Resident, resident_id, actor=actor, now=now, key=key, may=May.RESIDENTS
    )
    with frame as (doing, person):
        if doing.replayed:
            return Service.objects.get(pk=doing.subject_id)
        today = timezone.localdate(now)
        if not person.live or person.left_on is not None:
            raise Refused(_("这份登记已迁出、并入或删除。"))
        named = bool(plan.by_unit or plan.by_team)
        rules.check_service(person.age_on(today), plan.every_days, plan.provider, named)
        rules.check_end(plan.since, plan.since, today)
        if Service.objects.filter(resident=person, what=plan.what, until=None).exists():
            label = Service.What(plan.what).label
            raise Refused(_("已经安排了%(what)s，先结束再改。") % {"what": label}, field="what")
        made = Service.objects.create(
            root_id=person.root_id,
            unit=person.unit,
            resident=person,
            what=plan.what,
            every_days=plan.every_days,
            provider=plan.provider.strip()[:40],
            by_unit=plan.by_unit,
            by_team=plan.by_team,
            starlight=plan.starlight,
            since=plan.since,
            due_on=rules.due_on(plan.since, None, plan.every_days),
        )
        recount([person.unit], plan.since, now)
        doing.on("care.service", made.pk)
    return made


def end_service(
    service_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Service:
    """Take a service out of an elder's plan from a day on."""
    frame = FRAME.on(
        "end_service",
        Service,
        service_id,
        way="resident__unit",
        actor=actor,
        now=now,
        key=key,
        may=May.RESIDENTS,
    )
    with frame as (doing, row):
        if doing.replayed:
            return row
        if row.until is not None:
            raise Refused(_("已经结束。"))
        rules.check_end(max(row.since, row.last_on or row.since), on, timezone.localdate(now))
        row.until = on
        row.save(update_fields=["until"])
        recount([row.unit], on, now)
        doing.on("care.service", row.pk)
    return row


def record_call(
    service_id: int,
    *,
    on: date,
    provider: str = "",
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Call:
    """Note that somebody came and served."""
    frame = FRAME.on(
        "record_call",
        Service,
        service_id,
        way="resident__unit",
        actor=actor,
        now=now,
        key=key,
        may=May.RESIDENTS,
    )
    with frame as (doing, row):
        if doing.replayed:
            return Call.objects.get(pk=doing.subject_id)
        rules.check_call(on, row.since, row.until, timezone.localdate(now))
        call = Call.objects.create(
            service=row, unit=row.resident.unit, on=on, provider=provider.strip()[:40], note=note.strip(), by_label=actor.label
        )  # fmt: skip
        _date(row)
        facts.replace(call_source(call), call_drafts(call), now=now)
        doing.on("care.call", call.pk)
    return call


def _date(row: Service) -> None:
    """Say when a service was done last, and when it is due."""
    last = row.calls.filter(voided_at=None).order_by("-on").first()
    row.last_on = last.on if last else None
    row.due_on = rules.due_on(row.since, row.last_on, row.every_days)
    row.save(update_fields=["last_on", "due_on"])


def withdraw_call(
    call_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Call:
    """Take back a service that was noted by mistake; its figures go with it."""
    frame = FRAME.on(
        "withdraw_call",
        Call,
        call_id,
        way="service__resident__unit",
        actor=actor,
        now=now,
        key=key,
        may=May.RESIDENTS,
    )
    with frame as (doing, call):
        if doing.replayed or call.voided_at is not None:
            return call
        call.voided_at = now
        call.save(update_fields=["voided_at"])
        _date(call.service)
        facts.replace(call_source(call), [], now=now)
        doing.on("care.call", call.pk)
    return call
