"""Open cases: whose they are, and that no list of them reads the whole register."""

from datetime import timedelta

import pytest
from django.db import connection

from youju.cases import actions
from youju.cases.models import Case
from youju.cases.queries import open_cases, overdue
from youju.cases.rules import State
from youju.cases.tests.factories import FOUND, CaseCity
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit

pytestmark = pytest.mark.django_db
LATER = FOUND + timedelta(days=30)


@pytest.fixture
def city() -> CaseCity:
    return CaseCity()


def ids(rows) -> set[int]:
    return set(rows.values_list("pk", flat=True))


def test_a_unit_has_what_lies_at_it_and_what_it_answers_for_until_it_ends(city):
    lying = city.case(State.REPORTED)
    owned = city.case(State.DISPATCHED, place="乙处")
    city.case(State.CLOSED, place="丙处")
    firm = make_member(city.firm, Role.UNIT_USER, "firm-user")

    assert ids(open_cases(city.clerk, city.clerk.unit)) == {lying.pk, owned.pk}
    assert ids(open_cases(firm, city.firm)) == {owned.pk}
    assert ids(overdue(firm, city.firm, LATER)) == {owned.pk}


def test_a_unit_that_helps_has_the_case_as_long_as_it_is_open(city):
    bureau = make_unit("城管局", UnitKind.BUREAU, city.district)
    officer = make_member(bureau, Role.UNIT_USER, "officer")
    case = city.case(State.FILED)
    actions.dispatch_case(
        case.pk, owner_unit=city.firm, helpers=[bureau], actor=city.clerk, now=FOUND
    )

    assert ids(open_cases(officer, bureau)) == {case.pk}

    Case.objects.filter(pk=case.pk).update(state="closed", closed_at=LATER)
    assert ids(open_cases(officer, bureau)) == set()


def test_who_looks_from_one_unit_at_another_sees_only_what_concerns_both(city):
    city.case(State.REPORTED)
    neighbour = make_member(city.next_door, Role.STAFF, "neighbour")

    assert ids(open_cases(neighbour, city.clerk.unit)) == set()
    assert ids(open_cases(None, city.clerk.unit)) == set()


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the planner of SQLite reads word for word"
)
def test_lists_of_open_cases_use_the_indexes_that_hold_only_these(city):
    office = make_member(city.city, Role.OFFICE, "city-office")
    lists = {
        "latest": open_cases(office, city.city).order_by("-received_at", "-id")[:50],
        "due": overdue(office, city.city, LATER)[:50],
        "lying": open_cases(city.clerk, city.clerk.unit),
    }

    told = {name: rows.explain() for name, rows in lists.items()}

    assert "case_open_latest" in told["latest"]
    assert "case_due" in told["due"]
    assert "case_open_told" in told["lying"]
    assert "case_open_owner" in told["lying"]
    assert "SCAN cases_case" not in "".join(told.values())
