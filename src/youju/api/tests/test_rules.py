from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from youju.api import rules
from youju.api.rules import Scope
from youju.kernel.refusal import Refused
from youju.organisations.rules import Role

TODAY = date(2026, 7, 8)
NOON = datetime(2026, 7, 8, 4, 0, tzinfo=UTC)


def test_a_leader_may_only_read_and_an_administrator_nothing():
    assert rules.scopes_open_to(Role.LEADER) == [
        Scope.READ_UNITS,
        Scope.READ_CASES,
        Scope.READ_PLACES,
        Scope.READ_VISITS,
        Scope.READ_FACTS,
    ]
    assert rules.scopes_open_to(Role.SYSADMIN) == []
    assert rules.scopes_open_to(Role.GRID_WORKER) == list(Scope)


def test_a_name_is_trimmed():
    assert rules.check_name(" 平台 ") == "平台"


@pytest.mark.parametrize(("name", "said"), [("  ", "填名称"), ("字" * 61, "最多 60")])
def test_a_name_must_say_something_briefly(name, said):
    with pytest.raises(Refused, match=said):
        rules.check_name(name)


def test_scopes_come_in_their_order():
    wanted = ["write:cases", "read:cases", "read:cases"]

    assert rules.check_scopes(wanted, Role.STAFF) == [Scope.READ_CASES, Scope.WRITE_CASES]


@pytest.mark.parametrize(
    ("scopes", "role"),
    [([], Role.STAFF), (["write:cases"], Role.LEADER), (["read:minds"], Role.STAFF)],
)
def test_scopes_that_cannot_be_used_are_refused(scopes, role):
    with pytest.raises(Refused) as refusal:
        rules.check_scopes(scopes, role)

    assert refusal.value.field == "scopes"


@pytest.mark.parametrize("days", [0, 366])
def test_a_token_lasts_up_to_a_year(days):
    rules.check_expiry(TODAY + timedelta(days), TODAY)


@pytest.mark.parametrize("days", [-1, 367])
def test_a_token_cannot_end_before_today_or_after_a_year(days):
    with pytest.raises(Refused):
        rules.check_expiry(TODAY + timedelta(days), TODAY)


@pytest.mark.parametrize("n", [1, 6000])
def test_a_limit_within_bounds_is_taken(n):
    rules.check_limit(n)


@pytest.mark.parametrize("n", [0, 6001])
def test_a_limit_out_of_bounds_is_refused(n):
    with pytest.raises(Refused):
        rules.check_limit(n)


def test_a_digest_is_the_sha256_of_the_secret_whatever_it_holds():
    told = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    assert rules.digest_of("abc") == told
    assert rules.digest_of("\ud800") != told


@pytest.mark.parametrize(
    ("second", "micro", "wait"), [(0, 0, 60), (1, 0, 59), (59, 0, 1), (59, 999_999, 1), (1, 5, 59)]
)
def test_one_waits_for_the_next_minute(second, micro, wait):
    now = datetime(2026, 7, 8, 4, 0, second, micro, tzinfo=UTC)

    assert rules.window_of(now) == NOON
    assert rules.seconds_to_wait(now) == wait


@pytest.mark.parametrize(
    "done_at",
    [None, NOON, NOON + timedelta(hours=24), datetime(2020, 1, 1, tzinfo=UTC)],
)
def test_a_believable_time_is_taken(done_at):
    rules.check_done_at(done_at, NOON)


@pytest.mark.parametrize(
    ("done_at", "said"),
    [
        (datetime(2026, 7, 8, 12, 0), "时区"),
        (datetime(2019, 12, 31, tzinfo=UTC), "2020"),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=8))), "2020"),
        (NOON + timedelta(hours=24, seconds=1), "校准"),
    ],
)
def test_an_unbelievable_time_is_refused(done_at, said):
    with pytest.raises(Refused, match=said) as refusal:
        rules.check_done_at(done_at, NOON)

    assert refusal.value.field == "done_at"


def test_a_scope_is_held_or_not():
    assert rules.has_scope(["read:cases"], Scope.READ_CASES)
    assert not rules.has_scope(["read:cases"], Scope.WRITE_CASES)
