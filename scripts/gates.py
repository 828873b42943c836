"""Run every gate, say how long each took, and end with the list of those that failed.

    python -m scripts.gates           all of them, as `make test` does
    python -m scripts.gates --lint    those that run no tests

What this machine lacks (PostgreSQL, Chromium) is named at the end in capitals;
`YOUJU_REQUIRE_ALL=1` makes it a failure.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from scripts.setup import find_chromium, node_folder

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
POSTGRES = "postgres://postgres@127.0.0.1:5432"


@dataclass(frozen=True)
class Gate:
    """One check: a name, a command, and variables it needs."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """How one gate ended."""

    gate: Gate
    code: int
    seconds: float
    output: str


LINT = [
    Gate("types (mypy)", [str(BIN / "mypy")]),
    Gate(
        "style (ruff check)", [str(BIN / "ruff"), "check", "src", "tests", "scripts", "conftest.py"]
    ),
    Gate(
        "layout (ruff format)",
        [str(BIN / "ruff"), "format", "--check", "src", "tests", "scripts", "conftest.py"],
    ),
    Gate("floors and doors (import-linter)", [str(BIN / "lint-imports")]),
    Gate(
        "migrations in step",
        [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
        {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
    ),
    Gate("templates", [PYTHON, "-m", "scripts.check_templates"]),
    # What pytest compiles here, the runs below and each of their workers need not.
    Gate("tests are found", [PYTHON, "-m", "pytest", "--collect-only", "-q", "-q"]),
    Gate("messages", [PYTHON, "-m", "scripts.check_messages", "--complete"]),
    Gate("hygiene of the repository", [PYTHON, "-m", "scripts.check_repository"]),
]


def database_name() -> str:
    """Return a database name of this checkout's own, so that two do not meet."""
    return "youju_" + hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]


def test_gates() -> list[Gate]:
    """Return the gates that run tests, in order; the coverage check reads the first's figures."""
    # One more than the cores it is meant for: while a browser or a database works, its test waits.
    pytest = [PYTHON, "-m", "pytest", "-n", "3", "--dist", "worksteal", "--durations=5"]
    chosen = [] if has_browser() else ["-m", "not browser"]
    gates = [
        Gate("tests on SQLite and in a browser", [*pytest, "--cov", "--cov-report=", *chosen]),
        Gate("coverage of rules and actions", [PYTHON, "-m", "scripts.check_coverage"]),
    ]
    if has_postgres():
        url = f"{POSTGRES}/{database_name()}"
        gates.append(
            Gate(
                "tests of acts and queries, on PostgreSQL",
                [*pytest, "--create-db", "--database-only", "-m", "not browser"],
                {"YOUJU_TEST_DATABASE_URL": url},
            )
        )
    gates.append(Gate("tests of scripts (node)", ["npm", "run", "--silent", "test"], node_path()))
    return gates


def node_path() -> dict[str, str]:
    """Return the search path that finds the Node of the set-up first."""
    return {"PATH": os.pathsep.join([str(node_folder()), os.environ["PATH"]])}


def has_browser() -> bool:
    """Return whether Chromium is there to be driven."""
    return find_chromium() is not None


def has_postgres() -> bool:
    """Return whether a PostgreSQL server lets us in."""
    probe = f"import psycopg; psycopg.connect('{POSTGRES}/postgres', connect_timeout=3).close()"
    return not subprocess.run([PYTHON, "-c", probe], capture_output=True).returncode


def missing() -> list[str]:
    """Return what this machine cannot check, each in one line."""
    lines = []
    if not has_postgres():
        lines.append(f"NO POSTGRESQL ANSWERED AT {POSTGRES}: the tests ran on SQLite only")
    if not has_browser():
        lines.append("NO CHROMIUM FOUND: the browser tests were left out")
    return lines


def run(gate: Gate) -> Outcome:
    """Run one gate and keep what it printed. What Python compiled is kept, as each process needs it again."""
    began = time.monotonic()
    done = subprocess.run(
        gate.command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "src", "PYTHONDONTWRITEBYTECODE": "", **gate.env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Outcome(gate, done.returncode, time.monotonic() - began, done.stdout)


def show(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Print each outcome as it comes; a failed one with all it said."""
    shown = []
    for outcome in outcomes:
        word = "FAILED" if outcome.code else "ok"
        print(f"{word:>6}  {outcome.seconds:6.1f} s  {outcome.gate.name}", flush=True)
        if outcome.code:
            print(outcome.output, flush=True)
        elif last := [line for line in outcome.output.splitlines() if line.strip()][-1:]:
            print(f"                  {last[0].strip()}", flush=True)
        shown.append(outcome)
    return shown


def main() -> int:
    """Run the gates and return the exit code."""
    parser = argparse.ArgumentParser(description="Run every gate.")
    parser.add_argument("--lint", action="store_true", help="only those that run no tests")
    only_lint = parser.parse_args().lint
    began = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        outcomes = show(pool.map(run, LINT))
    if not only_lint:
        outcomes += show(run(gate) for gate in test_gates())
    failed = [outcome.gate.name for outcome in outcomes if outcome.code]
    left_out = [] if only_lint else missing()
    print(f"\n{len(outcomes)} gates in {time.monotonic() - began:.0f} s")
    for line in left_out:
        print(f"!!! {line}")
    if failed:
        print("FAILED: " + "; ".join(failed))
    return 1 if failed or (left_out and os.environ.get("YOUJU_REQUIRE_ALL") == "1") else 0


if __name__ == "__main__":
    sys.exit(main())
