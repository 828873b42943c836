"""What the public is shown of a survey's results."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from youju.kernel.ids import key_in
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, MemberRequest, require
from youju.surveys import actions, queries
from youju.surveys.forms_collect import ReleaseForm
from youju.surveys.views.asking import refuse, survey_at


@require_http_methods(["GET", "POST"])
def releases(request: MemberRequest, survey_id: int) -> HttpResponse:
    """Choose the questions of an audience; what is shown stands below, and can be taken back."""
    member = require(request.member, May.REVIEW)
    survey, version = survey_at(member, survey_id, May.REVIEW)
    audiences = version.content.audiences
    chosen = request.GET.get("audience", "")
    audience = next((one for one in audiences if one.code == chosen), audiences[0])
    form = ReleaseForm(request.POST or None, asked=version.content.of(audience.code))
    if request.method == "POST" and form.is_valid():
        told = {**form.cleaned_data, "actor": member, "now": timezone.now()}
        try:
            actions.release_results(survey.pk, audience=audience.code, **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("已公布，公众页面上可以看到"))
            return redirect("surveys:releases", survey_id=survey.pk)
    live = list(queries.releases_of(survey))
    context = {"survey": survey, "form": form, "audiences": audiences, "audience": audience, "live": live}  # fmt: skip
    return render(request, "surveys/releases.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: MemberRequest, release_id: int) -> HttpResponse:
    """Take one result from the public pages."""
    member = require(request.member, May.REVIEW)
    key = key_in(request.POST.get("key", ""))
    one = actions.withdraw_release(release_id, actor=member, now=timezone.now(), key=key)
    messages.success(request, _("已撤下，公众页面不再显示"))
    return redirect("surveys:releases", survey_id=one.survey_id)
