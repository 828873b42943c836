"""What residents say of entries: shown to them, rated by them, counted with the entry."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Actor, act
from youju.inbox.actions import tell_unit
from youju.kernel.refusal import Missing, Refused
from youju.ledgers import rules
from youju.ledgers.keeping import locked_entry, make_facts, say
from youju.ledgers.models import Entry, Rating
from youju.ledgers.reminding import ROLES
from youju.ledgers.rules import Ratings
from youju.organisations.queries import Membership

TOLD = "ledgers.rated"


def show_to_residents(entry_id: int, *, actor: Membership, now: datetime, key: UUID) -> Entry:
    """Let residents see an entry on the public pages and rate it once it is done."""
    with act("ledgers.show_to_residents", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Entry.objects.get(pk=doing.subject_id)
        entry = locked_entry(entry_id, actor)
        rules.check_shown(entry.version.ledger, entry.live)
        if entry.public_on is not None:
            raise Refused(_("已经公开了。"))
        entry.public_on = timezone.localdate(now)
        entry.save(update_fields=["public_on"])
        say(doing, entry)
    return entry


def hide_from_residents(entry_id: int, *, actor: Membership, now: datetime, key: UUID) -> Entry:
    """Take an entry off the public pages; what was said of it stays."""
    with act("ledgers.hide_from_residents", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Entry.objects.get(pk=doing.subject_id)
        entry = locked_entry(entry_id, actor)
        if entry.public_on is None:
            raise Refused(_("没有公开。"))
        entry.public_on = None
        entry.save(update_fields=["public_on"])
        say(doing, entry)
    return entry


def rate_entry(
    entry_id: int,
    told: Ratings,
    *,
    words: str = "",
    actor: Membership | Actor,
    now: datetime,
    key: UUID,
) -> Entry:
    """Take what residents say of an entry, and count it with the entry.

    Args:
        told: One mark from the public pages; as many as were asked on the spot from a member.
        words: What was written, already without what says who wrote it.
        actor: A member of the unit, or who acts for the public of a place.
    """
    with act("ledgers.rate_entry", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Entry.objects.get(pk=doing.subject_id)
        if inside := isinstance(actor, Membership):
            entry = locked_entry(entry_id, actor)
        else:
            entry = _public_entry(entry_id, actor)
        rules.check_shown(entry.version.ledger, entry.live)
        rules.check_ratings(told, entry.due_on, entry.done_on)
        channel = Rating.Channel.PAPER if inside else Rating.Channel.PUBLIC
        Rating.objects.create(
            entry=entry,
            channel=channel,
            **asdict(told),
            words=words[:300],
            on=timezone.localdate(now),
        )
        _count(entry, entry.rated.with_more(told), now)
        say(doing, entry, channel=channel, **asdict(told))
        if told.bad and not inside:
            _tell(entry, now)
    return entry


def void_rating(
    rating_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID
) -> Entry:
    """Count a rating no more: told twice, or no rating at all. The log keeps who and why."""
    with act("ledgers.void_rating", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Entry.objects.get(pk=doing.subject_id)
        rating = Rating.objects.filter(pk=rating_id).first()
        if rating is None:
            raise Missing("没有这条评价，或者不在您的单位范围内")
        entry = locked_entry(rating.entry_id, actor)
        rating.refresh_from_db()
        if rating.void_at is not None:
            raise Refused(_("这条评价已经作废。"))
        if not reason.strip():
            raise Refused(_("写明为什么作废。"), field="reason")
        rating.void_at, rating.words = now, ""
        rating.save(update_fields=["void_at", "words"])
        _count(entry, entry.rated.with_more(rating.told, -1), now)
        say(doing, entry, reason=reason[:200], **asdict(rating.told))
    return entry


def _public_entry(entry_id: int, actor: Actor) -> Entry:
    rows = Entry.objects.select_for_update(of=("self",)).select_related("unit", "version")
    found = rows.filter(pk=entry_id, root_id=actor.root_id).exclude(public_on=None).first()
    if found is None:
        raise Missing("没有这件事，或者没有公开")
    return found


def _count(entry: Entry, ratings: Ratings, now: datetime) -> None:
    entry.ratings = asdict(ratings)
    entry.save(update_fields=["ratings"])
    if entry.live:
        make_facts(entry, entry.version.ledger, list(entry.partners.all()), now)


def _tell(entry: Entry, now: datetime) -> None:
    title = _("居民不满意：%(title)s") % {"title": entry.title}
    url = reverse("ledgers:entry", args=[entry.pk])
    tell_unit(entry.unit, ROLES, kind=TOLD, title=title, url=url, now=now)
