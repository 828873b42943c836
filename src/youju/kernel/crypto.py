"""Encryption of single values: AES-256-GCM under a ring of keys, blind indexes, masks."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
_RING_ITEM = re.compile(r"([A-Za-z0-9_-]{1,20}):([0-9a-fA-F]{64})")


class KeyUnknown(Exception):
    """The value was encrypted under a key that is not in the ring, or was altered."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys by id. The first encrypts; all decrypt, so that a new first key begins a rotation.

    Encryption and blind index use keys derived from the named one, never the same bytes.
    """

    keys: tuple[tuple[str, bytes], ...]

    @classmethod
    def parse(cls, text: str) -> KeyRing:
        """Return the ring written as `id:64 hex digits,…`.

        Raises:
            ValueError: With the reason in Chinese.
        """
        found = []
        for part in (one.strip() for one in text.split(",") if one.strip()):
            match = _RING_ITEM.fullmatch(part)
            if not match:
                raise ValueError("字段密钥应写作 编号:64位十六进制，多个用逗号分开")
            found.append((match[1], bytes.fromhex(match[2])))
        if not found:
            raise ValueError("没有字段密钥")
        if len({name for name, _ in found}) < len(found):
            raise ValueError("字段密钥的编号有重复")
        return cls(tuple(found))

    def encrypt(self, plain: str, context: str) -> str:
        """Return `id.base64` of the value under the first key, bound to its context (the column)."""
        name, key = self.keys[0]
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(_derived(key, b"seal")).encrypt(nonce, plain.encode(), context.encode())
        return f"{name}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def decrypt(self, token: str, context: str) -> str:
        """Return the plain value.

        Raises:
            KeyUnknown: If the key is not in the ring, the value was altered, or it belongs to
                another column.
        """
        name, _, body = token.partition(".")
        key = dict(self.keys).get(name)
        if key is None:
            raise KeyUnknown(f"no key {name!r} in the ring")
        try:
            raw = base64.urlsafe_b64decode(body)
            cipher = AESGCM(_derived(key, b"seal"))
            return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise KeyUnknown("the value was altered or belongs to another column") from error

    def rotated(self, token: str, context: str) -> str:
        """Return the value under the first key; itself where it is already."""
        if token.partition(".")[0] == self.keys[0][0]:
            return token
        return self.encrypt(self.decrypt(token, context), context)

    def blind_index(self, plain: str, context: str) -> str:
        """Return what finds equal values without opening any: HMAC-SHA-256 under the first key."""
        return _index(self.keys[0][1], plain, context)

    def blind_indexes(self, plain: str, context: str) -> list[str]:
        """Return the indexes under every key, to search while a rotation is under way."""
        return [_index(key, plain, context) for _, key in self.keys]


def _derived(key: bytes, purpose: bytes) -> bytes:
    return hmac.new(key, b"youju:" + purpose, hashlib.sha256).digest()


def _index(key: bytes, plain: str, context: str) -> str:
    text = f"{context}\0{plain}".encode()
    return hmac.new(_derived(key, b"index"), text, hashlib.sha256).hexdigest()


def mask_phone(text: str) -> str:
    """Return 138****5678; of a short number only its last two digits."""
    if len(text) >= 11:
        return f"{text[:3]}****{text[-4:]}"
    return "*" * max(len(text) - 2, 2) + text[-2:] if len(text) > 4 else "****"


def mask_contact(text: str) -> str:
    """Return z****@example.cn of an e-mail address; anything else as a phone number."""
    name, at, host = text.rpartition("@")
    return f"{name[:1]}****@{host}" if at else mask_phone(text)


def mask_id_number(text: str) -> str:
    """Return 320***********001X: the first three and the last four characters."""
    return f"{text[:3]}{'*' * 11}{text[-4:]}" if len(text) >= 15 else "****"


def mask_name(text: str) -> str:
    """Return 李某某's first character and stars: 李**."""
    return text[:1] + "*" * max(len(text) - 1, 1) if text else ""


def mask_all(text: str) -> str:
    """Return stars that do not tell the length."""
    return "****" if text else ""


MASKS: dict[str, Callable[[str], str]] = {
    "phone": mask_phone,
    "contact": mask_contact,
    "id_number": mask_id_number,
    "name": mask_name,
    "all": mask_all,
}
