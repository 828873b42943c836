"""Print the figures of the product on this machine as JSON.

    python -m scripts.bench              all
    python -m scripts.bench reader       only these

Each module of `scripts/benches/` measures one thing, on a database of its own that is thrown
away. `YOUJU_TEST_DATABASE_URL` measures on PostgreSQL.
"""

import importlib
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

import django
from django.db import connection
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

FOLDER = Path(__file__).parent / "benches"


def names(asked: list[str]) -> list[str]:
    """Return the benches to run: those asked for, else all."""
    known = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
    if unknown := set(asked) - set(known):
        raise SystemExit(
            f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(known)}"
        )
    return asked or known


def machine() -> dict[str, Any]:
    """Return what the figures were taken on."""
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.platform(),
        "database": connection.vendor,
    }


def main(asked: list[str]) -> None:
    """Measure and print."""
    chosen = names(asked)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        figures: dict[str, Any] = {}
        for name in chosen:
            figures |= importlib.import_module(f"scripts.benches.{name}").figures()
        print(json.dumps({"machine": machine(), "figures": figures}, indent=2))
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1:])
