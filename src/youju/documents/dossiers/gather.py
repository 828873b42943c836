"""What the records of the twelve months offer for an item: photos, archived papers, measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.documents.models import Dossier
from youju.evidence.queries import Item, items_of_many
from youju.facts.queries import (
    Fact,
    Measure,
    kind_named,
    measures,
    unscoped_facts_behind,
    unscoped_figures,
)
from youju.kernel.periods import day_label
from youju.ledgers.queries import Ledger, entries_in, ledgers_for
from youju.ledgers.rules import told
from youju.organisations.queries import Membership, office_of
from youju.patrols.queries import findings_visible_to, visits_in

ENTRY, VISIT, CASE = "ledgers.entry", "patrols.visit", "cases.case"
ARCHIVE = "archive"  # the ledger of speeches, notices and schemes
MOST_PHOTOS, MOST_PAPERS, MOST_TABLES = 12, 10, 6
MOST_RECORDS = 60  # of each register: the newest with photos


@dataclass(frozen=True, slots=True)
class Offer:
    """A photo or a paper that a record holds, with what is known of it."""

    item: Item
    source_kind: str
    source_id: str
    title: str
    day: date
    captions: dict[str, str] = field(default_factory=dict)


def codes_of(dossier: Dossier) -> set[str]:
    """Return the codes under which records name the dossier's item."""
    return {dossier.item.code, *dossier.item.spec.get("aliases", ())}


def ledgers_for_item(dossier: Dossier) -> list[Ledger]:
    """Return the ledgers in force whose entries are evidence for the item."""
    codes = codes_of(dossier)
    held = (one.ledger for one in ledgers_for(office_of(dossier.unit)))
    return [one for one in held if codes & set(one.supports) and one.code != ARCHIVE]


def photos_offered(dossier: Dossier) -> list[Offer]:
    """Return photos of the item's ledgers, of visits to its places and of the problems found there, and
    of the records behind the figures that prove it, newest first, each picture once."""
    office = office_of(dossier.unit)
    offers = [
        *_of_entries(dossier, office),
        *_of_visits(dossier, office),
        *_of_problems(dossier, office),
        *_of_figures(dossier, office),
    ]
    offers.sort(key=lambda one: (one.day, one.item.pk), reverse=True)
    first = {one.item.pk: one for one in reversed(offers) if not one.item.broken}
    chosen = sorted(first.values(), key=lambda one: (one.item.blurred, -one.day.toordinal()))
    return chosen[:MOST_PHOTOS]


def _photos(office: Membership, kind: str, ids: Iterable[object]) -> Iterator[tuple[str, Item]]:
    for source_id, links in items_of_many(office, kind, ids).items():
        for link in links:
            if link.item.is_photo:
                yield source_id, link.item


def _of_entries(dossier: Dossier, office: Membership) -> Iterator[Offer]:
    for ledger in ledgers_for_item(dossier):
        rows = entries_in(office, ledger, dossier.unit, dossier.period)
        rows = rows.filter(evidence_count__gt=0).order_by("-end", "-pk")[:MOST_RECORDS]
        entries = {str(one.pk): one for one in rows}
        for source_id, item in _photos(office, ENTRY, map(int, entries)):
            entry = entries[source_id]
            fields = told(ledger, entry.values)
            captions = _captions(
                dossier,
                item,
                entry.end,
                fields.get("place", ""),
                entry.title,
                entry.unit.short_name,
            )
            captions["background"] = captions["background"] or ledger.label
            yield Offer(item, ENTRY, source_id, entry.title, entry.end, captions)


def _of_visits(dossier: Dossier, office: Membership) -> Iterator[Offer]:
    places = dossier.item.spec.get("places") or ()
    if not places:
        return
    rows = visits_in(office, dossier.unit, dossier.period).filter(place__kind__in=places)
    visits = {str(one.pk): one for one in rows.order_by("-done_on", "-pk")[:MOST_RECORDS]}
    for source_id, item in _photos(office, VISIT, map(int, visits)):
        visit = visits[source_id]
        who = visit.post or (visit.team.name if visit.team else visit.by_unit.short_name)
        title = f"{visit.target}{visit.get_purpose_display()}"
        captions = _captions(dossier, item, visit.done_on, visit.target, title, who)
        yield Offer(item, VISIT, source_id, title, visit.done_on, captions)


def _of_problems(dossier: Dossier, office: Membership) -> Iterator[Offer]:
    places = dossier.item.spec.get("places") or ()
    if not places:
        return
    rows = findings_visible_to(office).filter(
        visit__place__kind__in=places,
        visit__done_on__range=dossier.period.bounds,
        case_id__isnull=False,
    )
    found = {
        str(one.case_id): one for one in rows.order_by("-visit__done_on", "-pk")[:MOST_RECORDS]
    }
    for source_id, item in _photos(office, CASE, map(int, found)):
        visit = found[source_id].visit
        title = _("%(place)s问题整改") % {"place": visit.target}
        unit = visit.unit.short_name
        captions = _captions(dossier, item, visit.done_on, visit.target, title, unit)
        yield Offer(item, CASE, source_id, title, visit.done_on, captions)


def _of_figures(dossier: Dossier, office: Membership) -> Iterator[Offer]:
    """Yield photos of activities, services, titles and whatever else made a figure that proves the item."""
    found: dict[str, dict[str, Fact]] = {}
    for code in _proved_by(dossier):
        facts = unscoped_facts_behind(dossier.unit, dossier.period, code)
        for fact in facts.exclude(source_kind__in=(ENTRY, VISIT, CASE))[:MOST_RECORDS]:
            found.setdefault(fact.source_kind, {})[fact.source_id] = fact
    for kind, facts_of in found.items():
        photos = list(_photos(office, kind, facts_of))
        titles = kind_named(kind).titles({source_id for source_id, _item in photos})
        for source_id, item in photos:
            fact, title = facts_of[source_id], titles.get(source_id, "")
            day = fact.end or dossier.end
            captions = _captions(dossier, item, day, "", title, fact.unit.short_name)
            yield Offer(item, kind, source_id, title, day, captions)


def _proved_by(dossier: Dossier) -> list[str]:
    """Return the measures in the catalogue that the item's proofs name."""
    proofs = (one for one in dossier.item.spec.get("proofs") or () if one["kind"] == "measure")
    named = {str(one["given"].get("measure", "")): None for one in proofs}
    held = set(measures().filter(code__in=named).values_list("code", flat=True))
    return [code for code in named if code in held]


def _captions(
    dossier: Dossier, item: Item, day: date, place: str, title: str, who: str
) -> dict[str, str]:
    """Return the six lines as the record tells them. People are named by unit or post, never by name."""
    taken = timezone.localdate(item.taken_at) if item.taken_at else day
    return {
        "time": item.time or day_label(taken),
        "place": item.place or place,
        "people": item.people or _("%(who)s工作人员") % {"who": who},
        "topic": item.topic or item.caption or title,
        "background": item.background or dossier.item.text,
        "reason": item.reason or title,
    }


def papers_offered(dossier: Dossier) -> list[Offer]:
    """Return archived papers of the period whose title or subject names the item, newest first."""
    office = office_of(dossier.unit)
    archive = ledgers_for(office).filter(code=ARCHIVE).first()
    if archive is None:
        return []
    rows = entries_in(office, archive.ledger, dossier.unit, dossier.period)
    rows = rows.filter(evidence_count__gt=0).order_by("-end", "-pk")[:MOST_RECORDS]
    entries = {str(one.pk): one for one in rows if _speaks_of(one.values, dossier)}
    links = items_of_many(office, ENTRY, map(int, entries))
    found = [
        Offer(link.item, ENTRY, source_id, entries[source_id].title, entries[source_id].end)
        for source_id, held in links.items()
        for link in held
    ]
    return sorted(found, key=lambda one: one.day, reverse=True)[:MOST_PAPERS]


def _speaks_of(values: dict[str, Any], dossier: Dossier) -> bool:
    named = {one.strip() for one in str(values.get("items", "")).replace("，", "、").split("、")}
    words = f"{values.get('name', '')}{values.get('topic', '')}"
    return bool(named & codes_of(dossier)) or dossier.item.text in words


def measures_offered(dossier: Dossier) -> list[Measure]:
    """Return the measures of the item's proofs, then those its ledgers counted in the period."""
    catalogue = {one.code: one for one in measures()}
    codes = _proved_by(dossier)
    prefixes = tuple(f"{one.code}." for one in ledgers_for_item(dossier))
    counted = [code for code in catalogue if prefixes and code.startswith(prefixes)]
    if counted:
        figures = unscoped_figures(dossier.unit, dossier.period, counted)
        codes += sorted(
            (c for c in counted if figures[c].n and c not in codes), key=lambda c: -figures[c].n
        )
    return [catalogue[code] for code in dict.fromkeys(codes)]
