"""The small city of these tests."""

from __future__ import annotations

import pytest

from youju.honours.tests.world import Town


@pytest.fixture
def town(db) -> Town:
    return Town()
