"""What is allowed of activities, series, norms, sign-ups and looks at notes; what the calendar asks for."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from youju.activities.kinds import kind_named, kinds, rows_of, topic_days
from youju.activities.rules import activities, calendar, norms, series, signups, study
from youju.activities.rules import kinds as kind_rules
from youju.activities.rules.activities import State
from youju.activities.rules.kinds import TopicDay, day_from, kind_from
from youju.activities.rules.norms import Done, Per
from youju.activities.rules.series import Part
from youju.kernel.quantity import Quantity
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Forbidden, Refused

TODAY = date(2026, 6, 25)
ROW = {"code": "hall", "label": "讲堂", "group": "课", "unit": "期"}


def refused(field: str | None = None, match: str | None = None):
    """Expect a refusal; say at which field."""

    class Expect:
        def __enter__(self):
            self.raised = pytest.raises(Refused, match=match)
            self.info = self.raised.__enter__()

        def __exit__(self, *told):
            done = self.raised.__exit__(*told)
            assert self.info.value.field == field
            return done

    return Expect()


def test_the_table_of_states_is_the_agreed_one():
    agreed = {
        ("planned", "held"), ("planned", "cancelled"), ("held", "cancelled"), ("cancelled", "planned"),
        ("cancelled", "held"),
    }  # fmt: skip
    for old in State:
        for new in State:
            if (old.value, new.value) in agreed:
                activities.check_change(old, new)
            else:
                with refused(match="请刷新页面"):
                    activities.check_change(old, new)


def test_the_catalogue_holds_nineteen_kinds_and_each_is_readable():
    assert len(kinds()) == 19
    assert kind_named("moral_hall").measure("sessions") == "activities.moral_hall"
    assert kind_named("moral_hall").measure("people") == "activities.moral_hall_people"
    assert kind_named("citizen_class").measure("persons") == "classes.learners_people"
    assert kind_named("practice").numbers == ("people", "sessions", "trees", "works")
    with refused("kind", "没有这种活动"):
        kind_named("moon")


def test_a_catalogue_row_that_names_what_is_not_known_is_refused():
    assert kind_from(ROW).label == "讲堂"
    for bad in ({"asks": ["moon"]}, {"counts": ["moon"]}, {"needs": ["topic"]}, {"code": "X"}):
        with refused(match="不认识"):
            kind_from({**ROW, **bad})
    assert kind_from({**ROW, "asks": ["topic"], "needs": ["topic", "sort", "place"]}).needs
    row = {"code": "a", "label": "甲", "when": "03-05", "topic": "乙"}
    assert day_from(row).first(2026) == date(2026, 3, 5)
    with refused(match="日期写得不对"):
        day_from({"code": "a", "label": "甲", "when": "13-40", "topic": "乙"})
    with refused(match="第 1 行"):
        rows_of("kinds: [", "kinds")
    with refused(match="没有“kinds”"):
        rows_of("days: []", "kinds")


def test_topic_days_fall_where_the_calendar_puts_them():
    days = topic_days()
    assert days["constitution"].first(2026) == date(2026, 12, 4)
    assert days["pupils_safety"].first(2026) == date(2026, 3, 30)  # the last Monday of March
    assert days["disabled"].first(2026) == date(2026, 5, 17)  # the third Sunday of May
    assert days["science"].first(2026) == date(2026, 9, 19)
    assert days["sanitation"].last(2026) == date(2026, 4, 30)
    assert TopicDay("a", "甲", "12 last 五", "乙").first(2026) == date(2026, 12, 25)


def test_words_that_are_missing_or_too_long_are_told_at_their_field():
    visit, study_kind, hall = kind_named("visit"), kind_named("study"), kind_named("moral_hall")
    assert activities.check_words(hall, " 道德讲堂 ", "", "", {"topic": "甲"}) == "道德讲堂"
    for kind, told, field in (
        (hall, (" ", "", "", {}), "title"),
        (hall, ("长" * 81, "", "", {}), "title"),
        (hall, ("甲", "", "红色", {}), "sort"),
        (visit, ("甲", " ", "", {}), "place"),
        (study_kind, ("甲", "", "", {"content": " "}), "content"),
        (hall, ("甲", "", "", {"topic": "长" * 201}), "topic"),
    ):
        with refused(field):
            activities.check_words(kind, *told)


def test_days_and_hours_that_cannot_be_are_refused():
    activities.check_days(State.HELD, TODAY, None, TODAY)
    activities.check_days(State.PLANNED, TODAY + timedelta(1), TODAY + timedelta(3), TODAY)
    for state, on, until, field in (
        (State.HELD, TODAY + timedelta(1), None, "on"),
        (State.PLANNED, TODAY + timedelta(733), None, "on"),
        (State.HELD, date(1990, 1, 1), None, "on"),
        (State.HELD, TODAY, TODAY - timedelta(1), "until"),
        (State.HELD, TODAY, TODAY + timedelta(63), "until"),
    ):
        with refused(field):
            activities.check_days(state, on, until, TODAY)
    activities.check_hours(time(9), time(10))
    activities.check_hours(None, None)
    with refused("ends"):
        activities.check_hours(time(9), time(9))


def test_numbers_keep_what_was_said_and_refuse_other_units():
    kind = kind_named("culture")
    told = {
        "people": parse_quantity("2600余名"),
        "sessions": None,
        "items": parse_quantity("30多个"),
    }
    found = activities.check_amounts(kind, told)
    assert {name: one.text() for name, one in found.items()} == {"people": "2600余名", "items": "30多个"}  # fmt: skip
    assert activities.quantities_kept(found)["people"] == ["2600", "名", "余", ""]
    assert activities.quantities_kept({"people": parse_quantity("3至5人")})["people"][3] == "5"
    assert activities.quantities_kept({"people": Quantity(None, "人", "多")})["people"][0] == ""
    for name, text in (("people", "5车"), ("people", "0人"), ("hours", "3课时")):
        with refused(name):
            activities.check_amounts(kind, {name: parse_quantity(text)})
    assert kind_rules.counted(parse_quantity("2600余名"), "人").text() == "2600余人"
    assert kind_rules.is_persons(parse_quantity("3名"))
    assert not kind_rules.is_persons(parse_quantity("3人次"))


def test_a_programme_is_read_line_by_line():
    items = activities.read_programme("舞蹈《金桥》｜舞蹈队\n\n小品\t李家班\n合唱")
    assert [(one.title, one.by) for one in items] == [
        ("舞蹈《金桥》", "舞蹈队"),
        ("小品", "李家班"),
        ("合唱", ""),
    ]
    with refused("programme"):
        activities.read_programme("节目\n" * 101)


def test_partners_and_reasons():
    activities.check_partners(1, 9, [(2, 9)])
    for partners in ([(1, 9)], [(2, 8)]):
        with refused("partners"):
            activities.check_partners(1, 9, partners)
    assert activities.check_reason(" 下雨 ") == "下雨"
    for reason in (" ", "长" * 201):
        with refused("reason"):
            activities.check_reason(reason)


def test_the_parts_of_the_science_university_make_its_whole():
    parts = series.read_parts("社区 176\n\n企业：13\n 学校 7 ")
    assert [(one.label, one.told) for one in parts] == [("社区", 176), ("企业", 13), ("学校", 7)]
    assert series.sum_of(parts) == 196
    assert series.disagreement(Decimal(196), parts) == ""
    assert series.disagreement(Decimal(195), parts) == "196 = 176 + 13 + 7，与合计 195 不符"
    assert series.disagreement(None, parts) == ""
    assert series.disagreement(Decimal(5), [Part("甲")]) == ""
    open_parts = [*parts, Part("其他")]
    assert series.disagreement(Decimal(200), open_parts) == ""
    assert series.disagreement(Decimal(190), open_parts) != ""
    told, none = Decimal(3), Decimal(0)
    assert series.is_off(told, Decimal(4), False) and series.is_off(told, Decimal(2), True)
    assert not series.is_off(told, Decimal(2), False)
    assert not series.is_off(told, none, True) and not series.is_off(None, told, True)


def test_parts_without_numbers_and_bad_ones():
    assert series.read_parts("红色\n健康 讲堂\n零 0") == [
        Part("红色"),
        Part("健康 讲堂"),
        Part("零 0"),
    ]
    for text in ("甲 1\n甲 2", "\n".join(f"部分{n}" for n in range(31))):
        with refused("parts"):
            series.read_parts(text)


def test_a_series_has_a_title_and_days_that_hold_its_sessions():
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    assert series.check_series(" 科普大学 ", first, last, [TODAY]) == "科普大学"
    for told, field in (
        ((" ", first, last, []), "title"),
        (("长" * 81, first, last, []), "title"),
        (("甲", last, first, []), "end"),
        (("甲", first, last, [date(2025, 1, 1)]), "end"),
    ):
        with refused(field):
            series.check_series(*told)


def test_a_norm_lacks_what_was_not_held():
    done = Done(Decimal(3), Decimal(12))
    assert norms.lacks(5, 40, done) == (2, 28)
    assert norms.lacks(1, None, done) == (0, 0)
    assert norms.window(Per.TERM, TODAY).code == "2026T2"
    assert norms.window(Per.WEEK, TODAY).code == "2026-06-22..2026-06-28"
    assert norms.state_of(Per.MONTH, TODAY, False) == "done"
    assert norms.state_of(Per.MONTH, TODAY, True) == "due"
    assert norms.state_of(Per.YEAR, TODAY, True) == "later"
    assert norms.check_norm(" 每月一次 ", 1, None) == "每月一次"
    for told, field in (
        ((" ", 1, None), "label"),
        (("长" * 61, 1, None), "label"),
        (("甲", None, None), "times"),
        (("甲", 0, None), "times"),
        (("甲", None, 1000), "hours"),
    ):
        with refused(field):
            norms.check_norm(*told)
    norms.check_end(TODAY, TODAY)
    with refused("on"):
        norms.check_end(TODAY, TODAY - timedelta(1))


def test_seats_go_in_order_and_nobody_is_passed_over():
    assert signups.state_for(2, None, 500) == "in"
    assert signups.state_for(2, 10, 8) == "in"
    assert signups.state_for(3, 10, 8) == "waiting"
    assert signups.move_up(10, 8, [3, 1]) == 0
    assert signups.move_up(10, 7, [2, 1, 1]) == 2
    assert signups.move_up(None, 7, [2, 1, 1]) == 3


def test_signing_up_has_its_days_and_its_words():
    signups.check_opening(TODAY, TODAY, 10, TODAY)
    for told, field in (
        ((TODAY - timedelta(1), None, None, TODAY), "signup_until"),
        ((TODAY, TODAY + timedelta(1), None, TODAY), "signup_until"),
        ((TODAY, None, 0, TODAY), "capacity"),
    ):
        with refused(field):
            signups.check_opening(*told)
    signups.check_open(True, TODAY, None, TODAY)
    for told in ((False, TODAY, None, TODAY), (True, TODAY, TODAY - timedelta(1), TODAY)):
        with refused():
            signups.check_open(*told)
    assert signups.check_told(" 李阿姨 ", "13900000000", 2) == "李阿姨"
    for told, field in (
        ((" ", "139", 1), "name"),
        (("长" * 21, "139", 1), "name"),
        (("甲", " ", 1), "phone"),
        (("甲", "139", 6), "seats"),
    ):
        with refused(field):
            signups.check_told(*told)


def test_a_study_session_has_four_things():
    full = study.haves("文件", 8, True)
    assert full.lacking == []
    bare = study.haves(" ", None, False)
    assert bare.lacking == ["有内容", "有笔记", "有考勤", "有检查"]
    assert study.haves("文件", 0, True).lacking == ["有笔记"]


def test_notes_are_looked_at_by_somebody_else_after_the_session():
    yesterday = TODAY - timedelta(1)
    study.check_look(True, True, TODAY, yesterday, TODAY)
    for told, field in (
        ((False, True, TODAY, yesterday, TODAY), None),
        ((True, False, TODAY, yesterday, TODAY), None),
        ((True, True, yesterday, TODAY, TODAY), "on"),
        ((True, True, TODAY + timedelta(1), yesterday, TODAY), "on"),
    ):
        with refused(field):
            study.check_look(*told)
    study.check_numbers(9, 9, 8)
    for told, field in (((0, 0, 0), "due"), ((9, 10, 0), "came"), ((9, 9, 10), "notes")):
        with refused(field):
            study.check_numbers(*told)
    study.check_checker(1, 2)
    study.check_checker(None, None)
    with pytest.raises(Forbidden):
        study.check_checker(1, 1)


def test_a_sign_in_list_is_of_grown_ups_and_looked_at_for_a_reason():
    assert study.names_in("甲、乙\n丙，丁", False) == ["甲", "乙", "丙", "丁"]
    assert study.names_in(" ", True) == []
    for told in (("甲", True), ("长" * 21, False), ("甲\n" * 501, False)):
        with refused("names"):
            study.names_in(*told)
    assert study.check_why(" 核对人数 ") == "核对人数"
    with refused("reason"):
        study.check_why("看看")


def test_the_calendar_asks_for_festivals_and_topic_days_that_nobody_planned():
    marks = calendar.marks_between(topic_days().values(), date(2026, 6, 1), date(2026, 6, 30))
    assert [one.label for one in marks] == [
        "国际儿童节", "安全生产月", "环境日", "端午节", "国际禁毒日",
    ]  # fmt: skip
    festival = marks[3]
    assert festival.query == "kind=festival&festival=duanwu&on=2026-06-19"
    assert marks[0].query == "kind=practice&topic_day=children&on=2026-06-01"
    assert festival.token == "duanwu:2026"
    held = {("duanwu", date(2026, 6, 5)), ("environment", date(2026, 5, 1))}
    missing = [one.code for one in calendar.not_planned(marks, held)]
    assert missing == ["children", "work_safety", "environment", "drugs"]


def test_a_month_is_shown_in_whole_weeks_and_an_activity_on_each_of_its_days():
    weeks = calendar.weeks_of(date(2026, 6, 1), date(2026, 6, 30))
    assert (weeks[0][0], weeks[-1][-1], len(weeks)) == (date(2026, 6, 1), date(2026, 7, 5), 5)
    assert len(calendar.days_held(TODAY, None)) == 1
    assert len(calendar.days_held(TODAY, TODAY + timedelta(2))) == 3
    assert len(calendar.days_held(TODAY, TODAY + timedelta(60))) == 32
