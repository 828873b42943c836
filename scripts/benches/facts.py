"""Figures of a district from ten million facts: roll-up, growth, trend, trail."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.test import Client

from scripts.large_city import world
from youju.documents.models import Template
from youju.documents.paper import docx_now
from youju.facts import queries
from youju.facts.models import Measure
from youju.kernel.periods import parse_period
from youju.organisations.models import Membership, Person, Unit
from youju.organisations.rules import Role, UnitKind

YEAR = parse_period("2026")
TIMES = 15


def median_ms(work: Callable[[], object]) -> float:
    """Return the median of 15 runs in milliseconds, after two that are not counted."""
    taken = []
    for n in range(TIMES + 2):
        begun = time.perf_counter()
        work()
        if n >= 2:
            taken.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(taken), 2)


def measure() -> dict[str, Any]:
    """Time what a district reads."""
    district = Unit.objects.filter(kind=UnitKind.DISTRICT).order_by("path")[0]
    code = "bench.m7"
    rolled = queries.unscoped_figures(district, YEAR)
    return {
        "measures_rolled_up": len(rolled),
        "roll_up_ms": median_ms(lambda: queries.unscoped_figures(district, YEAR)),
        "trend_ms": median_ms(lambda: queries.unscoped_trend(district, YEAR, code)),
        "by_child_ms": median_ms(lambda: queries.by_child(district, YEAR, code)),
        "trail_page_ms": median_ms(_trail_page(district, code)),
        "trail_page_city_ms": median_ms(_trail_page(district.parent or district, code)),
        "yearly_report_docx_ms": median_ms(lambda: _yearly_report(district)),
    }


def _yearly_report(district: Unit) -> bytes:
    """Write a district's yearly report as a Word file: 200 numbers and a table by unit."""
    names = [measure.name for measure in queries.measures()]
    texts = [
        "，".join(f"完成{{{{{name}}}}}" for name in names[at : at + 5]) + "。"
        for at in range(0, len(names), 5)
    ]
    blocks = [{"kind": "text", "source": text} for text in texts]
    table = {"kind": "table", "by": "unit", "measures": names[:8], "caption": "各单位数字"}
    spec = {"title": "{{单位}}{{时段}}工作总结", "sections": [{"blocks": [*blocks, table]}]}
    return docx_now(Template(kind="summary", spec=spec), district, YEAR)


def _trail_page(district: Unit, code: str) -> Callable[[], object]:
    person, _made = Person.objects.get_or_create(
        username=f"bench-{district.pk}", defaults={"name": "量测"}
    )
    Membership.objects.get_or_create(person=person, unit=district, role=Role.OFFICE)
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    def ask() -> None:
        answer = client.get("/facts/trail/", {"measure": code, "period": "2026"})
        if answer.status_code != 200:
            raise RuntimeError(f"the trail page answered {answer.status_code}")

    return ask


def timed(work: Callable[..., object], *given: int) -> float:
    """Return how many seconds the work takes."""
    begun = time.perf_counter()
    work(*given)
    return round(time.perf_counter() - begun, 1)


def figures() -> dict[str, Any]:
    """Measure with a tenth of the facts, then with all of them: YOUJU_BENCH facts, two million unless
    told. The limits: a roll-up of 200 measures in 50 ms, at most 1.3 times as slow for ten times
    the facts.
    """
    facts = int(os.environ.get("YOUJU_BENCH") or 2_000_000)
    Measure.objects.all().delete()  # those of the product itself
    world.plant()
    world.publish()
    found: dict[str, Any] = {}
    for first, last in ((0, facts // 10), (facts // 10, facts)):
        load = timed(world.load, first, last)
        found[f"{last}_facts"] = {"load_s": load, "totals_s": timed(world.total)} | measure()
    small, large = (found[f"{n}_facts"]["roll_up_ms"] for n in (facts // 10, facts))
    return {"facts": found | {"roll_up_growth": round(large / small, 2)}}
