"""Planning, recording, changing and cancelling activities, and what they count."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from youju.activities import actions, queries
from youju.activities.actions import Item, Part, SeriesTold
from youju.activities.models import Activity
from youju.activities.tests.world import NOON, TODAY, figure, told, wrong_facts
from youju.audit.models import Entry
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.search.models import Text


def test_a_moral_lecture_hall_counts_its_sessions_and_its_people_as_they_were_said(town):
    town.hold(
        "moral_hall", title="道德讲堂", sessions="17次", people="2000余人", topic="我的梦中国梦"
    )

    assert figure(town.district, "moral_hall") == "17期"
    assert figure(town.district, "moral_hall_persons") == "2000余人"
    assert figure(town.district, "held") == "17场"
    assert figure(town.district, "people") is None  # 人 and 人次 are two
    assert wrong_facts() == []


def test_a_citizen_class_counts_where_classes_have_always_been_counted(town):
    town.hold("citizen_class", title="劳动法", hours="2", people="45", sort="劳动")

    assert figure(town.street, "classes.sessions") == "1次"
    assert figure(town.street, "classes.learners") == "45人次"
    assert figure(town.street, "classes.hours") == "2课时"
    assert figure(town.street, "hours") == "2课时"
    assert wrong_facts() == []


def test_three_units_hold_one_festival_and_the_district_counts_it_once(town):
    one = town.hold(
        "festival", festival="duanwu", title="端午节包粽子", people="120人次",
        on=date(2026, 6, 19), partners=[town.next_door, town.hospital],
    )  # fmt: skip

    assert one.share_key
    for unit in (town.community, town.next_door, town.hospital, town.street, town.district):
        assert figure(unit, "festival") == "1场", unit
        assert figure(unit, "festival_people") == "120人次", unit
        assert figure(unit, "festivals") == "1个", unit
    assert figure(town.city, "joint") == "1场"
    assert wrong_facts() == []


def test_festivals_are_counted_once_each_over_the_units(town):
    for actor in (town.staff, town.neighbour):
        town.hold("festival", actor, festival="qingming", on=date(2026, 4, 3), people="2600余名")
    town.hold("festival", festival="duanwu", on=date(2026, 6, 19))

    assert figure(town.street, "festivals") == "2个"
    assert figure(town.street, "festival") == "3场"
    assert figure(town.community, "festival_persons") == "2600余人"


def test_services_brought_in_are_counted_by_kind_and_department(town):
    for sort, department in (("法律", "司法所"), ("卫生", "卫生服务中心"), ("法律", "司 法所")):
        town.hold("into_community", sort=sort, department=department)

    assert figure(town.street, "services") == "2类"
    assert figure(town.street, "departments") == "2家"
    with pytest.raises(Refused, match="写明职能部门") as refused:
        town.hold("into_community", sort="法律")
    assert refused.value.field == "department"


def test_numbers_of_another_unit_than_is_counted_stay_on_the_page_only(town):
    one = town.hold("health_talk", materials="300册")

    assert one.numbers["materials"].text() == "300册"
    assert figure(town.street, "materials") is None
    town.hold("health_talk", materials="200份")
    assert figure(town.street, "materials") == "200份"


def test_a_plan_counts_nothing_until_it_was_held(town):
    plan = town.plan(title="消夏晚会", partners=[town.next_door])
    assert figure(town.street, "culture") is None

    later = NOON + timedelta(16)
    said = told(title="消夏晚会", on=date(2026, 7, 10), people="上千", units="7家", programme=[Item("舞蹈", "舞蹈队"), Item("小品")])  # fmt: skip
    held = actions.hold_activity(plan.pk, said, **town.by(now=later))

    assert (held.state, held.share_key) == ("held", "")
    assert figure(town.street, "culture") == "1场"
    assert figure(town.street, "units") == "7家"
    assert figure(town.next_door, "culture") is None
    assert [one.title for one in held.programme.all()] == ["舞蹈", "小品"]
    with pytest.raises(Refused, match="已举办，不能改为已举办"):
        actions.hold_activity(plan.pk, said, **town.by(now=later))


def test_a_change_makes_the_facts_again_and_keeps_the_share_key(town):
    one = town.hold(people="50", partners=[town.next_door])
    key = one.share_key

    changed = actions.change_activity(
        one.pk, told(title="文艺晚会", people="60", partners=[town.next_door]), **town.by()
    )

    assert (changed.title, changed.share_key) == ("文艺晚会", key)
    assert figure(town.district, "culture_people") == "60人次"
    assert wrong_facts() == []


def test_a_cancelled_activity_counts_no_more_and_can_be_taken_back_for_thirty_days(town):
    one = town.hold("study", content="文件选读", people="9人", title="两委班子学习")
    actions.check_notes(one.pk, on=TODAY, due=9, came=9, notes=8, **town.by(town.colleague))
    assert (figure(town.street, "study"), figure(town.street, "notes")) == ("1次", "8本")

    actions.cancel_activity(one.pk, reason="记重了", **town.by())

    assert (figure(town.street, "study"), figure(town.street, "notes")) == (None, None)
    assert not Text.objects.filter(source_kind="activities.activity").exists()
    assert wrong_facts() == []
    with pytest.raises(Refused, match="先撤销取消再改"):
        actions.change_activity(one.pk, told("study", content="甲"), **town.by())
    with pytest.raises(Refused, match="先撤销取消再改"):
        actions.hold_activity(one.pk, told("study", content="甲"), **town.by())
    actions.restore_activity(one.pk, **town.by())
    assert (figure(town.street, "study"), figure(town.street, "notes")) == ("1次", "8本")
    with pytest.raises(Refused, match="没有取消"):
        actions.restore_activity(one.pk, **town.by())
    actions.cancel_activity(one.pk, reason="记重了", **town.by())
    with pytest.raises(Refused, match="超过 30 天"):
        actions.restore_activity(one.pk, **town.by(now=NOON + timedelta(31)))
    with pytest.raises(Refused, match="为什么取消"):
        actions.cancel_activity(one.pk, reason=" ", **town.by())


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "title"),
        ({"on": date(2026, 6, 26)}, "on"),
        ({"kind": "nothing"}, "kind"),
        ({"kind": "festival"}, "festival"),
        ({"kind": "topic_day", "topic_day": "moon"}, "topic_day"),
        ({"hours": "3"}, "hours"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_written(town, more, field):
    with pytest.raises(Refused) as refused:
        town.hold(**more)

    assert refused.value.field == field
    assert not Activity.objects.exists()


def test_partners_are_of_the_same_house_and_not_the_host(town):
    for units, said in (([town.community], "不用再选"), ([town.elsewhere], None)):
        if said:
            with pytest.raises(Refused, match=said):
                town.hold(partners=units)
        else:
            assert town.hold(partners=units).share_key


def test_series_and_part_belong_to_the_unit_and_the_kind(town):
    given = SeriesTold("科普大学", date(2026, 1, 1), date(2026, 12, 31), parts=[Part("社区")])
    series = actions.add_series(town.community, "science_university", given, **town.by())
    other = actions.add_series(
        town.next_door, "science_university", given, **town.by(town.neighbour)
    )
    part = other.parts.get()

    assert town.hold("science_university", series=series, part=series.parts.get()).series == series
    for more, said in (
        ({"series": other}, "另一个单位的"),
        ({"series": series, "part": part}, "不属于所选的系列"),
        ({"part": part}, "不属于所选的系列"),
        ({"series": series, "on": date(2025, 6, 1)}, "起止之间"),
    ):
        with pytest.raises(Refused, match=said):
            town.hold("science_university", **more)
    with pytest.raises(Refused, match="另一种活动"):
        town.hold("culture", series=series)


def test_the_same_key_counts_once_for_every_act(town):
    how = town.by()
    first = actions.record_activity(town.community, told(), **how)
    assert actions.record_activity(town.community, told(), **how) == first
    for act, more in (
        (actions.change_activity, {"told": told(title="甲")}),
        (actions.cancel_activity, {"reason": "记错"}),
        (actions.restore_activity, {}),
    ):
        how = town.by()
        assert act(first.pk, **more, **how) == act(first.pk, **more, **how) == first
    plan, how = town.plan(on=TODAY), town.by()
    assert actions.hold_activity(plan.pk, told(), **how) == actions.hold_activity(plan.pk, told(), **how)  # fmt: skip
    assert Activity.objects.count() == 2


def test_others_may_see_what_they_hold_and_nobody_else_records_it(town):
    one = town.hold(partners=[town.next_door])

    assert queries.activity_for(town.neighbour, one.pk) == one
    assert queries.activity_for(town.office, one.pk) == one
    for member in (town.stranger, None):
        with pytest.raises(Missing):
            queries.activity_for(member, one.pk)
    for actor in (town.neighbour, town.leader):
        with pytest.raises(Forbidden):
            actions.change_activity(one.pk, told(), **town.by(actor))
    with pytest.raises(Missing):
        actions.change_activity(999, told(), **town.by())
    assert Entry.objects.filter(act="activities.change", outcome="refused").count() == 3


def test_a_block_from_excel_is_taken_whole_or_not_at_all(town):
    good = {"on": "2026-4-3", "kind": "我们的节日", "title": "清明祭英烈", "mark": "清明", "people": "2600余名"}  # fmt: skip
    more = [
        {"on": "2026-12-4", "kind": "主题宣传活动", "title": "宪法宣传", "mark": "国家宪法日", "unit": "金桥社区"},
        {"on": "2026-5-9", "kind": "市民课堂", "title": "户籍", "sessions": "2", "hours": "4"},
    ]  # fmt: skip
    how = town.by()

    assert actions.add_activities(town.community, [good, *more], **how) == 3
    assert actions.add_activities(town.community, [good, *more], **how) == 3
    assert sorted(Activity.objects.values_list("state", flat=True)) == ["held", "held", "planned"]
    assert Activity.objects.get(title="清明祭英烈").festival == "qingming"
    assert Activity.objects.get(title="宪法宣传").topic_day == "constitution"
    assert figure(town.street, "classes.sessions") == "2次"

    bad = [
        {**good, "on": "昨天"}, {**good, "kind": "赶集"}, {**good, "mark": "月亮节"}, {**good, "people": "很多啊"},
        {**good, "unit": "月球"}, {**good, "title": ""}, good,
    ]  # fmt: skip
    with pytest.raises(actions.BadRows) as refused:
        actions.add_activities(town.community, bad, **town.by())
    fields = {n: field for n, (field, _why) in refused.value.errors.items()}
    assert fields == {0: "on", 1: "kind", 2: "mark", 3: "people", 4: "unit", 5: "title"}
    assert Activity.objects.count() == 3
    for rows in ([], [good] * 301):
        with pytest.raises(Refused, match="1 到 300 行"):
            actions.add_activities(town.community, rows, **town.by())
    with pytest.raises(actions.BadRows) as many:
        actions.add_activities(town.community, [{}] * 60, **town.by())
    assert len(many.value.errors) == 50


def test_hours_need_an_order(town):
    with pytest.raises(Refused, match="晚于开始"):
        town.hold(starts=time(10), ends=time(9))
    with pytest.raises(Refused, match="晚于开始"):
        town.hold(ends=time(9))
    assert town.hold(starts=time(9), ends=time(10)).ends == time(10)
