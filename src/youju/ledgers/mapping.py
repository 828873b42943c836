"""The page on which a file's columns are mapped: proposal, choice and preview. Reads only."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.ids import row_id
from youju.kernel.labels import bare_head
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Refused
from youju.kernel.words import labelled
from youju.ledgers import imports, matching, taking
from youju.ledgers.models import ImportBatch, LedgerVersion
from youju.ledgers.propose import ledger_text
from youju.ledgers.queries import ledgers_in_use
from youju.ledgers.sheet_rows import ReadRow
from youju.ledgers.sheets import Table, find_head, table_of
from youju.ledgers.spec import Ledger
from youju.organisations.queries import May, Membership

SHOWN = 30
PREVIEW_ROWS = 3_000


def page(batch: ImportBatch, member: Membership, query: QueryDict) -> dict[str, Any]:
    """Return the context of the mapping page; what is chosen wins over what is proposed."""
    versions = list(ledgers_in_use(member))
    sheets, sheet, table = _table(batch, query, versions)
    version = _ledger(batch, query, versions, table)
    context: dict[str, Any] = {
        "sheets": [one.name for one in sheets],
        "sheet": sheet,
        "table": table,
        "head_row": table.head_row + 1,
        "versions": versions,
        "version": version,
        "may_configure": member.may(May.CONFIGURE),
        "same": imports.same_file_before(batch),
    }
    if version is None:
        return context
    spec = version.ledger
    columns = _columns(batch, query, spec, table, version)
    period = query.get("period", "") or batch.mapping.get("period", "")
    return context | {"spec": spec} | _preview(batch, member, spec, version, columns, table, period)


def _table(
    batch: ImportBatch, query: QueryDict, versions: list[LedgerVersion]
) -> tuple[list[Any], str, Table]:
    sheets = taking.stored_sheets(batch)
    wanted = query.get("sheet", "") or batch.sheet
    chosen = next((one for one in sheets if one.name == wanted), sheets[0])
    row = query.get("head_row", "")
    if 1 <= (number := row_id(row) or 0) <= len(chosen.rows):
        head = number - 1
    elif batch.version_id and chosen.name == batch.sheet:
        head = batch.header_row
    else:
        head = find_head(chosen.rows, known_heads(versions))
    return sheets, chosen.name, table_of(chosen, head)


def known_heads(versions: list[LedgerVersion]) -> frozenset[str]:
    """Return the words under which ledgers know their columns."""
    words = {word for v in versions for t in matching.targets_of(v.ledger) for word in t.words}
    return frozenset(words)


def _ledger(
    batch: ImportBatch, query: QueryDict, versions: list[LedgerVersion], table: Table
) -> LedgerVersion | None:
    wanted = query.get("ledger", "") or (batch.version.code if batch.version else "")
    chosen = next((one for one in versions if one.code == wanted), None)
    if chosen is not None:
        return chosen
    best, _fitting = matching.best_ledger(table.heads, [one.ledger for one in versions])
    return next((one for one in versions if best and one.code == best.code), None)


def _columns(
    batch: ImportBatch, query: QueryDict, spec: Ledger, table: Table, version: LedgerVersion
) -> dict[int, str]:
    if "mapped" in query and query.get("ledger") == spec.code:
        return _sent_columns(query, spec, table)
    kept = batch.mapping.get("columns", {})
    if kept and batch.version_id == version.pk and "ledger" not in query:
        return {int(c): k for c, k in kept.items()}
    return matching.propose(table.heads, spec)


def _sent_columns(query: QueryDict, spec: Ledger, table: Table) -> dict[int, str]:
    known = {one.key for one in matching.targets_of(spec)}
    found = {n: query.get(f"c{n}", "") for n in range(len(table.heads))}
    return {n: key for n, key in found.items() if key in known}


def sent(batch: ImportBatch, member: Membership, query: QueryDict) -> dict[str, Any]:
    """Return what `map_columns` takes from the posted page."""
    versions = list(ledgers_in_use(member))
    _sheets, sheet, table = _table(batch, query, versions)
    version = _ledger(batch, query, versions, table)
    if version is None:
        raise Refused(_("先选台账，再对列。"), field="ledger")
    return {
        "ledger": version.code,
        "sheet": sheet,
        "header_row": table.head_row,
        "columns": _columns(batch, query, version.ledger, table, version),
        "period": query.get("period", "").strip(),
    }


def _preview(
    batch: ImportBatch,
    member: Membership,
    spec: Ledger,
    version: LedgerVersion,
    columns: dict[int, str],
    table: Table,
    period: str,
) -> dict[str, Any]:
    trial = taking.draft_batch(spec, columns, batch.unit, member)
    try:
        trial.mapping["period"] = parse_period(period).code if period else ""
    except ValueError:
        trial.mapping["period"] = ""
    rows = table.rows[:PREVIEW_ROWS]
    read = list(taking.read_batch(trial, member, rows, table.heads, timezone.localdate()))
    bad = [row for row in read if row.errors]
    dated = matching.WHEN in columns.values()
    return {
        "targets": matching.targets_of(spec),
        "columns": _shown_columns(table, columns, read),
        "preview": [_shown(row, table) for row in [*bad[:SHOWN], *_good(read)][:SHOWN]],
        "good": len(read) - len(bad),
        "bad": len(bad),
        "cells_bad": sum(len(row.errors) for row in bad),
        "more_rows": len(table.rows) - len(rows),
        "undated": not dated,
        "period": period,
        "missing": [
            one.label for one in spec.fields if one.required and one.key not in columns.values()
        ],
    }


def _good(read: list[ReadRow]) -> list[ReadRow]:
    return [row for row in read if not row.errors][:SHOWN]


def _shown_columns(
    table: Table, columns: dict[int, str], read: list[ReadRow]
) -> list[dict[str, Any]]:
    return [
        {"n": n, "head": head or _("第 %(n)s 列") % {"n": n + 1}, "key": columns.get(n, ""), "sample": _sample(read, n)}
        for n, head in enumerate(table.heads)
    ]  # fmt: skip


def _sample(read: list[ReadRow], n: int) -> str:
    return next((row.cells[n] for row in read if n < len(row.cells) and row.cells[n]), "")


def _shown(row: ReadRow, table: Table) -> dict[str, Any]:
    cells = [
        {"text": row.cells[n] if n < len(row.cells) else "", "error": row.errors.get(n, "")}
        for n in range(len(table.heads))
    ]
    said = [row.errors[-1]] if -1 in row.errors else []
    said += [labelled(table.heads[n], text) for n, text in sorted(row.errors.items()) if n >= 0]
    return {"number": row.number, "cells": cells, "said": said}


def proposed_text(batch: ImportBatch, label: str, today: date) -> str:
    """Return a new ledger for the file, as the text of a catalogue file."""
    sheets = taking.stored_sheets(batch)
    chosen = next((one for one in sheets if one.name == batch.sheet), sheets[0])
    table = table_of(chosen, find_head(chosen.rows))
    name = label.strip() or bare_head(batch.file_name.rsplit(".", 1)[0])[0]
    code = f"own_{sha256(f'{batch.root_id}:{name}'.encode()).hexdigest()[:10]}"
    return ledger_text(table, name[:30], code, "其他", today)
