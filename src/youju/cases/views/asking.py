"""What the pages of the register share: its tabs, and photo ids of a form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from youju.kernel.ids import row_id
from youju.organisations.queries import Asking
from youju.ui.chosen import chosen

MOST_PHOTOS = 50


def tabs(request: HttpRequest, who: Asking, current: str) -> list[dict[str, Any]]:
    """Return the views of the register, the chosen unit and period kept."""
    kept = chosen(request).query
    pages = [
        ("cases:list", _("列表")),
        ("cases:intake", _("受理台")),
        ("cases:hard", _("疑难问题")),
        ("cases:structures", _("违建整治")),
        ("supervision:index", _("督查整改")),
        ("cases:map", _("分布图")),
        ("cases:rates", _("比率")),
        ("cases:ranking", _("排名")),
        ("cases:kinds", _("类别和规则")),
    ]
    return [
        {"text": text, "url": reverse(name) + kept, "current": name == current}
        for name, text in pages
    ]


def photo_ids(request: HttpRequest, name: str = "items") -> list[int]:
    """Return the ids a photo picker of the form sent, in its order."""
    found = (row_id(one) for one in request.POST.getlist(name)[:MOST_PHOTOS])
    return [one for one in found if one]
