"""M032 门前三包、四包责任制：签、查、改."""

from __future__ import annotations

from tests.acceptance.rounds_steps import days, done, draft, figure, look, refused


def test_a_shop_signs_is_checked_and_puts_its_fault_right(city, enter):
    staff, unit = enter(), city.community
    told = {"unit": unit.pk, "street": "石井巷", "duties": "three"}
    shop = done(staff, "shops/new/", name="小林理发", owner="店主", **told)
    done(staff, "shops/new/", name="石井巷 14号", **told)
    done(staff, f"shops/{shop}/sign/", on=days(0))
    done(staff, "shops/check/?street=石井巷", day=days(0), failed=shop, **{f"fault_{shop}": "门前有垃圾"})  # fmt: skip

    assert "门前三包" in look(staff, f"shops/{shop}/")
    page = staff.get(f"/patrols/shops/{shop}/").content.decode()
    fault = page.split("/patrols/shop-faults/")[1].split("/")[0]
    done(staff, f"shop-faults/{fault}/corrected/")

    assert "已改" in look(staff, f"shops/{shop}/")
    assert "2家" in figure(staff, "shops", unit)
    assert "1家" in figure(staff, "signed_shops", unit)
    assert "签订门前责任书1家，检查门店2家次，督促改正1处" in draft(staff, unit)


def test_signing_twice_or_ahead_is_refused_and_a_closed_shop_leaves_the_street(city, enter):
    staff, unit = enter(), city.community
    shop = done(staff, "shops/new/", unit=unit.pk, street="石井巷", name="小林理发", duties="four")

    assert "签订日期还没有到" in refused(staff, f"shops/{shop}/sign/", on=days(1))
    done(staff, f"shops/{shop}/sign/", on=days(0))
    assert "已经签过" in refused(staff, f"shops/{shop}/sign/", on=days(0))
    done(staff, f"shops/{shop}/end/", on=days(0))
    assert "这条路上没有门店" in look(staff, "shops/check/?street=石井巷")
    assert "0家" in figure(staff, "signed_shops", unit)
