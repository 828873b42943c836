"""M112 出院随访与爱心联系卡、病区特色服务与满意度."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_every_discharged_patient_is_called_and_those_who_wait_are_listed(city, enter, send):
    clerk, here = enter("unit_user", city.hospital), city.hospital

    first = record(clerk, "discharges", here, "2026-05-05", ward="内一科", patient="赵某某", phone="13700001234", card="是")  # fmt: skip
    record(clerk, "discharges", here, "2026-05-06", ward="内一科", patient="钱某某", card="否")
    send(clerk, f"{first.redirect_chain[-1][0]}done/", on="2026-05-10", note="恢复良好")

    clerk.get("/")  # the message of what was done is read
    waiting = text_of(clerk.get("/ledgers/discharges/?mark=open"))
    assert "钱**" in waiting and "赵**" not in waiting and "已超期" in waiting
    assert "50%" in figure(clerk, "discharges.rate", here)
    assert "1张" in figure(clerk, "discharges.cards", here)
    told = draft(clerk, here)
    assert "出院随访1人次，随访率50%，发放爱心联系卡1张" in told and "赵" not in told


def test_a_neighbour_sees_no_patient_and_a_ward_has_its_satisfaction(city, enter):
    clerk, here = enter("unit_user", city.hospital), city.hospital
    made = record(clerk, "discharges", here, "2026-05-05", ward="内一科", patient="赵某某")
    record(clerk, "ward_services", here, "2026年5月", ward="内一科", service="生日祝福", asked="50", content="48")  # fmt: skip

    assert enter().get(made.redirect_chain[-1][0]).status_code == 404
    assert "96%" in figure(clerk, "ward_services.rate", here)
    assert "病区满意率96%" in draft(clerk, here)
