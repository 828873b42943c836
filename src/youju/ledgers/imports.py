"""Taking in many rows at once: from a file or a pasted block, and undoing it as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Act, act
from youju.jobs import actions as jobs
from youju.jobs.registry import Report
from youju.kernel.ids import new_key
from youju.kernel.refusal import Missing, Refused
from youju.ledgers.models import Entry, ImportBatch, LedgerVersion
from youju.ledgers.queries import ledger_at
from youju.ledgers.sheet_rows import ReadRow
from youju.ledgers.sheets import read_sheets
from youju.ledgers.taking import (
    BATCH_KIND,
    State,
    period_of,
    read_batch,
    take_batch,
    take_rows,
    version_of,
)
from youju.organisations.queries import May, Membership, Unit, require

JOB, UNDO_JOB = "ledgers.import", "ledgers.undo_import"


def receive_file(
    content: bytes, name: str, *, unit: Unit, actor: Membership, now: datetime, key: UUID
) -> ImportBatch:
    """Keep a file to be mapped. Raises Refused when it cannot be read."""
    with act("ledgers.receive_file", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return ImportBatch.objects.get(pk=doing.subject_id)
        require(actor, May.IMPORT, unit)
        read_sheets(content, name)
        batch = ImportBatch.objects.create(
            unit=unit,
            root_id=unit.root_id,
            file_name=name[:200],
            digest=digest_of(content),
            stored=default_storage.save(f"imports/{new_key()}", ContentFile(content)),
            made_by=actor.pk,
            made_by_label=actor.label,
            made_at=now,
        )
        doing.on(BATCH_KIND, batch.pk, file=batch.file_name)
    return batch


def digest_of(content: bytes) -> str:
    """Return what tells a file from another."""
    return hashlib.sha256(content).hexdigest()


def same_file_before(batch: ImportBatch) -> ImportBatch | None:
    """Return an import of the same content at the unit that still stands, or None."""
    rows = ImportBatch.objects.filter(unit=batch.unit, digest=batch.digest, taken__gt=0)
    rows = rows.filter(state__in=[State.DONE, State.RUNNING, State.FAILED]).exclude(pk=batch.pk)
    return rows.order_by("-made_at", "-pk").first()


def map_columns(
    batch_id: int,
    *,
    ledger: str,
    sheet: str,
    header_row: int,
    columns: dict[int, str],
    period: str = "",
    actor: Membership,
    now: datetime,
) -> ImportBatch:
    """Say which ledger the rows go to and which column holds what."""
    with act("ledgers.map_columns", actor=actor, now=now) as doing:
        batch = _locked(batch_id, actor)
        doing.on(BATCH_KIND, batch.pk, ledger=ledger)
        _only_in(batch, State.MAPPING)
        version = _from_files(ledger_at(actor, ledger))
        if len(set(columns.values())) != len(columns):
            raise Refused(_("两列对上了同一项，请改其中一列。"), field="columns")
        if period:
            period_of(period)
        batch.version, batch.sheet, batch.header_row = version, sheet, header_row
        batch.mapping = {"columns": {str(c): k for c, k in columns.items()}, "period": period}
        batch.save()
    return batch


def _from_files(version: LedgerVersion) -> LedgerVersion:
    """Return the version, unless its entries hold personal data, which no file may carry about."""
    if version.ledger.guarded:
        raise Refused(_("“%(label)s”有受保护的个人信息，请逐条登记，不从文件导入。") % {"label": version.label}, field="ledger")  # fmt: skip
    return version


def _locked(batch_id: int, actor: Membership, what: May = May.IMPORT) -> ImportBatch:
    batch = ImportBatch.objects.select_for_update(of=("self",)).select_related("unit", "version")
    found = batch.filter(pk=batch_id).first()
    if found is None or not actor.unit.covers(found.unit):
        raise Missing(_("没有这次导入，或者不在您的单位范围内"))
    require(actor, what, found.unit)
    return found


def _only_in(batch: ImportBatch, *states: str) -> None:
    if batch.state not in states:
        raise Refused(_("这次导入%(state)s，不能再改。") % {"state": batch.get_state_display()})


def start_import(
    batch_id: int, *, actor: Membership, now: datetime, key: UUID, again: bool = False
) -> ImportBatch:
    """Begin to take the rows in, in the background. `again` says that the same file may be taken
    a second time."""
    with act("ledgers.start_import", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return ImportBatch.objects.get(pk=doing.subject_id)
        batch = _begin(doing, batch_id, actor, again=again)
        _start_job(JOB, _("导入 %(file)s"), batch, actor, now)
    return batch


def resume_import(batch_id: int, *, actor: Membership, now: datetime, key: UUID) -> ImportBatch:
    """Go on with an import that stopped in the middle: rows that were taken are left as they are."""
    with act("ledgers.resume_import", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return ImportBatch.objects.get(pk=doing.subject_id)
        batch = _locked(batch_id, actor)
        _only_in(batch, State.FAILED)
        batch.state = State.WAITING
        _start_job(JOB, _("接着导入 %(file)s"), batch, actor, now)
        doing.on(BATCH_KIND, batch.pk, file=batch.file_name, taken=batch.taken)
    return batch


def _start_job(kind: str, title: str, batch: ImportBatch, actor: Membership, now: datetime) -> None:
    named = title % {"file": batch.file_name}
    payload = {"batch": batch.pk, "member": actor.pk}
    job = jobs.start(kind, named, actor=actor, now=now, payload=payload, key=new_key())
    batch.job_id = job.pk
    batch.save()


def import_now(
    batch_id: int,
    *,
    actor: Membership,
    now: datetime,
    key: UUID,
    report: Report | None = None,
) -> ImportBatch:
    """Take the rows in before it returns: for the command line, where no worker need run, and
    which has asked for itself whether the file was taken before."""
    with act("ledgers.start_import", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return ImportBatch.objects.get(pk=doing.subject_id)
        _begin(doing, batch_id, actor, again=True).save()
    take_batch(batch_id, actor, report)
    return ImportBatch.objects.get(pk=batch_id)


def _begin(doing: Act, batch_id: int, actor: Membership, *, again: bool) -> ImportBatch:
    """Return the batch, locked, as it waits for its rows to be taken in."""
    batch = _locked(batch_id, actor)
    _only_in(batch, State.MAPPING)
    version_of(batch)
    before = None if again else same_file_before(batch)
    if before is not None:
        raise Refused(_("这份文件 %(at)s 已由%(who)s导入 %(n)s 行；要再导一遍，请勾选“仍要导入”。") % {"at": timezone.localtime(before.made_at).strftime("%m-%d %H:%M"), "who": before.made_by_label, "n": before.taken}, field="again")  # fmt: skip
    batch.state = State.WAITING
    doing.on(BATCH_KIND, batch.pk, file=batch.file_name)
    return batch


def paste_rows(
    ledger: str,
    heads: Sequence[str],
    columns: dict[int, str],
    rows: Sequence[tuple[int, list[str]]],
    *,
    unit: Unit,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> tuple[ImportBatch, list[ReadRow]]:
    """Take in the good rows of a pasted block; return the batch and the rows left behind."""
    with act("ledgers.paste", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return ImportBatch.objects.get(pk=doing.subject_id), []
        require(actor, May.RECORD, unit)
        version = _from_files(ledger_at(actor, ledger))
        batch = ImportBatch(unit=unit, root_id=unit.root_id, version=version, file_name=_("粘贴"))
        batch.digest = hashlib.sha256(repr(rows).encode()).hexdigest()
        batch.mapping = {"columns": {str(c): k for c, k in columns.items()}}
        batch.made_by, batch.made_by_label, batch.made_at = actor.pk, actor.label, now
        read = list(read_batch(batch, actor, rows, heads, timezone.localdate(now)))
        bad = [row for row in read if row.errors]
        if len(bad) == len(read):
            raise Refused(_("没有一行可以导入，请先改标红的格。"))
        batch.state, batch.total, batch.ended_at = State.DONE, len(read), now
        batch.save()
        taken, _rejects = take_rows(batch, read, heads, actor=actor, source=Entry.Source.PASTE)
        doing.on(BATCH_KIND, batch.pk, ledger=ledger, taken=taken)
    return batch, bad


def undo_import(batch_id: int, *, actor: Membership, now: datetime, key: UUID) -> ImportBatch:
    """Take a whole import back, in the background; whoever records may take back what was pasted."""
    with act("ledgers.undo_import", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return ImportBatch.objects.get(pk=doing.subject_id)
        batch = _locked(batch_id, actor, May.RECORD)
        _only_in(batch, State.DONE, State.FAILED)
        batch.state = State.UNDOING
        _start_job(UNDO_JOB, _("撤销导入 %(file)s"), batch, actor, now)
        doing.on(BATCH_KIND, batch.pk, file=batch.file_name, taken=batch.taken)
    return batch
