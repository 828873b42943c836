"""The figures of four real reports are recorded through the product's doors, and a report drafted
from a shipped template tells every one of them and leads to its record."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.utils import timezone

from tests.acceptance.ledger_steps import text_of
from tests.acceptance.reports import start
from tests.regeneration.doors import DOORS, Desk
from tests.regeneration.tables import PERSONS, Fact, Piece, pieces, real_facts
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.units import canonical_unit
from youju.organisations.rules import UnitKind
from youju.organisations.tests.factories import City, make_unit

PIECES = pieces()
WORKERS = {"community": "staff", "next_door": "staff", "district": "office", "town": "office"}


@pytest.fixture
def desk_of(city: City, enter: Any) -> Any:
    def opened(piece: Piece) -> Desk:
        if piece.unit in ("bureau", "town"):
            kind = UnitKind.BUREAU if piece.unit == "bureau" else UnitKind.TOWN
            unit = make_unit(piece.unit_name, kind, city.district)
        else:
            unit = getattr(city, piece.unit)
        return Desk(city, unit, enter(WORKERS.get(piece.unit, "unit_user"), unit), enter)

    return opened


@pytest.mark.parametrize("piece", PIECES, ids=[f"{p.report[:3]}-{p.name}" for p in PIECES])
def test_a_report_tells_every_figure_and_leads_to_its_record(desk_of: Any, piece: Piece) -> None:
    desk = desk_of(piece)
    for told in piece.records:
        fields = {name: dated(value) for name, value in told.items() if name != "door"}
        DOORS[told["door"]](desk, **fields)

    report = start(desk.clerk, piece.template, desk.unit, dated(piece.period))
    page = desk.clerk.get(report).content.decode()

    words, links = read(page)
    for fact in piece.facts:
        assert fact.words in words, f"{fact.id}: {fact.words} is not in {words}"
        assert_says(fact)
        panel = text_of(desk.clerk.get(link_at(words, links, fact), headers={"HX-Request": "true"}))
        assert fact.from_ in panel, f"{fact.id}: {fact.from_} is not in {panel}"


def dated(value: Any) -> Any:
    """Return what a table tells, with the day or year of today where it says so."""
    today = timezone.localdate()
    return (
        {"today": today.isoformat(), "this year": str(today.year)}.get(value, value)
        if isinstance(value, str)
        else value
    )


def read(page: str) -> tuple[str, list[str]]:
    """Return the report's words without spaces, and for each character the link it stands in."""
    words, links, link = [], [], ""
    for part in re.split(r"(<[^>]+>)", page):
        if part.startswith("<a "):
            found = re.search(r'hx-get="([^"]+)"', part)
            link = html.unescape(found[1]) if found else ""
        elif part == "</a>":
            link = ""
        elif not part.startswith("<"):
            text = re.sub(r"\s+", "", html.unescape(part))
            words.append(text)
            links.extend([link] * len(text))
    return "".join(words), links


def link_at(words: str, links: list[str], fact: Fact) -> str:
    """Return the one link that the fact's number stands in."""
    at = words.index(fact.words)
    start, end = (at + one for one in fact.span)
    link = links[start]
    assert link and set(links[start:end]) == {link}, f"{fact.id}: {fact.number} leads nowhere"
    return link


def assert_says(fact: Fact) -> None:
    """Check that the number as it is written says what was recorded."""
    if fact.value == 0:
        assert fact.number == "为零"
        return
    said = parse_quantity(fact.number.removeprefix("每月"))
    told = (said.value, said.qualifier, said.unit)
    assert told == (fact.value, fact.qualifier, canonical_unit(fact.unit)), fact.id


def test_no_fact_of_the_real_reports_is_left_out_or_told_otherwise() -> None:
    real = real_facts()
    if not real:
        pytest.skip("NO FACTS FOUND beside the project (../shared): the tables are not compared")
    ours = {fact.id: (piece.report, fact) for piece in PIECES for fact in piece.facts}

    assert set(ours) == {one["id"] for one in real}
    for one in real:
        report, fact = ours[one["id"]]
        value = one.get("quantity_inferred", one["quantity"])  # where the report is damaged
        assert (report, fact.value) == (one["file"], value), one["id"]
        assert fact.qualifier == (one["qualifier"] or ""), one["id"]
        assert same_unit(fact, one["unit_norm"]), (one["id"], fact.unit, one["unit_norm"])


def same_unit(fact: Fact, unit: str | None) -> bool:
    """Return whether the units are one; a fact without a unit may be told in any."""
    if not unit or unit == (fact.instead_of or fact.unit):
        return True
    return {unit, fact.unit} <= PERSONS
