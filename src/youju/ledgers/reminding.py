"""The routine that tells a unit what falls due soon, and once more when it is overdue."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.inbox.actions import tell_unit
from youju.ledgers.models import Entry, LedgerVersion
from youju.ledgers.spec import Ledger
from youju.organisations.queries import Unit
from youju.organisations.rules import Role

KIND = "ledgers.due"
ROLES = (Role.STAFF, Role.OFFICE, Role.UNIT_USER)
AT_ONCE = 2000  # entries of a ledger in one round; the next takes the rest


def remind(now: datetime | None = None) -> int:
    """Send the reminders that are due; return how many units were told."""
    moment = now or timezone.now()
    versions = LedgerVersion.objects.filter(current=True).exclude(spec__due=None)
    return sum(
        _of_ledger(one.code, one.ledger, moment) for one in versions if one.ledger.due is not None
    )


@transaction.atomic
def _of_ledger(code: str, ledger: Ledger, now: datetime) -> int:
    today = timezone.localdate(now)
    rows = _waiting(code, ledger, today).select_for_update(of=("self",)).order_by("due_on", "pk")
    found = list(rows.only("pk", "unit_id", "due_on")[:AT_ONCE])
    late = Counter(one.unit_id for one in found if one.due_on and one.due_on < today)
    all_told = Counter(one.unit_id for one in found)
    Entry.objects.filter(pk__in=[one.pk for one in found]).update(reminded_on=today)
    for unit in Unit.objects.filter(pk__in=all_told):
        overdue, soon = late[unit.pk], all_told[unit.pk] - late[unit.pk]
        _tell(unit, code, ledger, soon, overdue, now)
    return len(all_told)


def _waiting(code: str, ledger: Ledger, today: date) -> QuerySet[Entry]:
    soon = today + timedelta(ledger.due.soon if ledger.due else 0)
    untold = Q(reminded_on=None) | Q(due_on__lt=today, reminded_on__lte=F("due_on"))
    rows = Entry.objects.filter(ledger_code=code, state=Entry.State.LIVE, done_on=None)
    return rows.filter(untold, due_on__lte=soon)


def _tell(unit: Unit, code: str, ledger: Ledger, soon: int, overdue: int, now: datetime) -> None:
    said = []
    if overdue:
        said.append(_("%(n)s 条已超期") % {"n": overdue})
    if soon:
        said.append(_("%(n)s 条将到期") % {"n": soon})
    label = ledger.due.label if ledger.due else ""
    title = f"{ledger.label}·{label}：{'，'.join(said)}"
    url = f"{reverse('ledgers:ledger', args=[code])}?mark=open&unit={unit.code or unit.pk}"
    tell_unit(unit, ROLES, kind=KIND, title=title, url=url, now=now)
