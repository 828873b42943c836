"""Lists and photos in reports: open problems, next steps, honours, pictures of the work."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from youju.documents import gbt9704 as g
from youju.evidence.queries import Item, can_be_shown, items_of_many, open_copy
from youju.kernel.periods import Period, day_label
from youju.ledgers.queries import Entry, Ledger, entries_in, ledgers_for
from youju.ledgers.rules import told
from youju.organisations.queries import Unit, office_of

ENTRY = "ledgers.entry"
PHOTO_LEDGERS = ("cleanup",)
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list in a report, and the page of the record that it was made from."""

    text: str
    url: str


def ledgers_named(unit: Unit, codes: Collection[str]) -> dict[str, Ledger]:
    """Return the ledgers in force at the unit among these codes."""
    held = ledgers_for(office_of(unit)).filter(code__in=codes) if codes else ()
    return {one.code: one.ledger for one in held}


def report_lines(
    unit: Unit, period: Period, held: Ledger | None, pattern: str, limit: int
) -> list[Line]:
    """Return one line for each of the unit's newest entries in a ledger; none without a ledger.

    Args:
        pattern: Names fields in braces: `{problem}。{cause}`. A sentence whose fields are empty is
            left out. An empty pattern gives the entry's title.
    """
    office = office_of(unit)
    if held is None:
        return []
    entries = entries_in(office, held, unit, period).order_by("-end", "-id")[:limit]
    lines = (
        Line(
            worded(entry.title, told(held, entry.values), pattern),
            reverse("ledgers:entry", args=[entry.pk]),
        )
        for entry in entries
    )
    return [line for line in lines if line.text]


def worded(title: str, fields: dict[str, str], pattern: str) -> str:
    """Return the line of one record: its fields put into the pattern, or its title."""
    if not pattern:
        return title if title.endswith("。") else f"{title}。"
    sentences = []
    for sentence in re.split(r"(?<=。)", pattern):
        wanted = _FIELD.findall(sentence)
        if sentence and (not wanted or any(fields.get(name) for name in wanted)):
            filled = _FIELD.sub(lambda match: fields.get(match[1], ""), sentence)
            sentences.append(re.sub(r"[。；，]+(?=。)", "", filled))
    return "".join(sentences)


@dataclass(frozen=True, slots=True)
class ReportPhoto:
    """A photo in a report, as page and paper need it."""

    pk: int
    thumb: str
    url: str
    alt: str
    caption: str
    time: str
    place: str
    people: str = ""
    reason: str = ""

    @property
    def told(self) -> str:
        """时间, 地点, 人物, 事由 in one line."""
        return "，".join(one for one in (self.time, self.place, self.people, self.reason) if one)


def report_photos(
    unit: Unit, period: Period, ledgers: Iterable[Ledger], limit: int
) -> list[ReportPhoto]:
    """Return photos of the unit's entries in the period: of each entry the first pair, newest first."""
    office = office_of(unit)
    found: list[ReportPhoto] = []
    for held in ledgers:
        rows = entries_in(office, held, unit, period).filter(evidence_count__gt=0)
        rows = rows.select_related("unit", "version")
        entries = {str(e.pk): e for e in rows.order_by("-end", "-id")[:limit]}
        for source_id, links in items_of_many(office, ENTRY, entries).items():
            photos = [link.item for link in links if can_be_shown(link.item)][:2]
            found.extend(as_photo(item, entries[source_id]) for item in photos)
    return found[:limit]


def as_photo(item: Item, entry: Entry | None = None) -> ReportPhoto:
    """Return an item of evidence as a report shows it, with the words of its entry where told."""
    taken = item.taken_at or item.received_at
    day = day_label(entry.end if entry else taken.date())
    title = item.caption or (entry.title if entry else "") or _("照片")
    return ReportPhoto(
        item.pk,
        reverse("evidence:thumb", args=[item.pk]),
        reverse("evidence:item", args=[item.pk]),
        f"{title}，{day}",
        title,
        item.time or day,
        item.place or (told(entry.version.ledger, entry.values).get("place", "") if entry else ""),
        item.people,
        item.reason or title,
    )


def photo_for_paper(photo: ReportPhoto) -> g.Photo:
    """Return the photo with its content, for the Word file. Raises Missing when the file is gone."""
    file, _kind = open_copy(Item.objects.get(pk=photo.pk))
    with file:
        return g.Photo(file.read(), photo.time, photo.place, photo.caption)


def card_for_paper(photo: ReportPhoto) -> g.Card:
    """Return the photo with its content and its 时间, 地点, 人物, 事由, as far as they are told."""
    file, _kind = open_copy(Item.objects.get(pk=photo.pk))
    lines = (
        (_("时间"), photo.time),
        (_("地点"), photo.place),
        (_("人物"), photo.people),
        (_("事由"), photo.reason),
    )
    with file:
        return g.Card(file.read(), [one for one in lines if one[1]], photo.alt)
