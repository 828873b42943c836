"""The list of surveys, a new one, and what each is about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.ids import key_in, row_id
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import May, MemberRequest, asking, require
from youju.surveys import actions, queries, shown
from youju.surveys.forms import SurveyForm
from youju.surveys.views.frame import arranged, refuse
from youju.ui.lists import keyset_page


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The surveys that ask at the chosen unit, by state."""
    who = asking(request)
    rows = queries.surveys_under(who.member, who.unit)
    state = request.GET.get("state", "")
    page = keyset_page(shown.of_state(rows, state), request, ["-made_at", "-id"])
    sheets = shown.sheets_of([one.pk for one in page.rows])
    context = {
        "unit": who.unit,
        "page": page,
        "chips": shown.chips(rows, state),
        "lines": [(one, sheets.get(one.pk, 0)) for one in page.rows],
        "may_arrange": who.member.may(May.ARRANGE),
    }
    return render(request, "surveys/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A new survey: empty, or with the questions of another one."""
    who = asking(request, May.ARRANGE)
    like = row_id(request.GET.get("like", ""))
    source = queries.survey_for(who.member, like) if like else None
    form = SurveyForm(request.POST or None, initial=shown.copied(source))
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"actor": who.member, "now": timezone.now()}
        content = queries.current_version(source).content if source else None
        try:
            made = actions.make_survey(
                who.unit, form.wording(), form=content, key=form.cleaned_data["key"], **told
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("surveys:design", made.pk)
    context = {"form": form, "unit": who.unit, "source": source}
    return render(request, "surveys/new.html", context, status=422 if form.errors else 200)


@require_GET
def survey(request: MemberRequest, survey_id: int) -> HttpResponse:
    """What a survey is about, how far it has come, and its trail."""
    member = require(request.member, May.SEE)
    found = queries.survey_for(member, survey_id)
    return render(request, "surveys/survey.html", shown.survey_page(member, found))


@require_http_methods(["GET", "POST"])
def settings(request: MemberRequest, survey_id: int) -> HttpResponse:
    """Title, days, codes, weighting and the least cell of a survey."""
    member, found, _version = arranged(request, survey_id)
    form = SurveyForm(request.POST or None, initial=shown.wording_of(found))
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"actor": member, "now": timezone.now()}
        try:
            actions.change_survey(found.pk, form.wording(), key=form.cleaned_data["key"], **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("已保存"))
            return redirect(found)
    context = {"form": form, "survey": found}
    return render(request, "surveys/settings.html", context, status=422 if form.errors else 200)


def _turn(request: MemberRequest, survey_id: int, act: Any, said: str) -> HttpResponse:
    """Open or close a survey; a refusal is told on its page."""
    member = require(request.member, May.ARRANGE)
    found = queries.survey_for(member, survey_id)
    key = key_in(request.POST.get("key", ""))
    try:
        act(found.pk, actor=member, now=timezone.now(), key=key)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, said)
    return redirect(found)


@require_POST
def open_(request: MemberRequest, survey_id: int) -> HttpResponse:
    """Let answers come in."""
    return _turn(request, survey_id, actions.open_survey, _("调查开始了"))


@require_POST
def close(request: MemberRequest, survey_id: int) -> HttpResponse:
    """End the survey; its figures go into the facts."""
    return _turn(request, survey_id, actions.close_survey, _("调查已结束，比率已计入统计"))
