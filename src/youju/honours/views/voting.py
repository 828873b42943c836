"""Pages of the vote and the jury."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.honours import actions, queries
from youju.honours.forms.selections import JuryForm, SlipsForm
from youju.honours.models import Selection
from youju.honours.rules.stages import State
from youju.honours.views.frame import act_page, crumbs, refuse
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import May, MemberRequest, Membership, Unit, require, unit_options
from youju.ui.qr import code_svg

ON_A_PAGE = 12


def _managed(request: MemberRequest, selection_id: int) -> tuple[Membership, Selection]:
    member = require(request.member, May.ARRANGE)
    found = queries.selection_for(member, selection_id)
    require(member, May.ARRANGE, found.unit)
    return member, found


def _way(found: Selection) -> list[dict[str, str]]:
    return crumbs((found.title, found.get_absolute_url()))


@require_http_methods(["GET", "POST"])
def slips(request: MemberRequest, selection_id: int) -> HttpResponse:
    """Codes for voters, printed twelve to a page; they cannot be shown again."""
    member, found = _managed(request, selection_id)
    units = unit_options(member, top=found.unit)
    form = SlipsForm(request.POST or None, units=units, initial={"unit": found.unit_id})
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("unit", "number", "key")}
        try:
            codes = actions.issue_codes(found.pk, **told, actor=member, now=timezone.now())
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _printed(request, found, told["unit"], codes)
    context = {"form": form, "back": found.get_absolute_url(), "crumbs": _way(found), **_asking()}
    return render(request, "honours/act.html", context, status=422 if form.errors else 200)


def _asking() -> dict[str, str]:
    return {
        "title": _("生成投票码"),
        "submit": _("生成并打印"),
        "note": _(
            "每张纸条一个码，核对身份后发给选民，只能投一次。系统只存码的摘要，不知道哪张给了谁；"
            "打印页只出现这一次，请当场打印或存成 PDF。"
        ),
    }


def _printed(
    request: MemberRequest, found: Selection, unit: Unit, codes: list[str]
) -> HttpResponse:
    address = request.build_absolute_uri(reverse("portal:vote", args=[found.slug]))
    made = [(code, code_svg(f"{address}?t={code}")) for code in codes]
    pages = [made[n : n + ON_A_PAGE] for n in range(0, len(made), ON_A_PAGE)]
    context = {
        "selection": found,
        "unit": unit,
        "pages": pages,
        "address": address,
        "n": len(codes),
    }
    response = render(request, "honours/slips_print.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_GET
def votes(request: MemberRequest, selection_id: int) -> HttpResponse:
    """How the vote runs: codes and what looks odd; never who leads before the end."""
    member, found = _managed(request, selection_id)
    given, used = queries.codes_of(found)
    context = {
        "selection": found,
        "crumbs": _way(found),
        "given": given,
        "used": used,
        "odd": queries.odd_about(member, found),
        "ended": found.ballots is not None,
    }
    return render(request, "honours/votes.html", context)


@require_http_methods(["GET", "POST"])
def jury(request: MemberRequest, selection_id: int) -> HttpResponse:
    """The score sheet of one juror."""
    member, found = _managed(request, selection_id)
    rows = queries.nominations_seen(member, found).filter(state=State.PASSED)
    form = JuryForm(request.POST or None, nominees=list(rows))

    def do(form: Any, **told: Any) -> Selection:
        juror = form.cleaned_data["juror"]
        return actions.score_nominees(found.pk, juror=juror, points=form.points(), **told)

    return act_page(
        request, member, form, do, back=found.get_absolute_url(), saved=_("评审分已记下。"),
        title=_("录入评审分"), submit=_("保存"), crumbs=_way(found),
        note=_("一位评委一张；五位以上去掉一个最高分和一个最低分。同一评委再录一次，以后录的为准。"),
    )  # fmt: skip
