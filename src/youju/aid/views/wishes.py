"""Wishes and one-to-one company."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.aid import actions, queries
from youju.aid.actions import Wished
from youju.aid.actions.wishes import WISH
from youju.aid.forms import people as forms
from youju.aid.models import Wish
from youju.aid.rules.wishes import ALLOWED, Group, Helper, Kind, State
from youju.aid.views.frame import (
    act_page,
    asker,
    crumbs,
    papers,
    photo_ids,
    record_of,
    show_list,
    show_record,
    to,
    units_of,
)
from youju.kernel.words import noted
from youju.organisations.queries import May
from youju.ui.act_pages import pressed
from youju.ui.lists import keyset_page
from youju.ui.shown import Act, Cell, day, section, short, table
from youju.volunteers.queries import volunteers_offered

PILLS = {State.GATHERED: "due", State.TAKEN: "new", State.DONE: "ok", State.DROPPED: ""}


def state_cell(one: Wish) -> Cell:
    """Return how far a wish has come."""
    return Cell(one.get_state_display(), pill=PILLS[State(one.state)])


@require_GET
def wishes(request: HttpRequest) -> HttpResponse:
    """The wishes of a unit and below, by state."""
    who = asker(request)
    rows = queries.wishes_of(who.member, who.unit)
    counts, state = queries.wish_counts(rows), request.GET.get("state", "")
    chips = [{"text": _("全部"), "url": "?", "count": sum(counts.values()), "current": not state}]
    for code, label in Wish.StateName.choices:
        chips.append({"text": label, "url": f"?state={code}", "count": counts.get(code, 0), "current": state == code})  # fmt: skip
    page = keyset_page(rows.filter(state=state) if state in counts else rows, request, ["-id"])
    shown = table(_("心愿人"), _("种类"), _("对象"), (_("心愿"), "wrap"), _("单位"), _("认领人"), _("状态"), _("圆梦"))  # fmt: skip
    for one in page.rows:
        shown.add(Cell(str(one.person), to("wish", one.pk)), one.get_kind_display(), one.get_group_display(), one.text or one.occasion, one.unit.short_name, one.helper, state_cell(one), short(one.done_on))  # fmt: skip
    add = to("wish_add")
    empty = {"title": _("还没有心愿"), "act": _("征集心愿"), "url": add}
    empty["text"] = _("老人、孩子、困难群众的微心愿记在这里，有人认领、圆梦后写明日期和照片；党员和五保老人一帮一陪伴也在这里。")  # fmt: skip
    return show_list(
        request, who, "wishes", what=_("微心愿和一帮一"), table=shown, page=page, unit_word=_("个"), empty=empty,
        chips=chips, acts=[Act(_("征集心愿"), add, primary=True)],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def wish_add(request: HttpRequest) -> HttpResponse:
    """Take a wish down."""
    who = asker(request)

    def do(unit: Any, kind: str, group: str, wish: str, **told: Any) -> str:
        act = {name: told.pop(name) for name in ("actor", "now", "key")}
        wished = Wished(kind=Kind(kind), group=Group(group), text=wish, **told)
        return to("wish", actions.gather_wish(unit, wished, **act).pk)

    form = forms.WishForm(request.POST or None, units=units_of(who), initial={"unit": who.unit.pk})
    return act_page(
        request, form, do, title=_("征集心愿"), submit=_("记下"), back=to("wishes"),
        crumbs=crumbs((_("微心愿"), to("wishes"))),
    )  # fmt: skip


@require_GET
def wish(request: HttpRequest, wish_id: int) -> HttpResponse:
    """One wish, and what may be done with it."""
    who, here = record_of(request, Wish, wish_id)
    opens = who.member.may_at(May.OPEN_PROTECTED, here.unit)
    look = [Act(_("看姓名"), to("open", "wish", here.pk, "person"))] if opens else []
    about = [
        (_("心愿人"), noted(here.person, here.get_group_display())), (_("单位"), here.unit.name),
        (_("征集"), day(here.gathered_on)), (_("时节"), here.occasion), (_("谁记的"), here.by_label),
    ]  # fmt: skip
    links = papers(who.member, WISH, [here]).get(here.pk, ())
    came = [
        (_("心愿"), here.text), (_("认领人"), noted(here.helper, here.get_helper_kind_display()) if here.helper else ""),
        (_("认领"), day(here.taken_on)), (_("圆梦"), day(here.done_on)), (_("怎么圆的梦"), here.result),
    ]  # fmt: skip
    return show_record(
        request, title=f"{here.get_kind_display()} · {here.person}", pill=state_cell(here), acts=_acts(here),
        crumbs=crumbs((_("微心愿"), to("wishes"))), main=[section("came", _("心愿和圆梦"), facts=came, acts=links)],
        side=[section("about", _("情况"), facts=about, acts=look)],
    )  # fmt: skip


def _acts(here: Wish) -> list[Act]:
    may = ALLOWED[State(here.state)]
    acts: list[Act] = []
    if State.DROPPED in may:
        acts.append(Act(_("撤下"), to("wish_drop", here.pk), press=True))
    if State.TAKEN in may:
        acts.append(Act(_("认领"), to("wish_take", here.pk), primary=True))
    if State.DONE in may:
        acts.append(Act(_("退回待认领"), to("wish_release", here.pk), press=True))
        acts.append(Act(_("记圆梦"), to("wish_done", here.pk), primary=True))
    return acts


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, wish_id: int) -> HttpResponse:
    """Note who takes a wish on."""
    who, here = record_of(request, Wish, wish_id)

    def do(helper_kind: str, volunteer: int | None, **told: Any) -> Any:
        return actions.take_wish(here.pk, helper_kind=Helper(helper_kind), volunteer_id=volunteer, **told)  # fmt: skip

    form = forms.TakeForm(
        request.POST or None, volunteers=volunteers_offered(who.member, here.unit)
    )
    return _about(request, here, form, do, _("认领"))


@require_http_methods(["GET", "POST"])
def fulfil(request: HttpRequest, wish_id: int) -> HttpResponse:
    """Note that a wish came true."""
    _who, here = record_of(request, Wish, wish_id)

    def do(**told: Any) -> Any:
        return actions.fulfil_wish(here.pk, photos=photo_ids(request), **told)

    form = forms.FulfilForm(request.POST or None)
    return _about(request, here, form, do, _("记圆梦"), photo_unit=here.unit, photo_label=_("圆梦照片"))  # fmt: skip


def _about(
    request: HttpRequest, here: Wish, form: Any, do: Any, what: str, **shown: Any
) -> HttpResponse:
    back, name = to("wish", here.pk), f"{here.get_kind_display()} · {here.person}"
    way = crumbs((_("微心愿"), to("wishes")), (name, back))
    title = f"{name} · {what}"
    return act_page(request, form, do, title=title, submit=what, back=back, crumbs=way, **shown)


@require_POST
def release(request: HttpRequest, wish_id: int) -> HttpResponse:
    """Give a wish back for another to take."""
    _who, here = record_of(request, Wish, wish_id)

    def do(**act: Any) -> Any:
        return actions.release_wish(here.pk, **act)

    return pressed(request, do, to("wish", here.pk), _("已退回待认领。"))


@require_POST
def drop(request: HttpRequest, wish_id: int) -> HttpResponse:
    """Take a wish down."""
    _who, here = record_of(request, Wish, wish_id)

    def do(**act: Any) -> Any:
        return actions.drop_wish(here.pk, **act)

    return pressed(request, do, to("wish", here.pk), _("已撤下，不再计入。"))
