"""What an entry's page shows. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.queries import trail_of
from youju.evidence.queries import Role, items_of, signatures_of
from youju.facts.queries import Fact
from youju.kernel.words import Words, listed, noted, sentences
from youju.ledgers import listing, rules
from youju.ledgers.facts_made import ENTRY_KIND
from youju.ledgers.forms import PREFIX
from youju.ledgers.models import Entry
from youju.ledgers.queries import ledgers_for, ratings_of
from youju.ledgers.spec import Kind, Ledger
from youju.ledgers.values import show_value
from youju.organisations.queries import May, Membership
from youju.ui.templatetags.ui import day, day_short, when

RATINGS_SHOWN = 30
SAID = Words(
    {
        "ledgers.record_entry": "登记",
        "ledgers.correct_entry": "更正",
        "ledgers.tell_step": "进展",
        "ledgers.withdraw_entry": "撤下",
        "ledgers.restore_entry": "恢复",
        "ledgers.show_to_residents": "请居民评价",
        "ledgers.hide_from_residents": "不再公开",
        "ledgers.void_rating": "评价作废",
        "evidence.link": "加照片",
        "evidence.set_links": "照片和文件",
    }
)


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the trail."""

    at: datetime
    what: str
    who: str
    text: str


def page(member: Membership, entry: Entry) -> dict[str, Any]:
    """Return the context of an entry's page."""
    spec = entry.version.ledger
    links = items_of(member, ENTRY_KIND, entry.pk)
    may = member.may_at(May.RECORD, entry.unit)
    return {
        "entry": entry,
        "ledger": spec,
        "facts": _facts(entry, spec),
        "standing": listing.due_cell(entry, spec, timezone.localdate()),
        "may_finish": may and entry.live and _to_be_done(entry, spec),
        "may_step": may and entry.live and spec.goes_on(entry.values),
        "guarded": _guarded(entry, spec) if member.may_at(May.OPEN_PROTECTED, entry.unit) else [],
        "empty": [one.label for one in spec.fields if one.key not in entry.values],
        "links_shown": [(name, url) for name, url in _addresses(entry, spec)],
        "events": _events(entry),
        "figures": _figures(entry),
        "photos": [_photo(link.item) for link in links if link.item.is_photo],
        "files": [link.item for link in links if not link.item.is_photo],
        "signed": signatures_of(member, ENTRY_KIND, entry.pk),
        "may_change": may and entry.live,
        "next": _next(member, entry, spec) if may and entry.live else None,
        "may_restore": may and not entry.live and _still_undoable(entry),
        "used_in": _used_in(entry),
        "ratings": ratings_of(entry)[:RATINGS_SHOWN] if spec.rated else [],
    }


def _next(member: Membership, entry: Entry, spec: Ledger) -> dict[str, str] | None:
    """Return the act that an entry leads to, and the form already filled in."""
    filled = rules.follows(spec, entry.values)
    if spec.follow is None or filled is None:
        return None
    into = ledgers_for(member).filter(code=spec.follow.ledger).first()
    if into is None:
        return None
    query = urlencode({PREFIX + key: value for key, value in filled.items()})
    url = reverse("ledgers:new", args=[into.code])
    return {"label": into.ledger.act, "url": f"{url}?{query}"}


def _to_be_done(entry: Entry, spec: Ledger) -> bool:
    return bool(spec.due and spec.due.told_in and entry.due_on and not entry.done_on)


def _guarded(entry: Entry, spec: Ledger) -> list[tuple[str, str]]:
    """Return (label, address) of every personal value that can be opened."""
    held = set(entry.guarded.values_list("key", flat=True))
    return [
        (one.label, reverse("ledgers:open", args=[entry.pk, one.key]))
        for one in spec.fields
        if one.key in held
    ]


def _still_undoable(entry: Entry) -> bool:
    gone = entry.withdrawn_at
    return gone is not None and timezone.now() - gone <= rules.UNDO_FOR


def _facts(entry: Entry, spec: Ledger) -> list[tuple[str, str]]:
    found = [(spec.when_label, entry.period.label)]
    if entry.until:
        found.append((spec.ending, day(entry.until)))
    found.append((_("单位"), entry.unit.name))
    partners = listed(one.name for one in entry.partners.all())
    if partners:
        found.append((_("联合单位"), partners))
    found += [
        (one.label, show_value(one, entry.values[one.key]))
        for one in spec.fields
        if one.kind is not Kind.LINK and one.key in entry.values
    ]
    if spec.due and entry.due_on:
        found.append((_("%(what)s期限") % {"what": spec.due.label}, day(entry.due_on)))
    found.append((_("来源"), _source(entry)))
    return found


def _addresses(entry: Entry, spec: Ledger) -> list[tuple[str, str]]:
    return [
        (one.label, str(entry.values[one.key]))
        for one in spec.fields
        if one.kind is Kind.LINK and one.key in entry.values
    ]


def _source(entry: Entry) -> str:
    told = entry.get_source_display()
    if entry.batch is not None:
        return noted(told, entry.batch.file_name)
    return str(told)


def _figures(entry: Entry) -> list[tuple[str, Any]]:
    rows = Fact.objects.filter(source_kind=ENTRY_KIND, source_id=str(entry.pk), unit=entry.unit)
    latest = {
        fact.measure.name: fact.quantity for fact in rows.select_related("measure").order_by("end")
    }
    return list(latest.items())


def _events(entry: Entry) -> list[Event]:
    rows = trail_of(entry.root_id, ENTRY_KIND, entry.pk)[:50]
    found = [
        Event(one.at, _what(one.act, one.detail), one.actor_label, _told(one.detail))
        for one in rows
        if one.act in SAID and one.outcome == "done"
    ]
    if entry.batch is not None:
        text = _("第 %(n)s 行") % {"n": entry.source_ref} if entry.source_ref else ""
        found.append(Event(entry.received_at, _source(entry), entry.made_by_label, text))
    return found


def _what(act: str, detail: dict[str, Any]) -> str:
    return _("签名") if detail.get("role") == Role.SIGNATURE else SAID[act]


def _told(detail: dict[str, Any]) -> str:
    changes = [
        _("%(label)s 由 %(old)s 改为 %(new)s")
        % {"label": one["label"], "old": one["old"] or _("空"), "new": one["new"] or _("空")}
        for one in detail.get("changes", [])
    ]
    if "items" in detail:
        changes.append(_("%(n)s 件") % {"n": len(detail["items"])})
    if detail.get("reason"):
        changes.append(detail["reason"])
    return sentences(changes)


def _photo(item: Any) -> dict[str, str]:
    at = when(item.taken_at) if item.taken_at else day_short(item.received_at)
    return {
        "thumb": _url("evidence:thumb", item.pk),
        "url": _url("evidence:item", item.pk),
        "alt": item.caption or item.file_name,
        "caption": f"{item.caption or ''} {at}".strip(),
        "state": item.get_work_display() if item.waiting or item.broken else "",
        "refresh": _url("evidence:tile", item.pk) if item.waiting else "",
    }


def _url(name: str, *args: object) -> str:
    """Return the address of another room's page, "" where it has none by that name."""
    try:
        return reverse(name, args=list(args))
    except NoReverseMatch:
        return ""


def _used_in(entry: Entry) -> str:
    """Return where the reports that used this entry's figures are told, if any room tells it."""
    url = _url("documents:used_in")
    return f"{url}?{urlencode({'kind': ENTRY_KIND, 'id': entry.pk})}" if url else ""
