"""The rows of a file or a pasted block as entries: read, written piece by piece, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.facts import actions as facts
from youju.jobs.registry import Report
from youju.kernel.periods import Period, parse_period
from youju.kernel.refusal import Refused
from youju.ledgers.drawing import things_at
from youju.ledgers.facts_made import ENTRY_KIND, drafts_of, source_of
from youju.ledgers.keeping import findable, made_late, new_entry
from youju.ledgers.models import Entry, ImportBatch, LedgerVersion
from youju.ledgers.queries import batch_at, ledger_at, unit_named
from youju.ledgers.sheet_rows import Columns, ReadRow, read_rows, reject_of
from youju.ledgers.sheets import Sheet, Table, read_sheets, table_of
from youju.ledgers.spec import Ledger
from youju.organisations.queries import Membership, Unit, units_visible_to
from youju.search import actions as search

CHUNK = 1000
BATCH_KIND = "ledgers.batch"
State = ImportBatch.State


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


def period_of(code: str) -> Period | None:
    try:
        return parse_period(code) if code else None
    except ValueError as error:
        raise Refused(str(error), field="period") from error


def read_batch(batch: ImportBatch, actor: Membership, rows: Sequence[tuple[int, list[str]]], heads: Sequence[str], today: Any) -> Iterator[ReadRow]:  # fmt: skip
    """Yield the rows of a mapped batch as they would become entries."""
    ledger = version_of(batch).ledger
    columns = {int(c): k for c, k in batch.mapping.get("columns", {}).items()}
    return read_rows(
        ledger,
        Columns(heads, columns),
        rows,
        today=today,
        find_unit=lru_cache(2048)(partial(unit_named, batch.root_id)),
        find_owner=_owner_finder(actor),
        default_period=period_of(batch.mapping.get("period", "")),
        things=things_at(ledger, batch.unit, today),
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


def version_of(batch: ImportBatch) -> LedgerVersion:
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


def run_import(job_id: int, payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Take the rows of a batch in: the handler of the job that `start_import` starts."""
    actor = Membership.objects.select_related("unit", "person").get(pk=payload["member"])
    taken, left = take_batch(payload["batch"], actor, report)
    return {"text": _("导入 %(taken)s 行，留下 %(left)s 行。") % {"taken": taken, "left": left}}


def take_batch(batch_id: int, actor: Membership, report: Report | None) -> tuple[int, int]:
    """Take the rows of a batch in, piece by piece; what was taken before a stop stays. Return how
    many were taken, and how many left."""
    batch = batch_at(actor, batch_id)
    try:
        table = stored_table(batch)
        batch.total = len(table.rows)
        ImportBatch.objects.filter(pk=batch.pk).update(state=State.RUNNING, total=batch.total)
        rows = read_batch(batch, actor, table.rows, table.heads, timezone.localdate())
        taken, rejects = take_rows(batch, rows, table.heads, actor=actor, report=report)
    except BaseException:
        _held(batch).update(state=State.FAILED)
        raise
    end_import(batch, taken, rejects, batch.total, actor=actor)
    return taken, len(rejects)


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
    version = version_of(batch)
    ledger = version.ledger
    units = {unit.pk: unit for unit in units_visible_to(actor)}
    units[batch.unit_id] = batch.unit
    rejects: list[dict[str, object]] = []
    before = _taken_before(batch)
    taken, done = batch.taken, 0
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        good = [row for row in chunk if not row.errors and str(row.number) not in before]
        rejects += [reject_of(row, heads) for row in chunk if row.errors]
        with transaction.atomic():
            entries = [_entry_of(row, batch, version, ledger, units, actor, source) for row in good]
            _write(entries, ledger)
            taken += len(entries)
            if not _held(batch).update(taken=taken):
                raise Refused(_("这次导入已另外接着做。"))
        done += len(chunk)
        if report is not None:
            report(done, batch.total or done)
    return taken, rejects


def _held(batch: ImportBatch) -> QuerySet[ImportBatch]:
    """Return the batch while this run is the one that takes it in."""
    return ImportBatch.objects.filter(pk=batch.pk, job_id=batch.job_id)


def _taken_before(batch: ImportBatch) -> set[str]:
    """Return the numbers of the rows that an earlier run took in before it stopped."""
    if not batch.taken:
        return set()
    return set(Entry.objects.filter(batch=batch).values_list("source_ref", flat=True))


def stopped(job_id: int, payload: dict[str, Any], why: str) -> None:
    """Call an import failed whose job ended before it; one that was being undone may be undone again."""
    batch = ImportBatch.objects.filter(pk=payload["batch"], job_id=job_id)
    batch.filter(state=State.UNDOING).update(state=State.DONE, ended_at=None)
    batch.filter(state__in=[State.WAITING, State.RUNNING]).update(state=State.FAILED)


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
    entry.set_due(ledger)
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
