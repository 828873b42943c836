"""Pages of plans."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.organisations.queries import May, MemberRequest, asking, require
from youju.ui.lists import keyset_page
from youju.work import actions, forms, queries, shown
from youju.work.models import Plan
from youju.work.views.frame import act_page, crumbs, tabs
from youju.work.views.pasting import paste_page

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
        {"key": key, "label": label, "required": key in ("title", "due_on")}
        for key, label in zip(COLUMNS, words, strict=True)
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
        "chart": shown.chart_of_tasks(tasks, today),
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
    return paste_page(
        request, columns(), partial(actions.add_rows, found.pk, actor=member), _("已下达 %(n)s 项任务。"),
        heading=found.title, back=found.get_absolute_url(), submit=_("下达"),
        crumbs=crumbs((found.title, found.get_absolute_url())),
    )  # fmt: skip
