"""What the design pages show."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from youju.organisations.queries import Membership
from youju.surveys.models import Version
from youju.surveys.queries import may_arrange
from youju.surveys.rules.form import KIND_NAMES, Form, Question, new_code, rate_name
from youju.surveys.rules.lint import problems
from youju.surveys.rules.questions import options_text
from youju.surveys.shown import tabs


def design_page(member: Membership, version: Version, audience: str) -> dict[str, Any]:
    """Return the context of the design page and of the preview."""
    form, survey = version.content, version.survey
    wrong = problems(form)
    questions = form.of(audience)
    rows = [
        {
            "question": one,
            "number": n,
            "kind": KIND_NAMES[one.kind],
            "rate": rate_name(one.rate),
            "wrong": [p for p in wrong if p.question == one.code],
            "up": n - 2 if n > 1 else None,
            "down": n if n < len(questions) else None,
        }
        for n, one in enumerate(questions, start=1)
    ]
    return {
        "survey": survey,
        "version": version,
        "tabs": tabs(survey, "design"),
        "audience": form.audience(audience),
        "several": len(form.audiences) > 1,
        "chips": [
            {
                "text": one.label,
                "url": f"?audience={one.code}",
                "count": len(one.questions),
                "current": one.code == audience,
            }
            for one in form.audiences
        ],
        "rows": rows,
        "wrong": [p for p in wrong if not p.question],
        "idle": [one for one in form.questions if not _asked(form, one)],
        "may_arrange": may_arrange(member, survey),
        "may_edit": may_arrange(member, survey) and not version.frozen,
        "design_url": reverse("surveys:design", args=[survey.pk]),
    }


def _asked(form: Form, question: Question) -> bool:
    return any(question.code in one.questions for one in form.audiences)


def initial_of(form: Form, held: Question | None, known: bool) -> dict[str, Any]:
    """Return what the form of a question begins with."""
    if held is None:
        everybody = [one.code for one in form.audiences]
        return {"code": new_code(form), "kind": "single", "required": True, "audiences": everybody}
    asked = [one.code for one in form.audiences if held.code in one.questions]
    taken = any(one.code == held.code for one in form.questions)
    return {
        "code": held.code if known or not taken else new_code(form),
        "kind": held.kind.value,
        "text": held.text,
        "help": held.help,
        "options": options_text(held.options),
        "rate": held.rate,
        "required": held.required,
        "most": held.most or None,
        "audiences": asked or [one.code for one in form.audiences],
    }
