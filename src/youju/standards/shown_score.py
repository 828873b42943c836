"""What the score page shows: the range, what was lost and how to win it back, the tree."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.kernel.words import listed
from youju.organisations.queries import May, Membership
from youju.standards import queries
from youju.standards.models import Edition, Item
from youju.standards.queries import Stood
from youju.standards.rules.outcome import State
from youju.standards.rules.tree import Whole
from youju.standards.shown_losses import BY, SORTS, causes, fixed_from, lost_rows, past_winning

STATES = {
    State.PASS: (gettext_lazy("达标"), ""),
    State.PART: (gettext_lazy("部分得分"), "due"),
    State.FAIL: (gettext_lazy("不达标"), "due"),
    State.UNKNOWN: (gettext_lazy("未查，按均值"), ""),
    State.ABSENT: (gettext_lazy("缺项"), ""),
}
SHOWN = 30
MOST_SHOWN = 400
WIDTH, LEFT, RIGHT = 700, 20, 680
TENTH = Decimal("0.1")


def head(member: Membership, stood: Stood, fixed: Collection[tuple[str, int]]) -> dict[str, Any]:
    """Return the panel at the top: score, range and, with boxes ticked, what it would be."""
    known = {(one.code, one.gap): one for one in stood.losses}
    chosen = [known[key] for key in fixed if key in known]
    after = stood.if_fixed((one.code, one.gap) for one in chosen) if chosen else None
    told, unit, edition = stood.whole, stood.standing.unit, stood.standing.edition
    last = queries.last_check(member, edition, unit)
    widened = _widened(stood)
    return {
        "stood": stood,
        "told": told,
        "unit": unit,
        "over": told.score - stood.spec.passing,
        "under": stood.spec.passing - told.score,
        "low_under": stood.spec.passing - told.low,
        "after": after,
        "gain": after.score - told.score if after else None,
        "chosen": chosen,
        "effort": sum((one.effort for one in chosen), Decimal(0)),
        "last": last,
        "scale": scale(told, stood.spec.passing, after, last.score if last else None),
        "widened": widened,
        "may_record": member.may_at(May.RECORD, unit),
        "may_arrange": member.may_at(May.ARRANGE, unit),
        "barred": queries.barring(unit, stood.standing.day) if told.barred else [],
    }


def _widened(stood: Stood) -> str:
    """Return in words what makes the range wide."""
    unseen = sum(
        1 for one in stood.outcomes.values() if one.share is None and one.state is State.UNKNOWN
    )
    partly = [
        one
        for code, one in stood.outcomes.items()
        if one.share is not None and one.high > one.low and code in stood.whole.lines
    ]
    spread = sum(
        ((one.high - one.low) * stood.whole.lines[code].points for code, one in stood.outcomes.items() if one in partly),
        Decimal(0),
    )  # fmt: skip
    told = []
    if unseen:
        told.append(_("%s 项未查") % unseen)
    if partly:
        told.append(
            _("%(n)s 项没有查全或来自抽样（±%(half)s 分）")
            % {"n": len(partly), "half": f"{(spread / 2).quantize(TENTH):f}"}
        )
    return _("范围来自 %s") % listed(told) if told else _("全部指标都已查明")


def scale(
    told: Whole, passing: Decimal, after: Whole | None, last: Decimal | None
) -> dict[str, Any]:
    """Return where the marks of the picture stand, in its own units."""
    lowest = min(told.low, passing, *([last] if last is not None else []), told.score)
    full = told.full or Decimal(100)
    step = full / 10
    begin = max(((lowest - step / 3) / step).to_integral_value(ROUND_FLOOR) * step, Decimal(0))

    def at(points: Decimal) -> int:
        share = (points - begin) / (full - begin) if full > begin else Decimal(1)
        return LEFT + round((RIGHT - LEFT) * float(min(max(share, Decimal(0)), Decimal(1))))

    marks = int((full - begin) / step)
    every = 1 if marks <= 5 else 2
    return {
        "ticks": [(at(begin + step * n), begin + step * n) for n in range(0, marks + 1, every)],
        "low": at(told.low),
        "width": max(at(told.high) - at(told.low), 2),
        "score": at(told.score),
        "passing": at(passing),
        "after": at(after.score) if after else None,
        "last": at(last) if last is not None else None,
        "after_left": after is not None and at(after.score) > 560,
        "passing_left": at(passing) > 90,
    }


def tree_rows(
    stood: Stood, wanted: str, edition: Edition
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Return the lines of the tree, and how many leaves there are of each kind."""
    lines = stood.whole.lines
    depths, parents = {"": 0}, {}
    for item in stood.spec.items:
        depths[item.code] = depths[item.parent] + 1
        parents[item.code] = item.parent
    leaves = {code for code in stood.outcomes if code in lines}
    short = {code for code in leaves if lines[code].state in (State.PART, State.FAIL)}
    unseen = {code for code in leaves if lines[code].state is State.UNKNOWN}
    counts = {"all": len(leaves), "short": len(short), "unseen": len(unseen)}
    kept = {"short": short, "unseen": unseen}.get(wanted, leaves)
    shown = _with_parents(kept, parents)
    ids = dict(Item.objects.filter(edition=edition).values_list("code", "pk"))
    rows = [
        {
            "code": item.code,
            "text": item.text,
            "depth": min(depths[item.code], 4),
            "top": depths[item.code] == 1,
            "leaf": item.code in leaves,
            "line": lines[item.code],
            "pk": ids.get(item.code),
            "state": _state_words(lines[item.code], item.code in leaves),
        }
        for item in stood.spec.items
        if item.code in lines and item.code in shown
    ]
    return rows, counts


def _with_parents(codes: Collection[str], parents: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    for code in codes:
        at = code
        while at and at not in found:
            found.add(at)
            at = parents[at]
    return found


def _state_words(line: Any, leaf: bool) -> tuple[str, str]:
    """Return the words of a pill and its kind."""
    if leaf or not (line.short or line.unseen):
        word, kind = STATES[line.state]
        return str(word), kind
    if line.short:
        return _("差 %s 项") % line.short, ""
    return _("未查 %s 项") % line.unseen, ""


def chips(counts: Mapping[str, int], wanted: str, kept: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the filters of the tree."""
    named = (("all", _("全部")), ("short", _("不达标")), ("unseen", _("未查")))
    return [
        {
            "text": text,
            "count": counts[code],
            "url": "?" + urlencode({**kept, "show": code}) + "#tree",
            "current": code == wanted,
        }
        for code, text in named
    ]


def _choices(
    names: Mapping[str, str], key: str, kept: Mapping[str, str], current: str
) -> list[dict[str, Any]]:
    """Return the ways to list what was lost, each with its address."""
    return [
        {"text": text, "url": "?" + urlencode({**kept, key: code}), "current": code == current}
        for code, text in names.items()
    ]


def page(member: Membership, edition: Edition, stood: Stood, asked: Any) -> dict[str, Any]:
    """Return all that the score page shows, as the address asks for it."""
    by, sort, show = (asked.get(key, "") for key in ("by", "sort", "show"))
    by, sort = by if by in BY else "item", sort if sort in SORTS else "effort"
    show = show if show in ("short", "unseen") else ""
    unit = stood.standing.unit
    fixed = fixed_from(asked.getlist("gap"))
    kept = {"unit": unit.code or str(unit.pk), "edition": str(edition.pk), "by": by, "sort": sort}
    rows, counts = tree_rows(stood, show, edition)
    lost = lost_rows(member, stood, by, sort, fixed)
    return {
        "head": head(member, stood, fixed),
        "told": stood.whole,
        "unit": unit,
        "losses": lost[: MOST_SHOWN if asked.get("all") else SHOWN],
        "more": 0 if asked.get("all") else len(lost) - SHOWN,
        "all_url": "?" + urlencode({**kept, "all": "1"}) + "#lost",
        "by": by,
        "sort": sort,
        "groupings": _choices(BY, "by", kept, by),
        "orders": _choices(SORTS, "sort", kept, sort),
        "past": past_winning(stood),
        "causes": causes(stood),
        "effort_all": sum(one.effort for one in lost),
        "loss_count": len(lost),
        "tree": rows,
        "chips": chips(counts, show or "all", kept),
        "show": show,
    }
