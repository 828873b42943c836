"""M045 市政设施完好率与维修: damage is reported and repaired; the rate of sound facilities follows."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from tests.acceptance.case_steps import act, handled, photo, report, seen
from tests.acceptance.ledger_steps import draft, figure, record, text_of


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}


def count(client, unit, total: int):
    data = {
        "unit": unit.pk,
        "kind": "b0110",
        "total": total,
        "on": timezone.localdate().isoformat(),
    }
    return client.post("/cases/facilities/", {"key": str(uuid4()), **data}, follow=True)


def test_the_rate_falls_with_damage_and_rises_with_the_repair(city, enter):
    clerk, hospital = enter(), enter("unit_user", city.hospital)
    assert "数量已记下，完好率据此计算" in text_of(count(clerk, city.community, 40))
    lamp = report(clerk, city.community, "b0110", "金桥路", items=[photo(clerk, city.community)])
    handled(clerk, lamp, city.hospital)

    assert "97.5%" in figure(clerk, "cases.sound_rate", city.community, "2026")
    act(hospital, lamp, "rectify", note="已换灯头", after_1=photo(hospital, city.hospital, 60))
    act(clerk, lamp, "pass")

    assert "100%" in figure(clerk, "cases.sound_rate", city.community, "2026")
    assert "1处" in figure(clerk, "cases.repaired", city.community, "2026")
    told = draft(clerk, city.community, period="2026H2")
    assert "修复设施1处" in told


def test_forty_manhole_covers_mended_at_once_are_one_line_and_reported(city, enter):
    clerk, here = enter(), city.community
    told = {"kind": "窨井盖", "place": "金桥路沿线", "damage": "破损", "by": "市政处"}

    record(clerk, "facility_repairs", here, "2026-05-20", **told, number="40余块", found="2026-05-12")  # fmt: skip
    record(clerk, "facility_repairs", here, "2026-05-21", kind="路灯", place="石井巷", number="3盏", how="修补")  # fmt: skip
    signs = {"place": "金桥路", "topic": "公益广告", "signs": "20块", "reason": "破损修复"}
    record(clerk, "board_changes", here, "2026-05-22", **signs)

    assert "40余块" in figure(clerk, "facility_repairs.covers", here)
    said = draft(clerk, here)
    assert "维修更换窨井盖40余块，维修路灯3盏" in said and "更换宣传牌20块" in said
    uncounted = record(clerk, "facility_repairs", here, "2026-05-20", **told)
    assert uncounted.status_code == 422 and "请填“修好数量”。" in text_of(uncounted)
    assert enter("leader").get("/ledgers/facility_repairs/new/").status_code == 403


def test_only_things_are_counted_and_never_a_day_to_come(city, enter):
    clerk = enter()

    wrong = clerk.post(
        "/cases/facilities/",
        {"key": str(uuid4()), "unit": city.community.pk, "kind": "b0110", "total": "40", "on": "2036-1-1"},
    )  # fmt: skip

    assert wrong.status_code == 422 and "日期不能在今天以后" in text_of(wrong)
    assert "还没有登记" in seen(clerk, "/cases/facilities/")
