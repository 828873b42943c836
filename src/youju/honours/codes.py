"""The codes that let somebody vote once, as they are kept: never in plain, never beside a ballot."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from youju.kernel.slips import plain_code


def digest(selection_id: int, code: str) -> str:
    """Return what is kept of a code: HMAC-SHA-256 for this selection, however it was typed."""
    key = f"honours.vote:{settings.SECRET_KEY}".encode()
    text = f"{selection_id}:{plain_code(code)}"
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def net_of(selection_id: int, prefix: str) -> str:
    """Return what stands for a sender's network within one selection; no address is kept."""
    if not prefix:
        return ""
    key = f"honours.net:{settings.SECRET_KEY}".encode()
    text = f"{selection_id}:{prefix}"
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:16]
