"""What is kept of people and units follows them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from youju.aid import actions, queries
from youju.aid.actions import Paid
from youju.aid.actions.reminders import remind
from youju.aid.models import ChildFile, StandIn
from youju.aid.tests.test_wishes_and_children import pair_child
from youju.aid.tests.world import NOON, TODAY, Village, figure, wrong_facts
from youju.inbox.models import Message
from youju.organisations.actions import merge_unit
from youju.residents.actions import erase, hand_area, leave, merge


def file_of(village: Village, child, school: str) -> ChildFile:
    told = {"guardian": "奶奶", "consent": True, "school": school}
    return actions.keep_file(child.pk, **told, **village.by(village.staff))


def test_a_childs_file_and_stand_in_parent_go_to_the_registration_that_stays(village: Village):
    keep, drop, third = village.child(1), village.child(2), village.child(3)
    one, file = pair_child(village, drop), file_of(village, drop, "一小")

    merge(keep.pk, drop.pk, **village.by(village.staff))

    assert StandIn.objects.get(pk=one.pk).child == keep
    assert ChildFile.objects.get(pk=file.pk).child == keep
    pair_child(village, third)
    file_of(village, third, "二小")
    merge(keep.pk, third.pk, **village.by(village.staff))  # has both already
    assert queries.file_of(village.staff, keep) == file
    assert StandIn.objects.get(child=keep).pk == one.pk
    assert wrong_facts() == []


def test_a_childs_file_goes_when_the_child_is_erased(village: Village):
    child = village.child(1)
    made = pair_child(village, child)
    actions.contact(made.pk, TODAY, ["call"], note="想妈妈", **village.by(village.staff))
    file_of(village, child, "一小")
    leave(child.pk, on=TODAY, why="moved", **village.by(village.staff))

    erase(child.pk, asked=True, why="监护人申请", **village.by(village.care))

    assert not ChildFile.objects.exists() and made.contacts.get().note == ""


def test_who_took_a_unit_in_answers_for_what_it_left_open(village: Village):
    village.pair(village.home(1))
    pair_child(village, village.child(2))
    assert queries.unpaid_at(village.neighbour, 2026) == 0

    merge_unit(village.community, village.next_door, on=TODAY, **village.by(village.office))
    village.neighbour.unit.refresh_from_db()

    assert queries.unpaid_at(village.neighbour, 2026) == 1
    assert queries.contacts_late_at(village.neighbour, TODAY) == 1
    Message.objects.all().delete()
    assert remind(datetime(2026, 11, 2, 9, tzinfo=NOON.tzinfo)) == 1
    assert Message.objects.filter(membership=village.neighbour).exists()


def test_help_goes_with_the_area_to_the_unit_that_answers_for_it(village: Village):
    (one,) = village.pair(village.home(1))
    actions.pay([one.pk], Paid(2026, TODAY, Decimal(3000)), **village.by(village.staff))
    actions.visit(one.pk, TODAY, visitor="工会", **village.by(village.staff))
    child = village.child(2)
    made = pair_child(village, child)
    actions.contact(made.pk, TODAY, ["call"], **village.by(village.staff))
    file_of(village, child, "一小")

    hand_area(village.area.pk, village.next_door, **village.by(village.office))

    for row in (one, made, child.child_file):
        row.refresh_from_db()
        assert row.unit == village.next_door
    assert figure(village.next_door, "paid_province") == "3000元"
    assert figure(village.next_door, "contacts") == "1次"
    assert figure(village.next_door, "paired") == "不足5户"
    assert figure(village.community, "paired") == "0户"
    assert wrong_facts() == []
