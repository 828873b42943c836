"""The world of the room's tests."""

from __future__ import annotations

import pytest

from youju.activities.tests.world import Town


@pytest.fixture
def town(db: None) -> Town:
    return Town()
