"""What the pages of a mock round show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from youju.evidence.queries import items_of_many
from youju.kernel.periods import day_label
from youju.organisations.queries import May, Membership
from youju.patrols.queries import findings_visible_to
from youju.standards.actions.mock import reportable
from youju.standards.mock_results import Checked, Results, checked, lines_of, results_of
from youju.standards.models import Item, MockRound, MockSpot
from youju.standards.queries.mock import drawn_again, mock_households, spots_of
from youju.standards.rules.drawing import FORMULA, HOUSEHOLD, lot_from
from youju.standards.rules.mock import MARK_LABELS, Mark, grouped

FINDING = "patrols.finding"


def round_page(member: Membership, found: MockRound) -> dict[str, Any]:
    """Return the context of a round's page."""
    spots = spots_of(found)
    results = results_of(found, spots, Item.objects.filter(edition=found.edition_id, leaf=True))
    can = {(one.spot.pk, one.code) for one, _finding in reportable(member, results.failed)}
    may_arrange = member.may_at(May.ARRANGE, found.unit)
    return {
        "found": found,
        "results": results,
        "facts": _facts(found, results),
        "teams": _teams(found, spots),
        "failed": [(one, (one.spot.pk, one.code) in can) for one in results.failed],
        "left": len(can),
        "households": mock_households(found),
        "may_arrange": may_arrange,
        "may_report": member.may_at(May.RECORD, found.unit) and bool(can),
        "may_group": may_arrange and found.state != MockRound.State.CLOSED and not results.done,
        "used_in": f"{reverse('documents:used_in')}?kind=standards.mock_round&id={found.pk}",
    }


def _facts(found: MockRound, results: Results) -> list[tuple[str, Any]]:
    days = day_label(found.start)
    if found.end != found.start:
        days = _("%(start)s至%(end)s") % {"start": days, "end": day_label(found.end)}
    return [
        (_("单位"), found.unit.name),
        (_("指标版本"), found.edition.name),
        (_("日期"), days),
        (_("抽样人"), found.drawn_by_label),
        (_("种子"), found.seed),
        (_("双评比例"), f"{found.share}%"),
        (_("已评点位"), _("%(n)s / %(all)s 个") % {"n": results.done, "all": results.places}),
    ]


def _teams(found: MockRound, spots: Iterable[MockSpot]) -> list[dict[str, Any]]:
    """Return each team with its people and its places in the order of the route."""
    people = {
        one.pk: [each.person.name for each in one.assessors.all()]
        for one in found.teams.prefetch_related("assessors__person")
    }
    groups = grouped(spots, lambda one: f"{one.team.number:04}" if one.team else "")
    return [
        {
            "label": str(rows[0].team) if rows[0].team else "",
            "people": people.get(rows[0].team_id or 0, []),
            "spots": [(one, len(one.sheets.all())) for one in rows],
        }
        for _number, rows in sorted(groups.items())
    ]


def teams_now(found: MockRound) -> dict[str, Any]:
    """Return the form's first values: the teams as they are."""
    rows = found.teams.prefetch_related("assessors")
    now: dict[str, Any] = {f"team_{one.pk}": str(team.number) for team in rows for one in team.assessors.all()}  # fmt: skip
    return now | ({"share": found.share} if now else {})


def draw_page(found: MockRound, seed: str) -> dict[str, Any]:
    """Return the context of the protocol of a draw."""
    names = {one.place_id: one.place.name for one in found.spots.select_related("place")}
    names |= {one.pk: one.short_name for one, _n in mock_households(found)}
    again = {label: (ids, same) for label, ids, same in drawn_again(found, seed)}
    lots = []
    for lot in (lot_from(one) for one in found.frame):
        ids, same = again[lot.label]
        lots.append(
            {
                "label": lot.label,
                "asked": lot.asked,
                "household": lot.asked.of == HOUSEHOLD,
                "candidates": len(lot.candidates),
                "drawn": [names.get(one, f"#{one}") for one in lot.drawn],
                "again": [names.get(one, f"#{one}") for one in ids],
                "same": same,
            }
        )
    same = all(one["same"] for one in lots)
    return {"found": found, "seed": seed, "lots": lots, "same": same, "formula": _(FORMULA)}


def said(one: Checked) -> str:
    """Return what both assessors said of a check, for whoever decides."""
    told = [
        f"{MARK_LABELS[mark]}{('：' + each['note']) if each.get('note') else ''}"
        for mark, each in zip(one.marks, one.told, strict=True)
    ]
    return _("两人所评：%(told)s") % {"told": " / ".join(told)}


def spot_page(member: Membership, spot: MockSpot) -> dict[str, Any]:
    """Return the context of a place's page."""
    sheets = list(spot.sheets.all())
    marked = {one.code: one for one in checked(spot)}
    rows = []
    for line in lines_of(spot.round, spot.kind):
        one = marked.get(line["code"])
        cells = [_cell(each.answers.get(line["code"])) for each in sheets]
        rows.append({"line": line, "cells": cells, "one": one})
    people = {one.person_id for one in sheets}
    is_open = spot.round.state == MockRound.State.OPEN
    return {
        "spot": spot,
        "sheets": sheets,
        "rows": rows,
        "photos": _photos(member, [one.visit_id for one in sheets]),
        "may_settle": member.may_at(May.ARRANGE, spot.round.unit) and member.person_id not in people,
        "may_second": is_open and not spot.double and member.may_at(May.ARRANGE, spot.round.unit),
        "may_fill": is_open and len(sheets) < 2 and _assesses(member, spot, people),
        "used_in": f"{reverse('documents:used_in')}?kind=standards.mock_spot&id={spot.pk}",
    }  # fmt: skip


def _assesses(member: Membership, spot: MockSpot, people: set[int]) -> bool:
    mine = spot.round.teams.filter(assessors__person=member.person_id)
    return member.person_id not in people and mine.exists()


def _cell(told: Mapping[str, Any] | None) -> dict[str, Any]:
    if not told:
        return {"text": "", "kind": "", "number": None, "note": ""}
    mark = Mark(told["mark"])
    kind = {Mark.NO: "late"}.get(mark, "")
    return {"text": MARK_LABELS[mark], "kind": kind, "number": told["number"], "note": told["note"]}


def _photos(member: Membership, visits: list[int]) -> list[dict[str, str]]:
    """Return the photos of what was found wrong, as the photo grid takes them."""
    rows = findings_visible_to(member).filter(visit_id__in=visits).order_by("pk")
    texts = {str(one.pk): one.text for one in rows}
    linked = items_of_many(member, FINDING, list(texts))
    return [
        {
            "thumb": reverse("evidence:thumb", args=[link.item_id]),
            "alt": texts[pk],
            "caption": texts[pk],
            "url": reverse("evidence:item", args=[link.item_id]),
        }
        for pk, links in linked.items()
        for link in links
    ]


def sheet_lines(data: QueryDict, lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the checks of the form, with what was typed before a refusal."""
    return [
        {
            **line,
            "mark": data.get(f"mark_{line['code']}", ""),
            "number": data.get(f"number_{line['code']}", ""),
            "note": data.get(f"note_{line['code']}", ""),
        }
        for line in lines
    ]
