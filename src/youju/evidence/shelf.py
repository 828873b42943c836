"""The store of files: a folder or S3 behind Django's storage, every file named by its own hash."""

from __future__ import annotations

import hashlib
import io
import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, BinaryIO, cast

from django.core.files import File
from django.core.files.storage import default_storage

from youju.evidence import rules

CHUNK = 1 << 18  # bytes
IN_MEMORY = 1 << 20  # bytes; a larger file lies on the disk while it is looked at
OWN_NAME = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{60}\.[a-z]{3,4}")


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def measured(file: BinaryIO, limit: int) -> tuple[str, int]:
    """Return SHA-256 (hex) and size of a file, reading no further than the limit.

    Raises:
        Refused: If it is empty or over the limit.
    """
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    for chunk in chunks(file):
        size += len(chunk)
        rules.check_size(size, limit)
        digest.update(chunk)
    rules.check_size(size, limit)
    return digest.hexdigest(), size


def put(file: BinaryIO, sha256: str, size: int, ext: str) -> str:
    """Keep a file under the name of its hash, unless it is there already. Returns the name.

    A shorter file under that name is one whose writing broke off: it is written again.
    """
    name = rules.stored_name(sha256, ext)
    if default_storage.exists(name):
        if default_storage.size(name) == size:
            return name
        default_storage.delete(name)
    file.seek(0)
    got = settled(default_storage.save(name, File(file, name)))
    if got != name:  # another process wrote the same content in the same moment
        default_storage.delete(got)
    return name


def put_bytes(content: bytes, ext: str) -> tuple[str, str]:
    """Keep some bytes. Returns their name and hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    return put(io.BytesIO(content), sha256, len(content), ext), sha256


PARTS = "uploads"


def put_part(upload_id: int, offset: int, content: bytes) -> str:
    """Keep a part of a file. Returns its name; two senders of one part never share it."""
    name = f"{PARTS}/{upload_id}/{offset:011}-{secrets.token_hex(4)}"
    return settled(default_storage.save(name, File(io.BytesIO(content), name)))


def drop_parts(upload_id: int) -> None:
    """Remove the parts of a file, also those that no row names because the server was stopped."""
    folder = f"{PARTS}/{upload_id}"
    for name in list(names(folder)):
        default_storage.delete(name)
    default_storage.delete(folder)


def joined(parts: Iterable[str], last: bytes = b"") -> BinaryIO:
    """Return a file of the stored parts in order, and of the last, which is not stored."""
    names = list(parts)
    if len(names) == 1 and not last:
        return cast(BinaryIO, take(names[0]).file)
    spooled = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  the caller closes it
    whole = cast(BinaryIO, spooled)
    for name in names:
        with take(name) as part:
            for chunk in chunks(part):
                whole.write(chunk)
    whole.write(last)
    return whole


def settled(name: str) -> str:
    """Return the name once its file is on the disk: what was accepted survives a power cut."""
    try:
        path = default_storage.path(name)
    except NotImplementedError:  # not a folder of this machine: the store answers when it has it
        return name
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return name


def take(name: str) -> File[bytes]:
    """Open a stored file for reading. Raises FileNotFoundError."""
    return default_storage.open(name, "rb")


def drop(name: str) -> None:
    """Remove a stored file; one that is missing is no fault."""
    default_storage.delete(name)


def hash_of(name: str) -> str | None:
    """Return SHA-256 (hex) of a stored file as it is now; None where it is missing."""
    try:
        with default_storage.open(name, "rb") as file:
            digest = hashlib.sha256()
            for chunk in chunks(file):
                digest.update(chunk)
    except FileNotFoundError:
        return None
    return digest.hexdigest()


def names(folder: str = "") -> Iterator[str]:
    """Yield the name of every stored file, folder by folder."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in sorted(files):
        yield f"{folder}/{file}" if folder else file
    for one in sorted(folders):
        yield from names(f"{folder}/{one}" if folder else one)
