"""M079a 模范与好人帮扶礼遇, M079b 模范事迹宣传."""

from __future__ import annotations

from tests.acceptance.honours_steps import done, look, refused, send
from tests.acceptance.ledger_steps import draft, figure, record
from tests.acceptance.rounds_steps import days
from tests.acceptance.rounds_steps import draft as draft_now


def test_three_bureaus_help_a_model_with_two_thousand_a_shelf_and_a_licence(city, enter):
    clerk = enter()
    told = {"unit": city.community.pk, "kind": "moral_model", "level": "county", "name": "季桂香", "since": days(-90), "holders": "1"}  # fmt: skip
    title = done(clerk, "titles/new/", **told)
    for kind, by, amount in (
        ("慰问金", "区委宣传部", "2000"),
        ("货架", "区市场监管局", ""),
        ("许可证", "区卫健局", ""),
    ):
        done(clerk, f"titles/{title}/aid/", kind=kind, by=by, amount=amount, on=days(0))

    page = look(clerk, f"titles/{title}/")
    assert "区市场监管局" in page and "共3次，2000元" in page
    assert "帮扶礼遇先进典型3次，资金2000元" in draft_now(clerk, city.community)


def test_help_without_its_unit_or_below_zero_is_refused(city, enter):
    clerk = enter()
    told = {"unit": city.community.pk, "kind": "moral_model", "level": "county", "name": "季桂香", "since": days(-90), "holders": "1"}  # fmt: skip
    title = done(clerk, "titles/new/", **told)
    given = {"kind": "慰问金", "by": "区委宣传部", "on": days(0)}

    assert "写明由哪个单位" in refused(clerk, f"titles/{title}/aid/", **given | {"by": ""})
    assert "金额要大于0" in refused(clerk, f"titles/{title}/aid/", **given, amount="-5")
    assert send(enter("leader"), f"titles/{title}/aid/", **given).status_code == 403


def test_talks_and_works_about_models_count_whom_they_reached(city, enter):
    clerk = enter()
    record(clerk, "model_talks", city.community, "2026-03-05", kind="宣讲", who="道德模范巡讲团", audience="300余人次")  # fmt: skip
    record(
        clerk,
        "model_talks",
        city.community,
        "2026-05-04",
        kind="文艺作品",
        who="身边好人",
        works="2件",
    )

    assert "2次" in figure(clerk, "model_talks.entries", city.community)
    assert "2件" in figure(clerk, "model_talks.works", city.community)
    assert "宣传先进典型2次，受众300余人次，创作作品2件" in draft(clerk, city.community)
    bad = record(clerk, "model_talks", city.community, "2026-03-05", kind="跳舞", who="某某")
    assert bad.status_code == 422
