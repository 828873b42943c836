"""Several measures month by month at once."""

import pytest

from youju.facts import queries
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

pytestmark = pytest.mark.django_db


def test_trends_of_a_foreign_unit_are_refused():
    city = City()
    member = make_member(city.community, Role.STAFF)

    with pytest.raises(Forbidden):
        queries.trends(member, city.elsewhere, parse_period("2026H1"), ["cleanup.rubbish"])


def test_trends_hold_every_month_of_flows_and_stocks_and_leave_out_what_nobody_counts():
    city = City()
    member = make_member(city.community, Role.STAFF)

    found = queries.trends(
        member,
        city.community,
        parse_period("2026Q1"),
        ["cleanup.rubbish", "boards.boards", "none.such"],
    )

    months = ["2026-01", "2026-02", "2026-03"]
    assert set(found) == {"cleanup.rubbish", "boards.boards"}
    assert [month.code for month, _ in found["cleanup.rubbish"]] == months
    assert [month.code for month, _ in found["boards.boards"]] == months
