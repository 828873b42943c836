"""Pairing a unit with households, paying, visiting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.aid import measures
from youju.aid.actions.frame import act_at, act_on, take_back
from youju.aid.actions.tallying import recount
from youju.aid.models import Pairing, Payment, Visit, YearPlan
from youju.aid.rules import paying as rules
from youju.aid.rules.giving import check_withdrawing
from youju.aid.rules.paying import Level
from youju.evidence.actions import set_links
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import Membership, Unit
from youju.residents.queries import Household, visible


@dataclass(frozen=True, slots=True)
class Promise:
    """Who helps, and with how much a household and year."""

    helper: str
    level: Level
    yearly: Decimal
    since: date
    until: date | None = None


def pair(
    unit: Unit,
    promise: Promise,
    households: Sequence[int],
    *,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> list[Pairing]:
    """Pair a unit with households at or below a unit; each pairing stands at its household's unit."""
    with act_at("pair", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            first = Pairing.objects.get(pk=doing.subject_id)
            told = {"helper": first.helper, "since": first.since, "household__in": households}
            return list(Pairing.objects.filter(**told).select_related("unit").order_by("pk"))
        rules.check_pairing(promise.helper, promise.yearly, promise.since, promise.until)
        homes = _homes(unit, households, actor)
        going = Q(until=None) | Q(until__gt=promise.since)
        paired = Pairing.objects.filter(going, household__in=homes).count()
        rules.check_households(len(homes), paired)
        made = [_made(home, promise) for home in homes]
        for one in made:
            measures.count_again(measures.PAIRING, one, now)
        for where in {one.unit_id: one.unit for one in made}.values():
            recount(where, _days(promise.since, promise.until), now)
        doing.on(measures.PAIRING, made[0].pk, households=len(made), level=promise.level)
    return made


def _homes(unit: Unit, ids: Sequence[int], actor: Membership) -> list[Household]:
    """Return the households, which nobody else pairs until this act ends."""
    rows = visible(actor, Household).filter(pk__in=ids, until=None).order_by("pk")
    found = list(rows.select_for_update(of=("self",)))
    if len(found) < len(set(ids)) or not all(unit.covers(one.unit) for one in found):
        raise Missing(_("有住户不在这个单位，或已经迁走"))
    return found


def _made(home: Household, promise: Promise) -> Pairing:
    return Pairing.objects.create(
        unit=home.unit,
        household=home,
        helper=promise.helper.strip(),
        level=promise.level,
        yearly=promise.yearly,
        since=promise.since,
        until=promise.until,
    )


def _days(*days: date | None) -> list[date]:
    return [one for one in days if one is not None]


def plan_year(
    pairing_id: int,
    year: int,
    amount: Decimal,
    *,
    why: str,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> YearPlan:
    """Say what is due in one year, where it is not the yearly amount."""
    with act_on("plan_year", Pairing, pairing_id, actor=actor, now=now, key=key) as (doing, one):
        if doing.replayed:
            return one.plans.get(year=year)
        rules.check_amount(amount)
        if not rules.holds_in(year, one.since, one.until):
            raise Refused(_("这一年没有结对，请核对年度。"), field="year")
        plan, _new = YearPlan.objects.update_or_create(
            pairing=one, year=year, defaults={"amount": amount, "why": why.strip()[:100]}
        )
        doing.on(measures.PAIRING, one.pk, year=year)
    return plan


def end_pairing(
    pairing_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Pairing:
    """End a pairing; what was paid stays."""
    with act_on("end_pairing", Pairing, pairing_id, actor=actor, now=now, key=key) as (doing, one):
        doing.on(measures.PAIRING, one.pk)
        if not doing.replayed:
            rules.check_end(one.since, one.until, on)
            one.until = on
            one.save(update_fields=["until"])
            recount(one.unit, [on], now)
    return one


@dataclass(frozen=True, slots=True)
class Paid:
    """What is told of a payment: for which year, on which day, how much for each household."""

    year: int
    on: date
    amount: Decimal
    paper: str = ""
    again: str = ""


def pay(
    pairing_ids: Sequence[int],
    paid: Paid,
    *,
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> list[Payment]:
    """Record what a unit paid to one or several of its households: all of them or none."""
    first = min(pairing_ids)
    with act_on("pay", Pairing, first, actor=actor, now=now, key=key) as (doing, head):
        if doing.replayed:
            told = {"pairing__in": pairing_ids, "year": paid.year, "on": paid.on}
            return list(Payment.objects.filter(**told).order_by("pk"))
        rules.check_amount(paid.amount)
        made = [_paid(one, paid, actor, now) for one in _payable(head, pairing_ids, actor)]
        for one in made:
            measures.count_again(measures.PAYMENT, one, now)
            if photos:
                unit = one.pairing.unit
                set_links(measures.PAYMENT, one.pk, photos, unit=unit, actor=actor, now=now)
        doing.on(measures.PAIRING, head.pk, year=paid.year, payments=len(made))
    return made


def _payable(head: Pairing, ids: Sequence[int], actor: Membership) -> list[Pairing]:
    """Return the pairings, all of the same helper and in the actor's view, locked by their order."""
    rows = Pairing.objects.filter(pk__in=ids, helper=head.helper).select_related("unit")
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if len(found) < len(set(ids)) or not all(actor.unit.covers(one.unit) for one in found):
        raise Missing(_("有结对不是这个单位的，或不在您的查看范围内"))
    return found


def _paid(one: Pairing, paid: Paid, actor: Membership, now: datetime) -> Payment:
    rules.check_payment(paid.year, paid.on, one.since, one.until, timezone.localdate(now))
    due, before = one.due_in(paid.year), one.paid_in(paid.year)
    rules.check_once(paid.year, due, before, paid.amount, paid.again)
    over = before and before + paid.amount > due
    return Payment.objects.create(
        pairing=one,
        year=paid.year,
        on=paid.on,
        amount=paid.amount,
        paper=paid.paper.strip(),
        again=paid.again.strip()[:100] if over else "",
        by_label=actor.label,
    )


def withdraw_payment(
    payment_id: int, *, why: str, actor: Membership, now: datetime, key: UUID | None = None
) -> Payment:
    """Take a payment back that was recorded by mistake; it stays to be seen and counts no more."""
    way = "pairing__unit"
    with act_on(
        "withdraw_payment", Payment, payment_id, way=way, actor=actor, now=now, key=key
    ) as (
        doing,
        one,
    ):
        doing.on(measures.PAYMENT, one.pk)
        if not doing.replayed:
            if not one.counts:
                raise Refused(_("这笔付款已经撤回。"))
            if len(why.strip()) < 2:
                raise Refused(_("写明撤回的原因。"), field="why")
            one.withdrawn_on, one.withdrawn_why = timezone.localdate(now), why.strip()[:100]
            one.save(update_fields=["withdrawn_on", "withdrawn_why"])
            measures.count_again(measures.PAYMENT, one, now)
    return one


def visit(
    pairing_id: int,
    on: date,
    *,
    visitor: str = "",
    goods: str = "",
    note: str = "",
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Visit:
    """Record a visit of the helping unit to its household."""
    with act_on("visit", Pairing, pairing_id, actor=actor, now=now, key=key) as (doing, one):
        if doing.replayed:
            return Visit.objects.get(pk=doing.subject_id)
        rules.check_visit(on, one.since, timezone.localdate(now))
        told = {"visitor": visitor.strip(), "goods": goods.strip(), "note": note.strip()}
        made = Visit.objects.create(pairing=one, on=on, by_label=actor.label, **told)
        measures.count_again(measures.VISIT, made, now)
        if photos:
            set_links(measures.VISIT, made.pk, photos, unit=one.unit, actor=actor, now=now)
        doing.on(measures.VISIT, made.pk, pairing=one.pk)
    return made


def withdraw_visit(
    visit_id: int, *, why: str, actor: Membership, now: datetime, key: UUID | None = None
) -> Visit:
    """Take back a visit recorded by mistake."""
    way = "pairing__unit"
    with act_on("withdraw_visit", Visit, visit_id, way=way, actor=actor, now=now, key=key) as (doing, one):  # fmt: skip
        doing.on(measures.VISIT, one.pk)
        if not doing.replayed:
            check_withdrawing(one.counts, why)
            take_back(one, why, measures.VISIT, now)
    return one
