"""Works: the list, progress, what comes up on the way, who watches."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from youju.evidence.actions import store
from youju.evidence.queries import Role as Shows
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.facts.verify import differences
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.actions import merge_unit
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.work import actions, queries
from youju.work.actions import About
from youju.work.models import Matter, Project
from youju.work.rules.projects import Kind
from youju.work.tests.world import NOON, TODAY, Town, told

BEGUN, DUE = date(2026, 3, 1), date(2026, 6, 30)


@pytest.fixture
def town(db) -> Town:
    return Town()


def wrong() -> list[str]:
    return [line for line in differences() if not line.startswith("单位")]


def about(town: Town, kind: Kind = Kind.RENOVATION, **more: Any) -> About:
    given = {
        "title": "桃李小区改造",
        "owner_unit": town.community,
        "starts_on": BEGUN,
        "due_on": DUE,
    }
    return About(kind, **given | more)


def project(town: Town, kind: Kind = Kind.RENOVATION, **more: Any) -> Project:
    how = town.by(more.pop("actor", town.office))
    how |= {"key": more.pop("key", how["key"])}
    photos, year = more.pop("photos", ()), more.pop("year", None)
    return actions.open_project(
        town.district, about(town, kind, **more), year=year, photos=photos, **how
    )


def test_an_old_neighbourhood_goes_from_its_list_to_its_end(town):
    key = uuid4()
    before = store(upload(jpeg(scene(1))), unit=town.district, **town.by(town.office))
    after = store(upload(jpeg(scene(2))), unit=town.district, **town.by(town.office))
    told_of = {
        "households": 785,
        "invested": parse_quantity("320万元"),
        "features": "路灯：2处 → 23盏",
    }
    made = project(town, photos=[before.pk], key=key, **told_of)
    assert project(town, key=key) == made

    assert [one.text for one in queries.matters_of(made)["node"]] == [
        "摸底",
        "方案",
        "清障",
        "施工",
        "验收",
    ]
    lamp = made.features.get()
    assert (lamp.was.text(), lamp.now.text(), str(lamp)) == ("2处", "23盏", "路灯：2处 → 23盏")
    how = town.by(town.clerk)
    for _ in range(2):
        actions.report_works(made.pk, percent=60, spent=parse_quantity("200万元"), **how)
    assert Project.objects.get().state == "running" and Project.objects.get().late(TODAY)
    end = town.by(town.office)
    for _ in range(2):
        done = actions.end_project(
            made.pk, done=True, on=TODAY, spent=parse_quantity("318万元"), photos=[after.pk], **end
        )
    assert (done.state, done.percent, done.days) == ("done", 100, 130)
    links = queries.links_of("work.project", [made.pk])[str(made.pk)]
    assert [(one.role, one.pair) for one in links] == [(Shows.BEFORE, 1), (Shows.AFTER, 1)]
    codes = ("projects", "renovations", "households", "invested", "spent", "finished")
    assert [told(town.district, one) for one in codes] == [
        "1个",
        "1个",
        "785户",
        "320万元",
        "318万元",
        "1个",
    ]
    assert wrong() == []
    with pytest.raises(Refused, match="已完工"):
        actions.report_works(made.pk, percent=100, **town.by(town.clerk))


def test_defects_stay_open_until_somebody_repairs_them(town):
    made = project(town)
    texts = ("东墙残破", "楼面没粉刷", "保洁不到位", "路口没铺完")
    for text in texts:
        actions.raise_matter(
            made.pk, "defect", text=text, on=BEGUN, due_on=DUE, **town.by(town.clerk)
        )
    assert told(town.district, "defects") == "4项"
    first = Matter.objects.get(text="东墙残破")
    assert first.late(TODAY)

    how = town.by(town.clerk)
    for _ in range(2):
        actions.settle_matter(first.pk, on=TODAY, outcome="已粉刷", **how)

    assert told(town.district, "defects") == "3项" and told(town.district, "defects_fixed") == "1项"
    assert queries.with_defects(queries.projects_visible_to(town.office)).get().defects == 3
    with pytest.raises(Refused, match="已经办结"):
        actions.settle_matter(first.pk, on=TODAY, outcome="再刷", **town.by(town.office))
    same_day = actions.raise_matter(made.pk, "defect", text="井盖", on=TODAY, **town.by(town.clerk))
    with pytest.raises(Refused, match="写明结果"):
        actions.settle_matter(same_day.pk, on=TODAY, **town.by(town.clerk))
    actions.settle_matter(same_day.pk, on=TODAY, outcome="换了", **town.by(town.clerk))
    assert told(town.district, "defects") == "3项" and wrong() == []
    node = queries.matters_of(made)["node"][0]
    assert actions.settle_matter(node.pk, on=TODAY, **town.by(town.clerk)).settled_on == TODAY


def test_an_objection_is_talked_about_before_drawings_change(town):
    made, key = project(town), uuid4()
    given = {
        "text": "3号楼反对硬化花坛",
        "on": BEGUN,
        "due_on": DUE,
        "actor": town.clerk,
        "now": NOON,
        "key": key,
    }
    one = actions.raise_matter(made.pk, "objection", **given)
    assert actions.raise_matter(made.pk, "objection", **given) == one and one.due_on is None
    with pytest.raises(Refused, match="先记下"):
        actions.settle_matter(one.pk, on=TODAY, outcome="改", **town.by(town.clerk))

    for day, party in ((BEGUN, "3号楼住户"), (DUE, "设计方"), (TODAY, "城建局")):
        how = town.by(town.clerk)
        for _ in range(2):
            actions.add_talk(one.pk, on=day, party=party, result="谈了", **how)
    actions.settle_matter(one.pk, on=TODAY, outcome="保留花坛", changed=True, **town.by(town.clerk))

    said = [told(town.district, code) for code in ("objections", "talks", "changes")]
    assert said == ["1件", "3次", "1项"] and wrong() == []
    assert str(one.talks.first()) == "3号楼住户：谈了"
    defect = actions.raise_matter(made.pk, "defect", text="井盖", on=BEGUN, **town.by(town.clerk))
    with pytest.raises(Refused, match="只有居民异议"):
        actions.add_talk(defect.pk, on=TODAY, party="甲", result="乙", **town.by(town.clerk))
    with pytest.raises(Refused, match="还没有到"):
        actions.raise_matter(
            made.pk, "defect", text="x", on=date(2026, 7, 9), **town.by(town.clerk)
        )


def test_residents_watch_and_their_names_are_kept_sealed(town):
    made, other = project(town), project(town, title="另一处")
    names = ("王建国", "李秀英", "张福贵", "赵桂芳", "陈德明")
    team = [
        actions.add_supervisor(
            made.pk, name=name, phone="13800000001", since=BEGUN, **town.by(town.office)
        )
        for name in names
    ]
    how = town.by(town.office)
    gone = actions.add_supervisor(made.pk, name="周某", since=TODAY, **how)
    assert actions.add_supervisor(made.pk, name="周某", since=TODAY, **how) == gone
    for _ in range(2):
        actions.end_supervisor(gone.pk, on=TODAY, **how | {"key": how["key"].__class__(int=9)})
    with pytest.raises(Refused, match="已经退出"):
        actions.end_supervisor(gone.pk, on=TODAY, **town.by(town.office))

    seen = {"text": "路沿石标号不符", "on": BEGUN, "supervisor": team[0]}
    one = actions.raise_matter(made.pk, "observation", **seen, **town.by(town.clerk))
    actions.settle_matter(one.pk, on=TODAY, outcome="已更换", **town.by(town.clerk))
    with pytest.raises(Refused, match="这个项目的监督员"):
        actions.raise_matter(other.pk, "observation", **seen, **town.by(town.clerk))

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone FROM work_supervisor")
        assert not any("王建国" in cell for row in cursor.fetchall() for cell in row)
    assert str(queries.supervisor_for(town.office, team[0].pk)) == "王**"
    codes = ("supervisors", "observations", "observations_answered")
    assert [told(town.district, code) for code in codes] == ["5人", "1条", "1条"]
    assert wrong() == []
    with pytest.raises(Missing):
        queries.supervisor_for(town.stranger, team[0].pk)


def test_works_inside_a_unit_are_counted_by_their_days_and_stopped_with_a_reason(town):
    dates = {
        "starts_on": date(2026, 6, 1),
        "due_on": date(2026, 6, 12),
        "owner_unit": town.hospital,
    }
    made = project(town, Kind.INSIDE, title="门诊改造", **dates)
    done = actions.end_project(made.pk, done=True, on=date(2026, 6, 10), **town.by(town.office))
    assert done.days == 10 and told(town.district, "inside_days") == "10天"
    late = about(town, Kind.INSIDE, title="门诊改造", **dates | {"starts_on": date(2026, 6, 11)})
    with pytest.raises(Refused, match="晚于竣工"):
        actions.change_project(made.pk, late, **town.by(town.office))
    halt = project(
        town, Kind.INVESTMENT, title="新区路网", invested=parse_quantity("2亿元"), year=2025
    )
    with pytest.raises(Refused, match="停缓建的原因"):
        actions.end_project(halt.pk, done=False, on=TODAY, **town.by(town.office))
    actions.end_project(halt.pk, done=False, on=TODAY, note="资金", **town.by(town.office))
    assert told(town.district, "town_invested") == "" and wrong() == []
    assert halt.days is None and halt.money_spent is None


def test_an_end_told_later_than_the_last_report_has_the_last_word_on_money(town):
    made, how = project(town), town.by(town.office)
    actions.report_works(made.pk, percent=90, spent=parse_quantity("90万元"), **how)
    ended = {"done": True, "on": TODAY - timedelta(3), "spent": parse_quantity("98万元")}
    actions.end_project(made.pk, **ended, **town.by(town.office))
    assert told(town.district, "spent") == "98万元" and wrong() == []


def test_a_yearly_list_is_pasted_whole_or_not_at_all(town):
    rows = [
        {"title": "滨河路", "sort": "道路", "owner": "金桥社区", "due_on": "6月30日", "invested": "1200万元", "percent": "40%", "spent": "500万元"},
        {"title": "热力管网", "sort": "不知", "due_on": "2026-10-30", "starts_on": "3月1日"},
        {"title": "垃圾填埋场", "due_on": "5月1日", "percent": "100", "invested": "0.5亿元"},
    ]  # fmt: skip
    do = town.by(town.office)
    for _ in range(2):
        assert actions.add_projects(town.district, "municipal", 2026, rows, **do) == 3
    every = queries.projects_under(town.office, town.district, 2026)
    sums = queries.sums_of(every, TODAY)
    assert (sums.projects, sums.done, sums.late) == (3, 1, 1)
    assert (sums.invested.text(), sums.spent.text()) == ("6200万元", "500万元")
    assert queries.kind_counts(every) == {"municipal": 3}
    assert set(queries.projects_under(town.office, town.district, 2027)) == set(
        every.exclude(state="done")
    )
    bad = [
        {"title": "甲", "due_on": "x"}, {"title": "乙", "owner": "无名"}, {"title": "丙", "percent": "多"},
        {"title": "丁", "invested": "多"}, {"title": ""}, {"title": "滨河路"},
    ]  # fmt: skip
    with pytest.raises(actions.BadRows) as refusal:
        actions.add_projects(town.district, "municipal", 2026, bad, **town.by(town.office))
    fields = [field for field, _why in refusal.value.errors.values()]
    assert fields == ["due_on", "owner", "percent", "invested", "title", "title"]
    with pytest.raises(actions.BadRows) as many:
        actions.add_projects(
            town.district, "municipal", 2026, [{"title": ""}] * 60, **town.by(town.office)
        )
    assert len(many.value.errors) == 50
    with pytest.raises(Refused, match="最多 300 行"):
        actions.add_projects(town.district, "municipal", 2026, [{}] * 301, **town.by(town.office))


def test_who_took_in_the_unit_that_does_the_works_reports_on_them(town):
    made = project(town, features="路灯：2处 → 23盏")
    heir = make_member(town.next_door, Role.STAFF, "taoli-staff")
    node = made.matters.first()
    with pytest.raises(Forbidden):
        actions.report_works(made.pk, percent=5, **town.by(heir))

    merge_unit(town.community, town.next_door, on=TODAY, **town.by(town.office))

    actions.report_works(made.pk, percent=5, **town.by(heir))
    actions.settle_matter(node.pk, on=TODAY, **town.by(heir))
    browser = Client()
    browser.force_login(heir.person, backend="django.contrib.auth.backends.ModelBackend")
    page = browser.get(made.get_absolute_url()).content.decode()
    assert f"/tasks/projects/{made.pk}/progress/" in page
    assert browser.get(f"/tasks/projects/{made.pk}/progress/").status_code == 200
    assert wrong() == []


def test_who_keeps_a_project_changes_it_and_who_does_the_works_reports(town):
    made = project(town, features="路灯：2处 → 23盏")
    how = town.by(town.office)
    new = about(town, title="桃李小区综合改造", features="路灯：2处 → 24盏", sort="道路")
    for _ in range(2):
        actions.change_project(made.pk, new, **how)

    here = queries.project_for(town.clerk, made.pk)
    assert here.title == "桃李小区综合改造" and here.features.get().after == "24盏"
    assert queries.project_titles([made.pk]) == {str(made.pk): here.title}
    with pytest.raises(Forbidden):
        actions.change_project(made.pk, new, **town.by(town.clerk))
    nurse = make_member(town.hospital, Role.UNIT_USER, "yiyuan")
    for act in (
        lambda: actions.report_works(made.pk, percent=5, **town.by(nurse)),
        lambda: actions.settle_matter(made.matters.first().pk, on=TODAY, **town.by(nurse)),
    ):
        with pytest.raises(Forbidden):
            act()
    for query, pk in (
        (queries.project_for, made.pk),
        (queries.matter_for, made.matters.first().pk),
    ):
        with pytest.raises(Missing):
            query(town.stranger, pk)
    assert queries.matter_for(town.clerk, made.matters.first().pk)
    assert not queries.projects_visible_to(None)
    with pytest.raises(Missing):
        actions.settle_matter(10**6, on=TODAY, **town.by(town.office))
    with pytest.raises(Refused, match="由上一级列入"):
        project(town, title="别处", owner_unit=town.elsewhere)
    with pytest.raises(Refused, match="已有这个项目"):
        project(town, title="桃李小区综合改造")


def test_a_defect_becomes_a_task_once_and_stays_open_until_it_is_settled(town):
    here, key = project(town, Kind.MUNICIPAL), uuid4()
    defect = actions.raise_matter(here.pk, "defect", text="东墙没有粉刷", on=BEGUN, **town.by(town.office))  # fmt: skip
    told = {"title": "粉刷东墙", "owner_unit": town.community, "due_on": date(2026, 7, 20)}

    for _again in range(2):
        task = actions.task_of_matter(defect.pk, **told, **town.by(town.office) | {"key": key})

    defect.refresh_from_db()
    assert (defect.task, defect.settled_on) == (task, None)
    assert queries.tasks_of_origin("work.project", [here.pk]) == [task]
    with pytest.raises(Refused, match="已经派了任务"):
        actions.task_of_matter(defect.pk, **told, **town.by(town.office))
    actions.cancel_task(task.pk, note="并入大修", **town.by(town.office))
    assert actions.task_of_matter(defect.pk, **told, **town.by(town.office)) != task
    settled = {"on": TODAY, "outcome": "刷好了", **town.by(town.office)}
    actions.settle_matter(defect.pk, **settled)
    with pytest.raises(Refused, match="已经办结"):
        actions.task_of_matter(defect.pk, **told, **town.by(town.office))
    assert wrong() == []
