"""Objects of the room standards. An edition belongs to a whole tree: the foreign one to another city."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.access.objects import by, once
from youju.audit.actions import SYSTEM
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit
from youju.patrols.actions import add_place
from youju.standards import actions
from youju.standards.actions import begin_check
from youju.standards.loader import read_edition
from youju.standards.models import Duty, Edition, Item, MockRound
from youju.standards.publish import publish_edition
from youju.standards.tests.mock_world import an_edition, answers
from youju.standards.tests.samples import SMALL


@once
def mock_round(world: Any, own: bool) -> int:
    """A round whose one place two assessors scored, not alike."""
    unit, office, today = world.unit(own), world.office(own), timezone.localdate()
    add_place(unit, "alley", "桂苑巷", **by(world.staff(own)))
    made = actions.draw_round(
        unit=unit, edition=an_edition(world.city.city, f"trial-{own}"), name="第一轮",
        start=today, end=today, **by(office),
    )  # fmt: skip
    people = [make_member(unit, Role.INSPECTOR, f"ping-{own}-{n}") for n in range(2)]
    actions.set_teams(made.pk, [[one.pk for one in people]], share=100, **by(office))
    spot = made.spots.get()
    actions.record_sheet(spot.pk, answers=answers(spot, "drain"), **by(people[0]))
    actions.record_sheet(spot.pk, answers=answers(spot), **by(people[1]))
    return made.pk


@once
def spot(world: Any, own: bool) -> int:
    return MockRound.objects.get(pk=mock_round(world, own)).spots.get().pk


@once
def negative(world: Any, own: bool) -> int:
    made = actions.register_negative(
        unit=world.unit(own), on=timezone.localdate(), group="诚信", title="失信", basis="公告",
        **by(world.office(own)),
    )  # fmt: skip
    return made.pk


@once
def edition(world: Any, own: bool) -> int:
    root = world.city.city if own else make_unit("外市", UnitKind.CITY)
    made = publish_edition(
        read_edition(SMALL), unit=root, source=SMALL, state=Edition.State.CURRENT, actor=SYSTEM,
        now=timezone.now(), key=uuid4(),
    )  # fmt: skip
    return made.pk


@once
def item(world: Any, own: bool) -> int:
    return Edition.objects.get(pk=edition(world, own)).items.get(code="3.1").pk


@once
def self_check(world: Any, own: bool) -> int:
    made = begin_check(
        edition=Edition.objects.get(pk=edition(world, True)), unit=world.unit(own), actor=world.staff(own),
        now=timezone.now(), key=uuid4(),
    )  # fmt: skip
    return made.pk


@once
def duty(world: Any, own: bool) -> int:
    """A duty of the own unit; the foreign one is of another city."""
    lead = world.unit(True) if own else Edition.objects.get(pk=edition(world, False)).unit
    asked = Item.objects.select_related("edition__unit").get(pk=item(world, own))
    top = make_member(asked.edition.unit, Role.OFFICE, f"top-{own}")
    actions.split_items(asked.edition_id, [actions.Share(asked, lead, lead=True)], **by(top))
    return Duty.objects.get(item=asked).pk


def person(world: Any, own: bool) -> int:
    member = world.members[Role.VOLUNTEER] if own else world.foreign_member
    return int(member.person_id)


def score(world: Any, own: bool) -> str:
    return f"{edition(world, True)}-{world.unit(own).pk}-202607"


OBJECTS = {
    "standards:edition_preview.token": lambda world, own: "01a218f7-46a7-75e5-9a7c-6566e7eba065",
    "standards:enable_sample.code": lambda world, own: "sample-county",
    "round_id": mock_round,
    "spot_id": spot,
    "event_id": negative,
    "check": lambda world, own: "drain",
    "edition_id": edition,
    "standards:item.item_id": item,
    "check_id": self_check,
    "duty_id": duty,
    "person_id": person,
    "unit_id": lambda world, own: world.unit(own).pk,
    "standards:scored.source": score,
    "standards:item_standing.item_id": item,
    "standards:judge.item_id": item,
}
