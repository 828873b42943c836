"""Lists and photos in reports: open problems, next steps, honours, pictures of the work."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.documents import gbt9704 as g
from youju.evidence.queries import Item, can_be_shown, items_of_many, open_copy
from youju.kernel.periods import Period, day_label
from youju.ledgers.queries import Entry, Ledger, entries_in, ledgers_for
from youju.ledgers.rules import told
from youju.organisations.queries import Unit, office_of

ENTRY = "ledgers.entry"
UNIT = "{unit}"
PHOTO_LEDGERS = ("cleanup",)
READ, NAMED = 10, 3  # entries read for a line, at most; units named in one
_FIELD = re.compile(r"\{(\w+)([!-]?)\}")
_UNSAID = re.compile(r"\{\w+-\}")
_GAP = re.compile(r"(?<=[一-鿿]) (?=\d)|(?<=\d) (?=[一-鿿])")  # papers have no space there
_CLAUSE = re.compile(r"(?<=[，；])(?![^（]*）)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list in a report, and the page of the record that it was made from."""

    text: str
    url: str


def ledgers_named(unit: Unit, codes: Collection[str]) -> dict[str, Ledger]:
    """Return the ledgers in force at the unit among these codes."""
    held = ledgers_for(office_of(unit)).filter(code__in=codes) if codes else ()
    return {one.code: one.ledger for one in held}


def newest_entries(unit: Unit, period: Period, held: Ledger, limit: int) -> list[Entry]:
    """Return the unit's newest entries in a ledger, enough for so many lines."""
    rows = entries_in(office_of(unit), held, unit, period)
    return list(rows.order_by("-end", "-id")[: limit * READ])


def report_lines(
    unit: Unit, period: Period, held: Ledger, entries: Iterable[Entry], pattern: str, today: date
) -> list[Line]:
    """Return a line for each entry that the pattern has words for.

    What several units below recorded in the same words is one line, which names them and leads to
    the list of these entries.

    Args:
        pattern: As `worded` takes it. `{unit}` is the unit below that recorded it; without it that
            unit stands in brackets at the end. `{late}` is how long its day has passed.
    """
    alike: dict[str, list[Entry]] = {}
    for entry in entries:
        more = {"unit": UNIT, "late": late(entry.due_on, today)}
        text = worded(entry.title, told(held, entry.values) | more, pattern)
        if text:
            alike.setdefault(text, []).append(entry)
    return [
        Line(_of_whom(text, rows, unit), _where(rows, unit, period)) for text, rows in alike.items()
    ]


def late(due_on: date | None, today: date) -> str:
    """Return how long a day has passed, "" where it has not."""
    days = (today - due_on).days if due_on else 0
    return _("已逾期%(days)s天") % {"days": days} if days > 0 else ""


def _of_whom(text: str, entries: list[Entry], unit: Unit) -> str:
    """Return the line with the units below that recorded it, the first three by name."""
    below = list(dict.fromkeys(one.unit.short_name for one in entries if one.unit_id != unit.pk))
    whom = "、".join(below[:NAMED])
    if len(below) > NAMED:
        whom = _("%(units)s等%(n)s个单位") % {"units": whom, "n": len(below)}
    if UNIT in text:
        return text.replace(UNIT, whom)
    return f"{text.removesuffix('。')}（{whom}）。" if whom else text


def _where(entries: list[Entry], unit: Unit, period: Period) -> str:
    """Return the page of the one entry, or of the list that holds them all."""
    if len(entries) == 1:
        return reverse("ledgers:entry", args=[entries[0].pk])
    titles = {one.title for one in entries}
    asked = {"unit": unit.code or str(unit.pk), "period": period.code}
    if len(titles) == 1:
        asked["q"] = titles.pop()
    return f"{reverse('ledgers:ledger', args=[entries[0].ledger_code])}?{urlencode(asked)}"


def worded(title: str, fields: dict[str, str], pattern: str) -> str:
    """Return the line of one record: its fields put into the pattern, or its title without one.

    Args:
        pattern: Names fields in braces: `{problem}。{cause}，{by}前解决。` A sentence, and a clause
            of it, whose fields are all empty is left out; without `{asked!}` the whole line is, and
            so it is with `{late-}`, which writes nothing.
    """
    title = _GAP.sub("", title)
    if not pattern:
        return title if title.endswith("。") else f"{title}。"
    asked = [(name, mark) for name, mark in _FIELD.findall(pattern) if mark]
    if any(bool(fields.get(name)) is (mark == "-") for name, mark in asked):
        return ""
    pattern = _UNSAID.sub("", pattern)
    told = "".join(_sentence(one, fields) for one in re.split(r"(?<=。)", pattern))
    return _GAP.sub("", told)


def _sentence(pattern: str, fields: dict[str, str]) -> str:
    """Return a sentence of those of its clauses that have something to say."""
    named = _FIELD.findall(pattern)
    if named and not any(fields.get(name) for name, _needed in named):
        return ""
    kept = [one for one in _CLAUSE.split(pattern) if _speaks(one, fields)]
    filled = _FIELD.sub(lambda match: fields.get(match[1], ""), "".join(kept))
    if pattern.endswith("。"):
        filled = f"{filled.rstrip('，；。')}。"
    return re.sub(r"[。；，]+(?=[。；，）])", "", filled)


def _speaks(clause: str, fields: dict[str, str]) -> bool:
    named = _FIELD.findall(clause)
    return not named or any(fields.get(name) for name, _needed in named)


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
    day = day_label(entry.end if entry else timezone.localdate(taken))
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
