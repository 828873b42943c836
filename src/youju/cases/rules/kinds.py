"""What a kind of problem is: its place in the tree, its limit, whether photos are demanded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.cases.rules.states import Severity
from youju.kernel.refusal import Refused
from youju.kernel.words import Words

# `kernel.workcal.LimitUnit` as it is stored.
LIMIT_UNITS = Words(
    {
        "urgent_hour": "紧急工作时",
        "work_hour": "工作时",
        "work_day": "工作日",
    }
)


class Photos(StrEnum):
    """Which photos a kind demands."""

    NONE = "none"
    BEFORE = "before"
    BOTH = "both"


PHOTO_LABELS = Words(
    {
        Photos.NONE: "不要求照片",
        Photos.BEFORE: "须有整改前照片",
        Photos.BOTH: "须有整改前后照片",
    }
)
CODE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-.")


@dataclass(frozen=True, slots=True)
class KindSpec:
    """One kind of problem, as a catalogue or an office describes it.

    Attributes:
        code: Stable key, `rubbish-exposed`; unique among the kinds of a root.
        parent: Code of the kind above; "" for the first level.
        is_thing: 部件 (a thing that is there, and can be sound) rather than 事件.
        unit_kind: Kind of unit that usually answers for it (`organisations.rules.UnitKind`), "" unknown.
        unit_word: Part of the name of the unit that usually answers for it: 城管, 环卫.
        limit, limit_unit: Time to put it right.
        photos: Which photos are demanded: after-photos one to one with before-photos for BOTH.
        counter: Counting unit of its quantity: 处, 块.
    """

    code: str
    name: str
    parent: str = ""
    is_thing: bool = False
    unit_kind: str = ""
    unit_word: str = ""
    limit: int = 8
    limit_unit: str = "work_hour"
    severity: int = Severity.NORMAL
    photos: str = "both"
    counter: str = "处"
    words: tuple[str, ...] = ()


def check_kinds(specs: Sequence[KindSpec]) -> None:
    """Refuse a tree with a repeated code, a missing parent, a circle or an impossible limit."""
    by_code = {spec.code: spec for spec in specs}
    if len(by_code) < len(specs):
        raise Refused(_("问题类别的代码有重复，请改成各不相同。"), field="code")
    for spec in specs:
        check_kind(spec)
        if spec.parent and spec.parent not in by_code:
            raise Refused(_("“%(name)s”的上级类别不存在。") % {"name": spec.name}, field="parent")
        check_above(spec.code, spec.name, {one.code: one.parent for one in specs})


def check_kind(spec: KindSpec) -> None:
    """Refuse a kind that cannot be used."""
    if not spec.code or not set(spec.code) <= CODE:
        raise Refused(_("类别代码用小写字母、数字、点和横线。"), field="code")
    if not spec.name.strip():
        raise Refused(_("填类别名称。"), field="name")
    if spec.limit_unit not in LIMIT_UNITS or not 1 <= spec.limit <= 2000:
        raise Refused(_("时限为 1 至 2000，单位选紧急工作时、工作时或工作日。"), field="limit")
    if spec.severity not in set(Severity):
        raise Refused(_("严重程度选一般、较重或严重。"), field="severity")
    if spec.photos not in set(Photos):
        raise Refused(_("照片选不要求、整改前或整改前后。"), field="photos")


def check_above(code: str, name: str, parents: dict[str, str]) -> None:
    """Refuse a kind that would stand below itself."""
    seen, above = {code}, parents.get(code, "")
    while above:
        if above in seen:
            raise Refused(_("“%(name)s”不能放在它自己之下。") % {"name": name}, field="parent")
        seen.add(above)
        above = parents.get(above, "")


HAZARD_CLASS = "s05"  # 公共安全 in the shipped sample
HAZARD_WORDS = ("隐患", "消防")


def is_hazard(code: str, parent: str, name: str, words: Sequence[str]) -> bool:
    """Return whether a kind is a hazard to safety, fire or food: by its class, name or words."""
    if HAZARD_CLASS in (code, parent):
        return True
    return any(word in told for word in HAZARD_WORDS for told in (name, *words))
