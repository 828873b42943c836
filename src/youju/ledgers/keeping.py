"""What every act on an entry does: find it locked, keep its rows, make its facts, find it again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Act
from youju.evidence.actions import set_links, sign
from youju.evidence.queries import Role
from youju.facts import actions as facts
from youju.kernel.periods import Period
from youju.kernel.refusal import Missing, Refused
from youju.ledgers import rules
from youju.ledgers.facts_made import ENTRY_KIND, drafts_of, source_of
from youju.ledgers.models import Entry, LedgerVersion
from youju.ledgers.spec import Ledger
from youju.ledgers.values import Values
from youju.organisations.queries import May, Membership, Unit, require
from youju.search import actions as search


def show_with(entry: Entry, items: Iterable[int], actor: Membership, now: datetime) -> None:
    """Let these evidence items, in this order, show the entry; others no longer do."""
    links = set_links(
        ENTRY_KIND, entry.pk, items, unit=entry.unit, role=Role.PROOF, actor=actor, now=now
    )
    entry.evidence_count = len(links)
    Entry.objects.filter(pk=entry.pk).update(evidence_count=len(links))


def sign_with(
    entry: Entry, ledger: Ledger, items: Iterable[int], actor: Membership, now: datetime
) -> None:
    """Let these be the signatures of whom the entry concerns, where the ledger asks for one."""
    if not ledger.signed:
        raise Refused(_("“%(label)s”不用签名。") % {"label": ledger.label}, field="signed")
    sign(ENTRY_KIND, entry.pk, items, unit=entry.unit, actor=actor, now=now)


def show_first(
    entry: Entry,
    ledger: Ledger,
    items: Sequence[int],
    signed: Sequence[int],
    actor: Membership,
    now: datetime,
) -> None:
    """Keep what came with a new entry: what shows it, and who signed it."""
    if items:
        show_with(entry, items, actor, now)
    if signed:
        sign_with(entry, ledger, signed, actor, now)


def new_entry(
    version: LedgerVersion, ledger: Ledger, unit: Unit, kept: Values, period: Period, now: datetime
) -> Entry:
    """Return an unsaved entry with what follows from its values."""
    entry = Entry(
        root_id=unit.root_id,
        unit=unit,
        ledger_code=version.code,
        version=version,
        values=kept,
        title=rules.title_of(ledger, kept),
        warnings=rules.warnings_of(ledger, kept),
        done_at=now,
        received_at=now,
    )
    entry.period = period
    return entry


def made_late(entry: Entry, ledger: Ledger) -> bool:
    """Return whether the entry is marked 补录: told, or received, over a day after it was done."""
    if rules.is_late(entry.done_at, entry.received_at):
        return True
    day = timezone.localdate(entry.received_at)
    return not ledger.asset and rules.recorded_late(entry.period, day)


def check_partners(ledger: Ledger, unit: Unit, partners: Sequence[Unit]) -> list[Unit]:
    """Return the units that held the entry besides `unit`, each once; or refuse them."""
    others = list({one.pk: one for one in partners if one.pk != unit.pk}.values())
    if others and not ledger.joint:
        raise Refused(_("“%(label)s”不登记联合单位。") % {"label": ledger.label}, field="partners")
    if any(one.root_id != unit.root_id for one in others):
        raise Refused(_("联合单位不在同一套组织里。"), field="partners")
    return others


def make_facts(entry: Entry, ledger: Ledger, partners: Sequence[Unit], now: datetime) -> None:
    facts.replace(source_of(entry), drafts_of(entry, ledger, partners), now=now)
    search.put_many([findable(entry, ledger)])


def findable(entry: Entry, ledger: Ledger) -> search.Findable:
    """Return the words by which an entry is found."""
    return search.Findable(
        source_kind=ENTRY_KIND,
        source_id=str(entry.pk),
        unit=entry.unit,
        title=entry.title,
        body=rules.search_text(ledger, entry.values),
        at=entry.end if entry.period.known else timezone.localdate(entry.received_at),
        url=reverse("ledgers:entry", args=[entry.pk]),
    )


def say(doing: Act, entry: Entry, **detail: Any) -> None:
    doing.on(ENTRY_KIND, entry.pk, ledger=entry.ledger_code, title=entry.title, **detail)


def locked_entry(entry_id: int, actor: Membership) -> Entry:
    """Return the entry, locked, if the actor may record where it belongs."""
    entry = Entry.objects.select_for_update(of=("self",)).filter(pk=entry_id)
    found = entry.select_related("unit", "version").first()
    if found is None or not actor.unit.covers(found.unit):
        raise Missing("没有这条记录，或者不在您的单位范围内")
    require(actor, May.RECORD, found.unit)
    return found
