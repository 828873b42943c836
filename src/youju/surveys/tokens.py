"""The codes that let somebody answer once, as they are printed and as they are kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that look alike
LENGTH = 12  # 59 bits


def new_code() -> str:
    """Return a code as it is printed: k7wd-29fh-mx3t."""
    plain = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(plain[n : n + 4] for n in range(0, LENGTH, 4))


def digest(code: str) -> str:
    """Return what is kept of a code: HMAC-SHA-256, however it was typed."""
    plain = code.strip().lower().replace("-", "").replace(" ", "")
    key = f"surveys.token:{settings.SECRET_KEY}".encode()
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()
