"""A resident reports a problem, and says whether it was fixed."""

from __future__ import annotations

import secrets as random
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import SystemActor, act
from youju.cases.actions import Reporter, feedback_case, report_case
from youju.cases.queries import Case
from youju.cases.rules import Source
from youju.evidence.actions import store
from youju.kernel.refusal import Refused
from youju.organisations.queries import Unit
from youju.portal import notices, rules
from youju.portal.actions.moderation import wait
from youju.portal.models import Feedback, Report
from youju.portal.queries import communities, kinds_known
from youju.portal.queries.progress import case_of
from youju.portal.rules import Told
from youju.portal.rules.kinds import ASKED
from youju.portal.secrets import code_for, digest_of

KIND = "portal.report"


def resident_of(unit: Unit) -> SystemActor:
    """Return who acts for the public of a place: nobody that signs in."""
    return SystemActor(root_id=unit.root_id, unit_id=unit.pk, role="public", label="居民")


def send_report(
    place: Unit,
    told: Told,
    *,
    photos: Sequence[File[bytes]] = (),
    unit: Unit | None = None,
    now: datetime,
    key: UUID,
) -> Report:
    """Take a resident's report in: a case, its number and code, and what waits to be looked at.

    Args:
        place: Whose public site it came by.
        unit: The community he named; else the nearest one to his position, else the place itself.

    Raises:
        Refused: With the field that is wrong. Photos are kept before the report is; those of one
            that is refused serve nothing.
    """
    actor = resident_of(place)
    kinds = dict(kinds_known(place.root_id))
    where = unit or _nearest(place, told)
    try:
        if told.kind == ASKED[0]:
            rules.check_asked(told, now)
        rules.check_told(told, len(photos), set(kinds))
        items = [_keep(photo, where, actor, now) for photo in photos]
        refused = None
    except Refused as refusal:
        items, refused = [], refusal
    with act("portal.report", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Report.objects.select_related("case").get(pk=doing.subject_id)
        if refused is not None:
            raise refused
        case = _case(where, told, kinds[told.kind], items, actor, now, key)
        report = Report.objects.create(
            root_id=place.root_id,
            unit=where,
            case=case,
            number=_free_number(now),
            code_digest=digest_of(code_for(place.root_id, key)),
            key=key,
            received_at=now,
        )
        words = (told.words, [told.name])
        notices.tell_of_report(wait(case, (told.kind, kinds[told.kind]), *words, now=now), now)
        doing.on(KIND, report.pk, number=report.number, case=case.number, photos=len(items))
    return report


def _nearest(place: Unit, told: Told) -> Unit:
    if told.lat is None or told.lng is None:
        return place
    placed = {one.pk: one for one in communities(place) if one.lat is not None}
    spots = [(one.pk, one.lat or 0.0, one.lng or 0.0) for one in placed.values()]
    found = rules.nearest(told.lat, told.lng, spots)
    return placed[found] if found else place


def _keep(photo: File[bytes], unit: Unit, actor: SystemActor, now: datetime) -> int:
    try:
        item = store(photo, unit=unit, actor=actor, now=now)
    except Refused as refusal:
        raise Refused(refusal.message, field="photos") from refusal
    if not item.is_photo:
        raise Refused(_("这里只收照片，请重新选择"), field="photos")
    return int(item.pk)


def _case(
    unit: Unit,
    told: Told,
    called: str,
    items: Sequence[int],
    actor: SystemActor,
    now: datetime,
    key: UUID,
) -> Case:
    place = told.place.strip()
    return report_case(
        unit=unit,
        kind=told.kind,
        source=Source.RESIDENT,
        title=f"{place}{called}"[:120],
        place=place,
        lat=told.lat,
        lng=told.lng,
        description=told.words.strip(),
        photos=items,
        reporter=Reporter(name=told.name.strip(), phone=told.phone.strip()),
        done_at=told.at,
        actor=actor,
        now=now,
        key=key,
    )


def _free_number(now: datetime) -> str:
    """Return a number that says the day and nothing else: how many came cannot be read off it."""
    day = f"{timezone.localtime(now):%y%m%d}"
    while True:
        number = f"{day}-{random.randbelow(10**6):06}"
        if not Report.objects.filter(number=number).exists():
            return number


def tell_whether_fixed(
    report_id: int, *, fixed: bool, reason: str = "", now: datetime, key: UUID
) -> Feedback:
    """Take a resident's word on the answer, once for each answer. "No" opens the case again.

    The caller has found the report by its number and code.
    """
    report = Report.objects.select_related("unit").get(pk=report_id)
    actor = resident_of(report.unit)
    with act("portal.feedback", actor=actor, now=now, key=key) as doing:
        report = (
            Report.objects.select_for_update(of=("self",))
            .select_related("case__merged_into", "unit")
            .get(pk=report_id)
        )
        if doing.replayed:
            return report.feedback.get(pk=doing.subject_id)
        case = case_of(report)
        told_before = report.feedback.filter(round=case.reopened).exists()
        rules.check_feedback(case.state, told_before, fixed, reason)
        made = report.feedback.create(
            round=case.reopened, fixed=fixed, reason=reason.strip(), at=now
        )
        feedback_case(case.pk, fixed=fixed, note=reason.strip(), actor=actor, now=now, key=key)
        doing.on("portal.feedback", made.pk, report=report.number, fixed=fixed)
    return made
