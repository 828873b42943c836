"""M025a 巡访队伍，M025b 居民来访接待，M025c 意见建议和居民上报。"""

from __future__ import annotations

import html
import re
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.acceptance.ledger_steps import figure as figure_page
from tests.acceptance.ledger_steps import text_of
from tests.acceptance.rounds_steps import add_place, days, done, draft, figure, look, refused, visit
from youju.cases.queries import Case
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.portal import challenges
from youju.portal.queries import Report
from youju.portal.tests.factories import closed


def test_residents_go_round_and_what_they_hear_feeds_the_work(city, enter):
    staff, unit = enter(), city.community
    estate = add_place(staff, unit, "estate", "桂苑小区")
    square = add_place(staff, unit, "square", "柳荫广场")
    team = done(staff, "teams/new/", unit=unit.pk, kind="residents", name="热心居民巡访队", people=12, since=days(-60))  # fmt: skip
    done(staff, "routes/new/", unit=unit.pk, name="巡访线", places=[estate, square])
    made = visit(staff, estate, purpose="residents", team=team, people="6", opinions="车棚没有灯\n宠物粪便没人清")  # fmt: skip

    assert "车棚没有灯" in look(staff, f"visits/{made}/")
    assert "桂苑小区→柳荫广场" in look(staff, "routes/")
    assert "6人次" in look(staff, f"teams/{team}/")
    assert "1支" in figure(staff, "residents_teams", unit)
    assert "6人次" in figure(staff, "residents_people", unit)
    assert "2条" in figure(staff, "opinions", unit)
    told = draft(staff, unit)
    assert "建有居民巡访队伍1支，巡访1次，听取居民意见2条" in told
    assert "巡访队伍1支" in draft(staff, unit, "inspection")


def test_receptions_and_suggestions_are_answered_or_become_problems(city, enter):
    staff, unit = enter(), city.community
    told = {"unit": unit.pk, "heard_on": days(0), "people": 3}
    came = done(
        staff, "opinions/new/", source="reception", text="施工扰民", about="旧城改造", **told
    )
    asked = done(
        staff, "opinions/new/", source="chat", text="楼道灯不亮", place="桂苑 5号楼", **told
    )
    done(staff, f"opinions/{came}/", answer="已协调，夜间停工")
    done(staff, f"opinions/{asked}/report/")

    assert "已协调，夜间停工" in look(staff, f"opinions/{came}/")
    assert "问题" in look(staff, f"opinions/{asked}/")
    assert "施工扰民" not in look(staff, "opinions/?source=open")
    assert "1次" in figure(staff, "receptions", unit)
    assert "3人次" in figure(staff, "visitors", unit)
    assert "接待来访1次，答复1条" in draft(staff, unit)


def test_receptions_of_every_day_stand_on_the_page_of_the_works_they_are_about(city, enter, send):
    clerk, unit = enter(), city.community
    works = {
        "title": "四工区改造",
        "owner_unit": unit.pk,
        "starts_on": days(-9),
        "due_on": days(30),
    }
    made = send(clerk, f"/tasks/projects/new/?kind=renovation&unit={unit.code}", **works)
    project = clerk.get(made["Location"]).content.decode()
    part = html.unescape(re.search(r'hx-get="(/patrols/opinions/about/[^"]+)"', project)[1])
    new = re.search(r'href="(/patrols/opinions/new/[^"]+)"', clerk.get(part).content.decode())[1]
    assert 'value="四工区改造"' in clerk.get(html.unescape(new)).content.decode()
    told = {"unit": unit.pk, "source": "reception", "about": "四工区改造", "people": 2}
    for back in (0, -1, -2, -40):  # weekends too; what lies too far back counts in no month
        done(clerk, "opinions/new/", text="夜里施工太吵", heard_on=days(back), **told)
    done(clerk, "opinions/new/", text="花坛留着", heard_on=days(0), answer="改了图纸", **told)

    assert "5条，没有答复4条，近30天有3天接待" in text_of(clerk.get(part))
    assert "夜里施工太吵" in text_of(clerk.get(part)) and "花坛留着" in text_of(clerk.get(part))
    assert "夜里施工太吵" not in text_of(enter("staff", city.next_door).get(part))
    assert "记来访" not in text_of(enter("leader").get(part))
    assert enter("sysadmin").get(part).status_code == 403


def test_an_opinion_without_words_or_ahead_of_its_day_is_refused(city, enter):
    staff = enter()
    told = {"unit": city.community.pk, "source": "box", "people": 1}

    refused(staff, "opinions/new/", heard_on=days(0), text="", **told)
    assert "日期还没有到" in refused(staff, "opinions/new/", heard_on=days(2), text="甲", **told)


SITE = "/public/320502001000/"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    backend["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": backend}


def fill(resident: Client, page: str, **said: str):
    """Fill a public form as a browser without scripts does: read the page, do the sum, send."""
    html = resident.get(SITE + page).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', html)[1]
    key = re.search(r'name="key" value="([^"]+)"', html)[1]
    answer = str(challenges.known(token).question.answer)
    data = {"token": token, "key": key, "answer": answer, **said}
    return resident.post(SITE + page, data, follow=True)


def reported(resident: Client, **changed: str):
    said = {
        "kind": "s0101",
        "where": "金桥路 12号楼北侧",
        "words": "三天没人清，我是邢建国",
        "phone": "13905120077",
    }
    return fill(resident, "report/", **said | {"name": "邢建国"} | changed)


def test_a_residents_report_is_traced_from_the_phone_to_the_figure(city, enter, send):
    resident = Client()

    told = reported(resident, community=str(city.community.pk))

    link = told.redirect_chain[-1][0]
    assert "已经收到，等待受理" in text_of(told)
    number, code = re.fullmatch(r"/public/progress/([\d-]+)/(\w+)/", link).groups()
    found = resident.post(
        "/public/progress/", {"number": number, "code": code.lower()}, follow=True
    )
    assert "已经收到" in text_of(found)
    clerk = enter()
    year = str(timezone.localdate().year)
    trail = figure_page(clerk, "cases.from_resident", city.community, year)
    title = Case.objects.get().title.replace(" ", "")
    assert "合计1件" in trail and title in trail

    staff, street = (
        make_member(unit, role, f"m025-{role}")
        for unit, role in ((city.community, Role.STAFF), (city.street, Role.OFFICE))
    )
    closed(Report.objects.get(), street, staff, street, timezone.now())
    queue = clerk.get("/public/moderation/?show=all").content.decode()
    page = re.search(r"/public/moderation/\d+/", queue)[0]
    assert "我是（已隐去）" in text_of(clerk.get(page))
    send(clerk, page, decision="shown", words="垃圾三天没有人清")
    send(clerk, f"{page}answer/", answer="已清运两车，增设垃圾桶一个。")

    answered = text_of(resident.get(link))
    assert "已经办结" in answered and "已清运两车" in answered
    listed = resident.get(f"{SITE}problems/").content.decode()
    problem = re.search(r"/public/problems/[\w-]+/", listed)[0]
    shown = text_of(resident.get(problem))
    assert "垃圾三天没有人清" in shown
    assert "邢建国" not in shown and "13905120077" not in shown and "12号楼" not in shown
    again = resident.post(
        f"{link}fixed/", {"fixed": "no", "reason": "第二天又满了", "key": str(uuid4())}, follow=True
    )
    assert "您说没有解决，已经重新办理" in text_of(again)


def test_a_suggestion_is_answered_and_whoever_sent_it_reads_the_answer(city, enter, send):
    resident = Client()

    told = fill(resident, "opinion/", kind="suggestion", words="公示栏的字再大一点")

    link = told.redirect_chain[-1][0]
    assert "意见已经收到" in text_of(told)
    office = enter("office", city.street)
    page = re.search(r"/public/opinions/\d+/", office.get("/public/opinions/").content.decode())[0]
    send(office, page, answer="下月换成大字版。")
    assert "下月换成大字版" in text_of(resident.get(link))
    assert enter("staff").get(page).status_code == 403


def test_nobody_reports_nowhere_or_looks_up_what_is_another_s(city):
    resident = Client()

    refused = reported(resident, where="")

    assert refused.status_code == 422 and "写明地点，或在图上点出位置" in text_of(refused)
    assert not Case.objects.exists()
    wrong = resident.post("/public/progress/", {"number": "261125-000001", "code": "0" * 12})
    assert wrong.status_code == 422 and "编号和查询码对不上" in text_of(wrong)
