"""M101 经营单位台账与日常检查."""

from __future__ import annotations

import html
import re

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_inspections_count_people_visits_and_different_businesses(city, enter):
    clerk = enter("unit_user", city.hospital)

    record(clerk, "inspections", city.hospital, "2026年第一季度", business="城区网吧集中检查", kind="网吧", inspectors="2157人次", visits="1350家次")  # fmt: skip
    record(
        clerk,
        "inspections",
        city.hospital,
        "2026-05-02",
        business="金桥书店",
        kind="书店",
        visits="1",
    )
    record(clerk, "inspections", city.hospital, "2026-06-02", business="金桥 书店", kind="书店", visits="1", result="限期整改", problems="2个")  # fmt: skip
    record(
        clerk,
        "businesses",
        city.hospital,
        "2026-01-02",
        name="文化经营单位底册",
        kind="其他",
        businesses="近千家",
    )

    assert "2157人次" in figure(clerk, "inspections.inspectors", city.hospital)
    assert "1352家次" in figure(clerk, "inspections.visits", city.hospital)
    assert "2家" in figure(clerk, "inspections.businesses", city.hospital)
    assert "近1000家" in figure(clerk, "businesses.businesses", city.hospital)
    told = draft(clerk, city.hospital)
    assert "检查经营单位1352家次" in told and "出动检查人员2157人次" in told


def test_a_check_that_finds_a_breach_leads_to_a_case(city, enter):
    clerk, here = enter("unit_user", city.hospital), city.hospital
    told = {"business": "金桥音像店", "kind": "音像", "place": "金桥路5号"}
    clean = record(clerk, "inspections", here, "2026-05-02", **told)
    found = record(
        clerk, "inspections", here, "2026-05-03", result="移送查处", note="无证经营", **told
    )

    assert "/ledgers/seizures/new/" not in clean.content.decode()
    assert "记一次查处" in text_of(found)
    link = re.search(r'href="(/ledgers/seizures/new/[^"]+)"', found.content.decode())
    form = clerk.get(html.unescape(link[1])).content.decode()
    assert form.count('value="金桥音像店"') == 2 and 'value="金桥路5号"' in form
    assert "无证经营" in form
    seen = enter("leader", city.hospital).get(found.redirect_chain[-1][0])
    assert "/ledgers/seizures/new/" not in seen.content.decode()


def test_a_result_that_is_no_result_is_refused(city, enter):
    refused = record(
        enter(),
        "inspections",
        city.community,
        "2026-05-02",
        business="甲",
        kind="书店",
        result="还行",
    )

    assert refused.status_code == 422
    assert enter("leader").get("/ledgers/inspections/new/").status_code == 403
