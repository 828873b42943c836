"""What the pages of duties show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.queries import trail_of
from youju.audit.registry import label_of
from youju.kernel.text import normalised, pinyin_of
from youju.kernel.words import Words
from youju.organisations.queries import May, Membership, Unit
from youju.standards import queries
from youju.standards.duties_measures import DUTY
from youju.standards.models import Duty, Edition, Item, Standing
from youju.standards.rules.outcome import State
from youju.standards.rules.standings import unpack
from youju.standards.shown_score import STATES

SHOWS = Words({"unowned": "没有责任单位", "waiting": "待确认", "back": "已退回", "late": "逾期"})


@dataclass(slots=True)
class Row:
    """One line of the tree with who answers for it."""

    item: Item
    indent: int
    lead: Duty | None = None
    others: list[Duty] = field(default_factory=list)
    hint: str = ""
    late: bool = False
    ticked: bool = False

    @property
    def duties(self) -> list[Duty]:
        return [self.lead, *self.others] if self.lead else self.others

    def is_in(self, show: str) -> bool:
        """Return whether the line belongs to what is asked for."""
        states = {one.state for one in self.duties}
        return {
            "unowned": self.lead is None,
            "waiting": Duty.State.PROPOSED in states,
            "back": Duty.State.HANDED_BACK in states,
            "late": self.late,
        }.get(show, True)


def may_split(member: Membership, edition: Edition) -> bool:
    """Return whether the member splits this edition."""
    at_top = member.unit_id == member.root_id and edition.state != Edition.State.CLOSED
    return member.may(May.ORGANISE) and at_top


def split_page(
    member: Membership, edition: Edition, given: Mapping[str, str], ticked: Iterable[int] = ()
) -> dict[str, Any]:
    """Return the tree of an edition with who answers for each line, as far as it was asked for."""
    rows = _rows(member, edition, set(ticked))
    leaves = [one for one in rows if one.item.leaf]
    show = given.get("show", "") if given.get("show", "") in SHOWS else ""
    text, hint = normalised(given.get("q", ""))[:60].lower(), given.get("hint", "")[:40]
    kept = {
        one.item.pk
        for one in leaves
        if one.ticked
        or (one.is_in(show) and (not hint or one.hint == hint) and _says(one.item, text))
    }
    shown = _with_branches(rows, kept) if show or text or hint else rows
    hints = Counter(one.hint for one in leaves if one.hint)
    return {
        "edition": edition,
        "rows": shown,
        "counts": {
            "leaves": len(kept) if shown is not rows else len(leaves),
            "all": len(leaves),
            "owned": sum(one.lead is not None for one in leaves),
            "accepted": sum(one.lead is not None and one.lead.state == "accepted" for one in leaves),
        },
        "chips": _chips(leaves, show, text, hint, edition),
        "hints": sorted(hints.items(), key=lambda one: (-one[1], one[0])),
        "hint": hint,
        "q": text,
        "show": show,
        "may_split": may_split(member, edition),
    }  # fmt: skip


def _rows(member: Membership, edition: Edition, ticked: set[int]) -> list[Row]:
    duties: defaultdict[int, list[Duty]] = defaultdict(list)
    for one in queries.duties_of_edition(member, edition):
        duties[one.item_id].append(one)
    passed = {code for code, state in states_at_root(edition).items() if state is State.PASS}
    today = timezone.localdate()
    rows = []
    for item in queries.items_of(edition):
        row = Row(item, min(item.depth, 6), hint=str(item.spec.get("duty", "")))
        for one in duties[item.pk]:
            if one.side == Duty.Side.LEAD:
                row.lead = one
            else:
                row.others.append(one)
        row.late = item.code not in passed and any(one.late(today) for one in duties[item.pk])
        row.ticked = item.pk in ticked
        rows.append(row)
    return rows


def states_at_root(edition: Edition) -> dict[str, State]:
    """Return how each item stands at the top unit on the newest day, for the room's own pages."""
    rows = Standing.objects.filter(edition=edition, unit=edition.unit_id)
    newest = rows.order_by("-day", "-pk").values_list("results", flat=True).first() or {}
    return {code: unpack(row).state for code, row in newest.get("o", {}).items()}


def _says(item: Item, text: str) -> bool:
    said = normalised(f"{item.code} {item.text} {item.standard}").lower()
    return not text or text in said or text in item.pinyin


def _with_branches(rows: Sequence[Row], kept: set[int]) -> list[Row]:
    """Return the lines kept and the branches they stand on."""
    parents = {one.item.pk: one.item.parent_id for one in rows}
    keep: set[int] = set()
    for pk in kept:
        at: int | None = pk
        while at is not None and at not in keep:
            keep.add(at)
            at = parents[at]
    return [one for one in rows if one.item.pk in keep]


def _chips(
    leaves: Sequence[Row], show: str, text: str, hint: str, edition: Edition
) -> list[dict[str, Any]]:
    held = {"edition": edition.pk, "q": text, "hint": hint}
    kept = {key: value for key, value in held.items() if value}
    chips = [
        {"text": _("全部"), "url": f"?{urlencode(kept)}", "current": not show, "count": len(leaves)}
    ]
    for code, label in SHOWS.items():
        count = sum(one.is_in(code) for one in leaves)
        url = f"?{urlencode(kept | {'show': code})}"
        chips.append({"text": label, "url": url, "current": show == code, "count": count})
    return chips


def unit_page(
    member: Membership, edition: Edition, unit: Unit, ticked: Iterable[int] = ()
) -> dict[str, Any]:
    """Return what a unit answers for by an edition, and what the reader may do about it."""
    duties = list(queries.duties_of_unit(member, edition, unit))
    states = states_at_root(edition)
    shown = member.unit.covers(unit)
    marked, today = set(ticked), timezone.localdate()
    own = member.unit_id == unit.pk and member.may(May.ARRANGE)
    rows = [
        {
            "duty": one,
            "state": STATES.get(states.get(one.item.code, State.UNKNOWN)) if shown else None,
            "late": one.late(today) and states.get(one.item.code) is not State.PASS,
            "ticked": one.pk in marked,
        }
        for one in duties
    ]
    return {
        "edition": edition,
        "unit": unit,
        "rows": rows,
        "load": queries.load_of_duties(duties),
        "counts": counts_of(duties),
        "late": sum(one["late"] for one in rows),
        "points": sum((one.item.weight for one in duties if one.side == "lead"), Decimal(0)),
        "own": own and edition.state != Edition.State.CLOSED,
        "may_remind": may_split(member, edition) and bool(duties),
        "paper_urls": paper_urls(edition, unit) if shown and duties else {},
        "shown": shown,
    }


def paper_urls(edition: Edition, unit: Unit) -> dict[str, str]:
    """Return where a unit's duties are printed, by kind of file."""
    at = [edition.pk, unit.pk]
    return {
        "word": reverse("documents:duty_word", args=at),
        "pdf": reverse("documents:duty_pdf", args=at),
    }


def counts_of(duties: Iterable[Duty]) -> dict[str, int]:
    """Return how many duties wait, are accepted, came back."""
    found = Counter(one.state for one in duties)
    return {state.value: found[state] for state in Duty.State}


def units_page(member: Membership, edition: Edition) -> dict[str, Any]:
    """Return each unit with its load and how it answered; and the sums."""
    by_unit: defaultdict[int, list[Duty]] = defaultdict(list)
    for one in queries.duties_of_edition(member, edition).select_related("item", "unit"):
        by_unit[one.unit_id].append(one)
    states, today = states_at_root(edition), timezone.localdate()
    rows = [_unit_row(duties, states, today) for duties in by_unit.values()]
    rows.sort(key=lambda one: pinyin_of(one["unit"].short_name))
    every = [one for duties in by_unit.values() for one in duties]
    return {
        "edition": edition,
        "rows": rows,
        "total": _unit_row(every, states, today) if every else None,
        "may_split": may_split(member, edition),
        "waiting": [one.pk for one in every if one.state == Duty.State.PROPOSED],
    }


def _unit_row(duties: Sequence[Duty], states: Mapping[str, State], today: date) -> dict[str, Any]:
    counts, leads = counts_of(duties), [one for one in duties if one.side == "lead"]
    return {
        "unit": duties[0].unit,
        "load": queries.load_of_duties(duties),
        "support": len(duties) - len(leads),
        "points": sum((one.item.weight for one in leads), Decimal(0)),
        "counts": counts,
        "rate": round(100 * counts["accepted"] / len(duties)),
        "late": sum(
            one.late(today) and states.get(one.item.code) is not State.PASS for one in duties
        ),
    }


def duty_page(member: Membership, duty: Duty) -> dict[str, Any]:
    """Return one duty: what is asked, of whom, how far it is, and what may be done."""
    today = timezone.localdate()
    edition = duty.item.edition
    splits = may_split(member, edition)
    own = member.unit_id == duty.unit_id and member.may(May.ARRANGE)
    late = duty.late(today)
    if late:
        late = states_at_root(edition).get(duty.item.code) is not State.PASS
    held, open_ = duty.state != Duty.State.ENDED, edition.state != Edition.State.CLOSED
    return {
        "duty": duty,
        "item": duty.item,
        "edition": edition,
        "late": late,
        "facts": _facts(duty),
        "others": list(queries.duties_of_item(member, duty.item).exclude(pk=duty.pk)),
        "events": events_of(duty),
        "may_accept": own and open_ and duty.state in (Duty.State.PROPOSED, Duty.State.HANDED_BACK),
        "may_hand_back": own and open_ and duty.state == Duty.State.PROPOSED,
        "may_place": held and open_ and member.may_at(May.ARRANGE, duty.unit),
        "may_insist": splits and duty.state == Duty.State.HANDED_BACK,
        "may_reassign": splits and duty.state in (Duty.State.HANDED_BACK, Duty.State.PROPOSED),
        "may_remind": splits and duty.state in (Duty.State.PROPOSED, Duty.State.ACCEPTED),
        "may_end": splits and held,
    }


def _facts(duty: Duty) -> list[tuple[str, Any]]:
    kept = duty.state == Duty.State.ACCEPTED
    why = _("维持理由") if kept else _("退回或解除原因")
    told = [
        (_("责任单位"), duty.unit.name),
        (_("分工"), duty.get_side_display()),
        (_("责任人"), duty.person.name if duty.person else ""),
        (_("科室"), duty.section),
        (_("期限"), f"{duty.due:%Y-%m-%d}" if duty.due else ""),
        (_("分值"), f"{duty.item.weight.normalize():f}"),
        (_("类别"), duty.item.get_kind_display()),
        (_("最近提醒"), f"{duty.reminded_on:%Y-%m-%d}" if duty.reminded_on else ""),
        (why, duty.reason),
    ]
    always = (_("责任人"), _("科室"), _("期限"))
    return [(name, value) for name, value in told if value or name in always]


def events_of(duty: Duty) -> list[dict[str, Any]]:
    """Return what happened to a duty, newest first."""
    told = [
        {"at": one.at, "what": label_of(one.act), "who": one.actor_label, "text": one.detail.get("reason", "")}
        for one in trail_of(duty.root_id, DUTY, duty.pk)[:20]
        if one.outcome == "done"
    ]  # fmt: skip
    first = {"at": duty.given_at, "what": _("分给本单位"), "who": duty.given_by_label, "text": ""}
    told.append(first)
    return sorted(told, key=lambda one: one["at"], reverse=True)
