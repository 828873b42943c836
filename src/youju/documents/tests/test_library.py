"""Every kind of document can be drafted: shared sections, variants by kind of unit, lists of the author."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from youju.activities.actions import record_activity
from youju.activities.tests.world import told
from youju.documents import actions, own_lists, rules
from youju.documents.corrections import faults_of
from youju.documents.library import expanded, sections_for
from youju.documents.list_sources import SOURCES, lines
from youju.documents.models import Report, Template
from youju.documents.plain import from_plain, to_plain
from youju.documents.render import filled
from youju.documents.tests.world import HALF, JULY, a_clean_up, a_draft, a_world
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Refused
from youju.organisations.actions import add_duty_item, give_duty
from youju.organisations.models import Unit
from youju.organisations.rules import DutySubject
from youju.work import actions as work
from youju.work.actions import About
from youju.work.rules.projects import Kind
from youju.work.tests.world import Town

TODAY = date(2026, 7, 8)
LIBRARY = {"models": {"heading": "典型", "blocks": [{"kind": "text", "source": "推荐{{甲}}。"}]}}


def test_a_named_section_stands_in_its_place_and_may_be_called_otherwise():
    spec = {
        "title": "总结",
        "sections": [{"use": "models", "heading": "好人", "only": ["school"]}, {"blocks": []}],
    }

    done = expanded(spec, LIBRARY)

    assert done["sections"][0] == {**LIBRARY["models"], "heading": "好人", "only": ["school"]}
    assert done["sections"][1] == {"blocks": []}
    assert sections_for(done["sections"], "hospital") == [{"blocks": []}]
    assert sections_for(done["sections"], "school")[0] == {**LIBRARY["models"], "heading": "好人"}
    done["sections"][0]["blocks"][0]["source"] = "改过"
    assert LIBRARY["models"]["blocks"][0]["source"] == "推荐{{甲}}。"


def test_a_section_the_library_does_not_have_is_refused():
    with pytest.raises(Refused, match="章节库里没有“news”"):
        expanded({"sections": [{"use": "news"}]}, LIBRARY)


def test_the_kinds_of_units_of_a_section_are_written_after_its_heading():
    spec = {
        "title": "总结",
        "sections": [
            {
                "heading": "医疗",
                "only": ["hospital", "school"],
                "blocks": [{"kind": "text", "source": "甲。"}],
            }
        ],
    }
    text = to_plain(spec)

    assert "# 医疗 | 仅 医院、学校" in text
    assert from_plain(text, {})["sections"] == spec["sections"]
    for wrong in ("# 医疗 | 仅 诊所", "# 医疗 | 医院"):
        with pytest.raises(Refused, match="标题后写"):
            from_plain(f"标题：总结\n{wrong}\n甲。", {})


def headings(report: Report) -> list[str]:
    return [one.get("heading", "") for one in report.content["sections"]]


@pytest.mark.django_db
def test_a_unit_gets_the_sections_of_its_kind():
    world, _leader = a_world()
    found = {}
    for kind in ("bureau", "hospital", "school"):
        Unit.objects.filter(pk=world.jinqiao.pk).update(kind=kind)
        found[kind] = headings(a_draft(world.clerk, Unit.objects.get(pk=world.jinqiao.pk), "unit"))

    assert "改善医疗服务和医德医风" in found["hospital"]
    assert "改善医疗服务和医德医风" not in found["bureau"] + found["school"]
    assert "加强未成年人思想道德建设" in found["school"]
    assert "规范行业和市场秩序" in found["bureau"]
    assert all("推进志愿服务" in one for one in found.values())


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(rules.KINDS))
def test_there_is_a_template_of_every_kind(kind):
    assert Template.objects.filter(kind=kind, live=True, unit=None).exists()


@pytest.mark.django_db
def test_drafts_of_all_kinds_fill_and_have_no_grave_fault_but_what_is_left_to_write():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余", people="30")
    for code in Template.objects.filter(live=True).values_list("code", flat=True):
        report = a_draft(world.clerk, code=code)
        text = filled(report, TODAY)

        grave = {one.fault.rule for one in faults_of(report, text, TODAY) if one.fault.grave}
        assert grave <= {"masked"}, (code, grave)
        assert text.title and "{{" not in text.plain_text()


@pytest.mark.django_db
def test_a_personal_summary_tells_what_its_author_answered_for_and_did():
    world, _leader = a_world()
    report = a_draft(world.clerk, code="personal")

    said = filled(report, TODAY).plain_text()

    assert report.shown_title == f"{world.clerk.person.name}2026年上半年文明创建个人工作总结"
    assert f"我是金桥社区{world.clerk.post}{world.clerk.person.name}，" in said
    assert own_lists.lines(own_lists.SOURCES["own_tasks"], None, HALF, "", 5) == []


@pytest.mark.django_db
def test_what_was_recorded_again_and_again_is_one_line_of_the_own_summary():
    world, _leader = a_world()
    for day in (6, 8, 3):
        a_clean_up(world.clerk, date(2026, 3, day), rubbish="5")
    a_clean_up(world.clerk, date(2026, 2, 1), action="节前大扫除")

    told = own_lists.lines(own_lists.SOURCES["own_records"], world.clerk, HALF, "", 5)

    assert [one.text for one in told] == [
        "周末清洁日（2026年3月3日起，共3次）。",
        "节前大扫除（2026年2月1日）。",
    ]


@pytest.mark.django_db
def test_lists_tell_activities_held_tasks_given_and_what_the_author_answers_for():
    town = Town()
    town.give(title="清理卫生死角", person=town.clerk.person.name)
    item = add_duty_item(
        town.community,
        DutySubject.TASK,
        "南区楼道",
        on=date(2026, 1, 5),
        actor=town.office,
        now=JULY,
    )
    give_duty(
        item,
        town.clerk.person.name,
        person=town.clerk.person,
        since=date(2026, 1, 5),
        actor=town.office,
        now=JULY,
    )
    culture = told("culture", title="广场舞会演", note="居民很喜欢。")
    record_activity(town.community, culture, actor=town.clerk, now=JULY, key=uuid4())
    year = parse_period("2026")

    own = [
        line.text
        for name in ("own_duties", "own_tasks")
        for line in own_lists.lines(own_lists.SOURCES[name], town.clerk, year, "", 5)
    ]
    others = [
        line.text
        for name in ("planned_tasks", "activities_held")
        for line in lines(SOURCES[name], town.community, year, "", 5, TODAY)
    ]

    short = town.community.short_name
    assert own == [f"{short}：南区楼道。", "清理卫生死角（在办，期限2026年7月20日）。"]
    assert others == [
        f"清理卫生死角，由{short}负责，2026年7月20日前完成。",
        f"2026年6月10日，{short}开展“广场舞会演”活动。居民很喜欢。",
    ]


@pytest.mark.django_db
def test_a_template_for_an_unknown_kind_of_unit_is_refused():
    spec = Template.objects.get(code="unit", live=True).spec
    with pytest.raises(Refused, match="没有“clinic”这类单位"):
        actions.check_spec(spec | {"sections": [{"only": ["clinic"], "blocks": []}]})
    with pytest.raises(Refused, match="没有“clinic”这类单位"):
        actions.check_spec(spec | {"for": ["bureau", "clinic"]})


@pytest.mark.django_db
def test_open_defects_of_works_and_tasks_ahead_stand_in_the_half_year_report():
    town = Town()
    town.give(title="清理卫生死角", amount="50处")  # due on 20 July
    town.give(title="明年的事", due_on=date(2027, 3, 1))
    about = About(
        Kind.MUNICIPAL,
        title="石井巷改造",
        owner_unit=town.community,
        starts_on=date(2026, 3, 1),
        due_on=date(2026, 6, 20),
    )
    works = work.open_project(town.community, about, **town.by(town.clerk))
    for text, on in (("东墙没有粉刷", date(2026, 6, 1)), ("井盖松动", date(2026, 7, 1))):
        work.raise_matter(works.pk, "defect", text=text, on=on, **town.by(town.clerk))
    repaired = work.raise_matter(
        works.pk, "defect", text="路灯不亮", on=date(2026, 5, 1), **town.by(town.clerk)
    )
    told = {"on": date(2026, 5, 9), "outcome": "修好了", **town.by(town.clerk)}
    work.settle_matter(repaired.pk, **told)

    ahead = lines(SOURCES["tasks_ahead"], town.community, HALF, "", 5, TODAY)
    left = lines(SOURCES["works_defects"], town.community, HALF, "", 5, TODAY)

    short = town.community.short_name
    assert [one.text for one in ahead] == [f"清理卫生死角，由{short}负责，2026年7月20日前完成。"]
    assert [(one.text, one.url) for one in left] == [
        ("石井巷改造：东墙没有粉刷。", works.get_absolute_url())
    ]


@pytest.mark.django_db
def test_tasks_whose_day_has_passed_are_problems_and_no_next_steps():
    town = Town()
    town.give(title="清理卫生死角")  # due on 20 July
    town.give(title="修补路面", due_on=date(2026, 9, 30))
    late = date(2026, 8, 3)

    def told(name: str, today: date) -> list[str]:
        return [one.text for one in lines(SOURCES[name], town.community, HALF, "", 5, today)]

    short = town.community.short_name
    repair = f"修补路面，由{short}负责，2026年9月30日前完成。"
    assert told("tasks_ahead", late) == [repair] == told("tasks_from_today", late)
    assert told("late_tasks", late) == [
        f"清理卫生死角，由{short}负责，应于2026年7月20日前完成，已逾期14天。"
    ]
    assert told("late_tasks", TODAY) == []
    on_the_day = date(2026, 7, 20)  # what is due today is not late, and still to be done
    assert told("late_tasks", on_the_day) == []
    assert len(told("tasks_ahead", on_the_day)) == 2 == len(told("tasks_from_today", on_the_day))
    assert len(told("tasks_ahead", TODAY)) == 2
