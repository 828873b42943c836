"""Codes for cameras, drawn as SVG for a page."""

from io import BytesIO

import qrcode
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage


def svg_of(url: str) -> SafeString:
    """Return an address as a code, its size left to the page."""
    out = BytesIO()
    qrcode.make(url, image_factory=SvgPathImage, border=2).save(out)
    text = out.getvalue().decode()
    return mark_safe(text[text.index("<svg") :])  # noqa: S308  made here from an address
