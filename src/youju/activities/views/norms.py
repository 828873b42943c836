"""What is asked within a period, what is done of it, and which units are short."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.activities import actions, queries
from youju.activities.forms.others import EndForm, NormForm
from youju.activities.kinds import kind_named
from youju.activities.rules.norms import State
from youju.activities.views.frame import act_page, crumbs, show, to, units_of
from youju.organisations.queries import May, asking, require
from youju.ui.forms import day_asked


@require_GET
def norms(request: HttpRequest) -> HttpResponse:
    """The norms in force on a day, those that are short first."""
    who, day = asking(request), day_asked(request)
    found = queries.standings(who.member, who.unit, day)
    endable = {
        one.norm.pk
        for one in found
        if one.norm.until is None and who.member.may_at(May.ARRANGE, one.norm.unit)
    }
    lines = [(one, kind_named(one.norm.kind)) for one in found]
    short = sum(one.state is not State.DONE for one in found)
    told = {"lines": lines, "day": day, "short": short, "endable": endable}
    return show(request, "norms", who, "norms", **told)


@require_http_methods(["GET", "POST"])
def norm_add(request: HttpRequest) -> HttpResponse:
    """Ask for something."""
    who = asking(request, May.ARRANGE)
    first = {"unit": who.unit.pk, "since": timezone.localdate().replace(month=1, day=1)}
    form = NormForm(request.POST or None, units=units_of(who), initial=first)

    def do(**act: Any) -> Any:
        said = form.cleaned_data
        return bool(actions.add_norm(said["unit"], form.asked(), since=said["since"], **act))

    trail = crumbs((_("计划和完成"), to("norms")))
    told: dict[str, Any] = {"title": _("定活动要求"), "submit": _("定下"), "crumbs": trail}
    return act_page(request, form, do, back=to("norms"), **told)


@require_http_methods(["GET", "POST"])
def norm_end(request: HttpRequest, norm_id: int) -> HttpResponse:
    """Ask for it no longer."""
    who = asking(request)
    found = queries.norm_for(who.member, norm_id)
    require(who.member, May.ARRANGE, found.unit)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})

    def do(**act: Any) -> Any:
        return bool(actions.end_norm(found.pk, on=form.cleaned_data["on"], **act))

    title = _("停用“%(label)s”") % {"label": found.label}
    return act_page(request, form, do, back=to("norms"), title=title, submit=_("停用"))
