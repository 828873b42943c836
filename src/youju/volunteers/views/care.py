"""Stations with the nine, and pairs with their visits."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.ids import row_id
from youju.kernel.words import listed, noted
from youju.organisations.queries import May, asking
from youju.residents.queries import Household
from youju.residents.queries import record_for as registered
from youju.ui.act_forms import EndForm
from youju.ui.act_pages import act_page
from youju.ui.lists import keyset_page
from youju.ui.shown import Act, Cell, Section, day, section, short, table
from youju.volunteers import actions, queries
from youju.volunteers.forms import care as forms
from youju.volunteers.models import Pair, PairVisit, Station, StationCheck
from youju.volunteers.queries import care as rows_of
from youju.volunteers.rules.pairs import Cared, Help
from youju.volunteers.shown import stars
from youju.volunteers.views.frame import crumbs, record_of, show, to, units_of
from youju.volunteers.views.people import open_field


@require_GET
def stations(request: HttpRequest) -> HttpResponse:
    """The standing stations of a unit and below."""
    who = asking(request)
    shown = table(_("站点"), _("类别"), _("单位"), _("地址"), _("开放时间"), _("星级"), _("检查"))
    for one in rows_of.stations_of(who.member, who.unit, timezone.localdate())[:300]:
        star = stars(one.star) if one.checked_on else Cell(_("未检查"), pill="due")
        shown.add(Cell(one.name, to("station", one.pk)), one.get_kind_display(), one.unit.short_name, one.place, one.hours, star, short(one.checked_on))  # fmt: skip
    add = to("station_add") if who.member.may_at(May.ARRANGE, who.unit) else ""
    empty = {"title": _("还没有志愿服务站"), "act": _("设站点"), "url": add}
    empty["text"] = _("志愿服务站和服务广场登记在这里，按“九个有”逐项检查，自动评星。")
    return show(
        request, "list", who, "stations", what=_("志愿服务站"), table=shown, empty=empty,
        acts=[Act(_("设站点"), add, primary=True)] if add else [],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def station_add(request: HttpRequest) -> HttpResponse:
    """Set up a station."""
    who = asking(request, May.ARRANGE)

    def do(unit: Any, name: str, **told: Any) -> str:
        return to("station", actions.add_station(unit, name, **told).pk)

    form = forms.StationForm(
        request.POST or None, units=units_of(who), initial={"unit": who.unit.pk}
    )
    return act_page(
        request, form, do, title=_("设志愿服务站"), submit=_("设立"), back=to("stations"),
        crumbs=crumbs((_("站点"), "stations")),
    )  # fmt: skip


@require_GET
def station(request: HttpRequest, station_id: int) -> HttpResponse:
    """One station: the nine as last checked, and all checks."""
    who = asking(request)
    here = queries.record_for(who.member, Station, station_id)
    open_ = here.until is None
    checks = list(here.checks.order_by("-on")[:40])
    acts = [Act(_("检查“九个有”"), to("station_check", here.pk), primary=True)]
    menu = [Act(_("撤销站点"), to("station_end", here.pk))]
    facts = [
        (_("类别"), here.get_kind_display()), (_("单位"), here.unit.name), (_("地址"), here.place),
        (_("负责人"), here.head), (_("联系电话"), here.phone), (_("开放时间"), here.hours),
        (_("星级"), stars(here.star)), (_("设立"), day(here.since)),
    ]  # fmt: skip
    return show(
        request, "record", who, "stations", title=here.name, crumbs=crumbs((_("站点"), "stations")),
        pill=Cell(_("已撤销"), pill="") if here.until else Cell(stars(here.star), pill="ok" if here.star else ""),
        acts=acts if open_ and who.member.may_at(May.RECORD, here.unit) else [],
        menu=menu if open_ and who.member.may_at(May.ARRANGE, here.unit) else [],
        main=[_nine(checks), _checks(checks)], side=[section("about", _("情况"), facts=facts)],
    )  # fmt: skip


def _nine(checks: list[StationCheck]) -> Section:
    shown = table(_("九个有"), _("有没有"))
    for code, label in StationCheck.Have.choices if checks else []:
        has = code in checks[0].met
        shown.add(str(label), Cell(_("有") if has else _("没有"), pill="ok" if has else "late"))
    meta = _("%(day)s检查") % {"day": day(checks[0].on)} if checks else ""
    return section("nine", _("九个有"), shown, meta=meta, empty=_("还没有检查过，检查后自动评星。"))


def _checks(checks: list[StationCheck]) -> Section:
    shown = table(_("日期"), (_("有（项）"), "n"), _("星级"), (_("缺什么"), "wrap"), _("谁检查"))
    for one in checks:
        lacking = listed([*one.lacking, *([one.note] if one.note else [])])
        shown.add(short(one.on), len(one.met), stars(one.star), lacking, one.by_label)
    return section("checks", _("历次检查"), shown, empty=_("还没有检查。"))


@require_http_methods(["GET", "POST"])
def station_check(request: HttpRequest, station_id: int) -> HttpResponse:
    """Check a station against the nine."""
    _who, here = record_of(request, Station, station_id, May.RECORD)

    def do(met: list[str], **told: Any) -> Any:
        return actions.check_station(here.pk, met, **told)

    form = forms.StationCheckForm(request.POST or None)
    return _about_station(request, here, form, do, _("检查“九个有”"))


@require_http_methods(["GET", "POST"])
def station_end(request: HttpRequest, station_id: int) -> HttpResponse:
    """Close a station."""
    _who, here = record_of(request, Station, station_id)

    def do(**told: Any) -> Any:
        return actions.end_station(here.pk, **told)

    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    return _about_station(request, here, form, do, _("撤销站点"))


def _about_station(
    request: HttpRequest, here: Station, form: Any, do: Any, what: str
) -> HttpResponse:
    back = to("station", here.pk)
    return act_page(
        request, form, do, title=f"{here.name} · {what}", submit=what, back=back,
        crumbs=crumbs((_("站点"), "stations"), (here.name, back)),
    )  # fmt: skip


@require_GET
def pairs(request: HttpRequest) -> HttpResponse:
    """The standing pairs of a unit and below, the person masked."""
    who, today = asking(request), timezone.localdate()
    page = keyset_page(rows_of.pairs_of(who.member, who.unit, today.year), request, ["-id"])
    shown = table(_("对象"), _("类别"), _("单位"), _("志愿者"), _("服务队"), (_("今年上门（次）"), "n"), _("最近"), _("该上门"))  # fmt: skip
    for one in page.rows:
        due = Cell(short(one.due_on), pill="late" if one.due_on and one.due_on < today else None)
        told: Any = one
        shown.add(Cell(one.cared_for, to("pair", one.pk)), one.get_kind_display(), one.unit.short_name, one.volunteer.name, one.team.name if one.team else "", told.n or "", short(one.last_on), due)  # fmt: skip
    add = to("pair_add") if who.member.may_at(May.ARRANGE, who.unit) else ""
    empty = {"title": _("还没有结对"), "act": _("登记结对"), "url": add}
    empty["text"] = _(
        "志愿者和空巢老人、留守儿童、残疾人、农民工结对，上门一次记一次，谁该去了看得到。"
    )
    return show(
        request, "list", who, "pairs", what=_("关爱结对"), table=shown, page=page, unit_word=_("对"),
        empty=empty, acts=[Act(_("登记结对"), add, primary=True)] if add else [],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def pair_add(request: HttpRequest) -> HttpResponse:
    """Pair a volunteer with somebody; `?with=` names a person or household of the register."""
    who = asking(request, May.ARRANGE)
    teams = list(queries.teams_of(who.member, who.unit, timezone.localdate())[:200])
    asked = rows_of.whom(who.member, request.GET.get("with", ""))

    def do(unit: Any, volunteer: str, kind: str, team: str, whom: str = "", **told: Any) -> str:
        chosen = next((one for one in teams if one.pk == row_id(team)), None)
        how = {"kind": Cared(kind), "team": chosen, "whom": rows_of.whom(who.member, whom), **told}
        return to("pair", actions.add_pair(unit, int(volunteer), **how).pk)

    form = forms.PairForm(
        request.POST or None, units=units_of(who), teams=teams,
        initial={"unit": who.unit.pk, "whom": rows_of.code_of(asked) if asked else ""},
        volunteers=queries.volunteers_offered(who.member, who.unit),
        offered=rows_of.whom_offered(who.member, who.unit, asked),
    )  # fmt: skip
    return act_page(
        request, form, do, title=_("登记关爱结对"), submit=_("登记"), back=asked.get_absolute_url() if asked else to("pairs"),
        crumbs=crumbs((_("结对"), "pairs")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def pair_whom(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Say whom of the register a pair is with."""
    who, here = record_of(request, Pair, pair_id)

    def do(whom: str, **told: Any) -> Any:
        return actions.name_pair(here.pk, rows_of.whom(who.member, whom), **told)

    offered = rows_of.whom_offered(who.member, here.unit, None)
    form = forms.WhomForm(request.POST or None, offered=offered)
    return _about_pair(request, here, form, do, _("关联住户登记"))


@require_GET
def pairs_of_home(request: HttpRequest, household_id: int) -> HttpResponse:
    """The fragment of a household's page: which volunteers look after it, or the way to pair one."""
    who = asking(request)
    home = registered(who.member, Household, household_id)
    found = list(rows_of.pairs_with(who.member, home)[:20])
    context = {"rows": found, "home": home, "may": who.member.may_at(May.ARRANGE, home.unit)}
    return render(request, "volunteers/_of_home.html", context)


@require_GET
def pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """One pair with its visits."""
    who = asking(request)
    here = queries.record_for(who.member, Pair, pair_id)
    open_ = here.until is None
    shown = table(_("日期"), _("做了什么"), (_("情况"), "wrap"))
    for one in here.visits.order_by("-on", "-pk")[:100]:
        shown.add(short(one.on), one.get_help_display(), one.note)
    opens = who.member.may_at(May.OPEN_PROTECTED, here.unit)
    facts = [
        (_("对象"), noted(here.cared_for, here.get_kind_display())), (_("单位"), here.unit.name),
        (_("志愿者"), here.volunteer.name), (_("服务队"), here.team.name if here.team else ""),
        (_("服务内容"), here.service), (_("结对"), day(here.since)), (_("该上门"), day(here.due_on)),
    ]  # fmt: skip
    about = section("about", _("情况"), facts=facts, acts=_ways_to(who, here, opens))
    return show(
        request, "record", who, "pairs", title=_("%(who)s 结对 %(name)s") % {"who": here.volunteer.name, "name": here.cared_for},
        pill=Cell(_("已结束"), pill="") if here.until else None, crumbs=crumbs((_("结对"), "pairs")),
        acts=[Act(_("记一次上门"), to("pair_visit_add", here.pk), primary=True)] if open_ and who.member.may_at(May.RECORD, here.unit) else [],
        menu=_menu(who, here) if open_ and who.member.may_at(May.ARRANGE, here.unit) else [],
        main=[section("visits", _("上门记录"), shown, meta=_("%(n)s 次") % {"n": len(shown.lines)}, empty=_("还没有上门记录。"))],
        side=[about],
    )  # fmt: skip


def _ways_to(who: Any, here: Pair, opens: bool) -> list[Act]:
    """Return where more of who is cared for is told, to whom may look there."""
    one = here.household or here.resident
    if one is None:
        return [Act(_("看姓名"), to("pair_name", here.pk))] if opens else []
    seen = who.member.may(May.RESIDENTS) and who.member.unit.covers(one.unit)
    return [Act(_("看住户"), one.get_absolute_url())] if seen else []


def _menu(who: Any, here: Pair) -> list[Act]:
    named = Act(_("关联住户登记"), to("pair_whom", here.pk))
    end = Act(_("结束结对"), to("pair_end", here.pk))
    return [named, end] if who.member.may(May.RESIDENTS) else [end]


@require_http_methods(["GET", "POST"])
def pair_visit_add(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Record a visit."""
    _who, here = record_of(request, Pair, pair_id, May.RECORD)

    def do(on: Any, help: str, **told: Any) -> Any:
        return actions.visit_pair(here.pk, on, Help(help), **told)

    return _about_pair(request, here, forms.VisitForm(request.POST or None), do, _("记一次上门"))


@require_http_methods(["GET", "POST"])
def pair_end(request: HttpRequest, pair_id: int) -> HttpResponse:
    """End a pair."""
    _who, here = record_of(request, Pair, pair_id)

    def do(**told: Any) -> Any:
        return actions.end_pair(here.pk, **told)

    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    return _about_pair(request, here, form, do, _("结束结对"))


def _about_pair(request: HttpRequest, here: Pair, form: Any, do: Any, what: str) -> HttpResponse:
    back, name = to("pair", here.pk), here.cared_for
    return act_page(
        request, form, do, title=f"{name} · {what}", submit=what, back=back,
        crumbs=crumbs((_("结对"), "pairs"), (name, back)),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def pair_name(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Open the name of who is cared for, for a reason that is logged."""
    who = asking(request)
    here = queries.record_for(who.member, Pair, pair_id)
    return open_field(request, who, here, "person_name", str(here.person_name), to("pair", here.pk))


@require_GET
def pair_visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The pair that a visit belongs to."""
    who = asking(request)
    here = queries.record_for(who.member, PairVisit, visit_id)
    return redirect("volunteers:pair", here.pair_id)
