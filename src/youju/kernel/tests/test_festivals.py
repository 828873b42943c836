"""The seven festivals against the public holidays, which are decreed by somebody else."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest

from youju.kernel.festivals import (
    FIRST_YEAR,
    LAST_YEAR,
    festival_on,
    festivals_between,
    festivals_of,
)

HOLIDAYS = {
    "chunjie": "Spring Festival",
    "qingming": "Tomb-sweeping Day",
    "duanwu": "Dragon Boat Festival",
    "zhongqiu": "Mid-autumn Festival",
}


@pytest.mark.parametrize("year", range(2020, 2027))
def test_festivals_that_are_public_holidays_lie_within_them(year: int):
    for code, name in HOLIDAYS.items():
        day = festival_on(code, year)
        rests, told = chinese_calendar.get_holiday_detail(day)

        # 2020 and 2023: 中秋 fell into the holiday of 国庆, which gives it its name.
        assert rests and told in (name, "National Day"), (year, code, day)


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_a_year_has_seven_in_order_at_the_distances_of_the_moon(year: int):
    days = {one.code: one.day for one in festivals_of(year)}

    assert list(days.values()) == sorted(days.values()) and len(days) == 7
    assert date(year, 1, 21) <= days["chunjie"] <= date(year, 2, 20)
    assert days["yuanxiao"] - days["chunjie"] == timedelta(14)
    assert (days["qingming"].month, days["qingming"].day) in {(4, 4), (4, 5)}
    # From 五月初五 to 七月初七 and on to 九月初九 two moons pass, unless a leap month lies between.
    assert (days["qixi"] - days["duanwu"]).days in {60, 61, 62, 90, 91}
    assert (days["chongyang"] - days["zhongqiu"]).days in {23, 24}


def test_the_days_of_2026_and_their_names():
    assert [(one.name, one.day.isoformat()) for one in festivals_of(2026)] == [
        ("春节", "2026-02-17"),
        ("元宵节", "2026-03-03"),
        ("清明节", "2026-04-05"),
        ("端午节", "2026-06-19"),
        ("七夕节", "2026-08-19"),
        ("中秋节", "2026-09-25"),
        ("重阳节", "2026-10-18"),
    ]
    assert festivals_of(2026)[3].custom == "包粽子、经典诵读、赛龙舟"


def test_festivals_between_days_may_lie_in_two_years_and_beyond_the_table_there_are_none():
    found = [one.code for one in festivals_between(date(2026, 10, 18), date(2027, 2, 6))]

    assert found == ["chongyang", "chunjie"]
    assert festivals_of(2036) == []
    assert festival_on("duanwu", 1999) is None
