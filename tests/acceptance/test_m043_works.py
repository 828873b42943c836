"""M043 道路硬化粉刷、下水道、路灯监控."""

from __future__ import annotations

from uuid import uuid4

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_paving_painting_and_a_square_are_counted_in_square_metres(city, enter):
    clerk = enter()

    record(
        clerk,
        "paving",
        city.community,
        "2026-04-10",
        kind="道路硬化",
        place="石井巷",
        paved="6000余平米",
    )
    record(
        clerk,
        "paving",
        city.community,
        "2026-05-10",
        kind="墙面粉刷",
        place="金桥路",
        painted="8000余㎡",
    )
    record(clerk, "paving", city.community, "2026-06-10", kind="小广场建设", place="柳荫里", squares="1处", square_area="800平方")  # fmt: skip

    assert "6000余平方米" in figure(clerk, "paving.paved", city.community)
    told = draft(clerk, city.community)
    assert "硬化道路6000余平方米" in told and "粉刷墙面8000余平方米" in told and "小广场1处" in told


def test_a_drain_is_reported_up_and_counts_as_repaired_on_the_day_it_is(city, enter):
    clerk = enter()
    told = {"kind": "下水道", "fault": "堵塞", "reported": "2026-05-05", "places": "1"}
    made = {
        place: record(clerk, "drains", city.community, "2026-05-04", place=place, **told, state="已上报")
        for place in ("东风袜厂", "乳品厂", "北巷")
    }  # fmt: skip
    assert "没有" in figure(clerk, "drains.fixed", city.community)

    for place in ("东风袜厂", "乳品厂"):
        where = made[place].redirect_chain[-1][0]
        wrong = mend(clerk, where, city, place=place, **told, fixed="2026-05-01")
        assert wrong.status_code == 422 and "早于开始的2026-05-04" in text_of(wrong)
        assert mend(clerk, where, city, place=place, **told, fixed="2026-06-02").status_code == 302

    assert "3处" in figure(clerk, "drains.found", city.community, "2026-05")
    assert "2处" in figure(clerk, "drains.fixed", city.community, "2026-06")
    assert "2处" not in figure(clerk, "drains.fixed", city.community, "2026-05")
    assert "疏通下水道2处" in draft(clerk, city.community)
    assert "北巷" in text_of(clerk.get("/ledgers/drains/?period=2026H1&f_state=已上报"))


def mend(client, where, city, **fields):
    """Correct an entry: it is repaired."""
    typed = {f"v_{key}": value for key, value in fields.items()}
    form = {"key": str(uuid4()), "unit": city.community.pk, "when": "2026-05-04", **typed}
    return client.post(f"{where}correct/", form | {"v_state": "已修复"})


def test_lamps_stand_until_they_are_removed(city, enter):
    clerk = enter()
    record(
        clerk,
        "lamps",
        city.community,
        "2026-02-01",
        kind="路灯",
        place="柳荫里",
        lamps="23盏",
        lamps_ok="20盏",
    )
    made = record(
        clerk, "lamps", city.community, "2026-03-01", kind="监控", place="南仓巷", cameras="4处", cameras_ok="3"
    )  # fmt: skip
    record(clerk, "lamps", city.community, "2026-03-02", kind="路灯", place="北巷", lamps="6处")

    assert "23盏" in figure(clerk, "lamps.lamps", city.community)
    assert "87%" in figure(clerk, "lamps.lamp_rate", city.community)
    assert "6处" in figure(clerk, "lamps.lamps_places", city.community)
    assert "75%" in figure(clerk, "lamps.camera_rate", city.community)
    assert "路灯23盏" in draft(clerk, city.community) and "4处" in draft(clerk, city.community)

    where = made.redirect_chain[-1][0]
    gone = {"unit": city.community.pk, "when": "2026-03-01", "until": "2026-05-20", "v_kind": "监控", "v_place": "南仓巷", "v_cameras": "4处"}  # fmt: skip
    answer = clerk.post(f"{where}correct/", gone | {"key": "01900000-0000-7000-8000-000000000043"})
    assert answer.status_code == 302
    assert "4处" in figure(clerk, "lamps.cameras", city.community, "2026-04")
    later = text_of(clerk.get("/ledgers/lamps/?period=2026H1&q=南仓巷"))
    assert "没有符合筛选的记录" in later


def test_paving_without_a_place_and_a_removal_before_the_beginning_are_refused(city, enter):
    clerk = enter()

    no_place = record(clerk, "paving", city.community, "2026-04-10", kind="道路硬化", paved="6000")
    assert no_place.status_code == 422 and "请填“地点”。" in text_of(no_place)
    early = record(clerk, "lamps", city.community, "2026年5月", kind="路灯", place="甲", lamps="6")
    assert early.status_code == 422 and "不是日期" in text_of(early)
    assert enter("leader").get("/ledgers/lamps/new/").status_code == 403
