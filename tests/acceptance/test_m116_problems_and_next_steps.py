"""M116 存在问题与下一步打算、经验做法：未解决的问题一直带进报告。"""

from django.urls import reverse

from tests.acceptance.reports import record, start

PROBLEMS = (
    ("社区办公场所面积不够，设施缺少", "租用自建房，总面积只有 167 平方米"),
    ("自建房楼道乱堆乱放", "房东不缴纳保洁费，内部卫生依靠自觉"),
    ("小区基础设施差，楼道门破旧", "由物管小区变成开放式小区，资金有限"),
)


def test_open_problems_and_next_steps_stand_in_every_report_until_settled(city, enter, words):
    staff = enter("staff")
    for problem, cause in PROBLEMS:
        answer = record(staff, "problems", "2026-1-10", city.community, problem=problem, cause=cause)  # fmt: skip
        assert answer.status_code == 302, answer.content.decode()
    record(staff, "next_steps", "2026-6-20", city.community, step="抓好重点整改", how="争取单位用房作为办公用房")  # fmt: skip

    half = words(staff.get(start(staff, "半年工作总结", city.community, "2026H1")))
    quarter = words(staff.get(start(staff, "季度工作总结", city.community, "2026Q3")))

    for problem, _cause in PROBLEMS:
        assert problem in half
        assert problem in quarter
    assert "抓好重点整改。争取单位用房作为办公用房。" in half


def test_the_count_of_open_problems_is_a_figure_with_its_trail(city, enter, words):
    staff = enter("staff")
    for problem, cause in PROBLEMS:
        record(staff, "problems", "2026-1-10", city.community, problem=problem, cause=cause)

    page = staff.get(reverse("ledgers:ledger", args=["problems"]), {"period": "2026H1"})

    assert page.status_code == 200
    assert "合计3个" in words(page)


def test_methods_that_worked_stand_under_models(city, enter, words):
    staff = enter("staff")
    record(staff, "experience", "2026-5-1", city.community, name="摸清底子，先简单后复杂", method="每项工作前先由网格员摸底", result="疑难问题集中攻克")  # fmt: skip

    said = words(staff.get(start(staff, "半年工作总结", city.community, "2026H1")))

    assert "摸清底子，先简单后复杂。每项工作前先由网格员摸底。疑难问题集中攻克。" in said


def test_a_problem_without_its_cause_is_refused_and_keeps_what_was_typed(city, enter):
    staff = enter("staff")

    answer = record(staff, "problems", "2026-1-10", city.community, problem="楼道门破旧")

    assert answer.status_code == 422
    assert "楼道门破旧" in answer.content.decode()
    assert record(enter("leader"), "problems", "2026-1-10", city.community, problem="甲", cause="乙").status_code == 403  # fmt: skip
