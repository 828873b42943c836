"""The migrations, all of them into an empty database, make what the models say on PostgreSQL too.

Every other test has its tables made from the models, which is quicker by far. On SQLite the test of
the served product (`test_run.py`) looks at the same.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.cli.shapes import assert_as_the_models_say

SOURCE = Path(__file__).resolve().parent.parent.parent / "src"


@pytest.fixture
def emptied(db: None) -> Iterator[tuple[str, str]]:
    """Return the name and the address of a database that holds nothing yet."""
    told = connection.settings_dict
    name = f"{told['NAME']}_migrated"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield name, f"postgres://{told['USER']}@{told['HOST']}:{told['PORT']}/{name}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor == "sqlite", reason="test_run.py looks at it on SQLite")
def test_the_migrations_make_what_the_models_say(emptied, tmp_path):
    name, url = emptied
    clean = {key: value for key, value in os.environ.items() if not key.startswith("YOUJU_")}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    given = {"PYTHONPATH": str(SOURCE), "YOUJU_DATA_DIR": str(tmp_path / "var")}
    youju = [sys.executable, "-m", "youju", "migrate"]

    subprocess.run(
        youju, env={**clean, **given, "YOUJU_DATABASE_URL": url}, check=True, capture_output=True
    )

    assert_as_the_models_say(name)
