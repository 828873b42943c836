"""M068: service stations checked against the nine they should have, and their stars."""

from __future__ import annotations

from tests.acceptance.volunteer_steps import days, done, draft, figure, look, refused

# 003-5 §五
NINE = ("room", "staff", "team", "projects", "times", "sign", "rules", "mood", "files")


def test_a_station_with_all_nine_has_five_stars(city, enter):
    staff, unit = enter(), city.community
    told = {"kind": "station", "place": "金桥路18号", "since": days(-30)}
    station = done(staff, "stations/new/", unit=unit.pk, name="金桥志愿服务站", **told)
    assert "未检查" in look(staff, "stations/")
    done(staff, f"stations/{station}/check/", on=days(-10), met=NINE[:7])
    assert "三星级" in look(staff, f"stations/{station}/")
    done(staff, f"stations/{station}/check/", on=days(0), met=NINE)

    page = look(staff, f"stations/{station}/")
    assert "五星级" in page and "缺" not in page.split("历次检查")[0].split("九个有")[1]
    assert "有宣传氛围、有活动资料" in page  # what lacked ten days ago
    assert "1个" in figure(staff, "star_stations", unit)
    assert "志愿服务站1个，星级站点1个" in draft(staff, unit)


def test_a_check_ahead_and_a_leader_are_refused(city, enter):
    staff, unit = enter(), city.community
    told = {"kind": "square", "since": days(0)}
    station = done(staff, "stations/new/", unit=unit.pk, name="服务广场", **told)

    assert "还没有到" in refused(staff, f"stations/{station}/check/", on=days(1), met=NINE)
    assert enter("leader").get(f"/volunteers/stations/{station}/check/").status_code == 403
