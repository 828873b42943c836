"""Against floods: counting by the hour, and challenges that serve once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.portal import challenges, rules
from youju.portal.models import Count, Spent
from youju.portal.rules import Counted
from youju.portal.secrets import sender_of

KEPT = timedelta(hours=2)
EVERYBODY = ""


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def count(what: Counted, root_id: int, address: str, *, now: datetime) -> None:
    """Count one more, or refuse it. It stays counted when what it was for is refused.

    A sender gets a row only while the hour's limit of all is not reached, so that there are never
    more rows in an hour than that limit.
    """
    who, hour = sender_of(address), _hour(now)
    with transaction.atomic():
        held = Count.objects.filter(root_id=root_id, what=what, hour=hour, who__in=[who, EVERYBODY])
        counts = dict(held.values_list("who", "n"))
        rules.check_count(what, counts.get(who, 0), counts.get(EVERYBODY, 0))
        for one in (EVERYBODY, who):
            _add_one(Count(root_id=root_id, what=what, who=one, hour=hour, n=0))


def _add_one(row: Count) -> None:
    Count.objects.bulk_create([row], ignore_conflicts=True)
    Count.objects.filter(root_id=row.root_id, what=row.what, who=row.who, hour=row.hour).update(
        n=F("n") + 1
    )


def pass_challenge(token: str, work: str, answer: str, *, purpose: Counted, now: datetime) -> None:
    """Let a sender through whose browser did the work, or who did the sum. Each serves once.

    Raises:
        Refused: With the field "answer" for a wrong sum; the next page has another one.
    """
    challenge = challenges.answered(token, work, purpose=purpose, now=now)
    try:
        with transaction.atomic():
            Spent.objects.create(digest=challenge.digest, until=challenge.until)
    except IntegrityError as spent:
        raise Refused(_("这次提交已经收到，请不要重复提交；没有看到编号，请重新填写")) from spent
    if not work and rules.read_answer(answer) != challenge.question.answer:
        raise Refused(_("算式的得数不对，请看新的算式再填"), field="answer")


def clean(now: datetime | None = None) -> int:
    """Forget counts of past hours and challenges that have expired. Returns how many."""
    at = now or timezone.now()
    counts, _kinds = Count.objects.filter(hour__lt=_hour(at) - KEPT).delete()
    spent, _kinds = Spent.objects.filter(until__lt=at).delete()
    return counts + spent
