"""Messages on their way out: queued with the telling, sent by a job, tried again, given up at last.

Nobody who records anything ever waits for another company's server.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import apprise
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import SystemActor
from youju.inbox import reaching, registry, rules
from youju.inbox.awake import moments_of
from youju.inbox.models import Channel, Delivery, Mute
from youju.inbox.rules import Service
from youju.jobs.actions import start
from youju.jobs.queries import is_waiting
from youju.jobs.registry import Report
from youju.kernel.ids import new_key
from youju.organisations.queries import Membership, Sealed, Unit

JOB = "inbox.deliver"
WORK_FOR = 30.0  # seconds of a job, so that other work gets its turn
log = logging.getLogger(__name__)


def queue(to: Sequence[Membership], kind: str, title: str, url: str, now: datetime) -> int:
    """Put a message into the queue of each channel that carries its kind to one of the recipients, and
    of each address of their own that wants it."""
    if not to:
        return 0
    roots = {one.root_id for one in to}
    open_ = Channel.objects.filter(root_id__in=roots, on=True).select_related("unit")
    channels = [one for one in open_ if kind in one.kinds]
    if not channels and not reaching.open_ways():
        return 0
    moments = _moments(to, kind, now)
    made = reaching.queued_for(to, kind, url, moments, now)
    if channels:
        made += _through(channels, to, kind, title, url, moments, now)
    return len(Delivery.objects.bulk_create(made))


def _through(
    channels: Sequence[Channel],
    to: Sequence[Membership],
    kind: str,
    title: str,
    url: str,
    moments: Mapping[int, datetime],
    now: datetime,
) -> list[Delivery]:
    """Return a message for each channel and unit, once however many are told there. Whoever muted the
    kind there is no reason; whoever has quiet hours is one after them, so it goes out when the first of
    them is awake."""
    listening = _listening(to, kind)
    made = []
    for channel in channels:
        reached: dict[int, tuple[Unit, datetime]] = {}
        for one in to:
            mine = one.unit_id == channel.unit_id or (
                channel.below and channel.unit.covers(one.unit)
            )
            if mine and (one.person_id, channel.service) in listening:
                due = moments[one.person_id]
                _unit, first = reached.get(one.unit_id, (one.unit, due))
                reached[one.unit_id] = (one.unit, min(first, due))
        words = title if channel.with_title else ""
        for unit, due in reached.values():
            text = rules.outgoing_text(unit.short_name, registry.label_of(kind), words)
            made.append(Delivery(channel=channel, text=text, url=url, made_at=now, due_at=due))
    return made


def _listening(to: Sequence[Membership], kind: str) -> set[tuple[int, str]]:
    """Return which persons want the kind by which services."""
    people = {one.person_id for one in to}
    muted = Mute.objects.filter(kind=kind, person__in=people).values_list("person", "service")
    return {(one, str(service)) for one in people for service in Service} - set(muted)


def _moments(to: Sequence[Membership], kind: str, now: datetime) -> dict[int, datetime]:
    """Return when each person may be told of the kind outside."""
    people = {one.person_id for one in to}
    return dict.fromkeys(people, now) if kind in registry.URGENT else moments_of(people, now)


def wake(*, now: datetime) -> bool:
    """Start a job if messages are due and none is queued; each worker calls this every few seconds."""
    due = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=now)
    if not due.exists() or is_waiting(JOB):
        return False
    start(JOB, _("发送站外消息"), actor=SystemActor(), now=now, payload={}, key=new_key())
    return True


def claim(now: datetime) -> list[Delivery]:
    """Return messages that are due; no other worker takes them while this one has them in hand."""
    with transaction.atomic():
        due = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=now)
        rows = due.order_by("due_at", "pk").select_for_update(skip_locked=True, of=("self",))
        mine = list(rows.select_related("channel", "address")[: rules.AT_ONCE])
        ids = [one.pk for one in mine]
        later = now + rules.CLAIMED_FOR
        Delivery.objects.filter(pk__in=ids).update(tries=F("tries") + 1, due_at=later)
    return mine


def run(job_id: int, payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Send what is due; after some seconds leave the rest to the next job."""
    sent = tried = 0
    end = time.monotonic() + WORK_FOR
    while time.monotonic() < end and (mine := claim(timezone.now())):
        for delivery in mine:
            sent += deliver(delivery, now=timezone.now())
            tried += 1
            report(tried, 0)
    return {"text": _("发出 %(sent)d 条，共 %(tried)d 条") % {"sent": sent, "tried": tried}}


def deliver(delivery: Delivery, *, now: datetime) -> bool:
    """Send one message, and note what came of it."""
    row = Delivery.objects.filter(pk=delivery.pk)
    if stale := reaching.why_not(delivery, now):
        row.update(state=Delivery.State.FAILED, note=stale, ended_at=now)
        return False
    trouble = _hand_over(delivery)
    if not trouble:
        row.update(state=Delivery.State.SENT, note="", ended_at=now)
        return True
    again = rules.next_try(delivery.tries + 1, now)
    if again is None:
        row.update(state=Delivery.State.FAILED, note=trouble, ended_at=now)
    else:
        row.update(note=trouble, due_at=again)
    return False


def _hand_over(delivery: Delivery) -> str:
    if delivery.address is not None:
        return reaching.send(delivery, delivery.address)
    assert delivery.channel is not None
    page = settings.PUBLIC_URL + delivery.url if delivery.url else ""
    return send(delivery.channel, f"{delivery.text}\n{page}".strip())


def send(channel: Channel, text: str) -> str:
    """Send a text through a channel; return "" or why it was not taken, without the address."""
    address = channel.address
    plain = address.open() if isinstance(address, Sealed) else str(address)
    line = apprise.Apprise.instantiate(plain, suppress_exceptions=True)
    if line is None:
        return _("地址认不出来，请重新填写")
    line.socket_connect_timeout = line.socket_read_timeout = reaching.PATIENCE
    with apprise.LogCapture(level=logging.WARNING, name="apprise") as told:  # type: ignore[no-untyped-call]
        try:
            taken = line.notify(body=text, title="")
        except Exception as error:  # another company's server may answer anything
            log.warning("a channel failed: %s", type(error).__name__)
            taken = False
        return "" if taken else rules.failure_of(told.getvalue())


def forget_log(*, now: datetime) -> int:
    """Drop old entries of the log that have ended; return how many."""
    old = Delivery.objects.filter(ended_at__lt=now - rules.LOG_KEPT)
    dropped, _kinds = old.delete()
    return dropped
