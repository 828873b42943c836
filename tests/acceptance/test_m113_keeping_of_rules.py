"""M113 制度执行与作风检查."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_rules_are_checked_by_unit_and_the_three_faults_add_up(city, enter):
    clerk, here = enter(), city.community
    for book in ("工作手册", "廉政制度", "学习制度", "考勤制度"):
        record(clerk, "rule_books", here, "2026-01-05", book=book, rules="20条", checked="2026-01-05")  # fmt: skip

    odd = record(clerk, "rule_checks", here, "2026-03-02", unit_checked="文化馆", rule="考勤制度", way="明查", faults="4", pushed="1", loose="2", selfish="0", fixed="2026-03-10")  # fmt: skip
    record(clerk, "rule_checks", here, "2026-03-03", unit_checked="图书馆", rule="考勤制度", way="明查", faults="0")  # fmt: skip

    assert "相差1，请核对。" in text_of(odd)
    assert "考勤制度" in text_of(clerk.get("/ledgers/rule_books/?mark=overdue"))
    assert "2个" in figure(clerk, "rule_checks.units", here)
    assert "1次" in figure(clerk, "rule_checks.fixed", here)
    told = draft(clerk, here)
    assert "谋私" not in told
    assert "编印制度汇编4本，检查制度执行2次，查出推诿问题1处、松散问题2处" in told


def test_a_check_that_found_nothing_is_told_without_noughts(city, enter):
    clerk, here = enter(), city.community
    record(clerk, "rule_checks", here, "2026-03-02", unit_checked="文化馆", rule="考勤制度", way="明查", faults="0", pushed="0", loose="0", selfish="0")  # fmt: skip

    assert "检查制度执行1次，没有发现推诿、松散、谋私。" in draft(clerk, here)


def test_a_check_without_its_number_and_a_leader_are_refused(city, enter):
    assert record(enter(), "rule_checks", city.community, "2026-03-02", unit_checked="文化馆", rule="考勤").status_code == 422  # fmt: skip
    assert enter("leader").get("/ledgers/rule_checks/new/").status_code == 403
