"""M016 “十个一”迎检冲刺清单."""

from __future__ import annotations

import re

from tests.acceptance.ledger_steps import draft, figure, record, text_of

YEAR = "2026"
TEN = (
    "领导小组", "宣传发动", "浓厚氛围", "礼仪培训", "实事好事", "环境整治", "长效机制", "问卷测评", "快速反应机制", "巡访队伍"
)  # fmt: skip


def given_out(city, office, send):
    """Give the ten headings to two communities; return the address of the checklist."""
    sent = send(
        office,
        f"/tasks/checklists/new/?unit={city.street.code}",
        code="ten_ones",
        inspection="2026年国家测评",
        due_on="2026-12-31",
        units=[city.community.pk, city.next_door.pk],
    )
    assert sent.status_code == 302, sent.content.decode()
    return sent["Location"]


def lines_on(page) -> list[str]:
    """Return the addresses at which the headings of a page are told, in their order."""
    return re.findall(r'href="(/tasks/checklists/lines/\d+/mark/)"', page.content.decode())


def test_ten_headings_are_done_once_each_with_evidence_and_reported(city, enter, send):
    clerk, office = enter(), enter("office", city.street)
    record(clerk, "cleanup", city.community, "2026-06-05", action="清理背街小巷", place="柳荫巷", rubbish="50余车")  # fmt: skip
    where = given_out(city, office, send)

    own = clerk.get(where, follow=True)

    assert all(word in text_of(own) for word in TEN)
    assert "清理垃圾50余车" in text_of(own), "what was recorded anyway stands at its heading"
    lines = lines_on(own)
    assert len(lines) == 10
    for url in lines:
        told = send(clerk, url, state="done", note="按要求做完，资料已存。", done_on="2026-11-20")
        assert told.status_code == 302
    assert "已做10条，共10条" in text_of(clerk.get(where, follow=True))
    board = text_of(office.get(where))
    assert "金桥社区" in board and "桃李社区" in board and "10/10" in board and "0/10" in board
    assert "10/20" in text_of(office.get("/tasks/checklists/"))
    assert "10条" in figure(clerk, "work.headings", city.community, YEAR)
    assert "迎检清单完成10条" in draft(clerk, city.community, "year", YEAR)


def test_a_heading_without_a_word_and_a_foreign_checklist_are_refused(city, enter, send):
    clerk, office = enter(), enter("office", city.street)
    where = given_out(city, office, send)
    first = lines_on(clerk.get(where, follow=True))[0]

    silent = send(clerk, first, state="done")

    assert silent.status_code == 422 and "写明怎么做的" in text_of(silent)
    later = send(clerk, first, state="done", note="已成立", done_on="2027-1-1")
    assert later.status_code == 422 and "已成立" in later.content.decode()
    assert send(enter("leader"), first, state="done", note="x").status_code == 403
    assert send(enter("staff", city.next_door), first, state="done", note="x").status_code == 404
    assert enter("office", city.elsewhere).get(where).status_code == 404
    assert send(enter("grid_worker"), "/tasks/checklists/new/", code="ten_ones").status_code == 403
