"""M064a: recruiting, registering, training, assessing. M064b: contact cards from the register."""

from __future__ import annotations

import re

from tests.acceptance.honours_steps import tell
from tests.acceptance.volunteer_steps import (
    add_volunteer,
    days,
    done,
    draft,
    figure,
    look,
    refused,
    said,
    send,
    today,
)


def test_a_volunteer_is_registered_trained_and_assessed(city, enter):
    staff, unit = enter(), city.community
    one = add_volunteer(staff, unit, "袁志愿", phone="138 0000 0001", skills="理发")

    page = look(staff, f"people/{one}/")
    assert "已注册" in page and "138****0001" in page and "13800000001" not in page
    number = page.split("编号")[1][:14]
    assert number.isdigit() and number.startswith(f"320502{today():%y}")
    done(
        staff, "trainings/new/", unit=unit.pk, title="急救常识", on=days(-1), hours="2", people=one
    )
    done(staff, f"people/{one}/assess/", year=today().year, grade="excellent", note="随叫随到")

    page = look(staff, f"people/{one}/")
    assert "已培训" in page and "急救常识" in page and "优秀随叫随到" in page
    assert "袁志愿" in look(staff, "?q=yuanzhiyuan") and "袁志愿" in look(staff, f"?q={number}")
    assert "1名" in figure(staff, "registered", unit)
    assert "注册志愿者1名，培训志愿者1人次，考核1人次" in draft(staff, unit)


def test_somebody_applies_in_public_is_accepted_trained_and_assessed(city, enter):
    staff, unit = enter(), city.community
    url = f"/public/{unit.code}/volunteers/apply/"
    told = {"name": "袁志愿", "phone": "13800000001", "adult": "on", "consent": "on"}
    assert "未满18周岁" in said(tell(url, **told | {"adult": ""}))
    assert "已收到申请" in said(tell(url, **told))
    assert "1名" not in figure(staff, "registered", unit)

    waiting = staff.get("/volunteers/?state=applied").content.decode()
    one = int(re.search(r"/volunteers/people/(\d+)/", waiting)[1])
    done(staff, f"people/{one}/accept/")
    assert "已注册" in look(staff, f"people/{one}/")
    done(staff, "trainings/new/", unit=unit.pk, title="急救", on=days(0), hours="2", people=one)
    done(staff, f"people/{one}/assess/", year=today().year, grade="good", note="肯干")
    assert "注册志愿者1名，培训志愿者1人次，考核1人次" in draft(staff, unit)
    assert enter("leader").post(f"/volunteers/people/{one}/assess/").status_code == 403


def test_a_minor_a_second_entry_and_a_reader_are_refused(city, enter):
    staff, unit = enter(), city.community
    add_volunteer(staff, unit, "袁志愿", phone="13800000001")
    told = {"unit": unit.pk, "name": "小袁", "registered_on": days(0), "consent": "on"}

    assert "未满18周岁" in refused(staff, "people/new/", **told)
    assert "已登记为袁**" in refused(
        staff, "people/new/", adult="on", phone="138-0000-0001", **told
    )
    assert enter("leader").get("/volunteers/people/new/").status_code == 403


def test_contact_cards_are_printed_with_the_phone_given_for_them(city, enter):
    staff, unit = enter(), city.community
    told = {"phone": "13800000001", "services": "上门理发", "card_phone": "13900000001"}
    one = add_volunteer(staff, unit, "袁志愿", **told)

    page = said(send(staff, "people/cards/", people=one))
    assert "袁志愿" in page and "上门理发" in page and "13900000001" in page
    assert "13800000001" not in page and "139****0001" not in look(staff, "")
    assert "勾选要印联系卡的志愿者" in refused(staff, "people/cards/")
    assert enter("grid_worker").get("/volunteers/people/cards/").status_code == 403
