"""Pages of works and investments: the list, a project, what is done with it."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.refusal import Refused
from youju.kernel.words import sentences
from youju.kernel.workbook_out import XLSX, workbook
from youju.organisations.queries import (
    Asking,
    May,
    MemberRequest,
    Membership,
    Unit,
    answers_for,
    asking,
    require,
    subtree,
)
from youju.ui.lists import keyset_page
from youju.work import actions, project_forms, queries, shown_projects
from youju.work.models import Project
from youju.work.project_measures import PROJECT_KIND
from youju.work.rules.projects import NAMES, Kind
from youju.work.views.frame import act_page, crumbs, tabs
from youju.work.views.pasting import paste_page

MOST_ROWS, MOST_UNITS = 5000, 500
COLUMNS = (
    "title", "sort", "owner", "place", "starts_on", "due_on", "invested", "spent", "percent", "leader",
)  # fmt: skip


def project_crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way up to the list of projects."""
    return crumbs((_("工程项目"), reverse("work:projects")), *pairs)


def columns() -> list[dict[str, Any]]:
    """Return the columns of a list as the grid takes them."""
    words = (
        _("项目名称"), _("类别"), _("责任单位"), _("地点"), _("开工"), _("期限"), _("总投资"), _("完成投资"), _("进度"),
        _("包挂领导"),
    )  # fmt: skip
    return [
        {"key": key, "label": label, "required": key in ("title", "due_on")}
        for key, label in zip(COLUMNS, words, strict=True)
    ]


def _year(who: Asking) -> int:
    start = who.period.start
    return start.year if start else timezone.localdate().year


@require_GET
def projects(request: MemberRequest) -> HttpResponse:
    """The projects of the chosen unit and year: how far each is, what it costs, what is late."""
    who = asking(request)
    today, year = timezone.localdate(), _year(who)
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    leader = request.GET.get("leader", "")
    every = queries.projects_under(who.member, who.unit, year)
    rows = shown_projects.narrowed(every, kind, state, today, leader)
    page = keyset_page(queries.with_defects(rows), request, ["due_on"])
    context = {
        "page": page,
        "unit": who.unit,
        "year": year,
        "tabs": tabs("projects"),
        "chips": shown_projects.chips(every, kind, state),
        "leaders": shown_projects.leader_chips(every, leader, kind),
        "states": shown_projects.state_chips(kind, state),
        "sums": queries.sums_of(rows, today),
        "chart": shown_projects.chart(page.rows, today),
        "late": {one.pk for one in page.rows if one.late(today)},
        "kinds": [(one.value, NAMES[one]) for one in Kind],
        "query": request.GET.urlencode(),
        "may_open": who.member.may_at(May.ARRANGE, who.unit),
    }
    return render(request, "work/projects.html", context)


def _kind(request: MemberRequest) -> Kind:
    told = request.GET.get("kind", "")
    return Kind(told) if told in list(Kind) else Kind.RENOVATION


def _units(unit: Unit) -> list[Unit]:
    rows = subtree(unit).filter(until=None).exclude(kind="grid")
    return list(rows.order_by("path")[:MOST_UNITS])


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Put a project on the list."""
    who = asking(request)
    member = require(who.member, May.ARRANGE, who.unit)
    kind, today = _kind(request), timezone.localdate()
    initial = {
        "owner_unit": who.unit.pk,
        "starts_on": today,
        "due_on": today.replace(month=12, day=31),
    }
    form = project_forms.ProjectForm(
        request.POST or None, kind=kind, units=_units(who.unit), initial=initial
    )

    def do(photos: Any, actor: Any, now: Any, key: Any, **_told: Any) -> Project:
        given = {"photos": photos, "actor": actor, "now": now, "key": key}
        return actions.open_project(who.unit, form.about(), **given)

    return act_page(
        request, member, form, do, back=reverse("work:projects"), saved=_("项目已列入清单。"), photo_unit=who.unit,
        photo_label=_("改造前的照片"), title=_("列入%(kind)s") % {"kind": NAMES[kind]}, submit=_("列入清单"),
        crumbs=project_crumbs(),
    )  # fmt: skip


@require_GET
def project(request: MemberRequest, project_id: int) -> HttpResponse:
    """One project: what it builds, how far it is, what came up on the way."""
    member = require(request.member, May.SEE)
    here = queries.project_for(member, project_id)
    context = shown_projects.project_page(member, here, timezone.localdate())
    return render(request, "work/project.html", context | {"crumbs": project_crumbs()})


def kept(request: MemberRequest, project_id: int, may: May) -> tuple[Membership, Project]:
    """Return who asks and a project that they may arrange, or record on: its keeper, or who does the works."""
    member = require(request.member, may)
    here = queries.project_for(member, project_id)
    if may is May.ARRANGE or not answers_for(member, here.owner_unit):
        require(member, may, here.unit)
    return member, here


@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, project_id: int) -> HttpResponse:
    """Correct a project."""
    member, here = kept(request, project_id, May.ARRANGE)
    initial = project_forms.ProjectForm.of(here)
    form = project_forms.ProjectForm(
        request.POST or None, kind=here.of_kind, units=_units(member.unit), initial=initial
    )

    def do(actor: Any, now: Any, key: Any, **_told: Any) -> Project:
        return actions.change_project(here.pk, form.about(), actor=actor, now=now, key=key)

    return _act(request, member, here, form, do, (_("修改项目"), _("保存"), _("已修改。")))


@require_http_methods(["GET", "POST"])
def progress(request: MemberRequest, project_id: int) -> HttpResponse:
    """Tell how far the works are."""
    member, here = kept(request, project_id, May.RECORD)
    form = project_forms.WorksForm(request.POST or None, initial={"percent": here.percent or None})
    words = (_("报进度"), _("提交"), _("进度已记下。"))
    do = partial(actions.report_works, here.pk)
    return _act(request, member, here, form, do, words, photos=_("现场照片"))


@require_http_methods(["GET", "POST"])
def end(request: MemberRequest, project_id: int) -> HttpResponse:
    """The works are over."""
    member, here = kept(request, project_id, May.ARRANGE)
    form = project_forms.EndForm(request.POST or None, initial={"on": timezone.localdate()})
    words = (_("完工或停缓建"), _("提交"), _("已记下。"))
    do = partial(actions.end_project, here.pk)
    return _act(
        request, member, here, form, do, words, photos=_("改造后的照片，次序和改造前的对应")
    )


def _act(
    request: MemberRequest, member: Membership, here: Project, form: Any, do: Any, words: tuple[str, str, str], photos: str = ""
) -> HttpResponse:  # fmt: skip
    url = here.get_absolute_url()
    return act_page(
        request, member, form, do, back=url, saved=words[2], title=words[0], submit=words[1],
        photo_unit=here.unit if photos else None, photo_label=photos, crumbs=project_crumbs((here.title, url)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def paste(request: MemberRequest) -> HttpResponse:
    """A yearly list pasted from Excel: all of it, or none and why."""
    who = asking(request)
    member = require(who.member, May.ARRANGE, who.unit)
    kind, year = _kind(request), _year(who)
    return paste_page(
        request, columns(), partial(actions.add_projects, who.unit, kind, year, actor=member), _("已列入 %(n)s 个项目。"),
        heading=_("%(year)s年%(kind)s清单") % {"year": year, "kind": NAMES[kind]}, back=reverse("work:projects"),
        submit=_("列入清单"), crumbs=project_crumbs(),
    )  # fmt: skip


@require_GET
def export(request: MemberRequest) -> HttpResponse:
    """The list out of the house as an Excel file; in the log."""
    who = asking(request)
    today, year = timezone.localdate(), _year(who)
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    every = queries.projects_under(who.member, who.unit, year)
    leader = request.GET.get("leader", "")
    rows = queries.with_defects(shown_projects.narrowed(every, kind, state, today, leader))
    if rows.order_by()[: MOST_ROWS + 1].count() > MOST_ROWS:
        raise Refused(_("超过 %(n)s 条，请分单位导出。") % {"n": MOST_ROWS})
    now, what = timezone.now(), _("工程项目")
    record("work.export_projects", Outcome.EXPORTED, actor=who.member, now=now, kind=PROJECT_KIND, unit=who.unit.pk, year=year)  # fmt: skip
    title = _("%(unit)s%(year)s年工程项目清单") % {"unit": who.unit.name, "year": year}
    heads = [_("项目名称"), _("种类"), _("类别"), _("登记单位"), _("责任单位"), _("包挂领导"), _("地点"), _("开工"), _("期限"), _("竣工"), _("总投资（元）"), _("完成投资（元）"), _("进度（%）"), _("受益户数"), _("建设内容"), _("遗留问题（项）"), _("状态"), _("逾期")]  # fmt: skip
    found = rows.order_by("due_on", "pk").prefetch_related("features")
    lines = (_line(one, today) for one in found)
    answer = HttpResponse(workbook(what, title, heads, lines), content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(title)}.xlsx"
    return answer


def _line(one: Any, today: Any) -> list[Any]:
    features = sentences(str(feature) for feature in one.features.all())
    money = ["" if n is None else float(n) for n in (one.invested, one.spent)]
    ends = one.finished_on.isoformat() if one.finished_on else ""
    return [one.title, one.get_kind_display(), one.sort, one.unit.name, one.owner_unit.name, one.leader, one.place, one.starts_on.isoformat(), one.due_on.isoformat(), ends, *money, one.percent, one.households or "", features, one.defects, one.get_state_display(), _("逾期") if one.late(today) else ""]  # fmt: skip
