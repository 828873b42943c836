"""M082 道德诚信户: 1000 户, 每户 600 元; money paid, benefits used."""

from __future__ import annotations

from tests.acceptance.honours_steps import done, look, refused, send
from tests.acceptance.rounds_steps import days, draft


def test_a_thousand_households_get_six_hundred_each_and_use_loans(city, enter):
    office = enter("office", city.district)
    told = {
        "unit": city.district.pk, "kind": "honest_household", "level": "county", "name": "道德诚信户",
        "since": days(-30), "holders": "1000", "each": "600",
    }  # fmt: skip
    wrong = refused(office, "titles/new/", **told, whole="60000")
    assert "1000户×每户600元=60万元，和填的6万元不符" in wrong
    title = done(office, "titles/new/", **told, whole="600000")
    for kind, people in (("小额贷款", "120"), ("看病就医", "35")):
        done(office, f"titles/{title}/aid/", kind=kind, by="农商行", people=people, on=days(0))

    assert "共155次" in look(office, f"titles/{title}/")
    words = draft(office, city.district)
    assert "道德诚信户1000户，发放奖励金60万元，享受优惠155户次" in words
    assert "在1到1000之间" in refused(office, f"titles/{title}/aid/", kind="小额贷款", by="农商行", people="1001", on=days(0))  # fmt: skip
    assert send(enter("inspector", city.district), "titles/new/", **told).status_code == 403
