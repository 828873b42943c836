"""M014 失分转办: one click from a lost point to a problem or a task, and its end moves the score."""

from __future__ import annotations

import re
from typing import Any

from tests.acceptance.case_steps import act, handled, photo
from tests.acceptance.ledger_steps import text_of
from tests.acceptance.rounds_steps import add_place, visit
from tests.acceptance.standards_steps import in_force, worked_out

ALLEYS = """
code: alleys-2026
name: 街巷体系（样例）
year: 2026
level: city
full: 100
passing: 85
items:
  - {code: "1", text: 背街小巷, kind: dynamic, weight: 60, applies: [community], over: units, places: [alley], effort: 2,
     fix: 修路灯, rule: {kind: rate}, proofs: [{kind: visits, days: 90, places: [alley]}]}
  - {code: "2", text: 议事记录, kind: general, weight: 40, applies: [community], rule: {kind: rate},
     proofs: [{kind: evidence, at_least: 1}]}
"""


def lost_at(page: str) -> str:
    """Return what the check box of the alley's light sends."""
    row = re.search(r'value="(1:\d+)"[^>]*>.*?灯', page, re.DOTALL)
    assert row, "the lost point is not on the page"
    return row[1]


def scored(client: Any, edition: int) -> float:
    told = text_of(client.get(f"/standards/?edition={edition}"))
    return float(re.search(r"今日得分([\d.]+)分", told)[1])


def test_one_click_makes_a_problem_of_a_loss_and_closing_it_moves_the_score(
    city, enter, settings, tmp_path
):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    clerk, grid, street = enter(), enter("grid_worker"), enter("office", city.street)
    alley = add_place(clerk, city.community, "alley", "石井巷")
    visit(grid, alley, item_litter="ok", item_scrawl="ok", item_lamps="bad", fault_lamps="两盏路灯不亮")  # fmt: skip
    edition = in_force(enter("office", city.city), ALLEYS)
    worked_out(street, edition)
    before = scored(street, edition)
    page = street.get(f"/standards/?edition={edition}").content.decode()
    gap = lost_at(page)

    told = street.get(f"/standards/what-if/?edition={edition}&gap={gap}")
    assert "试算：勾选1处，共2人天" in text_of(told)
    taken = street.post(f"/standards/take-up/?edition={edition}", {"gap": gap, "as": "case", "edition": edition}, follow=True)  # fmt: skip

    assert "已转为1个问题" in text_of(taken) and "已转问题" in text_of(taken)
    number = re.findall(r'href="/cases/(\d+)/"', taken.content.decode())[0]
    case = f"/cases/{number}/"
    assert "两盏路灯不亮" in text_of(clerk.get(case)) and "石井巷" in text_of(clerk.get(case))
    worked_out(street, edition)
    assert scored(street, edition) == before  # not put right yet
    handled(clerk, case, city.hospital)
    fixer = enter("unit_user", city.hospital)
    act(fixer, case, "rectify", note="已修好", after_1=photo(fixer, city.hospital))
    assert "已复核通过，结案" in text_of(act(grid, case, "pass", note="都亮了"))
    worked_out(street, edition)
    assert scored(street, edition) > before
    assert scored(clerk, edition) == 60.0


def test_one_click_makes_a_task_of_a_loss(city, enter):
    street = enter("office", city.street)
    edition = in_force(enter("office", city.city), ALLEYS)
    worked_out(street, edition)
    sent = {"gap": "2:0", "as": "task", "edition": edition}

    taken = text_of(street.post(f"/standards/take-up/?edition={edition}", sent, follow=True))

    assert "已派1项任务" in taken and "已派任务" in taken
    assert "缺佐证" in text_of(street.get("/tasks/"))
