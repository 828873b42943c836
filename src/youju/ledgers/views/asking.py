"""Who asks, and for which ledger."""

from __future__ import annotations

from youju.ledgers.models import LedgerVersion
from youju.ledgers.queries import ledger_at
from youju.ledgers.spec import Ledger
from youju.organisations.queries import Asking, asking

__all__ = ["Asking", "asked_ledger", "asking"]


def asked_ledger(who: Asking, code: str) -> tuple[LedgerVersion, Ledger]:
    version = ledger_at(who.member, code)
    return version, version.ledger
