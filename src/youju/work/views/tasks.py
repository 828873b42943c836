"""Pages of tasks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.ids import row_id
from youju.kernel.periods import SHORT_DAYS
from youju.organisations.queries import (
    May,
    MemberRequest,
    Membership,
    Unit,
    asking,
    require,
    unit_options,
)
from youju.organisations.queries.bodies import has_groups
from youju.ui.lists import keyset_page
from youju.work import actions, forms, queries, shown
from youju.work.models import Plan, Task
from youju.work.month import days_of, month_of, read_month
from youju.work.rules.tasks import State
from youju.work.views.frame import act_page, crumbs, tabs

MOST_TASKS = 500
USUAL_DAYS = 14  # between giving a task and its day, unless somebody says


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The tasks of the chosen unit by their day: what is due against what is done."""
    who = asking(request)
    today = timezone.localdate()
    side, state = request.GET.get("side", ""), request.GET.get("state", "")
    rows = queries.tasks_under(who.member, who.unit, side)
    page = keyset_page(shown.of_state(rows, state, today), request, ["due_on", "ease"])
    context = {
        "page": page,
        "unit": who.unit,
        "tabs": tabs("index"),
        "chips": shown.chips(rows, state, side, today),
        "sides": shown.sides(side),
        "late": {one.pk for one in page.rows if one.overdue(today)},
        "may_open": who.member.may_at(May.ARRANGE, who.unit),
    }
    return render(request, "work/index.html", context)


@require_GET
def calendar(request: MemberRequest) -> HttpResponse:
    """A month: what is due and what meets on each day."""
    who = asking(request)
    today = timezone.localdate()
    first = read_month(request.GET.get("month", ""), today)
    days = days_of(first)
    tasks = queries.tasks_under(who.member, who.unit).exclude(state=State.CANCELLED)
    tasks = tasks.filter(due_on__range=days).order_by("due_on", "ease", "pk")[:MOST_TASKS]
    meetings = queries.meetings_under(who.member, who.unit).exclude(state="cancelled")
    meetings = meetings.filter(on__range=days).order_by("on", "clock", "pk")[:MOST_TASKS]
    context = {
        "month": month_of(first, tasks, meetings),
        "names": list(SHORT_DAYS.values()),
        "unit": who.unit,
        "today": today,
        "late": {one.pk for one in tasks if one.overdue(today)},
        "tabs": tabs("index"),
    }
    return render(request, "work/calendar.html", context)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """The form of a task, for a plan where one is named."""
    who = asking(request)
    member = require(who.member, May.ARRANGE, who.unit)
    plan = _plan(request, member)
    unit = plan.unit if plan is not None else who.unit
    form = _form(request, member, unit)

    def do(**told: Any) -> Task:
        return actions.open_task(unit=unit, plan=plan, **told)

    return act_page(
        request,
        member,
        form,
        do,
        back=_crumbs(plan)[-1]["url"],
        saved=_("任务已下达。"),
        photo_unit=unit,
        photo_label=_("现状照片"),
        title=_("下达任务"),
        submit=_("下达"),
        crumbs=_crumbs(plan),
    )


def _form(request: MemberRequest, member: Membership, unit: Unit) -> forms.TaskForm:
    """Return the form of a task: left to a group where there is one, else the unit's own at first."""
    today = timezone.localdate()
    routed = has_groups(unit, today)
    usual = {"due_on": today + timedelta(USUAL_DAYS), "owner_unit": None if routed else unit.pk}
    sent = request.POST or None
    return forms.TaskForm(sent, units=unit_options(member), routed=routed, initial=usual)


def _plan(request: MemberRequest, member: Membership) -> Plan | None:
    wanted = row_id(request.GET.get("plan", ""))
    return queries.plan_for(member, wanted) if wanted else None


def _crumbs(plan: Plan | None) -> list[dict[str, str]]:
    return crumbs((plan.title, plan.get_absolute_url())) if plan is not None else crumbs()


@require_GET
def task(request: MemberRequest, task_id: int) -> HttpResponse:
    """One task: what is wanted, how far it is, what happened."""
    member = require(request.member, May.SEE)
    found = queries.task_for(member, task_id)
    return render(request, "work/task.html", shown.task_page(member, found, timezone.localdate()))


def _given(task: Task) -> dict[str, Any]:
    """Return what the form of progress is made with: the task, and what units below told of it."""
    return {"task": task, "below": queries.told_below(queries.passed_down(task), task.amount_unit)}


@require_http_methods(["GET", "POST"])
def pass_down(request: MemberRequest, task_id: int) -> HttpResponse:
    """Hand a task on to units below."""
    member = require(request.member, May.ARRANGE)
    found = queries.task_for(member, task_id)
    require(member, May.ARRANGE, found.owner_unit)
    url = found.get_absolute_url()
    form = forms.PassForm(
        request.POST or None,
        units=queries.units_to_pass(found),
        task=found,
        initial={"due_on": found.due_on},
    )

    def do(**told: Any) -> Task:
        return actions.pass_down(found.pk, **told)

    return act_page(
        request, member, form, do, back=url, saved=_("已分解到下级。"), title=_("分解到下级"), submit=_("下达"),
        crumbs=crumbs((found.title, url)), beside=found,
    )  # fmt: skip


def _of_task(
    request: MemberRequest,
    task_id: int,
    form_class: Any,
    do: Any,
    words: tuple[str, str, str],
    **more: Any,
) -> HttpResponse:
    """One act on a task: its form (GET), doing it (POST)."""
    member = require(request.member, May.RECORD)
    found = queries.task_for(member, task_id)
    given = _given(found) if form_class is forms.ProgressForm else {}
    form = form_class(request.POST or None, **given)
    photo_unit = found.owner_unit if more.pop("photos", False) else None

    def act(**told: Any) -> Task:
        return do(found.pk, **told)  # type: ignore[no-any-return]

    return act_page(
        request,
        member,
        form,
        act,
        back=found.get_absolute_url(),
        saved=words[2],
        photo_unit=photo_unit,
        title=words[0],
        submit=words[1],
        beside=found,
        crumbs=crumbs((found.title, found.get_absolute_url())),
        **more,
    )


@require_http_methods(["GET", "POST"])
def progress(request: MemberRequest, task_id: int) -> HttpResponse:
    """The unit tells how far it is."""
    words = (_("报进度"), _("提交"), _("进度已记下。"))
    return _of_task(
        request, task_id, forms.ProgressForm, actions.report_progress, words, photos=True,
        photo_label=_("照片"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def finish(request: MemberRequest, task_id: int) -> HttpResponse:
    """The unit says that it is done."""
    words = (_("报完成"), _("报完成"), _("已报完成，等待验收。"))
    return _of_task(
        request, task_id, forms.ProgressForm, actions.finish_task, words, photos=True,
        photo_label=_("完成后的照片"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def confirm(request: MemberRequest, task_id: int) -> HttpResponse:
    """Somebody of the issuing side looks: good, sound, or back."""

    def do(task_id: int, *, passed: str, note: str, due_on: Any, **told: Any) -> Task:
        if passed == "no":
            return actions.return_task(task_id, note=note, due_on=due_on, **told)
        return actions.confirm_task(task_id, quality=passed, note=note, **told)

    words = (_("验收"), _("提交验收结果"), _("已记下验收结果。"))
    return _of_task(request, task_id, forms.ConfirmForm, do, words)


@require_http_methods(["GET", "POST"])
def extend(request: MemberRequest, task_id: int) -> HttpResponse:
    """The issuing side gives more time."""
    words = (_("延期"), _("延期"), _("已延期。"))
    return _of_task(request, task_id, forms.ExtendForm, actions.extend_task, words)


@require_http_methods(["GET", "POST"])
def cancel(request: MemberRequest, task_id: int) -> HttpResponse:
    """The issuing side takes the task back."""
    words = (_("取消任务"), _("取消任务"), _("任务已取消。"))
    return _of_task(
        request, task_id, forms.ReasonForm, actions.cancel_task, words,
        note=_("取消后不再统计，经过仍看得到。"),
    )  # fmt: skip
