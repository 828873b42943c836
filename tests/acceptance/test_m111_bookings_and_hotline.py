"""M111 特需门诊与预约、心理热线与咨询."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_a_booking_has_its_day_and_hides_the_patient(city, enter, send):
    clerk, here = enter("unit_user", city.hospital), city.hospital

    made = record(clerk, "bookings", here, "2026-05-05", clinic="心内科特需门诊", doctor="主任医师", patient="张某某", phone="13900001111", due="2026-05-08", slot="上午", escorted="是")  # fmt: skip
    page = text_of(made)
    assert "张**" in page and "139****1111" in page and "13900001111" not in page

    send(clerk, f"{made.redirect_chain[-1][0]}done/", on="2026-05-08")

    assert "1人次" in figure(clerk, "bookings.came", here)
    listed = text_of(clerk.get("/ledgers/bookings/?period=2026H1"))
    assert "按期完成" in listed and "张某某" not in listed
    assert "特需门诊预约1个" in draft(clerk, here)


def test_calls_are_counted_and_followed_up(city, enter):
    clerk, here = enter("unit_user", city.hospital), city.hospital

    record(
        clerk, "hotline", here, "2026年上半年", matter="其他", way="热线电话", people="400余人次"
    )
    record(clerk, "hotline", here, "2026-06-01", matter="学习压力", way="社区咨询", people="1", advice=["倾听疏导", "约好再来"], follow="2026-06-08", place="社区")  # fmt: skip

    assert "学习压力" in text_of(clerk.get("/ledgers/hotline/?mark=overdue"))
    assert "401余人次" in figure(clerk, "hotline.people", here)
    assert "心理热线和咨询400余人次" in draft(clerk, here)


def test_no_file_of_patients_is_taken_in(city, enter):
    clerk = enter("unit_user", city.hospital)

    assert "从 Excel 粘贴" not in clerk.get("/ledgers/bookings/").content.decode()
    assert (
        record(clerk, "bookings", city.hospital, "2026-05-05", clinic="心内科").status_code == 422
    )
