"""Pages of what comes up in the course of works, and of the residents who watch them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.actions import open_protected
from youju.organisations.queries import (
    May,
    MemberRequest,
    Membership,
    answers_for,
    require,
    unit_options,
)
from youju.ui.act_forms import EndForm
from youju.work import actions, project_forms, queries
from youju.work.forms import TaskForm
from youju.work.models import Matter, Project
from youju.work.rules.projects import MATTER_NAMES
from youju.work.rules.projects import Matter as What
from youju.work.rules.tasks import TITLE
from youju.work.views.frame import act_page
from youju.work.views.projects import kept, project_crumbs
from youju.work.views.tasks import USUAL_DAYS


def _page(
    request: MemberRequest, member: Membership, here: Project, form: Any, do: Any, words: tuple[str, str, str], note: str = ""
) -> HttpResponse:  # fmt: skip
    url = here.get_absolute_url()

    def done(**told: Any) -> Project:
        do(**told)
        return here

    return act_page(
        request, member, form, done, back=url, saved=words[2], title=words[0], submit=words[1], note=note,
        crumbs=project_crumbs((here.title, url)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def add(request: MemberRequest, project_id: int, what: str) -> HttpResponse:
    """Write down a node, a defect, an objection or an observation."""
    if what not in list(What):
        raise Http404
    member, here = kept(request, project_id, May.RECORD)
    kind = What(what)
    form = project_forms.MatterForm(
        request.POST or None, project=here, what=kind, initial={"on": timezone.localdate()}
    )
    words = (_("记%(what)s") % {"what": MATTER_NAMES[kind]}, _("记下"), _("已记下。"))
    do = partial(actions.raise_matter, here.pk, kind)
    if kind is What.NODE:  # nobody raises one: it may have been reached since the works began
        do = partial(do, on=min(here.starts_on, timezone.localdate()))
    return _page(request, member, here, form, do, words)


def _matter(request: MemberRequest, matter_id: int) -> tuple[Membership, Matter]:
    member = require(request.member, May.RECORD)
    found = queries.matter_for(member, matter_id)
    if not answers_for(member, found.project.owner_unit):
        require(member, May.RECORD, found.project.unit)
    return member, found


@require_http_methods(["GET", "POST"])
def settle(request: MemberRequest, matter_id: int) -> HttpResponse:
    """Say how it ended."""
    member, found = _matter(request, matter_id)
    initial = {"on": timezone.localdate(), "passed_to": found.passed_to}
    form = project_forms.SettleForm(request.POST or None, what=found.of_kind, initial=initial)
    words = (_("办结%(what)s") % {"what": found.get_kind_display()}, _("办结"), _("已办结。"))
    do = partial(actions.settle_matter, found.pk)
    return _page(request, member, found.project, form, do, words, note=found.text)


@require_http_methods(["GET", "POST"])
def task(request: MemberRequest, matter_id: int) -> HttpResponse:
    """Make a task of what came up: for the unit that does the works, unless another is chosen."""
    member, found = _matter(request, matter_id)
    require(member, May.ARRANGE, found.project.unit)
    here, today = found.project, timezone.localdate()
    usual = found.due_on if found.due_on and found.due_on > today else today + timedelta(USUAL_DAYS)
    initial = {
        "title": found.text[:TITLE], "owner_unit": here.owner_unit_id, "due_on": usual, "place": here.place,
    }  # fmt: skip
    form = TaskForm(request.POST or None, units=unit_options(member), initial=initial)
    words = (_("派任务"), _("下达"), _("任务已下达。"))
    do = partial(actions.task_of_matter, found.pk)
    return _page(request, member, here, form, do, words, note=found.text)


@require_http_methods(["GET", "POST"])
def talk(request: MemberRequest, matter_id: int) -> HttpResponse:
    """Write down a talk about an objection."""
    member, found = _matter(request, matter_id)
    form = project_forms.TalkForm(request.POST or None, initial={"on": timezone.localdate()})
    words = (_("记协商"), _("记下"), _("已记下。"))
    do = partial(actions.add_talk, found.pk)
    return _page(request, member, found.project, form, do, words, note=found.text)


@require_http_methods(["GET", "POST"])
def supervisor_add(request: MemberRequest, project_id: int) -> HttpResponse:
    """Take a resident onto the team."""
    member, here = kept(request, project_id, May.ARRANGE)
    form = project_forms.SupervisorForm(
        request.POST or None, initial={"since": timezone.localdate()}
    )
    words = (_("登记义务监督员"), _("登记"), _("已登记。"))
    return _page(request, member, here, form, partial(actions.add_supervisor, here.pk), words)


@require_http_methods(["GET", "POST"])
def supervisor_end(request: MemberRequest, supervisor_id: int) -> HttpResponse:
    """Let a resident leave the team."""
    member = require(request.member, May.ARRANGE)
    found = queries.supervisor_for(member, supervisor_id)
    require(member, May.ARRANGE, found.project.unit)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    words = (_("%(name)s退出") % {"name": found.name}, _("退出"), _("已退出。"))
    do = partial(actions.end_supervisor, found.pk)
    return _page(request, member, found.project, form, do, words)


@never_cache
@require_http_methods(["GET", "POST"])
def supervisor_open(request: MemberRequest, supervisor_id: int, field: str) -> HttpResponse:
    """Open the name or the phone, for a reason that is logged; only for the care officer."""
    member = require(request.member, May.OPEN_PROTECTED)
    found = queries.supervisor_for(member, supervisor_id)
    unit = found.project.unit
    require(member, May.OPEN_PROTECTED, unit)
    if field not in ("name", "phone"):
        raise Http404
    form, shown = project_forms.LookForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            reason, now = form.cleaned_data["reason"], timezone.now()
            shown = open_protected(found, field, unit, reason, actor=member, now=now)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            form.add_error("reason", refusal.message)
    back = found.project.get_absolute_url()
    context = {
        "form": form, "title": str(found.name), "shown": shown, "back": back,
        "crumbs": project_crumbs((found.project.title, back)),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "organisations/opened.html", context, status=status)
