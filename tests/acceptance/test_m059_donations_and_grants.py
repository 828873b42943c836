"""M059a 公益募捐与捐款: gifts, handed over, made public. M059b 助学帮扶: grants by fund and year."""

from __future__ import annotations

from django.test import Client

from tests.acceptance.aid_steps import day, done, draft, figure, look, refused
from tests.acceptance.ledger_steps import text_of


def drive(clerk, unit, name="爱心募捐") -> int:
    return done(clerk, "drives/new/", unit=unit.pk, name=name, since=day(-20), purpose="大病救助")


def give(clerk, one, **told) -> None:
    gift = {"on": day(-10), "donor": "unit", "donors": "1", **told}
    done(clerk, f"drives/{one}/donate/", **gift)


def test_gifts_of_units_and_people_are_handed_over_and_made_public_masked(city, enter):
    clerk, unit = enter(), city.community
    one = drive(clerk, unit)
    for n in range(2):
        give(clerk, one, name=f"供电局{n}", amount="9000元")
    give(clerk, one, donors="15", amount="7.5万元")
    give(clerk, one, donor="person", name="李爱心", amount="500")
    give(clerk, one, donor="person", unnamed="on", goods="棉被 3 床", worth="600")
    told = {"on": day(-3), "kind": "household", "receivers": "12", "amount": "60000"}
    done(clerk, f"drives/{one}/hand-over/", receiver="王困难", **told)
    too_much = refused(clerk, f"drives/{one}/hand-over/", **told | {"amount": "40000"})
    assert "发放不能超过收到的" in too_much
    public = f"/public/{unit.code}/donations/"
    assert Client().get(f"{public}{one}/").status_code == 404
    done(clerk, f"drives/{one}/publish/")

    assert "爱心募捐" in text_of(Client().get(public))
    shown = text_of(Client().get(f"{public}{one}/"))
    assert "供电局0" in shown and "李**" in shown and "爱心人士" in shown and "困难户12户" in shown
    assert "李爱心" not in shown and "王困难" not in shown
    assert "9.35万元" in figure(clerk, "donated", unit) and "17个" in figure(
        clerk, "donor_units", unit
    )
    said = draft(clerk, unit)
    assert "公益募捐9.35万元，捐赠单位17个，个人捐赠2人" in said and "发放6万元" in said


def test_more_than_a_hundred_thousand_stays_as_it_was_said(city, enter):
    clerk, unit = enter(), city.community
    one = drive(clerk, unit)
    give(clerk, one, donors="30", amount="10余万元")

    assert "10余万元" in look(clerk, f"drives/{one}/") and "10余万元" in draft(clerk, unit)
    wrong = {"on": day(-10), "donor": "unit", "donors": "1", "name": "甲"}
    assert "至少一项" in refused(clerk, f"drives/{one}/donate/", **wrong)
    assert "不是金额" in refused(clerk, f"drives/{one}/donate/", **wrong | {"amount": "3车"})


def grant(clerk, unit, fund, pupils, amount="", **more) -> int:
    told = {
        "help": "school",
        "on": day(-9),
        "pupils": pupils,
        "amount": amount,
        "goods": "书",
        **more,
    }
    return done(clerk, "grants/new/", unit=unit.pk, fund=fund, **told)


def test_grants_to_pupils_are_told_by_fund_and_year(city, enter):
    clerk, unit = enter(), city.community
    grant(clerk, unit, "社区助学金", "5名", "5000元", goods="文具书籍", pieces="上千件")
    grant(clerk, unit, "启明助学基金", "203名", "6.5万余元", agency="县妇联")
    grant(clerk, unit, "春蕾计划", "200多名")

    listed = look(clerk, "grants/")
    assert f"启明助学基金{day()[:4]}203名6.5万余元" in listed and "春蕾计划" in listed
    assert "408余名" in figure(clerk, "pupils", unit) and "上千件" in figure(clerk, "pieces", unit)
    assert "资助学生" in draft(clerk, unit)


def test_a_listed_pupil_is_sealed_and_needs_the_guardian(city, enter):
    clerk, unit = enter(), city.community
    one = grant(clerk, unit, "社区助学金", "5名", "5000元")
    told = {"name": "田小禾", "school": "一小", "guardian": "田奶奶", "amount": "1000"}

    assert "监护人同意" in refused(clerk, f"grants/{one}/children/new/", **told)
    done(clerk, f"grants/{one}/children/new/", **told, consent="on")
    page = look(clerk, f"grants/{one}/")
    assert "田**" in page and "田小禾" not in page and "一小" not in page
    assert "今年已由同一基金资助" in refused(
        clerk, f"grants/{one}/children/new/", **told, consent="on"
    )
    assert enter("grid_worker").get(f"/aid/grants/{one}/children/new/").status_code == 403
