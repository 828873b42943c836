"""The world of the room's tests."""

from __future__ import annotations

import pytest

from youju.volunteers.tests.world import Helpers


@pytest.fixture
def world(db) -> Helpers:
    return Helpers()
