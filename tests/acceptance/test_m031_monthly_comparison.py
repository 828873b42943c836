"""M031 保洁员制度与奖惩考核：每月评比，比的是责任区."""

from __future__ import annotations

from datetime import timedelta

from tests.acceptance.ledger_steps import figure as figure_in
from tests.acceptance.rounds_steps import (
    days,
    done,
    draft,
    figure,
    look,
    refused,
    said,
    send,
    today,
)


def test_areas_are_scored_each_month_ranked_and_rewarded(city, enter):
    staff, unit = enter(), city.community
    last = today().replace(day=1) - timedelta(1)
    first = last.replace(day=1)
    areas = [
        done(staff, "cleaning/new/", unit=unit.pk, name=name, cleaner=cleaner, since=first.isoformat())
        for name, cleaner in (("桂苑片", "张师傅"), ("柳荫里片", "林师傅"), ("石井巷片", "郑师傅"))
    ]  # fmt: skip
    for area, scores in zip(areas, (("90", "95"), ("98", "99"), ("100",)), strict=True):
        for n, score in enumerate(scores):
            on = (first + timedelta(n)).isoformat()
            done(staff, f"cleaning/{area}/check/", day=on, score=score)
    month = f"{first:%Y-%m}"

    done(staff, f"cleaning/settle/?month={month}")
    board = look(staff, f"cleaning/?month={month}").split("已评定")[1]
    assert "柳荫里片198.52" in board and "桂苑片292.52" in board
    assert "石井巷片不排1001" in board  # one check decides nothing
    page = staff.get(f"/patrols/cleaning/?month={month}").content.decode()
    best = page.split("/patrols/area-months/")[1].split("/")[0]
    done(staff, f"area-months/{best}/reward/", reward="200", penalty="0", note="当月第一")

    assert "奖200元" in look(staff, f"cleaning/?month={month}")
    assert "200元" in figure_in(staff, "patrols.rewards", unit, str(last.year))
    again = send(staff, f"cleaning/settle/?month={month}")
    assert again.status_code == 422 and "已经评比过" in said(again)
    both = refused(staff, f"area-months/{best}/reward/", reward="200", penalty="50")
    assert "要么奖、要么罚" in both
    assert "1次" in figure(staff, "comparisons", unit)
    if last.year == today().year:
        assert "组织保洁评比1次" in draft(staff, unit, "year")


def test_a_running_month_is_not_settled_and_a_score_is_at_most_a_hundred(city, enter):
    staff, unit = enter(), city.community
    area = done(
        staff, "cleaning/new/", unit=unit.pk, name="桂苑片", cleaner="张师傅", since=days(-40)
    )

    running = send(staff, f"cleaning/settle/?month={today():%Y-%m}")
    assert running.status_code == 422 and "还没有过完" in said(running)
    high = refused(staff, f"cleaning/{area}/check/", day=days(0), score="101")
    assert "0到100之间" in high
    assert "0个" not in figure(staff, "areas", unit)
