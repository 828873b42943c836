"""M060 “一帮一”与圆梦: wishes gathered, taken and fulfilled; one-to-one company for elders."""

from __future__ import annotations

from tests.acceptance.aid_steps import day, done, draft, figure, look, refused


def gather(clerk, unit, name, **more) -> int:
    told = {"kind": "wish", "group": "old", "wish": "一台收音机", "on": day(-20), **more}
    return done(clerk, "wishes/new/", unit=unit.pk, name=name, **told)


def take(clerk, one, helper, **more) -> None:
    done(clerk, f"wishes/{one}/take/", helper=helper, helper_kind="member", on=day(-15), **more)


def test_more_than_twenty_wishes_come_true(city, enter):
    clerk, unit = enter(), city.community
    for n in range(20):
        one = gather(clerk, unit, f"王{n}奶奶")
        take(clerk, one, f"党员{n}")
        done(clerk, f"wishes/{one}/done/", on=day(-10), result="收音机已送到家")

    listed = look(clerk, "wishes/")
    assert "已圆梦20" in listed and "王***" in listed and "王3奶奶" not in listed
    assert "20名" in figure(clerk, "wishes_done", unit)
    assert "征集微心愿20个，帮助20名群众圆梦" in draft(clerk, unit)
    name = enter("care_officer").post(f"/aid/open/wish/{one}/person/", {"reason": "上门核对"})
    assert "王19奶奶" in name.content.decode()


def test_each_member_invites_one_elder_for_the_new_year(city, enter):
    clerk, unit = enter(), city.community
    told = {"kind": "company", "group": "wubao", "wish": "", "occasion": "2026年春节"}
    first, second = gather(clerk, unit, "五保甲", **told), gather(clerk, unit, "五保乙", **told)
    take(clerk, first, "李党员")

    again = {"helper": "李党员", "helper_kind": "member", "on": day(-15)}
    assert "已经一帮一陪伴一位老人" in refused(clerk, f"wishes/{second}/take/", **again)
    done(clerk, f"wishes/{first}/done/", on=day(-10), result="请到家里吃团年饭")
    assert "不足5名" in figure(clerk, "companions", unit)
    assert "不能办这一步" in refused(clerk, f"wishes/{first}/take/", **again)


def test_a_childs_wish_needs_the_guardian_and_a_wish_may_be_given_back(city, enter):
    clerk, unit = enter(), city.community
    told = {
        "unit": unit.pk,
        "kind": "wish",
        "group": "child",
        "name": "小禾",
        "wish": "书包",
        "on": day(),
    }
    assert "监护人同意" in refused(clerk, "wishes/new/", **told)
    one = gather(clerk, unit, "小禾", group="child", consent="on")
    take(clerk, one, "王党员")
    done(clerk, f"wishes/{one}/release/")
    assert "待认领" in look(clerk, f"wishes/{one}/")
    done(clerk, f"wishes/{one}/drop/")
    assert "已撤下" in look(clerk, f"wishes/{one}/")
