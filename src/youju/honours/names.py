"""What stands for a name where equal ones are to be found without reading any."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from youju.honours.rules.texts import plain


def fingerprint(name: str) -> str:
    """Return the keyed hash of a name, marks and blanks taken away."""
    key = f"honours.name:{settings.SECRET_KEY}".encode()
    return hmac.new(key, plain(name).encode(), hashlib.sha256).hexdigest()
