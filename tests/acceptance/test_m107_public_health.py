"""M107 公共卫生监测、传染病防控、免疫规划."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_samples_certified_staff_cases_and_coverage_are_counted_by_period(city, enter):
    clerk = enter("unit_user", city.hospital)

    record(clerk, "health_samples", city.hospital, "2026-04-08", place="金桥水厂", kind="生活饮用水", samples="12份", failed="0")  # fmt: skip
    record(clerk, "health_samples", city.hospital, "2026-04-09", place="金桥浴室", kind="从业人员", staff="40人", certified="36人")  # fmt: skip
    record(clerk, "disease_control", city.hospital, "2026年上半年", disease="手足口病", cases="0")
    given = record(clerk, "vaccination", city.hospital, "2026年第二季度", vaccine="麻腮风疫苗", due="200", given="190")  # fmt: skip

    assert "请核对" not in text_of(given)  # 190 of 200 is no fault
    assert "12份" in figure(clerk, "health_samples.water", city.hospital)
    assert "90%" in figure(clerk, "health_samples.rate", city.hospital)
    assert "0例" in figure(clerk, "disease_control.cases", city.hospital)
    assert "95%" in figure(clerk, "vaccination.rate", city.hospital)
    told = draft(clerk, city.hospital)
    assert "监测样品12份，全部合格，从业人员持证率90%" in told
    assert "没有传染病报告，疫苗接种率95%" in told


def test_staff_of_a_bathhouse_work_only_with_a_certificate(city, enter):
    clerk, here = enter("unit_user", city.hospital), city.hospital
    told = {"place": "金桥浴室", "kind": "从业人员健康证", "person": "吴某某"}
    record(clerk, "certificates", here, "2025-02-01", expires="2026-02-01", **told)

    assert "金桥浴室" in text_of(clerk.get("/ledgers/certificates/?mark=overdue"))
    odd = record(clerk, "health_samples", here, "2026-04-09", place="金桥浴室", kind="从业人员", staff="40人", certified="41人")  # fmt: skip
    assert "“从业人员”填了40，分项41合计41，相差1，请核对。" in text_of(odd)


def test_a_disease_without_a_number_and_a_leader_are_refused(city, enter):
    clerk = enter("unit_user", city.hospital)

    assert record(clerk, "disease_control", city.hospital, "2026-05", disease="流感").status_code == 422  # fmt: skip
    assert enter("leader").get("/ledgers/vaccination/new/").status_code == 403
