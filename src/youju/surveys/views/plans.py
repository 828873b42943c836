"""The sample plan, and how far the asking has come."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from youju.kernel.refusal import Refused
from youju.organisations.queries import May, MemberRequest, Membership, require
from youju.surveys import actions, queries, shown
from youju.surveys.forms_counts import PlanForm
from youju.surveys.models import Plan, Survey
from youju.surveys.views.frame import refuse

USUAL = {"kind": "community", "number": 18, "each": 25, "age_from": 18, "age_to": 65, "months": 6}


@require_http_methods(["GET", "POST"])
def plan(request: MemberRequest, survey_id: int) -> HttpResponse:
    """The communities drawn with their targets; and the form that draws them."""
    member = require(request.member, May.SEE)
    survey = queries.survey_for(member, survey_id)
    may = queries.may_arrange(member, survey)
    state = queries.plan_progress(survey)
    form = _form(request, survey) if may else None
    if request.method == "POST" and _drawn(request, form, survey, member):
        return redirect("surveys:plan", survey.pk)
    context = {
        "survey": survey,
        "tabs": shown.tabs(survey, "plan"),
        "state": state,
        "form": form,
        "may_draw": may and not (state and state.whole.done),
    }
    return render(
        request, "surveys/plan.html", context, status=422 if form and form.errors else 200
    )


def _form(request: MemberRequest, survey: Survey) -> PlanForm:
    content = queries.current_version(survey).content
    day = timezone.localdate()
    seed = _("%(day)s公开") % {"day": f"{day:%Y%m%d}"}
    initial = USUAL | {"audience": content.audiences[0].code, "seed": seed}
    return PlanForm(request.POST or None, form=content, initial=initial)


def _drawn(
    request: MemberRequest, form: PlanForm | None, survey: Survey, member: Membership
) -> bool:
    """Draw with a sound form and say so; a refusal goes to its field."""
    member = require(member, May.ARRANGE, survey.unit)
    if form is None or not form.is_valid():
        return False
    try:
        made = _draw(form, survey, member)
    except Refused as refusal:
        refuse(form, refusal)
        return False
    messages.success(request, _("已抽出 %(n)s 个点") % {"n": made.cells.count()})
    return True


def _draw(form: PlanForm, survey: Survey, member: Membership) -> Plan:
    told = form.cleaned_data
    return actions.draw_plan(
        survey.pk,
        kind=told["kind"],
        number=told["number"],
        each=told["each"],
        seed=told["seed"],
        audience=told["audience"],
        criteria=form.criteria(),
        actor=member,
        now=timezone.now(),
        key=told["key"],
    )
