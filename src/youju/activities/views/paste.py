"""Activities as a block pasted from Excel."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from youju.activities import actions
from youju.activities.views.frame import crumbs, show, to
from youju.kernel.ids import key_in
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, asking

Columns = list[dict[str, Any]]


def _columns() -> Columns:
    told = (
        ("on", _("日期"), True),
        ("kind", _("种类"), True),
        ("title", _("名称"), True),
        ("unit", _("单位"), False),
        ("sort", _("类别"), False),
        ("mark", _("节日或主题日"), False),
        ("place", _("地点"), False),
        ("topic", _("主题"), False),
        ("speaker", _("主讲人"), False),
        ("department", _("职能部门"), False),
        ("content", _("学习内容"), False),
        ("people", _("参加"), False),
        ("sessions", _("场次"), False),
        ("hours", _("课时"), False),
        ("materials", _("发放资料"), False),
        ("note", _("情况"), False),
    )
    return [{"key": key, "label": label, "required": required} for key, label, required in told]


@require_http_methods(["GET", "POST"])
def paste(request: HttpRequest) -> HttpResponse:
    """Many activities at once; the rows that are wrong say why, and none is stored."""
    who, columns = asking(request, May.RECORD), _columns()
    rows = _rows(request, columns) if request.method == "POST" else []
    errors: dict[int, tuple[str, str]] = {}
    if rows:
        told = [dict(zip([c["key"] for c in columns], row, strict=True)) for row in rows]
        key = key_in(request.POST.get("key", ""))
        try:
            n = actions.add_activities(
                who.unit, told, actor=who.member, now=timezone.now(), key=key
            )
        except actions.BadRows as bad:
            errors = bad.errors
        else:
            messages.success(request, _("已登记 %(n)s 次活动。") % {"n": n})
            return redirect(to("list"))
    cells = [_cells(n, row, columns, errors) for n, row in enumerate(rows)]
    trail = crumbs((_("活动记录"), to("list")))
    shown = {"columns": columns, "rows": cells, "wrong": len(errors), "crumbs": trail}
    answer = show(request, "paste", who, "list", back=to("list"), **shown)
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
