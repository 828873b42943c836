"""Cases of unsafe houses."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from youju.facts import actions as facts
from youju.kernel.refusal import Refused
from youju.organisations.actions import Actor
from youju.residents.actions.frame import act_on
from youju.residents.measures import house_drafts, house_source
from youju.residents.models import Household, HouseStep, UnsafeHouse
from youju.residents.rules import houses as rules
from youju.residents.rules.houses import State


def survey_house(
    household_id: int,
    *,
    on: date,
    text: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> UnsafeHouse:
    """Open the case of a house that was visited because it may be unsafe."""
    frame = act_on("survey_house", Household, household_id, actor=actor, now=now, key=key)
    with frame as (doing, home):
        if doing.replayed:
            return home.unsafe.order_by("-pk")[0]
        if on > timezone.localdate(now):
            raise Refused("日期还没有到", field="on")
        if home.unsafe.exclude(state=State.CLOSED).exists():
            raise Refused("这一户的危房已经立案，请在案里继续")
        house = UnsafeHouse.objects.create(
            root_id=home.root_id,
            unit=home.unit,
            household=home,
            state=State.SURVEYED,
            surveyed_on=on,
        )
        _write(house, State.SURVEYED, on, text, actor, now)
        doing.on("residents.unsafehouse", house.pk)
    return house


def step_house(
    house_id: int,
    *,
    state: str,
    on: date,
    grade: str = "",
    asked: str = "",
    text: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> UnsafeHouse:
    """Take the next step of a case: appraised, applied, granted or refused, closed.

    What an application is `asked` for stays with what comes of it.
    """
    frame = act_on("step_house", UnsafeHouse, house_id, actor=actor, now=now, key=key)
    with frame as (doing, house):
        if doing.replayed:
            return house
        after, last = State(state), house.steps.order_by("-on", "-pk")[0]
        rules.check_step(State(house.state), after, last.on, on, timezone.localdate(now))
        rules.check_detail(after, grade, text, asked)
        if after is State.APPRAISED:
            house.appraised_on, house.grade = on, grade
        elif after is State.APPLIED:
            house.applied_on, house.asked = house.applied_on or on, asked
        elif after is State.CLOSED:
            house.settled_on = on
        house.state = after
        house.save()
        _write(house, after, on, text, actor, now)
        doing.on("residents.unsafehouse", house.pk, state=state)
    return house


def _write(
    house: UnsafeHouse, state: State, on: date, text: str, actor: Actor, now: datetime
) -> None:
    asked = house.asked if state in (State.APPLIED, State.GRANTED, State.REFUSED) else ""
    told = {"on": on, "text": text.strip(), "asked": asked, "by_label": actor.label}
    HouseStep.objects.create(house=house, state=state, **told)
    facts.replace(house_source(house), house_drafts(house), now=now)
