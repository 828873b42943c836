"""A form as plain data: for the phone, the public page, and paper."""

from __future__ import annotations

from typing import Any

from youju.kernel.refusal import Missing
from youju.organisations.queries import Unit
from youju.surveys.models import Survey, Version
from youju.surveys.rules.form import KIND_NAMES


def form_of(version: Version, audience: str) -> dict[str, Any]:
    """Return what an audience is asked. What an option counts is not told to whoever answers.

    Keys: survey, version (ids), number, title, purpose, slug, audience, label, by_token, and questions, each with
    code, number, kind, kind_name, text, help, required, most and options (code, text).
    """
    survey, form = version.survey, version.content
    asked = form.audience(audience)
    return {
        "survey": survey.pk,
        "version": version.pk,
        "number": version.number,
        "title": survey.title,
        "purpose": survey.purpose,
        "slug": survey.slug,
        "audience": asked.code,
        "label": asked.label,
        "by_token": survey.by_token,
        "questions": [
            {
                "code": one.code,
                "number": n,
                "kind": one.kind.value,
                "kind_name": KIND_NAMES[one.kind],
                "text": one.text,
                "help": one.help,
                "required": one.required,
                "most": one.most,
                "options": [{"code": o.code, "text": o.text} for o in one.options],
            }
            for n, one in enumerate(form.of(audience), start=1)
        ],
    }


def survey_for_public(slug: str) -> Survey:
    """Return the survey of a public address, once it has begun. Raises Missing for any other."""
    rows = Survey.objects.exclude(state=Survey.State.DRAFT).select_related("unit")
    found = rows.filter(slug=slug[:20]).first()
    if found is None:
        raise Missing("没有这份问卷，请核对网址或二维码")
    return found


def open_survey_at(unit: Unit) -> list[Survey]:
    """Return the surveys that ask at a unit now: its own and those of the units above."""
    rows = Survey.objects.filter(unit__in=unit.ancestor_ids, state=Survey.State.OPEN)
    return list(rows.select_related("unit").order_by("-since", "-pk"))
