"""Designing a questionnaire: questions, their order, audiences, the bank, and how it looks on a phone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.ids import key_in, row_id
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import May, MemberRequest, require
from youju.surveys import actions, queries
from youju.surveys.bank import bank, sample
from youju.surveys.designing import design_page, initial_of
from youju.surveys.forms_design import AudienceForm, QuestionForm
from youju.surveys.models import Version
from youju.surveys.rules.form import Form, Question, put_question
from youju.surveys.views.frame import arranged, audience_in, refuse


@require_GET
def design(request: MemberRequest, survey_id: int) -> HttpResponse:
    """The questions of a survey by audience, with what is wrong with them."""
    member = require(request.member, May.SEE)
    version = queries.current_version(queries.survey_for(member, survey_id))
    audience = audience_in(request, version.content)
    return render(request, "surveys/design.html", design_page(member, version, audience))


@require_GET
def preview(request: MemberRequest, survey_id: int) -> HttpResponse:
    """What somebody sees on a phone."""
    member = require(request.member, May.SEE)
    version = queries.current_version(queries.survey_for(member, survey_id))
    audience = audience_in(request, version.content)
    context = design_page(member, version, audience) | {"form": queries.form_of(version, audience)}
    return render(request, "surveys/preview.html", context)


@require_http_methods(["GET", "POST"])
def question(request: MemberRequest, survey_id: int, code: str = "") -> HttpResponse:
    """A question: a new one, one from the bank, or one to change."""
    member, survey, version = arranged(request, survey_id)
    content = version.content
    held = content.question(code) if code else _offered(request, content)
    form = QuestionForm(
        request.POST or None, form=content, held=held, initial=initial_of(content, held, bool(code))
    )
    if request.method == "POST" and form.is_valid():
        try:
            told: dict[str, Any] = {"actor": member, "now": timezone.now()}
            made, asked = form.question(), tuple(form.cleaned_data["audiences"])
            key = form.cleaned_data["key"]
            actions.save_question(version.pk, made, asked, fresh=not code, key=key, **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("已保存这道题"))
            again = "again" in request.POST
            where = "surveys:question_new" if again else "surveys:design"
            return redirect(where, survey.pk)
    context = {"form": form, "survey": survey, "version": version, "code": code, "held": held}
    return render(request, "surveys/question.html", context, status=422 if form.errors else 200)


def _offered(request: MemberRequest, content: Form) -> Question | None:
    """Return the question that a new one begins with: a sample, or a copy of one that is here."""
    if wanted := request.GET.get("sample", ""):
        return sample(wanted)
    if wanted := request.GET.get("copy", ""):
        return content.question(wanted)
    return None


def _do(request: MemberRequest, survey_id: int, act: Any, *args: Any, **more: Any) -> HttpResponse:
    """One change of the form by a button; a refusal is told on the design page."""
    member, survey, version = arranged(request, survey_id)
    key = key_in(request.POST.get("key", ""))
    try:
        act(version.pk, *args, actor=member, now=timezone.now(), key=key, **more)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    audience = request.POST.get("audience", "")
    return redirect(f"{reverse('surveys:design', args=[survey.pk])}?audience={audience}")


@require_POST
def drop(request: MemberRequest, survey_id: int, code: str) -> HttpResponse:
    """Take a question out."""
    return _do(request, survey_id, actions.drop_question, code)


@require_POST
def move(request: MemberRequest, survey_id: int, code: str) -> HttpResponse:
    """Move a question up or down in its audience."""
    to = request.POST.get("to", "")
    place = int(to) if to.isascii() and to.isdigit() and len(to) < 4 else 0
    audience = request.POST.get("audience", "")
    return _do(request, survey_id, actions.move_question, audience, code, place)


@require_http_methods(["GET", "POST"])
def audience(request: MemberRequest, survey_id: int) -> HttpResponse:
    """Ask another audience too."""
    member, survey, version = arranged(request, survey_id)
    form = AudienceForm(request.POST or None, form=version.content)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"actor": member, "now": timezone.now()}
        code, label = form.audience()
        like, key = form.cleaned_data["like"], form.cleaned_data["key"]
        try:
            actions.add_audience(version.pk, code, label, like=like, key=key, **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect(f"{reverse('surveys:design', args=[survey.pk])}?audience={code}")
    context = {"form": form, "survey": survey}
    return render(request, "surveys/audience.html", context, status=422 if form.errors else 200)


@require_POST
def drop_audience(request: MemberRequest, survey_id: int) -> HttpResponse:
    """Ask an audience no more."""
    return _do(request, survey_id, actions.drop_audience, request.POST.get("audience", ""))


@require_POST
def version(request: MemberRequest, survey_id: int) -> HttpResponse:
    """Begin the next version."""
    member, survey, _version = arranged(request, survey_id)
    key = key_in(request.POST.get("key", ""))
    try:
        made = actions.new_version(survey.pk, actor=member, now=timezone.now(), key=key)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("已新建第 %(n)s 版，可以修改了") % {"n": made.number})
    return redirect("surveys:design", survey.pk)


@require_http_methods(["GET", "POST"])
def choose(request: MemberRequest, survey_id: int) -> HttpResponse:
    """The bank of samples, and the questions of the unit's other surveys: tick and add."""
    member, survey, version = arranged(request, survey_id)
    source = row_id(request.GET.get("from", ""))
    if request.method == "POST":
        wanted = request.POST.getlist("question")[:50]
        held = queries.current_version(queries.survey_for(member, source)) if source else None
        return _add(request, version, [_found(one, held) for one in wanted])
    others = queries.surveys_visible_to(member).exclude(pk=survey.pk)
    groups = bank()
    if source:
        other = queries.survey_for(member, source)
        groups = ((other.title, queries.current_version(other).content.questions),)
    context = {
        "survey": survey,
        "version": version,
        "groups": groups,
        "others": others.order_by("-made_at", "-pk")[:30],
        "held": {one.code for one in version.content.questions},
        "audience": audience_in(request, version.content),
        "source": source,
    }
    return render(request, "surveys/choose.html", context)


def _found(code: str, held: Version | None) -> Question:
    return held.content.question(code) if held else sample(code)


def _add(request: MemberRequest, version: Version, wanted: list[Question]) -> HttpResponse:
    """Add the chosen questions for the audience; those that are there already keep their place."""
    content = version.content
    asked = audience_in(request, content)
    for one in wanted:
        known = {q.code for q in content.questions}
        now = tuple(a.code for a in content.audiences if one.code in a.questions)
        content = put_question(
            content, content.question(one.code) if one.code in known else one, (*now, asked)
        )
    return _do(request, version.survey_id, actions.take_form, content)
