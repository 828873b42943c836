"""What a split comes to before anything is written: for the act itself, and for its preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import labelled
from youju.organisations.queries import Person, Unit
from youju.standards.models import Duty, Edition, Item
from youju.standards.queries.duties import held_in, people_at
from youju.standards.rules import duties as rules


@dataclass(frozen=True, slots=True)
class Share:
    """A unit that is to answer for an item, and who within it."""

    item: Item
    unit: Unit
    lead: bool
    person: Person | None = None
    section: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What shares come to: a step for each that can be given, a reason for each that cannot.

    Attributes:
        steps, faults: By the place of the share.
        held: The duties there are, by id.
    """

    steps: dict[int, rules.Planned]
    faults: dict[int, str]
    held: dict[int, Duty]


def plan(edition: Edition, shares: Sequence[Share], today: date) -> Plan:
    """Return what giving these shares would come to."""
    held = {one.pk: one for one in held_in(edition)}
    table = rules.Table(as_held(one) for one in held.values())
    people = people_at([one.unit.pk for one in shares if one.person], today)
    found = Plan({}, {}, held)
    for n, share in enumerate(shares):
        try:
            check_share(edition, share, people, today)
            asked = rules.Asked(share.item.pk, share.unit.pk, share.lead, share.unit.short_name)
            found.steps[n] = table.give(asked)
        except Refused as refusal:
            found.faults[n] = labelled(share.item.code, refusal.message)
    return found


def as_held(duty: Duty) -> rules.Held:
    """Return a duty as the rules see it."""
    lead, name = duty.side == Duty.Side.LEAD, duty.unit.short_name
    return rules.Held(duty.pk, duty.item_id, duty.unit_id, lead, duty.at, name)


def check_share(
    edition: Edition, share: Share, people: Mapping[int, Mapping[int, Person]], today: date
) -> None:
    """Refuse a share that no split could give.

    Args:
        people: Unit -> those who stand there, by id.
    """
    unit = share.unit
    if share.item.edition_id != edition.pk or not share.item.leaf:
        raise Refused(_("不是这套体系的末级指标"))
    if unit.root_id != edition.root_id or unit.until is not None:
        raise Refused(_("%(unit)s不在本级单位里，或者已撤销") % {"unit": unit.short_name})
    if share.person is not None and share.person.pk not in people.get(unit.pk, {}):
        told = {"name": share.person.name, "unit": unit.short_name}
        raise Refused(_("%(name)s不在%(unit)s任职") % told)
    rules.check_due(share.due, today)
