"""The pages of the place 测评, in the order of its sub-navigation."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGES: tuple[tuple[str, str, str | Promise], ...] = (
    ("index", "standards:index", _("得分")),
    ("editions", "standards:editions", _("指标")),
    ("duties", "standards:duties", _("分工")),
    ("my_items", "standards:my_items", _("我的指标")),
    ("self_checks", "standards:self_checks", _("自查")),
    ("mock", "standards:mock", _("模拟测评")),
    ("board", "standards:board", _("倒排板")),
    ("surveys", "surveys:index", _("问卷")),
    ("dossiers", "documents:dossiers_start", _("档案")),
    ("years", "standards:years", _("历年指数")),
    ("negatives", "standards:negatives", _("负面清单")),
)


def tabs(current: str) -> list[dict[str, Any]]:
    """Return the pages that there are, with the one that is shown marked."""
    found = []
    for name, url_name, text in PAGES:
        try:
            found.append({"text": text, "url": reverse(url_name), "current": name == current})
        except NoReverseMatch:
            continue
    return found
