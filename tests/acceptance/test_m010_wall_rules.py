"""M010: rules with version and place on the wall, each looked after and checked."""

from __future__ import annotations

import re

from tests.acceptance.world import World, done, page, plain, send

# 002-2 names four books of rules, the first of them 规范化管理手册.
BOOKS = ("规范化管理手册", "岗位职责汇编", "考核办法", "服务公约")


def posted(world: World) -> str:
    staff, unit = world.browsers["staff"], world.units["金桥社区"]
    for name in BOOKS:
        data = {"name": name, "version": "2026年版", "place": "一楼大厅", "owner": "内勤"}
        done(staff, "organisations:wall_add", unit, posted_on="2026-03-01", **data)
    return page(staff, "organisations:wall", unit)


def test_four_books_hang_with_version_place_and_owner(world: World):
    text = plain(posted(world))

    assert all(f"{name} 2026年版 一楼大厅 内勤 03-01 未核对" in text for name in BOOKS)


def test_a_new_version_takes_the_old_one_down(world: World):
    posted(world)
    staff, unit = world.browsers["staff"], world.units["金桥社区"]
    data = {"name": BOOKS[0], "version": "第2版", "place": "一楼大厅", "owner": "内勤"}

    done(staff, "organisations:wall_add", unit, posted_on="2026-09-01", **data)

    text = plain(page(staff, "organisations:wall", unit))
    assert f"{BOOKS[0]} 第2版" in text
    assert f"{BOOKS[0]} 2026年版" not in text


def test_a_check_finds_one_that_is_not_up(world: World):
    first = int(re.search(r"/organisations/wall/(\d+)/check/", posted(world))[1])

    done(world.browsers["staff"], "organisations:wall_check", first, up="0", on="2026-04-01")

    text = plain(page(world.browsers["staff"], "organisations:wall", world.units["金桥社区"]))
    assert "04-01 不在位" in text


def test_the_same_version_twice_and_a_grid_worker_are_refused(world: World):
    posted(world)
    data = {"name": BOOKS[0], "version": "2026年版", "place": "一楼大厅", "owner": "内勤"}
    data["posted_on"] = "2026-03-02"
    unit = world.units["金桥社区"]

    twice = send(world.browsers["staff"], "organisations:wall_add", unit, **data)
    worker = send(world.browsers["grid"], "organisations:wall_add", unit, **data)

    assert twice.status_code == 422
    assert "这一版已在这个位置上墙" in twice.content.decode()
    assert worker.status_code == 403


def test_rules_on_the_wall_are_a_figure(world: World):
    posted(world)

    assert "4项" in world.figure("柳荫街道", "org.wall_rules").replace(" ", "")
