"""M084a “最美财源人”等评先树优, M084b 形象大使等推荐: 2 named awards and 3 people."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from django.utils import timezone

from tests.acceptance import honours_steps as steps
from tests.acceptance.honours_steps import done, judge, look, nominate, refused
from tests.acceptance.rounds_steps import days, draft


def test_a_community_chooses_its_best_people(city, enter):
    office, grid = enter("office", city.street), enter("grid_worker", city.grid)
    at = steps.start(office, "best_people", "2026年最美财源人", "street", seats_all="2")
    made = [nominate(grid, at, city.grid, name, "all") for name in ("周正明", "吴秀兰")]
    for one in made:
        judge(office, one)
    steps.advance(office, at)
    steps.advance(office, at)
    with time_machine.travel(timezone.now() + timedelta(9), tick=False):
        office = enter("office", city.street)
        steps.advance(office, at)
        done(office, f"{at}/award/", winners=made, paper="财源〔2026〕3号", on=days(0))
        assert "评选先进个人2名" in draft(office, city.street, "year")
        assert "最美人物" in look(office, "titles/")


def test_envoys_are_recommended_upwards_for_two_awards_and_three_people(city, enter):
    office = enter("office", city.district)
    at = steps.start(office, "envoys", "省“形象大使”推荐")
    unit = enter("unit_user", city.hospital)
    three = [nominate(unit, at, city.hospital, f"人选{n}", "special") for n in range(3)]
    for one in three:
        judge(office, one)
    for one, to in zip(three[:2], ("形象大使组委会", "最美人物组委会"), strict=True):
        done(office, f"nominations/{one}/refer/", level="province", to=to, on=days(0))

    assert "推荐形象大使3名" in draft(office, city.district)
    assert "省“形象大使”推荐" in look(office, "")
    low = refused(office, f"nominations/{three[2]}/refer/", level="county", to="县", on=days(0))
    assert "要高于" in low
