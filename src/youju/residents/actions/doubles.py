"""Two registrations of one person become one; data that are kept no longer go."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from youju.audit.actions import act
from youju.kernel.refusal import Refused
from youju.organisations.actions import Actor, allow
from youju.organisations.queries import May
from youju.residents import hooks
from youju.residents.actions.frame import act_on, locked
from youju.residents.actions.keying import WITH_PLACE, rekey
from youju.residents.actions.people import check_live, fill, leave_household, told_of
from youju.residents.actions.tallying import recount
from youju.residents.kinds import keep_years
from youju.residents.models import Consent, Handle, Need, NotSame, Resident, Stay
from youju.residents.rules import people as rules

ERASED = "已删除"


def merge(
    keep_id: int, drop_id: int, *, actor: Actor, now: datetime, key: UUID | None = None
) -> Resident:
    """Put one registration into another after somebody looked at both: what the kept one lacks comes
    from the other, which stays as a pointer and is found no more."""
    with act("residents.merge", actor=actor, now=now, key=key) as doing:
        keep, drop = (locked(Resident, one, actor) for one in sorted((keep_id, drop_id)))
        if keep.pk != keep_id:
            keep, drop = drop, keep
        for one in (keep, drop):
            allow(actor, May.IMPORT, one.unit)
        doing.on("residents.resident", keep.pk, merged=drop.pk)
        if doing.replayed:
            return keep
        rules.check_merge(keep.pk, drop.pk, keep.root_id == drop.root_id)
        for one in (keep, drop):
            check_live(one)
        _take_over(keep, drop, now)
        hooks.merged(keep, drop)
        recount([keep.unit, drop.unit], now)
    return keep


def _take_over(keep: Resident, drop: Resident, now: datetime) -> None:
    today = timezone.localdate(now)
    mine, other = told_of(keep), told_of(drop)
    lacking = ("id_number", "sex", "birth", "former_name", "guardian", "note", "registered_on")
    more = {name: getattr(mine, name) or getattr(other, name) for name in lacking}
    phones = tuple(dict.fromkeys((*mine.phones, *other.phones)))[:2]
    household, unit = drop.household, drop.unit
    drop.household, drop.merged_into, drop.id_token = None, keep, ""
    Handle.objects.filter(resident=drop).delete()
    drop.save()
    open_stay = Stay.objects.filter(resident=drop, until=None)
    if keep.household is None and household is not None:
        keep.household, keep.unit, keep.left_on, keep.left_why = household, unit, None, ""
    else:
        open_stay.update(until=today)
    Stay.objects.filter(resident=drop).update(resident=keep)
    Need.objects.filter(resident=drop).update(resident=keep, unit=keep.unit)
    Consent.objects.filter(resident=drop).update(resident=keep)
    fill(keep, replace(mine, **more, phones=phones), today)
    keep.save()
    if household is not None and household.pk != keep.household_id:
        leave_household(household, drop, today)
    elif household is not None and household.head_id == drop.pk:
        household.head = keep
        household.save(update_fields=["head"])
    rekey(Resident.objects.filter(pk=keep.pk).select_related(*WITH_PLACE))


def keep_apart(
    one_id: int, other_id: int, *, actor: Actor, now: datetime, key: UUID | None = None
) -> None:
    """Note that two registrations that resemble each other are two persons."""
    with act("residents.keep_apart", actor=actor, now=now, key=key) as doing:
        first, second = (locked(Resident, pk, actor) for pk in sorted((one_id, other_id)))
        for row in (first, second):
            allow(actor, May.IMPORT, row.unit)
        doing.on("residents.resident", first.pk, other=second.pk)
        rules.check_merge(first.pk, second.pk, first.root_id == second.root_id)
        if not doing.replayed:
            NotSame.objects.get_or_create(one=first, other=second)


def erase(
    resident_id: int,
    *,
    asked: bool,
    why: str,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Resident:
    """Erase what is held of somebody who left: a tombstone stays, which tells that there was a
    registration, who erased it, when and why.

    Args:
        asked: The person asked for it, so that the time for keeping need not be over.
    """
    frame = act_on(
        "erase", Resident, resident_id, actor=actor, now=now, key=key, may=May.OPEN_PROTECTED
    )
    with frame as (doing, row):
        if doing.replayed or row.erased_at is not None:
            return row
        rules.check_erasing(row.left_on, keep_years(), timezone.localdate(now), asked)
        if not why.strip():
            raise Refused("写明依据：本人申请，或保存期满", field="why")
        for one in [row, *Resident.objects.filter(merged_into=row)]:
            _bare(one, why, now)
        recount([row.unit], now)
        doing.on("residents.resident", row.pk, asked=asked)
    row.refresh_from_db()
    return row


def _bare(row: Resident, why: str, now: datetime) -> None:
    Handle.objects.filter(resident=row).delete()
    Need.objects.filter(resident=row).delete()
    Consent.objects.filter(resident=row).delete()
    Stay.objects.filter(resident=row).delete()
    for name in ("former_name", "sealed_name", "sealed_birth", "id_number", "id_token", "phone"):
        setattr(row, name, "")
    for name in ("other_phone", "guardian", "note", "pinyin", "sex", "relation", "made_by_label"):
        setattr(row, name, "")
    row.name, row.birth, row.minor, row.registered_on = ERASED, None, False, None
    row.household, row.incomer = None, False
    row.erased_at, row.erased_why = now, why.strip()[:200]
    row.save()
    hooks.erased(row)
