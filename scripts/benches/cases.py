"""A register of a million problems: state counts, rates, ranking, list, detail, map, and reporting one."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from scripts.benches.facts import timed
from scripts.large_city import problems, world
from youju.cases import actions, queries, recount
from youju.cases.models import Case
from youju.cases.rules import Source
from youju.kernel.periods import parse_period
from youju.organisations.models import Membership, Person, Unit
from youju.organisations.rules import Role, UnitKind

YEAR = parse_period("2026")
TIMES = 40
REPORTS = 200


def p95_ms(work: Callable[[], object]) -> float:
    """Return the 95th percentile of 40 runs in milliseconds, after two that are not counted."""
    taken = []
    for n in range(TIMES + 2):
        begun = time.perf_counter()
        work()
        if n >= 2:
            taken.append((time.perf_counter() - begun) * 1000)
    return round(statistics.quantiles(taken, n=20)[-1], 2)


def measure(office: Membership, clerk: Membership) -> dict[str, Any]:
    """Time what the city's office and a community's clerk read."""
    city, now = office.unit, problems.LAST
    spot = _closed(city)
    kind = spot.kind.code
    found = {
        "state_counts_city_ms": p95_ms(lambda: queries.state_counts(office, city)),
        "rates_city_ms": p95_ms(lambda: queries.rates(office, city, YEAR)),
        "rates_by_kind_ms": p95_ms(lambda: queries.rates(office, city, YEAR, by="kind")),
        "rates_by_unit_ms": p95_ms(lambda: queries.rates(office, city, YEAR, by="unit")),
        "ranking_ms": p95_ms(lambda: queries.ranking(office, city, YEAR)),
        "near_duplicates_ms": p95_ms(
            lambda: queries.near_duplicates(spot.unit, kind, spot.lat, spot.lng, now)
        ),
        "overdue_first_page_ms": p95_ms(lambda: list(queries.overdue(office, city, now)[:50])),
        "report_ms": _reports(clerk) * 1000 / REPORTS,
    }
    found |= _pages("city", office, spot)
    found |= _pages("community", clerk, _closed(clerk.unit))
    return found


def _closed(unit: Unit) -> Case:
    """Return the latest closed case of a unit, with its trail."""
    found = Case.objects.filter(path__startswith=unit.path, state="closed", lat__isnull=False)
    case = found.order_by("-pk")[0]
    if not case.events.exists():
        problems.tell(case)
    return case


def _pages(whose: str, member: Membership, case: Case) -> dict[str, float]:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    box = f"{case.lng - 0.01},{case.lat - 0.01},{case.lng + 0.01},{case.lat + 0.01}"
    asked = {
        "list": (reverse("cases:list"), {}),
        "detail": (reverse("cases:case", args=[case.pk]), {}),
        "map": (reverse("cases:map"), {"box": box}),
        "today": ("/", {}),
    }

    def ask(url: str, data: dict[str, str]) -> None:
        answer = client.get(url, data)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answered {answer.status_code}")

    return {
        f"{name}_page_{whose}_ms": p95_ms(lambda url=url, data=data: ask(url, data))
        for name, (url, data) in asked.items()
    }


def _reports(clerk: Membership) -> float:
    """Return the seconds that 200 reports take, one after the other."""
    now = problems.LAST + timedelta(hours=1)

    def run() -> None:
        for n in range(REPORTS):
            actions.report_case(
                unit=clerk.unit,
                kind="s0101",
                source=Source.GRID,
                lat=31.2 + n * 0.0001,
                lng=120.4,
                actor=clerk,
                now=now,
                key=uuid4(),
            )

    return timed(run)


def _member(unit: Unit, role: Role, name: str) -> Membership:
    person, _made = Person.objects.get_or_create(username=name, defaults={"name": "量测"})
    return Membership.objects.get_or_create(person=person, unit=unit, role=role)[0]


def figures() -> dict[str, Any]:
    """Measure with a tenth of the cases, then with all: YOUJU_BENCH cases, a million unless told.

    The limits: state counts of a city page and every page in 50 ms (p95).
    """
    cases = int(os.environ.get("YOUJU_BENCH") or 1_000_000)
    world.plant()
    problems.plant_bureaus()
    city = Unit.objects.get(kind=UnitKind.CITY)
    office = _member(city, Role.OFFICE, "bench-office")
    community = Unit.objects.filter(kind=UnitKind.COMMUNITY).order_by("path")[0]
    clerk = _member(community, Role.STAFF, "bench-clerk")
    found: dict[str, Any] = {}
    for first, last in ((0, cases // 10), (cases // 10, cases)):
        load = timed(problems.load, first, last, clerk.pk)
        found[f"{last}_cases"] = {"load_s": load, "tallies_s": timed(recount.rebuild)}
        world.settle()
        found[f"{last}_cases"] |= measure(office, clerk)
    small, large = (found[f"{n}_cases"]["state_counts_city_ms"] for n in (cases // 10, cases))
    return {"cases": found | {"state_counts_growth": round(large / small, 2)}}
