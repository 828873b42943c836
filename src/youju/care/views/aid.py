"""Applications for aid, the notice, funds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as say
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.care import actions, forms, queries
from youju.care.actions.aid import Asked
from youju.care.actions.frame import may_decide, require_decider
from youju.care.models import AidCase, Payment, Tally
from youju.care.models.aid import plain
from youju.care.rules.aid import ALLOWED, NAMES, State
from youju.care.views.frame import asker, chip, crumbs, home_of, record_of, show, to, units_of
from youju.kernel.crypto import mask_name
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership
from youju.residents.queries import members_of
from youju.ui.act_forms import ActForm
from youju.ui.act_pages import act_page, pressed
from youju.ui.lists import keyset_page

# Each step: the words of its page, its form, its act, whether it takes a decider, what it may follow.
Step = tuple[Any, type[ActForm], Callable[..., Any], bool, frozenset[State]]
STEPS: dict[str, Step] = {
    "check": (say("登记入户核查"), forms.CheckForm, actions.check_aid, False, frozenset({State.APPLIED})),
    "notice": (say("开始公示"), forms.DayForm, actions.notice_aid, False, frozenset({State.CHECKED})),
    "reopen": (say("公示有异议"), forms.WordsForm, actions.reopen_aid, False, frozenset({State.NOTICED})),
    "grant": (say("批准"), forms.GrantForm, actions.grant_aid, True, frozenset({State.CHECKED, State.NOTICED})),
    "refuse": (say("不批准"), forms.WordsForm, actions.refuse_aid, True, frozenset({State.APPLIED, State.CHECKED, State.NOTICED})),
    "review": (say("复核"), forms.ReviewForm, actions.review_aid, True, frozenset({State.GRANTED})),
    "stop": (say("停止救助"), forms.WordsForm, actions.stop_aid, True, frozenset({State.GRANTED})),
}  # fmt: skip

JUDGED = ("grant", "refuse")  # not by whoever wrote down the check


@require_GET
def aids(request: HttpRequest) -> HttpResponse:
    """The applications of the chosen unit, by state; `?due=1` the grants to be looked at again."""
    who = asker(request)
    today = timezone.localdate()
    rows = queries.aid_of(who.member, who.unit)
    due = queries.reviews_due(who.member, who.unit, today)
    state = request.GET.get("state", "")
    only_due = "due" in request.GET
    chips = [chip(_("全部"), to("aids"), not state and not only_due, rows.count())]
    chips += [
        chip(NAMES[one], f"?state={one}", state == one, rows.filter(state=one).count())
        for one in State
    ]
    chips.append(chip(_("到期复核"), "?due=1", only_due, due.count()))
    found = due if only_due else rows.filter(state=state) if state in NAMES else rows
    page = keyset_page(found, request, ["-applied_on"])
    return show(request, "aids", who, "aids", page=page, chips=chips, today=today)


@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, household_id: int) -> HttpResponse:
    """Write an application down."""
    member, home = home_of(request, household_id)

    def do(**told: Any) -> str:
        acting = {name: told.pop(name) for name in ("actor", "now", "key")}
        return actions.apply_aid(home.pk, Asked(**told), **acting).get_absolute_url()

    words = {"title": _("%s · 登记救助申请") % home, "submit": _("登记"), "saved": _("已登记。")}
    back = to("home", home.pk)
    form = forms.ApplyForm(request.POST or None, people=members_of(member, home))
    return act_page(request, form, do, back=back, crumbs=crumbs((home, back)), **words)


def _steps(member: Membership, case: AidCase) -> list[tuple[str, Any]]:
    """Return what may be done next."""
    state, kind, found = State(case.state), case.of_kind, []
    for name, (title, _form, _act, deciding, after) in STEPS.items():
        if state not in after or (deciding and not may_decide(member)):
            continue
        if name == "notice" and not kind.notice:
            continue
        if name == "grant" and not _grantable(case, state):
            continue
        if name in JUDGED and case.checker == member.person_id:
            continue
        found.append((name, title))
    return found


def _grantable(case: AidCase, state: State) -> bool:
    """Return whether the notice is over, or none is due."""
    if state is State.NOTICED:
        return case.notice_ends is not None and timezone.localdate() > case.notice_ends
    return not case.of_kind.notice


def _checked_by(member: Membership, case: AidCase) -> bool:
    """Return whether a case waits for a decision, and the member wrote down its check."""
    return case.state in (State.CHECKED, State.NOTICED) and case.checker == member.person_id


@require_GET
def aid(request: HttpRequest, case_id: int) -> HttpResponse:
    """One application with its steps and payments."""
    member, case = record_of(request, AidCase, case_id)
    steps = _steps(member, case)
    first = [one for one in steps if one[0] in ("check", "notice", "grant")][:1]
    home, decides = case.household, may_decide(member)
    paid = queries.paid_to(member, case)
    context = {
        "case": case,
        "home": home,
        "steps": queries.steps_of(member, case),
        "payments": [(one, plain(one.amount) if decides else one.amount) for one in paid],
        "amount": plain(case.amount) if decides else case.amount,
        "decides": decides,
        "first": first[0] if first else None,
        "others": [one for one in steps if one not in first],
        "pays": case.state == State.GRANTED and decides,
        "may_open": member.may(May.OPEN_PROTECTED),
        "waits": bool(ALLOWED[State(case.state)]) and not steps,
        "checked": decides and _checked_by(member, case),
        "today": timezone.localdate(),
        "crumbs": crumbs((_("救助申请"), to("aids")), (home, to("home", home.pk))),
    }
    return render(request, "care/aid.html", context)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, case_id: int, step: str) -> HttpResponse:
    """Take a step of an application."""
    if step not in STEPS:
        raise Missing(_("没有这一步"))
    member, case = record_of(request, AidCase, case_id)
    title, made, act, deciding, _after = STEPS[step]
    if deciding:
        require_decider(member)

    def do(**told: Any) -> Any:
        return act(case.pk, **told)

    note = _("公示 %(n)s 天，公示名单在“救助申请”里打印张贴。") % {"n": case.of_kind.notice}
    words = {
        "title": f"{case.household} · {title}",
        "submit": title,
        "note": note if step == "notice" else "",
    }
    back = case.get_absolute_url()
    way = crumbs((_("救助申请"), to("aids")), (case, back))
    return act_page(request, made(request.POST or None), do, back=back, crumbs=way, **words)


@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest, case_id: int) -> HttpResponse:
    """Pay money out."""
    member, case = record_of(request, AidCase, case_id)
    require_decider(member)
    funds, granted = queries.funds_for(member, case.unit), {"amount": plain(case.amount)}
    form = forms.PayForm(request.POST or None, funds=funds, initial=granted)

    def do(**told: Any) -> Any:
        return actions.pay_aid(case.pk, **told)

    words = {"title": _("%s · 发放救助金") % case.household, "submit": _("记下发放")}
    back = case.get_absolute_url()
    way = crumbs((_("救助申请"), to("aids")), (case, back))
    return act_page(request, form, do, back=back, crumbs=way, **words)


@require_POST
def withdraw_payment(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Take back what was noted by mistake."""
    _member, row = record_of(request, Payment, payment_id)

    def do(**told: Any) -> Payment:
        return actions.withdraw_payment(row.pk, **told)

    return pressed(request, do, row.case.get_absolute_url(), _("已撤销，数字里也去掉了。"))


@never_cache
@require_GET
def notice(request: HttpRequest) -> HttpResponse:
    """The public notice to print and to hang up: masked names, area, kind, how many people."""
    who = asker(request)
    today = timezone.localdate()
    cases = list(queries.notices_at(who.member, who.unit, today)[:200])
    record(
        "care.print_notice", Outcome.EXPORTED, actor=who.member, now=timezone.now(),
        kind="organisations.unit", subject_id=who.unit.pk, rows=len(cases),
    )  # fmt: skip
    lines = [(mask_name(one.applicant), one.household.area.name, one) for one in cases]
    context = {
        "who": who,
        "lines": lines,
        "today": today,
        "crumbs": crumbs((_("救助申请"), to("aids"))),
    }
    return render(request, "care/notice.html", context)


@require_GET
def funds(request: HttpRequest) -> HttpResponse:
    """The funds of the chosen unit: given, paid out, left."""
    who = asker(request)
    page = keyset_page(queries.funds_of(who.member, who.unit), request, ["-on"])
    return show(request, "funds", who, "funds", page=page)


@require_http_methods(["GET", "POST"])
def fund_new(request: HttpRequest) -> HttpResponse:
    """Note money that came."""
    who = asker(request)
    require_decider(who.member)

    def do(**told: Any) -> Any:
        parts = [told.pop(name) for name in ("unit", "name", "given", "on")]
        return actions.add_fund(*parts, **told)

    words = {"title": _("登记救助资金"), "submit": _("登记")}
    form = forms.FundForm(request.POST or None, units=units_of(who), initial={"unit": who.unit.pk})
    return act_page(request, form, do, back=to("funds"), crumbs=crumbs(), **words)


@require_GET
def tally(request: HttpRequest, tally_id: int) -> HttpResponse:
    """Where a count leads: the applications of its unit."""
    _member, row = record_of(request, Tally, tally_id)
    return redirect(f"{to('aids')}?unit={row.unit.code or row.unit_id}")
