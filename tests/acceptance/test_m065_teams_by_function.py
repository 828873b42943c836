"""M065: eight teams by function, each with its leader and members."""

from __future__ import annotations

from tests.acceptance.volunteer_steps import (
    add_service,
    add_team,
    add_volunteer,
    confirm,
    days,
    draft,
    figure,
    look,
    refused,
    send,
)

# 002-1 §三
EIGHT = {
    "law": "政策法律宣传", "clean": "环境卫生维护", "disputes": "民事纠纷调解", "patrol": "治安巡逻",
    "minors": "未成年人教育", "mind": "心理减压疏导", "culture": "文化娱乐健身", "care": "老弱帮扶",
}  # fmt: skip


def test_eight_teams_stand_by_function_and_one_may_be_in_several(city, enter):
    staff, unit = enter(), city.community
    one = add_volunteer(staff, unit, "袁志愿")
    teams = [add_team(staff, unit, f"{name}队", "function", code) for code, name in EIGHT.items()]
    assert "还缺" not in look(staff, "teams/")

    for team in teams[:2]:
        assert send(staff, f"teams/{team}/join/", volunteer=one, leads="on", since="").status_code == 422  # fmt: skip
        assert send(staff, f"teams/{team}/join/", volunteer=one, leads="on", since="2026-11-01").status_code == 302  # fmt: skip

    page = look(staff, f"people/{one}/")
    assert "政策法律宣传队" in page and "环境卫生维护队" in page
    assert "袁志愿队长" in look(staff, f"teams/{teams[0]}/")
    _service, shift = add_service(staff, unit, "清理楼道", days(-1), team=teams[1])
    confirm(staff, shift, ["袁志愿"])
    held = look(staff, f"teams/{teams[1]}/").split("活动日期")[1]
    assert "清理楼道" in held and "12" in held  # one visit, two hours
    assert "清理楼道" not in look(staff, f"teams/{teams[0]}/")
    assert "8支" in figure(staff, "teams", unit)
    assert "建有志愿服务队8支，队员2名" in draft(staff, unit)


def test_a_function_team_without_its_function_is_refused(city, enter):
    staff, unit = enter(), city.community
    told = {"unit": unit.pk, "name": "电力队", "kind": "function", "function": "power", "since": "2026-11-01"}  # fmt: skip

    assert "从八类功能里选一类" in refused(staff, "teams/new/", **told)
    add_team(staff, unit, "环境队", "function", "clean")
    assert "还缺：政策法律宣传" in look(staff, "teams/")
    assert enter("grid_worker").get("/volunteers/teams/new/").status_code == 403
