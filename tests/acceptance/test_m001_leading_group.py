"""M001: a leading group is set up, holds its members over time, and answers for tasks."""

from __future__ import annotations

import re

from tests.acceptance.world import World, done, page, plain, send

# 002-5: the hospital's group, set up on 28 June, with seven departments as members.
DEPARTMENTS = ("综合办公室", "医教科", "护理部", "后勤保障部", "门诊部", "财务科", "药剂科")
GROUP = {
    "kind": "leading",
    "name": "创建文明单位工作领导小组",
    "set_up_on": "2026-06-28",
    "document": "院发〔2026〕18号",
    "purpose": "组织领导、统筹协调全院创建工作",
    "daily_office": "综合办公室",
}


def set_up(world: World) -> tuple[object, int]:
    """Set the hospital's group up, with a head, a deputy and the departments."""
    office, hospital = world.browsers["office"], world.units["澄江区人民医院"]
    done(office, "organisations:group_add", hospital, **GROUP)
    listed = page(office, "organisations:groups", hospital)
    group = int(re.search(r"/organisations/groups/(\d+)/", listed)[1])
    for rank, name, own in (("head", "院长甲", "院长"), ("deputy_head", "副院长乙", "副院长")):
        data = {"rank": rank, "name": name, "own_post": own, "since": "2026-06-28"}
        done(office, "organisations:post_add", group, **data)
    for name in DEPARTMENTS:
        done(office, "organisations:department_add", group, name=name, since="2026-06-28")
    return office, group


def test_the_page_of_the_group_shows_head_departments_and_office(world: World):
    office, group = set_up(world)

    shown = plain(page(office, "organisations:group", group))

    assert "院长甲 组长 院长" in shown
    assert all(name in shown for name in DEPARTMENTS)
    assert "院发〔2026〕18号" in shown
    assert "06-28" in shown


def test_a_change_of_head_keeps_the_former_one_in_the_history(world: World):
    office, group = set_up(world)
    shown = page(office, "organisations:group", group)
    post = int(re.search(r"/organisations/posts/(\d+)/replace/", shown)[1])

    done(office, "organisations:post_replace", post, name="院长丙", since="2026-09-01")

    after = plain(page(office, "organisations:group", group))
    assert "院长丙 组长" in after
    assert re.search(r"院长甲 组长 院长 06-28 08-31", after)


def test_which_group_answers_for_a_task_is_found_by_characters_and_pinyin(world: World):
    office, group = set_up(world)
    data = {"subject": "task", "label": "候诊区环境整治", "since": "2026-07-01"}
    done(office, "organisations:task_add", group, **data)

    for wanted in ("环境整治", "hzq"):
        found = plain(page(office, "organisations:groups", world.units["澄江区人民医院"], q=wanted))
        assert "候诊区环境整治 任务 创建文明单位工作领导小组" in found
    nothing = plain(page(office, "organisations:groups", world.units["澄江区人民医院"], q="路灯"))
    assert "没有查到负责的机构" in nothing


def test_two_heads_at_once_and_a_reader_who_writes_are_refused(world: World):
    office, group = set_up(world)
    data = {"rank": "head", "name": "院长丁", "since": "2026-07-01"}

    second = send(office, "organisations:post_add", group, **data)
    leader = send(
        world.browsers["leader"], "organisations:group_add", world.units["金桥社区"], **GROUP
    )

    assert second.status_code == 422
    assert "这个职务现已有人" in second.content.decode()
    assert leader.status_code == 403


def test_members_and_departments_are_figures_with_a_trail(world: World):
    set_up(world)

    assert "2人" in world.figure("澄江区人民医院", "org.group_members").replace(" ", "")
    assert "7个" in world.figure("澄江区", "org.group_departments").replace(" ", "")
