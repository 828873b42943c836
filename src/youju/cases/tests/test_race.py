"""Two at once: one closing, one number each. Without the locks both would be written twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from youju.cases import actions
from youju.cases.models import Case, CaseEvent
from youju.cases.rules import State
from youju.cases.tests.factories import FOUND, CaseCity
from youju.kernel.refusal import Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
LATER = FOUND + timedelta(hours=1)


def at_once(n: int, work: Callable[[int], Any]) -> list[Any]:
    """Do the work n times in the same moment, and return what each returned or refused."""
    together = Barrier(n)

    def one(number: int) -> Any:
        try:
            together.wait(timeout=20)
            return work(number)
        except Refused as refusal:
            return refusal.message
        finally:
            connection.close()

    with ThreadPoolExecutor(n) as pool:
        return list(pool.map(one, range(n)))


def test_two_checks_at_once_close_a_case_once():
    city = CaseCity()
    checkers = [city.clerk, make_member(city.community, Role.STAFF, "colleague")]
    case = city.case(State.RECTIFIED)

    told = at_once(
        2, lambda n: actions.verify_case(case.pk, passed=True, actor=checkers[n], now=LATER).pk
    )

    assert sorted(str(one) for one in told)[0] == str(case.pk)
    assert any("不能复核通过" in str(one) for one in told)
    assert CaseEvent.objects.filter(case=case, act="pass").count() == 1


def test_numbers_given_at_once_have_no_gaps():
    city = CaseCity()

    at_once(6, lambda n: [city.report() for _three in range(3)])

    numbers = sorted(Case.objects.values_list("number", flat=True))
    assert numbers == [f"金问〔2026〕{n:04}号" for n in range(1, 19)]


def test_units_that_begin_their_series_at_once_have_different_prefixes():
    city = CaseCity()
    units = [city.community, city.next_door]
    Case.objects.all().delete()

    told = at_once(2, lambda n: city.report(unit=units[n], actor=city.office).number)

    assert sorted(told) == ["桃问〔2026〕0001号", "金问〔2026〕0001号"]
