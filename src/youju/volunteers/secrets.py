"""What only this installation can make: indexes of phones, secrets of shifts and calendars."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings

from youju.kernel.crypto import KeyRing

PHONE_INDEX = "volunteers.volunteer.phone"


def plain_phone(phone: str) -> str:
    """Return a phone without spaces and dashes."""
    return phone.replace("-", "").replace(" ", "")


def phone_index(phone: str) -> str:
    """Return what finds a volunteer by phone without opening any; "" for none."""
    plain = plain_phone(phone)
    return KeyRing.parse(settings.FIELD_KEYS).blind_index(plain, PHONE_INDEX) if plain else ""


def phone_indexes(phone: str) -> list[str]:
    """Return the indexes of a phone under every key, to search while keys are changed."""
    return KeyRing.parse(settings.FIELD_KEYS).blind_indexes(plain_phone(phone), PHONE_INDEX)


def fresh_secret() -> str:
    """Return a secret for a code or an address."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return what is kept of the secret of an address."""
    return hashlib.sha256(secret.encode()).hexdigest()
