"""Pages of selections: the list, starting one, its stages, the award."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.honours import actions, queries, shown
from youju.honours.forms.base import ReasonForm
from youju.honours.forms.selections import AdvanceForm, AwardForm, KindForm, SelectionForm
from youju.honours.models import Selection
from youju.honours.place import tabs
from youju.honours.rules.kinds import Level
from youju.honours.rules.stages import STAGES, Stage
from youju.honours.shipped import selection_kinds
from youju.honours.views.frame import act_page, crumbs
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, MemberRequest, Membership, Unit, asking, require
from youju.organisations.rules import UnitKind
from youju.ui.lists import keyset_page

USUAL_DAYS = 21  # between the start and the end of the nominations, unless somebody says
LEVEL_OF = {
    UnitKind.PROVINCE: Level.PROVINCE,
    UnitKind.CITY: Level.CITY,
    UnitKind.DISTRICT: Level.COUNTY,
    UnitKind.STREET: Level.STREET,
    UnitKind.TOWN: Level.STREET,
}


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The selections of the chosen unit, and those above it in which it may nominate."""
    who = asking(request)
    state = request.GET.get("state", "")
    rows = queries.selections_under(who.member, who.unit)
    page = keyset_page(shown.of_stage(rows, state), request, ["-started_on"])
    context = {
        "page": page,
        "unit": who.unit,
        "tabs": tabs("index"),
        "chips": shown.chips(rows, state),
        "may_start": who.member.may_at(May.ARRANGE, who.unit),
    }
    return render(request, "honours/index.html", context)


@require_GET
def today(request: MemberRequest) -> HttpResponse:
    """The fragment of the page of today: what waits in the selections and titles of the own unit."""
    member = require(request.member, May.SEE)
    rows = shown.waiting_rows(member, timezone.localdate())
    return render(request, "honours/_today.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def choose(request: MemberRequest) -> HttpResponse:
    """Which kind of selection to start."""
    who = asking(request)
    require(who.member, May.ARRANGE, who.unit)
    form = KindForm(request.POST or None, kinds=selection_kinds().values())
    if request.method == "POST" and form.is_valid():
        return redirect("honours:new", kind=form.cleaned_data["kind"])
    context = {
        "form": form, "title": _("发起评选"), "submit": _("下一步"), "crumbs": crumbs(), "back": reverse("honours:index"),
    }  # fmt: skip
    return render(request, "honours/act.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, kind: str) -> HttpResponse:
    """The form of a selection of a kind."""
    who = asking(request)
    member = require(who.member, May.ARRANGE, who.unit)
    shipped = selection_kinds().get(kind)
    if shipped is None:
        raise Missing(_("没有这种评选，请从列表里选。"))
    form = SelectionForm(request.POST or None, kind=shipped, initial=_usual(who.unit, shipped))

    def do(form: Any, **told: Any) -> Selection:
        given = {k: v for k, v in form.told().items() if k != "key"}
        return actions.start_selection(unit=who.unit, **given, **told)

    return act_page(
        request,
        member,
        form,
        do,
        back=reverse("honours:index"),
        saved=_("评选已发起，各单位可以推荐了。"),
        title=_("发起评选：%(label)s") % {"label": shipped.label},
        submit=_("发起评选"),
        note=_way(shipped),
        crumbs=crumbs(),
    )


def _usual(unit: Unit, shipped: Any) -> dict[str, Any]:
    today = timezone.localdate()
    when = _("%(y)s年%(m)s月") % {"y": today.year, "m": today.month}
    when = when if shipped.rhythm == "month" else _("%(y)s年度") % {"y": today.year}
    days = 10 if shipped.rhythm == "month" else USUAL_DAYS
    return {
        "title": _("%(when)s%(label)s评选") % {"when": when, "label": shipped.label},
        "level": LEVEL_OF.get(UnitKind(unit.kind), Level.COMMUNITY),
        "nominate_until": today + timedelta(days),
    }


def _way(shipped: Any) -> str:
    words = " → ".join(STAGES[one] for one in (Stage.NOMINATE, *shipped.stages))
    if not shipped.notice_days:
        return words
    return words + _("；公示不少于 %(n)s 个工作日") % {"n": shipped.notice_days}


@require_GET
def selection(request: MemberRequest, selection_id: int) -> HttpResponse:
    """One selection: how far it is, its nominees, what happened."""
    member = require(request.member, May.SEE)
    found = queries.selection_for(member, selection_id)
    return render(request, "honours/selection.html", shown.selection_page(member, found))


def _managed(request: MemberRequest, selection_id: int) -> tuple[Membership, Selection]:
    member = require(request.member, May.ARRANGE)
    found = queries.selection_for(member, selection_id)
    require(member, May.ARRANGE, found.unit)
    return member, found


def _of_selection(found: Selection) -> dict[str, Any]:
    return {
        "back": found.get_absolute_url(),
        "crumbs": crumbs((found.title, found.get_absolute_url())),
    }


@require_http_methods(["GET", "POST"])
def advance(request: MemberRequest, selection_id: int) -> HttpResponse:
    """On to the next stage."""
    member, found = _managed(request, selection_id)
    to = found.next
    if to is None or to is Stage.DONE:
        raise Refused(_("这项评选没有下一步了。"))
    form = AdvanceForm(request.POST or None, vote=to is Stage.VOTE)

    def do(form: Any, **told: Any) -> Selection:
        until = form.cleaned_data.get("until")
        return actions.advance_selection(found.pk, to=to, until=until, **told)

    title = _("进入%(stage)s") % {"stage": STAGES[to]}
    return act_page(
        request, member, form, do, saved=_("已进入下一步。"), title=title, submit=title,
        note=_entering(found, to), **_of_selection(found),
    )  # fmt: skip


def _entering(found: Selection, to: Stage) -> str:
    notes = {
        Stage.REVIEW: _("停止收推荐，逐项审核。"),
        Stage.NOTICE: _(
            "公示 %(n)s 个工作日，群众在公众页面看得到名单（姓名只见姓）和事迹，可以提异议、写评议。"
        )
        % {"n": found.of_kind.notice_days},
        Stage.VOTE: _("凭投票码投票，每码一次。先在评选页生成投票码，打印发给选民。"),
        Stage.JURY: _("计票，录入评委的分数。"),
        Stage.AWARD: _("票数和评审分不再变，选出表彰对象，填文号。"),
    }
    return notes[to]


@require_http_methods(["GET", "POST"])
def cancel(request: MemberRequest, selection_id: int) -> HttpResponse:
    """Calling it off."""
    member, found = _managed(request, selection_id)
    form = ReasonForm(request.POST or None)

    def do(form: Any, **told: Any) -> Selection:
        return actions.cancel_selection(found.pk, note=form.cleaned_data["note"], **told)

    return act_page(
        request, member, form, do, saved=_("评选已取消。"), title=_("取消评选"), submit=_("取消评选"),
        note=_("取消后推荐不再统计，经过仍看得到。"), **_of_selection(found),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def award(request: MemberRequest, selection_id: int) -> HttpResponse:
    """Who is honoured, under which document."""
    member, found = _managed(request, selection_id)
    nominees = list(queries.nominations_seen(member, found))
    choices, first = shown.award_choices(shown.groups(found, nominees))
    initial = {"winners": first, "on": timezone.localdate()}
    form = AwardForm(request.POST or None, groups=choices, initial=initial)

    def do(form: Any, **told: Any) -> Selection:
        said = form.cleaned_data
        given = {name: said[name] for name in ("paper", "on", "given_by")}
        winners = [int(one) for one in said["winners"]]
        return actions.award_selection(found.pk, winners=winners, **given, **told)

    return act_page(
        request, member, form, do, saved=_("已表彰，称号已登记。"), title=_("表彰"), submit=_("表彰"),
        note=_("已按票数和评审分勾选在前的；每类不超过名额。"), **_of_selection(found),
    )  # fmt: skip
