"""Every place a tour leads to is one that its role may see, by the table of who meets what."""

from __future__ import annotations

from tests.access.test_access import TABLES, URLS, room_of, wanted_of
from youju.console.tour import tours
from youju.organisations.rules import Role


def test_every_role_has_a_tour_of_places_it_may_see():
    wrong = [
        f"{role} {step.page}"
        for role, steps in tours().items()
        for step in steps
        if URLS.get(step.page) != []
        or wanted_of(TABLES[room_of(step.page)][step.page]["GET"], role)[0] != "ok"
    ]

    assert not wrong
    assert set(tours()) == set(Role)
