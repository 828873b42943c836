"""M060 “一帮一”与圆梦: wishes gathered, taken and fulfilled; one-to-one company for elders."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tests.acceptance.aid_steps import day, done, draft, figure, look, refused
from youju.aid import actions
from youju.aid.actions import Wished
from youju.aid.rules.wishes import Group, Helper, Kind
from youju.organisations.models import Membership
from youju.organisations.rules import Role


def gather(clerk, unit, name, **more) -> int:
    told = {"kind": "wish", "group": "old", "wish": "一台收音机", "on": day(-20), **more}
    return done(clerk, "wishes/new/", unit=unit.pk, name=name, **told)


def take(clerk, one, helper, **more) -> None:
    done(clerk, f"wishes/{one}/take/", helper=helper, helper_kind="member", on=day(-15), **more)


def come_true(unit, n: int) -> None:
    """Bring some wishes to their end before anybody opens a page."""
    clerk, now = Membership.objects.get(unit=unit, role=Role.STAFF), timezone.now()
    gathered, taken, came = (date.fromisoformat(day(-back)) for back in (20, 15, 10))
    for one in range(n):
        wished = Wished(Kind.WISH, f"王{one}奶奶", Group.OLD, gathered, "一台收音机")
        made = actions.gather_wish(unit, wished, actor=clerk, now=now)
        how = {"helper": f"党员{one}", "helper_kind": Helper.MEMBER}
        actions.take_wish(made.pk, **how, on=taken, actor=clerk, now=now)
        actions.fulfil_wish(made.pk, on=came, result="收音机已送到家", actor=clerk, now=now)


def test_more_than_twenty_wishes_come_true(city, enter):
    clerk, unit = enter(), city.community
    come_true(unit, 19)
    one = gather(clerk, unit, "王19奶奶")
    take(clerk, one, "党员19")
    done(clerk, f"wishes/{one}/done/", on=day(-10), result="收音机已送到家")

    listed = look(clerk, "wishes/")
    assert "已圆梦20" in listed and "王***" in listed and "王3奶奶" not in listed
    assert "20名" in figure(clerk, "wishes_done", unit)
    assert "征集微心愿20个，圆梦20名" in draft(clerk, unit)
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
