"""Units paired with households: the year's list, one pairing, its acts, the list for Excel."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from youju.aid import actions, measures, queries
from youju.aid.actions import Paid, Promise
from youju.aid.forms import pairs as forms
from youju.aid.models import Pairing, Payment, Visit
from youju.aid.queries import Year
from youju.aid.rules.paying import Level, Standing
from youju.aid.views.frame import (
    STAYS,
    act_page,
    asker,
    back_of,
    crumbs,
    papers,
    photo_ids,
    plain,
    record_of,
    show_list,
    show_record,
    to,
    year_in,
)
from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.crypto import mask_name
from youju.kernel.ids import row_id
from youju.kernel.words import listed, noted
from youju.kernel.workbook_out import XLSX, workbook
from youju.organisations.queries import Asking, May
from youju.residents.queries import Household, record_for
from youju.ui.act_forms import EndForm
from youju.ui.shown import Act, Cell, Section, Table, day, section, short, table

MOST = 2000
PILLS = {Standing.PAID: "ok", Standing.PART: "due", Standing.DUE: "due", Standing.FREE: ""}


def standing_words(one: Standing) -> str:
    """Return how a year stands in words."""
    words = {
        Standing.PAID: _("已付清"), Standing.PART: _("部分已付"), Standing.DUE: _("未付"), Standing.FREE: _("不需付"),
    }  # fmt: skip
    return words[one]


def _years(who: Asking, year: int) -> list[Year]:
    rows = queries.pairings_of(who.member, who.unit, year).order_by("level", "helper", "pk")
    found = [queries.year_of(one, year) for one in rows[:MOST]]
    order = list(Level)
    return sorted(found, key=lambda one: order.index(Level(one.pairing.level)))


@require_GET
def pairings(request: HttpRequest) -> HttpResponse:
    """Who helps whom in a year: due, paid and still to pay."""
    who = asker(request)
    year, state, level = year_in(request, who), request.GET.get("state", ""), request.GET.get("level", "")  # fmt: skip
    years = _years(who, year)
    open_ = [one for one in years if one.standing in (Standing.DUE, Standing.PART)]
    shown = open_ if state == "due" else [one for one in years if not level or one.pairing.level == level]  # fmt: skip
    add = to("pair_add")
    empty = {"title": _("还没有结对帮扶"), "act": _("结对"), "url": add}
    empty["text"] = _(
        "文明单位和困难户结对，写明每户每年多少钱；付一笔记一笔，谁今年还没付看得到。"
    )
    acts = [Act(_("导出"), f"{to('pairings_export')}?year={year}")] if years else []
    return show_list(
        request, who, "pairings", what=_("%(year)s年结对帮扶") % {"year": year}, table=_lines(shown), empty=empty,
        chips=_chips(years, len(open_), state, level, year), before=[_by_level(years)] if years else [],
        acts=[*acts, Act(_("结对"), add, primary=True)],
    )  # fmt: skip


def _lines(years: list[Year]) -> Table:
    lines = table(_("住户"), _("帮扶单位"), _("称号"), _("单位"), (_("应付（元）"), "n"), (_("已付（元）"), "n"), _("今年"), (_("走访（次）"), "n"), "")  # fmt: skip
    for one in years:
        pair = one.pairing
        owes = one.standing in (Standing.DUE, Standing.PART)
        acts = (Act(_("记付款"), to("pay", pair.pk)),) if owes else ()
        pill = Cell(standing_words(one.standing), pill=PILLS[one.standing])
        lines.add(Cell(str(pair.household), to("pairing", pair.pk), meta=pair.household.place), pair.helper, pair.get_level_display(), pair.unit.short_name, plain(one.due), plain(one.paid), pill, one.visits or "", Cell(acts=acts))  # fmt: skip
    return lines


def _chips(
    years: list[Year], open_: int, state: str, level: str, year: int
) -> list[dict[str, Any]]:
    def chip(text: str, query: str, n: int, current: bool) -> dict[str, Any]:
        return {"text": text, "url": f"?year={year}{query}", "count": n, "current": current}

    chips = [chip(_("全部"), "", len(years), not state and not level)]
    chips.append(chip(_("今年未付清"), "&state=due", open_, state == "due"))
    for one in queries.sums_by_level(years):
        label = Level(one.level).value
        words = dict(Pairing.LevelName.choices)[label]
        chips.append(chip(str(words), f"&level={label}", one.households, level == label))
    return chips


def _by_level(years: list[Year]) -> Section:
    shown = table(_("称号"), (_("单位（个）"), "n"), (_("住户（户）"), "n"), (_("应付（元）"), "n"), (_("已付（元）"), "n"), (_("还差（元）"), "n"))  # fmt: skip
    words, sums = dict(Pairing.LevelName.choices), queries.sums_by_level(years)
    for one in sums:
        left = max(one.due - one.paid, Decimal(0))
        shown.add(str(words[one.level]), one.helpers, one.households, plain(one.due), plain(one.paid), plain(left) if left else "")  # fmt: skip
    if len(sums) > 1:
        due, paid = sum((s.due for s in sums), Decimal(0)), sum((s.paid for s in sums), Decimal(0))
        left = max(due - paid, Decimal(0))
        shown.add(_("合计"), sum(s.helpers for s in sums), sum(s.households for s in sums), plain(due), plain(paid), plain(left) if left else "")  # fmt: skip
    return section("levels", _("按单位称号"), shown)


@require_http_methods(["GET", "POST"])
def pair_add(request: HttpRequest) -> HttpResponse:
    """Pair a unit with one or several households."""
    who = asker(request)
    offered = queries.households_offered(who.member, who.unit)
    known = queries.helpers_known(who.member, who.unit)
    homes = [(home.pk, _home(home, kinds)) for home, kinds, helped in offered if not helped]
    asked = row_id(request.GET.get("household", ""))
    initial: dict[str, Any] = {"households": [asked] if asked else []}

    def do(helper: str, level: str, yearly: Decimal, since: Any, until: Any, households: list[str], **act: Any) -> str:  # fmt: skip
        promise = Promise(helper, Level(level), yearly, since, until)
        made = actions.pair(who.unit, promise, [int(one) for one in households], **act)
        return to("pairing", made[0].pk) if len(made) == 1 else to("pairings")

    form = forms.PairForm(request.POST or None, homes=homes, known=[n for n, _l in known], initial=initial)  # fmt: skip
    note = (
        "" if homes else _("这里没有可结对的住户：先在“住户”里把这一户登记为低保、特困或困难家庭。")
    )
    return act_page(
        request, form, do, title=_("%(unit)s · 结对帮扶") % {"unit": who.unit.short_name}, submit=_("结对"), back=to("pairings"),
        crumbs=crumbs((_("结对帮扶"), to("pairings"))), known=sorted({n for n, _l in known}), note=note, saved=_("已结对。"),
    )  # fmt: skip


def _home(home: Household, kinds: list[str]) -> str:
    return noted(f"{home}　{home.place}", listed(kinds))


@require_GET
def pairing(request: HttpRequest, pairing_id: int) -> HttpResponse:
    """One pairing: each year, the payments with their papers, the visits."""
    who, seen = record_of(request, Pairing, pairing_id)
    (here,) = queries.with_money(Pairing.objects.filter(pk=seen.pk))
    today = timezone.localdate()
    now = queries.year_of(here, today.year)
    going = here.until is None or here.until >= today
    acts = [Act(_("记走访"), to("visit_add", here.pk)), Act(_("记付款"), to("pay", here.pk), primary=True)]  # fmt: skip
    menu = [Act(_("定某一年的金额"), to("plan", here.pk)), Act(_("结束结对"), to("pairing_end", here.pk))]  # fmt: skip
    facts = [
        (_("帮扶单位"), here.helper), (_("称号"), here.get_level_display()),
        (_("住户"), f"{here.household}　{here.household.place}"), (_("单位"), here.unit.name),
        (_("每年"), _("%(yearly)s元") % {"yearly": plain(here.yearly)}), (_("结对"), day(here.since)), (_("约定到") if going else _("结束"), day(here.until)),
    ]  # fmt: skip
    home = Act(_("看住户"), here.household.get_absolute_url())
    return show_record(
        request, title=_("%(helper)s 结对 %(home)s") % {"helper": here.helper, "home": here.household},
        pill=Cell(_("%(year)s年%(words)s") % {"year": today.year, "words": standing_words(now.standing)}, pill=PILLS[now.standing]) if going else Cell(_("已结束"), pill=""),
        crumbs=crumbs((_("结对帮扶"), to("pairings"))), acts=acts if going else acts[1:], menu=menu if here.until is None else menu[:1],
        main=[_each_year(here), _payments(who, here), _visits(who, here)],
        side=[section("about", _("情况"), facts=facts, acts=[home])],
    )  # fmt: skip


def _last_year(here: Pairing) -> int:
    today = timezone.localdate()
    return min(here.until or today, today).year


def _each_year(here: Pairing) -> Section:
    shown = table(_("年度"), (_("应付（元）"), "n"), (_("已付（元）"), "n"), _("付清没有"), (_("走访（次）"), "n"), _("说明"))  # fmt: skip
    plans = {one.year: one.why for one in here.plans.all()}
    for year in range(_last_year(here), here.since.year - 1, -1):
        one = queries.year_of(here, year)
        pill = Cell(standing_words(one.standing), pill=PILLS[one.standing])
        shown.add(
            year, plain(one.due), plain(one.paid), pill, one.visits or "", plans.get(year, "")
        )
    return section("years", _("各年度"), shown)


def _payments(who: Asking, here: Pairing) -> Section:
    shown = table(
        _("日期"),
        _("年度"),
        (_("金额（元）"), "n"),
        _("凭证"),
        (_("说明"), "wrap"),
        _("谁记的"),
        "",
    )
    rows = sorted(here.payments.all(), key=lambda one: (one.on, one.pk), reverse=True)
    links = papers(who.member, measures.PAYMENT, rows)
    for one in rows:
        shown.add(short(one.on), one.year, plain(one.amount), Cell(one.paper, acts=links.get(one.pk, ())), one.again, one.by_label, back_of(one, "payment_withdraw"))  # fmt: skip
    return section("payments", _("付款"), shown, empty=_("还没有付款。"))


def _visits(who: Asking, here: Pairing) -> Section:
    shown = table(_("日期"), _("走访人"), (_("物资"), "wrap"), _("情况"), _("谁记的"), "")
    rows = sorted(here.visits.all(), key=lambda one: (one.on, one.pk), reverse=True)
    links = papers(who.member, measures.VISIT, rows)
    opens = who.member.may_at(May.OPEN_PROTECTED, here.unit)
    for one in rows:
        look = (Act(_("打开"), to("open", "visit", one.pk, "note")),) if opens and one.note else ()
        note = Cell(str(one.note), acts=(*look, *links.get(one.pk, ())))
        shown.add(short(one.on), one.visitor, one.goods, note, one.by_label, back_of(one, "visit_withdraw"))  # fmt: skip
    return section("visits", _("走访"), shown, empty=_("还没有走访。"))


@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest, pairing_id: int) -> HttpResponse:
    """Record a payment, for the helper's other unpaid households too."""
    who, seen = record_of(request, Pairing, pairing_id)
    (here,) = queries.with_money(Pairing.objects.filter(pk=seen.pk))
    year = _last_year(here)
    others = queries.unpaid_with(who.member, here, year)
    left = here.due_in(year) - here.paid_in(year)
    initial = {"year": year, "amount": plain(left if left > 0 else here.yearly), "others": [one.pk for one in others]}  # fmt: skip
    form = forms.PayForm(
        request.POST or None, initial=initial, years=range(year, here.since.year - 1, -1), paid=bool(here.paid_in(year)),
        others=[(one.pk, f"{one.household}　{one.household.place}") for one in others],
    )  # fmt: skip

    def do(others: Any = (), **told: Any) -> Any:
        act = {name: told.pop(name) for name in ("actor", "now", "key")}
        return actions.pay([here.pk, *others], Paid(**told), photos=photo_ids(request), **act)

    return _about(request, here, form, do, _("记付款"), photo_unit=here.unit, photo_label=_("转账或领取凭证"))  # fmt: skip


@require_http_methods(["GET", "POST"])
def visit_add(request: HttpRequest, pairing_id: int) -> HttpResponse:
    """Record a visit."""
    _who, here = record_of(request, Pairing, pairing_id)

    def do(on: Any, **told: Any) -> Any:
        return actions.visit(here.pk, on, photos=photo_ids(request), **told)

    form = forms.VisitForm(request.POST or None)
    return _about(request, here, form, do, _("记走访"), photo_unit=here.unit, photo_label=_("走访照片"))  # fmt: skip


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pairing_id: int) -> HttpResponse:
    """Say what one year owes."""
    _who, here = record_of(request, Pairing, pairing_id)

    def do(year: int, amount: Decimal, **told: Any) -> Any:
        return actions.plan_year(here.pk, year, amount, **told)

    years = range(_last_year(here) + 1, here.since.year - 1, -1)
    form = forms.PlanForm(request.POST or None, years=years)
    return _about(request, here, form, do, _("定某一年的金额"))


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pairing_id: int) -> HttpResponse:
    """End a pairing."""
    _who, here = record_of(request, Pairing, pairing_id)

    def do(**told: Any) -> Any:
        return actions.end_pairing(here.pk, **told)

    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    return _about(request, here, form, do, _("结束结对"), note=_("付款和走访的记录都保留。"))


def _about(
    request: HttpRequest, here: Pairing, form: Any, do: Any, what: str, **shown: Any
) -> HttpResponse:
    back = to("pairing", here.pk)
    title = f"{here.helper} · {what}"
    way = crumbs((_("结对帮扶"), to("pairings")), (here.helper, back))
    return act_page(request, form, do, title=title, submit=what, back=back, crumbs=way, **shown)


@require_http_methods(["GET", "POST"])
def payment_withdraw(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Take back a payment that was recorded by mistake."""
    _who, one = record_of(request, Payment, payment_id)

    def do(**told: Any) -> Any:
        return actions.withdraw_payment(one.pk, **told)

    note = _("%(day)s的 %(n)s元不再计入，记录和原因留着。") % {
        "day": day(one.on),
        "n": plain(one.amount),
    }
    form = forms.WhyForm(request.POST or None)
    return _about(request, one.pairing, form, do, _("撤回付款"), note=note)


@require_http_methods(["GET", "POST"])
def visit_withdraw(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Take back a visit that was recorded by mistake."""
    _who, one = record_of(request, Visit, visit_id)

    def do(**told: Any) -> Any:
        return actions.withdraw_visit(one.pk, **told)

    form = forms.WhyForm(request.POST or None)
    return _about(request, one.pairing, form, do, _("撤回走访"), note=STAYS)


@require_GET
def of_household(request: HttpRequest, household_id: int) -> HttpResponse:
    """The fragment of a household's page: who helps it, or the way to pair it."""
    who = asker(request)
    home = record_for(who.member, Household, household_id)
    rows = queries.with_money(queries.visible(who.member, Pairing).filter(household=home))
    year = timezone.localdate().year
    lines = [(one, queries.year_of(one, year)) for one in rows.order_by("-since", "-pk")]
    told = [(one, standing_words(at.standing), PILLS[at.standing]) for one, at in lines]
    going = any(one.until is None for one, _at in lines)
    add = "" if going else f"{to('pair_add')}?household={home.pk}"
    return render(request, "aid/_household.html", {"rows": told, "add": add, "year": year})


@require_GET
def payment(request: HttpRequest, payment_id: int) -> HttpResponse:
    """The pairing that a payment belongs to."""
    _who, one = record_of(request, Payment, payment_id)
    return redirect("aid:pairing", one.pairing_id)


@require_GET
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The pairing that a visit belongs to."""
    _who, one = record_of(request, Visit, visit_id)
    return redirect("aid:pairing", one.pairing_id)


@never_cache
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The year's pairings with their payments; names masked, marked with who took them."""
    who = asker(request)
    year = year_in(request, who)
    rows = [_row(one) for one in _years(who, year)]
    name, now = _("%(year)s年结对帮扶") % {"year": year}, timezone.now()
    record(
        "aid.export", Outcome.EXPORTED, actor=who.member, now=now, kind="organisations.unit",
        subject_id=who.unit.pk, what=name, rows=len(rows),
    )  # fmt: skip
    heads = [_("帮扶单位"), _("称号"), _("户主"), _("住址"), _("社区"), _("结对"), _("应付（元）"), _("已付（元）"), _("付清没有"), _("付款日期"), _("凭证号"), _("走访（次）")]  # fmt: skip
    mark = _("%(who)s %(at)s 导出，含个人信息，不得外传") % {
        "who": who.member.label, "at": f"{timezone.localtime(now):%Y-%m-%d %H:%M}",
    }  # fmt: skip
    answer = HttpResponse(workbook(name, mark, heads, rows), content_type=XLSX)
    file = quote(f"{who.unit.name}{name}")
    answer["Content-Disposition"] = f"attachment; filename*=utf-8''{file}.xlsx"
    return answer


def _row(one: Year) -> list[Any]:
    pair, head = one.pairing, one.pairing.household.head
    paid = [p for p in pair.payments.all() if p.counts and p.year == one.year]
    return [
        pair.helper, pair.get_level_display(), mask_name(head.name) if head else "", pair.household.place, pair.unit.short_name,
        pair.since.isoformat(), float(one.due), float(one.paid), standing_words(one.standing),
        listed(p.on.isoformat() for p in paid), listed(p.paper for p in paid if p.paper), one.visits,
    ]  # fmt: skip
