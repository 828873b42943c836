"""What is handed out: slips with codes, each serving once, and the poster with the open link."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, MemberRequest, Unit, require
from youju.surveys import actions, queries
from youju.surveys.forms_collect import SlipsForm
from youju.surveys.models import Survey
from youju.surveys.views.asking import number_in, refuse, survey_at, wheres
from youju.ui.qr import code_svg


@require_http_methods(["GET", "POST"])
def slips(request: MemberRequest, survey_id: int) -> HttpResponse:
    """Codes for a place, printed twelve to a page; they cannot be shown again."""
    member = require(request.member, May.RECORD)
    survey, version = survey_at(member, survey_id)
    found = wheres(member, survey, version)
    places = [(one.value, one.label) for one in found]
    form = SlipsForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        at = next(one for one in found if one.value == form.cleaned_data["at"])
        try:
            codes = actions.issue_tokens(
                version,
                audience=at.audience.code,
                unit=at.unit,
                number=form.cleaned_data["number"],
                actor=member,
                now=timezone.now(),
                key=form.cleaned_data["key"],
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _printed(request, survey, at.unit, codes)
    context = {"survey": survey, "form": form, "found": found}
    return render(request, "surveys/slips.html", context, status=422 if form.errors else 200)


def _printed(request: MemberRequest, survey: Survey, unit: Unit, codes: list[str]) -> HttpResponse:
    address = _address(request, survey)
    slips = [(code, code_svg(f"{address}?t={code}")) for code in codes]
    pages = [slips[n : n + 12] for n in range(0, len(slips), 12)]
    context = {"survey": survey, "unit": unit, "pages": pages, "address": address, "n": len(codes)}
    response = render(request, "surveys/slips_print.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _address(request: MemberRequest, survey: Survey) -> str:
    return request.build_absolute_uri(reverse("portal:sheet", args=[survey.slug]))


@require_GET
def poster(request: MemberRequest, survey_id: int) -> HttpResponse:
    """A page for the wall, with the open link of one community."""
    member = require(request.member, May.SEE)
    survey = queries.survey_for(member, survey_id)
    if survey.by_token:
        raise Refused(_("这份问卷凭答卷码作答，请打印答卷码；海报只用于公开作答的问卷"))
    units = [one for one in queries.units_asked(survey) if member.unit.covers(one)]
    chosen = number_in(request.GET.get("unit", ""))
    unit = next((one for one in units if one.pk == chosen), units[0] if units else None)
    if unit is None:
        raise Missing(_("您的单位不在这份问卷的调查范围内"))
    svg = code_svg(f"{_address(request, survey)}?u={unit.pk}")
    context = {"survey": survey, "unit": unit, "units": units, "svg": svg, "address": _address(request, survey)}  # fmt: skip
    return render(request, "surveys/poster.html", context)
