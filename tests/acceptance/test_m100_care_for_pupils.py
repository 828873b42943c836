"""M100 关爱助学与流浪儿童救助: help for poor pupils by funds and agencies; street children."""

from __future__ import annotations

from tests.acceptance.aid_steps import day, done, draft, figure, look, refused


def grant(clerk, unit, fund, help, pupils, **more) -> int:
    told = {"help": help, "on": day(-9), "pupils": pupils, **more}
    return done(clerk, "grants/new/", unit=unit.pk, fund=fund, **told)


def test_agencies_help_pupils_in_several_ways(city, enter):
    office = enter("office", city.district)
    grant(
        office,
        city.district,
        "启明助学基金",
        "school",
        "203人",
        amount="6.5万余元",
        agency="县妇联",
    )
    grant(office, city.district, "春蕾计划", "school", "200多名", amount="6万元", agency="县妇联")
    exam = grant(
        office, city.district, "爱心助考", "exam", "300名", goods="爱心车送考", agency="团县委"
    )
    grant(office, city.district, "绿色电脑进西部", "computer", "60名", goods="电脑", pieces="30台")

    listed = look(office, "grants/")
    assert "绿色电脑" in listed and "203名6.5万余元" in listed
    assert "团县委" in look(office, f"grants/{exam}/")
    assert "763" in figure(office, "pupils", city.district)
    assert "12.5万余元" in figure(office, "granted", city.district)
    assert "助学救助资金" in draft(office, city.district)


def test_street_children_are_helped_and_told_as_few(city, enter):
    clerk, unit = enter(), city.community
    one = grant(clerk, unit, "救助管理站", "street", "2人", goods="护送返家", agency="区民政局")
    told = {"name": "小石头", "guardian": "救助站经办人", "consent": "on"}
    done(clerk, f"grants/{one}/children/new/", **told)

    assert "小石头" not in look(clerk, f"grants/{one}/")
    assert "不足5人" in figure(clerk, "street", unit) and "救助流浪儿童" in draft(clerk, unit)
    done(clerk, f"grants/{one}/children/new/", **told | {"name": "小树"})
    assert "已经够2人" in refused(clerk, f"grants/{one}/children/new/", **told | {"name": "小草"})
    nothing = {"unit": unit.pk, "fund": "甲", "help": "street", "on": day(), "pupils": "多名"}
    assert refused(clerk, "grants/new/", **nothing)
