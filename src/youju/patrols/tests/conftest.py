"""The world of the room's tests."""

from __future__ import annotations

import pytest

from youju.patrols.tests.world import Rounds


@pytest.fixture
def world(db) -> Rounds:
    return Rounds()
