"""Files of editions that were handed in and not yet taken: kept, so that nobody hands one in twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from youju.kernel.ids import new_key
from youju.kernel.refusal import Missing, Refused
from youju.standards.reading.files import MOST_BYTES

FOLDER = "imports/editions"
KEPT_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it was handed in: its name, and what is in it."""

    name: str
    content: bytes


def keep_file(root_id: int, name: str, content: bytes, *, now: datetime) -> UUID:
    """Keep a file for the office of a root; those nobody came back to are dropped.

    Raises:
        Refused: If it is empty or too large.
    """
    if not content:
        raise Refused(_("这是个空文件，请核对后重新选。"), field="file")
    if len(content) > MOST_BYTES:
        raise Refused(_("文件太大，最多 5 MB。"), field="file")
    _drop_old(root_id, now)
    token = new_key()
    line = " ".join(name.split())[-120:]
    whole = ContentFile(line.encode() + b"\n" + content)
    default_storage.save(_path(root_id, token), whole)
    return token


def kept_file(root_id: int, token: UUID) -> Incoming:
    """Return a file that was kept. Raises Missing."""
    try:
        with default_storage.open(_path(root_id, token)) as kept:
            name, _mark, content = kept.read().partition(b"\n")
    except FileNotFoundError as error:
        raise Missing(_("这份文件已经导入，或者放了两天没有导入，请重新选文件。")) from error
    return Incoming(name.decode(), content)


def forget_file(root_id: int, token: UUID) -> None:
    """Drop a file that was taken."""
    default_storage.delete(_path(root_id, token))


def _path(root_id: int, token: UUID) -> str:
    return f"{FOLDER}/{root_id}/{token}"


def _drop_old(root_id: int, now: datetime) -> None:
    folder = f"{FOLDER}/{root_id}"
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for name in names:
        if default_storage.get_modified_time(f"{folder}/{name}") < now - KEPT_FOR:
            default_storage.delete(f"{folder}/{name}")
