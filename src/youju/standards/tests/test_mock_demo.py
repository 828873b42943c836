"""The demo's mock round, where its city has an edition."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from youju.console.demo.mock import add_mock
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.standards import queries
from youju.standards.models import MockRound, MockSheet
from youju.standards.tests.mock_world import NOON, Trial


@pytest.mark.parametrize("share", [0, 1])
def test_the_demo_shows_three_places_scored_and_one_disagreement(db, share):
    world = Trial()
    city, district, street = world.city.city, world.district, world.city.street
    members = {
        "chengjiang": make_member(city, Role.OFFICE, "chengjiang"),
        "liuyin": make_member(street, Role.OFFICE, "liuyin"),
        "chengdong": make_member(district, Role.OFFICE, "chengdong"),
        "ducha": make_member(city, Role.INSPECTOR, "ducha"),
    }
    named = {"柳荫街道": street, "澄东区": district}
    people = SimpleNamespace(members=members)
    if not share:
        world.edition.state = "closed"
        world.edition.save()

    add_mock(Named(city, named), people, NOON)  # type: ignore[arg-type]

    assert [one.inspection.rank for one in queries.index_tests(members["chengjiang"], city)] == [12, 10]  # fmt: skip
    assert MockRound.objects.count() == share
    if share:
        assert MockSheet.objects.values("spot").distinct().count() == 3
        assert len(queries.mock_results(MockRound.objects.get()).disputed) == 1


class Named:
    """Units by their names."""

    def __init__(self, city, named):
        self.city, self.named = city, named

    def __getitem__(self, name):
        return self.named[name]
