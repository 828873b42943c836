"""Sending what a resident told on a public form, whatever it is about."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import Unit
from youju.portal import actions, queries
from youju.portal.forms import FIELDS, ReportForm
from youju.portal.forms_asked import AskedForm
from youju.portal.models import Report
from youju.portal.rules import Counted
from youju.portal.secrets import code_for
from youju.portal.views.frame import pass_gate


def send_told(
    request: HttpRequest, place: Unit, form: ReportForm | AskedForm, units: Sequence[Unit]
) -> HttpResponse | None:
    """Send what a valid form says and lead to its progress; where a rule refuses, its field says why."""
    try:
        sent = _sent(request, place, form, {str(unit.pk): unit for unit in units})
    except Missing:
        raise
    except Refused as refusal:
        field = FIELDS.get(refusal.field or "", refusal.field)
        form.add_error(field if field in form.fields else None, refusal.message)
        return None
    code = code_for(place.root_id, form.cleaned_data["key"])
    return redirect("portal:progress", number=sent.number, code=code)


def _sent(
    request: HttpRequest, place: Unit, form: ReportForm | AskedForm, units: dict[str, Unit]
) -> Report:
    now, key = timezone.now(), form.cleaned_data["key"]
    before = queries.report_under(place.root_id, key)
    if before is not None:
        return before
    pass_gate(request, form, Counted.REPORT, place.root_id, now)
    return actions.send_report(
        place,
        form.told(),
        photos=form.cleaned_data.get("photos", ()),
        unit=units.get(form.cleaned_data["community"]),
        now=now,
        key=key,
    )
