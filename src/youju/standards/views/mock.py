"""Pages of mock rounds: the list, the draw, the teams, results, and one place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.ids import row_id
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, MemberRequest, asking, require
from youju.standards import actions, mock_shown, queries
from youju.standards.actions.mock_draw import assessors_for
from youju.standards.forms.mock import DrawForm, SettleForm, SheetForm, TeamsForm, read_answers
from youju.standards.mock_results import checked, lines_of
from youju.standards.rules.mock import Mark
from youju.standards.views.mock_frame import act_page, acting, crumbs, tabs, to

MOST_CHOSEN = 300


@require_GET
def mock(request: MemberRequest) -> HttpResponse:
    """The rounds of the chosen unit."""
    who = asking(request)
    context = {
        "who": who,
        "tabs": tabs("mock"),
        "rounds": queries.mock_rounds_of(who.member, who.unit)[:50],
        "may_arrange": who.member.may_at(May.ARRANGE, who.unit),
    }
    return render(request, "standards/mock.html", context)


@require_http_methods(["GET", "POST"])
def mock_new(request: MemberRequest) -> HttpResponse:
    """Draw a new round at the chosen unit."""
    who = asking(request, May.ARRANGE)
    editions = queries.mock_editions(who.unit)
    today = timezone.localdate()
    wanted = queries.current_edition(who.member, who.unit) or editions.first()
    initial = {"start": today, "end": today, "edition": wanted}
    form = DrawForm(request.POST or None, editions=editions, initial=initial)

    def do(**told: Any) -> str:
        return actions.draw_round(unit=who.unit, **told).get_absolute_url()

    title = _("%(unit)s · 抽样组织模拟测评") % {"unit": who.unit.short_name}
    note = _("按指标的抽样规则，从今天在册的点位里抽。抽样用种子决定，谁都能用同一个种子重抽核对。")
    shown: dict[str, Any] = {"title": title, "submit": _("抽样"), "note": note}
    trail = crumbs((_("模拟测评"), to("mock")))
    return act_page(request, form, do, back=to("mock"), saved=_("已抽样，请分组。"), crumbs=trail, **shown)  # fmt: skip


@require_GET
def mock_round(request: MemberRequest, round_id: int) -> HttpResponse:
    """One round: how far, what it found, where assessors disagree, what became of it."""
    member = require(request.member, May.SEE)
    found = queries.mock_round_for(member, round_id)
    return render(request, "standards/mock_round.html", mock_shown.round_page(member, found))


@require_GET
def mock_draw(request: MemberRequest, round_id: int) -> HttpResponse:
    """The protocol of the draw, and drawing again with a seed."""
    member = require(request.member, May.SEE)
    found = queries.mock_round_for(member, round_id)
    seed = request.GET.get("seed", found.seed).replace("\0", "").strip()[:40]
    return render(request, "standards/mock_draw.html", mock_shown.draw_page(found, seed))


@require_http_methods(["GET", "POST"])
def mock_teams(request: MemberRequest, round_id: int) -> HttpResponse:
    """Put assessors into teams; the places follow along a route."""
    found = queries.mock_round_for(require(request.member, May.ARRANGE), round_id)
    people = assessors_for(found, timezone.localdate())
    form = TeamsForm(request.POST or None, people=people, initial=mock_shown.teams_now(found))

    def do(**told: Any) -> str:
        return actions.set_teams(found.pk, **told).get_absolute_url()

    title = _("分组和路线")
    note = _(
        "点位按远近排成一条路线，再按组切开；每组的人在手机“巡”里看到本组的点位，没有网络也能评。"
    )
    trail = crumbs((_("模拟测评"), to("mock")), (found.name, found.get_absolute_url()))
    shown: dict[str, Any] = {"title": title, "submit": _("分组"), "note": note, "crumbs": trail}
    back = found.get_absolute_url()
    return act_page(request, form, do, back=back, saved=_("已分组，测评员已收到消息。"), **shown)


@require_POST
def mock_close(request: MemberRequest, round_id: int) -> HttpResponse:
    """End the round, or open it again."""
    found = queries.mock_round_for(require(request.member, May.ARRANGE), round_id)
    closed = request.POST.get("what") != "reopen"
    actions.close_round(found.pk, closed=closed, **acting(request))
    messages.success(request, _("已结束这一轮。") if closed else _("已重新开启。"))
    return redirect(found)


@require_POST
def mock_report(request: MemberRequest, round_id: int) -> HttpResponse:
    """Make problems of what failed: of all, or of the ticked ones."""
    found = queries.mock_round_for(require(request.member, May.RECORD), round_id)
    chosen = None
    if request.POST.get("what") != "all":
        pairs = (one.partition(":") for one in request.POST.getlist("check")[:MOST_CHOSEN])
        chosen = {(row_id(spot) or 0, code) for spot, _colon, code in pairs}
    made = actions.report_failed(found.pk, chosen, **acting(request))
    messages.success(request, _("已转为 %(n)s 个问题，待受理。") % {"n": made})
    return redirect(found)


@require_GET
def mock_spot(request: MemberRequest, spot_id: int) -> HttpResponse:
    """One place: what each assessor said, check by check."""
    member = require(request.member, May.SEE)
    spot = queries.mock_spot_for(member, spot_id)
    return render(request, "standards/mock_spot.html", mock_shown.spot_page(member, spot))


@require_http_methods(["GET", "POST"])
def mock_sheet(request: MemberRequest, spot_id: int) -> HttpResponse:
    """Fill in a sheet at the desk, from paper."""
    spot = queries.mock_spot_for(require(request.member, May.RECORD), spot_id)
    lines = lines_of(spot.round, spot.kind)
    form = SheetForm(request.POST or None)
    told = read_answers(request.POST, lines)

    def do(**more: Any) -> str:
        actions.record_sheet(spot.pk, answers=told, **more)
        return to("mock_spot", spot.pk)

    trail = crumbs((_("模拟测评"), to("mock")), (spot.round.name, spot.round.get_absolute_url()))
    shown: dict[str, Any] = {"title": spot.place.name, "submit": _("提交测评表"), "crumbs": trail}
    shown["lines"] = mock_shown.sheet_lines(request.POST, lines)
    back = to("mock_spot", spot.pk)
    return act_page(request, form, do, back=back, saved=_("已提交。"), template="mock_sheet", **shown)  # fmt: skip


@require_POST
def mock_second(request: MemberRequest, spot_id: int) -> HttpResponse:
    """Ask for a second opinion of a place."""
    spot = queries.mock_spot_for(require(request.member, May.ARRANGE), spot_id)
    actions.ask_second(spot.pk, **acting(request))
    messages.success(request, _("已要求第二人再评。"))
    return redirect(to("mock_spot", spot.pk))


@require_http_methods(["GET", "POST"])
def mock_settle(request: MemberRequest, spot_id: int, check: str) -> HttpResponse:
    """Decide where two assessors disagree."""
    spot = queries.mock_spot_for(require(request.member, May.ARRANGE), spot_id)
    one = next((each for each in checked(spot) if each.code == check), None)
    if one is None:
        raise Missing(_("没有人评过这一项。"))
    form = SettleForm(request.POST or None, marks=one.marks)

    def do(mark: str, **told: Any) -> str:
        actions.settle_check(spot.pk, check, mark=Mark(mark), **told)
        return to("mock_spot", spot.pk)

    title = _("裁定：%(check)s") % {"check": one.text}
    trail = crumbs((spot.round.name, spot.round.get_absolute_url()), (spot.place.name, to("mock_spot", spot.pk)))  # fmt: skip
    shown: dict[str, Any] = {
        "title": title,
        "submit": _("裁定"),
        "note": mock_shown.said(one),
        "crumbs": trail,
    }
    return act_page(request, form, do, back=to("mock_spot", spot.pk), saved=_("已裁定。"), **shown)
