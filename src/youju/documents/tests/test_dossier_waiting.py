"""Dossiers are found, and told to whoever has the next step."""

from __future__ import annotations

from datetime import date

import pytest

from youju.documents.dossiers import actions, queries
from youju.documents.tests.test_dossiers import World, by
from youju.search.queries import search


@pytest.fixture
def world(db):
    return World()


def test_a_dossier_is_found_by_whoever_sees_its_unit(world):
    world.opened()

    assert [hit.title for hit in search(world.staff, "环境卫生 文明城市")] == [
        "3.2.1 <mark>环境卫生</mark> · 金桥社区"
    ]
    assert search(world.stranger, "环境卫生") == []


def test_what_waits_is_told_to_the_unit_and_to_the_office_that_asked(world):
    dossier = world.filled()
    assert [(one.state, one.n, one.due_on) for one in queries.dossiers_waiting(world.staff)] == [
        ("open", 1, date(2026, 7, 15))
    ]
    assert queries.dossiers_waiting(world.office) == []

    actions.hand_in(dossier.pk, **by(world.staff))

    assert queries.dossiers_waiting(world.staff) == []
    assert [(one.state, one.n, one.due_on) for one in queries.dossiers_waiting(world.office)] == [
        ("handed_in", 1, None)
    ]
    actions.return_dossier(dossier.pk, reason="缺文件", **by(world.office))
    assert [one.state for one in queries.dossiers_waiting(world.staff)] == ["returned"]
