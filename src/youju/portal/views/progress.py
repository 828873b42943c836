"""Following what one sent, by number and code or by the link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.refusal import Missing, Refused
from youju.portal import actions, queries, rules
from youju.portal.forms import FeedbackForm, LookUpForm
from youju.portal.models import Opinion, Report
from youju.portal.rules import Counted
from youju.portal.views.frame import address_of, open_page

ANYWHERE = 0  # look-ups are counted for all roots together: the number does not say which


@open_page()
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Where number and code are typed in."""
    form = LookUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number, code = form.cleaned_data["number"], form.cleaned_data["code"]
        try:
            found = _found(request, number, code)
            return redirect("portal:progress", number=found.number, code=rules.clean_code(code))
        except Refused as refusal:
            form.add_error(None, refusal.message)
    return render(request, "portal/ask.html", {"form": form}, status=422 if form.errors else 200)


def _found(request: HttpRequest, number: str, code: str) -> Report | Opinion:
    """Return what a pair opens. Wrong ones are counted, so that trying them one by one leads nowhere;
    a right one always opens, however many others guess."""
    try:
        return queries.found_by(number, code)
    except Missing:
        actions.count(Counted.LOOK_UP, ANYWHERE, address_of(request), now=timezone.now())
        raise


@open_page()
@require_GET
def progress(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """How far it has come."""
    sent = _found(request, number, code)
    context = _sent(sent, code)
    if isinstance(sent, Report):
        return _report(request, sent, context, FeedbackForm())
    context |= {"opinion": sent, "steps": queries.opinion_progress(sent)}
    return render(request, "portal/opinion_progress.html", context)


def _sent(sent: Report | Opinion, code: str) -> dict[str, object]:
    return {
        "number": sent.number,
        "code": rules.clean_code(code),
        "unit": sent.unit,
        "place": queries.site_of(sent.unit),
    }


def _report(
    request: HttpRequest, sent: Report, context: dict[str, object], form: FeedbackForm
) -> HttpResponse:
    shown = {
        "progress": queries.progress_of(sent),
        "form": form,
        "shown_code": rules.shown_code(str(context["code"])),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/progress.html", context | shown, status=status)


@open_page()
@require_POST
def feedback(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Whether it is fixed."""
    now = timezone.now()
    sent = _found(request, number, code)
    if not isinstance(sent, Report):
        raise Missing(_("产品意见不用说是否解决"))
    actions.count(Counted.FEEDBACK, sent.root_id, address_of(request), now=now)
    form = FeedbackForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.tell_whether_fixed(
                sent.pk,
                fixed=told["fixed"] == "yes",
                reason=told["reason"],
                now=now,
                key=told["key"],
            )
            return redirect("portal:progress", number=sent.number, code=rules.clean_code(code))
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return _report(request, sent, _sent(sent, code), form)
