"""An encrypted stream: AES-256-GCM in chunks, each bound to its place and to the end of the file.

    magic (8) · salt (16) · check of the key (16) · chunks of 1 MiB and a tag, the last one shorter

The key comes from the passphrase by scrypt with a salt of the file's own, so a nonce may be the
number of the chunk. Its last byte says whether the file ends there: a file cut off after any chunk
does not open, nor one whose chunks were put in another order.
"""

from __future__ import annotations

import hmac
import io
import os
from hashlib import sha256
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from youju.upkeep.rules import Damaged, WrongKey

MAGIC = b"YOUJU\x00\x01\n"
SALT, CHECK, TAG = 16, 16, 16  # bytes
CHUNK = 1 << 20
COST = 1 << 16  # scrypt: 64 MiB, a fifth of a second


def _keys(passphrase: str, salt: bytes) -> tuple[AESGCM, bytes]:
    """Return the cipher and the bytes by which a wrong passphrase is told at once."""
    made = Scrypt(salt=salt, length=64, n=COST, r=8, p=1).derive(passphrase.encode())
    return AESGCM(made[:32]), hmac.new(made[32:], MAGIC + salt, sha256).digest()[:CHECK]


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])


class Sealing(io.RawIOBase):
    """Takes plain bytes and writes them encrypted. `close` writes the end, the file stays open."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        salt = os.urandom(SALT)
        self._cipher, check = _keys(passphrase, salt)
        self._file, self._number, self._kept = file, 0, bytearray()
        file.write(MAGIC + salt + check)

    def writable(self) -> bool:
        return True

    def write(self, plain: bytes) -> int:  # type: ignore[override]
        self._kept += plain
        while len(self._kept) > CHUNK:  # the last chunk waits: it may be the last of all
            self._put(bytes(self._kept[:CHUNK]), last=False)
            del self._kept[:CHUNK]
        return len(plain)

    def finish(self) -> None:
        """Write what is left as the last chunk."""
        self._put(bytes(self._kept), last=True)

    def _put(self, plain: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last), plain, None))
        self._number += 1


class Opening(io.RawIOBase):
    """Reads plain bytes from an encrypted file.

    Raises:
        WrongKey: If the passphrase is another one.
        Damaged: If it is no such file, or was changed or cut off.
    """

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        head = file.read(len(MAGIC) + SALT + CHECK)
        if len(head) < len(MAGIC) + SALT + CHECK or not head.startswith(MAGIC):
            raise Damaged("这不是有据的备份文件，或者文件开头已损坏")
        salt, check = head[len(MAGIC) : -CHECK], head[-CHECK:]
        self._cipher, expected = _keys(passphrase, salt)
        if not hmac.compare_digest(check, expected):
            raise WrongKey("口令不对，打不开这份备份")
        self._file, self._number, self._plain, self._ended = file, 0, b"", False
        self._next = file.read(CHUNK + TAG)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Return so many plain bytes, fewer only at the end; all without a size."""
        parts, left = [], size
        while left and (self._plain or self._more()):
            part = self._plain if left < 0 else self._plain[:left]
            self._plain = self._plain[len(part) :]
            parts.append(part)
            left -= len(part) if left > 0 else 0
        return b"".join(parts)

    def _more(self) -> bool:
        if self._ended:
            return False
        sealed, self._next = self._next, self._file.read(CHUNK + TAG)
        self._ended = not self._next
        try:
            self._plain = self._cipher.decrypt(_nonce(self._number, self._ended), sealed, None)
        except (InvalidTag, ValueError) as error:
            raise Damaged("备份文件已损坏：内容被改过，或者没有传完") from error
        self._number += 1
        return bool(self._plain) or self._more()
