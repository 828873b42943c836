"""M078 身边好人: monthly, sent up to the city and the nation; 推荐 6 名, 1 chosen; 推报 17 人."""

from __future__ import annotations

from django.test import Client

from tests.acceptance import honours_steps as steps
from tests.acceptance.honours_steps import done, judge, nominate, refused, said, tell
from tests.acceptance.rounds_steps import days, draft


def test_six_are_recommended_one_is_chosen_and_seventeen_sent_up(city, enter):
    office, clerk = enter("office", city.street), enter()
    at = steps.start(office, "good_people", "11月身边好人", "street", seats_helpful="20")
    six = [nominate(clerk, at, city.community, f"好人{n}", "helpful") for n in range(6)]
    for one in six:
        judge(office, one)
    steps.advance(office, at)
    steps.advance(office, at)
    url = steps.slug_of(office, at)
    comment = tell(f"{url}{six[0]}/", kind="comment", words="我住对门，亲眼见他送菜")
    assert "收到了" in said(comment)
    assert "我住对门" in said(office.get(f"/honours/nominations/{six[0]}/"))
    assert "我住对门" not in said(Client().get(url))

    more = steps.start(office, "good_people", "12月身边好人", "street", seats_helpful="20")
    rest = [nominate(clerk, more, city.community, f"新人{n}", "helpful") for n in range(11)]
    for one in rest:
        judge(office, one)
    for one in [*six, *rest]:
        done(office, f"nominations/{one}/refer/", level="city", to="市文明办", on=days(0))
    done(office, f"nominations/{six[0]}/refer/", level="nation", to="中国文明网", on=days(0))
    page = office.get(f"/honours/nominations/{six[0]}/").content.decode()
    first = int(page.split("/honours/referrals/")[1].split("/")[0])
    done(office, f"referrals/{first}/", listed="yes", award="市级好人", on=days(0))

    words = draft(office, city.street)
    assert "推荐身边好人17名，推报17人，上榜1人" in words
    assert "推荐身边好人17名" in draft(clerk, city.community)


def test_nobody_is_sent_up_to_a_lower_level_or_by_whoever_may_not(city, enter):
    office = enter("office", city.street)
    at = steps.start(office, "good_people", "11月身边好人", "street")
    one = nominate(enter(), at, city.community, "周正明", "helpful")
    judge(office, one)

    low = refused(office, f"nominations/{one}/refer/", level="street", to="街道", on=days(0))
    assert "要高于这次评选的级别" in low
    denied = steps.send(enter(), f"nominations/{one}/refer/", level="city", to="市", on=days(0))
    assert denied.status_code == 403
