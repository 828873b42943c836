"""M118 季度通报制度：一年四次，通报给人大代表、政协委员、市民代表；意见、答复和下一次的办理情况。"""

from __future__ import annotations

import re
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from tests.acceptance.reports import record, step
from youju.kernel.periods import Grain, around


def quarters():
    """Return the two quarters before this one, the earlier first."""
    last = around(timezone.localdate(), Grain.QUARTER).previous()
    return last.previous(), last


def begun(office, unit, period):
    form = {"unit": unit.pk, "period": period.code, "key": str(uuid4())}
    answer = office.post("/documents/briefings/new/", form)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def report_of(office, page):
    return re.search(r'href="(/documents/\d+/)"', office.get(page).content.decode())[1]


def signed(office, leader, page):
    report = report_of(office, page)
    assert step(office, report, "send").status_code == 302
    assert step(leader, report, "issue").status_code == 302


def test_a_briefing_reaches_fifty_people_and_the_next_says_what_became(city, enter, send, words):
    office, leader = enter("office", city.district), enter("leader", city.district)
    first, second = quarters()
    record(
        enter(),
        "cleanup",
        first.bounds[0].isoformat(),
        city.community,
        action="清洁日",
        place="桂苑",
        rubbish="53车",
    )
    page = begun(office, city.district, first)
    assert "清理垃圾53车" in words(office.get(report_of(office, page)))
    held = {
        "held_on": timezone.localdate().isoformat(),
        "way": "meeting",
        "deputies": "12",
        "members": "8",
        "citizens": "30",
    }

    early = send(office, f"{page}held/", **held)
    assert early.status_code == 422 and "签发以后才能通报" in words(early)
    signed(office, leader, page)
    assert send(office, f"{page}held/", **held).status_code == 302
    assert send(office, page, kind="deputies", text="桂苑东门路灯不亮").status_code == 302
    comment = re.search(r'href="([^"]+/comments/\d+/)"', office.get(page).content.decode())[1]
    send(office, comment, answer="已转建设局", outcome="修复路灯5盏")

    said = words(office.get(page))
    assert "桂苑东门路灯不亮" in said and "修复路灯5盏" in said
    year = timezone.localdate().year
    where = f"&unit={city.district.code}&period={year}"
    assert "50人次" in words(office.get(f"/facts/trail/?measure=briefings.people{where}"))
    assert "1次" in words(office.get(f"/facts/trail/?measure=briefings.held{where}"))
    following = begun(office, city.district, second)
    told = words(office.get(report_of(office, following)))
    assert "人大代表提出：桂苑东门路灯不亮。修复路灯5盏。" in told


def test_a_signed_briefing_is_open_to_all_citizens(city, enter, words, client):
    office, leader = enter("office", city.district), enter("leader", city.district)
    first, _second = quarters()
    day = first.bounds[0].isoformat()
    record(enter(), "cleanup", day, city.community, action="清洁日", place="桂苑", rubbish="53车")
    page = begun(office, city.district, first)
    report = report_of(office, page)
    open_it = reverse("portal:publish", args=["documents.report", int(report.split("/")[2])])
    assert "清理垃圾" not in words(office.get(open_it))
    signed(office, leader, page)
    assert reverse("portal:publishing") in office.get(page).content.decode()

    form = office.get(open_it).context["form"].initial
    assert "清理垃圾53车" in form["words"]
    assert office.post(open_it, {**form, "key": str(uuid4())}).status_code == 302

    shown = client.get(reverse("portal:published", args=[city.district.code]), follow=True)
    assert "季度通报" in words(shown)
    link = re.search(r'href="([^"]+/published/\d+/)"', shown.content.decode())[1]
    assert "清理垃圾53车" in words(client.get(link))
    assert enter("staff").get(open_it).status_code in (403, 404)


def test_one_a_quarter_and_a_leader_writes_none(city, enter, send, words):
    office = enter("office", city.district)
    first, _second = quarters()
    begun(office, city.district, first)

    form = {"unit": city.district.pk, "period": first.code, "key": str(uuid4())}
    again = office.post("/documents/briefings/new/", form)
    assert again.status_code == 422 and "已经建过" in words(again)
    assert send(enter("leader", city.district), "/documents/briefings/new/").status_code == 403
