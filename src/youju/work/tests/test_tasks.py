"""Giving tasks, telling how far they are, confirming them; what lies beside the line."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from youju.evidence.actions import store
from youju.evidence.queries import Role as Shows
from youju.evidence.queries import items_of
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.facts.verify import differences
from youju.inbox.models import Message
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.actions import merge_unit
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.search.models import Text
from youju.work import actions, queries
from youju.work.climb import look_round
from youju.work.models import Task
from youju.work.rules.tasks import Climb
from youju.work.tests.world import NOON, TODAY, Town, told


@pytest.fixture
def town(db) -> Town:
    return Town()


def wrong() -> list[str]:
    """Return what the facts of this room's records are wrong in; units of a factory have none."""
    return [line for line in differences() if not line.startswith("单位")]


def test_a_task_goes_from_giving_over_progress_to_its_end(town, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        task = town.give()

    assert Message.objects.get(membership=town.clerk).kind == "work.opened"
    assert queries.tasks_due(town.clerk, date(2026, 7, 31)) == [task]
    assert queries.tasks_due(town.clerk, date(2026, 7, 10)) == []
    task = actions.report_progress(task.pk, amount=parse_quantity("30处"), **town.by(town.clerk))
    assert (task.done_amount.text(), task.percent) == ("30处", 60)
    task = actions.finish_task(task.pk, amount=parse_quantity("20处"), **town.by(town.clerk))
    assert (task.state, task.in_time, told(town.community, "done")) == ("finished", True, "")
    assert queries.tasks_due(town.office, TODAY) == [task]
    task = actions.confirm_task(task.pk, quality="good", **town.by(town.office))
    assert (task.state, task.quality) == ("confirmed", "good")
    said = [
        told(town.district, one) for one in ("tasks", "done", "in_time", "good", "in_time_rate")
    ]
    assert said == ["1项", "1项", "1项", "1项", "100%"]
    kinds = [one.kind for one in task.events.order_by("pk")]
    assert kinds == ["opened", "progress", "finished", "confirmed"]
    assert Text.objects.filter(source_kind="work.task").count() == 1
    assert wrong() == []


def test_work_that_is_not_good_enough_goes_back(town):
    task = actions.finish_task(town.give(amount="").pk, note="都清了", **town.by(town.clerk))

    with pytest.raises(Refused, match="哪里不合格"):
        actions.return_task(task.pk, note="", **town.by(town.office))
    with pytest.raises(Refused, match="晚于原期限"):
        actions.return_task(
            task.pk, note="墙根还有", due_on=date(2026, 7, 9), **town.by(town.office)
        )
    back = actions.return_task(
        task.pk, note="墙根还有", due_on=date(2026, 7, 25), **town.by(town.office)
    )
    assert (back.state, back.returns, back.due_on, back.finished_at) == (
        "open",
        1,
        date(2026, 7, 25),
        None,
    )
    assert told(town.community, "returned") == "1次"
    again = actions.finish_task(task.pk, note="清了", **town.by(town.clerk, NOON + timedelta(20)))
    assert again.in_time is False
    kept = actions.return_task(task.pk, note="还有", **town.by(town.office))
    assert (kept.due_on, kept.returns) == (date(2026, 7, 25), 2)
    assert wrong() == []


def test_photos_of_before_and_after_are_seen_by_both_sides(town):
    before = store(upload(jpeg(scene(1))), unit=town.district, **town.by(town.office))
    task = town.give(photos=[before.pk])
    first = store(upload(jpeg(scene(2))), unit=town.community, **town.by(town.clerk))
    after = store(upload(jpeg(scene(3))), unit=town.community, **town.by(town.clerk))

    actions.report_progress(task.pk, note="清了一半", photos=[first.pk], **town.by(town.clerk))
    actions.finish_task(
        task.pk, amount=parse_quantity("50处"), photos=[after.pk], **town.by(town.clerk)
    )

    roles = [one.role for one in items_of(town.office, "work.task", task.pk)]
    assert roles == [Shows.BEFORE, Shows.PROOF, Shows.AFTER]


def test_the_same_key_acts_once(town):
    key = uuid4()
    task = town.give(key=key)
    assert town.give(key=key) == task
    do = {"actor": town.clerk, "now": NOON, "key": uuid4()}
    for _ in range(2):
        actions.report_progress(task.pk, amount=parse_quantity("30处"), **do)
    office = {"actor": town.office, "now": NOON}
    later, end, back, yes, gone = (uuid4() for _ in range(5))
    for _ in range(2):
        actions.extend_task(task.pk, due_on=date(2026, 7, 30), note="雨天", key=later, **office)
    for _ in range(2):
        actions.finish_task(task.pk, note="差 20 处在拆迁", actor=town.clerk, now=NOON, key=end)
    for _ in range(2):
        actions.return_task(task.pk, note="再清", key=back, **office)
    actions.finish_task(task.pk, note="差 20 处在拆迁", **town.by(town.clerk))
    for _ in range(2):
        actions.confirm_task(task.pk, key=yes, **office)
    other = town.give(title="另一项")
    for _ in range(2):
        actions.cancel_task(other.pk, note="重复", key=gone, **office)

    task.refresh_from_db()
    assert (task.done, task.returns, task.state, Task.objects.count()) == (30, 1, "confirmed", 2)
    assert told(town.community, "tasks") == "1项"


def test_who_gives_stands_above_who_does(town):
    with pytest.raises(Refused, match="不在您的单位范围内") as refusal:
        town.give(owner_unit=town.elsewhere)
    assert refusal.value.field == "owner_unit"
    with pytest.raises(Refused, match="不在您的单位范围内") as refusal:
        town.give(helpers=[town.elsewhere])
    assert refusal.value.field == "helpers"
    with pytest.raises(Forbidden):
        town.give(actor=town.clerk)
    town.hospital.until = TODAY
    town.hospital.save()
    with pytest.raises(Refused, match="已撤销"):
        town.give(owner_unit=town.hospital)
    assert not Task.objects.exists()


def test_who_did_the_work_does_not_confirm_it_and_strangers_find_nothing(town):
    task = town.give(owner_unit=town.district)
    actions.finish_task(task.pk, amount=parse_quantity("50处"), **town.by(town.office))

    with pytest.raises(Forbidden, match="由别人验收"):
        actions.confirm_task(task.pk, **town.by(town.office))
    with pytest.raises(Forbidden, match="由别人验收"):
        actions.return_task(task.pk, note="重做", **town.by(town.office))
    with pytest.raises(Forbidden):
        actions.confirm_task(task.pk, **town.by(town.clerk))
    with pytest.raises(Forbidden):
        actions.report_progress(task.pk, note="做了", **town.by(town.stranger))
    with pytest.raises(Missing):
        actions.cancel_task(task.pk + 9, note="重复", **town.by(town.office))
    with pytest.raises(Missing):
        queries.task_for(town.stranger, task.pk)
    actions.confirm_task(task.pk, **town.by(town.other_office))
    assert queries.task_titles([str(task.pk)]) == {str(task.pk): "清理卫生死角"}


def test_progress_says_something(town):
    task = town.give(amount="")

    with pytest.raises(Refused, match="写明做到哪一步"):
        actions.report_progress(task.pk, **town.by(town.clerk))
    with pytest.raises(Refused, match="没有数量"):
        actions.report_progress(task.pk, amount=parse_quantity("3处"), **town.by(town.clerk))
    assert task.due_amount is None and task.done_amount is None and task.percent is None


def test_a_task_is_extended_with_a_reason_or_taken_back(town, django_capture_on_commit_callbacks):
    task = town.give()
    with pytest.raises(Refused, match="延期的原因"):
        actions.extend_task(task.pk, due_on=date(2026, 8, 1), note="", **town.by(town.office))
    with django_capture_on_commit_callbacks(execute=True):
        later = actions.extend_task(
            task.pk, due_on=date(2026, 8, 1), note="连续下雨", **town.by(town.office)
        )

    assert (later.due_on, later.first_due_on) == (date(2026, 8, 1), date(2026, 7, 20))
    assert Message.objects.get(membership=town.clerk).kind == "work.extended"
    own = town.give(owner_unit=town.district, title="自己的一项")
    actions.extend_task(own.pk, due_on=date(2026, 8, 1), note="人手少", **town.by(town.office))
    gone = actions.cancel_task(own.pk, note="并入清单", **town.by(town.office))
    assert gone.state == "cancelled"
    assert told(town.district, "tasks") == "1项"
    assert wrong() == []


def test_word_of_a_late_task_goes_up(town, django_capture_on_commit_callbacks):
    task = town.give()
    street = make_member(town.street, Role.OFFICE, "liuyin-office")

    def look(day: int) -> list[tuple[str, str]]:
        Message.objects.all().delete()
        with django_capture_on_commit_callbacks(execute=True):
            look_round(NOON + timedelta(day))
        found = Message.objects.select_related("membership__person").order_by("pk")
        return sorted((one.membership.person.username, one.kind) for one in found)

    assert look(0) == []
    assert look(9) == [("jinqiao-staff", "work.soon")]
    assert look(10) == []
    assert look(13) == [("jinqiao-leader", "work.late"), ("jinqiao-staff", "work.late")]
    assert look(16) == [
        ("jinqiao-leader", "work.late"),
        ("jinqiao-staff", "work.late"),
        ("liuyin-office", "work.raised"),
        ("qu-office", "work.raised"),
        ("qu-office-2", "work.raised"),
    ]
    assert look(30) == []
    actions.finish_task(task.pk, amount=parse_quantity("50处"), **town.by(town.clerk))
    assert actions.climb_task(task.pk, now=NOON + timedelta(40)) is Climb.RAISED
    assert street.unit.short_name == "柳荫街道"


def test_a_late_task_of_the_top_unit_has_nobody_above(town, django_capture_on_commit_callbacks):
    office = make_member(town.city, Role.OFFICE, "shi-office")
    town.give(unit=town.city, owner_unit=town.city, actor=office)

    with django_capture_on_commit_callbacks(execute=True):
        assert look_round(NOON + timedelta(30)) == 1
    assert {one.kind for one in Message.objects.all()} == {"work.late", "work.raised"}


def test_helpers_see_the_task_and_tasks_are_found_by_what_led_to_them(town):
    nurse = make_member(town.hospital, Role.UNIT_USER, "yiyuan")
    task = town.give(helpers=[town.hospital], origin=("standards.item", "7"))

    assert queries.task_for(nurse, task.pk) == task
    assert queries.tasks_of_origin("standards.item", [7]) == [task]
    assert list(queries.tasks_under(town.office, town.community, "done")) == [task]
    assert list(queries.tasks_under(town.office, town.community, "issued")) == []
    assert list(queries.tasks_under(town.office, town.district, "issued")) == [task]
    assert queries.state_counts(queries.tasks_under(town.office, town.district)) == {"open": 1}
    assert not queries.tasks_visible_to(None)


@pytest.fixture
def street(town):
    """The street's office, which has a task from the district; two communities stand below it."""
    return make_member(town.street, Role.OFFICE, "liuyin-office")


def hand_on(town: Town, street, task: Task, units=None, **more) -> Task:
    given = {"units": units or [town.community, town.next_door], "due_on": date(2026, 7, 15)}
    given |= {"amount": parse_quantity("25处"), "text": "先清主街", **town.by(street)} | more
    return actions.pass_down(task.pk, **given)


def test_a_task_from_above_is_handed_on_to_the_units_below(
    town, street, django_capture_on_commit_callbacks
):
    task, key = town.give(owner_unit=town.street, text="不留死角"), uuid4()
    assert queries.may_pass_down(street, task) and not queries.may_pass_down(town.clerk, task)

    with django_capture_on_commit_callbacks(execute=True):
        for _again in range(2):
            hand_on(town, street, task, key=key)

    first, second = queries.passed_down(task)
    assert (first.unit, first.owner_unit) == (town.street, town.community)
    assert (first.title, first.text, first.due_amount.text()) == (
        "清理卫生死角",
        "不留死角\n先清主街",
        "25处",
    )
    assert Message.objects.filter(membership=town.clerk, kind="work.opened").count() == 1
    assert task.events.latest("pk").note == "分解给金桥社区、桃李社区。"
    assert queries.from_above(street, first) == task and queries.from_above(street, task) is None
    assert queries.from_above(town.clerk, first) is None
    actions.report_progress(first.pk, amount=parse_quantity("20处"), **town.by(town.clerk))
    assert queries.told_below(queries.passed_down(task), "处") == 20
    assert not queries.may_pass_down(street, task)  # all below have it
    assert second.state == "open" and wrong() == []


def test_what_is_handed_on_ends_before_the_task_it_came_from(town, street):
    task = town.give(owner_unit=town.street)
    hand_on(town, street, task)

    with pytest.raises(Refused, match="金桥社区、桃李社区还没有办完"):
        actions.finish_task(task.pk, amount=parse_quantity("50处"), **town.by(street))
    told = {"amount": parse_quantity("50处"), "note": "其余由街道自己清了"}
    assert actions.finish_task(task.pk, **told, **town.by(street)).state == "finished"


def test_a_cancelled_task_takes_what_was_handed_on_with_it(town, street):
    task = town.give(owner_unit=town.street)
    hand_on(town, street, task)

    actions.cancel_task(task.pk, note="检查取消", **town.by(town.office))

    assert set(Task.objects.values_list("state", flat=True)) == {"cancelled"}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"units": "nobody"}, "至少选一个"),
        ({"due_on": date(2026, 7, 21)}, "不能更晚"),
        ({"units": "itself"}, "只能分解给下级"),
        ({"units": "elsewhere"}, "只能分解给下级"),
        ({"units": "again"}, "金桥社区已经有这项任务"),
    ],
)
def test_a_task_is_not_handed_on_to_the_wrong_ones_or_for_too_long(town, street, given, why):
    task = town.give(owner_unit=town.street)
    units = {"itself": [town.street], "elsewhere": [town.elsewhere], "again": [town.community]}
    if given.get("units") == "again":
        hand_on(town, street, task, [town.community])
    before = Task.objects.count()
    wanted = given | ({"units": units.get(given["units"], ())} if "units" in given else {})

    with pytest.raises(Refused, match=why):
        actions.pass_down(
            task.pk,
            **{"units": [town.next_door], "due_on": task.due_on} | wanted,
            **town.by(street),
        )

    assert Task.objects.count() == before


def test_tasks_of_a_unit_that_was_merged_come_up_where_it_went(town):
    task = town.give()
    heir = make_member(town.next_door, Role.STAFF, "taoli-staff")

    merge_unit(town.community, town.next_door, on=TODAY, **town.by(town.office))

    assert queries.tasks_due(heir, date(2026, 7, 31)) == [task]
    assert actions.finish_task(task.pk, amount=parse_quantity("50处"), **town.by(heir))
