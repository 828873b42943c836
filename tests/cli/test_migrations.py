"""The migrations, all of them into an empty database, make what the models say.

Every other test has its tables made from the models, which is quicker by far.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from youju.rooms import ROOMS

SOURCE = Path(__file__).resolve().parent.parent.parent / "src"


@pytest.fixture
def emptied(tmp_path: Path, db: None) -> Iterator[tuple[str, str]]:
    """Return the name and the address of a database that holds nothing yet."""
    if connection.vendor == "sqlite":
        file = tmp_path / "migrated.sqlite3"
        yield str(file), f"sqlite:///{file}"
        return
    told = connection.settings_dict
    name = f"{told['NAME']}_migrated"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield name, f"postgres://{told['USER']}@{told['HOST']}:{told['PORT']}/{name}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def shape(asked: Any) -> dict[str, Any]:
    """Return each room's table with its columns, keys, indexes and checks, whatever their order."""
    with asked.cursor() as cursor:
        names = asked.introspection.table_names(cursor)
        mine = [name for name in names if name.split("_")[0] in ROOMS]
        return {name: described(asked, cursor, name) for name in mine}


def described(asked: Any, cursor: Any, table: str) -> tuple[list[str], list[str]]:
    columns = asked.introspection.get_table_description(cursor, table)
    held = asked.introspection.get_constraints(cursor, table).values()
    facts = ("columns", "primary_key", "unique", "foreign_key", "check", "index")
    return (
        sorted(str((one.name, one.type_code, one.null_ok)) for one in columns),
        sorted(str([one.get(fact) for fact in facts]) for one in held),
    )


@pytest.mark.slow
def test_the_migrations_make_what_the_models_say(emptied, tmp_path):
    name, url = emptied
    clean = {key: value for key, value in os.environ.items() if not key.startswith("YOUJU_")}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    given = {"PYTHONPATH": str(SOURCE), "YOUJU_DATA_DIR": str(tmp_path / "var")}
    youju = [sys.executable, "-m", "youju", "migrate"]

    subprocess.run(
        youju, env={**clean, **given, "YOUJU_DATABASE_URL": url}, check=True, capture_output=True
    )

    migrated = type(connections["default"])({**connection.settings_dict, "NAME": name}, "default")
    try:
        made, wanted = shape(migrated), shape(connection)
    finally:
        migrated.close()

    assert made.keys() == wanted.keys()
    assert {name for name in made if made[name] != wanted[name]} == set()
