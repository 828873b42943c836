"""Lists in reports: what several units below recorded alike is one line."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from youju.documents.lists import ledgers_named, newest_entries, report_lines
from youju.documents.tests.world import HALF, JULY, a_world
from youju.kernel.periods import Grain, around
from youju.ledgers.actions import record_entry
from youju.ledgers.tests.world import World, make_member, make_unit
from youju.organisations.models import Membership, Unit
from youju.organisations.rules import Role, UnitKind

PARKING = {"problem": "停车位难划", "cause": "房前权属不清。"}
PATTERN = "{problem}。{cause}。"
pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()[0]


def record(ledger: str, actor: Membership, **values: str) -> int:
    told = {"unit": actor.unit, "period": around(date(2026, 3, 5), Grain.DAY), "key": uuid4()}
    return record_entry(ledger, values=values, actor=actor, now=JULY, **told).pk


def lines_of(ledger: str, unit: Unit, pattern: str) -> list[tuple[str, str]]:
    held = ledgers_named(unit, [ledger])[ledger]
    entries = newest_entries(unit, HALF, held, 9)
    return [
        (one.text, one.url) for one in report_lines(unit, HALF, held, entries, pattern, JULY.date())
    ]


def test_what_units_below_say_alike_is_one_line_that_leads_to_all_of_it(world):
    record("problems", world.clerk, **PARKING)
    record("problems", world.neighbour, **PARKING)

    [(text, url)] = lines_of("problems", world.street, PATTERN)
    assert text == "停车位难划。房前权属不清（桂苑社区、金桥社区）。"
    address = urlsplit(url)
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert address.path == "/ledgers/problems/"
    assert asked == {"unit": world.street.code, "period": "2026H1", "q": "停车位难划"}


def test_a_unit_without_a_code_is_named_by_its_number(world):
    Unit.objects.filter(pk=world.street.pk).update(code=None)
    world.street.refresh_from_db()
    record("problems", world.clerk, **PARKING)
    record("problems", world.neighbour, **PARKING)

    [(_text, url)] = lines_of("problems", world.street, PATTERN)
    assert parse_qs(urlsplit(url).query)["unit"] == [str(world.street.pk)]


def test_one_entry_leads_to_itself_and_a_unit_does_not_name_itself(world):
    entry = record("problems", world.clerk, **PARKING)

    assert lines_of("problems", world.jinqiao, PATTERN) == [
        ("停车位难划。房前权属不清。", f"/ledgers/entries/{entry}/")
    ]
    [(text, url)] = lines_of("problems", world.street, PATTERN)
    assert text == "停车位难划。房前权属不清（金桥社区）。"
    assert url == f"/ledgers/entries/{entry}/"


def test_a_pattern_says_where_the_unit_stands(world):
    honour = {"honour": "文明社区", "given_by": "市文明委", "level": "市级"}
    record("honours", world.clerk, **honour)
    pattern = "{unit}获{given_by}授予“{honour}”（{level}）。"

    assert lines_of("honours", world.street, pattern)[0][0].startswith("金桥社区获市文明委授予")
    assert lines_of("honours", world.jinqiao, pattern)[0][0].startswith("获市文明委授予")


def test_titles_that_differ_are_not_sought(world):
    record("problems", world.clerk, problem="停车位难划", cause="同一原因")
    record("problems", world.neighbour, problem="路灯不亮", cause="同一原因")

    [(_text, url)] = lines_of("problems", world.street, "{cause}。")
    assert "q" not in parse_qs(urlsplit(url).query)
    assert len(lines_of("problems", world.street, PATTERN)) == 2


def test_of_many_units_three_are_named_and_all_are_counted(world):
    for n in range(4):
        unit = make_unit(UnitKind.COMMUNITY, f"第{n}社区", world.street, f"33000100100{n + 3}")
        record("problems", make_member(f"clerk{n}", "专干", unit, Role.STAFF), **PARKING)

    [(text, _url)] = lines_of("problems", world.street, PATTERN)
    assert text.endswith("（第3社区、第2社区、第1社区等4个单位）。")


def test_a_problem_whose_day_has_passed_says_for_how_long(world):
    record("problems", world.clerk, **PARKING, by="2026-07-01")
    record("problems", world.clerk, **PARKING | {"problem": "路灯不亮", "by": "2026-09-30"})

    assert [text for text, _url in lines_of("problems", world.jinqiao, "{late-}{problem}。")] == [
        "路灯不亮。"
    ]
    [(text, _url)] = lines_of("problems", world.jinqiao, "{problem}，原定{by}前解决，{late!}。")
    assert text == "停车位难划，原定2026年7月1日前解决，已逾期7天。"
