"""The units that have no team of volunteers yet: who they are, and reminding them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from youju.kernel.ids import key_in
from youju.organisations.queries import Asking, May, asking
from youju.ui.lists import keyset_page
from youju.ui.shown import Act, Cell, short, table
from youju.volunteers import actions, queries
from youju.volunteers.views.frame import number_in, show, to


def chips(who: Asking, teams: int, *, lacking: bool = False) -> list[dict[str, Any]]:
    """Return the two lists of the teams' page: teams, and the units that have none."""
    today = timezone.localdate()
    n = queries.units_lacking(who.member, who.unit, today).count()
    found = [{"text": _("队伍"), "url": to("teams"), "count": teams, "current": not lacking}]
    if n or lacking:
        words, url = _("还没有队伍的单位"), to("teams_lacking")
        found.append({"text": words, "url": url, "count": n, "current": lacking})
    return found


@require_GET
def lacking(request: HttpRequest) -> HttpResponse:
    """The units at the chosen one and below that have no team."""
    who, today = asking(request), timezone.localdate()
    rows = queries.units_lacking(who.member, who.unit, today)
    page = keyset_page(rows, request, ["path"])
    may = who.member.may_at(May.ARRANGE, who.unit)
    shown = table(_("单位"), _("类别"), _("上级单位"), _("上次提醒"), "")
    for one in page.rows:
        told: Any = one
        url, up = reverse("organisations:unit", args=[one.pk]), one.parent
        acts = _acts(who, told, today) if may else ()
        shown.add(Cell(one.name, url), one.get_kind_display(), up.short_name if up else "", short(told.reminded_on), Cell(acts=acts))  # fmt: skip
    expected = queries.units_expected(who.member, who.unit).count()
    empty = {"title": _("各单位都有志愿服务队"), "act": _("看队伍"), "url": to("teams")}
    empty["text"] = _("街道、社区、局、医院、学校和企业各建一支以上，共 %(n)s 个单位。") % {
        "n": expected
    }
    others = any(one.pk != who.member.unit_id for one in page.rows)
    teams = queries.teams_of(who.member, who.unit, today).count()
    return show(
        request, "list", who, "teams", what=_("还没有志愿服务队的单位"), table=shown, page=page,
        unit_word=_("个单位"), empty=empty, chips=chips(who, teams, lacking=True),
        acts=[Act(_("全部提醒"), to("teams_remind"), press=True, primary=True)] if may and others else [],
    )  # fmt: skip


def _acts(who: Asking, one: Any, today: date) -> tuple[Act, ...]:
    """Return what may be done about a unit: set a team up at one's own, remind another once a day."""
    if one.pk == who.member.unit_id:
        return (Act(_("组建队伍"), to("team_add")),)
    if one.reminded_on == today:
        return ()
    return (Act(_("提醒"), to("teams_remind"), press=True, name="unit", value=str(one.pk)),)


@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Remind one unit, or all that have no team; what was refused is told on the list."""
    who = asking(request, May.ARRANGE)
    one = number_in(request.POST, "unit")
    told = actions.remind_teamless(
        who.unit, [one] if one else [],
        actor=who.member, now=timezone.now(), key=key_in(request.POST.get("key", "")),
    )  # fmt: skip
    messages.success(request, _("已提醒 %(n)s 个单位，消息在各单位的消息里。") % {"n": told})
    return redirect("volunteers:teams_lacking")
