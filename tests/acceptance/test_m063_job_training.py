"""M063 就业与劳动力技能培训."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_classes_lead_to_jobs_and_the_learners_are_asked_after_three_months(city, enter):
    clerk, here = enter(), city.community

    for month in range(1, 6):
        record(clerk, "job_training", here, f"2026-0{month}-10", name=f"第{month}期电焊班", kind="技能培训", learners="100人", employed="94人" if month > 1 else "93人", ended=f"2026-0{month}-20")  # fmt: skip
    record(clerk, "job_training", here, "2026年上半年", name="招聘会", kind="招聘会", learners="600余人次")  # fmt: skip

    assert "5期" in figure(clerk, "job_training.classes", here)
    assert "469人" in figure(clerk, "job_training.employed", here)
    assert "第1期电焊班" in text_of(clerk.get("/ledgers/job_training/?mark=overdue"))
    assert "举办技能培训5期，培训500人，实现就业469人" in draft(clerk, here)


def test_a_class_without_learners_is_refused(city, enter):
    assert record(enter(), "job_training", city.community, "2026-01-10", name="电焊班").status_code == 422  # fmt: skip
