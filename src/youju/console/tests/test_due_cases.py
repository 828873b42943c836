"""Problems on the list of what is due: each to those who have to act."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from youju.cases import actions
from youju.cases.rules import State
from youju.cases.tests.factories import FOUND, CaseCity
from youju.console.due import due_for
from youju.kernel.ids import new_key

DAY = date(2026, 7, 10)


def titles(member) -> list[str]:
    return [one.title for group in due_for(member, DAY) for one, _left in group.rows]


def test_each_problem_is_told_to_who_has_to_act(db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: FOUND + timedelta(days=3))
    city = CaseCity()
    city.case(State.REPORTED, place="甲处")
    city.case(State.FILED, place="乙处")
    city.case(State.DISPATCHED, place="丙处")
    city.case(State.DISPUTED, place="丁处")
    city.case(State.RECTIFIED, place="戊处")

    clerk, worker, stranger = titles(city.clerk), titles(city.worker), titles(city.stranger)

    assert clerk == [
        "丙处暴露垃圾，逾期未整改", "甲处暴露垃圾，待立案", "乙处暴露垃圾，待派遣", "丁处暴露垃圾，待裁定异议",
        "戊处暴露垃圾，待复核",
    ]  # fmt: skip
    assert worker == ["丙处暴露垃圾，待整改"]
    assert stranger == []


def test_of_many_that_wait_for_the_same_the_oldest_are_told_and_how_many_more_there_are(
    db, monkeypatch
):
    monkeypatch.setattr(timezone, "now", lambda: FOUND + timedelta(days=1))
    city = CaseCity()
    for number in range(7):
        city.case(State.REPORTED, place=f"{number}号楼")
    city.case(State.FILED, place="乙处")

    rows = [one for group in due_for(city.clerk, DAY) for one, _left in group.rows]

    told = [f"{number}号楼暴露垃圾，待立案" for number in range(5)]
    assert [one.title for one in rows] == [*told, "待立案的还有 2 件", "乙处暴露垃圾，待派遣"]
    assert rows[5].url == "/cases/?state=reported"

    for number in range(7, 22):
        city.case(State.REPORTED, place=f"{number}号楼")

    assert "待立案的还有 14 件以上" in titles(city.clerk)


def test_hard_cases_and_calls_for_help_are_told_in_time(db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: FOUND + timedelta(days=3))
    city = CaseCity()
    case = city.case(State.FILED, place="甲处")
    acting = {"actor": city.clerk, "now": FOUND + timedelta(hours=1)}
    actions.mark_hard(
        case.pk, why="money", plan="列入计划", review_on=date(2026, 7, 15), **acting, key=new_key()
    )
    actions.raise_case(case.pk, to=city.street, reason="请安排资金", **acting, key=new_key())

    assert "甲处暴露垃圾，挂账回看" in titles(city.clerk)
    assert titles(city.office) == ["甲处暴露垃圾，待答复求助"]


def test_what_lies_in_a_grid_is_for_its_community_and_for_no_office_above(db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: FOUND + timedelta(days=1))
    city = CaseCity()
    city.report(unit=city.grid, actor=city.grid_worker, place="楼道口")

    assert "楼道口暴露垃圾，待立案" in titles(city.clerk)
    assert titles(city.office) == []
