"""The chosen unit and period stay with the person from page to page."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory

from youju.kernel.periods import parse_period
from youju.ui import chosen as module
from youju.ui.chosen import chosen, forget_unit, periods_near


@pytest.fixture(autouse=True)
def november(monkeypatch):
    monkeypatch.setattr(
        module.timezone, "localdate", lambda: datetime(2026, 11, 21, tzinfo=UTC).date()
    )


def ask(query="", session=None):
    request = RequestFactory().get(f"/{query}")
    request.session = {} if session is None else session
    return request


def test_nothing_chosen_is_the_current_half_year_and_the_own_unit():
    found = chosen(ask())

    assert (found.unit_code, found.period.code) == ("", "2026H2")
    assert found.query == "?period=2026H2"


def test_the_address_wins_and_is_remembered():
    session = {"chosen_period": "2025", "chosen_unit": "A"}

    found = chosen(ask("?unit=B&period=2026Q3", session))

    assert (found.unit_code, found.period.code) == ("B", "2026Q3")
    assert session == {"chosen_period": "2026Q3", "chosen_unit": "B"}
    assert chosen(ask("", session)).query == "?unit=B&period=2026Q3"


@pytest.mark.parametrize("period", ["2026H3", "?", "x", "1066"])
def test_a_period_that_is_none_changes_nothing(period):
    session = {"chosen_period": "2025H1"}

    assert chosen(ask(f"?period={period}", session)).period.code == "2025H1"
    assert session == {"chosen_period": "2025H1"}


def test_a_change_of_post_forgets_the_unit_but_not_the_period():
    request = ask("", {"chosen_unit": "A", "chosen_period": "2025"})

    forget_unit(request)

    assert request.session == {"chosen_period": "2025"}


def test_a_request_without_a_session_has_a_choice_too():
    assert chosen(RequestFactory().get("/?period=2026")).period.code == "2026"


def test_the_picker_offers_this_year_and_the_last():
    groups = {
        name: [p.code for p in periods] for name, periods in periods_near(parse_period("2026H1"))
    }

    assert groups["半年"] == ["2026H2", "2026H1", "2025H2", "2025H1"]
    assert groups["全年"] == ["2026", "2025"]
    assert groups["季度"] == ["2026Q4", "2026Q3", "2026Q2", "2026Q1"]
    assert groups["月份"][0] == "2026-12"
    assert len(groups["月份"]) == 12
