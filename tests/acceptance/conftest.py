"""A small city, entered as one of its people; everything else goes through the product's pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests.acceptance.world import founded, world  # noqa: F401  fixtures
from youju.organisations.models import Unit
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member


@pytest.fixture
def city(db: Any) -> City:
    """澄江市 > 澄江区 > 柳荫街道 > 金桥社区 and 桃李社区; 澄江区人民医院 beside the line; 临河区 elsewhere."""
    return City()


@pytest.fixture
def enter(city: City) -> Callable[..., Client]:
    """Return a browser of somebody in a role at a unit (金桥社区 unless told), past the way in."""
    made: dict[tuple[int, str], Any] = {}

    def entered(role: str = "staff", unit: Unit | None = None) -> Client:
        place = unit or city.community
        if (place.pk, role) not in made:
            made[(place.pk, role)] = make_member(place, Role(role))
        client = Client()
        backend = "django.contrib.auth.backends.ModelBackend"
        client.force_login(made[(place.pk, role)].person, backend=backend)
        return client

    return entered


@pytest.fixture
def send() -> Callable[..., Any]:
    """Return a function that posts a form with a fresh key."""

    def sent(client: Client, url: str, **fields: Any) -> Any:
        return client.post(url, {"key": str(uuid4()), **fields})

    return sent


@pytest.fixture
def words() -> Callable[[Any], str]:
    """Return a function that gives an answer's words without marks and spaces."""

    def said(answer: Any) -> str:
        return re.sub(r"\s+", "", strip_tags(answer.content.decode()))

    return said
