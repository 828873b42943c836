"""M019 问卷调查：设计、发放答卷码，扫码、纸质、Excel、手机收答卷，出比率，公布，进总结。"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.acceptance.ledger_steps import figure as figure_of
from tests.acceptance.rounds_steps import days, draft, said
from youju.kernel.workbook import read_workbook
from youju.kernel.workbook_out import workbook
from youju.portal import challenges

PUBLIC = "/public/320502001000/"


@dataclass(frozen=True)
class Asked:
    """A survey as its pages know it."""

    pk: int
    slug: str
    title: str


QUESTIONS = (
    ("know_city", "您知道我市正在创建文明城市吗？", "single", "知道=100\n听说过=50\n不清楚=0", "know", "on"),
    ("sat_all", "您对本社区的环境卫生满意吗？", "single", "满意=100\n基本满意=100\n不满意=0\n说不清", "satisfied", "on"),
    ("ways", "您从哪里了解创建工作？", "multiple", "公益广告\n社区活动\n其他", "", ""),
    ("words", "您还有什么建议？", "text", "", "", ""),
)  # fmt: skip


@pytest.fixture
def asked(city: Any, enter: Any) -> Asked:
    """A survey of 金桥社区 among 450 residents, each with a code, running since a week: designed,
    planned and opened on its pages."""
    office, title = enter("office"), "金桥社区创建知晓率调查"
    made = post(office, "/surveys/new/", title=title, since=days(-7), by_token="on", weighted="on", recheck="100", least="5")  # fmt: skip
    pk = int(re.search(r"/surveys/(\d+)/", made["Location"])[1])
    for code, text, kind, options, rate, required in QUESTIONS:
        told = {"text": text, "kind": kind, "options": options, "rate": rate, "required": required}
        told |= {"audiences": "residents", "code": code, "most": "2" if kind == "multiple" else ""}
        assert post(office, f"/surveys/{pk}/design/new/", **told).status_code == 302
    plan = {"kind": "community", "number": "1", "each": "450", "audience": "residents", "age_from": "18", "age_to": "65", "months": "6", "seed": "金桥"}  # fmt: skip
    assert post(office, f"/surveys/{pk}/plan/", **plan).status_code == 302
    assert "调查开始了" in said(office.post(f"/surveys/{pk}/open/", follow=True))
    return Asked(pk, slug_of(office, pk), title)


def post(client: Client, url: str, **fields: str) -> Any:
    """Send a form with a fresh key; boxes that are not ticked are left out."""
    return client.post(url, {"key": str(uuid4()), **{k: v for k, v in fields.items() if v}})


def slug_of(client: Client, pk: int) -> str:
    """Return what stands in the public address, as the slips show it."""
    url = f"/surveys/{pk}/slips/"
    at = re.search(r'<option value="(c\d+)"', page(client, url))[1]
    printed = post(client, url, at=at, number="1").content.decode()
    return re.search(r"/public/s/([0-9a-f]+)/", printed)[1]


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def slips(client: Client, survey: Asked, number: int) -> list[str]:
    """Print slips and return the codes on them."""
    url = f"/surveys/{survey.pk}/slips/"
    at = re.search(r'<option value="(c\d+)"', page(client, url))[1]
    printed = client.post(url, {"at": at, "number": number, "key": str(uuid4())})
    assert printed.status_code == 200
    return re.findall(r'class="hash">([^<]+)<', printed.content.decode())


def answer(survey: Asked, code: str = "", **said: Any) -> Any:
    """Answer on the public page as a browser without scripts does."""
    resident, url = Client(), f"/public/s/{survey.slug}/"
    url += f"?t={code}" if code else "?a=residents"
    html = page(resident, url)
    token = re.search(r'name="token" value="([^"]+)"', html)
    if token is None:
        return html
    key = re.search(r'name="key" value="([^"]+)"', html)[1]
    data = {"age": "yes", "lived": "yes", "q_know_city": "o1", "q_sat_all": "o1", **said}
    data |= {"token": token[1], "key": key, "answer": str(challenges.known(token[1]).question.answer)}  # fmt: skip
    return resident.post(url, {**data, "code": code}, follow=True)


def sheet_file(rows: list[list[str]]) -> SimpleUploadedFile:
    heads = ["调查点", "作答日期", "know_city", "sat_all", "ways", "words"]
    return SimpleUploadedFile("答卷.xlsx", workbook("答卷", "答卷", heads, rows))


def test_a_questionnaire_comes_in_on_four_ways_and_its_rates_go_out(city, enter, asked):
    staff, clerk = enter(), enter("unit_user")
    codes = slips(staff, asked, 449)
    assert len(set(codes)) == 449

    # by the code on the slip: once, kindly refused the second time
    assert "谢谢" in said(answer(asked, codes[0]))
    assert "已经用过" in answer(asked, codes[0])
    assert "没有记下您的答案" in said(answer(asked, codes[1], age="no"))
    assert "谢谢" in said(answer(asked, codes[1], q_know_city="o3"))

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
    data = {"version": start["version"], "cell": start["cells"][0]["id"], "answers": {"know_city": ["o1"], "sat_all": ["o1"]}}  # fmt: skip
    act = {"act": "survey_sheet", "key": str(uuid4()), "data": data}
    for _twice in range(2):
        sent = walker.post("/api/v1/acts", json.dumps(act), "application/json")
        assert sent.status_code == 200, sent.content.decode()
    assert "已收443份，还缺7份" in said(staff.get(f"/surveys/{asked.pk}/plan/"))

    # closed: rates by area, facts, a report, the public
    office = enter("office")
    post(office, f"/surveys/{asked.pk}/close/")
    unit, span = city.community, f"{days(-60)}..{days(0)}"
    assert "450份" in figure_of(staff, "surveys.issued", unit, span)
    assert "443份" in figure_of(staff, "surveys.collected", unit, span)
    assert "1次" in figure_of(staff, "surveys.done", unit, span)
    report = draft(staff, unit, "inspection")
    assert "开展问卷调查1次，发放问卷450份，回收443份" in report

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
    refused = answer(asked, q_know_city="o1", unit=str(city.community.pk))
    assert refused.status_code == 422
    assert "请从收到的答卷码进入" in said(refused)
    neighbour = enter("staff", city.next_door)
    assert neighbour.get(f"/surveys/{asked.pk}/paper/").status_code == 404
    leader = enter("leader")
    assert leader.get(f"/surveys/{asked.pk}/paper/").status_code == 403
    assert enter().get(f"/surveys/{asked.pk}/releases/").status_code == 403
    assert "已收0份" in said(enter().get(f"/surveys/{asked.pk}/plan/"))


def test_the_open_link_is_marked_and_does_not_count(city, enter, asked):
    office, settings = enter("office"), f"/surveys/{asked.pk}/settings/"
    told = {
        "title": asked.title,
        "since": days(-7),
        "weighted": "on",
        "recheck": "10",
        "least": "5",
    }
    assert post(office, settings, **told).status_code == 302
    wall = said(enter().get(f"/surveys/{asked.pk}/poster/"))
    assert "手机扫码作答" in wall

    kept = answer(asked, unit=str(city.community.pk), q_sat_all="", q_words="车棚没有灯")
    assert kept.status_code == 422
    assert "车棚没有灯" in kept.content.decode()
    assert "谢谢" in said(answer(asked, unit=str(city.community.pk)))
    assert "公开链接" in said(office.get(f"/surveys/{asked.pk}/answers/"))
    post(office, f"/surveys/{asked.pk}/close/")
    span = f"{days(-60)}..{days(0)}"
    assert "1份" not in figure_of(enter(), "surveys.collected", city.community, span)
