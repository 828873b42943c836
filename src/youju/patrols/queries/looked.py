"""How every place of some kinds was found when somebody last looked, for a whole tree at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from youju.cases.queries import unscoped_closed
from youju.patrols.models import Finding, KindVersion, Place, Visit

VISITS = 4  # of a place, newest first: a short look does not hide the whole one before it


@dataclass(frozen=True, slots=True)
class Check:
    """What is known of one line of a checklist at a place.

    Attributes:
        good: Whether it was in order, or what was wrong is known to be put right.
        on: The day somebody looked.
        text: What was found wrong, in words; "" where nothing was.
        case_id: The problem it became.
    """

    good: bool
    on: date
    text: str = ""
    case_id: int | None = None


@dataclass(slots=True)
class Looked:
    """A place with the latest word on each of its checks; none where nobody came in time."""

    id: int
    path: str
    unit_id: int
    kind: str
    name: str
    checks: dict[str, Check] = field(default_factory=dict)


def unscoped_looked(root_id: int, kinds: Collection[str], since: date, until: date) -> list[Looked]:
    """Return the standing places of these kinds with what visits between the days found, latest word
    first; in four queries however many there are. A finding that was corrected on the spot, or whose
    problem was verified and closed, counts as good.
    """
    rows = Place.objects.filter(root_id=root_id, kind__in=kinds, retired_on=None).order_by("pk")
    places = {
        pk: Looked(pk, path, unit_id, kind, name)
        for pk, path, unit_id, kind, name in rows.values_list(
            "pk", "unit__path", "unit_id", "kind", "name"
        )
    }
    visits = _latest(root_id, kinds, since, until)
    found = _findings([visit_id for visit_id, *_rest in visits])
    for visit_id, place_id, on, passed in visits:
        place = places.get(place_id)
        if place is not None:
            for code, check in found.get(visit_id, {}).items():
                place.checks.setdefault(code, Check(check.good, on, check.text, check.case_id))
            for code in passed:
                place.checks.setdefault(code, Check(True, on))
    return list(places.values())


def _latest(
    root_id: int, kinds: Collection[str], since: date, until: date
) -> list[tuple[int, int, date, list[str]]]:
    """Return the last visits of each place, the newest of each first."""
    number = Window(
        RowNumber(), partition_by=F("place_id"), order_by=[F("done_on").desc(), F("pk").desc()]
    )
    rows = Visit.objects.filter(
        root_id=root_id, kind__in=kinds, done_on__range=(since, until),
        state=Visit.State.LIVE, place__isnull=False,
    )  # fmt: skip
    rows = rows.annotate(number=number).filter(number__lte=VISITS)
    return list(rows.order_by("number").values_list("pk", "place_id", "done_on", "passed"))


def _findings(visit_ids: list[int]) -> dict[int, dict[str, Check]]:
    wanted = set(visit_ids)
    rows = Finding.objects.filter(visit_id__in=wanted) if wanted else Finding.objects.none()
    told = list(rows.values_list("pk", "visit_id", "item", "text", "corrected", "case_id"))
    closed = unscoped_closed({case_id for *_rest, case_id in told if case_id})
    found: dict[int, dict[str, Check]] = {}
    for pk, visit_id, item, text, corrected, case_id in told:
        good = corrected or case_id in closed
        key = item or f"+{pk}"
        before = found.setdefault(visit_id, {}).get(key)
        if before is None or before.good:
            found[visit_id][key] = Check(good, date.min, text, case_id)
    return found


def check_texts(kinds: Collection[str]) -> dict[str, dict[str, str]]:
    """Return what each check says, by kind of place and code, as it is now."""
    rows = KindVersion.objects.filter(code__in=kinds, current=True)
    return {one.code: {item.code: item.text for item in one.kind.items} for one in rows}


def problem_named(place: Place, text: str) -> str:
    """Return the kind of problem that something wrong at a place becomes, by its words: those of the
    checklist, or those of whoever found it. "" where neither says."""
    version = KindVersion.objects.filter(code=place.kind, current=True).first()
    if version is None:
        return ""
    kind = version.kind
    code = next((one.code for one in kind.items if one.text == text), "")
    if not code:
        rows = Finding.objects.filter(visit__place=place, text=text).exclude(item="")
        code = rows.order_by("-pk").values_list("item", flat=True).first() or ""
    item = kind.item(code)
    return item.problem if item is not None else ""
