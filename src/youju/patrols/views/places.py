"""Places: the list, one place, adding and changing, kinds and their checklists, routes and teams."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.refusal import Forbidden
from youju.organisations.queries import Asking, May, asking, require
from youju.patrols import actions, queries
from youju.patrols.forms.rounds import ChecklistForm, PlaceForm, ReadinessForm, RouteForm, TeamForm
from youju.patrols.models import Place, Route, Team
from youju.patrols.rules.visits import Readiness, TeamKind, days_left
from youju.patrols.views.frame import act_page, crumbs, record_of, show, to, typed, units_of
from youju.ui.act_forms import EndForm
from youju.ui.lists import keyset_page


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """The places of a unit, by readiness; `?q=` finds one, `?kind=` narrows to a kind."""
    who = asking(request)
    rows = queries.places_of(who.member, who.unit)
    words, ready = typed(request.GET, "q", 40), typed(request.GET, "ready", 20)
    kind = typed(request.GET, "kind", 30)
    found = _narrowed(rows, words, ready, kind)
    day = timezone.localdate()
    return show(
        request,
        "places",
        who,
        "places",
        page=keyset_page(found, request, ["-key_place", "id"], size=100),
        chips=_chips(rows, ready),
        words=words,
        kind=queries.kinds().filter(code=kind).first(),
        coming=_coming(who, day),
    )


def _narrowed(rows: QuerySet[Place], words: str, ready: str, kind: str) -> QuerySet[Place]:
    if words:
        plain = words.lower()
        rows = rows.filter(
            Q(name__contains=plain) | Q(pinyin__contains=plain) | Q(address__contains=words)
        )
    if ready == "key":
        rows = rows.filter(key_place=True)
    elif ready:
        rows = rows.filter(readiness=ready)
    return rows.filter(kind=kind) if kind else rows


def _chips(rows: QuerySet[Place], ready: str) -> list[dict[str, Any]]:
    told = {
        r["readiness"]: r["n"] for r in rows.order_by().values("readiness").annotate(n=Count("id"))
    }
    keys = rows.filter(key_place=True).count()
    found = [{"text": _("全部"), "url": "?", "count": sum(told.values()), "current": not ready}]
    found.append(
        {"text": _("重点点位"), "url": "?ready=key", "count": keys, "current": ready == "key"}
    )
    for code, label in Place.ReadinessName.choices:
        count = told.get(code, 0)
        found.append(
            {"text": label, "url": f"?ready={code}", "count": count, "current": ready == code}
        )
    return found


def _coming(who: Asking, day: Any) -> Any:
    one = queries.next_inspections(who.member, who.unit, day).first()
    return (one, days_left(one.on, day)) if one else None


@require_GET
def place(request: HttpRequest, place_id: int) -> HttpResponse:
    """One place: who answers for it, its readiness, its checklist, its visits."""
    who = asking(request)
    here = queries.place_for(who.member, place_id)
    day = timezone.localdate()
    kind = queries.kinds().filter(code=here.kind).first()
    visits = queries.visits_visible_to(who.member).filter(place=here, state="live")
    coming = [
        (one, days_left(one.on, day)) for one in here.inspections.filter(on__gte=day).order_by("on")
    ]
    return show(
        request,
        "place",
        who,
        "places",
        place=here,
        kind=kind.kind if kind else None,
        coming=coming,
        visits=list(visits.prefetch_related("findings").order_by("-done_at", "-pk")[:12]),
        form=ReadinessForm(initial={"readiness": here.readiness, "missing": here.missing}),
        may_change=who.member.may_at(May.ARRANGE, here.unit) and here.retired_on is None,
        may_visit=who.member.may_at(May.RECORD, here.unit) and here.retired_on is None,
        may_say=_may_say(who, here),
    )


def _may_say(who: Asking, here: Place) -> bool:
    own = here.owner_unit_id == who.member.unit_id and who.member.may(May.RECORD)
    return (own or who.member.may_at(May.RECORD, here.unit)) and here.retired_on is None


def _place_form(request: HttpRequest, who: Asking, here: Place | None = None) -> PlaceForm:
    first: dict[str, Any] = {"unit": who.unit.pk}
    units = units_of(who) if here is None else [here.unit]
    if here is not None:
        names = ("kind", "name", "address", "owner", "key_place", "lat", "lng")
        first |= {name: getattr(here, name) for name in names} | {"owner_unit": here.owner_unit_id}
    owners = queries.owners_near(who.member, who.unit)
    return PlaceForm(
        request.POST or None, units=units, owners=owners, kinds=queries.kinds(), initial=first
    )


@require_http_methods(["GET", "POST"])
def place_add(request: HttpRequest) -> HttpResponse:
    """Register a place."""
    who = asking(request, May.ARRANGE)

    def do(unit: Any, kind: str, name: str, **told: Any) -> str:
        return to("place", actions.add_place(unit, kind, name, **told).pk)

    return act_page(
        request,
        _place_form(request, who),
        do,
        title=_("登记点位"),
        submit=_("登记"),
        back=to("places"),
        crumbs=crumbs((_("点位"), "places")),
    )


@require_http_methods(["GET", "POST"])
def place_change(request: HttpRequest, place_id: int) -> HttpResponse:
    """Change what is known of a place."""
    who, here = record_of(request, Place, place_id)

    def do(unit: Any, **told: Any) -> Any:
        return bool(actions.change_place(here.pk, **told))

    return act_page(
        request,
        _place_form(request, who, here),
        do,
        title=_("修改 %(name)s") % {"name": here.name},
        submit=_("保存"),
        back=to("place", here.pk),
        crumbs=crumbs((_("点位"), "places"), (here.name, to("place", here.pk))),
    )


@require_http_methods(["GET", "POST"])
def place_ready(request: HttpRequest, place_id: int) -> HttpResponse:
    """Say whether the place is ready to be seen."""
    who = asking(request)
    here = queries.place_for(who.member, place_id)
    require(who.member, May.RECORD, None if here.owner_unit_id == who.member.unit_id else here.unit)
    first = {"readiness": here.readiness, "missing": here.missing}

    def do(readiness: str, missing: str, **act: Any) -> Any:
        return bool(actions.set_readiness(here.pk, Readiness(readiness), missing=missing, **act))

    return act_page(
        request,
        ReadinessForm(request.POST or None, initial=first),
        do,
        title=_("%(name)s · 达标情况") % {"name": here.name},
        submit=_("更新"),
        back=to("place", here.pk),
    )


@require_http_methods(["GET", "POST"])
def place_retire(request: HttpRequest, place_id: int) -> HttpResponse:
    """Take a place off the list."""
    _who, here = record_of(request, Place, place_id)
    return act_page(
        request,
        EndForm(request.POST or None, initial={"on": timezone.localdate()}),
        lambda **act: bool(actions.retire_place(here.pk, **act)),
        title=_("撤销点位 %(name)s") % {"name": here.name},
        submit=_("撤销"),
        note=_("撤销后不再列入巡查，也不再计入点位数；已有的巡查记录留着。"),
        back=to("place", here.pk),
        saved=_("已撤销。"),
    )


@require_GET
def kinds(request: HttpRequest) -> HttpResponse:
    """The kinds of places with their checklists."""
    who = asking(request)
    rows = list(queries.kinds())
    code = request.GET.get("kind", "")
    chosen = next((one for one in rows if one.code == code), rows[0] if rows else None)
    may = _may_configure(who)
    return show(request, "kinds", who, "places", kinds=rows, chosen=chosen, may_change=may)


def _may_configure(who: Asking) -> bool:
    return who.member.may(May.CONFIGURE) and who.member.unit.parent_id is None


@require_http_methods(["GET", "POST"])
def kind_change(request: HttpRequest, kind: str) -> HttpResponse:
    """Make a checklist one's own."""
    who = asking(request, May.CONFIGURE)
    here = queries.kind_named(kind)
    if not _may_configure(who):
        raise Forbidden(_("检查表全市统一，请报最上级创建办修改"))
    back = f"{to('kinds')}?kind={here.code}"
    first = {"items": "\n".join(one.text for one in here.kind.items)}

    def do(items: str, **act: Any) -> Any:
        return bool(actions.change_checklist(here.code, items.splitlines(), **act))

    return act_page(
        request,
        ChecklistForm(request.POST or None, initial=first),
        do,
        title=_("%(kind)s · 改检查表") % {"kind": here.label},
        submit=_("启用新的检查表"),
        note=_("对全部下级生效，以前的巡查仍用原来的检查表。"),
        back=back,
    )


@require_http_methods(["GET", "POST"])
def route_add(request: HttpRequest) -> HttpResponse:
    """Put places into a route."""
    who = asking(request, May.ARRANGE)
    listed = list(queries.places_of(who.member, who.unit).order_by("unit__path", "pk")[:300])
    by_id = {str(one.pk): one for one in listed}

    def do(unit: Any, name: str, places: list[str], **more: Any) -> Any:
        return bool(actions.add_route(unit, name, [by_id[pk] for pk in places], **more))

    return act_page(
        request,
        RouteForm(
            request.POST or None, units=units_of(who), places=listed, initial={"unit": who.unit.pk}
        ),
        do,
        title=_("编排巡查路线"),
        submit=_("编排"),
        back=to("routes"),
        crumbs=crumbs((_("路线和队伍"), "routes")),
    )


@require_GET
def routes(request: HttpRequest) -> HttpResponse:
    """Routes, and the teams that go round."""
    who = asking(request)
    day = timezone.localdate()
    found = list(queries.routes_of(who.member, who.unit))
    teams = list(queries.teams_of(who.member, who.unit, day))
    return show(request, "routes", who, "places", routes=found, teams=teams, day=day)


@require_http_methods(["GET", "POST"])
def route_end(request: HttpRequest, route_id: int) -> HttpResponse:
    """Use a route no longer."""
    _who, here = record_of(request, Route, route_id)
    return act_page(
        request,
        EndForm(request.POST or None, initial={"on": timezone.localdate()}),
        lambda **act: bool(actions.end_route(here.pk, **act)),
        title=_("停用路线 %(name)s") % {"name": here.name},
        submit=_("停用"),
        back=to("routes"),
    )


@require_http_methods(["GET", "POST"])
def team_add(request: HttpRequest) -> HttpResponse:
    """Set up a team."""
    who = asking(request, May.ARRANGE)
    near = queries.owners_near(who.member, who.unit)

    def do(unit: Any, kind: str, name: str, members: Any, **more: Any) -> str:
        made = actions.add_team(unit, TeamKind(kind), name, units=members, **more)
        return to("team", made.pk)

    return act_page(
        request,
        TeamForm(
            request.POST or None, units=units_of(who), near=near, initial={"unit": who.unit.pk}
        ),
        do,
        title=_("组建队伍"),
        submit=_("组建"),
        back=to("routes"),
        crumbs=crumbs((_("路线和队伍"), "routes")),
    )


@require_GET
def team(request: HttpRequest, team_id: int) -> HttpResponse:
    """One team, and where it has been."""
    who = asking(request)
    here = queries.team_for(who.member, team_id)
    rows = queries.visits_visible_to(who.member).filter(team=here, state="live")
    page = keyset_page(rows, request, ["-done_on"])
    may = who.member.may_at(May.ARRANGE, here.unit) and here.until is None
    units = list(here.units.order_by("path"))
    return show(request, "team", who, "places", team=here, page=page, units=units, may_change=may)


@require_http_methods(["GET", "POST"])
def team_end(request: HttpRequest, team_id: int) -> HttpResponse:
    """Dissolve a team."""
    _who, here = record_of(request, Team, team_id)
    return act_page(
        request,
        EndForm(request.POST or None, initial={"on": timezone.localdate()}),
        lambda **act: bool(actions.end_team(here.pk, **act)),
        title=_("解散 %(name)s") % {"name": here.name},
        submit=_("解散"),
        back=to("team", here.pk),
    )
