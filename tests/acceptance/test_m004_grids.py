"""M004: grids with their workers, a survey before each job, helpers by building."""

from __future__ import annotations

import re
from uuid import uuid4

from tests.acceptance.world import World, done, page, plain, send
from youju.organisations.rules import Role

SURVEY = {
    "job": "楼道堆物清理",
    "surveyor": "金桥网格员",
    "on": "2026-03-10",
    "easy": "3号楼：楼道纸箱",
    "hard": "5号楼：僵尸车占消防通道\n菜场西侧：违建棚",
}


def grids(world: World, count: int) -> list[str]:
    names = [f"第{n}网格" for n in "一二三四五六"[:count]]
    for n, name in enumerate(names, start=1):
        code = f"100000320502001001{n:02}"
        world.found(world.browsers["staff"], "金桥社区", "grid", name, code)
    return names


def test_six_grids_have_six_workers(world: World):
    """002-6: 美港社区 has six grid workers."""
    for n, name in enumerate(grids(world, 6), start=1):
        world.hire(f"grid{n}", f"网格员{n}", name, Role.GRID_WORKER)

    shown = plain(page(world.browsers["staff"], "organisations:unit", world.units["第六网格"]))

    assert "网格员6 网格员" in shown
    assert "6个" in world.figure("金桥社区", "org.grids").replace(" ", "")


def test_a_survey_lists_easy_points_first_and_raises_a_hard_one(world: World):
    grids(world, 1)
    worker = world.browsers["grid"]
    unit = world.units["第一网格"]
    done(worker, "organisations:survey_add", unit, unit=unit, **SURVEY)
    shown = page(worker, "organisations:surveys", unit)
    easy, hard, illegal = re.findall(r"/organisations/points/(\d+)/", shown)

    done(worker, "organisations:point", easy, state="done", on="2026-03-11")
    done(worker, "organisations:point", hard, state="joint", on="2026-03-11")
    done(worker, "organisations:point", illegal, state="raised", on="2026-03-12", note="请城管")

    after = plain(page(worker, "organisations:surveys", unit))
    assert after.index("楼道纸箱") < after.index("僵尸车")
    assert "楼道纸箱 易解决 已解决" in after
    assert "违建棚 难点 已上报求助 报至金桥社区；请城管" in after


def test_a_hard_point_arrives_above_and_becomes_one_problem_of_the_register(world: World):
    grids(world, 1)
    worker, staff = world.browsers["grid"], world.browsers["staff"]
    unit = world.units["第一网格"]
    done(worker, "organisations:survey_add", unit, unit=unit, **SURVEY)
    shown = page(worker, "organisations:surveys", unit)
    illegal = re.findall(r"/organisations/points/(\d+)/", shown)[2]
    done(worker, "organisations:point", illegal, state="raised", on="2026-03-12", note="请城管")

    arrived = plain(staff.get("/arrivals/").content.decode())
    form = staff.get(f"/cases/new/?point={illegal}").content.decode()
    told = {"unit": unit, "kind": "s0201", "place": "菜场西侧", "source": "grid"}
    made = staff.post(f"/cases/new/?point={illegal}", told | {"key": str(uuid4())})
    again = staff.get(f"/cases/new/?point={illegal}")

    assert "网格难点：菜场西侧，违建棚" in arrived
    assert 'value="菜场西侧"' in form and "违建棚" in form
    assert made.status_code == 302 and again.status_code == 302 and again.url == made.url
    assert f"/cases/new/?point={illegal}" in page(staff, "organisations:surveys", unit)
    assert world.browsers["taoli"].get(f"/cases/new/?point={illegal}").status_code == 404
    done(worker, "organisations:point", illegal, state="done", on="2026-03-20")
    assert "网格难点" not in plain(staff.get("/arrivals/").content.decode())


def test_an_easy_point_is_not_handed_upward(world: World):
    grids(world, 1)
    worker, unit = world.browsers["grid"], world.units["第一网格"]
    done(worker, "organisations:survey_add", unit, unit=unit, **SURVEY)
    easy = re.search(r"/organisations/points/(\d+)/", page(worker, "organisations:surveys", unit))

    answer = send(worker, "organisations:point", int(easy[1]), state="raised", on="2026-03-11")

    assert answer.status_code == 422
    assert "由网格自行解决" in answer.content.decode()


def helper(world: World) -> None:
    data = {
        "building": "柳荫里3号楼",
        "role": "stair_head",
        "name": "楼长丁",
        "since": "2026-01-01",
    }
    unit = world.units["金桥社区"]
    done(world.browsers["staff"], "organisations:helper_add", unit, phone="13812345678", **data)


def test_helpers_are_listed_by_building_with_masked_phones(world: World):
    helper(world)

    shown = plain(page(world.browsers["staff"], "organisations:helpers", world.units["金桥社区"]))

    assert "柳荫里3号楼 楼道组长 楼长丁 138****5678" in shown
    assert "13812345678" not in shown


def test_only_the_care_officer_opens_a_phone_and_only_with_a_reason(world: World):
    helper(world)
    unit = world.units["金桥社区"]
    listed = page(world.browsers["care"], "organisations:helpers", unit)
    one = int(re.search(r"/organisations/helpers/(\d+)/phone/", listed)[1])

    staff = send(world.browsers["staff"], "organisations:helper_phone", one, reason="通知动员会")
    silent = send(world.browsers["care"], "organisations:helper_phone", one, reason="看")
    opened = send(world.browsers["care"], "organisations:helper_phone", one, reason="通知动员会")

    assert staff.status_code == 403
    assert silent.status_code == 422
    assert "13812345678" not in silent.content.decode()
    assert "13812345678" in opened.content.decode()


def test_helpers_are_called_to_the_mobilising_meeting(world: World):
    helper(world)
    staff, new = world.browsers["staff"], "/tasks/meetings/new/?kind=mobilise"
    assert "楼道组长（1人）" in staff.get(new).content.decode()
    told = {"title": "社区动员会", "on": "2026-11-20", "helpers": ["楼道组长（1人）"]}

    called = staff.post(new, told | {"key": str(uuid4())})
    strange = staff.post(new, told | {"helpers": ["居民组长（9人）"], "key": str(uuid4())})

    assert called.status_code == 302 and strange.status_code == 422
    assert "楼道组长（1人）" in plain(staff.get(called.url).content.decode())


def test_surveys_reach_the_summary(world: World):
    grids(world, 1)
    unit = world.units["第一网格"]
    done(world.browsers["grid"], "organisations:survey_add", unit, unit=unit, **SURVEY)

    assert "开展网格摸底1次，摸出难点2处" in world.summary("staff", "金桥社区")


def test_points_and_helpers_are_figures(world: World):
    grids(world, 1)
    helper(world)
    unit = world.units["第一网格"]
    done(world.browsers["grid"], "organisations:survey_add", unit, unit=unit, **SURVEY)

    assert "3处" in world.figure("金桥社区", "org.survey_points").replace(" ", "")
    assert "2处" in world.figure("金桥社区", "org.hard_points").replace(" ", "")
    assert "1人" in world.figure("澄江区", "org.helpers").replace(" ", "")
