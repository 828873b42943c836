"""Pages of plans."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.ids import key_in
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, MemberRequest, asking, require
from youju.ui.lists import keyset_page
from youju.work import actions, forms, queries
from youju.work.models import Plan
from youju.work.views.frame import act_page, crumbs, tabs

COLUMNS = ("title", "owner", "due_on", "amount", "place", "person", "text")


def columns() -> list[dict[str, Any]]:
    """Return the columns of a key list as the grid takes them."""
    words = (
        _("任务"),
        _("承担单位"),
        _("期限"),
        _("数量"),
        _("地点"),
        _("责任人"),
        _("标准和要求"),
    )
    return [
        {"key": key, "label": label, "required": n < 3}
        for n, (key, label) in enumerate(zip(COLUMNS, words, strict=True))
    ]


@require_GET
def plans(request: MemberRequest) -> HttpResponse:
    """The plans of the chosen unit, and how far each is."""
    who = asking(request)
    page = keyset_page(queries.plans_of(who.member, who.unit), request, ["-start"])
    counts = queries.counts_of_plans(page.rows, timezone.localdate())
    context = {
        "page": page,
        "rows": [(one, counts.get(one.pk, queries.Counts())) for one in page.rows],
        "unit": who.unit,
        "tabs": tabs("plans"),
        "may_plan": who.member.may_at(May.ARRANGE, who.unit),
    }
    return render(request, "work/plans.html", context)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """The form of a plan."""
    who = asking(request)
    member = require(who.member, May.ARRANGE, who.unit)
    year = timezone.localdate().year
    initial = {"start": f"{year}-01-01", "end": f"{year}-12-31", "kind": Plan.Kind.YEAR}
    form = forms.PlanForm(request.POST or None, initial=initial)

    def do(**told: Any) -> Plan:
        return actions.make_plan(unit=who.unit, **told)

    back = reverse("work:plans")
    return act_page(
        request,
        member,
        form,
        do,
        back=back,
        saved=_("计划已建立，接着按时间节点加任务。"),
        title=_("制定计划"),
        submit=_("建立计划"),
        crumbs=crumbs((_("计划"), back)),
    )


@require_GET
def plan(request: MemberRequest, plan_id: int) -> HttpResponse:
    """One plan: its goals, and its tasks along the time."""
    member = require(request.member, May.SEE)
    found = queries.plan_for(member, plan_id)
    today = timezone.localdate()
    tasks = list(queries.tasks_of_plan(found)[:500])
    context = {
        "plan": found,
        "tasks": tasks,
        "counts": queries.counts_of_plans([found], today).get(found.pk, queries.Counts()),
        "late": {one.pk for one in tasks if one.overdue(today)},
        "may_plan": member.may_at(May.ARRANGE, found.unit) and found.state == Plan.State.OPEN,
        "crumbs": crumbs((_("计划"), reverse("work:plans"))),
    }
    return render(request, "work/plan.html", context)


@require_http_methods(["GET", "POST"])
def close(request: MemberRequest, plan_id: int) -> HttpResponse:
    """The plan has run its course."""
    member = require(request.member, May.ARRANGE)
    found = queries.plan_for(member, plan_id)
    form = forms.ReasonForm(request.POST or None)
    form.fields["note"].label = _("完成得怎样")

    def do(**told: Any) -> Plan:
        return actions.close_plan(found.pk, **told)

    return act_page(
        request,
        member,
        form,
        do,
        back=found.get_absolute_url(),
        saved=_("计划已结束。"),
        title=_("结束计划"),
        submit=_("结束"),
        crumbs=crumbs((found.title, found.get_absolute_url())),
    )


@require_http_methods(["GET", "POST"])
def paste(request: MemberRequest, plan_id: int) -> HttpResponse:
    """A key list pasted from Excel: all of it, or none and why."""
    member = require(request.member, May.ARRANGE)
    found = queries.plan_for(member, plan_id)
    require(member, May.ARRANGE, found.unit)
    rows = _rows(request) if request.method == "POST" else []
    errors: dict[int, tuple[str, str]] = {}
    if rows:
        told = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        key = key_in(request.POST.get("key", ""))
        try:
            n = actions.add_rows(found.pk, told, actor=member, now=timezone.now(), key=key)
        except actions.BadRows as bad:
            errors = bad.errors
        else:
            messages.success(request, _("已下达 %(n)s 项任务。") % {"n": n})
            return redirect(found)
    context = {
        "plan": found,
        "columns": columns(),
        "rows": [_cells(row, errors.get(n)) for n, row in enumerate(rows)],
        "wrong": len(errors),
        "crumbs": crumbs((found.title, found.get_absolute_url())),
    }
    return render(request, "work/paste.html", context, status=422 if errors else 200)


def _rows(request: MemberRequest) -> list[list[str]]:
    """Return the rows of the grid that hold anything, each as wide as the columns, without a head."""
    try:
        sent = json.loads(request.POST.get("cells", "[]"))
        rows = [[str(cell).replace("\0", "").strip() for cell in row] for row in sent[:1000]]
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused(_("没有收到表格，请刷新页面后重新粘贴。")) from error
    width = len(COLUMNS)
    held = [(row + [""] * width)[:width] for row in rows if any(row)]
    labels = {one["label"] for one in columns()}
    if held and len(labels & set(held[0])) >= 2:
        held = held[1:]
    if not held:
        raise Refused(_("表格里还没有内容，请先粘贴。"))
    return held


def _cells(row: list[str], error: tuple[str, str] | None) -> list[dict[str, str]]:
    field, why = error or ("", "")
    at = field if field in COLUMNS else COLUMNS[0]
    return [
        {"text": text, "error": why if key == at else ""}
        for key, text in zip(COLUMNS, row, strict=True)
    ]
