"""The page of the mechanisms tells the truth: each has a row, a page that exists, and its tests."""

from __future__ import annotations

import re
from pathlib import Path

from django.urls import Resolver404, resolve

from youju.ledgers.loader import CATALOGUE

ROOT = Path(__file__).resolve().parent
PAGE = ROOT.parent / "docs" / "mechanisms.md"
ROW = re.compile(r"^\| (M\d{3}) \| [^|]+ \| [^|]+ \| `([^`]+)` \| (.+) \|$", re.MULTILINE)


def test_every_mechanism_has_a_row_a_page_and_its_tests():
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    tests = {path.stem for path in (ROOT / "acceptance").glob("test_m*.py")}
    ledgers = {path.stem for path in CATALOGUE.glob("*.yaml")}

    assert [code for code, _path, _tests in rows] == [f"M{n:03d}" for n in range(1, 120)]
    named = {name for _code, _path, told in rows for name in re.findall(r"`(\w+)`", told)}
    assert named == tests
    wrong = [
        f"{code} {path}"
        for code, path, told in rows
        if not leads_somewhere(path, ledgers) or f"test_{code.lower()}_" not in told
    ]
    assert not wrong


def leads_somewhere(path: str, ledgers: set[str]) -> bool:
    """Return whether the product has this page, and the ledger where it is one of a ledger."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return match.view_name != "ledgers:ledger" or set(match.kwargs.values()) <= ledgers
