"""Opening what is protected, one value at a time; consents; growing up; a person's own data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.refusal import Missing, Refused
from youju.organisations.actions import Actor, open_protected
from youju.organisations.queries import May, Membership
from youju.residents.actions.frame import act_on, kind_name
from youju.residents.actions.keying import WITH_PLACE, door_name, plain, rekey
from youju.residents.actions.people import fill, told_of
from youju.residents.models import Consent, NeedNote, Resident
from youju.residents.queries.scope import unit_of
from youju.residents.rules import people as rules
from youju.residents.tokens import kinds_by_token

AT_ONCE = 500


def open_field(
    row: models.Model, field: str, purpose: str, basis: str, *, actor: Membership, now: datetime
) -> str:
    """Return one protected value of a record the caller has found, and log the look with why.

    Args:
        field: Of a resident also `door`, which lies with the household.
    """
    reason = rules.check_basis(purpose, basis)
    if isinstance(row, Resident) and field == "door":
        return _open_door(row, reason, actor, now)
    return open_protected(row, field, unit_of(row), reason, actor=actor, now=now)


def _open_door(row: Resident, reason: str, actor: Membership, now: datetime) -> str:
    door = row.household.door if row.household else None
    if door is None:
        raise Missing("没有登记门牌")
    open_protected(door, "room", row.unit, reason, actor=actor, now=now)
    told: dict[str, Any] = {"field": "door", "reason": reason}
    record(
        "organisations.look", Outcome.LOOKED, actor=actor, now=now,
        kind=kind_name(Resident), subject_id=row.pk, **told,
    )  # fmt: skip
    name = door_name(door)
    return f"{door.building.area.name} {name.key if name else ''}"


def open_own_data(
    row: Resident, basis: str, *, actor: Membership, now: datetime, key: UUID | None = None
) -> list[tuple[str, str]]:
    """Return all that is held of somebody who asked for it, in plain, and log it."""
    frame = act_on(
        "own_data", Resident, row.pk, actor=actor, now=now, key=key, may=May.OPEN_PROTECTED
    )
    with frame as (doing, found):
        reason = rules.check_basis("本人要求查阅、复制", basis)
        doing.on(kind_name(Resident), row.pk, reason=reason)
        record(
            "residents.own_data", Outcome.EXPORTED, actor=actor, now=now,
            kind=kind_name(Resident), subject_id=row.pk, reason=reason,
        )  # fmt: skip
        return _own(found)


def _own(row: Resident) -> list[tuple[str, str]]:
    told = told_of(row)
    held = Resident.objects.select_related(*WITH_PLACE, "household__area").get(pk=row.pk)
    door = door_name(held.household.door) if held.household else None
    area = held.household.area.name if held.household else ""
    lines = [
        ("姓名", told.name),
        ("曾用名", told.former_name),
        ("身份证号", told.id_number),
        ("性别", str(dict(Resident.SexName.choices).get(told.sex, ""))),
        ("出生日期", told.birth.isoformat() if told.birth else ""),
        ("电话", "、".join(told.phones)),
        ("住址", f"{area} {door.key if door else ''}".strip()),
        ("与户主关系", held.get_relation_display()),
        ("监护人", told.guardian),
        ("其他情况", told.note),
    ]
    for stay in held.stays.select_related("household__area").order_by("since", "pk"):
        until = stay.until.isoformat() if stay.until else "至今"
        lines.append(("居住经历", f"{stay.household.area.name}，{stay.since} 至 {until}"))
    for consent in held.consents.order_by("given_on", "pk"):
        lines.append(("同意", f"{consent.purpose}，{consent.given_on}"))
    return lines + _own_needs(held)


def _own_needs(row: Resident) -> list[tuple[str, str]]:
    kinds, lines = kinds_by_token(), []
    for need in row.needs.prefetch_related("notes").order_by("since", "pk"):
        kind = kinds.get(need.kind_token)
        label = kind.label if kind else ""
        lines.append(("登记类别", f"{label}，{need.since} 起。{plain(need.detail)}"))
        notes: list[NeedNote] = list(need.notes.all())
        lines += [(f"{label}·{one.on}", plain(one.text)) for one in notes]
    return lines


def give_consent(
    resident_id: int,
    *,
    purpose: str,
    way: str,
    by: str = "",
    on: date,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Consent:
    """Note that somebody agreed to a use of the data; for a minor the guardian."""
    frame = act_on("give_consent", Resident, resident_id, actor=actor, now=now, key=key)
    with frame as (doing, row):
        if doing.replayed:
            return row.consents.order_by("-pk")[0]
        who = by.strip() or (plain(row.guardian) if row.minor else row.name)
        if not who:
            raise Refused("未成年人由监护人同意，填监护人姓名", field="by")
        if on > timezone.localdate(now):
            raise Refused("日期还没有到", field="on")
        consent = Consent.objects.create(
            resident=row, purpose=purpose.strip()[:60], way=way, by=who, given_on=on
        )
        doing.on(kind_name(Resident), row.pk, consent=consent.pk)
    return consent


def withdraw_consent(
    consent_id: int, *, on: date, actor: Actor, now: datetime, key: UUID | None = None
) -> Consent:
    """Note that a consent was taken back."""
    frame = act_on("withdraw_consent", Consent, consent_id, actor=actor, now=now, key=key)
    with frame as (doing, row):
        if doing.replayed:
            return row
        if row.withdrawn_on is not None:
            raise Refused("已经撤回")
        if not row.given_on <= on <= timezone.localdate(now):
            raise Refused("撤回日期不能早于同意日期，也不能在今天以后", field="on")
        row.withdrawn_on = on
        row.save(update_fields=["withdrawn_on"])
    return row


def come_of_age(now: datetime | None = None) -> int:
    """Unseal whoever has turned 18; a routine of every night. Returns how many."""
    today = timezone.localdate(now or timezone.now())
    done, last = 0, 0
    while rows := _minors_after(last):
        last = rows[-1].pk
        grown = [one for one in rows if not rules.is_minor(told_of(one).birth, today)]
        with transaction.atomic():
            for one in grown:
                fill(one, told_of(one), today)
                one.save()
            rekey(grown)
        done += len(grown)
    return done


def _minors_after(last: int) -> list[Resident]:
    rows = Resident.objects.filter(pk__gt=last, minor=True).select_related(*WITH_PLACE)
    return list(rows.order_by("pk")[:AT_ONCE])
