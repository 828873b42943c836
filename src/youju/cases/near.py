"""Problems that may be the same one, as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from youju.cases.models import Case
from youju.cases.queries import Near, near_duplicates, sees
from youju.kernel.ids import row_id
from youju.organisations.queries import Asking, Membership, Unit
from youju.ui.templatetags.ui import when


@dataclass(frozen=True, slots=True)
class Alike:
    """A case near by, why it is shown, and whether the reader may open it."""

    case: Case
    why: str
    visible: bool


def near_of(member: Membership, case: Case, now: datetime) -> list[Alike]:
    """Return the cases that may be the same as this one."""
    found = near_duplicates(
        case.unit, case.kind.code, case.lat, case.lng, now, case.place, apart_from=case.pk
    )
    return _shown(member, found)


def near_told(who: Asking, query: QueryDict, now: datetime) -> list[Alike]:
    """Return the cases that may be the same as what is being typed."""
    kind, place = query.get("kind", "")[:40], query.get("place", "").strip()[:120]
    if not kind or "\0" in kind + place:
        return []
    unit = Unit.objects.filter(pk=row_id(query.get("unit", "")) or who.unit.pk).first() or who.unit
    if not who.member.unit.covers(unit):
        unit = who.unit
    lat, lng = _number(query.get("lat", "")), _number(query.get("lng", ""))
    return _shown(who.member, near_duplicates(unit, kind, lat, lng, now, place))


def _shown(member: Membership, found: Iterable[Near]) -> list[Alike]:
    return [Alike(one.case, _why(one), sees(member, one.case)) for one in found]


def _why(near: Near) -> str:
    where = _("同一地点") if near.metres is None else _("相距 %(n)s 米") % {"n": near.metres}
    at = when(near.case.received_at)
    return _("%(where)s，%(at)s 上报") % {"where": where, "at": at}


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if -180 <= found <= 180 else None
