"""Volunteers as a block pasted from Excel."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from youju.kernel.ids import key_in
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, asking
from youju.volunteers import actions
from youju.volunteers.views.frame import crumbs, show, to

Columns = list[dict[str, Any]]


def _columns() -> Columns:
    told = (
        ("name", _("姓名"), True),
        ("phone", _("手机"), False),
        ("skills", _("特长"), False),
        ("services", _("愿意服务的项目"), False),
        ("registered_on", _("注册日期"), False),
    )
    return [{"key": key, "label": label, "required": needed} for key, label, needed in told]


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Many volunteers at once, all of them or none."""
    who, columns = asking(request, May.ARRANGE), _columns()
    rows = _rows(request, columns) if request.method == "POST" else []
    errors: dict[int, tuple[str, str]] = {}
    if rows:
        told = [dict(zip([c["key"] for c in columns], row, strict=True)) for row in rows]
        try:
            key = key_in(request.POST.get("key", ""))
            n = actions.add_volunteers(
                who.unit, told, actor=who.member, now=timezone.now(), key=key
            )
        except actions.BadRows as bad:
            errors = bad.errors
        else:
            messages.success(request, _("已登记 %(n)s 名。") % {"n": n})
            return redirect(to("people"))
    cells = [_cells(row, columns, errors.get(n)) for n, row in enumerate(rows)]
    shown = {"columns": columns, "rows": cells, "wrong": len(errors), "back": to("people")}
    way = crumbs((_("志愿者"), "people"))
    answer = show(request, "paste", who, "people", crumbs=way, **shown)
    answer.status_code = 422 if errors else 200
    return answer


def _rows(request: HttpRequest, columns: Columns) -> list[list[str]]:
    """Return the rows of the grid that hold anything, each as wide as the columns, without a head."""
    try:
        sent = json.loads(request.POST.get("cells", "[]"))
        rows = [[str(cell).replace("\0", "").strip() for cell in row] for row in sent[:2000]]
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused(_("没有收到表格，请刷新页面后重新粘贴。")) from error
    width = len(columns)
    held = [(row + [""] * width)[:width] for row in rows if any(row)]
    if held and len({one["label"] for one in columns} & set(held[0])) >= 2:
        held = held[1:]
    if not held:
        raise Refused(_("表格里还没有内容，请先粘贴。"))
    return held


def _cells(row: list[str], columns: Columns, wrong: tuple[str, str] | None) -> list[dict[str, str]]:
    field, why = wrong or ("", "")
    keys = [one["key"] for one in columns]
    at = field if field in keys else keys[0]
    return [
        {"text": text, "error": why if key == at else ""}
        for key, text in zip(keys, row, strict=True)
    ]
