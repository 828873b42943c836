"""Wishes from gathering to fulfilling, and one-to-one company."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from youju.aid.actions.frame import act_at, act_on
from youju.aid.actions.tallying import recount
from youju.aid.models import Wish
from youju.aid.rules import wishes as rules
from youju.aid.rules.wishes import Group, Helper, Kind, State
from youju.evidence.actions import set_links
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit
from youju.volunteers.queries import volunteers_offered

WISH = "aid.wish"


@dataclass(frozen=True, slots=True)
class Wished:
    """What is told of a wish, or of the company somebody is to have."""

    kind: Kind
    name: str
    group: Group
    on: date
    text: str = ""
    occasion: str = ""
    consent: bool = False


def gather_wish(
    unit: Unit, told: Wished, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Wish:
    """Take a wish down; of the person only the encrypted name and the group are kept."""
    with act_at("gather_wish", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Wish.objects.get(pk=doing.subject_id)
        rules.check_wish(told.kind, told.name, told.text, told.occasion)
        rules.check_consent(told.group, told.consent)
        if told.on > timezone.localdate(now):
            raise Refused("日期还没有到", field="on")
        made = Wish.objects.create(
            unit=unit,
            kind=told.kind,
            person=told.name.strip(),
            group=told.group,
            text=told.text.strip(),
            occasion=told.occasion.strip(),
            gathered_on=told.on,
            by_label=actor.label,
        )
        recount(unit, [told.on], now)
        doing.on(WISH, made.pk, kind=told.kind)
    return made


def take_wish(
    wish_id: int,
    *,
    helper: str = "",
    helper_kind: Helper = Helper.OTHER,
    volunteer_id: int | None = None,
    on: date,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Wish:
    """Note who takes a wish on: a volunteer of the register, or anybody by name."""
    with act_on("take_wish", Wish, wish_id, actor=actor, now=now, key=key) as (doing, wish):
        doing.on(WISH, wish.pk)
        if doing.replayed:
            return wish
        rules.check_step(State(wish.state), State.TAKEN)
        name, volunteer = helper_named(wish.unit, helper, volunteer_id, actor)
        rules.check_taker(Kind(wish.kind), name, _others(wish, name), wish.occasion)
        if not wish.gathered_on <= on <= timezone.localdate(now):
            raise Refused("认领日期应在征集之后、今天以前", field="on")
        wish.state, wish.taken_on = State.TAKEN, on
        wish.helper, wish.volunteer_id = name, volunteer
        wish.helper_kind = Helper.VOLUNTEER if volunteer and helper_kind is Helper.OTHER else helper_kind  # fmt: skip
        wish.save()
    return wish


def helper_named(
    unit: Unit, helper: str, volunteer_id: int | None, actor: Membership
) -> tuple[str, int | None]:
    """Return the helper's name, and the volunteer where one of the register was chosen."""
    if volunteer_id is None:
        return helper.strip(), None
    found = next((one for one in volunteers_offered(actor, unit) if one.pk == volunteer_id), None)
    if found is None:
        raise Refused("名册里没有这名志愿者", field="volunteer")
    return found.name, found.pk


def _others(wish: Wish, name: str) -> int:
    """Return how many others the helper accompanies at the same occasion."""
    root = Wish.objects.filter(unit__root_id=wish.unit.root_id, kind=Kind.COMPANY)
    same = root.filter(occasion=wish.occasion, helper=name, state__in=[State.TAKEN, State.DONE])
    return same.exclude(pk=wish.pk).count()


def fulfil_wish(
    wish_id: int,
    *,
    on: date,
    result: str,
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Wish:
    """Note that a wish came true: when and how, with a photo where there is one."""
    with act_on("fulfil_wish", Wish, wish_id, actor=actor, now=now, key=key) as (doing, wish):
        doing.on(WISH, wish.pk)
        if doing.replayed:
            return wish
        rules.check_step(State(wish.state), State.DONE)
        rules.check_done(on, wish.taken_on, timezone.localdate(now), result)
        wish.state, wish.done_on, wish.result = State.DONE, on, result.strip()
        wish.save()
        recount(wish.unit, [on], now)
        if photos:
            set_links(WISH, wish.pk, photos, unit=wish.unit, actor=actor, now=now)
    return wish


def release_wish(
    wish_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Wish:
    """Give a wish back that its helper cannot fulfil, for another to take."""
    with act_on("release_wish", Wish, wish_id, actor=actor, now=now, key=key) as (doing, wish):
        doing.on(WISH, wish.pk)
        if not doing.replayed:
            rules.check_step(State(wish.state), State.GATHERED)
            wish.state, wish.taken_on = State.GATHERED, None
            wish.helper, wish.helper_kind, wish.volunteer = "", "", None
            wish.save()
    return wish


def drop_wish(wish_id: int, *, actor: Membership, now: datetime, key: UUID | None = None) -> Wish:
    """Take a wish down that is no more wanted; it counts no more."""
    with act_on("drop_wish", Wish, wish_id, actor=actor, now=now, key=key) as (doing, wish):
        doing.on(WISH, wish.pk)
        if not doing.replayed:
            rules.check_step(State(wish.state), State.DROPPED)
            wish.state = State.DROPPED
            wish.save(update_fields=["state"])
            recount(wish.unit, [wish.gathered_on], now)
    return wish
