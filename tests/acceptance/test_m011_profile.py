"""M011: the profile of a community in dated values, as they were said, used by figures."""

from __future__ import annotations

import pytest

from tests.acceptance.world import World, page, plain, send

# 000-3 and 004-3: 桃李社区.
TAOLI = (("households", "2130户"), ("population", "7766人"), ("units", "4家"), ("staff", "11名"))


def put(world: World, who: str, unit: str, item: str, quantity: str, on: str = "2026-03-01"):
    data = {"item": item, "quantity": quantity, "on": on, "source": "网格摸底"}
    return send(world.browsers[who], "organisations:put_value", world.units[unit], **data)


def test_the_profile_of_taoli_is_kept_as_said(world: World):
    for item, quantity in TAOLI:
        assert put(world, "taoli", "桃李社区", item, quantity).status_code == 302

    text = plain(page(world.browsers["taoli"], "organisations:unit", world.units["桃李社区"]))

    for said in ("户数 2130 户", "人口 7766 人", "驻区单位 4 家", "工作人员 11 人"):
        assert said in text
    assert "辖区面积 —" in text


def test_qualifiers_stay(world: World):
    """000-3, 玄真: 1平方公里多, 1万多人."""
    put(world, "staff", "金桥社区", "area", "1平方公里多")
    put(world, "staff", "金桥社区", "population", "1万多人")

    text = plain(page(world.browsers["staff"], "organisations:unit", world.units["金桥社区"]))

    assert "1多 平方公里" in text or "1平方公里多" in text
    assert "1多万 人" in text or "1万多 人" in text


def test_the_latest_value_is_shown_and_the_history_kept(world: World):
    put(world, "staff", "金桥社区", "households", "2100户", "2025-12-31")
    put(world, "staff", "金桥社区", "households", "2130户", "2026-06-30")
    unit = world.units["金桥社区"]

    now = plain(page(world.browsers["staff"], "organisations:unit", unit))
    past = plain(page(world.browsers["staff"], "organisations:profile_item", unit, "households"))

    assert "户数 2130 户 06-30" in now
    assert "2130 户" in past
    assert "2100 户" in past


@pytest.mark.parametrize(
    ("quantity", "reason"),
    [("若干", "没有"), ("7766平方米", "以人计"), ("", "必填")],
)
def test_what_is_no_number_of_people_is_refused(world: World, quantity: str, reason: str):
    answer = put(world, "staff", "金桥社区", "population", quantity)

    assert answer.status_code == 422
    assert reason in answer.content.decode()


def test_a_neighbour_cannot_write_into_the_profile(world: World):
    assert put(world, "staff", "桃李社区", "households", "1户").status_code == 404


def test_reports_take_the_latest_value_of_the_period(world: World):
    put(world, "taoli", "桃李社区", "households", "2100户", "2025-12-31")
    put(world, "taoli", "桃李社区", "households", "2130户", "2026-06-30")
    put(world, "staff", "金桥社区", "households", "1870户", "2026-06-30")

    assert "2130户" in world.figure("桃李社区", "org.profile_households", "2026H1").replace(" ", "")
    assert "4000户" in world.figure("柳荫街道", "org.profile_households", "2026").replace(" ", "")
