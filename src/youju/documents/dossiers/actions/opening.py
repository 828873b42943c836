"""Opening the dossiers of an edition, filling them from the records, looking them all through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.documents.dossiers import gather, rules, statement
from youju.documents.dossiers.actions.shared import KIND, editable, recheck, settle
from youju.documents.dossiers.rules import Slot
from youju.documents.models import Dossier, Piece
from youju.jobs import actions as jobs
from youju.jobs.registry import Report
from youju.kernel.ids import new_key
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit, require, subtree
from youju.search.actions import Findable, put_many
from youju.standards.queries import Edition, Item, edition_for, items_of, lead_units

FILL_JOB, CHECK_JOB = "documents.fill_dossiers", "documents.check_dossiers"
EDITION = "standards.edition"
MOST_AT_ONCE = 400


def open_dossiers(
    edition_id: int,
    *,
    unit: Unit,
    set_day: date,
    due_on: date | None = None,
    items: Iterable[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID,
) -> list[int]:
    """Open a dossier for each item (of those named, else of all) at the unit that answers for it, and
    have them filled in the background; return their ids. One that is open keeps its pieces and takes the new day.

    Args:
        unit: Who keeps an item's dossier where the split of duties names nobody below it.
    """
    with act("documents.open_dossiers", actor=actor, key=key, now=now) as doing:
        edition = edition_for(actor, edition_id)
        doing.on(EDITION, edition.pk)
        require(actor, May.DRAFT, unit)
        if doing.replayed:
            return []
        _check_days(set_day, due_on, timezone.localdate(now))
        wanted = list(items)
        chosen = [one for one in items_of(edition) if one.leaf and (not wanted or one.pk in wanted)]
        if not chosen:
            raise Refused(_("没有可建档的指标，请选指标"), field="items")
        keepers = _keepers(edition, unit, actor)
        ids = [
            _open(one, edition, keepers.get(one.pk, unit), set_day, due_on, actor, now)
            for one in chosen[:MOST_AT_ONCE]
        ]
        _let_be_found(ids)
        payload = {"dossiers": ids, "member": actor.pk}
        title = _("整理迎检档案：%(name)s") % {"name": edition.name}
        jobs.start(FILL_JOB, title, actor=actor, now=now, payload=payload, key=new_key())
        doing.on(EDITION, edition.pk, dossiers=len(ids), set_day=set_day.isoformat())
    return ids


def _let_be_found(ids: Iterable[int]) -> None:
    rows = Dossier.objects.filter(pk__in=list(ids)).select_related("item", "edition", "unit")
    put_many(
        Findable(
            KIND, str(one.pk), one.unit, str(one), one.edition.name, one.set_day,
            one.get_absolute_url(),
        )
        for one in rows
    )  # fmt: skip


def _check_days(set_day: date, due_on: date | None, today: date) -> None:
    if abs((set_day - today).days) > 3 * 366:
        raise Refused(_("迎检日离今天太远，请核对年份"), field="set_day")
    if due_on is not None and due_on > set_day:
        raise Refused(_("报送期限不能晚于迎检日"), field="due_on")


def _keepers(edition: Edition, unit: Unit, actor: Membership) -> Mapping[int, Unit]:
    """Return which unit leads each item, of those the actor stands above."""
    leads = lead_units(edition)
    units = subtree(actor.unit).filter(pk__in=set(leads.values())).in_bulk()
    return {item: units[lead] for item, lead in leads.items() if lead in units}


def _open(
    item: Item,
    edition: Edition,
    unit: Unit,
    set_day: date,
    due_on: date | None,
    actor: Membership,
    now: datetime,
) -> int:
    start, end = rules.period_before(set_day)
    days = {"set_day": set_day, "start": start, "end": end, "due_on": due_on}
    found = Dossier.objects.select_for_update().filter(item=item, unit=unit).first()
    if found is None:
        made = Dossier.objects.create(
            root_id=unit.root_id, edition=edition, item=item, unit=unit, asked_by=actor.unit,
            made_at=now, changed_at=now, **days,
        )  # fmt: skip
        return made.pk
    if found.editable:
        for name, value in days.items():
            setattr(found, name, value)
        found.save()
    return found.pk


def fill(dossier_id: int, *, actor: Membership, now: datetime, key: UUID | None = None) -> Dossier:
    """Fill a dossier from the records of its period. What was chosen, worded or taken out by hand stays;
    what an earlier filling chose goes where the records no longer offer it."""
    with act("documents.fill_dossier", actor=actor, key=key, now=now) as doing:
        dossier = editable(dossier_id, actor)
        doing.on(KIND, dossier.pk)
        if doing.replayed:
            return dossier
        photos = _take(dossier, Slot.PHOTOS, gather.photos_offered(dossier))
        papers = _take(dossier, Slot.PAPERS, gather.papers_offered(dossier))
        tables = _take_measures(dossier)
        if not dossier.statement_by_hand:
            dossier.statement = statement.draft(dossier)
        dossier.filled_at = now
        settle(dossier, actor, now)
        doing.on(KIND, dossier.pk, photos=photos, papers=papers, tables=tables)
    return dossier


def _take(dossier: Dossier, slot: Slot, offers: list[gather.Offer]) -> int:
    held = Piece.objects.filter(dossier=dossier, slot=slot)
    kept = {one.item_id: one for one in held}
    offered = {one.item.pk for one in offers}
    held.filter(by_hand=False, dropped=False).exclude(item_id__in=offered).delete()
    order = max((one.order for one in kept.values()), default=0)
    new = [one for one in offers if one.item.pk not in kept]
    Piece.objects.bulk_create(
        Piece(
            dossier=dossier, slot=slot, order=order + n, item=one.item, title=one.title[:120], day=one.day,
            source_kind=one.source_kind, source_id=one.source_id,
            **{name: value[: rules.CAPTION_LIMITS[name]] for name, value in one.captions.items()},
        )
        for n, one in enumerate(new, 1)
    )  # fmt: skip
    return len(new)


def _take_measures(dossier: Dossier) -> int:
    held = set(
        Piece.objects.filter(dossier=dossier, slot=Slot.TABLES).values_list(
            "measure_code", flat=True
        )
    )
    offered = gather.measures_offered(dossier)[: gather.MOST_TABLES]
    new = [one for one in offered if one.code not in held]
    Piece.objects.bulk_create(
        Piece(
            dossier=dossier,
            slot=Slot.TABLES,
            order=len(held) + n,
            measure_code=one.code,
            title=one.name,
        )
        for n, one in enumerate(new, 1)
    )
    return len(new)


def fill_in_background(job_id: int, payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Fill the dossiers of a job one after the other; those handed in meanwhile are left alone."""
    actor = Membership.objects.select_related("unit", "person").get(pk=payload["member"])
    ids, filled = payload["dossiers"], 0
    open_now = set(
        Dossier.objects.filter(pk__in=ids, state__in=("open", "returned")).values_list(
            "pk", flat=True
        )
    )
    for done, pk in enumerate(ids, 1):
        if pk in open_now:
            fill(pk, actor=actor, now=timezone.now())
            filled += 1
        report(done, len(ids), _("已整理 %(n)d 份") % {"n": filled})
    return {"text": _("整理了 %(n)d 份档案") % {"n": filled}}


def check_all(edition_id: int, *, actor: Membership, now: datetime, key: UUID) -> None:
    """Have all dossiers of an edition in the actor's units looked through again, in the background."""
    with act("documents.check_dossiers", actor=actor, key=key, now=now) as doing:
        require(actor, May.DRAFT)
        edition = edition_for(actor, edition_id)
        doing.on(EDITION, edition.pk)
        if doing.replayed:
            return
        units = subtree(actor.unit)
        rows = Dossier.objects.filter(edition=edition, unit__in=units)
        payload = {"dossiers": list(rows.values_list("pk", flat=True))}
        title = _("检查迎检档案：%(name)s") % {"name": edition.name}
        jobs.start(CHECK_JOB, title, actor=actor, now=now, payload=payload, key=new_key())


def check_in_background(job_id: int, payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Look the dossiers of a job through, one after the other."""
    ids = payload["dossiers"]
    rows = Dossier.objects.select_related("unit__parent", "item", "edition")
    for done, one in enumerate(rows.filter(pk__in=ids).order_by("pk"), 1):
        recheck(one, timezone.now())
        report(done, len(ids))
    return {"text": _("检查了 %(n)d 份档案") % {"n": len(ids)}}
