"""Tasks led to the functional group that answers for them."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from youju.kernel.refusal import Refused
from youju.organisations.models import Group, GroupDepartment, GroupTask
from youju.work import actions
from youju.work.models import Task
from youju.work.tests.test_pages import enter
from youju.work.tests.world import NOON, Town

SINCE = date(2026, 1, 1)


@pytest.fixture
def town(db) -> Town:
    return Town()


def group(unit, name, label, *seats) -> Group:
    made = Group.objects.create(unit=unit, kind="functional", name=name, set_up_on=SINCE)
    GroupTask.objects.create(group=made, subject="task", label=label, since=SINCE)
    for seat in seats:
        GroupDepartment.objects.create(group=made, name=seat.name, unit=seat, since=SINCE)
    return made


def test_a_task_nobody_was_chosen_for_goes_to_its_group(town):
    group(town.district, "环境卫生组", "卫生死角", town.community, town.next_door)
    group(town.district, "宣传组", "公益广告", town.next_door)

    task = town.give(owner_unit=None)

    assert task.owner_unit == town.community
    assert list(task.helpers.all()) == [town.next_door]


def test_the_group_of_the_nearest_unit_and_the_closest_words_lead(town):
    group(town.city, "市环境组", "清理卫生死角", town.next_door)
    group(town.district, "环境组", "卫生死角", town.next_door)
    group(town.district, "清理组", "清理卫生死角", town.community)

    assert town.give(owner_unit=None).owner_unit == town.community


def test_whoever_was_chosen_does_it_whatever_the_groups_say(town):
    group(town.district, "环境卫生组", "卫生死角", town.next_door)

    task = town.give()

    assert (task.owner_unit, list(task.helpers.all())) == (town.community, [])


def test_without_a_group_or_a_department_in_it_somebody_has_to_be_chosen(town):
    with pytest.raises(Refused, match="没有职能组分管“清理卫生死角”") as none:
        town.give(owner_unit=None)
    group(town.district, "环境卫生组", "卫生死角")
    with pytest.raises(Refused, match="环境卫生组还没有成员单位"):
        town.give(owner_unit=None)

    assert none.value.field == "owner_unit"
    assert not Task.objects.exists()


def test_helpers_whom_the_actor_may_not_charge_are_left_out(town):
    group(town.district, "环境卫生组", "卫生死角", town.community, town.elsewhere)

    assert list(town.give(owner_unit=None).helpers.all()) == []


def test_the_form_offers_the_group_where_there_is_one_and_the_task_names_it(town):
    client, form = (
        enter(town.office),
        {"title": "清理卫生死角", "due_on": "2027-07-20", "ease": "2", "key": uuid4()},
    )
    before = client.get("/tasks/new/").content.decode()
    lacking = client.post("/tasks/new/", form)
    group(town.district, "环境卫生组", "卫生死角", town.community)

    after = client.get("/tasks/new/").content.decode()
    shown = client.post("/tasks/new/", form | {"key": uuid4()}, follow=True).content.decode()
    refused = client.post("/tasks/new/", form | {"title": "种树", "key": uuid4()}).content.decode()

    assert "由分管的职能组承担" not in before and "由分管的职能组承担" in after
    assert lacking.status_code == 422 and "选承担任务的单位。" in lacking.content.decode()
    assert "职能组" in shown and "环境卫生组" in shown and town.community.name in shown
    assert "没有职能组分管“种树”，选承担任务的单位。" in refused


def test_a_key_list_from_excel_may_leave_the_unit_to_the_group(town):
    group(town.district, "环境卫生组", "卫生死角", town.community)
    plan = town.plan()
    rows = [{"title": "清理卫生死角", "owner": "", "due_on": "7月20日"}]

    actions.add_rows(plan.pk, rows, **town.by(town.office, NOON))

    assert Task.objects.get().owner_unit == town.community
