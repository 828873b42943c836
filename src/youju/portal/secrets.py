"""What only this installation can make: look-up codes, digests, challenges."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from django.conf import settings

from youju.kernel.crypto import KeyRing
from youju.portal import rules

CONTEXT = "portal.code"


def keyed(purpose: str, text: str) -> bytes:
    """Return 32 bytes that nobody outside can guess: HMAC-SHA-256 of the text for a purpose."""
    key = f"youju.portal.{purpose}\0{settings.SECRET_KEY}".encode()
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def code_for(root_id: int, key: UUID) -> str:
    """Return the look-up code of what was sent under this key; the same when it is sent again."""
    return rules.written_code(keyed("code", f"{root_id}:{key}"))


def digest_of(code: str) -> str:
    """Return what is stored instead of the code."""
    return KeyRing.parse(settings.FIELD_KEYS).blind_index(code, CONTEXT)


def digests_of(code: str) -> list[str]:
    """Return what may be stored instead of the code, under every key; none for what is no code."""
    return KeyRing.parse(settings.FIELD_KEYS).blind_indexes(code, CONTEXT) if code else []


def is_code(code: str, digest: str) -> bool:
    """Return whether the code belongs to the stored digest, in the same time for every wrong one."""
    known = KeyRing.parse(settings.FIELD_KEYS).blind_indexes(code, CONTEXT)
    matches = [hmac.compare_digest(one, digest) for one in known]
    return any(matches)


def sender_of(address: str) -> str:
    """Return what stands for a sender in the counts; no address is kept."""
    return keyed("sender", rules.network_of(address)).hex()[:32]
