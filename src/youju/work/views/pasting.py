"""What pages do alike that take rows from Excel."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.ids import key_in
from youju.kernel.refusal import Refused
from youju.organisations.queries import MemberRequest
from youju.work.actions import BadRows

Columns = Sequence[Mapping[str, Any]]


def rows_sent(request: MemberRequest, columns: Columns) -> list[list[str]]:
    """Return the rows of the grid that hold anything, each as wide as the columns, without a head."""
    try:
        sent = json.loads(request.POST.get("cells", "[]"))
        rows = [[str(cell).replace("\0", "").strip() for cell in row] for row in sent[:1000]]
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused(_("没有收到表格，请刷新页面后重新粘贴。")) from error
    width = len(columns)
    held = [(row + [""] * width)[:width] for row in rows if any(row)]
    labels = {one["label"] for one in columns}
    if held and len(labels & set(held[0])) >= 2:
        held = held[1:]
    if not held:
        raise Refused(_("表格里还没有内容，请先粘贴。"))
    return held


def cells_of(
    rows: Sequence[Sequence[str]], columns: Columns, errors: Mapping[int, tuple[str, str]]
) -> list[list[dict[str, str]]]:
    """Return rows as the grid takes them, each fault at its cell."""
    keys = [one["key"] for one in columns]
    found = []
    for n, row in enumerate(rows):
        field, why = errors.get(n, ("", ""))
        at = field if field in keys else keys[0]
        cells = zip(keys, row, strict=True)
        found.append([{"text": text, "error": why if key == at else ""} for key, text in cells])
    return found


def paste_page(
    request: MemberRequest, columns: Columns, do: Callable[..., int], saved: str, **shown: Any
) -> HttpResponse:
    """Take rows from Excel: all of them, or none and why.

    `do` gets the rows by column, now and the key, and returns how many there were; `shown` is what the
    template names: heading, back, submit, crumbs.
    """
    rows = rows_sent(request, columns) if request.method == "POST" else []
    errors: dict[int, tuple[str, str]] = {}
    if rows:
        keys = [one["key"] for one in columns]
        told = [dict(zip(keys, row, strict=True)) for row in rows]
        try:
            n = do(told, now=timezone.now(), key=key_in(request.POST.get("key", "")))
        except BadRows as bad:
            errors = bad.errors
        else:
            messages.success(request, saved % {"n": n})
            return redirect(shown["back"])
    context = {"columns": columns, "rows": cells_of(rows, columns, errors), "wrong": len(errors)}
    status = 422 if errors else 200
    return render(request, "work/paste.html", context | shown, status=status)
