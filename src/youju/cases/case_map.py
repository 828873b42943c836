"""Cases as dots where they lie: an inline picture, no tiles, no other host."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import cos, radians

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from youju.cases.models import Case
from youju.organisations.queries import Unit

WIDTH, HEIGHT, EDGE = 960.0, 400.0, 40.0
METRES_OF_A_DEGREE = 111_320.0
LENGTHS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
SMALLEST_SPAN = 0.002  # degrees: one case alone still has streets around it


@dataclass(frozen=True, slots=True)
class Dot:
    """A case on the picture."""

    case_id: int
    text: str
    x: str
    y: str
    kind: str


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

    def markup(self, chosen: int | None = None) -> SafeString:
        """Return the dots as links. Made here, since a template takes half a second for thousands."""
        way = reverse("cases:case", args=[0])
        return format_html_join(
            "",
            '<a href="{}" aria-label="{}"><circle class="dot {}{}" cx="{}" cy="{}" r="{}">'
            "<title>{}</title></circle></a>",
            (
                (
                    way.replace("/0/", f"/{dot.case_id}/"),
                    dot.text,
                    dot.kind,
                    " chosen" if dot.case_id == chosen else "",
                    dot.x,
                    dot.y,
                    9 if dot.case_id == chosen else 6,
                    dot.text,
                )
                for dot in self.dots
            ),
        )


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


def picture(cases: Sequence[Case], units: Iterable[Unit], now: datetime) -> Picture | None:
    """Return the picture of the cases that have a position; None when none has."""
    placed = [
        (one, one.lat, one.lng) for one in cases if one.lat is not None and one.lng is not None
    ]
    if not placed:
        return None
    frame = _frame([(lat, lng) for _case, lat, lng in placed])
    dots = [_dot(one, frame.place(lat, lng), now) for one, lat, lng in placed]
    dots.sort(key=lambda dot: dot.kind != "")  # late and hard ones lie on top
    length = next(
        (m for m in LENGTHS if m / METRES_OF_A_DEGREE * frame.scale >= WIDTH / 12), LENGTHS[-1]
    )
    bar = f"{length / METRES_OF_A_DEGREE * frame.scale:.1f}"
    metres = f"{length} 米" if length < LENGTHS[6] else f"{length // 1000} 公里"
    return Picture(dots, _labels(units, frame), bar, metres)


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


def _dot(case: Case, at: tuple[float, float], now: datetime) -> Dot:
    kind = "late" if case.overdue(now) else "hard" if case.hard else ""
    text = f"{case.title}，{case.get_state_display()}"
    return Dot(case.pk, text, f"{at[0]:.1f}", f"{at[1]:.1f}", kind)


def _labels(units: Iterable[Unit], frame: _Frame) -> list[Label]:
    found = []
    for unit in units:
        if unit.lat is None or unit.lng is None or not frame.inside(unit.lat, unit.lng):
            continue
        x, y = frame.place(unit.lat, unit.lng)
        found.append(Label(unit.short_name, f"{x:.1f}", f"{y:.1f}"))
    return found
