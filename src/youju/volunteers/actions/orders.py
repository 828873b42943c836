"""点单、派单、接单、评单."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit
from youju.organisations.rules import check_phone
from youju.volunteers import measures
from youju.volunteers.actions.frame import act_at, act_on
from youju.volunteers.models import Order, OrderStep, Team
from youju.volunteers.rules import orders as rules
from youju.volunteers.rules.orders import State, Step
from youju.volunteers.rules.teams import Function, check_open

GIVERS = frozenset({Step.GIVE, Step.CANCEL})  # by who arranges; the others by who records


def ask_order(
    unit: Unit,
    need: str,
    *,
    kind: Function,
    wanted_on: date,
    place: str = "",
    asker: str = "",
    phone: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Order:
    """Write down what somebody needs."""
    with act_at("ask_order", unit, actor=actor, now=now, key=key, may=May.RECORD) as doing:
        if doing.replayed:
            return Order.objects.get(pk=doing.subject_id)
        today = timezone.localdate(now)
        rules.check_wanted(wanted_on, today)
        check_phone(phone)
        told = {"place": place, "asker": asker, "phone": phone, "wanted_on": wanted_on}
        made = Order.objects.create(unit=unit, need=need, kind=kind, asked_on=today, **told)
        measures.count_again(measures.ORDER, made, now)
        doing.on(measures.ORDER, made.pk)
    return made


def step_order(
    order_id: int,
    step: Step,
    *,
    team: Team | None = None,
    words: str = "",
    stars: int | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Order:
    """Take the next step of an order: give it to a team, take it, finish it, rate it, and so on."""
    may = May.ARRANGE if step in GIVERS else May.RECORD
    with act_on("step_order", Order, order_id, actor=actor, now=now, key=key, may=may) as (
        doing,
        order,
    ):
        doing.on(measures.ORDER, order.pk, step=step)
        if doing.replayed:
            return order
        order.state = rules.after(State(order.state), step)
        rules.check_words(step, words)
        _settle(order, step, team, words, stars, timezone.localdate(now))
        order.save()
        OrderStep.objects.create(
            order=order, step=step, words=words.strip(), by_label=actor.label, at=now
        )
        measures.count_again(measures.ORDER, order, now)
    return order


def _settle(
    order: Order, step: Step, team: Team | None, words: str, stars: int | None, today: date
) -> None:
    if step is Step.GIVE:
        if team is None:
            raise Refused(_("选派给哪支队伍。"), field="team")
        check_open(team.until, team.name)
        order.team = team
    elif step is Step.DECLINE:
        order.team = None
    elif step is Step.FINISH:
        order.result, order.done_on = words.strip(), today
    elif step is Step.REDO:
        order.result, order.done_on = "", None
    elif step is Step.RATE:
        rules.check_rating(stars)
        order.stars = stars
