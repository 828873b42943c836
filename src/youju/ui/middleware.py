"""Every refusal becomes a page, a fragment or JSON that says why; none becomes a 500."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ui.names import page_named
from youju.ui.said import said

log = logging.getLogger(__name__)
RETARGETED = {400, 403, 404}


def status_of(refusal: Refused) -> int:
    """Return 403 for Forbidden, 404 for Missing, else 422."""
    if isinstance(refusal, Forbidden):
        return 403
    return 404 if isinstance(refusal, Missing) else 422


def wants_json(request: HttpRequest) -> bool:
    """Say whether the asker put JSON before HTML."""
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json"


def is_fragment(request: HttpRequest) -> bool:
    """Say whether htmx asks for a part of the page (a boosted link asks for a whole one)."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-Boosted") != "true"


def refusal_response(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Answer a refusal in the form that was asked for."""
    status = status_of(refusal)
    if wants_json(request):
        body = {"error": said(refusal.message), "field": refusal.field}
        return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    context = {"message": said(refusal.message), "status": status}
    if is_fragment(request):
        response = render(request, "ui/errors/_message.html", context, status=status)
        return _into_messages(response)
    return render(request, f"ui/errors/{status}.html", context, status=status)


def _into_messages(response: HttpResponse) -> HttpResponse:
    response["HX-Retarget"] = "#messages"
    response["HX-Reswap"] = "beforeend show:window:top"
    return response


class LanguageMiddleware:
    """Speaks Chinese unless the person chose otherwise; a browser's own language does not choose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = {code for code, _name in settings.LANGUAGES}
        with translation.override(asked if asked in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response


class NamesMiddleware:
    """Says the names that the product ships in the reader's language, on each page that goes out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        language = translation.get_language()
        headers = response.headers
        plain = headers.get("Content-Type", "").startswith("text/html") and (
            "Content-Encoding" not in headers
        )
        if language != settings.LANGUAGE_CODE and plain and isinstance(response, HttpResponse):
            response.content = page_named(response.content.decode(), language)
        return response


class RefusalMiddleware:
    """Answers `Refused` from a view, and keeps error pages out of the places fragments go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        stray = response.status_code in RETARGETED and is_fragment(request)
        if stray and "HX-Retarget" not in response.headers:
            context = {"status": response.status_code, "message": ""}
            fragment = render(
                request, "ui/errors/_message.html", context, status=response.status_code
            )
            return _into_messages(fragment)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refusal_response(request, exception)
        if isinstance(exception, DataError):
            log.warning("refused by the database: %s", request.path, exc_info=exception)
            refusal = Refused(_("内容里有不能保存的字符，或者数字太大，请改后再试"))
            return refusal_response(request, refusal)
        return None
