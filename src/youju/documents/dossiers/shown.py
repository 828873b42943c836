"""What the pages of dossiers show, made from the rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from youju.documents import render
from youju.documents.dossiers import queries, rules, statement
from youju.documents.dossiers.actions.shared import KIND
from youju.documents.dossiers.rules import SLOT_NAMES, Slot
from youju.documents.models import Dossier, Piece
from youju.documents.trail import events_of
from youju.facts.queries import Measure, kind_named
from youju.kernel.periods import day_label
from youju.organisations.queries import May, Membership, Unit


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a statement, with the address of a number's trail; `typed`: by hand, leads nowhere."""

    text: str
    url: str = ""
    typed: bool = False


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece with what the checks say of it, and the page of its record."""

    piece: Piece
    findings: list[dict[str, Any]]
    source_url: str
    source_label: str
    thumb: str
    item_url: str


def trail_url(measure: Measure, unit: Unit, dossier: Dossier) -> str:
    """Return the trail of a figure for the dossier's unit and period."""
    key = unit.code or str(unit.pk)
    told = {"measure": measure.code, "unit": key, "period": dossier.period.code}
    return f"{reverse('facts:trail')}?{urlencode(told)}"


def runs_of(runs: list[render.Run], dossier: Dossier) -> list[Run]:
    found = []
    for one in runs:
        if not isinstance(one, render.Number):
            found.append(Run(one.text))
        elif one.typed or one.measure is None:
            found.append(Run(one.text, typed=True))
        else:
            found.append(Run(one.text, trail_url(one.measure, dossier.unit, dossier)))
    return found


def words_of(dossier: Dossier, text: str | None = None) -> list[tuple[str, list[list[Run]]]]:
    """Return the statement as headings with their paragraphs."""
    filled = statement.read(dossier, text)
    return [
        (one.heading, [runs_of(block.runs, dossier) for block in one.blocks if not block.left_out])
        for one in filled.sections
        if not one.empty
    ]


def _shown(piece: Piece, findings: dict[int, list[dict[str, Any]]]) -> ShownPiece:
    kind = kind_named(piece.source_kind) if piece.source_kind else None
    item = piece.item
    return ShownPiece(
        piece,
        findings.get(piece.pk, []),
        kind.url(piece.source_id) if kind else "",
        kind.label if kind else "",
        reverse("evidence:thumb", args=[item.pk]) if item and item.is_photo else "",
        reverse("evidence:item", args=[item.pk]) if item else "",
    )


def dossier_page(member: Membership, dossier: Dossier) -> dict[str, Any]:
    """Return what the page of one dossier shows."""
    by_piece: dict[int, list[dict[str, Any]]] = defaultdict(list)
    by_slot: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in dossier.findings:
        (by_piece[one["piece"]] if one["piece"] else by_slot[one["slot"]]).append(one)
    held = queries.pieces_of(dossier)
    may_edit = dossier.editable and member.may_at(May.DRAFT, dossier.unit)
    return {
        "dossier": dossier,
        "facts": _facts(dossier),
        "slot_findings": dict(by_slot),
        "counts": {slot: len(held[slot]) for slot in held},
        "photos": [_shown(one, by_piece) for one in held[Slot.PHOTOS]],
        "papers": [_shown(one, by_piece) for one in held[Slot.PAPERS]],
        "dropped": [_shown(one, by_piece) for one in held["dropped"]],
        "table_pieces": held[Slot.TABLES],
        "words": words_of(dossier) if dossier.statement else [],
        "slots": slot_states(dossier),
        "events": events_of(member.root_id, KIND, dossier.pk),
        "may_edit": may_edit,
        "may_hand_in": may_edit,
        **_decisions(member, dossier),
    }


def _decisions(member: Membership, dossier: Dossier) -> dict[str, bool]:
    decides = member.may_at(May.REVIEW, dossier.asked_by)
    by = dossier.handed_in_by
    other = by is None or by.person_id != member.person_id
    return {
        "may_accept": decides and other and dossier.at is rules.State.HANDED_IN,
        "may_return": decides
        and other
        and dossier.at in (rules.State.HANDED_IN, rules.State.ACCEPTED),
        "may_share": member.may_at(May.REVIEW, dossier.unit),
        "may_show_above": member.may_at(May.DRAFT, dossier.unit),
    }


def slot_states(dossier: Dossier) -> list[dict[str, Any]]:
    """Return each slot with its verdict and the number of findings."""
    found = []
    for slot in Slot:
        told = [one for one in dossier.findings if one["slot"] == slot]
        lack = any(one["lack"] for one in told)
        word, pill = (_("缺"), "late") if lack else (_("有疑"), "due") if told else (_("齐"), "ok")
        found.append(
            {
                "slot": str(slot),
                "label": SLOT_NAMES[slot],
                "word": word,
                "pill": pill,
                "n": len(told),
            }
        )
    return found


def _facts(dossier: Dossier) -> list[tuple[str, str]]:
    spec = dossier.item.spec
    return [
        (_("测评体系"), dossier.edition.name),
        (_("指标"), f"{dossier.item.code} {dossier.item.text}"),
        (_("达标要求"), str(spec.get("required", ""))),
        (_("报送单位"), dossier.unit.name),
        (_("材料时段"), dossier.period.label),
        (_("迎检日"), day_label(dossier.set_day)),
        (_("报送期限"), day_label(dossier.due_on) if dossier.due_on else ""),
    ]
