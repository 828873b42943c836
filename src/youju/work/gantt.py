"""Drawing tasks and works along the time, as inline SVG; a list of the same rows stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from youju.kernel.periods import MONTHS, Grain, around
from youju.kernel.words import joined, labelled

WIDTH, LABEL, ROW, HEAD = 960, 230, 28, 26
MOST_TICKS, LONGEST = 15, 15
Place = Callable[..., float]


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: from when to when, how much of it is done, whether it is late or settled."""

    label: str
    url: str
    start: date
    end: date
    percent: int
    look: str = ""  # late, done, or "" while it is under way


def gantt(bars: Sequence[Bar], today: date) -> SafeString:
    """Return the rows along the months, with a line for today; nothing where there are none."""
    if not bars:
        return SafeString("")
    first = around(min(one.start for one in bars), Grain.MONTH).bounds[0]
    last = around(max(one.end for one in bars), Grain.MONTH).bounds[1]
    days = (last - first).days + 1

    def x(day: date, more: int = 0) -> float:
        return round(LABEL + (WIDTH - LABEL) * ((day - first).days + more) / days, 1)

    height = HEAD + ROW * len(bars) + 4
    parts = [*_ticks(first, last, x, height)]
    parts += [_row(n, one, x) for n, one in enumerate(bars)]
    if first <= today <= last:
        line = '<line class="now" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/><text class="now" x="{0}" y="11" text-anchor="middle">{3}</text>'
        parts.append(format_html(line, x(today), HEAD - 12, height, _("今天")))
    told = _("%(n)s 项按时间排列") % {"n": len(bars)}
    frame = '<svg class="gantt" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    return format_html(
        frame, WIDTH, height, told, format_html_join("", "{}", ((one,) for one in parts))
    )


def _ticks(first: date, last: date, x: Place, height: int) -> list[SafeString]:
    months = []
    day = first
    while day <= last:
        months.append(day)
        day = around(day, Grain.MONTH).bounds[1] + timedelta(1)
    step = -(-len(months) // MOST_TICKS)
    tick = '<line class="tick" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/><text class="axis" x="{3}" y="{4}">{5}</text>'
    return [
        format_html(tick, x(one), HEAD - 4, height, x(one) + 3, HEAD - 8, _month(one, one == first))
        for one in months[::step]
    ]


def _month(day: date, first: bool) -> str:
    return around(day, Grain.MONTH).label if first or day.month == 1 else MONTHS[day.month]


def _row(n: int, one: Bar, x: Place) -> SafeString:
    top = HEAD + ROW * n
    left, right = x(one.start), x(one.end, 1)
    width = max(right - left, 3)
    label = one.label if len(one.label) <= LONGEST else f"{one.label[: LONGEST - 1]}…"
    words = labelled(
        one.label, joined((f"{one.start:%Y-%m-%d} — {one.end:%Y-%m-%d}", f"{one.percent}%"))
    )
    row = (
        '<g class="bar {look}"><a href="{url}"><title>{words}</title><text class="label" x="0" y="{base}">{label}</text>'
        '<rect class="all" x="{left}" y="{y}" width="{width}" height="12"/>'
        '<rect class="part" x="{left}" y="{y}" width="{part}" height="12"/></a></g>'
    )
    part = round(width * one.percent / 100, 1)
    return format_html(
        row, look=one.look, url=one.url, words=words, base=top + 18, label=label, left=left, y=top + 8,
        width=width, part=part,
    )  # fmt: skip
