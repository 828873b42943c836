"""A small city and its people, files of their own."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member


@pytest.fixture
def files(settings, tmp_path):
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    backend["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    return tmp_path


@pytest.fixture
def city(db, files):
    city = City()
    for unit, lat, lng in ((city.community, 31.298, 120.583), (city.next_door, 31.310, 120.571)):
        unit.lat, unit.lng = lat, lng
        unit.save()
    return city


@pytest.fixture
def people(city):
    """Who works on a report: the community's staff, another who verifies, the street's office."""
    return SimpleNamespace(
        staff=make_member(city.community, Role.STAFF),
        grid=make_member(city.grid, Role.GRID_WORKER),
        office=make_member(city.street, Role.OFFICE),
        leader=make_member(city.street, Role.LEADER),
        next_door=make_member(city.next_door, Role.STAFF),
        sysadmin=make_member(city.city, Role.SYSADMIN),
    )
