"""What a database is made of, to compare one with another."""

from typing import Any

from django.db import connection, connections

from youju.rooms import ROOMS


def assert_as_the_models_say(name: str) -> None:
    """Compare a database with that of the tests, whose tables are made from the models."""
    migrated = type(connections["default"])({**connection.settings_dict, "NAME": name}, "default")
    try:
        made, wanted = shape(migrated), shape(connection)
    finally:
        migrated.close()

    assert made.keys() == wanted.keys()
    assert {table for table in made if made[table] != wanted[table]} == set()


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
