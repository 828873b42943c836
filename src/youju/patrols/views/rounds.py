"""What residents said, and inspections from above."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.ids import row_id
from youju.kernel.refusal import Missing
from youju.organisations.queries import Asking, May, asking
from youju.patrols import actions, queries
from youju.patrols.forms import rounds as forms
from youju.patrols.models import Finding, Inspection, LostItem, Opinion
from youju.patrols.rules.visits import Heard, InspectionKind, days_left
from youju.patrols.views.frame import act_page, crumbs, record_of, show, to, typed, units_of
from youju.ui.act_pages import pressed
from youju.ui.lists import keyset_page


@require_GET
def opinions(request: HttpRequest) -> HttpResponse:
    """What residents said in the period."""
    who = asking(request)
    rows = queries.opinions_in(who.member, who.unit, who.period)
    wanted = typed(request.GET, "source", 20)
    found = rows.filter(answered_on=None, case_id=None) if wanted == "open" else rows
    if wanted in Opinion.Source.values:
        found = rows.filter(source=wanted)
    names = (("", _("全部")), ("open", _("没有答复")), *Opinion.Source.choices)
    chips = [
        {"text": text, "url": f"?source={code}", "current": wanted == code} for code, text in names
    ]
    page = keyset_page(found, request, ["-heard_on"], size=100)
    return show(request, "opinions", who, "opinions", page=page, chips=chips)


@require_http_methods(["GET", "POST"])
def opinion_add(request: HttpRequest) -> HttpResponse:
    """Write down what residents said."""
    who = asking(request, May.RECORD)

    def do(unit: Any, text: str, source: str, **told: Any) -> str:
        made = actions.hear_opinion(unit, text, source=Heard(source), **told)
        return to("opinion", made.pk)

    return act_page(
        request,
        forms.OpinionForm(
            request.POST or None,
            units=units_of(who),
            initial={"unit": who.unit.pk, "about": typed(request.GET, "about", 60)},
        ),
        do,
        title=_("记意见和来访"),
        submit=_("记下"),
        back=to("opinions"),
        crumbs=crumbs((_("意见"), "opinions")),
    )


@require_GET
def opinions_about(request: HttpRequest) -> HttpResponse:
    """A fragment for the page of a project: who came about it, on how many days, what is unanswered."""
    who = asking(request)
    about, day = typed(request.GET, "about", 60), timezone.localdate()
    context = queries.heard_about(who.member, about, day)
    may = who.member.may(May.RECORD)
    return render(request, "patrols/_about.html", context | {"about": about, "may_record": may})


@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, opinion_id: int) -> HttpResponse:
    """One opinion, and its answer."""
    who = asking(request)
    here = queries.record_for(who.member, Opinion, opinion_id)
    may = who.member.may_at(May.RECORD, here.unit)
    if request.method == "POST":
        record_of(request, Opinion, opinion_id, May.RECORD)
        form = forms.AnswerForm(request.POST)

        def do(**told: Any) -> Any:
            return bool(actions.answer_opinion(here.pk, **told))

        back = to("opinion", here.pk)
        return act_page(request, form, do, title=_("答复意见"), submit=_("答复"), back=back)
    form = forms.AnswerForm(initial={"answer": here.answer})
    return show(request, "opinion", who, "opinions", opinion=here, form=form, may_answer=may)


@require_POST
def opinion_report(request: HttpRequest, opinion_id: int) -> HttpResponse:
    """Turn an opinion into a problem."""
    _who, here = record_of(request, Opinion, opinion_id, May.RECORD)

    def do(**act: Any) -> Any:
        return actions.report_opinion(here.pk, **act)

    return pressed(request, do, to("opinion", here.pk), _("已转为问题，等待受理。"))


@require_POST
def finding_report(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Turn what was found into a problem, with one tap."""
    _who, here = record_of(request, Finding, finding_id, May.RECORD)

    def do(**act: Any) -> Any:
        return actions.report_finding(here.pk, **act)

    return pressed(request, do, to("visit", here.visit_id), _("已转为问题，等待受理。"))


@require_GET
def inspections(request: HttpRequest) -> HttpResponse:
    """The board: what comes and in how many days, and scores and ranks over the years."""
    who = asking(request)
    day = timezone.localdate()
    rows = list(queries.inspections_of(who.member, who.unit)[:60])
    coming = [(one, days_left(one.on, day)) for one in reversed(rows) if one.on >= day]
    past = [one for one in rows if one.on < day or one.settled_on]
    ready = queries.readiness_of(who.member, who.unit)
    return show(request, "inspections", who, "inspections", coming=coming, past=past, ready=ready)


@require_http_methods(["GET", "POST"])
def inspection_add(request: HttpRequest) -> HttpResponse:
    """Announce an inspection, or enter one of a past year."""
    who = asking(request, May.ARRANGE)

    def do(unit: Any, kind: str, name: str, **told: Any) -> str:
        return to("inspection", actions.add_inspection(unit, InspectionKind(kind), name, **told).pk)

    return act_page(
        request,
        forms.InspectionForm(
            request.POST or None, units=units_of(who), initial={"unit": who.unit.pk}
        ),
        do,
        title=_("登记迎检"),
        submit=_("登记"),
        back=to("inspections"),
        crumbs=crumbs((_("迎检"), "inspections")),
    )


def _inspection(who: Asking, inspection_id: int) -> Inspection:
    found = queries.inspections_visible_to(who.member).filter(pk=inspection_id).first()
    if found is None:
        raise Missing(_("没有这次检查，或者不在您的查看范围内"))
    return found


@require_GET
def inspection(request: HttpRequest, inspection_id: int) -> HttpResponse:
    """One inspection: its places by readiness, its result, what lost points."""
    who = asking(request)
    here = _inspection(who, inspection_id)
    rows = here.places.filter(unit__path__startswith=who.member.unit.path)
    return show(
        request,
        "inspection",
        who,
        "inspections",
        inspection=here,
        left=days_left(here.on, timezone.localdate()),
        places=list(rows.select_related("unit", "owner_unit").order_by("readiness", "unit__path")),
        lost=list(here.lost.select_related("place").order_by("-points", "pk")),
        past=here.on <= timezone.localdate(),
        may_change=who.member.may_at(May.ARRANGE, here.unit),
        may_report=who.member.may_at(May.RECORD, here.unit),
    )


@require_http_methods(["GET", "POST"])
def inspection_places(request: HttpRequest, inspection_id: int) -> HttpResponse:
    """Name the places to be seen."""
    who, here = record_of(request, Inspection, inspection_id)
    listed = list(
        queries.places_of(who.member, here.unit).order_by("-key_place", "unit__path")[:400]
    )
    by_id = {str(one.pk): one for one in listed}
    chosen = list(here.places.values_list("pk", flat=True)) or [p.pk for p in listed if p.key_place]

    def do(places: list[str], **act: Any) -> Any:
        return bool(actions.choose_places(here.pk, [by_id[pk] for pk in places], **act))

    return act_page(
        request,
        forms.ChooseForm(request.POST or None, places=listed, initial={"places": chosen}),
        do,
        title=_("%(name)s · 迎查点位") % {"name": here.name},
        submit=_("选定"),
        back=to("inspection", here.pk),
    )


@require_http_methods(["GET", "POST"])
def inspection_result(request: HttpRequest, inspection_id: int) -> HttpResponse:
    """Keep what came of it."""
    _who, here = record_of(request, Inspection, inspection_id)
    first = {name: getattr(here, name) for name in ("score", "full", "rank", "of", "result")}
    return act_page(
        request,
        forms.ResultForm(request.POST or None, initial=first),
        lambda **told: bool(actions.settle_inspection(here.pk, **told)),
        title=_("%(name)s · 结果") % {"name": here.name},
        submit=_("填结果"),
        back=to("inspection", here.pk),
    )


@require_http_methods(["GET", "POST"])
def lost_add(request: HttpRequest, inspection_id: int) -> HttpResponse:
    """Keep an item that lost points."""
    _who, here = record_of(request, Inspection, inspection_id)
    places = list(here.places.order_by("pk"))

    def do(item: str, reason: str, place: str, **more: Any) -> Any:
        at = next((one for one in places if one.pk == row_id(place)), None)
        return bool(actions.add_lost_item(here.pk, item, reason, place=at, **more))

    return act_page(
        request,
        forms.LostForm(request.POST or None, places=places),
        do,
        title=_("%(name)s · 失分项") % {"name": here.name},
        submit=_("记下"),
        back=to("inspection", here.pk),
    )


@require_POST
def lost_report(request: HttpRequest, lost_id: int) -> HttpResponse:
    """Turn an item that lost points into a problem."""
    _who, here = record_of(request, LostItem, lost_id, May.RECORD)

    def do(**act: Any) -> Any:
        return actions.report_lost_item(here.pk, **act)

    return pressed(request, do, to("inspection", here.inspection_id), _("已转为问题，等待受理。"))
