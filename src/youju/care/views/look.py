"""One protected value: the reason first, then for five minutes."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as say
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from youju.care import actions, forms
from youju.care.models import AidCase, AidStep, Call, Payment, Visit
from youju.care.views.frame import crumbs, record_of, to
from youju.kernel.refusal import Missing
from youju.organisations.queries import May
from youju.ui.act_pages import sent

SHUT_AFTER = 300  # seconds a value stays open on the screen
# What may be opened, by the word in the address: the model, its fields with their names.
OPENABLE: dict[str, tuple[type[Model], dict[str, Any]]] = {
    "visit": (Visit, {"note": say("家里的情况")}),
    "aid": (
        AidCase,
        {"cause": say("困难原因"), "detail": say("申请理由"), "amount": say("救助金额")},
    ),
    "step": (AidStep, {"text": say("情况")}),
    "payment": (Payment, {"amount": say("救助金额")}),
    "call": (Call, {"note": say("老人的情况")}),
}


def _back(row: Any) -> str:
    if isinstance(row, Visit):
        return to("home", row.household_id)
    if isinstance(row, Call):
        return to("elder", row.service.resident_id)
    case: AidCase = row if isinstance(row, AidCase) else row.case
    return case.get_absolute_url()


@never_cache
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest, what: str, record_id: int, field: str) -> HttpResponse:
    """Ask for purpose and basis, then show one protected value."""
    model, fields = OPENABLE.get(what, (None, {}))
    if model is None or field not in fields:
        raise Missing(_("没有这一项"))
    _member, row = record_of(request, model, record_id, May.OPEN_PROTECTED)
    form = forms.ReasonForm(request.POST or None)
    value = ""
    if request.method == "POST" and form.is_valid():

        def do(*, key: Any, **told: Any) -> str:
            return actions.open_field(row, field, **told)

        value = sent(request, form, do) or ""
    return _opened(request, form, value, _back(row), fields[field])


def _opened(request: HttpRequest, form: Any, value: str, back: str, label: Any) -> HttpResponse:
    context = {"form": form, "value": value, "label": label, "back": back, "crumbs": crumbs()}
    answer = render(request, "care/open.html", context, status=422 if form.errors else 200)
    if value:
        answer["Refresh"] = f"{SHUT_AFTER}; url={back}"
    return answer
