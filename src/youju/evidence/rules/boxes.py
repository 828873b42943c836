"""Which parts of a photo are covered before it may be public; pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

MOST = 60
LEAST_SIDE = 0.004  # of the photo's: smaller is a slip of the hand


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle as shares of the photo's width and height, 0 to 1, from its upper left corner."""

    x: float
    y: float
    w: float
    h: float

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return left, upper, right, lower in a photo of that size, covering it wholly."""
        right, lower = (self.x + self.w) * width, (self.y + self.h) * height
        return (
            math.floor(self.x * width),
            math.floor(self.y * height),
            min(width, math.ceil(right)),
            min(height, math.ceil(lower)),
        )

    def as_list(self) -> list[float]:
        return [self.x, self.y, self.w, self.h]


def check_boxes(raw: object) -> list[Box]:
    """Return the boxes, cut to the photo's edges.

    Args:
        raw: A list of `[x, y, width, height]`, as a page sends it.

    Raises:
        Refused: If there is none, if there are too many, or if one is no rectangle on the photo.
    """
    if not isinstance(raw, list | tuple) or not raw:
        raise Refused("先在照片上点出要遮住的地方", field="boxes")
    if len(raw) > MOST:
        raise Refused(
            _("一张照片最多遮 %(most)s 处，可以用大一些的框") % {"most": MOST}, field="boxes"
        )
    return [_box(one) for one in raw]


def _box(raw: object) -> Box:
    slipped = Refused("有一处没有框好，请去掉后重新点", field="boxes")
    if not isinstance(raw, list | tuple) or len(raw) != 4:
        raise slipped
    if not all(isinstance(n, int | float) and not isinstance(n, bool) for n in raw):
        raise slipped
    x, y, w, h = (float(n) for n in raw)
    if not all(math.isfinite(n) for n in (x, y, w, h)):
        raise slipped
    left, upper = max(0.0, x), max(0.0, y)
    right, lower = min(1.0, x + w), min(1.0, y + h)
    if right - left < LEAST_SIDE or lower - upper < LEAST_SIDE:
        raise slipped
    return Box(round(left, 4), round(upper, 4), round(right - left, 4), round(lower - upper, 4))
