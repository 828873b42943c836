"""M028 疑难问题、联合协调、逐级上报求助: they stay on the list from report to report until solved."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.acceptance.case_steps import act, report, seen
from tests.acceptance.ledger_steps import draft, figure, text_of

WHY = {"why": "money", "plan": "列入明年老旧小区改造，先做临时围挡", "needs": "街道"}


def review_on() -> str:
    return (timezone.localdate() + timedelta(days=60)).isoformat()


def test_a_hard_case_stays_on_the_list_and_in_the_reports_until_it_is_solved(city, enter):
    clerk = enter()
    case = report(clerk, city.community, "s0610", "1号楼下水道")
    act(clerk, case, "file")
    marked = text_of(act(clerk, case, "mark_hard", **WHY, review_on=review_on()))

    assert "已挂账，列入疑难问题" in marked
    page = seen(clerk, "/cases/hard/")
    assert "挂账1件" in page and "列入明年老旧小区改造" in page and "街道" in page
    told = draft(clerk, city.community, period="2026H2")
    assert "1号楼下水道" in told and "列入明年老旧小区改造" in told
    assert "1个" in figure(clerk, "cases.hard", city.community, "2026")
    act(clerk, case, "review_hard", note="资金已列入预算", review_on=review_on())
    act(clerk, case, "dispatch", owner_unit=city.hospital.pk)
    act(enter("unit_user", city.hospital), case, "rectify", note="已改造完工")
    act(clerk, case, "pass")
    page = seen(clerk, "/cases/hard/")
    assert "挂账0件" in page and "本期解决1件" in page
    assert "1个" in figure(clerk, "cases.hard_solved", city.community, "2026")


def test_a_review_is_due_within_half_a_year_and_what_was_typed_stays(city, enter):
    clerk = enter()
    case = report(clerk, city.community, "s0610", "1号楼")
    act(clerk, case, "file")

    refused = act(clerk, case, "mark_hard", **WHY, review_on="2036-1-1")

    assert refused.status_code == 422
    assert "回看日期在今天之后、半年之内" in text_of(refused)
    assert "先做临时围挡" in text_of(refused)


def test_several_units_handle_a_hard_point_together(city, enter):
    clerk, helper = enter(), enter("unit_user", city.hospital)
    case = report(clerk, city.community, "s0610", "河堤")
    act(clerk, case, "file")
    lead, partner = city.next_door, city.hospital

    act(clerk, case, "dispatch", owner_unit=lead.pk, helpers=partner.short_name)

    assert f"配合{partner.short_name}" in seen(clerk, case)
    assert "河堤" in seen(helper, "/cases/")
    done = text_of(act(helper, case, "rectify", note="三方到场，已处理"))
    assert "已反馈，待复核" in done


def test_a_problem_is_raised_to_a_higher_office_and_its_answer_followed(city, enter):
    clerk, street = enter(), enter("office", city.street)
    case = report(clerk, city.community, "s0610", "污水管")
    act(clerk, case, "file")
    told = {"to": city.street.pk, "paper": "金社〔2026〕12号", "reason": "请安排改造资金"}

    raised = text_of(act(clerk, case, "raise", **told))
    asked = street.get("/cases/hard/").content.decode()
    assert "待答复求助" in text_of(street.get("/arrivals/"))
    answer_url = f"/cases/answers/{asked.partition('/cases/answers/')[2].partition('/')[0]}/"
    street.post(answer_url, {"key": "01900000-0000-7000-8000-000000000028", "granted": "yes", "answer": "街道出资八成"})  # fmt: skip

    assert "已上报，等答复" in raised and "金社〔2026〕12号" in raised
    assert "待答复求助" not in text_of(street.get("/arrivals/"))
    assert "街道出资八成" in seen(clerk, case)
    assert "1件" in figure(clerk, "cases.answered", city.community, "2026")
