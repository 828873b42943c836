"""M110 文明用语、着装、微笑服务；岗位练兵与服务标兵."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_windows_are_checked_and_drills_scored(city, enter):
    clerk, here = enter("unit_user", city.hospital), city.hospital

    record(clerk, "manners_checks", here, "2026-03-02", window="门诊收费处", standards=["文明用语", "着装挂牌"], staff="6人", faults="2处", fault="未挂牌", fixed="2026-03-04")  # fmt: skip
    record(clerk, "manners_checks", here, "2026-03-09", window="门诊收费处", standards=["微笑服务"], faults="0")  # fmt: skip
    record(clerk, "manners_checks", here, "2026-03-10", window="药房", standards=["文明用语"], faults="1处")  # fmt: skip
    record(clerk, "skill_drills", here, "2026-05-12", name="护理技能比武", kind="技能比武", people="80人", passed="76人", average="91", best="10人")  # fmt: skip

    late = text_of(clerk.get("/ledgers/manners_checks/?mark=overdue"))
    assert "药房" in late and "门诊收费处" not in late  # nothing found is nothing to put right
    assert "2个" in figure(clerk, "manners_checks.windows", here)
    assert "95%" in figure(clerk, "skill_drills.rate", here)
    told = draft(clerk, here)
    assert "检查窗口服务3次，不合格3处；岗位练兵1次，合格率95%" in told


def test_a_check_that_does_not_say_what_it_found_is_refused(city, enter):
    clerk = enter("unit_user", city.hospital)
    refused = record(clerk, "manners_checks", city.hospital, "2026-03-02", window="收费处", standards=["微笑服务"])  # fmt: skip

    assert refused.status_code == 422 and "请填“不合格”。" in text_of(refused)
