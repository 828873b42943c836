"""Taking a report in, reading it, and correcting what it was taken for."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.evidence import actions as evidence
from youju.evidence.queries import Item, open_copy
from youju.jobs import actions as jobs
from youju.jobs.registry import Report
from youju.kernel.ids import new_key
from youju.kernel.periods import UNKNOWN, Period
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.reader.actions.keeping import keep_reading
from youju.reader.files import text_of_bytes
from youju.reader.models import Piece, Reading
from youju.reader.queries import piece_for, reading_for

KIND = "reader.reading"
JOB = "reader.read"
AT_ONCE = 300_000  # bytes up to which a file is read while the person waits
PDF_AT_ONCE = 60_000  # taking text out of a PDF is slow
LONGEST = 2_000_000  # characters


class AlreadyRead(Refused):
    """The same file was read for this unit before; `reading` is that reading."""

    def __init__(self, reading: Reading) -> None:
        day = f"{reading.made_at:%Y-%m-%d}"
        super().__init__(
            _("“%(name)s”已在 %(day)s 读过，打开原来的结果继续核对即可。")
            % {"name": reading.name, "day": day},
            field="file",
        )
        self.reading = reading


def read_upload(
    upload: File[bytes],
    *,
    unit: Unit,
    actor: Membership,
    now: datetime,
    key: UUID,
    period: Period = UNKNOWN,
) -> Reading:
    """Keep an uploaded report as evidence and read it; a large one is read in the background.

    Raises:
        AlreadyRead: If the unit has read the same file.
        Refused: With field "file": a type not taken, a broken or an empty file.
        Forbidden: The actor may not import at the unit.
    """
    require(actor, May.IMPORT, unit)
    name = (upload.name or "").replace("\\", "/").rsplit("/", 1)[-1]
    upload.seek(0)
    data = upload.read()
    with act("reader.read_upload", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Reading.objects.get(pk=doing.subject_id)
        reading = _started(hashlib.sha256(data).hexdigest(), name, unit, period, actor, now)
        later = len(data) > (PDF_AT_ONCE if name.lower().endswith(".pdf") else AT_ONCE)
        text = "" if later else _text(data, name)
        upload.seek(0)
        reading.item = evidence.store(upload, unit=unit, actor=actor, now=now)
        reading.save()
        if later:
            _read_later(reading, actor, now)
        else:
            keep_reading(reading, text)
        doing.on(KIND, reading.pk, name=name, unit=unit.pk)
    return reading


def read_text(
    text: str,
    *,
    unit: Unit,
    actor: Membership,
    now: datetime,
    key: UUID,
    period: Period = UNKNOWN,
    name: str = "",
) -> Reading:
    """Read a pasted text; it is kept as evidence like a file."""
    if not text.strip():
        raise Refused(_("没有文字，请粘贴报告正文或选择文件。"), field="text")
    if len(text) > LONGEST:
        raise Refused(_("文字太长，请存成文件后上传。"), field="text")
    first = next(line.strip() for line in text.splitlines() if line.strip())
    stem = "".join(c for c in (name.strip() or first[:30]) if c not in '/\\:*?"<>|')
    upload = ContentFile(text.encode(), name=f"{stem}.txt")
    return read_upload(upload, unit=unit, actor=actor, now=now, key=key, period=period)


def _started(
    sha256: str, name: str, unit: Unit, period: Period, actor: Membership, now: datetime
) -> Reading:
    before = Reading.objects.filter(unit=unit, sha256=sha256)
    held = before.exclude(state=Reading.State.FAILED).first()
    if held is not None:
        raise AlreadyRead(held)
    return Reading(
        root_id=unit.root_id,
        unit=unit,
        name=name[:200],
        sha256=sha256,
        period_code=period.code,
        made_by=actor.person_id,
        made_by_label=actor.label,
        made_at=now,
    )


def _text(data: bytes, name: str) -> str:
    try:
        text = text_of_bytes(data, name)
    except ValueError as error:
        raise Refused(str(error) + "。", field="file") from error
    if len(text) > LONGEST:
        raise Refused(_("文字太长，请拆成几个文件。"), field="file")
    return text


def read_in_background(job_id: int, payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Read a large file that was handed in before: the job's handler."""
    reading = Reading.objects.select_related("unit", "item").get(pk=payload["reading"])
    report(0, 2, _("取出文字"))
    text = _text(_bytes_of(reading.item), reading.name)
    report(1, 2, _("找出数字"))
    keep_reading(reading, text)
    report(2, 2)
    count = reading.facts.count()
    words = _("读出 %(n)s 个数，请核对。") % {"n": count}
    return {"text": words, "url": reading.get_absolute_url()}


def stopped(job_id: int, payload: dict[str, Any], why: str) -> None:
    """Say of a reading whose job ended before it that it was not read, and why."""
    held = Reading.objects.filter(pk=payload["reading"], job_id=job_id, state=Reading.State.WAITING)
    held.update(state=Reading.State.FAILED, note=why[:300])


def read_again(reading_id: int, *, actor: Membership, now: datetime, key: UUID) -> Reading:
    """Read a file anew that was not read to its end."""
    with act("reader.read_again", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Reading.objects.get(pk=doing.subject_id)
        reading = _locked(reading_id, actor)
        if reading.state != Reading.State.FAILED:
            raise Refused(_("这份文件没有中断，不用再读。"))
        reading.state, reading.note = Reading.State.WAITING, ""
        _read_later(reading, actor, now)
        doing.on(KIND, reading.pk, name=reading.name)
    return reading


def _read_later(reading: Reading, actor: Membership, now: datetime) -> None:
    title = _("读报：%(name)s") % {"name": reading.name}
    payload = {"reading": reading.pk}
    job = jobs.start(JOB, title, actor=actor, now=now, payload=payload, key=new_key())
    reading.job_id = job.pk
    reading.save(update_fields=["job_id", "state", "note"])


def _bytes_of(item: Item | None) -> bytes:
    if item is None:
        raise Refused(_("原件不在了，请重新上传。"))
    with open_copy(item)[0] as file:
        return bytes(file.read())


def undo_repair(
    reading_id: int, repair: str, *, actor: Membership, now: datetime, key: UUID
) -> Reading:
    """Take one repair back and read anew. Refused once a figure of the reading is recorded."""
    with act("reader.undo_repair", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Reading.objects.get(pk=doing.subject_id)
        reading = _locked(reading_id, actor)
        if repair not in {one["key"] for one in reading.repairs}:
            raise Refused(_("没有这处修补，请刷新页面。"))
        if reading.facts.exclude(entry=None, profile_value=None).exists():
            raise Refused(_("已有数字记入台账，先撤销它们再还原修补。"))
        reading.undone = sorted({*reading.undone, repair})
        keep_reading(reading, reading.source_text)
        doing.on(KIND, reading.pk, repair=repair)
    return reading


def _locked(reading_id: int, actor: Membership) -> Reading:
    found = reading_for(actor, reading_id)
    require(actor, May.IMPORT, found.unit)
    return Reading.objects.select_for_update(of=("self",)).select_related("unit").get(pk=found.pk)


def correct_piece(
    piece_id: int,
    *,
    actor: Membership,
    now: datetime,
    key: UUID,
    unit: Unit | None = None,
    period: Period | None = None,
    kind: str | None = None,
    author: str | None = None,
) -> Piece:
    """Say what a piece really is. Figures not yet decided follow; recorded ones stay."""
    with act("reader.correct_piece", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Piece.objects.get(pk=doing.subject_id)
        piece = piece_for(actor, piece_id)
        require(actor, May.IMPORT, piece.reading.unit)
        if unit is not None:
            require(actor, May.IMPORT, unit)
            piece.unit = unit
        if period is not None:
            piece.period_code, piece.period_confidence = period.code, 1.0
        if kind is not None:
            piece.kind, piece.kind_confidence = kind[:20], 1.0
        if author is not None:
            piece.author, piece.author_confidence = author[:80], 1.0
        piece.corrected = True
        piece.save()
        doing.on("reader.piece", piece.pk, period=piece.period_code, unit=piece.unit_id)
    return piece
