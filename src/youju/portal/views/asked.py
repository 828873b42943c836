"""A resident tells at once what inspectors or callers of the survey asked him (M024)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from youju.kernel.refusal import Missing
from youju.portal import queries
from youju.portal.forms_asked import AskedForm
from youju.portal.rules import Counted
from youju.portal.views.frame import NO_STORE, fresh_challenge, open_page
from youju.portal.views.sending import send_told


@open_page(NO_STORE)
@require_http_methods(["GET", "POST"])
def asked(request: HttpRequest, place: int) -> HttpResponse:
    unit = queries.place_at(place)
    if not queries.takes_asked(unit):
        raise Missing(_("这里没有开通这一页"))
    units = queries.communities(unit)
    names = [(str(one.pk), one.short_name) for one in units]
    form = AskedForm(request.POST or None, communities=names if len(names) > 1 else [])
    done = send_told(request, unit, form, units) if form.is_valid() else None
    if done is not None:
        return done
    challenge = fresh_challenge(Counted.REPORT, unit.root_id, timezone.now())
    context = {"place": unit, "form": form, "challenge": challenge}
    return render(request, "portal/asked.html", context, status=422 if form.errors else 200)
