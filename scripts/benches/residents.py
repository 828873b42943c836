"""Finding one resident among a million, in every way of asking, from a community and from the whole
city; and taking a roster of 10,000 rows in."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any
from unittest import mock

from django.utils import timezone

from scripts.benches.facts import timed
from scripts.large_city import residents as city_of
from scripts.large_city import world
from youju.kernel.workbook_out import workbook
from youju.organisations.models import Membership, Person, Unit
from youju.organisations.rules import Role, UnitKind
from youju.residents import actions
from youju.residents.queries import look_up

TODAY = date(2026, 7, 1)
ASKED = 100  # questions of each kind
ROWS = 10_000  # of a roster
HEADS = ("序号", "姓名", "公民身份号码", "联系电话", "小区", "现住址", "与户主关系", "人员类别")


def p95_ms(ask: Callable[[int], object]) -> dict[str, float]:
    """Return the 95th percentile of 100 different questions in milliseconds, after three not counted:
    by the clock, and of this process alone (on SQLite that is all the work there is)."""
    clock, process = [], []
    for n in range(-3, ASKED):
        begun, worked = time.perf_counter(), time.thread_time()
        ask(abs(n))
        if n >= 0:
            clock.append((time.perf_counter() - begun) * 1000)
            process.append((time.thread_time() - worked) * 1000)
    return {"ms": _p95(clock), "process_ms": _p95(process)}


def _p95(taken: list[float]) -> float:
    return round(statistics.quantiles(taken, n=20)[-1], 2)


def _questions(first: int, people: int) -> dict[str, Callable[[int], str]]:
    """Return the n-th question of each kind, about people from the first on."""
    names = city_of.names()

    def who(n: int) -> int:
        return first + n * 9973 % people

    def name(n: int) -> str:
        return names[who(n) * 31 % len(names)]

    initials = "wlzcyhxsmjgfdtbqk"
    return {
        "name": name,
        "part_of_name": lambda n: name(n)[-2:],
        "surname": lambda n: name(n)[0],
        "initials": lambda n: initials[n % 17] + initials[n // 6 % 17],
        "door": lambda n: "-".join(city_of.door(who(n) % city_of.EACH // 3)),
        "phone_tail": lambda n: city_of.person(who(n))[1][-4:],
        "phone": lambda n: city_of.person(who(n))[1],
        "id_number": lambda n: city_of.person(who(n))[0],
    }


def _member(unit: Unit, role: Role, name: str) -> Membership:
    person, _made = Person.objects.get_or_create(username=name, defaults={"name": "量测"})
    return Membership.objects.get_or_create(person=person, unit=unit, role=role)[0]


def figures() -> dict[str, Any]:
    """Measure with YOUJU_BENCH people, a million unless told.

    The limit: 20 ms (p95) for every way of asking. Values are not opened, since the made-up people
    have none.
    """
    people = int(os.environ.get("YOUJU_BENCH") or 1_000_000)
    world.plant()
    communities = city_of.communities()[: max(people // city_of.EACH, 1)]
    load = timed(lambda: city_of.plant(communities))
    world.settle()
    found: dict[str, Any] = {"people": people, "load_s": load}
    city = Unit.objects.get(kind=UnitKind.CITY)
    askers = {
        "community": (_member(communities[0], Role.STAFF, "bench-jq"), 0, city_of.EACH),
        "district": (_member(communities[0].parent.parent, Role.OFFICE, "bench-qu"), 0, people),  # type: ignore[union-attr]
        "city": (_member(city, Role.OFFICE, "bench-shi"), 0, people),
    }
    with mock.patch("youju.organisations.fields.Sealed.__bool__", return_value=False):
        for whose, (member, first, among) in askers.items():
            found[whose] = {
                kind: p95_ms(lambda n, q=q, m=member: look_up(m, m.unit, q(n), TODAY))
                for kind, q in _questions(first, among).items()
            }
    return {"residents": found | {"roster": roster_figures(communities[-1])}}


def roster(first: int) -> bytes:
    """Return a workbook as a community keeps it: three at a door, one in a hundred with a wrong number."""
    names = city_of.names()

    def row(n: int) -> tuple[str, ...]:
        number, phone = city_of.person(first + n)
        wrong = number[:-1] + ("1" if number[-1] != "1" else "2") if n % 100 == 99 else number
        area, home = f"{'东西南北'[n // 2500]}苑", "-".join(city_of.door(n % 2500 // 3))
        relation = ("户主", "配偶", "父母")[n % 3]
        name = names[(first + n) * 31 % len(names)]
        return str(n + 1), name, wrong, phone, area, home, relation, "低保户" if n % 50 == 0 else ""

    return workbook("名册", "住户名册", HEADS, [row(n) for n in range(ROWS)])


def roster_figures(unit: Unit) -> dict[str, Any]:
    """Take a roster in as the page and the worker do; the limit is 60 s of one core."""
    member, content = _member(unit, Role.STAFF, "bench-mc"), roster(7_000_000)
    how: Any = {"actor": member, "now": timezone.now()}
    clock, worked = time.perf_counter(), time.process_time()
    made = actions.receive_roster(content, "名册.xlsx", unit=unit, **how)
    received = time.perf_counter() - clock
    done = actions.take_roster(made.pk, **how)
    return {
        "rows": ROWS,
        "taken": done.taken,
        "left": done.rejected,
        "receive_s": round(received, 1),
        "s": round(time.perf_counter() - clock, 1),
        "process_s": round(time.process_time() - worked, 1),
    }
