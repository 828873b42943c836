"""Drawn photos: a street corner before and after a clean-up, people at an activity. Simple shapes, no
real place and nobody real."""

from __future__ import annotations

import io
import random
from datetime import date

from PIL import Image, ImageDraw

SIZE = (640, 480)
RUBBISH = ("#6b5b45", "#8a7a5c", "#3f4a3c", "#9a8f80", "#54453a", "#b0a38a")
WALLS = ("#d8cfc0", "#cfc7b8", "#d3d5d0", "#c9bfae", "#dbd3c9")


def before_and_after(seed: str, day: date) -> tuple[bytes, bytes]:
    """Return two JPEGs of the same corner; the same seed draws the same corner."""
    return _drawn(seed, day, dirty=True), _drawn(seed, day, dirty=False)


def gathering(seed: str, day: date) -> bytes:
    """Return a JPEG of people seated before a banner; the same seed draws the same ones."""
    chance = random.Random(seed)  # noqa: S311  a picture, not a secret
    image = Image.new("RGB", SIZE, chance.choice(WALLS))
    draw = ImageDraw.Draw(image)
    draw.rectangle((60, 40, 580, 96), fill="#9c2b26")
    draw.rectangle((120, 110, 520, 210), fill="#e9e4d6", outline="#8d8672", width=3)
    draw.rectangle((0, 210, 640, 480), fill="#a99f8c")
    for row in range(4):
        y, size = 226 + row * 62, 16 + row * 3
        for x in range(30 + row % 2 * 24, 620, 58):
            if chance.random() < 0.85:
                coat = chance.choice(("#3d5a80", "#6b705c", "#8d5b4c", "#4a4e69", "#7f5539"))
                draw.rectangle((x - size, y + size, x + size, y + size * 3), fill=coat)
                draw.ellipse((x - size // 2, y, x + size // 2, y + size), fill="#c99f7f")
    draw.rectangle((0, 456, 640, 480), fill="#222222")
    draw.text((12, 461), day.isoformat(), fill="#ffffff")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _drawn(seed: str, day: date, *, dirty: bool) -> bytes:
    chance = random.Random(seed)  # noqa: S311  a picture, not a secret
    image = Image.new("RGB", SIZE, "#b9d0e0")
    draw = ImageDraw.Draw(image)
    _street(draw, chance)
    if dirty:
        _rubbish(draw, chance)
        _adverts(draw, chance)
    else:
        draw.rectangle((470, 300, 510, 372), fill="#3d6b45")
        draw.rectangle((465, 292, 515, 304), fill="#2f5236")
    draw.rectangle((0, 456, 640, 480), fill="#222222")
    draw.text((12, 461), f"{day.isoformat()}  {'BEFORE' if dirty else 'AFTER'}", fill="#ffffff")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _street(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    horizon = chance.randint(300, 350)
    draw.rectangle((0, horizon, 640, 480), fill="#8d8d8b")
    edge = 0
    while edge < 640:
        width = chance.randint(120, 220)
        top = chance.randint(40, 140)
        draw.rectangle((edge, top, edge + width, horizon), fill=chance.choice(WALLS))
        for x in range(edge + 16, edge + width - 30, 46):
            for y in range(top + 18, horizon - 70, 58):
                draw.rectangle((x, y, x + 24, y + 32), fill="#5f7482", outline="#f2f2f0")
        edge += width
    trunk = chance.randint(60, 580)
    draw.rectangle((trunk, horizon - 120, trunk + 14, horizon), fill="#5a4632")
    draw.ellipse((trunk - 60, horizon - 230, trunk + 74, horizon - 90), fill="#5d7d4c")
    for x in range(0, 640, 80):
        draw.rectangle((x, 410, x + 44, 416), fill="#e6e3d8")


def _rubbish(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    left = chance.randint(180, 330)
    for _piece in range(90):
        x = left + int(abs(chance.gauss(0, 70))) - 40
        y = 395 - chance.randint(0, max(8, 80 - abs(x - left) // 2))
        size = chance.randint(8, 28)
        box = (x, y, x + size, y + size * 2 // 3)
        shape = draw.ellipse if chance.random() < 0.4 else draw.rectangle
        shape(box, fill=chance.choice(RUBBISH), outline="#2e2a24")


def _adverts(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    for _sheet in range(chance.randint(5, 11)):
        x, y = chance.randint(20, 600), chance.randint(200, 290)
        draw.rectangle((x, y, x + 16, y + 22), fill="#f5f1d8", outline="#b0463c")
