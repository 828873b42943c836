"""Rosters in: upload, columns, progress, what was left."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.jobs.queries import Job
from youju.kernel.refusal import Missing
from youju.organisations.exporting import file_answer
from youju.organisations.queries import May
from youju.residents import actions, forms, queries
from youju.residents.models import Area, Resident, Roster
from youju.residents.sheets import empty_roster, rejected_roster
from youju.residents.views.frame import asker, crumbs, pressed, record_of, show, to
from youju.ui.act_pages import sent
from youju.ui.lists import keyset_page


@require_http_methods(["GET", "POST"])
def rosters(request: HttpRequest) -> HttpResponse:
    """Upload a roster; those before."""
    who = asker(request, May.IMPORT)
    areas = queries.visible(who.member, Area).filter(closed_on=None)
    form = forms.RosterForm(request.POST or None, request.FILES or None, areas=areas)
    if request.method == "POST" and form.is_valid():

        def do(*, file: Any, **told: Any) -> Roster:
            return actions.receive_roster(file.read(), file.name, unit=who.unit, **told)

        if made := sent(request, form, do):
            return redirect(made)
    page = keyset_page(queries.rosters_of(who.member, who.unit), request, ["-made_at"])
    status = 422 if form.errors else 200
    return show(request, "rosters", who, "rosters", form=form, page=page, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def roster(request: HttpRequest, roster_id: int) -> HttpResponse:
    """One roster: what its columns are, how far it is, what came of it."""
    _member, row = record_of(request, Roster, roster_id, May.IMPORT)
    table = actions.table_of(row) if row.state == Roster.State.MAPPING else []
    heads = table[0] if table else []
    form = forms.ColumnsForm(request.POST or None, heads=heads, known=row.columns)
    if request.method == "POST" and form.is_valid():

        def do(**told: Any) -> Roster:
            acting = {name: told[name] for name in ("actor", "now", "key")}
            return actions.start_roster(row.pk, form.columns, **acting)

        if sent(request, form, do):
            messages.success(request, _("开始导入，可以离开本页。"))
            return redirect(row)
    return _told(request, row, form)


def _told(request: HttpRequest, row: Roster, form: forms.ColumnsForm) -> HttpResponse:
    """Answer the page, or its progress alone; at the end the whole page tells what came of it."""
    job = Job.objects.filter(pk=row.job_id).first() if row.job_id else None
    context = {
        "roster": row,
        "form": form,
        "job": job,
        "crumbs": crumbs((_("导入名册"), to("rosters"))),
    }
    if "HX-Request" not in request.headers:
        status = 422 if form.errors else 200
        return render(request, "residents/roster.html", context, status=status)
    answer = render(request, "residents/_progress.html", context)
    if job is None or job.ended:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
def resume(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Go on with a roster that stopped in the middle."""
    _member, row = record_of(request, Roster, roster_id, May.IMPORT)

    def do(**told: Any) -> Roster:
        return actions.resume_roster(row.pk, **told)

    return pressed(request, do, row.get_absolute_url(), _("接着导入，已导入的人不会重复。"))


@require_GET
def rejects(request: HttpRequest, roster_id: int) -> HttpResponse:
    """The rows that were not taken, as a file."""
    member, row = record_of(request, Roster, roster_id, May.IMPORT)
    heads, rows = actions.rejects_of(row)
    if not rows:
        raise Missing(_("没有留下的行，或者已过保存期"))
    record(
        "residents.export", Outcome.EXPORTED, actor=member, now=timezone.now(),
        kind="residents.roster", subject_id=row.pk, rows=len(rows),
    )  # fmt: skip
    return file_answer(rejected_roster(heads, rows), _("没有导入的行"))


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The empty roster."""
    asker(request, May.IMPORT)
    return file_answer(empty_roster(), _("住户名册"))


@require_GET
def doubles(request: HttpRequest) -> HttpResponse:
    """Registrations that may be of one person, side by side."""
    who = asker(request, May.IMPORT)
    pairs = queries.doubles_of(who.member, who.unit)
    return show(request, "doubles", who, "doubles", pairs=pairs)


@require_POST
def merge(request: HttpRequest, resident_id: int, other_id: int) -> HttpResponse:
    """Put the other registration into this one."""
    record_of(request, Resident, resident_id, May.IMPORT)
    record_of(request, Resident, other_id, May.IMPORT)

    def do(**told: Any) -> Resident:
        return actions.merge(resident_id, other_id, **told)

    return pressed(request, do, to("doubles"), _("已合并。"))


@require_POST
def apart(request: HttpRequest, resident_id: int, other_id: int) -> HttpResponse:
    """Note that the two are two persons."""
    record_of(request, Resident, resident_id, May.IMPORT)
    record_of(request, Resident, other_id, May.IMPORT)

    def do(**told: Any) -> None:
        actions.keep_apart(resident_id, other_id, **told)

    return pressed(request, do, to("doubles"), _("已记为两个人。"))
