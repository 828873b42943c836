"""Cases as dots where they lie: an inline picture, no tiles, no other host. Dots that would lie on each other are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, log2, radians
from typing import NamedTuple
from urllib.parse import quote

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from youju.cases.rules import State
from youju.cases.rules.states import STATE_LABELS
from youju.kernel.words import joined
from youju.organisations.queries import Unit

WIDTH, HEIGHT, EDGE = 960.0, 400.0, 40.0
CELL = 32.0  # in the units of the picture: dots nearer than this are one
METRES_OF_A_DEGREE = 111_320.0
LENGTHS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
SMALLEST_SPAN = 0.002  # degrees: one case alone still has streets around it
CLOSEST = 0.0005  # degrees around a group, so that its own box is never empty


class Spot(NamedTuple):
    """A case with a position, as much of it as a dot tells."""

    case_id: int
    lat: float
    lng: float
    title: str
    state: str
    hard: bool
    late: bool


class Box(NamedTuple):
    """A part of the map, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, text: str) -> Box | None:
        """Read 120.40,31.20,120.50,31.30; None for what is no part of the earth."""
        try:
            west, south, east, north = map(float, text.split(","))
        except ValueError:
            return None
        if -180 <= west < east <= 180 and -90 <= south < north <= 90:
            return cls(west, south, east, north)
        return None

    @property
    def text(self) -> str:
        return ",".join(f"{one:.5f}" for one in self)


@dataclass(frozen=True, slots=True)
class Dot:
    """A case on the picture, or several that lie close together."""

    spots: list[Spot]
    x: float
    y: float

    @property
    def kind(self) -> str:
        return "late" if any(one.late for one in self.spots) else "hard" if any(one.hard for one in self.spots) else ""  # fmt: skip

    @property
    def text(self) -> str:
        first = self.spots[0]
        if len(self.spots) == 1:
            return joined((first.title, _(STATE_LABELS[State(first.state)])))
        late = sum(one.late for one in self.spots)
        told = {"n": len(self.spots), "late": late}
        return (
            _("%(n)s 件，其中逾期 %(late)s 件，放大") % told if late else _("%(n)s 件，放大") % told
        )

    @property
    def box(self) -> Box:
        """Return the part of the map around its cases."""
        lats, lngs = [one.lat for one in self.spots], [one.lng for one in self.spots]
        return Box(min(lngs) - CLOSEST, min(lats) - CLOSEST, max(lngs) + CLOSEST, max(lats) + CLOSEST)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A unit's name where it stands."""

    text: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The dots, the names under them, and a bar that says how long so many metres are."""

    dots: list[Dot]
    labels: list[Label]
    bar: str
    bar_metres: str

    def markup(self, kept: str, chosen: int | None = None) -> SafeString:
        """Return the dots as links. Made here, since a template takes half a second for thousands.

        Args:
            kept: What an address of this page must keep: unit, period and filters.
        """
        way = reverse("cases:case", args=[0])
        return format_html_join("", "{}", ((_drawn(dot, way, kept, chosen),) for dot in self.dots))


def _drawn(dot: Dot, way: str, kept: str, chosen: int | None) -> SafeString:
    first, text, count = dot.spots[0], dot.text, len(dot.spots)
    if count == 1:
        picked = first.case_id == chosen
        return format_html(
            '<a href="{}" aria-label="{}"><circle class="dot {}{}" cx="{}" cy="{}" r="{}"><title>{}</title></circle></a>',
            way.replace("/0/", f"/{first.case_id}/"), text, dot.kind, " chosen" if picked else "",
            f"{dot.x:.1f}", f"{dot.y:.1f}", 9 if picked else 6, text,
        )  # fmt: skip
    return format_html(
        '<a href="?{}&box={}" aria-label="{}"><circle class="dot many {}" cx="{}" cy="{}" r="{}"><title>{}</title></circle>'
        '<text class="many" x="{}" y="{}" text-anchor="middle">{}</text></a>',
        kept, quote(dot.box.text), text, dot.kind, f"{dot.x:.1f}", f"{dot.y:.1f}", f"{8 + min(log2(count), 8):.1f}",
        text, f"{dot.x:.1f}", f"{dot.y + 4:.1f}", count,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Frame:
    """How degrees become a place in the picture."""

    left: float
    top: float
    scale: float
    shrink: float
    spare_x: float
    spare_y: float

    def place(self, lat: float, lng: float) -> tuple[float, float]:
        x = self.spare_x + (lng * self.shrink - self.left) * self.scale
        return x, self.spare_y + (self.top - lat) * self.scale

    def inside(self, lat: float, lng: float) -> bool:
        x, y = self.place(lat, lng)
        return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def picture(
    spots: Sequence[Spot], units: Iterable[Unit], box: Box | None = None, apart: int | None = None
) -> Picture | None:
    """Return the picture of cases that have a position; None when there are none and no box either.

    Args:
        box: The part of the map to show; else that which holds all of them.
        apart: The case that has a dot of its own, whatever lies close.
    """
    if not spots and box is None:
        return None
    corners = [(box.south, box.west), (box.north, box.east)] if box else []
    frame = _frame(corners or [(one.lat, one.lng) for one in spots])
    dots = _grouped(spots, frame, apart)
    dots.sort(key=lambda dot: dot.kind != "")  # late and hard ones lie on top
    length = next(
        (m for m in LENGTHS if m / METRES_OF_A_DEGREE * frame.scale >= WIDTH / 12), LENGTHS[-1]
    )
    bar = f"{length / METRES_OF_A_DEGREE * frame.scale:.1f}"
    metres = (
        (_("%(length)s 米") % {"length": length})
        if length < LENGTHS[6]
        else (_("%(length)s 公里") % {"length": length // 1000})
    )
    return Picture(dots, _labels(units, frame), bar, metres)


def _grouped(spots: Iterable[Spot], frame: _Frame, apart: int | None) -> list[Dot]:
    cells: dict[tuple[int, int, int], list[tuple[Spot, float, float]]] = {}
    for one in spots:
        x, y = frame.place(one.lat, one.lng)
        own = one.case_id if one.case_id == apart else 0
        cells.setdefault((int(x // CELL), int(y // CELL), own), []).append((one, x, y))
    return [
        Dot(
            [one for one, _x, _y in cell],
            sum(x for _one, x, _y in cell) / len(cell),
            sum(y for _one, _x, y in cell) / len(cell),
        )
        for cell in cells.values()
    ]


def _frame(points: Sequence[tuple[float, float]]) -> _Frame:
    lats = [lat for lat, _lng in points]
    shrink = cos(radians(sum(lats) / len(lats)))  # a degree of longitude is shorter up north
    flat = [lng * shrink for _lat, lng in points]
    wide = max(max(flat) - min(flat), SMALLEST_SPAN)
    high = max(max(lats) - min(lats), SMALLEST_SPAN)
    scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
    middle_x, middle_y = (max(flat) + min(flat)) / 2, (max(lats) + min(lats)) / 2
    return _Frame(
        middle_x - wide / 2,
        middle_y + high / 2,
        scale,
        shrink,
        (WIDTH - wide * scale) / 2,
        (HEIGHT - high * scale) / 2,
    )


def _labels(units: Iterable[Unit], frame: _Frame) -> list[Label]:
    found = []
    for unit in units:
        if unit.lat is None or unit.lng is None or not frame.inside(unit.lat, unit.lng):
            continue
        x, y = frame.place(unit.lat, unit.lng)
        found.append(Label(unit.short_name, f"{x:.1f}", f"{y:.1f}"))
    return found
