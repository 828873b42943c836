"""点单、派单、接单、评单."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.ids import row_id
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, asking
from youju.ui.act_forms import ActForm
from youju.ui.act_pages import act_page
from youju.ui.lists import keyset_page
from youju.ui.shown import Act, Cell, Section, day, section, short, table
from youju.volunteers import actions, queries
from youju.volunteers.actions.orders import GIVERS
from youju.volunteers.forms import care as forms
from youju.volunteers.models import Order, OrderStep
from youju.volunteers.queries import care as rows_of
from youju.volunteers.rules.orders import State, Step, steps_from
from youju.volunteers.rules.teams import Function
from youju.volunteers.views.frame import crumbs, record_of, show, to, typed, units_of
from youju.volunteers.views.people import open_field

PILLS = {State.ASKED: "due", State.GIVEN: "due", State.TAKEN: "new", State.DONE: "new", State.RATED: "ok"}  # fmt: skip
FORWARD = frozenset({Step.GIVE, Step.TAKE, Step.FINISH, Step.RATE})


def state_cell(one: Order) -> Cell:
    """Return the state of an order as a label."""
    return Cell(one.get_state_display(), pill=PILLS.get(State(one.state), ""))


@require_GET
def orders(request: HttpRequest) -> HttpResponse:
    """The orders of a unit and below, newest first."""
    who = asking(request)
    rows, state = rows_of.orders_of(who.member, who.unit), typed(request.GET, "state", 12)
    page = keyset_page(rows.filter(state=state) if state else rows, request, ["-id"])
    shown = table(
        _("需要什么"),
        _("类别"),
        _("单位"),
        _("地点"),
        _("希望"),
        _("队伍"),
        _("状态"),
        (_("评分"), "n"),
    )
    for one in page.rows:
        shown.add(Cell(one.need, to("order", one.pk)), one.get_kind_display(), one.unit.short_name, one.place, short(one.wanted_on), one.team.name if one.team else "", state_cell(one), one.stars)  # fmt: skip
    add = to("order_add") if who.member.may_at(May.RECORD, who.unit) else ""
    empty = {"title": _("还没有点单"), "act": _("记一单"), "url": add}
    empty["text"] = _("居民点单，社区派给服务队，接单办完后居民评单，办得好不好看得到。")
    return show(
        request, "list", who, "orders", what=_("点单服务"), table=shown, page=page, unit_word=_("单"),
        chips=_chips(rows_of.order_counts(rows), state), empty=empty, acts=[Act(_("记一单"), add, primary=True)] if add else [],
    )  # fmt: skip


def _chips(counts: dict[str, int], state: str) -> list[dict[str, Any]]:
    found = [{"text": _("全部"), "url": "?", "count": sum(counts.values()), "current": not state}]
    return found + [
        {"text": str(label), "url": f"?state={code}", "count": counts[code], "current": state == code}
        for code, label in Order.State.choices
        if counts.get(code)
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
def order_add(request: HttpRequest) -> HttpResponse:
    """Write down what somebody needs."""
    who = asking(request, May.RECORD)

    def do(unit: Any, need: str, kind: str, **told: Any) -> str:
        return to("order", actions.ask_order(unit, need, kind=Function(kind), **told).pk)

    form = forms.OrderForm(request.POST or None, units=units_of(who), initial={"unit": who.unit.pk})
    return act_page(
        request, form, do, title=_("记一单"), submit=_("记下"), back=to("orders"),
        crumbs=crumbs((_("点单"), "orders")),
    )  # fmt: skip


@require_GET
def order(request: HttpRequest, order_id: int) -> HttpResponse:
    """One order with its steps, and those that may follow."""
    who = asking(request)
    here = queries.record_for(who.member, Order, order_id)
    acts = [
        Act(str(OrderStep.Step(step).label), to("order_step", here.pk, step.value), primary=step in FORWARD)
        for step in steps_from(State(here.state))
        if who.member.may_at(May.ARRANGE if step in GIVERS else May.RECORD, here.unit)
    ]  # fmt: skip
    acts.sort(key=lambda act: act.primary)
    opens = who.member.may_at(May.OPEN_PROTECTED, here.unit) and bool(here.phone)
    facts = [
        (_("类别"), here.get_kind_display()), (_("单位"), here.unit.name), (_("地点"), here.place),
        (_("希望"), day(here.wanted_on)), (_("点单人"), str(here.asker)), (_("电话"), str(here.phone)),
        (_("队伍"), here.team.name if here.team else ""), (_("服务情况"), here.result),
        (_("评分"), _("%(n)s 分") % {"n": here.stars} if here.stars else ""),
    ]  # fmt: skip
    about = section("about", _("情况"), facts=facts, acts=[Act(_("看号码"), to("order_phone", here.pk))] if opens else [])  # fmt: skip
    return show(
        request, "record", who, "orders", title=here.need, pill=state_cell(here), acts=acts,
        crumbs=crumbs((_("点单"), "orders")), side=[about],
        main=[_steps(here)],
    )  # fmt: skip


def _steps(here: Order) -> Section:
    shown = table(_("时间"), _("步骤"), (_("情况"), "wrap"), _("谁办的"))
    for one in here.steps.order_by("pk"):
        shown.add(f"{timezone.localtime(one.at):%m-%d %H:%M}", one.get_step_display(), one.words, one.by_label)  # fmt: skip
    meta = _("%(day)s点单") % {"day": day(here.asked_on)}
    return section("steps", _("经过"), shown, meta=meta, empty=_("等派单。"))


@require_http_methods(["GET", "POST"])
def order_step(request: HttpRequest, order_id: int, step: str) -> HttpResponse:
    """Take a step."""
    if step not in set(Step):
        raise Missing(_("没有这一步"))
    wanted = Step(step)
    who, here = record_of(request, Order, order_id, May.ARRANGE if wanted in GIVERS else May.RECORD)
    teams = list(queries.teams_of(who.member, here.unit, timezone.localdate())[:200])

    def do(team: str = "", **told: Any) -> Any:
        chosen = next((one for one in teams if one.pk == row_id(team)), None)
        return actions.step_order(here.pk, wanted, team=chosen, **told)

    form = _form(wanted, request, teams)
    what, back = str(OrderStep.Step(wanted).label), to("order", here.pk)
    return act_page(
        request, form, do, title=f"{here.need} · {what}", submit=what, back=back,
        crumbs=crumbs((_("点单"), "orders"), (here.need, back)),
    )  # fmt: skip


def _form(step: Step, request: HttpRequest, teams: list[Any]) -> ActForm:
    data = request.POST or None
    if step is Step.GIVE:
        return forms.GiveForm(data, teams=teams)
    if step is Step.TAKE:
        return ActForm(data)
    return forms.RateForm(data) if step is Step.RATE else forms.WordsForm(data)


@never_cache
@require_http_methods(["GET", "POST"])
def order_phone(request: HttpRequest, order_id: int) -> HttpResponse:
    """Open the phone of who asked, for a reason that is logged."""
    who = asking(request)
    here = queries.record_for(who.member, Order, order_id)
    return open_field(request, who, here, "phone", here.need, to("order", here.pk))
