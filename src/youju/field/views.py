"""The shell of the phone, its manifest and its service worker: nothing in them is anybody's own."""

from __future__ import annotations

import json
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from youju.field.bundle import bundle, worker_source

ICONS = (("field/icon-192.png", 192), ("field/icon-512.png", 512))
MASKABLE = "field/icon-maskable.png"
APPLE = "field/icon-180.png"


def shell_html() -> str:
    """Return the page that every phone gets, signed in or not."""
    language = "en" if translation.get_language() == "en" else "zh-CN"
    context = {
        "bundle": bundle(),
        "language": language,
        "apple_icon": static(APPLE),
        "sign_in": reverse("organisations:sign_in", query={"next": reverse("field:shell")}),
    }
    return render_to_string("field/shell.html", context)


@gzip_page
@login_not_required
@ensure_csrf_cookie
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The app's one page; the service worker keeps it and opens it without a network."""
    response = HttpResponse(shell_html())
    response["X-Youju-Shell"] = "1"
    response["Cache-Control"] = "no-cache"
    return response


@gzip_page
@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone asks before it puts the app on its desk."""
    icons = [{"src": static(name), "sizes": f"{size}x{size}", "type": "image/png"} for name, size in ICONS]  # fmt: skip
    icons.append({"src": static(MASKABLE), "sizes": "512x512", "type": "image/png", "purpose": "maskable"})  # fmt: skip
    home = reverse("field:shell")
    told = {
        "id": home,
        "name": _("有据"),
        "short_name": _("有据"),
        "description": _("拍问题、巡点位、办待办，没有网络也能用"),
        "lang": translation.get_language(),
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "orientation": "portrait",
        "background_color": "#ffffff",
        "theme_color": "#b3261e",
        "icons": icons,
        "shortcuts": [
            {"name": _("拍"), "url": f"{home}#/"},
            {"name": _("我的"), "url": f"{home}#/mine"},
            {"name": _("巡"), "url": f"{home}#/patrol"},
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})  # fmt: skip


@gzip_page
@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the list of what it keeps; its version changes with any of it."""
    source, page = worker_source(), reverse("field:shell")
    urls = [page, reverse("field:manifest"), *bundle().urls, static(ICONS[0][0])]
    version = sha256((shell_html() + source + "|".join(urls)).encode()).hexdigest()[:12]
    told = json.dumps({"version": version, "urls": urls, "page": page})
    status = 200 if source else 404
    response = HttpResponse(f"self.SHELL={told};\n{source}", content_type="text/javascript", status=status)  # fmt: skip
    response["Cache-Control"] = "no-cache"
    response["Service-Worker-Allowed"] = page
    return response
