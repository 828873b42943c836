"""M070a: pairs of volunteers with those who are cared for. M070b: persuasion at crossings and
markets. M070c: helpers who go to homes, service by service."""

from __future__ import annotations

from datetime import timedelta

from tests.acceptance import residents_steps
from tests.acceptance.residents_steps import add_area, home_of, register
from tests.acceptance.volunteer_steps import (
    add_team,
    add_volunteer,
    confirm,
    days,
    done,
    draft,
    enter_volunteer,
    figure,
    look,
    refused,
    send,
    today,
)


def test_a_post_is_planned_stood_at_and_counted(city, enter):
    staff, unit = enter(), city.community
    post = done(staff, "posts/new/", unit=unit.pk, name="金桥路口", kind="crossing", place="金桥路口", since=days(-7))  # fmt: skip
    plan = {"first": days(-2), "last": days(2), "starts": "7:30", "ends": "9:30", "wanted": "2"}
    done(staff, f"posts/{post}/plan/", weekdays=list(range(7)), **plan)
    page = staff.get(f"/volunteers/posts/{post}/").content.decode()
    first = int(page.split("/volunteers/shifts/")[1].split("/")[0])
    _one, volunteer = enter_volunteer(enter, staff, unit, "袁志愿")
    assert "金桥路口" in look(volunteer, "mine/")  # shifts to come are open to sign up for
    coming = int(volunteer.get("/volunteers/mine/").content.decode().split("/sign-up/")[0].rsplit("/", 1)[1])  # fmt: skip
    assert send(volunteer, f"mine/{coming}/sign-up/").status_code == 302
    assert "袁志愿" in look(staff, f"shifts/{coming}/")
    confirm(staff, first, ["袁志愿"], persuaded="17")

    assert "袁志愿" in look(staff, f"posts/{post}/")
    assert "17人次" in figure(staff, "persuaded", unit)
    assert "文明劝导岗1个，上岗1班次，劝导不文明行为17人次" in draft(staff, unit)


def test_a_plan_without_days_is_refused_and_a_leader_plans_none(city, enter):
    staff, unit = enter(), city.community
    post = done(staff, "posts/new/", unit=unit.pk, name="汽车站", kind="station", since=days(0))
    wrong = (today() + timedelta(1)).weekday()
    plan = {"first": days(0), "last": days(0), "starts": "7:30", "ends": "9:30", "wanted": "2"}

    assert "没有选中的星期" in refused(staff, f"posts/{post}/plan/", weekdays=wrong, **plan)
    assert enter("leader").get(f"/volunteers/posts/{post}/plan/").status_code == 403


def a_pair(staff, unit, one, name="王奶奶", **more) -> int:
    told = {"kind": "alone", "since": days(-20), "consent": "on", "service": "每周看望", **more}
    return done(staff, "pairs/new/", unit=unit.pk, volunteer=one, name=name, **told)


def test_a_volunteer_is_paired_and_visits_a_lonely_old_woman(city, enter):
    staff, unit = enter(), city.community
    pair = a_pair(staff, unit, add_volunteer(staff, unit, "袁志愿"), every_days="7")
    assert "王**" in look(staff, "pairs/") and "王奶奶" not in look(staff, f"pairs/{pair}/")
    for n in (3, 1):
        done(staff, f"pairs/{pair}/visit/", on=days(-n), help="talk")

    assert "2次" in look(staff, f"pairs/{pair}/")
    assert "2次" in figure(staff, "pair_visits", unit)
    assert "关爱结对1对，上门服务2次，受助1人" in draft(staff, unit)
    opened = enter("care_officer").post(f"/volunteers/pairs/{pair}/name/", {"reason": "核对名单"})
    assert "王奶奶" in opened.content.decode()
    assert enter("leader").get("/volunteers/pairs/new/").status_code == 403


def test_the_volunteer_sees_whom_to_visit_and_tells_of_the_visit(city, enter):
    staff, unit = enter(), city.community
    one, volunteer = enter_volunteer(enter, staff, unit, "袁志愿")
    pair = a_pair(staff, unit, one, every_days="7")
    other = a_pair(staff, unit, add_volunteer(staff, unit, "别人"), "李爷爷")
    assert "王**" in look(volunteer, "mine/") and "李**" not in look(volunteer, "mine/")

    early = refused(volunteer, f"mine/pairs/{pair}/visit/", on=days(1), help="talk")
    assert "还没有到" in early or "应在结对之后" in early
    done(volunteer, f"mine/pairs/{pair}/visit/", on=days(0), help="hair", note="气色好")
    assert volunteer.get(f"/volunteers/mine/pairs/{other}/visit/").status_code == 404

    assert "1次" in look(staff, f"pairs/{pair}/") and "1次" in figure(staff, "pair_visits", unit)
    assert "上门理发1人次" in draft(staff, unit)
    assert send(volunteer, f"pairs/{pair}/visit/", on=days(0), help="talk").status_code in (
        403,
        404,
    )


def test_the_page_of_a_household_says_which_volunteer_looks_after_it(city, enter):
    staff, unit = enter(), city.community
    wang = register(staff, add_area(staff), "王奶奶")
    home, one = home_of(staff, wang), add_volunteer(staff, unit, "袁志愿")
    part = f"of-household/{home}/"
    assert "还没有志愿者结对" in look(staff, part) and f"with=h{home}" in staff.get(f"/volunteers/{part}").content.decode()  # fmt: skip
    assert f"/volunteers/{part}" in staff.get(f"/residents/households/{home}/").content.decode()

    offered = staff.get(f"/volunteers/pairs/new/?with=p{wang}").content.decode()
    assert f'<option value="p{wang}" selected>' in offered
    told = {"unit": unit.pk, "volunteer": one, "kind": "alone", "since": days(0), "consent": "on"}
    assert "选住户登记里的人" in refused(staff, "pairs/new/", **told)
    pair = done(staff, f"pairs/new/?with=p{wang}", whom=f"p{wang}", **told)

    assert "王**" in look(staff, "pairs/") and "王奶奶" not in look(staff, f"pairs/{pair}/")
    assert "袁志愿王奶奶" in look(staff, part).replace(" ", "")
    assert f"/residents/people/{wang}/" in staff.get(f"/volunteers/pairs/{pair}/").content.decode()


def test_a_pair_by_name_is_joined_to_the_register_later(city, enter):
    staff, unit = enter(), city.community
    wang = register(staff, add_area(staff), "王奶奶")
    residents_steps.done(staff, f"people/{wang}/needs/new/", kind="lonely", since=days(-1))
    pair = a_pair(staff, unit, add_volunteer(staff, unit, "袁志愿"))

    assert "请选择" in look(staff, f"pairs/{pair}/whom/")
    done(staff, f"pairs/{pair}/whom/", whom=f"p{wang}")

    page = staff.get(f"/volunteers/pairs/{pair}/").content.decode()
    assert f"/residents/people/{wang}/" in page and f"pairs/{pair}/name/" not in page
    assert enter("unit_user").get(f"/volunteers/of-household/{home_of(staff, wang)}/").status_code == 404  # fmt: skip


def test_a_pair_without_consent_or_a_visit_before_it_is_refused(city, enter):
    staff, unit = enter(), city.community
    one = add_volunteer(staff, unit, "袁志愿")
    told = {"unit": unit.pk, "volunteer": one, "name": "王奶奶", "kind": "alone", "since": days(0)}
    assert "本人或监护人同意" in refused(staff, "pairs/new/", **told)
    pair = a_pair(staff, unit, one)
    assert "应在结对之后" in refused(staff, f"pairs/{pair}/visit/", on=days(-30), help="talk")


def test_helpers_cut_hair_at_home_for_each_person(city, enter):
    staff, unit = enter(), city.community
    team = add_team(staff, unit, "帮困志愿者队", "helpers", "care")
    one = add_volunteer(staff, unit, "袁师傅")
    for name in ("张大爷", "李奶奶"):
        pair = a_pair(staff, unit, one, name, kind="disabled", team=team)
        done(staff, f"pairs/{pair}/visit/", on=days(-1), help="hair")

    assert "帮困志愿者队" in look(staff, "pairs/")
    assert "上门理发" in look(staff, f"pairs/{pair}/")
    assert "2人次" in figure(staff, "haircuts", unit)
    assert "上门理发2人次" in draft(staff, unit)


def test_a_need_is_asked_given_taken_and_rated(city, enter):
    staff, unit = enter(), city.community
    team = add_team(staff, unit, "帮困志愿者队", "helpers", "care")
    told = {"need": "上门理发", "kind": "care", "wanted_on": days(1), "asker": "王奶奶"}
    order = done(staff, "orders/new/", unit=unit.pk, **told)
    done(staff, f"orders/{order}/give/", team=team)
    assert "待接单" in look(staff, "orders/")
    done(staff, f"orders/{order}/take/")
    assert "写一句情况" in refused(staff, f"orders/{order}/finish/", words=" 　x")
    done(staff, f"orders/{order}/finish/", words="已理发")
    done(staff, f"orders/{order}/rate/", stars="5")

    assert "已评单" in look(staff, f"orders/{order}/")
    assert "居民点单1单，办完1单，满意率100%" in draft(staff, unit)
