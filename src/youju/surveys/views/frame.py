"""What the pages of a survey share."""

from __future__ import annotations

from django import forms

from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import May, MemberRequest, Membership, require
from youju.surveys import queries
from youju.surveys.models import Survey, Version
from youju.surveys.rules.form import Form


def refuse(form: forms.Form, refusal: Refused) -> None:
    """Put a refusal at its field; those that no field can answer go on."""
    if isinstance(refusal, Forbidden | Missing):
        raise refusal
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def arranged(request: MemberRequest, survey_id: int) -> tuple[Membership, Survey, Version]:
    """Return who asks, and the survey with its latest version, which they may arrange."""
    member = require(request.member, May.ARRANGE)
    survey = queries.survey_for(member, survey_id)
    require(member, May.ARRANGE, survey.unit)
    return member, survey, queries.current_version(survey)


def audience_in(request: MemberRequest, form: Form) -> str:
    """Return the audience that the address names; the first one for any other."""
    asked = request.GET.get("audience", "")
    codes = [one.code for one in form.audiences]
    return asked if asked in codes else codes[0]
