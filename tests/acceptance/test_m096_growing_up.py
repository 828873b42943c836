"""M096 幸福成长工程（一房五室）、心理健康教师."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of

ROOMS = ["洗衣房", "心语室", "卫生健康室", "活动室", "亲情联系室", "阅览室"]


def test_a_school_is_held_against_the_set_of_rooms_and_staff(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "growth_schools", here, "2026-02-20", school="石桥小学", rooms=ROOMS, wardens="2", helpers="2", boarders="180人", meals="是")  # fmt: skip
    short = record(clerk, "growth_schools", here, "2026-02-20", school="澄河小学", rooms=["洗衣房", "活动室"], wardens="1", helpers="2")  # fmt: skip

    told = text_of(short)
    assert "“一房五室”还缺心语室、卫生健康室、亲情联系室、阅览室。" in told
    assert "“生管教师”按标准是2名，现有1名。" in told
    assert "未达标准" in text_of(clerk.get("/ledgers/growth_schools/?period=2026H1"))
    assert "1所" in figure(clerk, "growth_schools.complete", here)
    report = draft(clerk, here)
    assert "幸福成长工程的学校2所，一房五室配齐1所，生管教师3名，生活辅助员4名" in report


def test_counsellors_are_counted_and_no_pupil_is_named(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "school_counsellors", here, "2026-03-01", school="石桥小学", full_time="0", part_time="1")  # fmt: skip
    record(clerk, "school_counsellors", here, "2026-03-01", school="第二中学", full_time="1", expires="2026-04-01")  # fmt: skip
    record(clerk, "counselling", here, "2026-03-12", school="第二中学", kind="个别辅导", people="12人次")  # fmt: skip

    assert "1名" in figure(clerk, "school_counsellors.full_time", here)
    assert "1所" in figure(clerk, "school_counsellors.staffed", here)
    assert "第二中学" in text_of(clerk.get("/ledgers/school_counsellors/?mark=overdue"))
    assert "专职心理教师1名，心理辅导1场，12人次" in draft(clerk, here)
    assert record(clerk, "school_counsellors", here, "2026-03-01", school="甲校").status_code == 422
