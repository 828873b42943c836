"""The sheets that came in, one a line, and voiding one of them with a reason."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.refusal import Refused
from youju.organisations.queries import May, MemberRequest, require
from youju.surveys import actions, queries, shown
from youju.surveys.forms_collect import VoidForm
from youju.surveys.views.asking import refuse, survey_at
from youju.ui.lists import keyset_page


@require_GET
def answers(request: MemberRequest, survey_id: int) -> HttpResponse:
    """The sheets of the member's units, the last that came first; nothing says who answered."""
    member = require(request.member, May.ARRANGE)
    survey, _version = survey_at(member, survey_id, May.ARRANGE)
    rows = queries.sheets_under(member, survey)
    wanted = request.GET.get("show", "")
    listed = rows.filter(spoiled=True) if wanted == "void" else rows
    page = keyset_page(listed, request, ["-received_at", "-id"])
    numbers = queries.paper_numbers([one.id for one in page.rows])
    context = {
        "survey": survey,
        "tabs": shown.tabs(survey, "survey"),
        "page": page,
        "lines": [(one, numbers.get(one.id)) for one in page.rows],
        "chips": shown.void_chips(rows, wanted),
    }
    return render(request, "surveys/answers.html", context)


@require_http_methods(["GET", "POST"])
def void(request: MemberRequest, survey_id: int, sheet_id: UUID) -> HttpResponse:
    """Declare a sheet void and say why; it counts no more."""
    member = require(request.member, May.ARRANGE)
    survey, _version = survey_at(member, survey_id, May.ARRANGE)
    sheet = queries.sheet_under(member, survey, sheet_id)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = form.cleaned_data
            actions.spoil_sheet(survey, sheet.id, actor=member, now=timezone.now(), **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("已作废，比率随之更正"))
            return redirect("surveys:answers", survey.pk)
    context = {"survey": survey, "sheet": sheet, "form": form}
    context |= shown.void_page(member, survey, sheet)
    return render(request, "surveys/void.html", context, status=422 if form.errors else 200)
