"""The world of the room's tests."""

from __future__ import annotations

import pytest

from youju.aid.tests.world import Village


@pytest.fixture
def village(db) -> Village:
    return Village()
