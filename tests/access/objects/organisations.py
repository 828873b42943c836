"""Objects of the room organisations."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tests.access.objects import once
from youju.audit.actions import SYSTEM
from youju.kernel.quantity import Quantity
from youju.organisations import actions, rules
from youju.organisations.models import HardPoint, Pairing, ProfileValue, SignIn
from youju.organisations.tests.factories import make_member

DAY = date(2026, 3, 5)


def how() -> dict:
    return {"actor": SYSTEM, "now": timezone.now()}


def unit(world, own):
    return world.unit(own).pk


@once
def profile_item(world, own):
    item = rules.ProfileItem.HOUSEHOLDS
    actions.put_value(world.unit(own), item, Quantity(2130, "户"), on=DAY, source="摸底", **how())
    return "households"


@once
def profile_value(world, own):
    profile_item(world, own)
    return ProfileValue.objects.get(unit=world.unit(own)).pk


@once
def survey(world, own):
    return HardPoint.objects.get(pk=point(world, own)).survey_id


@once
def deed(world, own):
    paired = Pairing.objects.get(pk=pairing(world, own))
    return actions.log_deed(paired, rules.DeedKind.VISIT, "走访", on=DAY, **how()).pk


@once
def _group(world, own):
    kind = rules.GroupKind.LEADING
    return actions.set_up_group(world.unit(own), kind, "领导小组", set_up_on=DAY, **how())


@once
def group(world, own):
    return _group(world, own).pk


@once
def post(world, own):
    made = _group(world, own)
    return actions.add_post(made, rules.Rank.HEAD, "甲某", since=DAY, **how()).pk


@once
def task(world, own):
    return actions.assign_task(_group(world, own), "task", "环境整治", since=DAY, **how()).pk


@once
def item(world, own):
    subject = rules.DutySubject.AREA
    return actions.add_duty_item(world.unit(own), subject, "清溪河堤", on=DAY, **how()).pk


@once
def sent(world, own):
    more = {"people": 1, "source": "街道", "task": "清运", "place": "柳荫里", "priority": 1}
    force = rules.Force.WORKERS
    return actions.detach(world.unit(own), force, "小工", since=DAY, **more, **how()).pk


@once
def contract(world, own):
    here = world.unit(own)
    dates = {"signed_on": DAY, "due_on": date(2026, 6, 30)}
    return actions.sign_contract(here, here, "甲某", "背街小巷", **dates, **how()).pk


@once
def point(world, own):
    kind = rules.UnitKind.GRID
    grid = actions.found_unit(world.unit(own), kind, "试验网格", on=DAY, **how())
    survey = actions.survey_grid(
        grid, "清理楼道", "甲某", [("3号楼", "堆物", True)], on=DAY, **how()
    )
    return survey.points.get().pk


@once
def helper(world, own):
    role = rules.HelperRole.STAIR_HEAD
    more = {"since": DAY, "phone": "13800005678"}
    return actions.add_helper(world.unit(own), "3号楼", role, "甲某", **more, **how()).pk


@once
def pairing(world, own):
    kind = rules.PairingKind.BUILDING
    more = {"since": DAY, "phone": "13800005678"}
    return actions.pair(world.unit(own), kind, "柳荫小学", **more, **how()).pk


@once
def person(world, own):
    member = world.members[rules.Role.VOLUNTEER] if own else world.foreign_member
    return member.person_id


@once
def membership(world, own):
    return world.members[rules.Role.VOLUNTEER].pk if own else world.foreign_member.pk


@once
def sign_in(world, own):
    member = world.members[rules.Role.VOLUNTEER] if own else world.foreign_member
    began = SignIn.objects.create(person=member.person, session_key="none", at=timezone.now())
    return began.pk


@once
def view(world, own):
    """A view of somebody who is not asking: only its owner and the unit it is shared with have it."""
    keeper = make_member(world.unit(own), rules.Role.STAFF, f"keeper-{world.unit(own).pk}")
    return actions.save_view("cases", "逾期的", "mark=late", actor=keeper, now=timezone.now()).pk


OBJECTS = {
    "unit_id": unit,
    "item": profile_item,
    "group_id": group,
    "post_id": post,
    "task_id": task,
    "item_id": item,
    "sent_id": sent,
    "contract_id": contract,
    "point_id": point,
    "helper_id": helper,
    "pairing_id": pairing,
    "person_id": person,
    "membership_id": membership,
    "view_id": view,
    "sign_in_id": sign_in,
    "organisations:counted_duty_item.record_id": item,
    "organisations:counted_detachment.record_id": sent,
    "organisations:counted_grid_survey.record_id": survey,
    "organisations:counted_block_helper.record_id": helper,
    "organisations:counted_pairing_deed.record_id": deed,
    "organisations:counted_contract.record_id": contract,
    "organisations:counted_profile_value.record_id": profile_value,
}
