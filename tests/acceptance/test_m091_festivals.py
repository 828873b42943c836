"""M091 “我们的节日”: seven festivals, actions, people; a joint one counted once in the district."""

from __future__ import annotations

from tests.acceptance.activity_steps import draft, figure, hold, look, refused, said, send

SEVEN = {
    "chunjie": "2025-01-28", "yuanxiao": "2025-02-12", "qingming": "2025-04-04", "duanwu": "2025-05-31",
    "qixi": "2025-08-29", "zhongqiu": "2025-10-06", "chongyang": "2025-10-29",
}  # fmt: skip


def test_three_units_hold_the_dragon_boat_festival_and_the_district_counts_it_once(city, enter):
    staff, district = enter(), enter("office", city.district)
    partners = [city.next_door.pk, city.hospital.pk]

    hold(staff, "festival", city.community, "端午节包粽子送祝福", "2025-05-31", festival="duanwu", people="120人次", partners=partners)  # fmt: skip

    for unit in (city.community, city.next_door, city.hospital, city.street, city.district):
        assert "1场" in figure(district, "festival", unit), unit.name
        assert "120人次" in figure(district, "festival_people", unit), unit.name
    told = draft(district, city.district)
    assert "开展“我们的节日”主题活动1场，涉及传统节日1个，参加120人次" in told
    assert "联合举办活动1场" in told
    assert "端午节包粽子送祝福" in said(enter("staff", city.next_door).get("/activities/list/?period=2025"))  # fmt: skip


def test_seven_festivals_with_2600_people_at_qingming_reach_the_yearly_report(city, enter):
    staff = enter()
    for code, on in SEVEN.items():
        people = "2600余名" if code == "qingming" else ""
        hold(
            staff,
            "festival",
            city.community,
            f"我们的节日 {code}",
            on,
            festival=code,
            people=people,
        )

    assert "7个" in figure(staff, "festivals", city.community)
    assert "2600余人" in figure(staff, "festival_persons", city.community)
    told = draft(staff, city.community, "year", "2025")
    assert "开展“我们的节日”主题活动7场，涉及传统节日7个，参加群众2600余人" in told


def test_the_calendar_names_the_festivals_by_the_moon_and_proposes_those_nobody_planned(
    city, enter
):
    page = look(enter(), "?month=2027-06")

    assert "端午节包粽子、经典诵读、赛龙舟排上" in page
    form = enter().get("/activities/new/?kind=festival&festival=duanwu&on=2027-06-09")
    assert 'value="duanwu" selected' in form.content.decode()


def test_a_festival_that_is_none_is_refused_and_a_leader_records_none(city, enter):
    told = {"unit": city.community.pk, "title": "赶集", "on": "2025-05-31"}

    assert "节日" in refused(enter(), "new/?kind=festival", **told)
    assert send(enter(), "new/?kind=festival", **told, festival="moon").status_code == 422
    assert send(enter("leader"), "new/?kind=festival", **told, festival="duanwu").status_code == 403
