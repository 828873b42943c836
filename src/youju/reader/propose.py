"""Proposing where a figure of a report belongs: ledger, field, measure, and what goes together. Pure.

A proposal is never more than that. What is damaged, vague, a norm or a plan is left for a hand.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from youju.kernel.quantity import Quantity
from youju.ledgers.queries import Ledger
from youju.organisations.rules import PROFILE, ProfileItem

RECORDED_KINDS = frozenset({"done", "state", "result"})
INHERITED = "动作取自前文"  # the doubt that the rest of its sentence can settle
LEAST = 0.58  # below it there is no proposal
SURE = 0.8
SURE_READ = 0.7  # how sure the reading itself must be
KEPT_TOGETHER = 0.12  # what a ledger may be worse by to keep a sentence in one entry
# Units that say nothing of the thing counted: the words must tell.
COMMON_UNITS = frozenset(
    {"个", "次", "处", "人", "名", "人次", "件", "项", "家", "户", "份", "张", "元", "条", "平方米"}
)


# Words that name a thing only together with others: never enough to be sure.
GENERAL = frozenset(
    {"面积", "总面积", "建筑面积", "占地面积", "数量", "人数", "户数", "次数", "家数", "金额", "投资", "投入", "资金"}
    | {"投入资金", "投资", "长度", "单位", "检查单位", "名称", "人员", "活动", "内容", "培训", "现金", "学生"}
)  # fmt: skip
# What reports call what the catalogue knows under another word.
ALIASES = {
    "特困户": "困难家庭",
    "困难户": "困难家庭",
    "贫困户": "困难家庭",
    "救助": "慰问",
    "资助": "慰问",
    "看望": "慰问",
    "张贴标语": "宣传标语",
}
PROFILE_WORDS = {"住户": ProfileItem.HOUSEHOLDS, "单位": ProfileItem.UNITS}


class Way(StrEnum):
    """What becomes of a figure."""

    ENTRY = "entry"
    PROFILE = "profile"
    NEW = "new"  # a ledger that does not exist yet; `fresh` says what it would count
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it was read, as far as proposing needs it."""

    action: str
    object: str
    quantity: Quantity
    kind: str
    confidence: float
    doubts: tuple[str, ...]
    sentence: str
    heading: str
    sentence_at: int
    clause: str = ""
    negated: bool = False
    copied: bool = False

    @property
    def act_and_thing(self) -> str:
        return aliased(plain(self.action + self.object))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a figure would go. `group` numbers the entry it would share with its neighbours.

    Attributes:
        score: 0 to 1, how well the words fit.
        sure: May be confirmed with all the others at once.
        why: What makes it unsure, in the users' words.
        choices: Choice fields the measure asks for: kind → 集中培训.
    """

    way: Way = Way.NONE
    ledger: str = ""
    field: str = ""
    measure: str = ""
    profile: str = ""
    fresh: str = ""
    score: float = 0.0
    sure: bool = False
    group: int = 0
    why: tuple[str, ...] = ()
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Target:
    """One measure made from a number field, with all the words it may be known by."""

    ledger: Ledger
    field: str
    measure: str
    unit: str
    names: tuple[str, ...]
    field_names: tuple[str, ...]
    where: tuple[tuple[str, tuple[str, ...]], ...]


def plain(text: str) -> str:
    """Return the text without marks and particles that tell nothing."""
    return re.sub(r"[\s《》“”\"'‘’（）()、,，。的了]", "", text)


def aliased(text: str) -> str:
    """Return the text in the catalogue's words."""
    for said, known in ALIASES.items():
        text = text.replace(said, known)
    return text


def clause_of(sentence: str, at: int) -> str:
    """Return the part of a sentence between the marks around a place in it."""
    begin = max((sentence.rfind(mark, 0, at) for mark in ",，;；、。:："), default=-1) + 1
    ends = [end for mark in ",，;；。" if (end := sentence.find(mark, at)) >= 0]
    return sentence[begin : min(ends, default=len(sentence))]


def targets_of(ledgers: Iterable[Ledger]) -> list[_Target]:
    """Return every measure a figure can go into."""
    found = []
    for ledger in ledgers:
        for measure in ledger.measures:
            counted = ledger.field(measure.of)
            if counted is None or not counted.is_number:
                continue
            found.append(
                _Target(
                    ledger,
                    counted.key,
                    measure.key,
                    measure.unit,
                    tuple(plain(one) for one in (measure.name, *measure.words)),
                    tuple(plain(one) for one in (counted.label, *counted.words)),
                    measure.where,
                )
            )
    return found


def propose(facts: Sequence[Told], ledgers: Iterable[Ledger]) -> list[Proposal]:
    """Return one proposal for each fact, in the same order.

    Facts of one sentence that fit one ledger share an entry, as long as no field is needed twice.
    """
    known = list(ledgers)
    targets = targets_of(known)
    ranked = [_ranked(fact, targets) for fact in facts]
    chosen = _together(facts, ranked)
    proposals = [_proposal(fact, hit) for fact, hit in zip(facts, chosen, strict=True)]
    return _grouped(facts, proposals, known)


_Hit = tuple[float, _Target]


def _ranked(fact: Told, targets: Sequence[_Target]) -> list[_Hit]:
    """Return the measures the fact may go into, best first, each ledger once."""
    if why_not(fact) or profile_item(fact):
        return []
    best: dict[str, _Hit] = {}
    for target in targets:
        if fact.quantity.to(target.unit) is None:
            continue
        score = _score(fact, target)
        held = best.get(target.ledger.code)
        if score >= LEAST and (held is None or score > held[0]):
            best[target.ledger.code] = (score, target)
    return sorted(best.values(), key=lambda hit: (-hit[0], hit[1].ledger.code))


def why_not(fact: Told) -> str:
    """Return why a figure is not to be recorded without a hand, or ""."""
    if fact.kind not in RECORDED_KINDS:
        return {
            "norm": _("这是要求或标准，不是做过的事"),
            "target": _("这是打算，还没有做"),
            "vague": _("没有说出数量"),
        }.get(fact.kind, _("看不出是不是做过的事"))
    if fact.quantity.value is None:
        return _("数字残缺，要照原件补上")
    if fact.quantity.per:
        return _("这是“%(per)s”的数，不是总数") % {"per": fact.quantity.per}
    if fact.negated:
        return _("这是“没有发生”，不记数")
    return ""


def _score(fact: Told, target: _Target) -> float:
    thing, whole = aliased(plain(fact.object)), fact.act_and_thing
    score = max((_fit(name, thing, whole) for name in target.names), default=0.0)
    by_field = max((_fit(name, thing, whole) for name in target.field_names), default=0.0)
    if by_field > score and not _mentions(fact.sentence, target):
        by_field = 0.0
    score = max(score, by_field * 0.95, _near(fact, target))
    if target.unit not in COMMON_UNITS and fact.quantity.unit == target.unit:
        score += 0.06
    if fact.action and any(plain(fact.action) in name for name in target.names):
        score += 0.06
    if any(word in fact.heading for word in _themes(target.ledger)):
        score += 0.04
    if fact.quantity.unit != target.unit:
        score -= 0.05
    asked = [value for _key, values in target.where for value in values]
    if asked and not any(one in fact.sentence for one in asked):
        score -= 0.08
    if target.ledger.asset and fact.kind == "state":
        score += 0.05
    return min(score, 1.0)


def _mentions(sentence: str, target: _Target) -> bool:
    """Return whether the sentence speaks of what the ledger holds, so that a bare 面积 is its."""
    bare = plain(sentence)
    words = (target.ledger.label, *target.names)
    return any(word[:2] in bare for word in words if word not in GENERAL)


def _near(fact: Told, target: _Target) -> float:
    """Return what a name in the same clause is worth where act and thing were read otherwise."""
    clause = plain(fact.clause)
    found = (name for name in target.names if len(name) >= 3 and name not in GENERAL)
    return 0.66 if any(name in clause for name in found) else 0.0


def _fit(name: str, thing: str, whole: str) -> float:
    """Return how well a name of a measure fits an act and its thing."""
    if thing in GENERAL and name not in whole:
        return 0.0
    if name in GENERAL:
        return 0.62 if name in (whole, thing) or whole.startswith(name) else 0.0
    return _fit_named(name, thing, whole)


def _fit_named(name: str, thing: str, whole: str) -> float:
    if not name or not whole:
        return 0.0
    if name in (whole, thing):
        return 0.95
    if len(name) >= 2 and whole.endswith(name):
        return 0.9
    if len(name) >= 2 and name in whole:
        return 0.72 + 0.16 * min(1.0, len(name) / len(whole) + 0.2)
    if len(thing) >= 2 and name.endswith(thing):
        return 0.84
    if len(thing) >= 2 and thing in name:
        return 0.74
    return fuzz.ratio(name, whole) / 100 * 0.85


_THEMES = {
    "组织领导": ("组织", "领导", "机制", "制度"),
    "宣传教育": ("宣传", "教育", "氛围"),
    "环境卫生": ("环境", "卫生", "整治", "志愿"),
    "设施建设": ("设施", "建设", "改造", "投入"),
    "关爱帮扶": ("关爱", "帮扶", "困难", "实事"),
    "活动培训": ("活动", "培训", "部署", "教育"),
    "市场监管": ("市场", "执法", "监管"),
    "志愿服务": ("志愿",),
}


def _themes(ledger: Ledger) -> tuple[str, ...]:
    return _THEMES.get(ledger.module, ())


def _together(facts: Sequence[Told], ranked: Sequence[list[_Hit]]) -> list[_Hit | None]:
    """Choose one ledger per figure; within a sentence prefer the one most figures fit."""
    by_sentence: dict[int, list[int]] = {}
    for place, fact in enumerate(facts):
        by_sentence.setdefault(fact.sentence_at, []).append(place)
    chosen: list[_Hit | None] = [hits[0] if hits else None for hits in ranked]
    for places in by_sentence.values():
        weight: dict[str, float] = {}
        for place in places:
            for score, target in ranked[place]:
                weight[target.ledger.code] = weight.get(target.ledger.code, 0.0) + score
        for place in places:
            hits = ranked[place]
            near = [hit for hit in hits if hit[0] >= hits[0][0] - KEPT_TOGETHER]
            if near:
                chosen[place] = max(near, key=lambda hit: (weight[hit[1].ledger.code], hit[0]))
    return chosen


def _proposal(fact: Told, hit: _Hit | None) -> Proposal:
    if hit is None:
        return _without_ledger(fact)
    score, target = hit
    choices = {key: _choice(fact, values) for key, values in target.where}
    found = Proposal(
        Way.ENTRY,
        target.ledger.code,
        target.field,
        target.measure,
        score=round(score, 2),
        choices=choices,
    )
    return replace(found, why=_whys(fact, score, target.ledger))


def _choice(fact: Told, values: Sequence[str]) -> str:
    return next((one for one in values if one in fact.sentence), values[-1])


def _whys(fact: Told, score: float, ledger: Ledger) -> tuple[str, ...]:
    found = list(fact.doubts)
    if not ledger.any_period:
        found.append(_("%(label)s要填到日") % {"label": ledger.when_label})
    if score < SURE:
        found.append(_("台账是按近似的词找的"))
    if fact.confidence < SURE_READ and not fact.doubts:
        found.append(_("句子结构不常见，读得没有把握"))
    if fact.copied:
        found.append(_("与另一篇相同，默认不再记"))
    return tuple(found)


def _without_ledger(fact: Told) -> Proposal:
    """Propose the profile for a figure of it; else nothing, and say why."""
    reason = why_not(fact)
    if reason:
        return Proposal(why=(reason, *fact.doubts))
    item = profile_item(fact)
    if item is not None:
        return Proposal(
            Way.PROFILE, profile=item.value, score=0.7, why=(_("概况数要核对统计日期"),)
        )
    whys = (_("没有合适的台账"), *fact.doubts)
    named = plain(fact.object)
    if not named or not fact.quantity.unit or fact.quantity.unit == "%":
        return Proposal(why=whys)
    fresh = f"{plain(fact.action)}{named}"[:20]
    return Proposal(Way.NEW, fresh=f"{fresh}（{fact.quantity.unit}）", why=whys)


def profile_item(fact: Told) -> ProfileItem | None:
    """Return the figure of the unit's profile it tells, or None."""
    thing = plain(fact.object) or plain(fact.action)
    unit = "人" if fact.quantity.unit == "名" else fact.quantity.unit
    if fact.kind != "state" or not thing:
        return None
    if thing.endswith("面积") and unit == "平方米":
        return ProfileItem.OFFICE_AREA if "办公" in fact.sentence else None
    for item, kind in PROFILE.items():
        names = (kind.label, *kind.words)
        same = replace(fact.quantity, unit=unit).to(kind.unit) is not None
        if same and any(thing == name or thing.endswith(name) for name in names):
            return item
        short = PROFILE_WORDS.get(thing[-2:]) if len(thing) <= 3 else None
        if short is item and same:
            return item
    return None


def _grouped(
    facts: Sequence[Told], proposals: Sequence[Proposal], ledgers: Sequence[Ledger]
) -> list[Proposal]:
    """Number the entries the figures would share, and settle which are sure."""
    number = 0
    by_day = {ledger.code for ledger in ledgers if not ledger.any_period}
    open_groups: dict[tuple[int, str], list[tuple[int, set[str], dict[str, str]]]] = {}
    out = []
    for fact, proposal in zip(facts, proposals, strict=True):
        if proposal.way in (Way.NONE, Way.NEW):
            out.append(proposal)
            continue
        groups = open_groups.setdefault((fact.sentence_at, proposal.ledger), [])
        group = next((g for g in groups if _joins(proposal, g[1], g[2])), None)
        if group is None or proposal.way is Way.PROFILE:
            number += 1
            group = (number, set(), {})
            groups.append(group)
        group[1].add(proposal.field)
        group[2].update(proposal.choices)
        out.append(replace(proposal, group=group[0]))
    alone = {group.group for group in out if group.way is Way.ENTRY}
    counts = {one: sum(1 for p in out if p.group == one) for one in alone}
    return [
        replace(p, sure=p.ledger not in by_day and _is_sure(fact, p, counts.get(p.group, 0) > 1))
        for fact, p in zip(facts, out, strict=True)
    ]


def _joins(proposal: Proposal, fields: set[str], choices: Mapping[str, str]) -> bool:
    same = all(choices.get(key, value) == value for key, value in proposal.choices.items())
    return proposal.field not in fields and same


def _is_sure(fact: Told, proposal: Proposal, in_company: bool) -> bool:
    """Return whether a figure may be confirmed unseen. One whose act was taken from the words
    before is sure only in the company of the others of that act."""
    if proposal.way is not Way.ENTRY or fact.copied or proposal.score < SURE:
        return False
    doubts = set(fact.doubts)
    if doubts == {INHERITED} and in_company:
        return True
    return not doubts and fact.confidence >= SURE_READ
