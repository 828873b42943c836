"""M013a 指标分类与达标状态, M013b 目标与完成."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from tests.acceptance.ledger_steps import draft, figure, record, text_of
from tests.acceptance.standards_steps import in_force, items_of, judged, worked_out

YEAR = str(date.today().year)
JUDGED = ("人均公共绿地", "农贸市场", "背街小巷", "城中村", "窗口服务", "公益广告")
ITEM = """
      - {{code: "1.{n}", text: {text}, kind: {kind}, weight: 12, applies: [district], required: "{required}", duty: {duty},
         rule: {{kind: judged}}, proofs: [{{kind: judgement}}]}}"""
# Six aspects that somebody judges, and papers: a district's own list, typed for the test.
DISTRICT = """
code: district-2026
name: 区级体系（样例）
year: 2026
level: county
full: 100
passing: 85
items:
  - code: "1"
    text: 城区
    items:{leaves}
      - {{code: "1.7", text: 台账资料, kind: general, weight: 28, applies: [district], rule: {{kind: rate}},
         proofs: [{{kind: evidence, at_least: 1}}]}}
""".format(
    leaves="".join(
        ITEM.format(
            n=n, text=text, kind="quantified" if n == 1 else "dynamic", required="≥8㎡" if n == 1 else "",
            duty="园林局" if n == 1 else "区创建办",
        )
        for n, text in enumerate(JUDGED, 1)
    )
)  # fmt: skip
REASONS = (
    "人均公共绿地不足 8 平米", "摊位占道", "路面破损", "垃圾堆放", "没有文明用语", "数量不够",
)  # fmt: skip


@pytest.fixture
def edition(city: Any, enter: Any) -> int:
    """The district's list, handed in and put in force by the office at the top."""
    return in_force(enter("office", city.city), DISTRICT)


@pytest.fixture
def items(city: Any, enter: Any, edition: int) -> dict[str, int]:
    return items_of(enter("office", city.district), edition)


def test_six_aspects_fail_in_the_district_one_of_them_the_bureaus(city, enter, edition, items):
    office = enter("office", city.district)
    for n, reason in enumerate(REASONS, 1):
        assert judged(office, items[f"1.{n}"], "0", reason).status_code == 302
    worked_out(office, edition)

    told = text_of(office.get("/standards/checks/"))
    assert "不达标7项" in told and "量化1/1" in told
    assert "人均公共绿地量化≥8㎡" in told and "人均公共绿地不足8平米" in told and "园林局" in told
    score = text_of(office.get("/standards/"))
    assert "今日得分0.0" in score and "失分100.0分" in score
    shown = text_of(office.get(f"/standards/items/{items['1.1']}/standing/"))
    assert "标准≥8㎡" in shown and "状态不达标" in shown


def test_a_judgement_without_a_reason_or_against_data_is_refused(city, enter, edition, items):
    office = enter("office", city.district)

    empty = judged(office, items["1.1"], "50", "")
    against = judged(office, items["1.7"], "100", "看过了，台账都有")
    stranger = judged(enter("office", city.elsewhere), items["1.1"], "0", "不足 8 平米")

    assert empty.status_code == 422 and "写明评定的理由" in text_of(empty)
    assert against.status_code == 422 and "由数据算出" in text_of(against)
    assert stranger.status_code == 302  # at its own unit, not at this one
    worked_out(office, edition)
    assert "人工评定" not in text_of(office.get("/standards/checks/"))


def test_a_target_from_above_stands_beside_what_was_reached(city, enter):
    office = enter("office", city.district)
    for amount in ("93.7万美元", "50万美元"):
        record(
            office, "foreign_capital", city.district, f"{YEAR}-01-01", project="电子厂", amount=amount
        )  # fmt: skip
    form = {
        "unit": city.district.pk, "measure": "foreign_capital.amount", "period": YEAR,
        "quantity": "10万美元", "reason": "区政府目标责任书",
    }  # fmt: skip

    sent = office.post("/standards/targets/new/", form | {"key": str(uuid4())})
    wrong = office.post(
        "/standards/targets/new/", form | {"quantity": "10万元", "key": str(uuid4())}
    )

    assert sent.status_code == 302
    assert wrong.status_code == 422 and "目标请用同一个单位" in text_of(wrong)
    told = text_of(office.get("/standards/targets/"))
    assert "10万美元" in told and "143.7万美元" in told and "1437%" in told and "完成" in told
    assert "143.7万美元" in figure(office, "foreign_capital.amount", city.district, YEAR)


def test_the_score_reaches_figures_and_a_report(city, enter, edition, items):
    office = enter("office", city.district)
    for n in range(1, 7):
        judged(office, items[f"1.{n}"], "95", "现场看过，基本符合")
    worked_out(office, edition)

    assert "68.4" in figure(office, "standards.score", city.district, YEAR)
    assert "31.6" in figure(office, "standards.lost", city.district, YEAR)
    assert "区级体系" in figure(office, "standards.score", city.district, YEAR)
    assert "自评得分68.4分，不达标指标7项" in draft(office, city.district, "year", YEAR)
