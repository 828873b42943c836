"""The register, teams and the association: what is allowed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from youju.kernel.refusal import Refused
from youju.volunteers.rules import association, register, teams
from youju.volunteers.rules.association import Attendance, Body, Post
from youju.volunteers.rules.register import State
from youju.volunteers.rules.teams import Function, TeamKind

DAY, NEXT = date(2026, 7, 8), date(2026, 7, 9)
GOES = {
    ("applied", "registered"), ("applied", "declined"), ("declined", "registered"),
    ("registered", "trained"), ("registered", "serving"), ("registered", "left"),
    ("trained", "serving"), ("trained", "left"), ("serving", "left"), ("left", "registered"),
}  # fmt: skip


def refused(field, do, *args):
    with pytest.raises(Refused) as told:
        do(*args)
    assert told.value.field == field
    return told.value.message


def test_a_volunteer_goes_from_applying_to_leaving_and_back():
    for before, after in product(State, State):
        if (before.value, after.value) in GOES:
            register.check_change(before, after)
        else:
            refused(None, register.check_change, before, after)


def test_a_number_holds_district_year_serial_and_a_digit_that_checks_it():
    head = register.number_head("320502001001", 2026)

    assert head == "32050226"
    assert register.full_number(head, 17) == "32050226000179"
    assert register.is_number("32050226000179")
    assert not register.is_number("32050226000197")
    assert not register.is_number("3205022600017X") and not register.is_number("")
    assert register.number_head("", 2026) == "00000026"


def test_nobody_is_kept_without_name_age_and_consent():
    register.check_person("袁志愿", True, True)
    assert "填姓名" in refused("name", register.check_person, " ", True, True)
    assert "未满 18" in refused("adult", register.check_person, "袁", False, True)
    assert "同意" in refused("consent", register.check_person, "袁", True, False)
    assert "袁**" in refused("phone", register.check_double, "袁**")
    register.check_double("")


def test_trainings_assessments_and_leaving_keep_to_the_calendar():
    register.check_training(DAY, None, DAY)
    refused("on", register.check_training, NEXT, None, DAY)
    refused("hours", register.check_training, DAY, Decimal(25), DAY)
    register.check_assessment(2026, DAY, DAY)
    refused("year", register.check_assessment, 2025, DAY, DAY)
    refused("year", register.check_assessment, 2027, DAY, DAY)
    register.check_leaving(DAY, DAY, DAY)
    refused("on", register.check_leaving, NEXT, DAY, DAY)
    register.check_active(State.SERVING)
    refused("volunteer", register.check_active, State.LEFT)


def test_a_function_team_has_one_of_the_eight_functions():
    assert len(teams.EIGHT) == 8
    teams.check_team(TeamKind.FUNCTION, Function.CLEAN, None, False)
    teams.check_team(TeamKind.UNIT, Function.POWER, 40, False)
    refused("function", teams.check_team, TeamKind.FUNCTION, Function.POWER, None, False)
    refused("stated", teams.check_team, TeamKind.UNIT, Function.POWER, 0, False)
    refused("name", teams.check_team, TeamKind.UNIT, Function.POWER, 5, True)


def test_what_has_ended_ends_once_and_not_before_it_began():
    teams.check_open(None, "环境队")
    assert "环境队" in refused(None, teams.check_open, DAY, "环境队")
    teams.check_end(DAY, None, NEXT)
    refused("on", teams.check_end, DAY, DAY, NEXT)
    refused("on", teams.check_end, NEXT, None, DAY)
    teams.check_joining(False)
    refused("volunteer", teams.check_joining, True)


def test_a_meeting_decides_with_two_thirds_present():
    people = Attendance(90, 60)
    association.check_meeting(DAY, DAY, DAY, people)
    refused("on", association.check_meeting, NEXT, DAY, DAY, people)
    refused("came", association.check_meeting, DAY, DAY, DAY, Attendance(90, 91))
    association.check_decision(Body.ASSEMBLY, people, 31)
    refused("votes", association.check_decision, Body.ASSEMBLY, people, 30)
    refused("votes", association.check_decision, Body.ASSEMBLY, people, 61)
    refused("came", association.check_decision, Body.ASSEMBLY, Attendance(90, 59), 59)
    association.check_decision(Body.COUNCIL, people, 40)
    refused("votes", association.check_decision, Body.COUNCIL, people, 39)


def test_there_is_one_president_and_one_secretary():
    association.check_seat(Post.COUNCILLOR, True, "理事甲")
    refused("post", association.check_seat, Post.PRESIDENT, True, "会长甲")
    refused("name", association.check_seat, Post.PRESIDENT, False, " ")
