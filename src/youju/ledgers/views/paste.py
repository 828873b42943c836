"""Pasting a block from Excel into a grid: the good rows go in, the others stay to be put right."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from youju.kernel.ids import key_in
from youju.kernel.refusal import Refused
from youju.kernel.words import listed
from youju.ledgers import imports, taking
from youju.ledgers.matching import WHEN
from youju.ledgers.sheet_rows import ReadRow
from youju.ledgers.spec import Ledger
from youju.ledgers.views.asking import asked_ledger, asking
from youju.organisations.queries import May

MOST_PASTED = 2000


def grid_columns(spec: Ledger) -> list[dict[str, Any]]:
    """Return the columns of the grid: when, then every field."""
    first = {"key": WHEN, "label": spec.when_label, "required": True}
    return [first] + [
        {"key": one.key, "label": one.label, "unit": one.unit, "number": one.is_number, "required": one.required}
        for one in spec.fields
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
def paste(request: HttpRequest, code: str) -> HttpResponse:
    """The grid, and what is wrong in it after it was sent."""
    who = asking(request, May.RECORD)
    _version, spec = asked_ledger(who, code)
    columns = grid_columns(spec)
    rows = _sent_rows(request) if request.method == "POST" else []
    context: dict[str, Any] = {"ledger": spec, "unit": who.unit, "columns": columns, "who": who}
    if not rows:
        return render(request, "ledgers/paste.html", context)
    heads = [str(one["label"]) for one in columns]
    mapped = {n: str(one["key"]) for n, one in enumerate(columns)}
    read = _checked(spec, heads, mapped, rows, who)
    bad = [row for row in read if row.errors]
    if bad and (len(bad) == len(read) or not request.POST.get("partly")):
        context |= _errors(read, bad, heads)
        return render(request, "ledgers/paste.html", context, status=422)
    batch, left = imports.paste_rows(code, heads, mapped, rows, unit=who.unit, actor=who.member, now=timezone.now(), key=key_in(request.POST.get("key", "")))  # fmt: skip
    said = _("已导入 %(n)s 行。") % {"n": batch.entries.count()}
    messages.success(
        request, said, extra_tags=f"undo:{reverse('ledgers:undo_import', args=[batch.pk])}"
    )
    if left:
        context |= _errors(left, left, heads)
        return render(request, "ledgers/paste.html", context)
    return redirect("ledgers:ledger", code)


def _sent_rows(request: HttpRequest) -> list[tuple[int, list[str]]]:
    """Return the rows of the grid that hold anything, numbered as they stand there."""
    try:
        sent = json.loads(request.POST.get("cells", "[]"))
        rows = [[str(cell) for cell in row] for row in sent]
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused(_("没有收到表格，请刷新页面后重新粘贴。")) from error
    if len(rows) > MOST_PASTED:
        raise Refused(_("一次最多粘贴 %(n)s 行，更多的请导入文件。") % {"n": MOST_PASTED})
    held = [(n, row) for n, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not held:
        raise Refused(_("表格里还没有内容，请先粘贴。"))
    return held


def _checked(
    spec: Ledger, heads: list[str], mapped: dict[int, str], rows: list[Any], who: Any
) -> list[ReadRow]:
    batch = taking.draft_batch(spec, mapped, who.unit, who.member)
    return list(taking.read_batch(batch, who.member, rows, heads, timezone.localdate()))


def _errors(read: list[ReadRow], bad: list[ReadRow], heads: list[str]) -> dict[str, Any]:
    """Return the grid with its errors, and the words of the two ways on."""
    width = len(heads)
    numbers = listed(str(n) for n, row in enumerate(read, start=1) if row.errors)
    return {
        "rows": [
            [{"text": _at(row.cells, n), "error": row.errors.get(n, row.errors.get(-1, "") if n == 0 else "")} for n in range(width)]
            for row in read
        ],
        "wrong": sum(len(row.errors) for row in bad),
        "good": len(read) - len(bad),
        "bad_rows": numbers if len(bad) <= 5 else _("%(n)s 行") % {"n": len(bad)},
        "many_bad": len(bad) > 5,
        "first_wrong": _first_wrong(read, heads),
    }  # fmt: skip


def _first_wrong(read: list[ReadRow], heads: list[str]) -> str:
    """Return where the first wrong cell stands: 第 3 行“垃圾”."""
    n, row = next((n, row) for n, row in enumerate(read, start=1) if row.errors)
    column = min(row.errors)
    head = heads[column] if column >= 0 else ""
    return _("第 %(n)s 行“%(head)s”") % {"n": n, "head": head or heads[0]}


def _at(cells: list[str], n: int) -> str:
    return cells[n] if n < len(cells) else ""
