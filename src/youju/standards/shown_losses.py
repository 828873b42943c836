"""What was lost, as the score page lists it: by item, unit, place or cause, the easiest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from youju.kernel.words import Words, labelled, sentences
from youju.organisations.queries import Membership, Unit
from youju.patrols.queries import places_visible_to
from youju.standards import queries
from youju.standards.models import Edition, Item, Remedy
from youju.standards.queries import Stood
from youju.standards.queries.standing import item_specs
from youju.standards.remedied import done_on
from youju.standards.rules.losses import ABSENT, Loss, by_cause
from youju.standards.rules.standings import LINE
from youju.standards.spec import ItemSpec

CAUSES = Words(
    {
        "place": "点位问题",
        "evidence": "缺佐证",
        "figure": "数据不够",
        "survey": "问卷",
        "cases": "问题办理",
        "judged": "人工评定",
        "unseen": "没有查",
        ABSENT: "缺项",
    }
)
BY = Words({"item": "指标", "unit": "单位", "place": "地点", "cause": "原因"})
SORTS = Words({"effort": "省力", "points": "失分"})
NAMED = 3  # things missing that a line names
MOST_FIXED = 300


@dataclass(slots=True)
class Lost:
    """One line of what was lost: the gaps of an item, a unit, a place or a cause."""

    key: str
    label: str
    url: str = ""
    code: str = ""
    item_id: int = 0
    gaps: list[Loss] = field(default_factory=list)
    remedies: list[tuple[Remedy, bool]] = field(default_factory=list)
    checked: bool = False
    fix: str = ""
    told: dict[str, None] = field(default_factory=dict)

    @property
    def value(self) -> str:
        """What the check box sends: each gap as code:index."""
        return ",".join(f"{one.code}:{one.gap}" for one in self.gaps)

    @property
    def points(self) -> Decimal:
        return sum((one.points for one in self.gaps), Decimal(0))

    @property
    def effort(self) -> Decimal:
        return sum((one.effort for one in self.gaps), Decimal(0))

    @property
    def per_day(self) -> Decimal:
        return self.points / self.effort if self.effort else self.points

    @property
    def texts(self) -> str:
        """What is missing, and where, in a line."""
        told = list(self.told)
        more = _("等 %s 处") % len(self.gaps) if len(told) > NAMED else ""
        return sentences(told[:NAMED]) + more

    @property
    def unseen(self) -> bool:
        return all(one.cause == "unseen" for one in self.gaps)


def fixed_from(given: Iterable[str]) -> list[tuple[str, int]]:
    """Return the gaps that check boxes name; what makes no sense is passed over."""
    found: list[tuple[str, int]] = []
    for text in list(given)[:MOST_FIXED]:
        for one in text.split(",")[:MOST_FIXED]:
            code, _colon, number = one.rpartition(":")
            if code and number.isascii() and number.isdigit() and len(number) < 5:
                found.append((code[:40], int(number)))
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Naming:
    """What the lines are called: items by code, and the unit that each gap belongs to."""

    by: str
    specs: Mapping[str, ItemSpec]
    items: Mapping[str, int]
    unit: Unit
    units: Mapping[int, Unit] = field(default_factory=dict)
    places: Mapping[int, int] = field(default_factory=dict)
    leads: Mapping[int, int] = field(default_factory=dict)

    def unit_of(self, one: Loss) -> Unit:
        """Return who has to put a gap right: the unit it is missing at or whose place it is, else the
        unit that leads the item, else the unit itself."""
        for pk in (one.unit_id, self.places.get(one.place_id or 0)):
            if pk and pk in self.units:
                return self.units[pk]
        lead = self.units.get(self.leads.get(self.items.get(one.code, 0), 0))
        return lead if lead is not None and self._answers(lead) else self.unit

    def _answers(self, lead: Unit) -> bool:
        """Return whether a leading unit can do anything here: a bureau, or one above or below; not
        another street."""
        over_or_under = lead.path.startswith(self.unit.path) or self.unit.path.startswith(lead.path)
        return lead.kind not in LINE or over_or_under

    def line(self, one: Loss) -> Lost:
        """Return the line that a gap stands in, still empty."""
        if self.by == "unit":
            return self._of_unit(self.unit_of(one))
        if self.by == "place" and one.place_id is not None:
            url = reverse("patrols:place", args=[one.place_id])
            return Lost(f"p{one.place_id}", one.place, url)
        if self.by == "place":
            return Lost("p", _("不涉及点位"))
        if self.by == "cause":
            return Lost(one.cause, CAUSES.get(one.cause, one.cause))
        pk = self.items.get(one.code, 0)
        url = reverse("standards:item", args=[pk]) if pk else ""
        return Lost(one.code, self.specs[one.code].text, url, one.code, pk)

    def _of_unit(self, at: Unit) -> Lost:
        below = at.pk != self.unit.pk and at.path.startswith(self.unit.path)
        url = f"{reverse('standards:index')}?{urlencode({'unit': at.code or at.pk})}"
        return Lost(f"u{at.pk}", at.short_name, url if below else "")

    def told(self, one: Loss) -> str:
        """Return what is missing, with the item where the line is not one."""
        text = one.text or self.specs[one.code].text
        if one.place and self.by != "place":
            text = labelled(one.place, text)
        return text if self.by == "item" else f"{one.code} {text}"


def naming(member: Membership, stood: Stood, by: str) -> Naming:
    """Return what the lines of a standing are called, reading no more than they need."""
    edition, unit = stood.standing.edition, stood.standing.unit
    items = dict(Item.objects.filter(edition=edition).values_list("code", "pk"))
    specs = item_specs(stood.spec)
    if by != "unit":
        return Naming(by, specs, items, unit)
    found = stood.losses
    at = {one.place_id for one in found if one.place_id}
    places = dict(places_visible_to(member).filter(pk__in=at).values_list("pk", "unit"))
    leads = queries.lead_units(edition)
    wanted = {one.unit_id for one in found} | set(places.values()) | set(leads.values())
    units = Unit.objects.filter(pk__in={pk for pk in wanted if pk}, root_id=unit.root_id)
    return Naming(by, specs, items, unit, {one.pk: one for one in units}, places, leads)


def lost_rows(
    member: Membership, stood: Stood, by: str, sort: str, fixed: Collection[tuple[str, int]]
) -> list[Lost]:
    """Return what was lost, by item, unit, place or cause, the easiest or the greatest first."""
    names = naming(member, stood, by)
    rows: dict[str, Lost] = {}
    held = _held(member, stood.standing.edition, stood.standing.unit)
    for one in stood.losses:
        line = names.line(one)
        row = rows.setdefault(line.key, line)
        row.gaps.append(one)
        if text := names.told(one):
            row.told[text] = None
        row.fix = names.specs[one.code].fix
        row.remedies += held.get((one.code, one.place_id, one.text[:200]), [])
    chosen = set(fixed)
    for row in rows.values():
        row.checked = bool(chosen) and all((one.code, one.gap) in chosen for one in row.gaps)
    found = list(rows.values())
    if sort == "points":
        return sorted(found, key=lambda row: -row.points)
    return sorted(found, key=lambda row: -row.per_day)


Held = dict[tuple[str, int | None, str], list[tuple[Remedy, bool]]]


def _held(member: Membership, edition: Edition, unit: Unit) -> Held:
    rows = queries.remedies_of(member, edition, unit)
    done = done_on(rows)
    found: Held = {}
    for one in rows:
        for text in (one.text, labelled(one.unit.short_name, one.text)[:200]):
            key = (one.item_code, one.place_id, text)
            found.setdefault(key, []).append((one, one.pk in done))
    return found


def causes(stood: Stood) -> list[tuple[str, Decimal]]:
    """Return the points lost by cause, in words."""
    found = by_cause(stood.losses, stood.whole)
    return [(CAUSES.get(cause, cause), points) for cause, points in found.items()]


def past_winning(stood: Stood) -> Decimal:
    """Return the points nobody can win back: of items that do not exist at the unit."""
    return by_cause(stood.losses, stood.whole).get(ABSENT, Decimal(0))


HEADS = (
    "指标", "项目", "单位", "地点", "缺什么", "原因", "失分", "人天", "分/人天", "怎样补", "责任单位",
)  # fmt: skip


def loss_sheet(member: Membership, rows: Sequence[Loss], stood: Stood) -> list[list[Any]]:
    """Return the losses as lines of a workbook, under HEADS."""
    names = naming(member, stood, "unit")
    return [
        [
            one.code,
            names.specs[one.code].text,
            names.unit_of(one).short_name,
            one.place,
            one.text,
            CAUSES.get(one.cause, one.cause),
            float(round(one.points, 2)),
            float(one.effort),
            float(one.per_day),
            names.specs[one.code].fix,
            names.specs[one.code].duty,
        ]
        for one in rows
    ]
