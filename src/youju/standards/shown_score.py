"""What the score page shows: the range, what was lost and how to win it back, the tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from youju.organisations.queries import May, Membership, Unit
from youju.standards import queries
from youju.standards.models import Edition, Item, Remedy
from youju.standards.queries import Stood
from youju.standards.queries.standing import item_specs
from youju.standards.remedied import done_on
from youju.standards.rules.losses import Loss, by_cause
from youju.standards.rules.outcome import State
from youju.standards.rules.tree import Whole

STATES = {
    State.PASS: (_("达标"), ""),
    State.PART: (_("部分得分"), "due"),
    State.FAIL: (_("不达标"), "due"),
    State.UNKNOWN: (_("未查，按均值"), ""),
    State.ABSENT: (_("缺项"), ""),
}
CAUSES = {
    "place": "点位问题",
    "evidence": "缺佐证",
    "figure": "数据不够",
    "survey": "问卷",
    "cases": "问题办理",
    "judged": "人工评定",
    "unseen": "没有查",
    "absent": "缺项",
}
BY = {"item": "指标", "place": "地点", "cause": "原因"}
SORTS = {"effort": "省力", "points": "失分"}
SHOWN = 60
MOST_FIXED = 300
WIDTH, LEFT, RIGHT = 700, 20, 680
TENTH = Decimal("0.1")


@dataclass(slots=True)
class Lost:
    """One line of what was lost: the gaps of an item, a place or a cause."""

    key: str
    label: str
    url: str = ""
    code: str = ""
    item_id: int = 0
    gaps: list[Loss] = field(default_factory=list)
    remedies: list[tuple[Remedy, bool]] = field(default_factory=list)
    checked: bool = False
    fix: str = ""

    @property
    def value(self) -> str:
        """What the check box sends: each gap as code:index."""
        return ",".join(f"{one.code}:{one.gap}" for one in self.gaps)

    @property
    def points(self) -> Decimal:
        return sum((one.points for one in self.gaps), Decimal(0))

    @property
    def effort(self) -> Decimal:
        return sum((one.effort for one in self.gaps), Decimal(0))

    @property
    def per_day(self) -> Decimal:
        return self.points / self.effort if self.effort else self.points

    @property
    def texts(self) -> str:
        """What is missing, and where, in a line."""
        told = [f"{one.place}：{one.text}" if one.place else one.text for one in self.gaps[:3]]
        more = _("等 %s 处") % len(self.gaps) if len(self.gaps) > 3 else ""
        return "；".join(text for text in told if text) + more

    @property
    def unseen(self) -> bool:
        return all(one.cause == "unseen" for one in self.gaps)


def fixed_from(given: Iterable[str]) -> list[tuple[str, int]]:
    """Return the gaps that check boxes name; what makes no sense is passed over."""
    found: list[tuple[str, int]] = []
    for text in list(given)[:MOST_FIXED]:
        for one in text.split(",")[:MOST_FIXED]:
            code, _colon, number = one.rpartition(":")
            if code and number.isascii() and number.isdigit() and len(number) < 5:
                found.append((code[:40], int(number)))
    return list(dict.fromkeys(found))


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
    return _("范围来自 %s") % _("和").join(told) if told else _("全部指标都已查明")


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


def lost_rows(
    member: Membership, stood: Stood, by: str, sort: str, fixed: Collection[tuple[str, int]]
) -> list[Lost]:
    """Return what was lost, by item, place or cause, the easiest or the greatest first."""
    unit, edition = stood.standing.unit, stood.standing.edition
    specs, rows = item_specs(stood.spec), dict[str, Lost]()
    ids = dict(Item.objects.filter(edition=edition).values_list("code", "pk"))
    held = _held(member, edition, unit)
    for one in stood.losses:
        row = rows.setdefault(*_line(one, by, specs[one.code].text, ids.get(one.code)))
        row.gaps.append(one)
        row.fix = specs[one.code].fix
        row.remedies += held.get((one.code, one.place_id, one.text[:200]), [])
    chosen = set(fixed)
    for row in rows.values():
        row.checked = bool(chosen) and all((one.code, one.gap) in chosen for one in row.gaps)
    found = list(rows.values())
    if sort == "points":
        return sorted(found, key=lambda row: -row.points)
    return sorted(found, key=lambda row: -row.per_day)


def _line(one: Loss, by: str, text: str, item_id: int | None) -> tuple[str, Lost]:
    if by == "place" and one.place_id is not None:
        return f"p{one.place_id}", Lost(
            f"p{one.place_id}", one.place, reverse("patrols:place", args=[one.place_id])
        )
    if by == "place":
        return "p", Lost("p", _("不在哪一处"))
    if by == "cause":
        return one.cause, Lost(one.cause, CAUSES.get(one.cause, one.cause))
    url = reverse("standards:item", args=[item_id]) if item_id else ""
    return one.code, Lost(one.code, text, url, one.code, item_id or 0)


Held = dict[tuple[str, int | None, str], list[tuple[Remedy, bool]]]


def _held(member: Membership, edition: Edition, unit: Unit) -> Held:
    rows = queries.remedies_of(member, edition, unit)
    done = done_on(rows)
    found: Held = {}
    for one in rows:
        found.setdefault((one.item_code, one.place_id, one.text), []).append((one, one.pk in done))
    return found


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
        return STATES[line.state]
    if line.short:
        return _("差 %s 项") % line.short, ""
    return _("未查 %s 项") % line.unseen, ""


def causes(stood: Stood) -> list[tuple[str, Decimal]]:
    """Return the points lost by cause, in words."""
    found = by_cause(stood.losses, stood.whole)
    return [(CAUSES.get(cause, cause), points) for cause, points in found.items()]


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


def loss_sheet(rows: Sequence[Loss], stood: Stood) -> list[list[Any]]:
    """Return the losses as lines of a workbook."""
    specs = item_specs(stood.spec)
    return [
        [
            one.code,
            specs[one.code].text,
            one.place,
            one.text,
            CAUSES.get(one.cause, one.cause),
            float(round(one.points, 2)),
            float(one.effort),
            float(one.per_day),
            specs[one.code].fix,
            specs[one.code].duty,
        ]
        for one in rows
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
        "losses": lost[:SHOWN],
        "more": len(lost) - SHOWN,
        "by": by,
        "sort": sort,
        "by_names": BY,
        "sort_names": SORTS,
        "causes": causes(stood),
        "effort_all": sum(one.effort for one in lost),
        "loss_count": len(lost),
        "tree": rows,
        "chips": chips(counts, show or "all", kept),
        "show": show,
    }
