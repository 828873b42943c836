"""What the pages of an edition and of an item show."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from youju.kernel.text import normalised
from youju.kernel.words import Words, joined, listed
from youju.organisations.queries import Membership
from youju.patrols.queries import kinds
from youju.standards import words
from youju.standards.editions import spec_of
from youju.standards.models import Duty, Edition, Item
from youju.standards.queries import duties_of_edition, editions_visible_to, items_of
from youju.standards.rules.scoring import KINDS
from youju.standards.rules_said import said
from youju.standards.spec import ItemSpec, ProofKind, ProofSpec, Sampling

WITHOUT = Words({"proof": "没有自动佐证", "owner": "没有责任单位"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader of a tree asked for; empty for all."""

    text: str = ""
    method: str = ""
    kind: str = ""
    place: str = ""
    without: str = ""

    @property
    def any(self) -> bool:
        return any((self.text, self.method, self.kind, self.place, self.without))


def wanted_from(given: Any) -> Wanted:
    """Return what an address asks for; unknown words ask for nothing."""
    method, kind, without = (given.get(key, "") for key in ("method", "kind", "without"))
    return Wanted(
        normalised(given.get("q", ""))[:60].lower(),
        method if method in words.METHODS else "",
        kind if kind in words.KINDS else "",
        given.get("place", "")[:40],
        without if without in WITHOUT else "",
    )


@dataclass(slots=True)
class Row:
    """One line of the tree on the page."""

    item: Item
    points: Any
    methods: str
    lead: Duty | None = None
    others: int = 0
    proven: bool = True
    indent: int = 1


def is_proven(spec: ItemSpec) -> bool:
    """Return whether something beside a judgement proves the item."""
    return any(one.kind is not ProofKind.JUDGEMENT for one in spec.proofs)


def tree_rows(member: Membership, edition: Edition, wanted: Wanted) -> list[Row]:
    """Return the lines the reader asked for, and the branches they stand on."""
    specs = {one.code: one for one in spec_of(edition).items}
    duties: dict[int, list[Duty]] = {}
    for duty in duties_of_edition(member, edition):
        duties.setdefault(duty.item_id, []).append(duty)
    items = list(items_of(edition))
    weights = _weights(items)
    keep: set[int] = set()
    parents = {one.pk: one.parent_id for one in items}
    for one in items:
        if not wanted.any or _matches(one, specs[one.code], duties.get(one.pk, []), wanted):
            at: int | None = one.pk
            while at is not None and at not in keep:
                keep.add(at)
                at = parents[at]
    return [
        _row(one, specs[one.code], weights, duties.get(one.pk, []))
        for one in items
        if one.pk in keep
    ]


def _row(item: Item, spec: ItemSpec, weights: dict[int, Any], duties: list[Duty]) -> Row:
    lead = next((one for one in duties if one.side == Duty.Side.LEAD), None)
    methods = listed(words.METHODS[one] for one in spec.methods)
    proven = not item.leaf or is_proven(spec)
    others = len(duties) - (1 if lead else 0)
    return Row(item, weights[item.pk], methods, lead, others, proven, indent=min(item.depth, 6))


def _weights(items: list[Item]) -> dict[int, Any]:
    """Return the points of each line; a branch has what its leaves have."""
    found = {one.pk: one.weight if one.leaf else 0 for one in items}
    for one in reversed(items):
        if one.parent_id:
            found[one.parent_id] += found[one.pk]
    return found


def _matches(item: Item, spec: ItemSpec, duties: list[Duty], wanted: Wanted) -> bool:
    if wanted.text and not _says(item, spec, wanted.text):
        return False
    if not item.leaf and (wanted.method or wanted.kind or wanted.place or wanted.without):
        return False
    lead = any(one.side == Duty.Side.LEAD for one in duties)
    return (
        (not wanted.method or wanted.method in spec.methods)
        and (not wanted.kind or wanted.kind == item.kind)
        and (not wanted.place or wanted.place in places_of_item(spec))
        and (wanted.without != "proof" or not is_proven(spec))
        and (wanted.without != "owner" or not lead)
    )


def _says(item: Item, spec: ItemSpec, text: str) -> bool:
    said = normalised(f"{item.code} {item.text} {item.standard} {' '.join(spec.aliases)}").lower()
    return text in said or text in item.pinyin


def places_of_item(spec: ItemSpec) -> set[str]:
    """Return the kinds of places an item is looked at, by itself or by what proves it."""
    found = set(spec.places)
    for one in spec.proofs:
        places = one.given.get("places")
        found |= {str(place) for place in places} if isinstance(places, list) else set()
    return found


def edition_rows(editions: list[Edition]) -> list[dict[str, Any]]:
    """Return the editions with how many lines each has and how many of them somebody leads."""
    counted = Item.objects.filter(edition__in=editions, leaf=True).values_list("edition")
    leaves = dict(counted.annotate(Count("pk")))
    led = Duty.objects.filter(item__edition__in=editions, side=Duty.Side.LEAD, item__leaf=True)
    led = led.exclude(state=Duty.State.ENDED)
    owned = dict(led.values_list("item__edition").annotate(Count("pk")))
    order = list(Edition.State)
    ordered = sorted(
        editions,
        key=lambda one: (order.index(Edition.State(one.state)) != 1, one.state == "closed"),
    )
    return [
        {
            "edition": one,
            "level": words.LEVELS.get(one.level, one.level),
            "leaves": leaves.get(one.pk, 0),
            "owned": owned.get(one.pk, 0),
            "pill": {"current": "ok", "draft": "due"}.get(one.state, ""),
        }
        for one in ordered
    ]


def in_force_beside(member: Membership, edition: Edition) -> Edition | None:
    """Return the edition that goes out of force when this one comes into it."""
    rows = editions_visible_to(member).filter(level=edition.level, state=Edition.State.CURRENT)
    return rows.exclude(pk=edition.pk).first()


def counts_of(rows: list[Row]) -> dict[str, Any]:
    """Return the totals of what is shown: lines, points, what is missing."""
    leaves = [one for one in rows if one.item.leaf]
    return {
        "leaves": len(leaves),
        "points": sum((one.item.weight for one in leaves), Decimal(0)),
        "unproven": sum(not one.proven for one in leaves),
        "unowned": sum(one.lead is None for one in leaves),
    }


def places_in(edition: Edition) -> list[tuple[str, str]]:
    """Return the kinds of places an edition looks at, to filter by."""
    held = {code for one in spec_of(edition).items for code in places_of_item(one)}
    return [(code, label) for code, label in place_names().items() if code in held]


def filters(wanted: Wanted) -> list[dict[str, Any]]:
    """Return the filters of the tree as chips: all, kinds, methods, what is missing."""
    chips: list[dict[str, Any]] = [{"text": _("全部"), "url": "?", "current": not wanted.any}]
    groups = (("kind", words.KINDS), ("method", words.METHODS), ("without", WITHOUT))
    held = {"kind": wanted.kind, "method": wanted.method, "without": wanted.without}
    for name, labels in groups:
        for code, label in labels.items():
            current = held[name] == code
            address = {key: value for key, value in held.items() if value and key != name}
            address |= {"q": wanted.text} if wanted.text else {}
            address |= {"place": wanted.place} if wanted.place else {}
            if not current:
                address[name] = code
            chips.append({"text": label, "url": f"?{urlencode(address)}", "current": current})
    return chips


def place_names() -> dict[str, str]:
    """Return the kinds of places by code."""
    return {one.code: one.label for one in kinds()}


def item_page(member: Membership, item: Item) -> dict[str, Any]:
    """Return what the page of an item shows, beside its duties."""
    spec = next(one for one in spec_of(item.edition).items if one.code == item.code)
    names = place_names()
    below = list(items_of(item.edition).filter(parent=item))
    return {
        "item": item,
        "edition": item.edition,
        "facts": _facts(item, spec, names),
        "rule": rule_words(spec) if item.leaf else "",
        "proofs": [proof_words(one, names) for one in spec.proofs],
        "proven": is_proven(spec),
        "fix": spec.fix,
        "below": below,
        "standing_url": fragment("standards:item_standing", item.pk) if item.leaf else "",
        "dossier_url": fragment("documents:item_dossier", item.pk) if item.leaf else "",
    }


def fragment(name: str, pk: int) -> str:
    """Return the address of a fragment another room part provides, "" where it is not there."""
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""


def _facts(item: Item, spec: ItemSpec, names: dict[str, str]) -> list[tuple[str, str]]:
    told = [
        (_("编号"), item.code),
        (_("类别"), item.get_kind_display()),
        (_("测评方法"), listed(words.METHODS[one] for one in spec.methods)),
        (_("分值"), f"{item.weight.normalize():f}" if item.leaf else ""),
        (_("要求"), spec.required),
        (_("适用单位"), listed(words.UNITS[one] for one in spec.applies) or _("所有单位")),
        (_("点位"), listed(names.get(one, one) for one in spec.places)),
        (_("抽样"), sampling_words(spec.sampling, names) if spec.sampling else ""),
        (_("缺项"), words.ABSENT[spec.absent or item.edition.head["absent"]]),
        (_("通常由谁负责"), spec.duty),
        (_("其他编号"), listed(spec.aliases)),
    ]
    kept = (_("编号"), _("类别"), _("适用单位"))
    leaf_only = (_("缺项"), _("适用单位"), _("类别"))
    return [
        (name, value)
        for name, value in told
        if (value or name in kept) and (item.leaf or name not in leaf_only)
    ]


def rule_words(spec: ItemSpec) -> str:
    """Return the rule as one reads it: 分档。按数值分档：A ≥95 得 100%，B ≥80 得 70%。"""
    return f"{KINDS[spec.rule.kind].label}。{said(spec.rule)}。" if spec.rule else ""


def proof_words(proof: ProofSpec, names: dict[str, str]) -> dict[str, str]:
    """Return what proves an item: the kind, and the rest in a line."""
    labels = {
        "measure": _("统计项"), "per": _("除以"), "places": _("点位"), "checks": _("检查项"), "days": _("天数内"),
        "rate": _("指标"), "audience": _("对象"), "kinds": _("种类"), "sources": _("来源"), "at_least": _("至少"),
        "period": _("时段"), "months": _("月数"), "times": _("乘以"),
    }  # fmt: skip
    parts = []
    for key, value in proof.given.items():
        if value in ("", [], None):
            continue
        shown = value if isinstance(value, list) else [value]
        parts.append(
            f"{labels.get(key, key)} {'、'.join(names.get(str(v), str(v)) for v in shown)}"
        )
    named = "" if proof.name == "main" else f"（{proof.name}）"
    return {"kind": f"{words.PROOFS[proof.kind]}{named}", "text": joined(parts)}


def sampling_words(sampling: Sampling, names: dict[str, str]) -> str:
    """Return 每个社区抽 2 个背街小巷，每个看 500米."""
    what = _("户") if sampling.of == "household" else names.get(sampling.of, sampling.of)
    per = _("每个%(unit)s") % {"unit": words.UNITS[sampling.per]} if sampling.per else ""
    said = _("%(per)s抽 %(n)s 个%(what)s") % {"per": per, "n": sampling.number, "what": what}
    if sampling.each:
        said += _("，每个查 %(n)s") % {"n": sampling.each}
    return said + (f"，{sampling.span}" if sampling.span else "")
