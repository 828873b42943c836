"""M013a 指标分类与达标状态, M013b 目标与完成."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.acceptance.ledger_steps import draft, figure, record, text_of
from youju.audit.actions import SYSTEM
from youju.standards.actions import recompute
from youju.standards.models import Edition
from youju.standards.publish import publish_edition
from youju.standards.spec import EditionSpec, ItemKind, ItemSpec, ProofKind, ProofSpec, RuleSpec

YEAR = str(date.today().year)
JUDGED = ("人均公共绿地", "农贸市场", "背街小巷", "城中村", "窗口服务", "公益广告")


def district_spec() -> EditionSpec:
    """Six aspects that somebody judges, office space by figure, and papers: a district's own list."""
    leaves = [
        ItemSpec(
            f"1.{n}", "1", text, n, weight=Decimal(12), rule=RuleSpec("judged"),
            kind=ItemKind.QUANTIFIED if n == 1 else ItemKind.DYNAMIC,
            proofs=(ProofSpec(ProofKind.JUDGEMENT),), applies=("district",),
            required="≥8㎡" if n == 1 else "", duty="园林局" if n == 1 else "区创建办",
        )
        for n, text in enumerate(JUDGED, 1)
    ]  # fmt: skip
    papers = ItemSpec(
        "1.7", "1", "台账资料", 7, weight=Decimal(28), rule=RuleSpec("rate"), applies=("district",),
        proofs=(ProofSpec(ProofKind.EVIDENCE, given={"at_least": 1}),),
    )  # fmt: skip
    return EditionSpec(
        "district",
        "区级体系（样例）",
        2026,
        "county",
        (ItemSpec("1", "", "城区", 0), *leaves, papers),
    )


@pytest.fixture
def edition(city: Any) -> Edition:
    return publish_edition(
        district_spec(), unit=city.city, source="", state=Edition.State.CURRENT, actor=SYSTEM,
        now=timezone.now(), key=uuid4(),
    )  # fmt: skip


def computed(edition: Edition) -> None:
    now = timezone.now()
    recompute(edition.pk, timezone.localdate(now), now=now)


def judged(client: Any, edition: Edition, code: str, share: str, reason: str) -> Any:
    item = edition.items.get(code=code)
    data = {"share": share, "reason": reason, "key": str(uuid4())}
    return client.post(f"/standards/items/{item.pk}/judge/", data)


def test_six_aspects_fail_in_the_district_one_of_them_the_bureaus(city, enter, edition):
    office = enter("office", city.district)
    reasons = (
        "人均公共绿地不足 8 平米",
        "摊位占道",
        "路面破损",
        "垃圾堆放",
        "没有文明用语",
        "数量不够",
    )
    for n, reason in enumerate(reasons, 1):
        assert judged(office, edition, f"1.{n}", "0", reason).status_code == 302
    computed(edition)

    told = text_of(office.get("/standards/checks/"))
    assert "不达标7项" in told and "量化1/1" in told
    assert "人均公共绿地量化≥8㎡" in told and "人均公共绿地不足8平米" in told and "园林局" in told
    score = text_of(office.get("/standards/"))
    assert "今日得分0.0" in score and "失分100.0分" in score
    item = edition.items.get(code="1.1")
    shown = text_of(office.get(f"/standards/items/{item.pk}/standing/"))
    assert "标准≥8㎡" in shown and "状态不达标" in shown


def test_a_judgement_without_a_reason_or_against_data_is_refused(city, enter, edition):
    office = enter("office", city.district)

    empty = judged(office, edition, "1.1", "50", "")
    against = judged(office, edition, "1.7", "100", "看过了，台账都有")
    stranger = judged(enter("office", city.elsewhere), edition, "1.1", "0", "不足 8 平米")

    assert empty.status_code == 422 and "写明评定的理由" in text_of(empty)
    assert against.status_code == 422 and "由数据算出" in text_of(against)
    assert stranger.status_code == 302  # at its own unit, not at this one
    computed(edition)
    assert "人工评定" not in text_of(office.get("/standards/checks/"))


def test_a_target_from_above_stands_beside_what_was_reached(city, enter, edition):
    office = enter("office", city.district)
    for amount in ("93.7万美元", "50万美元"):
        record(
            office,
            "foreign_capital",
            city.district,
            f"{YEAR}-01-01",
            project="电子厂",
            amount=amount,
        )
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


def test_the_score_reaches_figures_and_a_report(city, enter, edition):
    office = enter("office", city.district)
    for n in range(1, 7):
        judged(office, edition, f"1.{n}", "95", "现场看过，基本符合")
    computed(edition)

    assert "68.4" in figure(office, "standards.score", city.district, YEAR)
    assert "31.6" in figure(office, "standards.lost", city.district, YEAR)
    assert "区级体系" in figure(office, "standards.score", city.district, YEAR)
    assert draft(office, city.district, "year", YEAR)
