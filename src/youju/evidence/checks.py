"""Comparing the store of files with the records: missing, altered and orphaned files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from youju.evidence import actions, developing, shelf
from youju.evidence.models import Item, Variant

READ_AT_ONCE = 500  # rows
# A file is written before its row: one younger than this may still get it.
SETTLED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one file; `mended` when it no longer is."""

    line: str
    mended: bool = False


def faults(*, now: datetime, mend: bool = False) -> Iterator[Fault]:
    """Yield every fault, reading all files once and holding none in memory.

    Marks items whose original is missing or altered, and takes the mark off where it is sound again.

    Args:
        now: Written into the log with what was marked or mended.
        mend: Make copies again from their original where only the copy is at fault.
    """
    for item in Item.objects.order_by("pk").iterator(chunk_size=READ_AT_ONCE):
        trouble = _trouble(item.stored, item.sha256)
        if bool(trouble) != (item.state == Item.State.DAMAGED):
            actions.mark(item.pk, damaged=bool(trouble), now=now)
        if trouble:
            yield Fault(_("原件%(trouble)s：%(item)s（第 %(id)d 件，%(file)s）") % {
                "trouble": trouble, "item": item.file_name, "id": item.pk, "file": item.stored,
            })  # fmt: skip
    yield from _copy_faults(now, mend)
    yield from _orphans(now)


def _trouble(stored: str, sha256: str) -> str:
    found = shelf.hash_of(stored)
    if found is None:
        return _("缺失")
    return "" if found == sha256 else _("被改动")


def _copy_faults(now: datetime, mend: bool) -> Iterator[Fault]:
    copies = Variant.objects.select_related("item").order_by("item_id", "pk")
    for copy in copies.iterator(chunk_size=READ_AT_ONCE):
        trouble = _trouble(copy.stored, copy.sha256)
        if not trouble:
            continue
        line = _("%(size)s%(trouble)s：%(item)s（第 %(id)d 件，%(file)s）") % {
            "size": copy.get_size_name_display(), "trouble": trouble, "item": copy.item.file_name,
            "id": copy.item_id, "file": copy.stored,
        }  # fmt: skip
        mended = mend and actions.make_copies(copy.item_id, now=now)
        yield Fault(line + (_("，已由原件重做") if mended else ""), mended)


def _orphans(now: datetime) -> Iterator[Fault]:
    """Yield stored files that no record names. Names that are no hash belong to other rooms."""
    for name in shelf.names():
        if not shelf.OWN_NAME.fullmatch(name):
            continue
        known = developing.is_named(name)
        if not known and default_storage.get_modified_time(name) < now - SETTLED:
            yield Fault(_("没有记录的文件：%(file)s") % {"file": name})
