"""A gap becomes a problem or a task, in one step, and stays linked to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.cases.actions import Origin, report_case
from youju.cases.queries import unscoped_ended
from youju.cases.rules import Source
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.patrols.queries import Place, problem_named
from youju.standards.models import Edition, Item, Remedy
from youju.work.actions import open_task
from youju.work.queries import unscoped_open_tasks

REMEDY = "standards.remedy"
OTHER_PROBLEM = "s0612"
MOST_TITLE = 60
USUAL = timedelta(days=7)  # for a task, unless somebody says


@dataclass(frozen=True, slots=True)
class Wanting:
    """What is missing of an item at a unit.

    Attributes:
        text: As the gap says it; for a place, word for word what was found there.
        place_id: The place it is missing at, None for the unit as a whole.
        where: Where it is, in words, where no place of the register is meant.
    """

    code: str
    text: str
    place_id: int | None = None
    where: str = ""


def take_up(
    *,
    edition: Edition,
    unit: Unit,
    gap: Wanting,
    kind: str,
    due: date | None = None,
    owner: Unit | None = None,
    fix: str = "",
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Remedy:
    """Make a problem (source 自查) or a task of a gap.

    Args:
        kind: `Remedy.Kind`.
        owner: Who is to do a task; the unit itself unless somebody says.

    Raises:
        Refused: It was taken up before and is still linked.
    """
    with act("standards.take_up", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Remedy.objects.select_related("unit").get(pk=doing.subject_id)
        place = _place(unit, gap)
        at = place.unit if place is not None else unit
        require(actor, May.RECORD, at)
        _check_new(edition, at, gap)
        remedy = Remedy(
            root_id=unit.root_id,
            edition=edition,
            unit=at,
            item_code=gap.code,
            place_id=gap.place_id,
            text=gap.text[:200],
            kind=kind,
            made_by_label=actor.label,
            made_at=now,
        )
        if kind == Remedy.Kind.CASE:
            _as_case(remedy, place, gap, fix, actor, now, key)
        else:
            _as_task(remedy, owner or at, due, fix, actor, now, key)
        remedy.save()
        doing.on(REMEDY, remedy.pk, item=gap.code, kind=kind, record=remedy.record_id)
    return remedy


def _place(unit: Unit, gap: Wanting) -> Place | None:
    if gap.place_id is None:
        return None
    found = (
        Place.objects.select_related("unit").filter(pk=gap.place_id, root_id=unit.root_id).first()
    )
    if found is None or not unit.covers(found.unit):
        raise Missing(_("没有这个点位，或者不在您的查看范围内"))
    return found


def _check_new(edition: Edition, unit: Unit, gap: Wanting) -> None:
    rows = Remedy.objects.filter(
        edition=edition, unit=unit, item_code=gap.code, place_id=gap.place_id, text=gap.text[:200]
    )
    known = rows.order_by("-pk").first()
    if known is not None and still_open(known):
        told = {"kind": known.get_kind_display(), "number": known.number}
        raise Refused(_("已经转为%(kind)s %(number)s，办结后再看。") % told)


def still_open(remedy: Remedy) -> bool:
    """Return whether what a gap became is still being worked on."""
    if remedy.kind == Remedy.Kind.CASE:
        return remedy.record_id not in unscoped_ended([remedy.record_id])
    return remedy.record_id in unscoped_open_tasks([remedy.record_id])


def _title(edition: Edition, gap: Wanting) -> tuple[str, str]:
    item = Item.objects.filter(edition=edition, code=gap.code).first()
    named = f"{gap.code} {item.text}" if item is not None else gap.code
    return gap.text[:MOST_TITLE], named


def _as_case(
    remedy: Remedy,
    place: Place | None,
    gap: Wanting,
    fix: str,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> None:
    title, named = _title(remedy.edition, gap)
    where = f"{place.name} {place.address}".strip() if place is not None else gap.where
    case = report_case(
        unit=remedy.unit,
        kind=(problem_named(place, gap.text) if place is not None else "") or OTHER_PROBLEM,
        source=Source.SELF_CHECK,
        title=title,
        place=where or remedy.unit.name,
        lat=place.lat if place is not None else None,
        lng=place.lng if place is not None else None,
        description=_("对标自查：%(item)s。%(fix)s") % {"item": named, "fix": fix},
        origin=Origin("standards.item", f"{remedy.edition_id}-{gap.code}"[:40]),
        actor=actor,
        now=now,
        key=key,
    )
    remedy.record_id, remedy.number = case.pk, case.number


def _as_task(
    remedy: Remedy,
    owner: Unit,
    due: date | None,
    fix: str,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> None:
    title, named = _title(remedy.edition, Wanting(remedy.item_code, remedy.text))
    task = open_task(
        unit=remedy.unit,
        owner_unit=owner,
        title=title,
        text=f"{named}。{fix}".strip(),
        due_on=due or timezone.localdate(now) + USUAL,
        origin=("standards.item", f"{remedy.edition_id}-{remedy.item_code}"),
        actor=actor,
        now=now,
        key=key,
    )
    remedy.record_id, remedy.number = task.pk, ""
