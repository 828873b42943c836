"""What of one edition's split goes on under another; the asking member first."""

from __future__ import annotations

from datetime import date

from youju.ledgers.queries import ledgers_supporting
from youju.organisations.queries import Membership
from youju.standards.models import Duty, Edition
from youju.standards.queries.changes import comparison
from youju.standards.queries.duties import carried_shares, held_in, lead_units
from youju.standards.queries.editions import items_visible_to
from youju.standards.rules import carrying
from youju.standards.rules.carrying import Held
from youju.standards.rules.comparing import Row


def carry_plan(
    member: Membership, before: Edition, after: Edition, day: date
) -> list[carrying.Carried]:
    """Return what becomes of each item's split when the old edition's is carried over to the new one."""
    rows = comparison(before, after)
    shares = carried_shares(before, after, carrying.matches_of(rows), day)
    made: dict[str, list[Held]] = {}
    for duty, item, _person in shares:
        made.setdefault(item.code, []).append(_held(duty))
    old: dict[str, list[Held]] = {}
    for duty in held_in(before):
        old.setdefault(duty.item.code, []).append(_held(duty))
    led = items_visible_to(member).filter(edition=after, pk__in=lead_units(after))
    return carrying.plan(rows, old, made, set(led.values_list("code", flat=True)))


def _held(duty: Duty) -> Held:
    return Held(
        duty.unit_id,
        duty.unit.short_name,
        duty.side == Duty.Side.LEAD,
        carrying.hindrance(
            duty.unit.short_name,
            closed=duty.unit.until is not None,
            back=duty.state == Duty.State.HANDED_BACK,
        ),
    )


def ledgers_left_behind(member: Membership, rows: list[Row]) -> list[tuple[str, str]]:
    """Return the old and the new code of each item that got another one, where ledgers still name the old
    code as what they support and the new item does not know it as an alias."""
    supporting = ledgers_supporting(member.root_id)
    found = []
    for one in rows:
        old, new = one.pair.before, one.pair.after
        if not (old and new) or old.code in (new.code, *new.aliases):
            continue
        if supporting.get(old.code):
            found.append((old.code, new.code))
    return found
