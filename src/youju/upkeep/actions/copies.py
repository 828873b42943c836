"""Writing a copy of everything, and taking one in again."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import Error, connection, transaction
from django.db.migrations.loader import MigrationLoader

from youju.audit.actions import SYSTEM, record
from youju.audit.queries import Entry, Outcome
from youju.evidence.queries import stored_names
from youju.kernel.refusal import Refused
from youju.organisations.queries import Person, Unit, key_ring
from youju.search.actions import index_anew
from youju.upkeep import rows, rules
from youju.upkeep.archive import FILES, HEAD, ROWS, TAIL, Member, Sized, Writer, members
from youju.upkeep.queries import ARCHIVE

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copy holds."""

    made_at: str
    rows: int
    files: int
    file_bytes: int
    content: str
    size: int

    def told(self) -> str:
        return f"{self.rows} 行，{self.files} 个文件（{rules.size_text(self.file_bytes)}），内容指纹 {self.content[:16]}"


def silent(line: str) -> None:
    """Say nothing."""


def back_up(
    path: Path, passphrase: str, *, now: datetime, files: bool = True, say: Say = silent
) -> Copy:
    """Write everything into an encrypted archive, read it back and log what was made.

    The rows are read in one snapshot, while others go on writing. Files are added once and never
    changed, so those that the rows name are there. The archive stands under its name only when it
    was read back and found good.

    Args:
        files: False leaves the stored files out, where they stay in their place.

    Raises:
        Refused: If the path is taken, or anything could not be written or read.
    """
    if path.exists():
        raise Refused(f"{path} 已经有了，请换一个文件名")
    if is_empty():
        raise Refused("本系统里还没有数据，没有什么可备份")
    part = path.with_name(path.name + ".part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            _write(Writer(file, passphrase), now, files, say)
            file.flush()
            os.fsync(file.fileno())
        say("正在读回核对")
        copy = check(part, passphrase)
        part.rename(path)
    except (OSError, Refused) as error:
        part.unlink(missing_ok=True)
        reason = error.message if isinstance(error, Refused) else f"写不成：{error}"
        _log("upkeep.backup", Outcome.REFUSED, path, now, reason=reason)
        raise error if isinstance(error, Refused) else Refused(reason) from error
    _log("upkeep.backup", Outcome.EXPORTED, path, now, **_detail(copy))
    return copy


def _detail(copy: Copy) -> dict[str, Any]:
    return {
        "rows": copy.rows, "files": copy.files, "bytes": copy.size, "content": copy.content,
        "made_at": copy.made_at,
    }  # fmt: skip


def _log(name: str, outcome: Outcome, path: Path, now: datetime, **detail: Any) -> None:
    record(name, outcome, actor=SYSTEM, now=now, kind=ARCHIVE, subject_id=path.name[-60:], **detail)


def _write(writer: Writer, now: datetime, files: bool, say: Say) -> None:
    with rows.snapshot():
        writer.add_bytes(HEAD, json.dumps(_head(now)).encode())
        sums: dict[str, Any] = {}
        for model in rows.tables():
            counted, label = rules.Sum(), model._meta.label
            for number, block in enumerate(rows.blocks_of(model, counted), start=1):
                writer.add_rows(label, number, block)
            sums[label] = counted.told()
    say(f"已写入 {sum(one['rows'] for one in sums.values())} 行")
    count, size = _add_files(writer, say) if files else (0, 0)
    writer.finish({"tables": sums, "files": count, "bytes": size})


def _head(now: datetime) -> dict[str, Any]:
    return {
        "made_at": now.isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": sorted(_migrations()),
        "keys": _key_marks(),
    }


def _migrations() -> set[str]:
    """Return the migrations of this version that were applied; others were once, and became part of one."""
    loader = MigrationLoader(connection)
    known = loader.disk_migrations.keys() & loader.applied_migrations.keys()
    return {f"{app}.{name}" for app, name in known}


def _key_marks() -> list[str]:
    """Return a mark of each field key, by which another machine knows whether it holds the same."""
    return key_ring().blind_indexes("youju", "upkeep.keys")


def _add_files(writer: Writer, say: Say) -> tuple[int, int]:
    count = total = 0
    for name in stored_names():
        try:
            with default_storage.open(name, "rb") as file:
                size = file.size
                writer.add(f"{FILES}{name}", cast(Any, file), size)
        except FileNotFoundError:  # thrown away by its owner since the rows were read
            continue
        count, total = count + 1, total + size
        if count % rows.AT_ONCE == 0:
            say(f"已写入 {count} 个文件")
    return count, total


def check(path: Path, passphrase: str) -> Copy:
    """Read an archive to its end: every chunk, every member's hash, every row.

    Raises:
        WrongKey, Damaged: With what is wrong.
    """
    head, tail, files, size = None, None, 0, 0
    sums: dict[str, rules.Sum] = {}
    with path.open("rb") as file:
        for member in members(file, passphrase):
            if member.name == HEAD:
                head = json.loads(member.content())
            elif member.name == TAIL:
                tail = json.loads(member.content())
            elif member.name.startswith(ROWS):
                counted = sums.setdefault(member.table, rules.Sum())
                for row in member.rows():
                    counted.add(row)
            else:
                files, size = files + 1, size + member.size
    if head is None or tail is None:
        raise rules.Damaged("备份文件已损坏：缺少目录")
    found = {label: rules.Sum().told() for label in tail["tables"]}
    found |= {label: counted.told() for label, counted in sums.items()}
    if rules.unlike(tail["tables"], found) or (files, size) != (tail["files"], tail["bytes"]):
        raise rules.Damaged("备份文件已损坏：行数或文件数与目录不符")
    total = sum(one["rows"] for one in found.values())
    content = rules.content_hash(found)
    return Copy(head["made_at"], total, files, size, content, path.stat().st_size)


def is_empty() -> bool:
    """Return whether nobody has worked in this system yet."""
    return not (Unit.objects.exists() or Person.objects.exists() or Entry.objects.exists())


def restore(path: Path, passphrase: str, *, now: datetime, say: Say = silent) -> Copy:
    """Take everything in from an archive, or nothing at all.

    Raises:
        WrongKey, Damaged: If the archive is not to be had.
        Refused: If this system is not empty, is of another version, or holds other keys; and if the
            rows afterwards are not those of the archive.
    """
    if not is_empty():
        raise Refused("本系统里已经有数据，备份只恢复到空系统：请换一个新的数据文件夹或数据库")
    say("正在核对备份")
    copy = check(path, passphrase)
    written: list[str] = []
    try:
        with transaction.atomic(), path.open("rb") as file:
            rows.empty()
            _take_in(members(file, passphrase), written, say)
            rows.count_on()
            index_anew()
            say("正在核对恢复的内容")
            if rules.content_hash(rows.sums()) != copy.content:
                raise Refused("恢复后的内容与备份不一致，已全部撤回")
            _log("upkeep.restore", Outcome.DONE, path, now, **_detail(copy))
    except BaseException as error:
        for name in written:
            default_storage.delete(name)
        if isinstance(error, Error | OSError):
            raise Refused(f"恢复不成，已全部撤回：{error}") from error
        raise
    return copy


def _take_in(found: Iterator[Member], written: list[str], say: Say) -> None:
    models = {model._meta.label: model for model in rows.tables()}
    for member in found:
        if member.name == HEAD:
            head = json.loads(member.content())
            rules.check_version(head["migrations"], _migrations())
            rules.check_keys(head["keys"], _key_marks())
        elif member.name.startswith(ROWS):
            _insert(models[member.table], member)
        elif member.name.startswith(FILES):
            _keep(member, written)
            if len(written) % rows.AT_ONCE == 0:
                say(f"已恢复 {len(written)} 个文件")


def _insert(model: rows.Table, member: Member) -> None:
    batch: list[list[Any]] = []
    for row in member.rows():
        batch.append(row)
        if len(batch) >= rows.AT_ONCE:
            rows.insert(model, batch)
            batch = []
    rows.insert(model, batch)


def _keep(member: Member, written: list[str]) -> None:
    """Store a file under its own name; what lies there already is no row's, since there are none."""
    name = member.name.removeprefix(FILES)
    if default_storage.exists(name):
        default_storage.delete(name)
    written.append(default_storage.save(name, File(cast(Any, Sized(member)), name)))
