"""M087 道德讲堂: 3期; 17次, 2000余人; my Chinese dream, with a background board."""

from __future__ import annotations

from tests.acceptance.activity_steps import draft, figure, hold, look, refused, send


def test_three_batches_by_group_and_the_seventeen_of_the_year_before(city, enter):
    staff = enter()
    for group in ("居民代表", "党员", "学生"):
        one = hold(staff, "moral_hall", city.community, f"道德讲堂（{group}）", "2025-03-12", topic="我的梦中国梦", audience=group, speaker="身边好人", room="有背景板", people="60人")  # fmt: skip
    hold(staff, "moral_hall", city.community, "道德讲堂", "2025-06-10", sessions="17次", people="2000余人")  # fmt: skip

    page = look(staff, f"{one}/")
    assert "主题我的梦中国梦" in page and "场地布置有背景板" in page
    assert "20期" in figure(staff, "moral_hall", city.community)
    assert "2180余人" in figure(staff, "moral_hall_persons", city.community)
    assert "举办道德讲堂20期，听讲群众2100余人" in draft(staff, city.community)


def test_a_session_in_the_future_is_a_plan_and_cannot_be_called_held(city, enter):
    staff = enter()
    one = hold(staff, "moral_hall", city.community, "道德讲堂", "2027-03-12")
    assert "计划中" in look(staff, f"{one}/")
    assert "1期" not in figure(staff, "moral_hall", city.community, "2027")  # fmt: skip
    told = {"title": "道德讲堂", "on": "2027-03-12"}

    assert "还没有到这一天" in refused(staff, f"{one}/hold/", **told)
    assert send(enter("leader"), f"{one}/hold/", **told).status_code == 403
