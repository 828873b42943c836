"""M019 问卷调查：设计、发放答卷码，扫码、纸质、Excel、手机收答卷，出比率，公布，进总结。"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.acceptance.ledger_steps import figure as figure_of
from tests.acceptance.rounds_steps import days, draft, said
from youju.kernel.workbook import read_workbook
from youju.kernel.workbook_out import workbook
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.portal import challenges
from youju.surveys import actions
from youju.surveys.actions.plans import Wanted
from youju.surveys.actions.surveys import Wording
from youju.surveys.models import Survey
from youju.surveys.queries import current_version, plan_progress
from youju.surveys.rules.plan import Criteria
from youju.surveys.tests.world import FORM

PUBLIC = "/public/320502001000/"


@pytest.fixture
def asked(city: Any) -> Survey:
    """A survey of 金桥社区 among 450 residents, each with a code, running since a week."""
    staff = make_member(city.community, Role.STAFF, "designer")
    how = {"actor": staff, "now": timezone.now()}
    told = Wording("金桥社区创建知晓率调查", since=timezone.localdate() - timedelta(7), by_token=True, recheck=100)  # fmt: skip
    made = actions.make_survey(city.community, told, form=FORM, key=uuid4(), **how)
    cell = [Wanted(city.community, 450)]
    actions.set_cells(made.pk, cell, criteria=Criteria(), key=uuid4(), **how)
    return actions.open_survey(made.pk, key=uuid4(), **how)


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def slips(client: Client, survey: Survey, number: int) -> list[str]:
    """Print slips and return the codes on them."""
    url = f"/surveys/{survey.pk}/slips/"
    at = re.search(r'<option value="(c\d+)"', page(client, url))[1]
    printed = client.post(url, {"at": at, "number": number, "key": str(uuid4())})
    assert printed.status_code == 200
    return re.findall(r'class="hash">([^<]+)<', printed.content.decode())


def answer(survey: Survey, code: str = "", **said: Any) -> Any:
    """Answer on the public page as a browser without scripts does."""
    resident, url = Client(), f"/public/s/{survey.slug}/"
    url += f"?t={code}" if code else "?a=residents"
    html = page(resident, url)
    token = re.search(r'name="token" value="([^"]+)"', html)
    if token is None:
        return html
    key = re.search(r'name="key" value="([^"]+)"', html)[1]
    data = {"age": "yes", "lived": "yes", "q_know_city": "yes", "q_sat_all": "good", **said}
    data |= {"token": token[1], "key": key, "answer": str(challenges.known(token[1]).question.answer)}  # fmt: skip
    return resident.post(url, {**data, "code": code}, follow=True)


def sheet_file(rows: list[list[str]]) -> SimpleUploadedFile:
    heads = ["调查点", "作答日期", "know_city", "sat_all", "ways", "words"]
    return SimpleUploadedFile("答卷.xlsx", workbook("答卷", "答卷", heads, rows))


def test_a_questionnaire_comes_in_on_four_ways_and_its_rates_go_out(city, enter, asked):
    staff, clerk = enter(), enter("unit_user")
    codes = slips(staff, asked, 450)
    assert len(set(codes)) == 450

    # by the code on the slip: once, kindly refused the second time
    assert "谢谢" in said(answer(asked, codes[0]))
    assert "已经用过" in answer(asked, codes[0])
    assert "没有记下您的答案" in said(answer(asked, codes[1], age="no"))
    assert "谢谢" in said(answer(asked, codes[1], q_know_city="no"))

    # on paper, by number keys; an unknown key is refused at its question
    url = f"/surveys/{asked.pk}/paper/"
    row = {"on": days(0), "q_know_city": "1", "q_sat_all": "3", "q_ways": "12", "q_words": ""}
    typed = staff.post(url, {**row, "key": str(uuid4())}, follow=True)
    assert "第1份" in said(typed)
    wrong = staff.post(url, {**row, "q_know_city": "7", "key": str(uuid4())})
    assert wrong.status_code == 422
    assert "没有选项“7”" in said(wrong)
    assert 'value="12"' in wrong.content.decode()
    staff.post(url, {**row, "key": str(uuid4())})
    undone = re.search(r'action="(/surveys/paper/\d+/undo/)"', page(staff, url))[1]
    assert "已撤回第2份" in said(staff.post(undone, {"key": str(uuid4())}, follow=True))

    # typed again by another clerk, who differs
    checks = page(clerk, f"/surveys/{asked.pk}/paper/checks/")
    again = re.search(r'href="(/surveys/paper/\d+/check/)"', checks)[1]
    differs = clerk.post(again, {**row, "q_know_city": "2", "key": str(uuid4())}, follow=True)
    assert "1知道" in said(differs)
    assert "2听说过" in said(differs)
    settle = re.search(r'action="([^"]+/settle/)"', differs.content.decode())[1]
    clerk.post(settle, {"which": "first", "key": str(uuid4())})

    # from Excel, row by row
    rows = [["金桥社区", days(0), "1", "1", "13", ""] for _ in range(439)]
    rows += [["金桥社区", days(0), "9", "1", "", ""], ["无此社区", "", "1", "1", "", ""]]
    file = sheet_file(rows)
    told = staff.post(f"{url}sheets/", {"file": file})
    assert "导入439份，没有导入2行" in said(told)
    assert "没有选项“9”" in said(told)
    held = re.search(r'name="told" value="([^"]+)"', told.content.decode())[1]
    back = read_workbook(staff.post(f"{url}sheets/rejected/", {"told": held}).content, 10)[0][1]
    assert [one[0] for one in back[2:]] == ["金桥社区", "无此社区"]
    assert "没有选项" in back[2][-1]

    # at a door, by the phone
    walker = enter("grid_worker")
    start = walker.get("/api/v1/phone/start").json()["surveys"][0]
    data = {"version": start["version"], "cell": start["cells"][0]["id"], "answers": {"know_city": ["yes"], "sat_all": ["good"]}}  # fmt: skip
    act = {"act": "survey_sheet", "key": str(uuid4()), "data": data}
    for _twice in range(2):
        sent = walker.post("/api/v1/acts", json.dumps(act), "application/json")
        assert sent.status_code == 200, sent.content.decode()
    assert plan_progress(asked).cells[0].count.done == 443

    # closed: rates by area, facts, a report, the public
    how = {"actor": make_member(city.community, Role.OFFICE, "closer"), "now": timezone.now()}
    actions.close_survey(asked.pk, key=uuid4(), **how)
    unit, span = city.community, f"{days(-60)}..{days(0)}"
    assert "450份" in figure_of(staff, "surveys.issued", unit, span)
    assert "443份" in figure_of(staff, "surveys.collected", unit, span)
    assert "1次" in figure_of(staff, "surveys.done", unit, span)
    report = draft(staff, unit, "inspection")
    assert "开展问卷调查1次，发放问卷450份，回收443份" in report

    office = enter("office")
    url = f"/surveys/{asked.pk}/releases/"
    assert office.post(url, {"questions": ["know_city"], "key": str(uuid4())}).status_code == 302
    shown = page(Client(), f"{PUBLIC}surveys/{asked.slug}/")
    assert "443 人回答了这道题" in shown
    assert "环境卫生满意" not in shown
    assert asked.title in page(Client(), PUBLIC)
    taken = re.search(r'action="([^"]+/withdraw/)"', page(office, url))[1]
    office.post(taken, {"key": str(uuid4())})
    assert Client().get(f"{PUBLIC}surveys/{asked.slug}/").status_code == 404


def test_nobody_answers_without_a_code_and_others_do_not_type_or_publish(city, enter, asked):
    refused = answer(asked, q_know_city="yes", unit=str(city.community.pk))
    assert refused.status_code == 422
    assert "请从收到的答卷码进入" in said(refused)
    neighbour = enter("staff", city.next_door)
    assert neighbour.get(f"/surveys/{asked.pk}/paper/").status_code == 404
    leader = enter("leader")
    assert leader.get(f"/surveys/{asked.pk}/paper/").status_code == 403
    assert enter().get(f"/surveys/{asked.pk}/releases/").status_code == 403
    assert current_version(asked).survey.sheets.count() == 0


def test_the_open_link_is_marked_and_does_not_count(city, enter, asked):
    how = {"actor": make_member(city.community, Role.OFFICE), "now": timezone.now()}
    told = Wording(asked.title, since=asked.since)
    actions.change_survey(asked.pk, told, key=uuid4(), **how)
    asked.refresh_from_db()
    wall = said(enter().get(f"/surveys/{asked.pk}/poster/"))
    assert "手机扫码作答" in wall

    kept = answer(asked, unit=str(city.community.pk), q_sat_all="", q_words="车棚没有灯")
    assert kept.status_code == 422
    assert "车棚没有灯" in kept.content.decode()
    assert "谢谢" in said(answer(asked, unit=str(city.community.pk)))
    assert asked.sheets.get().channel == "open"
    actions.close_survey(asked.pk, key=uuid4(), **how)
    span = f"{days(-60)}..{days(0)}"
    assert "1份" not in figure_of(enter(), "surveys.collected", city.community, span)
