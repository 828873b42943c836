"""What anybody may see. Nothing here reads a reporter, an exact place, or words that nobody passed."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from youju.cases.queries import kinds_of
from youju.kernel.refusal import Missing
from youju.kernel.words import said
from youju.organisations.queries import Unit, subtree, subtree_ids
from youju.organisations.rules import UnitKind
from youju.portal import rules
from youju.portal.models import Publication, PublicCase, PublicPhoto
from youju.portal.rules.kinds import ASKED, offered

# The levels that have a public site of their own.
OPEN_KINDS = (
    UnitKind.CITY, UnitKind.DISTRICT, UnitKind.STREET, UnitKind.TOWN, UnitKind.COMMUNITY, UnitKind.VILLAGE,
)  # fmt: skip
LISTED = (UnitKind.CITY, UnitKind.DISTRICT, UnitKind.STREET, UnitKind.TOWN)
CELLS = 400
ON_MAP = 2000  # problems on the map: the newest


def _open_units() -> QuerySet[Unit]:
    return Unit.objects.filter(until=None, kind__in=OPEN_KINDS).exclude(code=None)


def places_open() -> list[Unit]:
    """Return the cities, districts and streets that have a public site, in tree order."""
    return list(_open_units().filter(kind__in=LISTED).order_by("path")[:300])


def place_at(code: int | str) -> Unit:
    """Return the unit whose public site the division code opens. Raises Missing for any other."""
    unit = _open_units().filter(code=str(code)).first()
    if unit is None:
        raise Missing(_("没有这个地方的公众页面，请核对网址"))
    return unit


def site_of(unit: Unit) -> Unit | None:
    """Return the public site that a unit belongs to: its own, else that of the next unit above."""
    return _open_units().filter(pk__in=unit.ancestor_ids).order_by("-path").first()


def communities(place: Unit) -> list[Unit]:
    """Return the communities and villages of a place that a resident may name, in tree order."""
    kinds = (UnitKind.COMMUNITY, UnitKind.VILLAGE)
    return list(subtree(place).filter(kind__in=kinds, until=None).order_by("path")[:500])


def unit_marks(place: Unit) -> list[Unit]:
    """Return the communities of a place that have a position."""
    return [unit for unit in communities(place) if unit.lat is not None and unit.lng is not None]


def kinds_offered(root_id: int) -> list[tuple[str, str]]:
    """Return code and words of the kinds that a resident chooses from."""
    return offered({kind.code for kind in kinds_of(root_id) if not kind.closed})


def kinds_known(root_id: int) -> list[tuple[str, str]]:
    """Return those and what inspectors asked, which has a page of its own."""
    known = {kind.code for kind in kinds_of(root_id) if not kind.closed}
    return offered(known) + ([(ASKED[0], said(ASKED[1]))] if ASKED[0] in known else [])


def takes_asked(place: Unit) -> bool:
    """Return whether residents of a place can tell what inspectors asked them."""
    return ASKED[0] in dict(kinds_known(place.root_id))


def public_cases(place: Unit) -> QuerySet[PublicCase]:
    """Return the problems of a place that somebody let the public see."""
    rows = PublicCase.objects.filter(root_id=place.root_id, decision=PublicCase.Decision.SHOWN)
    if place.pk != place.root_id:
        rows = rows.filter(unit_id__in=subtree_ids(place))
    return rows.select_related("unit", "case")


def narrowed(
    rows: QuerySet[PublicCase], kind: str, state: str, month: date | None
) -> QuerySet[PublicCase]:
    """Return the rows of a kind, a state in a resident's words, and a month; "" and None are all."""
    if kind:
        rows = rows.filter(kind_code=kind)
    if state:
        rows = rows.filter(case__state__in=rules.states_called(state))
    if month is not None:
        after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        rows = rows.filter(received_on__gte=month, received_on__lt=after)
    return rows


def cells_of(rows: QuerySet[PublicCase]) -> list[tuple[float, float, int]]:
    """Return where the newest of the rows lie, by cell, with how many in each; the fullest first."""
    newest = rows.exclude(lat=None).order_by("-received_on", "-id")
    counted = Counter(newest.values_list("lat", "lng")[:ON_MAP])
    return [
        (lat, lng, n)
        for (lat, lng), n in counted.most_common(CELLS)
        if lat is not None and lng is not None
    ]


def public_case_at(slug: str) -> PublicCase:
    """Return one shown problem. Raises Missing for any other."""
    rows = PublicCase.objects.filter(slug=slug, decision=PublicCase.Decision.SHOWN)
    found = rows.select_related("unit", "case__owner_unit").first()
    if found is None:
        raise Missing(_("没有这个问题，或者没有公开"))
    return found


def photo_at(slug: str) -> PublicPhoto:
    """Return one shown photo of a shown problem. Raises Missing for any other."""
    shown = PublicCase.Decision.SHOWN
    rows = PublicPhoto.objects.filter(slug=slug, decision=shown, public_case__decision=shown)
    found = rows.select_related("item").first()
    if found is None:
        raise Missing(_("没有这张照片，或者没有公开"))
    return found


def publications_at(place: Unit) -> QuerySet[Publication]:
    """Return what the offices of a place publish and did not take back."""
    rows = Publication.objects.filter(unit_id__in=subtree_ids(place), withdrawn_at=None)
    return rows.select_related("unit")


def publication_at(place: Unit, publication_id: int) -> Publication:
    """Return one publication of a place. Raises Missing for any other."""
    found = publications_at(place).filter(pk=publication_id).first()
    if found is None:
        raise Missing(_("没有这条公示，或者已经撤下"))
    return found
