"""Codes for cameras, many at a time."""

from __future__ import annotations

import qrcode
from django.utils.safestring import SafeString, mark_safe
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # modules of white around


def code_svg(url: str) -> SafeString:
    """Return an address as an SVG, its size left to the page.

    One mask for all: trying each of the eight takes most of the time, and any camera reads any.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, mask_pattern=3, border=QUIET)
    code.add_data(url)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_on in enumerate(row) if is_on
    )
    side = len(rows)
    picture = f'<svg viewBox="0 0 {side} {side}" shape-rendering="crispEdges" role="img" aria-label="QR"><rect width="{side}" height="{side}" fill="#fff"/><path d="{dark}" fill="#000"/></svg>'
    return mark_safe(picture)  # noqa: S308  made here from a matrix, not from input
