from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

NOON = datetime(2026, 7, 8, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def files(tmp_path, settings) -> Path:
    """The folder where this test's files are kept."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files", "base_url": None},
        },
    }
    return tmp_path / "files"


@pytest.fixture
def city(db, files) -> City:
    return City()


@pytest.fixture
def staff(city):
    """Works at 金桥社区."""
    return make_member(city.community, Role.STAFF)


@pytest.fixture
def neighbour(city):
    """Works at 桃李社区, next door."""
    return make_member(city.next_door, Role.STAFF)


@pytest.fixture
def leader(city):
    """Reads and signs at the street; may not import."""
    return make_member(city.street, Role.LEADER)
