"""What a GeoReport request asks for, read and checked; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import isfinite
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from youju.cases.rules import OPEN, State

MOST = 1000  # requests in an answer
MOST_MEDIA = 9  # pictures sent with a report
SPAN = timedelta(days=90)
STATES = {"open": OPEN, "closed": frozenset(State) - OPEN}


class Fault(Exception):
    """A GeoReport error: its HTTP code and what is wrong."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code, self.description = code, description


@dataclass(frozen=True, slots=True)
class Filters:
    """Which requests are wanted. With `numbers` nothing else counts."""

    numbers: tuple[str, ...]
    kinds: tuple[str, ...]
    states: frozenset[State]
    start: datetime
    end: datetime


def filters_of(query: Mapping[str, str], now: datetime) -> Filters:
    """Return the filters of a request; without dates the last 90 days.

    Raises:
        Fault: 400 for a date or status that is none, or a span over 90 days.
    """
    start, end = _time(query, "start_date"), _time(query, "end_date")
    end = end or (min(start + SPAN, now) if start else now)
    start = start or end - SPAN
    if end - start > SPAN:
        raise Fault(400, _("start_date 到 end_date 不能超过 90 天"))
    return Filters(
        _several(query, "service_request_id"), _several(query, "service_code"), _states(query), start, end
    )  # fmt: skip


def _several(query: Mapping[str, str], name: str) -> tuple[str, ...]:
    parts = (part.strip() for part in query.get(name, "").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))[:MOST]


def _states(query: Mapping[str, str]) -> frozenset[State]:
    wanted = _several(query, "status") or tuple(STATES)
    if set(wanted) - set(STATES):
        raise Fault(400, _("status 只能是 open 或 closed"))
    return frozenset(state for one in wanted for state in STATES[one])


def _time(query: Mapping[str, str], name: str) -> datetime | None:
    text = query.get(name, "").strip().replace(" ", "+")  # a plus sign that was not escaped
    if not text:
        return None
    told = _("%(name)s 写作 2026-07-08T12:00:00+08:00") % {"name": name}
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Fault(400, told) from error
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    if not 2000 <= found.year <= 2200:
        raise Fault(400, told)
    return found


@dataclass(frozen=True, slots=True)
class Posted:
    """A problem as a GeoReport client tells it."""

    service_code: str
    address: str
    lat: float | None
    lng: float | None
    description: str
    name: str
    phone: str
    unit: str
    quantity: str


def posted_of(form: Mapping[str, str]) -> Posted:
    """Return what was posted.

    Raises:
        Fault: 400 without a service code or a place, or with a position that is none.
    """
    code = form.get("service_code", "").strip()
    if not code:
        raise Fault(400, _("缺少 service_code"))
    lat, lng = _degrees(form, "lat", 90), _degrees(form, "long", 180)
    address = form.get("address_string", "").strip()
    if (lat is None) != (lng is None):
        raise Fault(400, _("lat 和 long 要一起给"))
    if lat is None and not address:
        raise Fault(400, _("缺少位置：给 lat 和 long，或 address_string"))
    return Posted(
        service_code=code,
        address=address,
        lat=lat,
        lng=lng,
        description=_description(form),
        name=f"{form.get('last_name', '').strip()}{form.get('first_name', '').strip()}",
        phone=form.get("phone", "").strip(),
        unit=form.get("attribute[unit]", "").strip(),
        quantity=form.get("attribute[quantity]", "").strip(),
    )


def _description(form: Mapping[str, str]) -> str:
    """Return the description; at its end, said for what it is, the address of a picture that lies elsewhere.

    Nothing is fetched from there: whoever takes the report up may open it.
    """
    told, media = form.get("description", "").strip(), form.get("media_url", "").strip()
    if not media:
        return told
    if not is_web_address(media):
        raise Fault(400, _("media_url 应为 http 或 https 网址"))
    return f"{told}\n照片网址：{media}".strip()  # kept, so Chinese whoever asks


def is_web_address(text: str) -> bool:
    """Return whether a text is one address of http or https."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(text.split()) == 1


def _degrees(form: Mapping[str, str], name: str, most: int) -> float | None:
    text = form.get(name, "").strip()
    if not text:
        return None
    try:
        found = float(text)
    except ValueError as error:
        raise Fault(400, _("%(name)s 应为数字") % {"name": name}) from error
    if not (isfinite(found) and -most <= found <= most):
        raise Fault(400, _("%(name)s 不在地图上") % {"name": name})
    return found
