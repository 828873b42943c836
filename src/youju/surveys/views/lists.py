"""What each survey is about."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from youju.organisations.queries import May, MemberRequest, require
from youju.surveys import queries, shown


@require_GET
def survey(request: MemberRequest, survey_id: int) -> HttpResponse:
    """What a survey is about, how far it has come, and its trail."""
    member = require(request.member, May.SEE)
    found = queries.survey_for(member, survey_id)
    return render(request, "surveys/survey.html", shown.survey_page(member, found))
