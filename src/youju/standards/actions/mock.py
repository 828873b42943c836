"""Sheets of a mock round, second opinions, and the problems that come of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.facts import actions as facts
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership
from youju.patrols import actions as patrols
from youju.patrols.queries import findings_visible_to
from youju.standards import mock_measures as measures
from youju.standards.actions.frame import act_on
from youju.standards.mock_results import Checked, checked, lines_of
from youju.standards.models import MockRound, MockSettlement, MockSheet, MockSpot
from youju.standards.rules import mock
from youju.standards.rules.mock import Answer, Mark

SHEET = "standards.mock_sheet"
MOST_REPORTED = 300


def record_sheet(
    spot_id: int,
    *,
    answers: Mapping[str, Answer],
    photos: Mapping[str, Sequence[int]] | None = None,
    note: str = "",
    done_at: datetime | None = None,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> MockSheet:
    """Keep what an assessor found at a place drawn; it is a visit with its checklist as well.

    Args:
        answers: Code -> answer for every check of the place.
        photos: Code -> ids of evidence items, for checks that failed.
        done_at: The clock where it was done; `now` unless a phone sent it later.

    Raises:
        Refused: A rule says no. A sheet done before the round ended is received after it too.
    """
    with act_on(
        "record_mock_sheet", MockSpot, spot_id,
        way="place__unit", may=May.RECORD, actor=actor, now=now, key=key,
    ) as (doing, spot):  # fmt: skip
        if doing.replayed:
            return MockSheet.objects.select_related("spot__place").get(pk=doing.subject_id)
        at = done_at or now
        _check_open(spot.round, actor, at)
        known = {one["code"]: one["text"] for one in lines_of(spot.round, spot.kind)}
        mock.check_answers(known, answers)
        before = list(spot.sheets.values_list("person_id", flat=True))
        mock.check_assessor(actor.person_id or 0, before)
        told = _told(answers, photos or {}, known, note)
        visit = patrols.record_visit(
            place=spot.place_id, told=told, done_at=done_at, actor=actor, now=now, key=key
        )
        sheet = MockSheet.objects.create(
            spot=spot, person_id=actor.person_id, by_label=actor.label, visit_id=visit.pk,
            answers={code: _kept(one) for code, one in answers.items()},
            note=note.strip()[:300], done_at=at, received_at=now,
        )  # fmt: skip
        if before and not spot.double:
            spot.double = True  # two went without knowing of each other: two opinions
            spot.save(update_fields=["double"])
        count_spot(spot, now)
        doing.on(SHEET, sheet.pk, round=spot.round_id, place=spot.place.name, failed=len(told.faults))  # fmt: skip
    return sheet


def _check_open(found: MockRound, actor: Membership, at: datetime) -> None:
    mine = found.teams.filter(assessors__person=actor.person_id)
    if not mine.exists():
        raise Refused(_("您不是这一轮的测评员，请联系组织测评的单位。"), field="spot")
    if found.closed_on is not None and timezone.localdate(at) > found.closed_on:
        raise Refused(_("这一轮已经结束；还要补测，请组织单位重新开启。"), field="spot")


def _told(
    answers: Mapping[str, Answer],
    photos: Mapping[str, Sequence[int]],
    known: Mapping[str, str],
    note: str,
) -> patrols.Told:
    faults = [
        patrols.Fault(code, one.note or known[code], photos=tuple(photos.get(code, ())))
        for code, one in answers.items()
        if one.mark is Mark.NO
    ]
    passed = [code for code, one in answers.items() if one.mark is Mark.YES]
    return patrols.Told(
        purpose=patrols.Purpose.MOCK, passed=passed, faults=faults, note=note.strip()[:300]
    )


def _kept(one: Answer) -> dict[str, Any]:
    return {"mark": one.mark.value, "number": one.number, "note": one.note.strip()}


def count_spot(spot: MockSpot, now: datetime) -> None:
    """Make the facts of a place again."""
    near = MockSpot.objects.select_related("place__unit", "round")
    fresh = near.prefetch_related("sheets", "settlements").get(pk=spot.pk)
    facts.replace(measures.spot_source(spot), measures.spot_drafts(fresh), now=now)


def ask_second(spot_id: int, *, actor: Membership, now: datetime, key: UUID) -> MockSpot:
    """Ask for a second, independent opinion of a place."""
    with act_on(
        "ask_second_sheet", MockSpot, spot_id, way="round__unit", actor=actor, now=now, key=key
    ) as (doing, spot):
        doing.on(measures.MOCK_SPOT, spot.pk)
        if doing.replayed:
            return spot
        if spot.round.state != MockRound.State.OPEN:
            raise Refused(_("分组以后、结束以前才能要求再评。"))
        if spot.double:
            raise Refused(_("这个点位已经是双评。"))
        spot.double = True
        spot.save(update_fields=["double"])
    return spot


def settle_check(
    spot_id: int,
    check: str,
    *,
    mark: Mark,
    reason: str,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> MockSettlement:
    """Decide as the third person what counts where two assessors disagreed."""
    with act_on(
        "settle_mock_check", MockSpot, spot_id, way="round__unit", actor=actor, now=now, key=key
    ) as (doing, spot):
        if doing.replayed:
            return MockSettlement.objects.get(pk=doing.subject_id)
        one = next((each for each in checked(spot) if each.code == check), None)
        if one is None:
            raise Refused(_("没有人评过这一项。"), field="mark")
        if one.settlement is not None:
            raise Refused(_("这一项已经裁定。"))
        people = [each.person_id for each in spot.sheets.all()]
        why = mock.check_settling(actor.person_id or 0, people, one.marks, mark, reason)
        made = MockSettlement.objects.create(
            spot=spot, check_code=check, mark=mark, reason=why, by_label=actor.label, at=now
        )
        count_spot(spot, now)
        doing.on("standards.mock_settlement", made.pk, check=one.text, mark=mark, note=why)
    return made


def report_failed(
    round_id: int,
    chosen: Collection[tuple[int, str]] | None = None,
    *,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> int:
    """Report what failed as problems: all of it, or the chosen (place, check) pairs.

    What is a problem already, from either sheet, is passed over. Returns how many were made.
    """
    with act_on(
        "report_mock_failed", MockRound, round_id, may=May.RECORD, actor=actor, now=now, key=key
    ) as (doing, found):
        doing.on(measures.MOCK_ROUND, found.pk)
        if doing.replayed:
            return 0
        wanted = [
            one
            for one in failed_checks(found)
            if chosen is None or (one.spot.pk, one.code) in chosen
        ]
        made = 0
        for one, finding in reportable(actor, wanted)[:MOST_REPORTED]:
            each = uuid5(key, f"{one.spot.pk}:{one.code}")
            patrols.report_finding(finding, actor=actor, now=now, key=each)
            made += 1
        if not made:
            raise Refused(_("没有还要转的不符合项。"))
        doing.on(measures.MOCK_ROUND, found.pk, cases=made)
    return made


def failed_checks(found: MockRound) -> list[Checked]:
    """Return the checks of a round that failed, settled ones as they were decided."""
    spots = found.spots.select_related("place__unit", "round")
    spots = spots.prefetch_related("sheets", "settlements")
    return [one for spot in spots for one in checked(spot) if one.final is Mark.NO]


def reportable(actor: Membership, failed: Sequence[Checked]) -> list[tuple[Checked, int]]:
    """Return the failed checks without a problem yet, each with the finding that becomes one."""
    visits = [sheet.visit_id for one in failed for sheet in one.spot.sheets.all()]
    rows = findings_visible_to(actor).filter(visit_id__in=set(visits)).order_by("pk")
    of_visit: dict[tuple[int, str], Any] = {(row.visit_id, row.item): row for row in rows}
    found = []
    for one in failed:
        near = [of_visit.get((sheet.visit_id, one.code)) for sheet in one.spot.sheets.all()]
        rows_here = [each for each in near if each is not None]
        if rows_here and all(each.case_id is None for each in rows_here):
            found.append((one, rows_here[0].pk))
    return found
