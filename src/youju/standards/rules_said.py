"""A scoring rule in words, as one reads it on a page: 按数值分档：A ≥95 得 100%，B ≥80 得 70%."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.words import joined
from youju.standards.spec import RuleSpec
from youju.standards.stored import as_json

Given = Mapping[str, Any]


def said(rule: RuleSpec | None) -> str:
    """Return a rule in words."""
    return _SAYINGS[rule.kind](as_json(rule.given)) if rule else ""


def _percent(share: object) -> str:
    try:
        return f"{(Decimal(str(share)) * 100).normalize():f}%"
    except InvalidOperation:
        return str(share)


def _levels(given: Given) -> str:
    each = [
        _("%(name)s %(at)s 得 %(share)s")
        % {"name": one["name"], "at": one["at"], "share": _percent(one["share"])}
        for one in given["levels"]
    ]
    listed = joined(each)
    if given.get("by") != "count":
        return _("按数值分档：%(levels)s") % {"levels": listed}
    return _("按达到的项数分档%(of)s：%(levels)s") % {"of": _of(given), "levels": listed} + _at(
        given
    )


def _of(given: Given) -> str:
    return _("（共 %(n)s 项）") % {"n": given["of"]} if given.get("of") else ""


def _at(given: Given) -> str:
    """Return when each of several counts as met."""
    at = given.get("at")
    if not isinstance(at, Mapping):
        return ""
    return "；" + joined(
        _("%(name)s %(at)s 算达到") % {"name": name, "at": one} for name, one in at.items()
    )


def _met(given: Given) -> str:
    points = given["points"].items()
    listed = joined(_("%(n)s 项 %(points)s 分") % {"n": n, "points": p} for n, p in points)
    return _("按达到的项数给分%(of)s：%(points)s") % {"of": _of(given), "points": listed} + _at(
        given
    )


def _conform(given: Given) -> str:
    each = given.get("each")
    how = _("逐条判断，按符合的比例得分") if each else _("逐条判断，全部符合才得分")
    return how + _at(given)


def _sample(given: Given) -> str:
    told = _("抽查 %(of)s 个，%(pass)s 个合格得满分") % {"of": given["of"], "pass": given["pass"]}
    less = _("，不够的按比例得分") if given.get("partial") else _("，不够的不得分")
    return told + less


def _deduct(given: Given) -> str:
    told = _("每缺一处扣 %(each)s 分") % {"each": given["each"]}
    if given.get("by") == "gaps":
        told = _("每有一个问题扣 %(each)s 分") % {"each": given["each"]}
    if "need" in given:
        told += _("，应有 %(need)s") % {"need": given["need"]}
    if "full" in given:
        told += _("，满分按 %(full)s 分计") % {"full": given["full"]}
    if "most" in given:
        return told + _("，最多扣 %(most)s 分") % {"most": given["most"]}
    return told + _("，扣完为止")


def _rate(given: Given) -> str:
    of = str(given.get("of", 100))
    return _("按百分比得分") if of == "100" else _("按占 %(of)s 的比例得分") % {"of": of}


def _threshold(given: Given) -> str:
    at = str(given["at"])
    at = at if at[0] in "≥≤><=＞＜＝" else f"≥{at}"
    less = _("达不到的按比例得分") if given.get("partial") else _("达不到的不得分")
    return _("达到 %(at)s 得满分，%(less)s") % {"at": at, "less": less}


def _blend(given: Given) -> str:
    parts = joined(
        _("%(name)s 占 %(part)s") % {"name": name, "part": part}
        for name, part in given["parts"].items()
    )
    return _("几项合成：%(parts)s") % {"parts": parts} + _at(given)


def _judged(given: Given) -> str:
    return _("由评定人给出得分比例，写明理由")


_SAYINGS: Mapping[str, Callable[[Given], str]] = {
    "levels": _levels,
    "met": _met,
    "conform": _conform,
    "sample": _sample,
    "deduct": _deduct,
    "rate": _rate,
    "threshold": _threshold,
    "blend": _blend,
    "judged": _judged,
}
