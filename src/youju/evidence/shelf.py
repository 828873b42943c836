"""The store of files: a folder or S3 behind Django's storage, every file named by its own hash."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from typing import IO, BinaryIO

from django.core.files import File
from django.core.files.storage import default_storage

from youju.evidence import rules

CHUNK = 1 << 18  # bytes
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
    got = default_storage.save(name, File(file, name))
    if got != name:  # another process wrote the same content in the same moment
        default_storage.delete(got)
    return name


def put_bytes(content: bytes, ext: str) -> tuple[str, str]:
    """Keep some bytes. Returns their name and hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    return put(io.BytesIO(content), sha256, len(content), ext), sha256


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
