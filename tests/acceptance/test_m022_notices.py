"""M022 整改通知书：下发、按期回复、复查、销号；98 份进入半年总结，每份可查。"""

from __future__ import annotations

import io
import re
from typing import Any
from uuid import uuid4

import docx
from django.test import Client
from django.utils import timezone

from tests.acceptance.reports import number_panel, start, word_text
from youju.kernel.periods import Grain, around

PROBLEM = "主干道暴露垃圾，果皮箱破损"


def issue(client: Client, to: Any, **more: str) -> Any:
    form = {
        "to": to.pk, "problem": PROBLEM, "requirement": "清走垃圾，修复果皮箱", "due_on": "2030-11-30",
        "key": str(uuid4()), **more,
    }  # fmt: skip
    return client.post("/supervision/new/", form)


def test_98_notices_of_a_half_year_reach_the_summary_with_their_trail(city, enter, words):
    office, half = enter("office", city.district), around(timezone.localdate(), Grain.HALF)
    for n in range(1, 99):
        day = half.bounds[0].isoformat()
        answer = issue(office, city.street, number=f"澄督〔2026〕{n}号", issued_on=day)
        assert answer.status_code == 302, n

    report = start(enter("staff", city.district), "半年工作总结", city.district, half.code)

    assert "下发整改通知书98份" in words(office.get(report))
    assert "下发整改通知书98份" in word_text(office, report)
    panel = number_panel(office, report, "98份")
    assert "澄督〔2026〕98号" in panel
    trail = f"/facts/trail/?measure=supervision.notices&unit=320502000000&period={half.code}"
    assert "98份" in words(office.get(trail))


def test_a_notice_is_answered_rechecked_and_struck_off(city, enter, words):
    office, inspector = enter("office", city.district), enter("inspector", city.district)
    street = enter("staff", city.street)
    page = issue(office, city.street, due_on="2030-01-01")["Location"]

    street.post(f"{page}reply/", {"text": "已清走 2 车，换新 4 个", "key": str(uuid4())})
    told = {"passed": "no", "note": "果皮箱未修", "due_on": "2030-02-01", "key": str(uuid4())}
    inspector.post(f"{page}recheck/", told)
    assert "待回复" in words(street.get(page)) and "退回次数1次" in words(street.get(page))
    street.post(f"{page}reply/", {"text": "果皮箱已修", "key": str(uuid4())})
    inspector.post(f"{page}recheck/", {"passed": "yes", "note": "合格", "key": str(uuid4())})

    said = words(office.get(page))
    assert "已销号" in said and "已清走2车" in said and "果皮箱已修" in said
    year = timezone.localdate().year
    figure = office.get(f"/facts/trail/?measure=supervision.struck&unit=320502000000&period={year}")
    assert "1份" in words(figure)


def test_the_paper_has_number_deadline_and_reply_slip(city, enter):
    office = enter("office", city.district)
    page = issue(office, city.street)["Location"]
    notice_id = re.search(r"(\d+)/$", page)[1]

    answer = office.get(f"/documents/notices/{notice_id}/word/")

    read = docx.Document(io.BytesIO(answer.content))
    text = "\n".join(p.text for p in read.paragraphs)
    assert (
        f"澄江区督〔{timezone.localdate().year}〕1号" in text and "2030年11月30日前完成整改" in text
    )
    assert "整改情况回执" in text


def test_who_may_not_send_or_verify_is_refused(city, enter, words):
    office, street = enter("office", city.district), enter("staff", city.street)
    assert issue(enter("leader", city.district), city.street).status_code == 403
    upward = issue(street, city.district)
    assert upward.status_code == 422
    page = issue(office, city.street, due_on="2030-01-01")["Location"]
    office.post(f"{page}reply/", {"text": "代为回复", "key": str(uuid4())})

    own = office.post(f"{page}recheck/", {"passed": "yes", "note": "合格", "key": str(uuid4())})

    assert own.status_code == 403 and "不能复查自己的整改" in words(own)
    assert "待复查" in words(office.get(page))
    stranger = enter("staff", city.elsewhere)
    assert stranger.get(page).status_code == 404
