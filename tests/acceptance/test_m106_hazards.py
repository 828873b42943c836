"""M106a 安全生产与消防: a list of hazards with deadlines; M106b 食堂与食品安全: certificates and checks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.acceptance.case_steps import act, handled, photo, report, seen
from tests.acceptance.ledger_steps import draft, figure, record, text_of


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}


def test_a_hazard_has_a_deadline_by_the_clock_and_is_counted_found_and_removed(city, enter):
    clerk, hospital = enter(), enter("unit_user", city.hospital)
    hazard = report(
        clerk, city.community, "s0305", "桂苑小区消防通道", items=[photo(clerk, city.community)]
    )
    handled(clerk, hazard, city.hospital)

    page = seen(clerk, hazard)
    assert "2紧急工作时" in page and "紧急工作时按钟点计" in page and "还剩" in page
    assert "桂苑小区消防通道" in seen(clerk, "/cases/", kind="s03")
    act(hospital, hazard, "rectify", note="已拖离车辆", after_1=photo(hospital, city.hospital, 60))
    act(clerk, hazard, "pass")

    assert "1处" in figure(clerk, "cases.hazards", city.community, "2026")
    assert "桂苑小区消防通道" in figure(clerk, "cases.hazards_fixed", city.community, "2026")
    told = draft(clerk, city.community, period="2026H2")
    assert "排查安全隐患1处" in told and "整改1处" in told


def test_certificates_of_a_canteen_are_in_order_or_listed_before_they_end(city, enter, send):
    clerk, here = enter("unit_user", city.hospital), city.hospital
    soon, gone = (timezone.localdate() + timedelta(days) for days in (20, -3))
    told = {"place": "医院职工食堂", "kind": "从业人员健康证", "post": "厨师"}
    cook = record(clerk, "certificates", here, "2025-11-20", person="孙某某", expires=str(gone), **told)  # fmt: skip
    record(clerk, "certificates", here, "2025-12-20", person="周某某", expires=str(soon), **told)
    told |= {"kind": "食品经营许可证", "number": "JY3320"}
    record(clerk, "certificates", here, "2024-11-20", expires="2029-11-19", **told)

    assert "孙**" in text_of(cook) and "孙某某" not in text_of(cook)
    late = text_of(clerk.get("/ledgers/certificates/?mark=overdue"))
    assert "孙**" in late and "周**" not in late and "JY3320" not in late
    assert "周**" in text_of(clerk.get("/ledgers/certificates/?mark=soon"))
    assert "2张" in figure(clerk, "certificates.health", here, "2026")
    assert "在册健康证2张，卫生许可证1张" in draft(clerk, here)
    where = cook.redirect_chain[-1][0]
    assert send(clerk, f"{where}open/person/", reason="核对换证名单").status_code == 403
    opened = send(enter("care_officer", here), f"{where}open/person/", reason="核对换证名单")
    assert "孙某某" in text_of(opened)
    bare = record(clerk, "certificates", here, "2026-01-05", **told)
    assert bare.status_code == 422 and "请填“有效期到”" in text_of(bare)


def test_a_hazard_in_a_canteen_is_disputed_settled_and_stays_on_the_list(city, enter):
    clerk, hospital = enter(), enter("unit_user", city.hospital)
    hazard = report(
        clerk, city.community, "s0510", "医院食堂", items=[photo(clerk, city.community)]
    )
    handled(clerk, hazard, city.hospital)

    disputed = text_of(act(hospital, hazard, "dispute", reason="食堂已外包"))
    settled = text_of(act(clerk, hazard, "reject", answer="外包也由医院负责"))

    assert "裁定前不计时" in disputed
    assert "已驳回，接着计时" in settled and "外包也由医院负责" in settled
    assert "医院食堂" in seen(clerk, "/cases/", q="食堂")
