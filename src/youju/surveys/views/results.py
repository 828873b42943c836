"""What was answered: by question, by area, over time, in words; and as a spreadsheet."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.words import Words, noted
from youju.kernel.workbook_out import XLSX, workbook
from youju.organisations.queries import May, MemberRequest, require
from youju.surveys import queries, results, shown
from youju.surveys.measures import SURVEY_KIND
from youju.surveys.models import Survey, Version
from youju.surveys.rules.form import Kind, rate_name
from youju.ui.lists import keyset_page

LEVELS = Words({"community": "社区", "street": "街道", "district": "区县", "village": "村"})


def _asked(request: MemberRequest, survey_id: int) -> tuple[Survey, Version, str, int]:
    """Return the survey, its latest version, the audience chosen, and the least cell for the asker."""
    member = require(request.member, May.SEE)
    survey = queries.survey_for(member, survey_id)
    version = queries.current_version(survey)
    audience = request.GET.get("audience", "")
    known = {one.code for one in version.content.audiences}
    least = 0 if results.sees_all(member, survey) else survey.least
    return survey, version, audience if audience in known else "", least


def _chips(version: Version, audience: str, more: str = "") -> list[dict[str, Any]]:
    found = [{"text": _("全部对象"), "url": f"?{more}", "current": not audience}]
    return found + [
        {
            "text": one.label,
            "url": f"?audience={one.code}&{more}",
            "current": one.code == audience,
        }
        for one in version.content.audiences
    ]


@require_GET
def results_(request: MemberRequest, survey_id: int) -> HttpResponse:
    """The rates with their intervals, and each question with its bars."""
    survey, version, audience, least = _asked(request, survey_id)
    form = version.content
    context = {
        "survey": survey,
        "tabs": shown.tabs(survey, "results"),
        "chips": _chips(version, audience),
        "audience": audience,
        "n": results.whole(survey, audience),
        "rates": results.rate_lines(survey, form, audience, least),
        "questions": results.answered(survey, form, audience, least),
        "audiences": results.audiences(survey, form, least) if len(form.audiences) > 1 else [],
        "rate_names": [rate_name(one) for one in form.rates],
        "least": survey.least,
    }
    return render(request, "surveys/results.html", context)


@require_GET
def between(request: MemberRequest, survey_id: int) -> HttpResponse:
    """The areas beside each other."""
    survey, version, audience, least = _asked(request, survey_id)
    level = request.GET.get("level", "")
    level = level if level in LEVELS else "community"
    lines = results.areas(survey, version.content, level, audience, least)
    levels = [
        {"text": name, "url": f"?level={code}&audience={audience}", "current": code == level}
        for code, name in LEVELS.items()
    ]
    context = {
        "survey": survey,
        "tabs": shown.tabs(survey, "between"),
        "chips": _chips(version, audience, f"level={level}"),
        "levels": levels,
        "whole": lines[0],
        "lines": lines[1:],
        "rate_names": [rate_name(one) for one in version.content.rates],
        "least": survey.least,
        "sees_all": not least,
    }
    return render(request, "surveys/between.html", context)


@require_GET
def trend(request: MemberRequest, survey_id: int) -> HttpResponse:
    """The surveys of the same unit one after another."""
    survey, _version, _audience, _least = _asked(request, survey_id)
    rates, lines = results.over_time(request.member, survey)
    labels = [f"{one.day:%Y-%m}" for one in lines if one.day]
    charts = [
        {"title": noted(rate_name(code), "%"), "labels": labels, "values": results.column(lines, n)}
        for n, code in enumerate(rates)
    ]
    context = {
        "survey": survey,
        "tabs": shown.tabs(survey, "trend"),
        "rate_names": [rate_name(one) for one in rates],
        "lines": lines[::-1],
        "charts": charts if len(lines) > 1 else [],
        "same": results.same_questions(request.member, survey),
    }
    return render(request, "surveys/trend.html", context)


@require_GET
def words(request: MemberRequest, survey_id: int) -> HttpResponse:
    """What people wrote, without who and where; what was marked only to the unit that asked."""
    survey, version, audience, least = _asked(request, survey_id)
    texts = [one for one in version.content.questions if one.kind is Kind.TEXT]
    question = request.GET.get("question", "")
    rows = queries.remarks_of(survey, question, audience, marked=not least)
    chips = [
        {
            "text": one.text if len(one.text) <= 16 else f"{one.text[:15]}…",
            "url": f"?question={one.code}",
            "current": one.code == question,
        }
        for one in texts
    ]
    context = {
        "survey": survey,
        "tabs": shown.tabs(survey, "words"),
        "chips": [{"text": _("全部"), "url": "?", "current": not question}, *chips],
        "page": keyset_page(rows, request, ["-on", "-id"]),
        "texts": {one.code: one.text for one in texts},
    }
    return render(request, "surveys/words.html", context)


@require_GET
def export(request: MemberRequest, survey_id: int) -> HttpResponse:
    """The tallies as a spreadsheet: whole audiences only, never a single sheet."""
    survey, version, _audience, least = _asked(request, survey_id)
    rows: list[list[Any]] = []
    for one in version.content.audiences:
        for question in results.answered(
            survey, version.content, one.code, max(least, survey.least)
        ):
            for row in question.rows:
                told = [one.label, question.number, question.question.text, row.text]
                rows.append([*told, row.n, float(row.percent)])
    heads = [_("对象"), _("题号"), _("题目"), _("选项"), _("份数"), _("占作答（%）")]
    content = workbook(_("问卷统计"), survey.title, heads, rows)
    now = timezone.now()
    record(
        "surveys.export_tallies", Outcome.DONE, actor=request.member, now=now, kind=SURVEY_KIND,
        subject_id=survey.pk, rows=len(rows),
    )  # fmt: skip
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="survey-{survey.pk}.xlsx"'
    return answer
