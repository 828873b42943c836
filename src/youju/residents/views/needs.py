"""Registers of need."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.organisations.queries import May
from youju.residents import actions, forms, queries
from youju.residents.models import Household, Need, Resident
from youju.residents.views.frame import act_page, asker, crumbs, record_of, show
from youju.ui.lists import keyset_page


@require_GET
def needs(request: HttpRequest) -> HttpResponse:
    """Who is in need, by kind; `?due=1` those to be looked at again."""
    who = asker(request)
    counts = queries.need_counts(who.member, who.unit)
    code = request.GET.get("kind", "")
    kind = next((one.kind for one in counts if one.kind.code == code), None)
    today = timezone.localdate()
    rows = queries.needs_of(who.member, who.unit, kind)
    due = rows.filter(review_on__lte=today)
    chips = _chips(counts, code if kind else "", "due" in request.GET, due.count())
    page = keyset_page(due if "due" in request.GET else rows, request, ["id"])
    lines = [(one, queries.kind_for(one)) for one in page.rows]
    return show(
        request, "needs", who, "needs", page=page, lines=lines, chips=chips, today=today, kind=kind
    )


def _chips(counts: list[queries.KindCount], code: str, due: bool, n: int) -> list[dict[str, Any]]:
    total = sum(one.count for one in counts)
    chips = [{"text": _("全部"), "url": "?", "count": total, "current": not code and not due}]
    chips.append({"text": _("到期复核"), "url": "?due=1", "count": n, "current": due})
    return chips + [
        {
            "text": one.kind.label,
            "url": f"?kind={one.kind.code}",
            "count": one.count,
            "current": one.kind.code == code,
        }
        for one in counts
        if one.count or one.kind.code == code
    ]


@require_http_methods(["GET", "POST"])
def of_person(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Register a need of a person."""
    member, row = record_of(request, Resident, resident_id)
    return _note(request, row, member.may(May.OPEN_PROTECTED), resident_id=row.pk)


@require_http_methods(["GET", "POST"])
def of_household(request: HttpRequest, household_id: int) -> HttpResponse:
    """Register a need of a household."""
    member, row = record_of(request, Household, household_id)
    return _note(request, row, member.may(May.OPEN_PROTECTED), household_id=row.pk)


def _note(request: HttpRequest, row: Any, may_open: bool, **subject: Any) -> HttpResponse:
    offered = forms.kinds_offered("household_id" in subject, may_open)
    form = forms.NeedForm(request.POST or None, offered=offered)

    def do(**told: Any) -> Need:
        return actions.note_need(**told, **subject)

    back = row.get_absolute_url()
    words = {"title": _("%s · 登记类别") % row, "submit": _("登记")}
    return act_page(request, form, do, back=back, crumbs=crumbs((row, back)), **words)


def _about(need: Need, title: str) -> dict[str, Any]:
    back = need.get_absolute_url()
    return {"back": back, "crumbs": crumbs((need.subject, back)), "title": title % need.subject}


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, need_id: int) -> HttpResponse:
    """Note what was seen or said."""
    _member, need = record_of(request, Need, need_id)
    form = forms.ReviewForm(request.POST or None)

    def do(*, text: str, **told: Any) -> Any:
        return actions.review(need.pk, text, **told)

    return act_page(request, form, do, submit=_("记下"), **_about(need, _("%s · 复核和谈话")))


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, need_id: int) -> HttpResponse:
    """Note until when a need held."""
    _member, need = record_of(request, Need, need_id)
    form = forms.EndForm(request.POST or None)

    def do(**told: Any) -> Need:
        return actions.end_need(need.pk, **told)

    return act_page(request, form, do, submit=_("结束"), **_about(need, _("%s · 结束类别")))
