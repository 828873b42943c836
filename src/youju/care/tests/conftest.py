"""The world of the room's tests."""

from __future__ import annotations

import pytest

from youju.care.tests.world import Homes


@pytest.fixture
def town(db) -> Homes:
    return Homes()
