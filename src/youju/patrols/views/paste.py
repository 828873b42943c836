"""Places and shops as a block pasted from Excel."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
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
from youju.patrols import actions
from youju.patrols.views.frame import crumbs, show, to

Columns = list[dict[str, Any]]


def _columns(*told: tuple[str, str, bool]) -> Columns:
    return [{"key": key, "label": label, "required": required} for key, label, required in told]


@require_http_methods(["GET", "POST"])
def places(request: HttpRequest) -> HttpResponse:
    """Many places at once."""
    columns = _columns(
        ("name", _("名称"), True),
        ("kind", _("点位种类"), True),
        ("unit", _("单位"), False),
        ("address", _("地址"), False),
        ("owner", _("责任人"), False),
        ("key_place", _("重点点位"), False),
    )
    return _paste(request, "places", _("点位"), columns, actions.add_places)


@require_http_methods(["GET", "POST"])
def shops(request: HttpRequest) -> HttpResponse:
    """Many shops at once."""
    columns = _columns(
        ("street", _("路段"), True),
        ("name", _("门店"), True),
        ("owner", _("责任人"), False),
        ("duties", _("三包或四包"), False),
        ("signed_on", _("签订日期"), False),
        ("unit", _("单位"), False),
    )
    return _paste(request, "shops", _("门店"), columns, actions.add_shops)


def _paste(
    request: HttpRequest, tab: str, what: str, columns: Columns, add: Callable[..., int]
) -> HttpResponse:
    who = asking(request, May.ARRANGE)
    rows = _rows(request, columns) if request.method == "POST" else []
    errors: dict[int, tuple[str, str]] = {}
    if rows:
        try:
            told = [dict(zip([c["key"] for c in columns], row, strict=True)) for row in rows]
            key = key_in(request.POST.get("key", ""))
            n = add(who.unit, told, actor=who.member, now=timezone.now(), key=key)
        except actions.BadRows as bad:
            errors = bad.errors
        else:
            messages.success(request, _("已登记 %(n)s 个。") % {"n": n})
            return redirect(to(tab))
    cells = [_cells(n, row, columns, errors) for n, row in enumerate(rows)]
    shown = {"what": what, "columns": columns, "rows": cells, "wrong": len(errors)}
    answer = show(request, "paste", who, tab, crumbs=crumbs((what, tab)), back=to(tab), **shown)
    answer.status_code = 422 if errors else 200
    return answer


def _rows(request: HttpRequest, columns: Columns) -> list[list[str]]:
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


def _cells(
    n: int, row: Sequence[str], columns: Columns, errors: dict[int, tuple[str, str]]
) -> list[dict[str, str]]:
    field, why = errors.get(n, ("", ""))
    keys = [one["key"] for one in columns]
    at = field if field in keys else keys[0] if why else ""
    return [
        {"text": text, "error": why if key == at else ""}
        for key, text in zip(keys, row, strict=True)
    ]
