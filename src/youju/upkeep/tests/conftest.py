"""A modest city with a record of each room, stored files of its own, and a quick key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.world import World

from youju.upkeep import sealing

WORD = "一匹好马 电池 订书钉 2026"


@pytest.fixture(autouse=True)
def quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "COST", 2)


@pytest.fixture
def shelf(settings: Any, tmp_path: Path) -> Path:
    """A folder of stored files of this test alone."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path / "files", "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    return tmp_path / "files"


@pytest.fixture
def world(db: None, shelf: Path) -> World:
    return World()
