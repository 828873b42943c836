"""What is declared is used, what is used is declared, and the locks name no address."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Used without being named in the code.
SILENT = {
    "psycopg": "the driver behind a postgres:// address",
    "argon2-cffi": "Django's Argon2 hasher",
}
OWN = {"youju", "tests", "scripts"}


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = (re.match(r"[A-Za-z][\w.-]*", line) for line in lines)
    return {plain(match.group()) for match in found if match}


def source_files():
    return [path for path in (ROOT / "src").rglob("*.py") if "tests" not in path.parts]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def test_every_library_the_product_imports_is_declared():
    homes = packages_distributions()
    needed = {}
    for path in source_files():
        for module in set(imported(path)) - OWN - set(sys.stdlib_module_names):
            needed[module] = path.relative_to(ROOT)

    undeclared = {
        module: str(path)
        for module, path in needed.items()
        if not {plain(home) for home in homes.get(module, [module])} & declared("requirements.in")
    }

    assert undeclared == {}


def test_every_declared_library_is_used():
    homes = packages_distributions()
    text = "\n".join(path.read_text(encoding="utf-8") for path in source_files())
    unused = []
    for name in declared("requirements.in") - set(SILENT):
        modules = [module for module, where in homes.items() if name in map(plain, where)]
        if not any(re.search(rf"\b{re.escape(module)}\b", text) for module in modules):
            unused.append(name)

    assert unused == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_declared_library_is_locked_and_explained(name):
    lock = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    locked = {plain(pin) for pin in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    explained = {plain(one) for one in re.findall(r"^\| `([\w.-]+)", reasons, re.MULTILINE)}

    assert declared(f"{name}.in") - locked == set()
    assert declared(f"{name}.in") - explained == set()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_holds_hashes_and_no_address(name):
    lock = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[\w.-]+==\S+( \\)?$", lock, re.MULTILINE)

    assert len(pins) > 20
    assert all(pins), "a pin without a hash"
    assert "://" not in lock
    assert "--" not in lock.replace("--hash=sha256:", "")
