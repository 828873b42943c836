"""Putting a ledger in force: a new version when it changed, and its measures for all rooms."""

from __future__ import annotations

import json
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from youju.facts import actions as facts
from youju.facts.queries import measures
from youju.kernel.refusal import Refused
from youju.kernel.text import pinyin_of
from youju.ledgers.facts_made import ENTRY_KIND
from youju.ledgers.models import Entry, LedgerVersion
from youju.ledgers.spec import Ledger, as_json
from youju.organisations.queries import Unit


@transaction.atomic
def publish(
    ledger: Ledger, *, origin: str, now: datetime, unit: Unit | None = None
) -> LedgerVersion:
    """Return the version in force; the same as before when nothing changed.

    Raises:
        Refused: If a measure's name is taken by another ledger.
    """
    spec = json.loads(json.dumps(as_json(ledger), cls=DjangoJSONEncoder))
    before = LedgerVersion.objects.filter(code=ledger.code, current=True).first()
    specs = ledger.measure_specs()
    if before is not None and before.spec == spec:
        return before
    _check_names(ledger)
    LedgerVersion.objects.filter(code=ledger.code).update(current=False)
    version = LedgerVersion.objects.create(
        code=ledger.code,
        number=before.number + 1 if before else 1,
        label=ledger.label,
        module=ledger.module,
        pinyin=pinyin_of(ledger.label),
        spec=spec,
        origin=origin,
        unit=unit,
        made_at=now,
    )
    facts.publish_measures(ENTRY_KIND, specs)
    if ledger.due is not None:
        _fill_due(ledger)
    return version


def _fill_due(ledger: Ledger) -> None:
    """Give entries made before the ledger had a limit theirs. One that has a limit keeps it: what was
    in force when it was recorded holds for it."""
    rows = Entry.objects.filter(ledger_code=ledger.code, due_on=None).order_by("pk")
    for entry in rows.iterator(chunk_size=2000):
        entry.set_due(ledger)
        if entry.due_on is not None:
            entry.save(update_fields=["due_on", "done_on"])


def _check_names(ledger: Ledger) -> None:
    names = {spec.name: spec.code for spec in ledger.measure_specs()}
    for taken in measures().filter(name__in=names):
        if taken.code != names[taken.name]:
            raise Refused(
                _("统计项“%(name)s”已在别的台账里，换一个名称。") % {"name": taken.name},
                field="measures",
            )
