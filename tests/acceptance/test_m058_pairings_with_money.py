"""M058 结对帮扶: units paired with households, what they pay each year, who has not paid."""

from __future__ import annotations

import io
import re

from python_calamine import CalamineWorkbook

from tests.acceptance.aid_steps import day, done, draft, figure, homes_in_need, look, refused, send

YEAR = day()[:4]


def pair(clerk, helper, homes, level="province", yearly="3000") -> None:
    told = {"helper": helper, "level": level, "yearly": yearly, "since": day(-30)}
    done(clerk, "pairings/new/", households=homes, **told)


def pairing_ids(clerk, query="") -> list[str]:
    page = clerk.get(f"/aid/{query}").content.decode()
    return list(dict.fromkeys(re.findall(r'href="/aid/pairings/(\d+)/"', page)))


def pay(clerk, one, amount, others=(), **more) -> None:
    told = {"year": YEAR, "amount": amount, "on": day(-2), "paper": "转账 8 号", **more}
    done(clerk, f"pairings/{one}/pay/", others=list(others), **told)


def test_eight_units_of_the_province_help_three_households_each(city, enter):
    clerk = enter()
    homes = homes_in_need(clerk, 24)
    for n in range(8):
        pair(clerk, f"省级单位{n}", homes[3 * n : 3 * n + 3])
    ids = pairing_ids(clerk, "?state=due")
    for n in range(0, 24, 3):  # the others of the same unit are offered with it
        pay(clerk, ids[n], "3000", ids[n + 1 : n + 3])

    listed = look(clerk, "")
    assert "省级文明单位8247200072000" in listed and "今年未付清0" in listed
    book = CalamineWorkbook.from_filelike(io.BytesIO(clerk.get("/aid/export/").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert "不得外传" in rows[0][0] and len(rows) == 26
    assert rows[2][2].startswith("袁*") and rows[2][7] == 3000 and "转账 8 号" in rows[2]
    assert "24户" in figure(clerk, "paired_province", city.community)
    told = draft(clerk, city.community)
    assert "省级文明单位8个结对帮扶24户，帮扶资金7.2万元" in told


def test_24_units_of_the_city_help_72_households_with_2000_yuan(city, enter):
    clerk = enter()
    homes = homes_in_need(clerk, 73)
    for n in range(24):
        pair(clerk, f"市级单位{n}", homes[3 * n : 3 * n + 3], "city", "2000")
    pair(clerk, "省供电局", homes[72:])
    one, *others = pairing_ids(clerk, "?level=city")[:3]
    pay(clerk, one, "2000", others)

    listed = look(clerk, "?state=due")
    assert "今年未付清70" in listed and "市级文明单位24721440006000138000" in listed
    assert "结对帮扶70户，今年还没付清" in look(clerk, "today/")
    assert "72户" in figure(clerk, "paired_city", city.community)
    assert "6000元" in figure(clerk, "paid_city", city.community)
    done(clerk, f"pairings/{one}/plan/", year=YEAR, amount="2500", why="灾后增加")
    assert "部分已付" in look(clerk, f"pairings/{one}/")


def test_a_visit_shows_without_its_note_and_is_taken_back(city, enter):
    clerk = enter()
    pair(clerk, "市税务局", homes_in_need(clerk, 1), "city", "2000")
    (one,) = pairing_ids(clerk)
    done(clerk, f"pairings/{one}/visit/", on=day(-1), visitor="工会", note="老伴住院")
    page = clerk.get(f"/aid/pairings/{one}/").content.decode()
    assert "工会" in page and "老伴住院" not in page
    assert "1次" in figure(clerk, "visits", city.community)

    visit = re.search(r"/aid/visits/(\d+)/withdraw/", page)[1]
    assert enter("staff", city.next_door).get(f"/aid/visits/{visit}/withdraw/").status_code == 404
    assert "写明" in refused(clerk, f"visits/{visit}/withdraw/", why="错")
    done(clerk, f"visits/{visit}/withdraw/", why="记错了户")
    assert "已撤回记错了户" in look(clerk, f"pairings/{one}/")


def test_a_year_is_paid_once_unless_it_is_said_why_and_strangers_see_nothing(city, enter):
    clerk = enter()
    pair(clerk, "市供电局", homes_in_need(clerk, 1))
    (one,) = pairing_ids(clerk)
    pay(clerk, one, "3000")

    twice = {"year": YEAR, "amount": "3000", "on": day(-1)}
    said = refused(clerk, f"pairings/{one}/pay/", **twice)
    assert f"{YEAR}年已付3000元，应付3000元。同一年不重复付款" in said
    pay(clerk, one, "3000", again="住院再付一笔")
    assert "6000元" in figure(clerk, "paid", city.community)
    payment = re.search(r"/aid/payments/(\d+)/withdraw/", clerk.get(f"/aid/pairings/{one}/").content.decode())[1]  # fmt: skip
    done(clerk, f"payments/{payment}/withdraw/", why="记错了户")
    assert "3000元" in figure(clerk, "paid", city.community)
    assert enter("staff", city.next_door).get(f"/aid/pairings/{one}/").status_code == 404
    assert enter("leader").get("/aid/").status_code == 403
    odd = send(clerk, "pairings/new/", helper="甲", level="x", yearly="9" * 30, households=["x"])
    assert odd.status_code == 422
