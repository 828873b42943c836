"""What meetings and their systems allow."""

from __future__ import annotations

from datetime import date

import pytest

from youju.kernel.refusal import Refused
from youju.work.rules import meetings as rules
from youju.work.rules.meetings import Came, Kind, Minutes, Rhythm, State

WEDNESDAY = date(2026, 7, 8)


@pytest.mark.parametrize(
    ("rhythm", "first", "last"),
    [
        (Rhythm.WEEK, date(2026, 7, 6), date(2026, 7, 12)),
        (Rhythm.MONTH, date(2026, 7, 1), date(2026, 7, 31)),
        (Rhythm.QUARTER, date(2026, 7, 1), date(2026, 9, 30)),
        (Rhythm.HALF, date(2026, 7, 1), date(2026, 12, 31)),
        (Rhythm.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_turn_holds_its_day(rhythm, first, last):
    assert rules.turn_of(rhythm, WEDNESDAY) == first
    assert rules.turn_end(rhythm, first) == last


def test_turns_without_a_meeting_are_missed_once_they_are_over():
    held = {date(2026, 6, 22)}

    gone = rules.missed(Rhythm.WEEK, date(2026, 6, 16), WEDNESDAY, held)

    assert gone == [date(2026, 6, 29), date(2026, 6, 15)]
    assert rules.turn_of(Rhythm.NEEDED, WEDNESDAY) is None
    assert rules.missed(Rhythm.NEEDED, date(2026, 1, 1), WEDNESDAY, ()) == []
    assert rules.next_day(4, WEDNESDAY) == date(2026, 7, 10)
    assert rules.next_day(2, WEDNESDAY) == WEDNESDAY


@pytest.mark.parametrize(
    ("kind", "rhythm", "weekday", "field"),
    [
        (Kind.URGENT, Rhythm.NEEDED, None, "kind"),
        (Kind.WEEKLY, Rhythm.MONTH, 4, "rhythm"),
        (Kind.WEEKLY, Rhythm.WEEK, None, "weekday"),
    ],
)
def test_a_system_has_its_rhythm_and_day(kind, rhythm, weekday, field):
    rules.check_system(Kind.JOINT, Rhythm.QUARTER, None)
    with pytest.raises(Refused) as refusal:
        rules.check_system(kind, rhythm, weekday)
    assert refusal.value.field == field


def test_lines_are_read_without_blanks_and_doubles():
    assert rules.lines_of(" 甲 \n\n乙\n甲", 5, 3, "parties") == ["甲", "乙"]
    with pytest.raises(Refused, match="最多 1 行"):
        rules.lines_of("甲\n乙", 5, 1, "parties")
    with pytest.raises(Refused, match="每行最多 1 个字"):
        rules.lines_of("甲乙", 1, 5, "parties")


def test_a_meeting_called_off_is_neither_held_nor_called():
    rules.check_state(State.CALLED, State.CALLED, State.HELD)
    with pytest.raises(Refused, match="会议已取消"):
        rules.check_state(State.CANCELLED, State.CALLED, State.HELD)
    rules.check_free(False)
    with pytest.raises(Refused, match="这一周已有周例会"):
        rules.check_free(True)


@pytest.mark.parametrize(
    ("minutes", "kind", "field"),
    [
        (Minutes(date(2026, 7, 9), 5), Kind.JOINT, "on"),
        (Minutes(WEDNESDAY, 0), Kind.JOINT, "present"),
        (Minutes(WEDNESDAY, 9, expected=8), Kind.JOINT, "present"),
        (Minutes(WEDNESDAY, 9, text="会" * 4001), Kind.JOINT, "text"),
        (Minutes(WEDNESDAY, 9), Kind.URGENT, "agreed"),
        (Minutes(WEDNESDAY, 9, came=[Came(7, True, " ")]), Kind.MOBILISE, "said_7"),
    ],
)
def test_minutes_say_when_how_many_and_what_was_pledged(minutes, kind, field):
    with pytest.raises(Refused) as refusal:
        rules.check_minutes(minutes, kind, [7], WEDNESDAY)
    assert refusal.value.field == field


def test_sound_minutes_pass_and_who_stayed_away_pledges_nothing():
    rules.check_minutes(Minutes(WEDNESDAY, 8, 9, agreed=False), Kind.COORDINATE, [], WEDNESDAY)
    told = [Came(7, False), Came(8, True, "按期办结")]
    rules.check_minutes(Minutes(WEDNESDAY, 8, came=told), Kind.MOBILISE, [7, 8, 9], WEDNESDAY)


def test_a_standing_meeting_is_called_by_a_system_of_its_kind():
    rules.check_called(Kind.URGENT, None)
    rules.check_called(Kind.JOINT, Kind.JOINT)
    with pytest.raises(Refused, match="先建立会议制度"):
        rules.check_called(Kind.WEEKLY, None)
    with pytest.raises(Refused, match="不一样"):
        rules.check_called(Kind.URGENT, Kind.JOINT)


def test_passing_on_has_its_day_after_the_meeting():
    rules.check_passing(WEDNESDAY, None, 0)
    rules.check_passing(WEDNESDAY, WEDNESDAY, 2)
    with pytest.raises(Refused, match="哪天前开会传达"):
        rules.check_passing(WEDNESDAY, None, 2)
    with pytest.raises(Refused, match="早于会议日期"):
        rules.check_passing(WEDNESDAY, date(2026, 7, 7), 2)
