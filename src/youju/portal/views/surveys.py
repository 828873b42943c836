"""Questionnaires without a sign-in: answering, thanks, and the results that an office shows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.ids import row_id
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import Unit
from youju.portal import queries
from youju.portal.forms_sheets import SheetForm
from youju.portal.rules import Counted
from youju.portal.views.frame import (
    NO_STORE,
    SHORT_CACHE,
    fresh_challenge,
    open_page,
    pass_gate,
)
from youju.surveys import actions
from youju.surveys import queries as surveys
from youju.surveys.queries import Survey

SECONDS_EACH = 8


@open_page(NO_STORE)
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """One questionnaire on one page; by a code that serves once, or by the open link."""
    survey = surveys.survey_for_public(slug)
    told = {**request.GET.dict(), **request.POST.dict()}
    about = _about(survey, told)
    if about["why"] or not about["audience"]:
        status = 422 if request.method == "POST" else 200
        return render(request, "portal/sheet_closed.html", about, status=status)
    form = SheetForm(request.POST or None, initial=_initial(about, told), **about["asks"])
    if request.method == "POST" and form.is_valid():
        if not form.fits:
            return redirect("portal:sheet_end", slug=slug, how="other")
        try:
            _take(request, survey, form, about)
            return redirect("portal:sheet_end", slug=slug, how="done")
        except Missing:
            raise
        except Refused as refusal:
            _refuse(form, refusal)
    what = Counted.SHEET if about["held"] or survey.by_token else Counted.OPEN_SHEET
    about |= {"form": form, "challenge": fresh_challenge(what, survey.root_id, timezone.now())}
    return render(request, "portal/sheet.html", about, status=422 if form.errors else 200)


def _about(survey: Survey, told: dict[str, Any]) -> dict[str, Any]:
    """Return whom a questionnaire asks here, what, and why not if it does not."""
    version = surveys.current_version(survey)
    code = told.get("t") or told.get("code") or ""
    held = surveys.token_of(survey, code[:40])
    named = {one.code: one for one in version.content.audiences}
    chosen = held.audience if held else told.get("a", "")
    audience = next(iter(named)) if len(named) == 1 else chosen
    why = "" if survey.at == "open" else _("这份问卷已经结束，谢谢您的关心。")
    if held and held.used:
        why = _("这个答卷码已经用过了。每人只答一次，谢谢您的参与。")
    found = {
        "survey": survey, "version": version, "held": held, "code": code[:40], "why": why,
        "audiences": list(named.values()), "audience": audience if audience in named else "",
    }  # fmt: skip
    if found["audience"] and not why:
        found |= _asks(survey, found)
    return found


def _asks(survey: Survey, about: dict[str, Any]) -> dict[str, Any]:
    asked = surveys.form_of(about["version"], about["audience"])
    units = None if about["held"] else surveys.units_asked(survey)
    return {
        "asked": asked,
        "minutes": max(1, round(len(asked["questions"]) * SECONDS_EACH / 60)),
        "units": units,
        "asks": {
            "asked": asked,
            "criteria": surveys.criteria_of(survey, about["audience"]),
            "units": [(str(one.pk), one.short_name) for one in units] if units else None,
            "by_code": survey.by_token and about["held"] is None,
        },
    }


def _initial(about: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    return {"code": about["code"], "unit": told.get("u", "")}


def _take(request: HttpRequest, survey: Survey, form: SheetForm, about: dict[str, Any]) -> None:
    now: datetime = timezone.now()
    held, by_code = about["held"], about["held"] is not None or survey.by_token
    unit = held.unit if held else _unit(about["units"], form.cleaned_data["unit"])
    cell = (
        surveys.cell_at(survey, unit, about["audience"]) if by_code or survey.count_open else None
    )
    what = Counted.SHEET if by_code else Counted.OPEN_SHEET
    pass_gate(request, form, what, survey.root_id, now)
    actions.answer_sheet(
        about["version"],
        audience=about["audience"],
        unit=unit,
        answers=form.answers,
        channel="qr" if by_code else "open",
        done_at=now,
        token=form.cleaned_data["code"] if by_code else "",
        cell=cell,
        actor=None,
        now=now,
        key=form.cleaned_data["key"],
    )


def _unit(units: list[Unit], chosen: str) -> Unit:
    return next(one for one in units if one.pk == row_id(chosen))


def _refuse(form: SheetForm, refusal: Refused) -> None:
    field = {"token": "code"}.get(refusal.field or "", f"q_{refusal.field}")
    if refusal.field in ("answer", "unit"):
        field = refusal.field
    form.add_error(field if field in form.fields else None, refusal.message)


@open_page(SHORT_CACHE)
@require_GET
def sheet_end(request: HttpRequest, slug: str, how: str) -> HttpResponse:
    """Thanks; or why somebody is not asked."""
    survey = surveys.survey_for_public(slug)
    context = {"survey": survey, "is_done": how == "done"}
    return render(request, "portal/sheet_end.html", context)


@open_page(SHORT_CACHE)
@require_GET
def results(request: HttpRequest, place: int) -> HttpResponse:
    """The surveys of a place of which the office shows something."""
    unit = queries.place_at(place)
    context = {"place": unit, "surveys": surveys.surveys_released_at(unit)}
    return render(request, "portal/results.html", context)


@open_page(SHORT_CACHE)
@require_GET
def result(request: HttpRequest, place: int, slug: str) -> HttpResponse:
    """What a survey found, question by question, in words, as a picture and as a table."""
    unit = queries.place_at(place)
    survey = surveys.survey_released(unit, slug)
    context = {"place": unit, "survey": survey, "released": list(surveys.releases_of(survey))}
    return render(request, "portal/result.html", context)
