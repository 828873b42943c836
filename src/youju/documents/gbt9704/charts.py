"""Charts: drawn bars and lines between words, so that every viewer shows them and no font is needed.

The pictures hold no letters: what a chart says stands in table cells, to be read, copied and printed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from PIL import Image, ImageDraw

from . import geometry as g
from .context import Context
from .model import Chart
from .ooxml import WIDE_SPACE, Hand, Setting, cell, paragraph, row, run, table
from .pictures import drawing

NOW, THEN = 60, 190  # how dark: this period, the one before; they stay apart on a black printer
LABEL_WIDTH = 2200  # twips of the names beside the bars
BAR_MM = 62  # the longest bar
NOW_MM, THEN_MM = 4.2, 2.4
WORDS, SMALL = Hand(size=24), Hand(size=18)
LINE = 300
LINE_MM = 48  # how tall a line chart is drawn
SCALE = 12  # pixels of a millimetre


def chart(block: Chart, context: Context) -> str:
    """Return a chart with its caption above, its legend below."""
    title = Setting(align="center", keep_next=True, before=60)
    caption = paragraph(run(block.caption, Hand(g.HEITI, g.SMALL)), title) if block.caption else ""
    drawn = _lines(block, context) if block.kind == "line" else _bars(block, context)
    return caption + drawn + (_legend(block) or WIDE_SPACE)


def _legend(block: Chart) -> str:
    if not any(one is not None for one in block.then):
        return ""
    how = ("实线", "虚线") if block.kind == "line" else ("深色", "浅色")
    told = "，".join(f"{mark}：{name}" for mark, name in zip(how, block.names, strict=True))
    return paragraph(run(told, SMALL), Setting(align="center", line=LINE, after=120))


def _top(block: Chart) -> Decimal:
    known = [one for one in (*block.now, *block.then) if one is not None]
    return max(known, default=Decimal(0)) or Decimal(1)


def _bars(block: Chart, context: Context) -> str:
    top, rows = _top(block), []
    widths = [LABEL_WIDTH, g.TEXT_WIDTH - LABEL_WIDTH]
    thens = [*block.then, *[None] * len(block.labels)]
    for label, now, then in zip(block.labels, block.now, thens, strict=False):
        told = [_bar(now, top, NOW, NOW_MM, block, label, context)]
        if then is not None:
            told.append(_bar(then, top, THEN, THEN_MM, block, label, context))
        name = paragraph(run(label, WORDS), Setting(align="right", line=LINE))
        rows.append(row(cell(name, widths[0]) + cell("".join(told), widths[1]), height=LINE))
    return table("".join(rows), widths, borders="", margin=80)


def _bar(
    value: Decimal | None, top: Decimal, shade: int, tall: float, block: Chart, label: str, context: Context
) -> str:  # fmt: skip
    said = "无" if value is None else f"{block.text(value)}{block.unit}"
    picture = ""
    if value:
        wide = max(0.6, BAR_MM * float(value / top))
        size = (max(1, round(wide * SCALE)), max(1, round(tall * SCALE)))
        picture, _width = drawing(
            _png(Image.new("L", size, shade)), context, width_mm=wide, height_mm=tall, words=f"{label}{said}"
        )  # fmt: skip
    setting = Setting(align="left", auto_line=True)
    return paragraph(picture + run(f" {said}", SMALL if shade == THEN else WORDS), setting)


def _lines(block: Chart, context: Context) -> str:
    count = len(block.labels)
    widths = [g.TEXT_WIDTH // count] * count
    words = "，".join(
        f"{label}{block.text(value) if value is not None else '无'}"
        for label, value in zip(block.labels, block.now, strict=True)
    )
    drawn, _width = drawing(
        _png(_drawn(block)), context, width_mm=g.TEXT_WIDTH / 56.7, height_mm=LINE_MM, words=words
    )
    whole = cell(paragraph(drawn, Setting(align="center", auto_line=True)), sum(widths), span=count)
    centred = Setting(align="center", line=LINE)
    labels = (paragraph(run(one, SMALL), centred) for one in block.labels)
    values = (
        paragraph(run("—" if one is None else block.text(one), SMALL), centred) for one in block.now
    )
    rows = [
        "".join(cell(content, width) for content, width in zip(line, widths, strict=True))
        for line in (labels, values)
    ]
    return table(
        "".join(row(content, height=LINE) for content in (whole, *rows)), widths, borders=""
    )


def _drawn(block: Chart) -> Image.Image:
    """Draw the lines: this period's in full, the one before dashed, a dot at each value."""
    wide, tall = round(g.TEXT_WIDTH / 56.7 * SCALE), LINE_MM * SCALE
    image = Image.new("L", (wide, tall), 255)
    draw = ImageDraw.Draw(image)
    for part in (0, 1, 2):
        y = SCALE * 2 + part * (tall - 4 * SCALE) // 2
        draw.line((0, y, wide, y), fill=60 if part == 2 else 210, width=3)
    top, step = _top(block), wide / len(block.labels)

    def points(values: Sequence[Decimal | None]) -> list[tuple[float, float] | None]:
        room = tall - 4 * SCALE
        return [
            None if one is None else (step * (at + 0.5), tall - 2 * SCALE - room * float(one / top))
            for at, one in enumerate(values)
        ]

    _draw_line(draw, points(block.then), dashed=True)
    _draw_line(draw, points(block.now), dashed=False)
    return image


def _draw_line(
    draw: ImageDraw.ImageDraw, points: Sequence[tuple[float, float] | None], *, dashed: bool
) -> None:
    for one, other in pairwise(points):
        if one is None or other is None:
            continue
        parts = 12 if dashed else 1
        for n in range(0, parts, 2):
            a, b = n / parts, (n + 1) / parts
            ends = [
                (one[0] + (other[0] - one[0]) * t, one[1] + (other[1] - one[1]) * t) for t in (a, b)
            ]
            draw.line([*ends[0], *ends[1]], fill=120 if dashed else 30, width=5 if dashed else 8)
    if not dashed:
        for point in points:
            if point is not None:
                x, y = point
                draw.ellipse((x - 11, y - 11, x + 11, y + 11), fill=30)


def _png(image: Image.Image) -> bytes:
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()
