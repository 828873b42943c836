"""Pages of checklists before an inspection."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.evidence.queries import Item, items_of
from youju.kernel.ids import key_in
from youju.kernel.refusal import Missing
from youju.organisations.queries import (
    May,
    MemberRequest,
    Membership,
    Unit,
    asking,
    require,
    subtree,
    unit_for,
)
from youju.organisations.rules import UnitKind
from youju.ui.lists import keyset_page
from youju.work import actions, forms, queries, shown
from youju.work.measures import LINE_KIND
from youju.work.models import Checklist, ChecklistLine
from youju.work.shipped import templates
from youju.work.views.frame import act_page, crumbs, tabs

USUAL_DAYS = 30
DOERS = (UnitKind.COMMUNITY, UnitKind.VILLAGE)


@require_GET
def checklists(request: MemberRequest) -> HttpResponse:
    """The checklists of the chosen unit: what is open, and how far."""
    who = asking(request)
    page = keyset_page(queries.checklists_of(who.member, who.unit), request, ["-starts_on"])
    states = {one.checklist.pk: one for one in queries.checklist_states(who.member, who.unit)}
    context = {
        "page": page,
        "rows": [(one, states.get(one.pk)) for one in page.rows],
        "unit": who.unit,
        "tabs": tabs("checklists"),
        "may_start": who.member.may_at(May.ARRANGE, who.unit),
    }
    return render(request, "work/checklists.html", context)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Give a checklist to the communities below, or to the unit itself."""
    who = asking(request)
    member = require(who.member, May.ARRANGE, who.unit)
    form = _form(request, who.unit)

    def do(units: Any, **told: Any) -> Checklist:
        return actions.start_checklist(unit=who.unit, units=list(units), **told)

    back = reverse("work:checklists")
    return act_page(
        request,
        member,
        form,
        do,
        back=back,
        saved=_("清单已下发。"),
        title=_("下发迎检清单"),
        submit=_("下发"),
        note=next(iter(templates().values())).about,
        crumbs=crumbs((_("迎检清单"), back)),
    )


def _form(request: MemberRequest, unit: Unit) -> forms.ChecklistForm:
    """Return the form with the communities below to choose from, all chosen; else the unit itself."""
    below = subtree(unit).filter(until=None, kind__in=DOERS).order_by("path")
    units = below if below.exists() else subtree(unit).filter(pk=unit.pk)
    initial = {
        "due_on": timezone.localdate() + timedelta(USUAL_DAYS),
        "units": list(units.values_list("pk", flat=True)[:500]),
    }
    shipped = templates().values()
    return forms.ChecklistForm(
        request.POST or None, units=units, templates=shipped, initial=initial
    )


@require_GET
def checklist(request: MemberRequest, checklist_id: int) -> HttpResponse:
    """One checklist: for several units a table of units by headings, for one unit its headings."""
    member = require(request.member, May.SEE)
    found = queries.checklist_for(member, checklist_id)
    rows = shown.matrix(member, found)
    context = {
        "checklist": found,
        "headings": found.lines_told,
        "rows": rows,
        "left": (found.due_on - timezone.localdate()).days,
        "may_close": member.may_at(May.ARRANGE, found.unit) and found.state == Checklist.State.OPEN,
        "crumbs": crumbs((_("迎检清单"), reverse("work:checklists"))),
    }
    if len(rows) == 1:
        return redirect("work:checklist_at", found.pk, rows[0].unit.pk)
    return render(request, "work/checklist.html", context)


@require_GET
def checklist_at(request: MemberRequest, checklist_id: int, unit_id: int) -> HttpResponse:
    """The headings of a checklist at one unit, with what was recorded anyway."""
    member = require(request.member, May.SEE)
    found = queries.checklist_for(member, checklist_id)
    unit = unit_for(member, unit_id)
    told = shown.told_at(member, found, unit)
    if not told:
        raise Missing(_("这份清单没有下发给这个单位"))
    context = {
        "checklist": found,
        "unit": unit,
        "told": told,
        "done": sum(one.line.state == "done" for one in told),
        "left": (found.due_on - timezone.localdate()).days,
        "may_mark": member.may_at(May.RECORD, unit) and found.state == Checklist.State.OPEN,
        "crumbs": crumbs((found.title, found.get_absolute_url())),
    }
    return render(request, "work/checklist_at.html", context)


@require_GET
def line(request: MemberRequest, line_id: int) -> HttpResponse:
    """A heading is read on the page of its unit."""
    found = queries.line_for(request.member, line_id)
    url = reverse("work:checklist_at", args=[found.checklist_id, found.unit_id])
    return redirect(f"{url}#line-{found.pk}")


@require_http_methods(["GET", "POST"])
def mark(request: MemberRequest, line_id: int) -> HttpResponse:
    """Say how a heading stands."""
    member = require(request.member, May.RECORD)
    found = queries.line_for(member, line_id)
    heading = found.told_heading
    form = forms.LineForm(request.POST or None, initial=vars(found))
    back = reverse("work:checklist_at", args=[found.checklist_id, found.unit_id])

    return act_page(
        request,
        member,
        form,
        partial(actions.mark_line, found.pk),
        back=back,
        saved=_("已记下。"),
        photo_unit=found.unit,
        photo_label=_("照片和依据"),
        title=heading.text,
        note=heading.hint,
        submit=_("保存"),
        crumbs=crumbs((str(found.checklist), back)),
        held=_held(request, member, found),
    )


def _held(request: MemberRequest, member: Membership, line: ChecklistLine) -> list[Item]:
    """Return the photos the line has already; once the form was sent, those it carries count."""
    if request.method == "POST":
        return []
    return [one.item for one in items_of(member, LINE_KIND, line.pk)]


@require_POST
def close(request: MemberRequest, checklist_id: int) -> HttpResponse:
    """The inspection is over."""
    member = require(request.member, May.ARRANGE)
    found = queries.checklist_for(member, checklist_id)
    key = key_in(request.POST.get("key", ""))
    actions.close_checklist(found.pk, actor=member, now=timezone.now(), key=key)
    return redirect(found)


@require_GET
def countdown(request: MemberRequest) -> HttpResponse:
    """The fragment that a countdown board loads: how far the open checklists are."""
    who = asking(request)
    states = queries.checklist_states(who.member, who.unit)
    return render(request, "work/_countdown.html", {"states": states})
