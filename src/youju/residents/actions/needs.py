"""Who is in need: registering, looking again, ending."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.kernel.refusal import Refused
from youju.organisations.actions import Actor, allow
from youju.organisations.queries import May
from youju.residents.actions.frame import act_on, locked
from youju.residents.actions.people import check_live
from youju.residents.actions.tallying import recount
from youju.residents.kinds import kind_of
from youju.residents.models import Household, Need, NeedNote, Resident
from youju.residents.rules import needs as rules
from youju.residents.rules.needs import Kind
from youju.residents.tokens import kind_token, kind_tokens, kinds_by_token


def note_need(
    kind: str,
    *,
    resident_id: int | None = None,
    household_id: int | None = None,
    since: date,
    detail: str = "",
    carer: str = "",
    review_on: date | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Need:
    """Register that a person or a household is of a kind of need.

    Args:
        kind: A code of the catalogue; restricted ones are for the care officer alone.
        review_on: When it is to be looked at again; by the kind's rhythm unless told.
    """
    wanted = kind_of(kind)
    with act("residents.note_need", actor=actor, now=now, key=key) as doing:
        rules.check_subject(wanted, resident_id is not None, household_id is not None)
        resident = locked(Resident, resident_id, actor) if resident_id is not None else None
        household = locked(Household, household_id, actor) if household_id is not None else None
        unit = resident.unit if resident else household.unit  # type: ignore[union-attr]
        allow(actor, may_for(wanted), unit)
        if doing.replayed:
            return Need.objects.get(pk=doing.subject_id)
        rules.check_span(since, None, timezone.localdate(now))
        if resident is not None:
            check_live(resident)
        _check_new(wanted, resident, household)
        need = Need.objects.create(
            root_id=unit.root_id,
            unit=unit,
            resident=resident,
            household=household,
            kind_token=kind_token(kind),
            detail=detail.strip(),
            carer=carer.strip()[:30],
            since=since,
            review_on=review_on or rules.next_review(wanted, timezone.localdate(now)),
        )
        doing.on("residents.need", need.pk)
        recount([unit], now)
    return need


def may_for(kind: Kind) -> May:
    """Return what somebody must be allowed to touch a kind of need."""
    return May.OPEN_PROTECTED if kind.restricted else May.RESIDENTS


def _check_new(kind: Kind, resident: Resident | None, household: Household | None) -> None:
    held = Need.objects.filter(
        resident=resident, household=household, until=None, kind_token__in=kind_tokens(kind.code)
    )
    if held.exists():
        raise Refused(_("已经登记为“%(label)s”") % {"label": kind.label}, field="kind")


def _may_touch(need: Need) -> May:
    kind = kinds_by_token().get(need.kind_token)
    return may_for(kind) if kind else May.OPEN_PROTECTED


def review(
    need_id: int,
    text: str,
    *,
    on: date,
    review_on: date | None = None,
    carer: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> NeedNote:
    """Note what was seen or said on a day, and when to look again."""
    with act_on("review", Need, need_id, actor=actor, now=now, key=key) as (doing, need):
        allow(actor, _may_touch(need), need.unit)
        if doing.replayed:
            return need.notes.order_by("-pk")[0]
        rules.check_span(on, None, timezone.localdate(now))
        if not text.strip():
            raise Refused("写明看到、谈到什么", field="text")
        kind = kinds_by_token().get(need.kind_token)
        need.review_on = review_on or (rules.next_review(kind, on) if kind else None)
        need.carer = carer.strip()[:30] or need.carer
        need.save(update_fields=["review_on", "carer"])
        note = NeedNote.objects.create(need=need, on=on, text=text.strip(), by_label=actor.label)
        doing.on("residents.need", need.pk)
    return note


def end_need(
    need_id: int, *, until: date, actor: Actor, now: datetime, key: UUID | None = None
) -> Need:
    """Note until when a need held."""
    with act_on("end_need", Need, need_id, actor=actor, now=now, key=key) as (doing, need):
        allow(actor, _may_touch(need), need.unit)
        if doing.replayed:
            return need
        if need.until is not None:
            raise Refused("已经填过结束日期，不能再改", field="until")
        rules.check_span(need.since, until, timezone.localdate(now))
        need.until = until
        need.save(update_fields=["until"])
        recount([need.unit], now)
        doing.on("residents.need", need.pk)
    return need
