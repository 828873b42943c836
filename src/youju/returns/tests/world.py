"""A street with two communities, and records of their own to fill forms from."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import openpyxl

from youju.kernel.periods import Grain, around, parse_period
from youju.ledgers.actions import record_entry
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.returns import actions, filling
from youju.returns.models import Cell, Return
from youju.returns.reading import forms, prose
from youju.returns.tests.forms import FORMS, Form

NOON = datetime(2026, 7, 8, 4, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
TODAY = date(2026, 7, 8)
HALF = parse_period("2026H1")
BY_NAME = {one.name: one for one in FORMS}


class Street(City):
    """The city with the street's office and a clerk in each community."""

    def __init__(self) -> None:
        super().__init__()
        self.office = make_member(self.street, Role.OFFICE, "liuyin")
        self.clerk = make_member(self.community, Role.STAFF, "jinqiao")
        self.neighbour = make_member(self.next_door, Role.STAFF, "taoli")
        self.leader = make_member(self.street, Role.LEADER, "lingdao")

    def clean(self, actor: Any = None, day: date = date(2026, 3, 5), **values: str) -> None:
        """Record a clean-up."""
        actor = actor or self.clerk
        told = {"action": "周末清洁日", "place": "桂苑小区", **values}
        record_entry(
            "cleanup", unit=actor.unit, values=told, period=around(day, Grain.DAY), actor=actor,
            now=LATER, key=uuid4(),
        )  # fmt: skip

    def receive(self, form: Form | str, *, actor: Any = None, **given: Any) -> Return:
        """Hand in one of our forms, for the office's street."""
        actor = actor or self.office
        known = BY_NAME[form] if isinstance(form, str) else form
        told = {"unit": actor.unit, "period": HALF, "asker": "区创建办", **given}
        content = told.pop("content", known.content())
        return actions.receive_form(
            content=content, name=told.pop("name", known.file_name), actor=actor, now=NOON, key=uuid4(), **told
        )  # fmt: skip


def how(actor: Any) -> dict[str, Any]:
    """Return who acts, when, under which key."""
    return {"actor": actor, "now": NOON, "key": uuid4()}


def address(code: str, unit: Any, period: Any) -> str:
    return f"http://testserver/facts/trail/?measure={code}&unit={unit.code}&period={period.code}"


def filled(form: Return) -> bytes:
    """Return the file as it goes back."""
    with filling.default_storage.open(form.filled) as kept:
        return kept.read()


def book_of(form: Return) -> Any:
    return openpyxl.load_workbook(io.BytesIO(filled(form)))


def cell_at(form: Return, row: int, col: int) -> Cell:
    return form.cells.get(row=row, col=col)


def judged(
    form: Form, orgs: dict[str, int], catalogue: Any, least: float = 0.0
) -> dict[tuple[int, int], str]:
    """Return what the product says each blank of a form asks for, written as in `Form.rows`.

    Args:
        least: How well a measure must fit; blanks with less, or with nothing, are left out.
    """
    names = {one.code: one.name for one in catalogue.known}
    back = {pk: name for name, pk in reversed(list(orgs.items()))}
    found = {}
    sentences = 0
    for one in forms.asked(forms.read(form.content(), form.kind), catalogue, orgs):
        spot = (one.blank.row, one.blank.col)
        if one.sheet == prose.NUMBER:  # in reading order
            spot = (prose.NUMBER, sentences)
            sentences += 1
        if least and not one.meaning.special and (one.hit is None or one.hit.score < least):
            continue
        said = one.meaning.special or (names[one.hit.code] if one.hit else "")
        if one.hit and one.meaning.rule != "form":
            said += f"@{one.meaning.rule}"
        if one.hit and one.meaning.org:
            said += f"&{back[one.meaning.org]}"
        found[spot] = said
    return found
