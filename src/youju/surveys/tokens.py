"""The codes that let somebody answer once, as they are kept."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from youju.kernel.slips import new_code, plain_code

__all__ = ["digest", "new_code"]


def digest(code: str) -> str:
    """Return what is kept of a code: HMAC-SHA-256, however it was typed."""
    key = f"surveys.token:{settings.SECRET_KEY}".encode()
    return hmac.new(key, plain_code(code).encode(), hashlib.sha256).hexdigest()
