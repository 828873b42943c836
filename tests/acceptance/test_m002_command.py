"""M002: a command with its ranks, nine functional groups, and the office that sees all below."""

from __future__ import annotations

import re
from uuid import uuid4

from tests.acceptance.world import World, done, page, plain, send

# 003-5: nine functional groups, of which three are named.
GROUPS = (
    "环境卫生组",
    "交通秩序管理组",
    "集贸市场管理组",
    *(f"第{n}职能组" for n in "四五六七八九"),
)
RANKS = (
    ("chief", "书记甲", "总指挥"),
    ("first_deputy", "县长乙", "第一副总指挥"),
    ("standing_deputy", "副书记丙", "常务副总指挥"),
)


def command_of(world: World) -> tuple[object, int]:
    office, district = world.browsers["office"], world.units["澄江区"]
    data = {"kind": "command", "name": "创建文明城市指挥部", "set_up_on": "2026-01-10"}
    done(office, "organisations:group_add", district, **data)
    listed = page(office, "organisations:groups", district)
    command = int(re.search(r"/organisations/groups/(\d+)/", listed)[1])
    for rank, name, _label in RANKS:
        data = {"rank": rank, "name": name, "since": "2026-01-10"}
        done(office, "organisations:post_add", command, **data)
    for name in GROUPS:
        data = {"kind": "functional", "name": name, "parent": command, "set_up_on": "2026-01-12"}
        done(office, "organisations:group_add", district, **data)
    return office, command


def test_the_command_shows_its_ranks_in_order_and_its_nine_groups(world: World):
    office, command = command_of(world)

    shown = plain(page(office, "organisations:group", command))

    places = [shown.index(label) for _rank, _name, label in RANKS]
    assert places == sorted(places)
    assert all(name in shown for name in GROUPS)


def test_a_problem_is_led_to_the_group_that_answers_for_it(world: World):
    office, command = command_of(world)
    shown = page(office, "organisations:group", command)
    market = int(re.search(r'/organisations/groups/(\d+)/">集贸市场管理组', shown)[1])
    data = {"subject": "case", "label": "占道经营", "since": "2026-01-12"}
    done(office, "organisations:task_add", market, **data)

    found = plain(page(office, "organisations:groups", world.units["澄江区"], q="占道"))

    assert "占道经营 问题类别 集贸市场管理组" in found


def test_a_problem_of_its_kind_goes_to_the_department_that_sits_in_the_group(world: World):
    office, command = command_of(world)
    shown = page(office, "organisations:group", command)
    market = int(re.search(r'/organisations/groups/(\d+)/">集贸市场管理组', shown)[1])
    data = {"subject": "case", "label": "占道经营", "since": "2026-01-12"}
    done(office, "organisations:task_add", market, **data)
    seat = {"name": "区房产局", "unit": world.units["澄江区房产局"], "since": "2026-01-12"}
    done(office, "organisations:department_add", market, **seat)
    case = problem(world, "s0201", "南仓巷口")

    before = plain(world.browsers["staff"].get(case).content.decode())
    send_to(world, case, "file")
    form = world.browsers["staff"].get(f"{case}dispatch/").content.decode()
    proposed = re.search(r'<option value="(\d+)" selected[^>]*>澄江区房产局', form)
    send_to(world, case, "dispatch", owner_unit=proposed[1])

    assert "职能组 集贸市场管理组" in before
    assert "集贸市场管理组负责“占道经营”" in plain(form)
    assert "责任单位 澄江区房产局" in plain(world.browsers["staff"].get(case).content.decode())
    elsewhere = problem(world, "s0101", "南仓巷口")
    assert "职能组" not in plain(world.browsers["staff"].get(elsewhere).content.decode())


def test_a_task_goes_to_the_department_of_the_group_that_answers_for_it(world: World):
    office, command = command_of(world)
    shown = page(office, "organisations:group", command)
    hygiene = int(re.search(r'/organisations/groups/(\d+)/">环境卫生组', shown)[1])
    data = {"subject": "task", "label": "背街小巷整治", "since": "2026-01-12"}
    done(office, "organisations:task_add", hygiene, **data)
    seat = {"name": "区房产局", "unit": world.units["澄江区房产局"], "since": "2026-01-12"}
    done(office, "organisations:department_add", hygiene, **seat)

    given = {"title": "南仓巷背街小巷整治", "due_on": "2027-06-30", "ease": "2"}
    answer = office.post("/tasks/new/", given | {"key": str(uuid4())}, follow=True)

    said = plain(answer.content.decode())
    assert "职能组 环境卫生组 承担单位 澄江区房产局" in said


def problem(world: World, kind: str, place: str) -> str:
    """Report a problem in the community; return its address."""
    data = {"unit": world.units["金桥社区"], "kind": kind, "place": place, "source": "grid"}
    answer = world.browsers["staff"].post("/cases/new/", data | {"key": str(uuid4())})
    assert answer.status_code == 302, plain(answer.content.decode())
    return str(answer.url)


def send_to(world: World, case: str, act: str, **told: str) -> None:
    answer = world.browsers["staff"].post(f"{case}{act}/", told | {"key": str(uuid4())})
    assert answer.status_code == 302, plain(answer.content.decode())


def test_one_task_has_one_group(world: World):
    office, command = command_of(world)
    data = {"subject": "index", "label": "指标 3.2.1", "since": "2026-01-12"}
    done(office, "organisations:task_add", command, **data)

    again = send(office, "organisations:task_add", command, **data)

    assert again.status_code == 422
    assert "已由创建文明城市指挥部负责" in again.content.decode()


def test_a_functional_group_outside_a_command_is_refused(world: World):
    data = {"kind": "functional", "name": "环境卫生组", "set_up_on": "2026-01-12"}

    answer = send(
        world.browsers["office"], "organisations:group_add", world.units["澄江区"], **data
    )

    assert answer.status_code == 422
    assert "职能组须设在指挥部之下" in answer.content.decode()


def test_the_office_sees_all_units_below_and_a_community_only_itself(world: World):
    office = page(world.browsers["office"], "organisations:units")
    staff = page(world.browsers["staff"], "organisations:units")

    assert "桃李社区" in office
    assert "金桥社区" in staff
    assert "桃李社区" not in staff
    page(world.browsers["staff"], "organisations:unit", world.units["桃李社区"], status=404)


def test_the_groups_are_figures_with_a_trail(world: World):
    command_of(world)

    assert "9个" in world.figure("澄江区", "org.functional_groups").replace(" ", "")


def test_command_and_groups_reach_the_summary_of_the_year(world: World):
    command_of(world)

    told = world.summary("office", "澄江区", "年终工作总结", "2026")

    assert "成立创建工作指挥部1个，设职能组9个" in told
