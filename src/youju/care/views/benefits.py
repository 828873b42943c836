"""Benefits by age: rules, who is due, who got it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.care import actions, forms, queries
from youju.care.actions.frame import may_arrange, require_arranger
from youju.care.models import Benefit, Gift
from youju.care.rules import benefits as rules
from youju.care.views.frame import asker, chip, crumbs, elder_of, record_of, show, to, units_of
from youju.kernel.crypto import mask_name
from youju.kernel.ids import row_id
from youju.kernel.refusal import Missing
from youju.ui.act_pages import act_page, pressed
from youju.ui.lists import keyset_page

PRINTED = 500


def _year(request: HttpRequest) -> int:
    this = timezone.localdate().year
    found = row_id(request.GET.get("year", "") or request.POST.get("year", "")) or this
    return found if abs(found - this) <= 5 else this


@require_GET
def benefits(request: HttpRequest) -> HttpResponse:
    """The benefits that hold here: how many are due this year, how many got it."""
    who = asker(request)
    year, lines = timezone.localdate().year, []
    for one in queries.benefits_for(who.member, who.unit).order_by("pk")[:6]:
        due = queries.due_in(who.member, one, who.unit, year).count()
        given = queries.gifts_in(who.member, one, who.unit, year).count()
        lines.append((one, rules.ages(one.rule), rules.day_in(one.rule, year), due, given))
    return show(
        request,
        "benefits",
        who,
        "benefits",
        lines=lines,
        year=year,
        arranges=may_arrange(who.member),
    )


@require_GET
def benefit(request: HttpRequest, benefit_id: int) -> HttpResponse:
    """Who is due in a year; `?given=1` who got it."""
    who = asker(request)
    row = queries.record_for(who.member, Benefit, benefit_id)
    year = _year(request)
    gifts = queries.gifts_in(who.member, row, who.unit, year)
    due = queries.due_in(who.member, row, who.unit, year).exclude(pk__in=gifts.values("resident"))
    only = "given" in request.GET
    chips = [
        chip(_("还没发"), f"?year={year}", not only, due.count()),
        chip(_("已发"), f"?year={year}&given=1", only, gifts.count()),
    ]
    page: Any = (
        keyset_page(gifts, request, ["-on"]) if only else keyset_page(due, request, ["birth"])
    )
    on = rules.day_in(row.rule, year)
    lines = [] if only else [(one, one.age_on(on) if on else None) for one in page.rows]
    return show(
        request, "benefit", who, "benefits", benefit=row, year=year, on=on, chips=chips, page=page, only=only,
        lines=lines, ages=rules.ages(row.rule), mine=may_arrange(who.member) and who.member.unit.covers(row.unit),
    )  # fmt: skip


@never_cache
@require_GET
def print_due(request: HttpRequest, benefit_id: int) -> HttpResponse:
    """The list to take along, masked, with room for a signature; in the log."""
    who = asker(request)
    row = queries.record_for(who.member, Benefit, benefit_id)
    year = _year(request)
    got = queries.gifts_in(who.member, row, who.unit, year).values("resident")
    people = list(queries.due_in(who.member, row, who.unit, year).exclude(pk__in=got)[:PRINTED])
    record(
        "care.print_due", Outcome.EXPORTED, actor=who.member, now=timezone.now(),
        kind="organisations.unit", subject_id=who.unit.pk, rows=len(people),
    )  # fmt: skip
    on = rules.day_in(row.rule, year)
    lines = [(mask_name(one.name), one.age_on(on) if on else None, one.place) for one in people]
    context = {
        "who": who,
        "benefit": row,
        "year": year,
        "lines": lines,
        "now": timezone.localtime(),
    }
    return render(request, "care/print_due.html", context)


@require_http_methods(["GET", "POST"])
def benefit_new(request: HttpRequest) -> HttpResponse:
    """Set a benefit."""
    who = asker(request)
    require_arranger(who.member)
    form = forms.BenefitForm(
        request.POST or None, units=units_of(who), initial={"unit": who.unit.pk}
    )

    def do(**told: Any) -> str:
        parts = [told.pop(name) for name in ("unit", "name", "rule")]
        return actions.add_benefit(*parts, **told).get_absolute_url()

    note = _("名单按出生日期自动算出，发一位记一位。")
    words = {"title": _("设定高龄慰问"), "submit": _("设定"), "note": note}
    return act_page(request, form, do, back=to("benefits"), crumbs=crumbs(), **words)


@require_POST
def benefit_end(request: HttpRequest, benefit_id: int) -> HttpResponse:
    """Give it no more."""
    _member, row = record_of(request, Benefit, benefit_id)

    def do(**told: Any) -> Benefit:
        return actions.end_benefit(row.pk, **told)

    return pressed(request, do, to("benefits"), _("已停用，发过的记录还在。"))


@require_POST
def give(request: HttpRequest, benefit_id: int, resident_id: int) -> HttpResponse:
    """Note with one tap that somebody got it today."""
    _member, row = record_of(request, Benefit, benefit_id)
    _same, person = elder_of(request, resident_id)
    year = _year(request)

    def do(**told: Any) -> Gift:
        return actions.give(row, person.pk, year, on=timezone.localdate(), **told)

    back = f"{row.get_absolute_url()}?year={year}"
    return pressed(request, do, back, _("已记：%(name)s。") % {"name": person.name})


@require_POST
def take_back(request: HttpRequest, gift_id: int) -> HttpResponse:
    """Take back what was noted by mistake."""
    _member, row = record_of(request, Gift, gift_id)
    if row.voided_at is not None:
        raise Missing(_("已经撤销"))

    def do(**told: Any) -> Gift:
        return actions.take_back(row.pk, **told)

    back = f"{row.benefit.get_absolute_url()}?year={row.year}"
    return pressed(request, do, back, _("已撤销，数字里也去掉了。"))
