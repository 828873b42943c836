"""M106 安全生产与消防: a list of hazards with deadlines, until each is removed."""

from __future__ import annotations

import pytest

from tests.acceptance.case_steps import act, handled, photo, report, seen
from tests.acceptance.ledger_steps import draft, figure, text_of


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
