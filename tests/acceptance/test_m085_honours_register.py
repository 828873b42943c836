"""M085 荣誉称号台账: 数十项, double entries marked."""

from __future__ import annotations

from tests.acceptance.honours_steps import look, said
from tests.acceptance.ledger_steps import draft, figure, record


def honour(client, city, title: str, when: str, level: str = "市级") -> None:
    answer = record(client, "honours", city.community, when, honour=title, given_by="市文明委", level=level)  # fmt: skip
    assert answer.status_code == 200, said(answer)


def test_honours_are_listed_and_what_stands_there_twice_is_found(city, enter):
    clerk = enter()
    for n in range(24):
        honour(clerk, city, f"第{n + 1}项先进", f"2026-0{n % 6 + 1}-05")
    honour(clerk, city, "“文明社区”", "2026-03-05")
    honour(clerk, city, "文明 社区", "2026-05-20")
    honour(clerk, city, "文明社区", "2026-05-20", "省级")

    assert "27项" in figure(clerk, "honours.entries", city.community)
    page = look(clerk, "doubles/")
    assert "记了2次" in page and "“文明社区”" in page and "文明社区" in page
    assert "第1项先进" not in page and page.count("市文明委") == 2
    assert "获得各类荣誉27项" in draft(clerk, city.community)
    assert "没有重复的荣誉" in look(enter("staff", city.next_door), "doubles/")


def test_a_title_held_three_terms_running_is_told_so(city, enter):
    clerk = enter()
    told = {"honour": "文明单位", "given_by": "省文明委", "level": "省级", "terms": "3届"}
    record(clerk, "honours", city.community, "2026-03-05", **told)

    assert "获得各类荣誉1项，连续获评3届" in draft(clerk, city.community)


def test_an_honour_without_its_level_is_refused(city, enter):
    refused = record(
        enter(), "honours", city.community, "2026-03-05", honour="文明社区", given_by="市"
    )

    assert refused.status_code == 422
    assert enter("sysadmin").get("/honours/doubles/").status_code == 403
