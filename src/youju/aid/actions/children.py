"""Stand-in parents and their contacts; files of left-behind and moving children."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.aid import measures
from youju.aid.actions.frame import act_at, act_on, check_keeper, take_back
from youju.aid.actions.tallying import recount
from youju.aid.actions.wishes import helper_named
from youju.aid.models import ChildFile, Contact, StandIn
from youju.aid.queries.children import children_at
from youju.aid.rhythm import duties
from youju.aid.rules import children as rules
from youju.aid.rules.giving import check_consent, check_withdrawing
from youju.kernel.refusal import Refused
from youju.kernel.text import NOTHING
from youju.organisations.queries import Membership, Unit
from youju.residents.queries import Resident, record_for

STAND_IN, FILE = "aid.stand_in", "aid.child_file"


def _child(child_id: int, actor: Membership) -> tuple[Resident, bool]:
    """Return a child in view, and whether it is registered as one of those cared for here."""
    check_keeper(actor)
    found = record_for(actor, Resident, child_id)
    return found, children_at(actor, found.unit).filter(pk=found.pk).exists()


def stand_in(
    child_id: int,
    *,
    helper: str = "",
    volunteer_id: int | None = None,
    phone: str = "",
    guardian: str,
    consent: bool,
    since: date,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> StandIn:
    """Pair a child with somebody who stands in for its parents; the guardian agreed."""
    child, fits = _child(child_id, actor)
    with act_at("stand_in", child.unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return StandIn.objects.get(pk=doing.subject_id)
        name, volunteer = helper_named(child.unit, helper, volunteer_id, actor)
        others = StandIn.objects.filter(child=child, until=None).count()
        rules.check_stand_in(name, child.minor, fits, others)
        check_consent(consent, guardian)
        if since > timezone.localdate(now):
            raise Refused(_("日期还没有到。"), field="since")
        made = StandIn.objects.create(
            unit=child.unit,
            child=child,
            helper=name,
            volunteer_id=volunteer,
            phone=phone.strip(),
            consent_by=guardian.strip(),
            since=since,
        )
        recount(child.unit, [since], now)
        doing.on(STAND_IN, made.pk)
    return made


def end_stand_in(
    stand_in_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> StandIn:
    """End a stand-in; the contacts stay."""
    with act_on("end_stand_in", StandIn, stand_in_id, actor=actor, now=now, key=key) as (
        doing,
        one,
    ):
        check_keeper(actor)
        doing.on(STAND_IN, one.pk)
        if not doing.replayed:
            if one.until is not None:
                raise Refused(_("已经结束。"))
            if not one.since <= on <= timezone.localdate(now):
                raise Refused(_("日期应在结对之后、今天以前。"), field="on")
            one.until = on
            one.save(update_fields=["until"])
            recount(one.unit, [on], now)
    return one


def contact(
    stand_in_id: int,
    on: date,
    done: Sequence[str],
    *,
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Contact:
    """Log what of 三知三谈四个一 was done on a day."""
    with act_on("contact", StandIn, stand_in_id, actor=actor, now=now, key=key) as (doing, one):
        check_keeper(actor)
        if doing.replayed:
            return Contact.objects.get(pk=doing.subject_id)
        known = [duty.code for duty in duties() if duty.code in done]
        rules.check_contact(on, one.since, timezone.localdate(now), known)
        made = Contact.objects.create(
            stand_in=one, on=on, done=known, note=note.strip(), by_label=actor.label
        )
        measures.count_again(measures.CONTACT, made, now)
        doing.on(measures.CONTACT, made.pk, stand_in=one.pk)
    return made


def withdraw_contact(
    contact_id: int, *, why: str, actor: Membership, now: datetime, key: UUID | None = None
) -> Contact:
    """Take back a contact recorded by mistake."""
    way = "stand_in__unit"
    with act_on("withdraw_contact", Contact, contact_id, way=way, actor=actor, now=now, key=key) as (doing, one):  # fmt: skip
        check_keeper(actor)
        doing.on(measures.CONTACT, one.pk)
        if not doing.replayed:
            check_withdrawing(one.counts, why)
            take_back(one, why, measures.CONTACT, now)
    return one


def keep_file(
    child_id: int,
    *,
    guardian: str,
    consent: bool,
    school: str = "",
    parents: str = "",
    wants: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> ChildFile:
    """Keep a child's file, or bring it up to date.

    All of it is sealed, and a form cannot show it: what is left empty stays as it was, what is to go is
    written 无.
    """
    child, fits = _child(child_id, actor)
    today = timezone.localdate(now)
    with act_at("keep_file", child.unit, actor=actor, now=now, key=key) as doing:
        held = ChildFile.objects.select_for_update().filter(child=child).first()
        if doing.replayed and held is not None:
            return held
        rules.check_file(child.minor, fits, consent)
        check_consent(consent, guardian)
        told = {"school": school.strip(), "parents": parents.strip(), "wants": wants.strip()}
        kept = held or ChildFile(child=child, made_on=today)
        for name, value in told.items():
            if value:
                setattr(kept, name, "" if value == NOTHING else value)
        kept.unit, kept.consent_by, kept.checked_on = child.unit, guardian.strip(), today
        kept.save()
        for where in _with_town(child.unit):
            recount(where, [kept.made_on], now)
        doing.on(FILE, kept.pk)
    return kept


def _with_town(unit: Unit) -> list[Unit]:
    """Return the unit, and the town or street above it, whose register it makes."""
    above = Unit.objects.filter(pk__in=unit.ancestor_ids, kind__in=("town", "street"))
    return [unit, *above.exclude(pk=unit.pk)]
