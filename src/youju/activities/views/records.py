"""The list of activities, one of them, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.activities import actions, queries
from youju.activities.forms.activities import ActivityForm, initial_of
from youju.activities.forms.others import CancelForm
from youju.activities.kinds import kind_named, kinds
from youju.activities.models import Activity
from youju.activities.rules.activities import NAMES, State
from youju.activities.shown import mark_of, page_of
from youju.activities.views.frame import (
    act_page,
    crumbs,
    photo_ids,
    pressed,
    show,
    to,
    typed,
    units_of,
)
from youju.evidence.queries import items_chosen
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import Asking, May, MemberRequest, Unit, asking, require
from youju.ui.lists import keyset_page


@require_GET
def records(request: HttpRequest) -> HttpResponse:
    """The activities of the chosen unit and period, by kind and state."""
    who = asking(request)
    rows = queries.activities_in(who.member, who.unit, who.period)
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    words = typed(request.GET, "q", 40)
    live = rows.filter(state=state) if state in NAMES else rows.exclude(state=State.CANCELLED)
    live = live.filter(title__icontains=words) if words else live
    counts = queries.kind_counts(live)
    found = live.filter(kind=kind) if kind in kinds() else live
    page = keyset_page(found, request, ["-on", "-id"])
    return show(
        request,
        "list",
        who,
        "list",
        page=page,
        lines=[(one, mark_of(one)) for one in page.rows],
        kinds=_kind_chips(counts, kind, state),
        states=_state_chips(kind, state),
        words=words,
    )


def _kind_chips(counts: list[tuple[str, str, int]], kind: str, state: str) -> list[dict[str, Any]]:
    whole = sum(n for _code, _label, n in counts)
    told = [("", _("全部"), whole), *counts]
    return [
        {"text": label, "url": f"?kind={code}&state={state}", "count": n, "current": kind == code}
        for code, label, n in told
    ]


def _state_chips(kind: str, state: str) -> list[dict[str, Any]]:
    told = [("", _("未取消")), *((one.value, NAMES[one]) for one in State)]
    return [
        {"text": label, "url": f"?kind={kind}&state={code}", "current": state == code}
        for code, label in told
    ]


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose the kind, then fill in what it asks for."""
    who = asking(request, May.RECORD)
    code = request.GET.get("kind", "") or request.POST.get("kind", "")
    if not code:
        groups: dict[str, list[Any]] = {}
        for one in kinds().values():
            groups.setdefault(one.group, []).append(one)
        kept = request.GET.urlencode()
        status = 422 if request.method == "POST" else 200
        told = {"groups": list(groups.items()), "kept": kept, "crumbs": crumbs(), "who": who}
        return render(request, "activities/choose.html", told, status=status)
    names = ("on", "festival", "topic_day", "series")
    first: dict[str, Any] = {name: request.GET[name] for name in names if request.GET.get(name)}
    first |= {"on": first.get("on", timezone.localdate()), "unit": who.unit.pk}
    form = _form(request, who, code, who.unit, first)

    def do(**act: Any) -> Any:
        told = form.told(photo_ids(request))
        is_plan = "plan" in request.POST or told.on > timezone.localdate()
        add = actions.plan_activity if is_plan else actions.record_activity
        return add(form.cleaned_data["unit"], told, **act)

    return _form_page(request, who, form, do, who.unit, title=_("记一次活动"), may_plan=True)


def _form(
    request: HttpRequest, who: Asking, code: str, unit: Unit, first: dict[str, Any]
) -> ActivityForm:
    try:
        kind = kind_named(code)
    except Refused as refusal:
        raise Missing(refusal.message) from refusal
    return ActivityForm(
        request.POST or None,
        kind=kind,
        units=units_of(who),
        near=queries.partners_near(who.member, unit),
        series=list(queries.series_of(who.member, unit).filter(kind=code).order_by("-start")[:50]),
        initial=first,
    )


def _form_page(
    request: HttpRequest,
    who: Asking,
    form: ActivityForm,
    do: Callable[..., Any],
    unit: Unit,
    *,
    held: list[int] | None = None,
    back: str = "",
    **shown: Any,
) -> HttpResponse:
    ids = photo_ids(request) if request.method == "POST" else held or []
    shown |= {
        "who": who,
        "kind": form.kind,
        "unit": unit,
        "items": items_chosen(who.member, ids),
        "crumbs": crumbs((_("活动记录"), to("list"))),
    }
    return act_page(
        request, form, do, back=back or to("list"), template="activities/form.html", **shown
    )


def one_of(
    request: HttpRequest, activity_id: int, may: May = May.RECORD
) -> tuple[Asking, Activity]:
    """Return who asks and the activity, at whose unit it may do that."""
    who = asking(request)
    found = queries.activity_for(who.member, activity_id)
    require(who.member, may, found.unit)
    return who, found


@require_GET
def activity(request: MemberRequest, activity_id: int) -> HttpResponse:
    """One activity: what it was, who came, what came of it."""
    member = require(request.member, May.SEE)
    found = queries.activity_for(member, activity_id)
    return render(request, "activities/activity.html", page_of(member, found))


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Say something else of an activity."""
    return _again(request, activity_id, actions.change_activity, _("改活动"))


@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Say what came of a planned activity."""
    return _again(request, activity_id, actions.hold_activity, _("登记举办情况"))


def _again(
    request: HttpRequest, activity_id: int, act: Callable[..., Any], title: str
) -> HttpResponse:
    who, found = one_of(request, activity_id)
    form = _form(request, who, found.kind, found.unit, initial_of(found))
    del form.fields["unit"]
    held = [one.item_id for one in queries.photos_of(who.member, [found]).get(found.pk, [])]

    def do(**more: Any) -> Any:
        return act(found.pk, form.told(photo_ids(request)), **more)

    url = found.get_absolute_url()
    return _form_page(request, who, form, do, found.unit, held=held, back=url, title=title)


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Cancel an activity: what it counted goes."""
    _who, found = one_of(request, activity_id)
    form = CancelForm(request.POST or None)

    def do(**act: Any) -> Any:
        return actions.cancel_activity(found.pk, reason=form.cleaned_data["reason"], **act)

    title = _("取消“%(title)s”") % {"title": found.title}
    note = _("取消后数字随之减去，记录和理由留着；30 天内可以撤销。")
    told = {"title": title, "note": note, "submit": _("取消这次活动")}
    return act_page(request, form, do, back=found.get_absolute_url(), saved=_("已取消。"), **told)


@require_POST
def restore(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Take the cancelling back."""
    _who, found = one_of(request, activity_id)

    def do(**act: Any) -> Any:
        return actions.restore_activity(found.pk, **act)

    return pressed(request, do, found.get_absolute_url(), _("已恢复，数字照旧计入。"))
