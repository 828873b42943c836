"""Small pictures of numbers as inline SVG: attributes only, no style, a text for who cannot see.

Lines differ by dash and bars by filling, so they survive colour blindness and a black printer.
"""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from youju.kernel import words

Values = Sequence[float | None]


def plain(value: float | None) -> str:
    """Return 3.0 as 3, 3.25 as 3.25, None as 无."""
    if value is None:
        return _("无")
    return f"{value:.2f}".rstrip("0").rstrip(".")


def nice_top(highest: float) -> float:
    """Return the smallest of 1, 2, 4, 5, 8, 10 × a power of ten that is not below the highest."""
    if highest <= 0:
        return 1
    power = 1.0
    while power * 10 <= highest:
        power *= 10
    while power > highest:
        power /= 10
    return next(step * power for step in (1, 2, 4, 5, 8, 10) if step * power >= highest)


class Scale:
    """Values to heights: `low` at the bottom, `high` at the top of a box."""

    def __init__(self, low: float, high: float, top: float, bottom: float) -> None:
        self.low, self.span = low, (high - low) or 1
        self.top, self.bottom = top, bottom

    def y(self, value: float) -> float:
        return self.bottom - (value - self.low) / self.span * (self.bottom - self.top)


def _runs(points: Sequence[tuple[float, float] | None]) -> list[str]:
    """Return the unbroken stretches of a line as SVG points; a gap in the values breaks it."""
    runs: list[list[str]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(f"{point[0]:.1f},{point[1]:.1f}")
    return [" ".join(run) for run in runs if run]


def _lines(points: Sequence[tuple[float, float] | None], kind: str) -> SafeString:
    runs = ((kind, run) for run in _runs(points))
    return format_html_join("", '<polyline class="{}" points="{}"/>', runs)


def _places(values: Values, xs: Sequence[float], scale: Scale) -> list[tuple[float, float] | None]:
    pairs = zip(xs, values, strict=False)
    return [None if value is None else (x, scale.y(value)) for x, value in pairs]


def sparkline(now: Values, then: Values, *, unit: str, zero: bool) -> SafeString:
    """Return a 112 × 24 line of this year over last year's, or a dash where there are no values."""
    known = [value for value in (*now, *then) if value is not None]
    if not known:
        return format_html('<span class="dim">{}</span>', "—")
    scale = Scale(0 if zero else min(known), max(known), 3, 21)
    count = max(len(now), len(then))
    step = 106 / max(count - 1, 1)
    xs = [3 + step * i for i in range(count)]
    here = _places(now, xs, scale)
    last = next((point for point in reversed(here) if point), None)
    dot = (
        format_html('<circle cx="{}" cy="{}" r="2.5"/>', *(f"{n:.1f}" for n in last))
        if last
        else ""
    )
    unit, mark = words.said(unit), words.said("、")  # numbers need no translating, one by one
    text = _("逐月 %(values)s%(unit)s") % {"values": mark.join(map(plain, now)), "unit": unit}
    if then:
        text += _("；去年同期 %(values)s%(unit)s") % {
            "values": mark.join(map(plain, then)),
            "unit": unit,
        }
    return format_html(
        '<svg class="spark" viewBox="0 0 112 24" role="img" aria-label="{}">{}{}{}</svg>',
        text,
        _lines(_places(then, xs, scale), "then"),
        _lines(here, "now"),
        dot,
    )


WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 224, 48, 20, 188


def _grid(top_value: float) -> SafeString:
    scale = Scale(0, top_value, TOP, BOTTOM)
    steps = [(share, f"{scale.y(top_value * share):.1f}") for share in (0, 0.5, 1)]
    lines = format_html_join(
        "",
        '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>',
        (("grid" if share else "axis", LEFT, WIDTH, y, y) for share, y in steps),
    )
    labels = format_html_join(
        "",
        '<text x="{}" y="{}" dy="4" text-anchor="end">{}</text>',
        ((LEFT - 8, y, plain(top_value * share)) for share, y in steps),
    )
    return lines + labels


def _axis_labels(labels: Sequence[str], xs: Sequence[float]) -> SafeString:
    every = max(1, -(-len(labels) // 12))
    shown = list(zip(xs, labels, strict=True))[::every]
    return format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        ((f"{x:.1f}", BOTTOM + 26, label) for x, label in shown),
    )


def _svg(parts: Sequence[SafeString]) -> SafeString:
    # The table behind the chart is its text, so the picture itself is hidden from readers.
    inner = format_html_join("", "{}", ((part,) for part in parts))
    return format_html('<svg viewBox="0 0 {} {}" aria-hidden="true">{}</svg>', WIDTH, HEIGHT, inner)


def _top_of(now: Values, then: Values) -> float:
    return nice_top(max((v for v in (*now, *then) if v is not None), default=0))


def line_chart(labels: Sequence[str], now: Values, then: Values) -> SafeString:
    """Return this year's line over last year's dashed one; its end carries the value."""
    top = _top_of(now, then)
    scale = Scale(0, top, TOP, BOTTOM)
    step = (WIDTH - LEFT - 60) / max(len(labels) - 1, 1)
    xs = [LEFT + 20 + step * i for i in range(len(labels))]
    here = _places(now, xs, scale)
    parts = [_grid(top), _lines(_places(then, xs, scale), "then"), _lines(here, "now")]
    ends = [(p, v) for p, v in zip(here, now, strict=False) if p is not None]
    if ends:
        (x, y), value = ends[-1]
        parts.append(
            format_html(
                '<circle class="dot" cx="{}" cy="{}" r="3.5"/>'
                '<text class="label" x="{}" y="{}" dy="4">{}</text>',
                *(f"{n:.1f}" for n in (x, y, x + 8, y)),
                plain(value),
            )
        )
    return _svg([*parts, _axis_labels(labels, xs)])


def _bars(
    values: Values, lefts: Sequence[float], wide: float, scale: Scale, kind: str
) -> SafeString:
    pairs = ((x, v) for x, v in zip(lefts, values, strict=False) if v is not None)
    return format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (kind, *(f"{n:.1f}" for n in (x, scale.y(v), wide, BOTTOM - scale.y(v))))
            for x, v in pairs
        ),
    )


def bar_chart(labels: Sequence[str], now: Values, then: Values) -> SafeString:
    """Return bars: this year filled with its value above, last year outlined beside it."""
    top = _top_of(now, then)
    scale = Scale(0, top, TOP, BOTTOM)
    step = (WIDTH - LEFT) / max(len(labels), 1)
    wide = min(40.0, step * (0.34 if then else 0.5))
    centres = [LEFT + step * (i + 0.5) for i in range(len(labels))]
    parts = [_grid(top)]
    if then:
        parts.append(_bars(then, [x - wide for x in centres], wide, scale, "bar-then"))
    lefts = centres if then else [x - wide / 2 for x in centres]
    parts.append(_bars(now, lefts, wide, scale, "bar-now"))
    tips = ((x + wide / 2, v) for x, v in zip(lefts, now, strict=False) if v is not None)
    parts.append(
        format_html_join(
            "",
            '<text class="label" x="{}" y="{}" text-anchor="middle">{}</text>',
            ((f"{x:.1f}", f"{scale.y(v) - 5:.1f}", plain(v)) for x, v in tips),
        )
    )
    return _svg([*parts, _axis_labels(labels, centres)])
