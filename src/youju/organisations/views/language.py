"""The language of the pages: kept in the browser, and with whoever is signed in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from youju.organisations import actions
from youju.organisations.models import Person
from youju.organisations.views.account import next_page
from youju.organisations.views.requests import remember_language


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Speak the chosen language from now on, here and wherever the person signs in."""
    language = request.POST.get("language", "")
    response = redirect(next_page(request))
    if language not in dict(settings.LANGUAGES):
        return response
    if isinstance(request.user, Person):
        actions.choose_language(request.user, language, now=timezone.now())
    remember_language(response, language)
    return response
