"""Taking in many rows at once: from a file or a pasted block, and undoing it as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache, partial
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.facts import actions as facts
from youju.jobs import actions as jobs
from youju.jobs.registry import Report
from youju.kernel.ids import new_key
from youju.kernel.periods import Period, parse_period
from youju.kernel.refusal import Missing, Refused
from youju.ledgers.actions import findable, made_late, new_entry
from youju.ledgers.facts_made import ENTRY_KIND, drafts_of, source_of
from youju.ledgers.models import Entry, ImportBatch, LedgerVersion
from youju.ledgers.queries import batch_at, ledger_at, unit_named
from youju.ledgers.sheet_rows import Columns, ReadRow, read_rows, reject_of
from youju.ledgers.sheets import Sheet, Table, read_sheets, table_of
from youju.ledgers.spec import Ledger
from youju.organisations.queries import May, Membership, Unit, require, units_visible_to
from youju.search import actions as search

CHUNK = 500
JOB, UNDO_JOB = "ledgers.import", "ledgers.undo_import"
State = ImportBatch.State
BATCH_KIND = "ledgers.batch"


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
            digest=hashlib.sha256(content).hexdigest(),
            stored=default_storage.save(f"imports/{new_key()}", ContentFile(content)),
            made_by=actor.pk,
            made_by_label=actor.label,
            made_at=now,
        )
        doing.on(BATCH_KIND, batch.pk, file=batch.file_name)
    return batch


def same_file_before(batch: ImportBatch) -> ImportBatch | None:
    """Return an import of the same content at the unit that still stands, or None."""
    rows = ImportBatch.objects.filter(unit=batch.unit, digest=batch.digest, taken__gt=0)
    rows = rows.filter(state__in=[State.DONE, State.RUNNING, State.FAILED]).exclude(pk=batch.pk)
    return rows.order_by("-made_at").first()


def stored_table(batch: ImportBatch) -> Table:
    """Return the rows of the batch's chosen sheet below its head."""
    return table_of(_chosen_sheet(batch), batch.header_row)


def _chosen_sheet(batch: ImportBatch) -> Sheet:
    sheets = stored_sheets(batch)
    return next((one for one in sheets if one.name == batch.sheet), sheets[0])


def stored_sheets(batch: ImportBatch) -> list[Sheet]:
    """Return the sheets of the batch's file."""
    with default_storage.open(batch.stored) as stored:
        return read_sheets(stored.read(), batch.file_name)


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
        version = ledger_at(actor, ledger)
        if len(set(columns.values())) != len(columns):
            raise Refused(_("两列对上了同一项，请改其中一列。"), field="columns")
        if period:
            _period(period)
        batch.version, batch.sheet, batch.header_row = version, sheet, header_row
        batch.mapping = {"columns": {str(c): k for c, k in columns.items()}, "period": period}
        batch.save()
    return batch


def _period(code: str) -> Period | None:
    try:
        return parse_period(code) if code else None
    except ValueError as error:
        raise Refused(str(error), field="period") from error


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


def read_batch(batch: ImportBatch, actor: Membership, rows: Sequence[tuple[int, list[str]]], heads: Sequence[str], today: Any) -> Iterator[ReadRow]:  # fmt: skip
    """Yield the rows of a mapped batch as they would become entries."""
    ledger = _version(batch).ledger
    columns = {int(c): k for c, k in batch.mapping.get("columns", {}).items()}
    return read_rows(
        ledger,
        Columns(heads, columns),
        rows,
        today=today,
        find_unit=lru_cache(2048)(partial(unit_named, batch.root_id)),
        find_owner=_owner_finder(actor),
        default_period=_period(batch.mapping.get("period", "")),
    )


def draft_batch(
    ledger: Ledger, columns: dict[int, str], unit: Unit, actor: Membership
) -> ImportBatch:
    """Return an unsaved batch to read rows with before anything is written."""
    return ImportBatch(
        unit=unit,
        root_id=unit.root_id,
        version=ledger_at(actor, ledger.code),
        mapping={"columns": {str(c): k for c, k in columns.items()}},
    )


def _version(batch: ImportBatch) -> LedgerVersion:
    if batch.version is None:
        raise Refused(_("先选台账，再对列。"))
    return batch.version


def _owner_finder(actor: Membership) -> Any:
    @lru_cache(2048)
    def find(name: str) -> int | None:
        found = unit_named(actor.root_id, name)
        if found is None:
            return None
        seen = units_visible_to(actor).filter(pk=found[0])
        return found[0] if seen.exists() else None

    return find


def start_import(
    batch_id: int, *, actor: Membership, now: datetime, key: UUID, again: bool = False
) -> ImportBatch:
    """Begin to take the rows in, in the background. `again` says that the same file may be taken
    a second time."""
    with act("ledgers.start_import", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return ImportBatch.objects.get(pk=doing.subject_id)
        batch = _locked(batch_id, actor)
        _only_in(batch, State.MAPPING)
        _version(batch)
        before = same_file_before(batch)
        if before is not None and not again:
            raise Refused(_("这份文件 %(at)s 已由%(who)s导入 %(n)s 行；要再导一遍，请勾选“仍要导入”。") % {"at": timezone.localtime(before.made_at).strftime("%m-%d %H:%M"), "who": before.made_by_label, "n": before.taken}, field="again")  # fmt: skip
        batch.state = State.WAITING
        job = jobs.start(
            JOB,
            _("导入 %(file)s") % {"file": batch.file_name},
            actor=actor,
            now=now,
            payload={"batch": batch.pk, "member": actor.pk},
            key=new_key(),
        )
        batch.job_id = job.pk
        batch.save()
        doing.on(BATCH_KIND, batch.pk, file=batch.file_name)
    return batch


def run_import(job_id: int, payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Take the rows of a batch in, piece by piece; what was taken before a stop stays."""
    actor = Membership.objects.select_related("unit", "person").get(pk=payload["member"])
    batch = batch_at(actor, payload["batch"])
    table = stored_table(batch)
    ImportBatch.objects.filter(pk=batch.pk).update(state=State.RUNNING, total=len(table.rows))
    try:
        rows = read_batch(batch, actor, table.rows, table.heads, timezone.localdate())
        taken, rejects = take_rows(batch, rows, table.heads, actor=actor, report=report)
    except BaseException:
        ImportBatch.objects.filter(pk=batch.pk).update(state=State.FAILED)
        raise
    end_import(batch, taken, rejects, len(table.rows), actor=actor)
    return {
        "text": _("导入 %(taken)s 行，留下 %(left)s 行。") % {"taken": taken, "left": len(rejects)}
    }


def take_rows(
    batch: ImportBatch,
    rows: Iterable[ReadRow],
    heads: Sequence[str],
    *,
    actor: Membership,
    report: Report | None = None,
    source: str = Entry.Source.IMPORT,
) -> tuple[int, list[dict[str, object]]]:
    """Write the good rows as entries with their facts; return how many, and the refused ones."""
    version = _version(batch)
    ledger = version.ledger
    units = {unit.pk: unit for unit in units_visible_to(actor)}
    units[batch.unit_id] = batch.unit
    rejects: list[dict[str, object]] = []
    taken = done = 0
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        good = [row for row in chunk if not row.errors]
        rejects += [reject_of(row, heads) for row in chunk if row.errors]
        with transaction.atomic():
            entries = [_entry_of(row, batch, version, ledger, units, actor, source) for row in good]
            _write(entries, ledger)
            taken += len(entries)
            ImportBatch.objects.filter(pk=batch.pk).update(taken=taken)
        done += len(chunk)
        if report is not None:
            report(done, batch.total or done)
    return taken, rejects


def _entry_of(
    row: ReadRow,
    batch: ImportBatch,
    version: LedgerVersion,
    ledger: Ledger,
    units: dict[int, Unit],
    actor: Membership,
    source: str,
) -> Entry:
    unit = units[row.unit_id or batch.unit_id]
    entry = new_entry(version, ledger, unit, row.values, row.period, batch.made_at)
    entry.until = row.until
    entry.late = made_late(entry, ledger)
    entry.source, entry.source_ref, entry.batch = source, str(row.number), batch
    entry.made_by, entry.made_by_label = actor.person_id, actor.label
    return entry


def _write(entries: list[Entry], ledger: Ledger) -> None:
    if not entries:
        return
    made = Entry.objects.bulk_create(entries, batch_size=CHUNK)
    facts.replace_many(
        [(source_of(one), drafts_of(one, ledger)) for one in made], now=made[0].received_at
    )
    search.put_many(findable(one, ledger) for one in made)


def end_import(
    batch: ImportBatch,
    taken: int,
    rejects: list[dict[str, object]],
    total: int,
    *,
    actor: Membership,
) -> None:
    """Say in the log what an import took in."""
    now = timezone.now()
    with act("ledgers.import", actor=actor, now=now) as doing:
        ImportBatch.objects.filter(pk=batch.pk).update(
            state=State.DONE, taken=taken, rejects=rejects, total=total, ended_at=now
        )
        doing.on(BATCH_KIND, batch.pk, file=batch.file_name, taken=taken, refused=len(rejects))


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
        version = ledger_at(actor, ledger)
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
        job = jobs.start(
            UNDO_JOB,
            _("撤销导入 %(file)s") % {"file": batch.file_name},
            actor=actor,
            now=now,
            payload={"batch": batch.pk, "member": actor.pk},
            key=new_key(),
        )
        batch.job_id = job.pk
        batch.save()
        doing.on(BATCH_KIND, batch.pk, file=batch.file_name, taken=batch.taken)
    return batch


def run_undo(job_id: int, payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Withdraw every entry of a batch, piece by piece."""
    now = timezone.now()
    batch = ImportBatch.objects.get(pk=payload["batch"])
    live = Entry.objects.filter(batch=batch, state=Entry.State.LIVE).order_by("pk")
    total, done = live.count(), 0
    while chunk := list(live[:CHUNK]):
        with transaction.atomic():
            ids = [one.pk for one in chunk]
            Entry.objects.filter(pk__in=ids).update(state=Entry.State.WITHDRAWN, withdrawn_at=now)
            facts.replace_many([(source_of(one), []) for one in chunk], now=now)
            search.drop(ENTRY_KIND, ids)
        done += len(chunk)
        report(done, total)
    ImportBatch.objects.filter(pk=batch.pk).update(state=State.UNDONE, ended_at=now)
    return {"text": _("已撤销，%(n)s 条记录退出台账。") % {"n": done}}
