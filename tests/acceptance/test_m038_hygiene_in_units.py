"""M038 单位内部卫生制度：每周五大扫除，卫生间每半小时，垃圾当天清，禁烟."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.acceptance.rounds_steps import (  # fmt: skip
    add_place,
    days,
    done,
    draft,
    figure,
    look,
    refused,
    said,
    send,
    today,
    visit,
)


def rule(client, unit, label, **told) -> None:
    sound = {"unit": unit.pk, "label": label, "times": 1, "who": "anyone", "each": "total", "since": days(-30)}  # fmt: skip
    done(client, "frequency/new/", **sound | told)


def test_toilets_are_cleaned_every_half_hour_and_marked_once_a_day(city, enter):
    clerk, unit = enter("unit_user", city.hospital), city.hospital
    add_place(clerk, unit, "unit_toilet", "门诊楼卫生间")
    rule(clerk, unit, "卫生间每半小时保洁", per="half_hour", kind="unit_toilet", hour_from="7:00", hour_to="9:00")  # fmt: skip
    page = clerk.get("/patrols/frequency/").content.decode()
    number = re.search(r"/patrols/frequency/(\d+)/marks/", page)[1]
    done(clerk, f"frequency/{number}/marks/?day={days(-1)}", slot=[0, 1, 3], fault="没有洗手液")

    board = look(clerk, f"frequency/?day={days(-1)}")
    assert "还差08:0" in board.replace("08:00", "08:0") and "34还差1" in board
    assert "3次" in figure(clerk, "timed_cleanings", unit)
    ahead = send(clerk, f"frequency/{number}/marks/?day={days(1)}", slot=[0])
    assert ahead.status_code == 422 and "还没有到" in said(ahead)


def test_general_cleaning_on_fridays_and_a_lesson_each_term(city, enter):
    clerk, unit = enter("unit_user", city.hospital), city.hospital
    rule(clerk, unit, "每周五大扫除", per="week", weekday=4, purpose="cleaning")
    rule(clerk, unit, "每学期一次法制课", per="term", purpose="lesson")
    friday = today() - timedelta((today().weekday() - 4) % 7 or 7)
    saturday = friday + timedelta(1)

    assert "每周五大扫除" in look(clerk, f"frequency/?day={saturday}")
    assert "欠1" in look(clerk, f"frequency/?day={saturday}")
    visit(clerk, unit=unit.pk, purpose="cleaning", people="40", done_at=f"{friday} 15:00")
    visit(clerk, unit=unit.pk, purpose="lesson", people="120")
    assert "欠1" not in look(clerk, f"frequency/?day={saturday}")
    told = draft(clerk, unit)
    assert "开展法制课1次" in told
    assert "只有每周的要求才选星期几" in refused(clerk, "frequency/new/", unit=unit.pk, label="甲", per="day", times=1, weekday=4, who="anyone", each="total", since=days(0))  # fmt: skip


def test_offices_and_the_smoking_room_have_their_checklists(city, enter):
    clerk, unit = enter("unit_user", city.hospital), city.hospital
    office = add_place(clerk, unit, "unit_office", "医务科")
    smoking = add_place(clerk, unit, "smoking_room", "吸烟室")

    made = visit(clerk, office, item_rubbish="ok", item_smoke="bad", fault_smoke="有烟蒂")
    visit(clerk, smoking, item_only="ok", item_ash="ok")

    assert "垃圾当天清出" in look(clerk, f"visits/{made}/")
    assert "有烟蒂" in look(clerk, f"places/{office}/")
    assert "4项" in figure(clerk, "items", unit)
    assert "75%" in figure(clerk, "pass_rate", unit)
