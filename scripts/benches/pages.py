"""Pages of a large city as the server makes them: 95 of 100 answers are quicker than this."""

from __future__ import annotations

import gc
import os
import time
from typing import Any

from django.test import Client

from scripts.benches import imports
from scripts.large_city import world
from youju.facts.actions import publish_measures
from youju.facts.models import Fact
from youju.ledgers.facts_made import ENTRY_KIND
from youju.ledgers.models import Entry, LedgerVersion
from youju.organisations.models import Membership, Person, Unit
from youju.organisations.rules import Role, UnitKind

TIMES = 40
PAGES = {
    "today": "/?period=2025",
    "dashboard": "/unit/?period=2025",
    "ledger": "/ledgers/cleanup/?period=2025",
    "entry": "/ledgers/entries/{entry}/",
    "search": "/search/?q=清洁日",
    "book_of_figures": "/facts/?period=2025",
}


def prepare() -> None:
    """Fill the city with facts (YOUJU_BENCH, two million unless told) and a street with entries."""
    if not Fact.objects.filter(source_kind="bench.record").exists():
        world.plant()
        world.publish()
        world.load(0, int(os.environ.get("YOUJU_BENCH") or 2_000_000))
        world.total()
    if not Entry.objects.exists():
        imports.figures()
    for version in LedgerVersion.objects.filter(current=True):
        publish_measures(ENTRY_KIND, version.ledger.measure_specs())


def sign_in(unit: Unit) -> Client:
    """Return the browser of the unit's office."""
    person, _made = Person.objects.get_or_create(
        username=f"bench-pages-{unit.pk}", defaults={"name": "量测"}
    )
    Membership.objects.get_or_create(person=person, unit=unit, role=Role.OFFICE)
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def p95_ms(client: Client, url: str) -> float:
    """Return the 95th of 100 answer times in milliseconds, of 40 after two that are not counted."""
    taken = []
    for n in range(TIMES + 2):
        begun = time.perf_counter()
        answer = client.get(url)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answered {answer.status_code}")
        if n >= 2:
            taken.append((time.perf_counter() - begun) * 1000)
    return round(sorted(taken)[int(TIMES * 0.95) - 1], 1)


def figures() -> dict[str, Any]:
    """Open each page as the office of a district and of a street; the limit is 50 ms."""
    prepare()
    entry = Entry.objects.order_by("pk")[0].pk
    gc.collect()
    gc.freeze()  # as the server does once it has started
    found: dict[str, dict[str, float]] = {}
    for kind in (UnitKind.DISTRICT, UnitKind.STREET):
        client = sign_in(Unit.objects.filter(kind=kind).order_by("path")[0])
        found[kind] = {name: p95_ms(client, url.format(entry=entry)) for name, url in PAGES.items()}
    return {"pages_p95_ms": found}
