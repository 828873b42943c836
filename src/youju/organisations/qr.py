"""Codes for cameras, drawn as SVG."""

from io import BytesIO

import qrcode
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage


def otp_svg(url: str) -> SafeString:
    """Return the enrolment address of a second factor as an SVG for the page."""
    out = BytesIO()
    qrcode.make(url, image_factory=SvgPathImage, border=2).save(out)
    text = out.getvalue().decode()
    return mark_safe(text[text.index("<svg") :])  # noqa: S308  made here from a code, not from input
