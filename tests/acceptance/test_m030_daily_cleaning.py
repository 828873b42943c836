"""M030 日常保洁与长效机制."""

from __future__ import annotations

from tests.acceptance.rounds_steps import days, done, draft, figure, look, refused


def test_an_area_has_its_cleaner_standard_shifts_and_faults(city, enter):
    staff, unit = enter(), city.community
    told = {"standard": "每日两扫，垃圾日产日清", "shifts": "6:00—10:00"}
    area = done(staff, "cleaning/new/", unit=unit.pk, name="桂苑小区", company="洁安保洁", since=days(-30), **told)  # fmt: skip
    done(staff, f"cleaning/{area}/check/", day=days(0), score="88", fault="垃圾没有清")

    assert "洁安保洁6:00—10:00" in look(staff, "cleaning/")
    assert "垃圾没有清" in look(staff, f"cleaning/{area}/")
    check = staff.get(f"/patrols/cleaning/{area}/").content.decode().split("/patrols/area-checks/")[1].split("/")[0]  # fmt: skip
    done(staff, f"area-checks/{check}/corrected/")
    assert "已改" in look(staff, f"cleaning/{area}/")
    assert "1处" in figure(staff, "area_faults", unit)
    assert "落实保洁责任区1个，开展保洁检查1次" in draft(staff, unit)


def test_where_the_property_firm_fails_the_area_is_handed_over(city, enter):
    staff, unit = enter(), city.community
    area = done(staff, "cleaning/new/", unit=unit.pk, name="桂苑小区", company="某物业", since=days(-30))  # fmt: skip

    done(staff, f"cleaning/{area}/end/", on=days(0))
    done(staff, "cleaning/new/", unit=unit.pk, name="桂苑小区", company="市环卫处", since=days(0))

    assert "1个" in figure(staff, "areas", unit)
    nobody = refused(staff, "cleaning/new/", unit=unit.pk, name="石井巷", since=days(0))
    assert "写保洁员，或写保洁公司" in nobody
