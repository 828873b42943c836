"""M021b 督查通报：由督查、问题和整改通知书生成，签发一份记一期，8 期进入全年总结。"""

from __future__ import annotations

from uuid import uuid4

from tests.acceptance.reports import number_panel, start, step, word_text


def send_notice(client, unit, problem):
    form = {
        "to": unit.pk, "problem": problem, "requirement": "立即整改", "due_on": "2026-07-01", "issued_on": "2026-06-10",
        "key": str(uuid4()),
    }  # fmt: skip
    return client.post("/supervision/new/", form)


def test_a_bulletin_names_what_is_open_with_numbers_that_lead_back(city, enter, words):
    office, leader = enter("office", city.district), enter("leader", city.district)
    send_notice(office, city.street, "农贸市场摊位占道")
    send_notice(office, city.hospital, "门诊部停车杂乱")
    report = start(office, "督查通报", city.district, "2026-06")

    said = words(office.get(report))

    assert "澄江区2026年6月文明创建督查情况通报" in said
    assert "下发整改通知书2份" in said
    assert "柳荫街道：农贸市场摊位占道，待回复" in said
    assert "门诊部停车杂乱" in number_panel(office, report, "2份（上期无记录）")
    step(office, report, "send")
    step(leader, report, "issue")
    assert "2026年第1期" in words(office.get("/supervision/"))
    assert "未销号的整改通知书" in word_text(leader, report)


def test_eight_issues_reach_the_summary_of_the_year(city, enter, words):
    office, leader = enter("office", city.district), enter("leader", city.district)
    for month in range(1, 9):
        report = start(office, "督查通报", city.district, f"2026-0{month}")
        step(office, report, "send")
        step(leader, report, "issue")

    report = start(office, "年终工作总结", city.district, "2026")

    assert "印发督查通报8期" in words(office.get(report))
    panel = number_panel(office, report, "8期")
    assert "督查情况通报（2026年第8期）" in panel


def test_its_writer_does_not_issue_it(city, enter):
    office = enter("office", city.district)
    report = start(office, "督查通报", city.district, "2026-06")
    step(office, report, "send")

    assert step(office, report, "issue").status_code == 403
