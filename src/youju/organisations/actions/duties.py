"""Owners of everything, detached people, contracts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from youju.kernel.refusal import Refused
from youju.kernel.text import pinyin_of
from youju.organisations import hooks, rules
from youju.organisations.actions.frame import Actor, act_at
from youju.organisations.models import (
    Contract,
    Detachment,
    DutyItem,
    DutyOwner,
    Person,
    Unit,
    holding,
)
from youju.organisations.rules import ContractState, DutySubject, Force


def add_duty_item(
    unit: Unit,
    subject: DutySubject,
    label: str,
    *,
    on: date,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> DutyItem:
    """Register something that needs an owner."""
    with act_at("add_duty_item", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return DutyItem.objects.get(pk=doing.subject_id)
        rules.check_open(unit.until, unit.name)
        if DutyItem.objects.filter(unit=unit, subject=subject, label=label).exists():
            raise Refused("这一事项已经登记", field="label")
        item = DutyItem.objects.create(
            unit=unit, subject=subject, label=label, pinyin=pinyin_of(label), made_on=on
        )
        doing.on("organisations.duty_item", item.pk, label=label)
        hooks.record_changed("organisations.duty_item", item.pk, now)
        return item


def close_duty_item(
    item: DutyItem, *, on: date, actor: Actor, now: datetime, key: UUID | None = None
) -> DutyItem:
    """Note that an item needs no owner any more; its owners' terms end."""
    with act_at(
        "close_duty_item", item.unit, actor=actor, now=now, key=key, kind="duty_item", id=item.pk
    ) as doing:
        if doing.replayed:
            return item
        rules.check_open(item.closed_on, item.label)
        rules.check_span(item.made_on, on)
        item.closed_on = on
        item.save(update_fields=["closed_on"])
        item.owners.filter(until=None).update(until=on)
        hooks.record_changed("organisations.duty_item", item.pk, now)
        return item


def give_duty(
    item: DutyItem,
    name: str,
    *,
    since: date,
    deputy: str = "",
    person: Person | None = None,
    unit: Unit | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> DutyOwner:
    """Give an item its owner, a person or a unit; the former owner's term ends the day before."""
    with act_at(
        "give_duty", item.unit, actor=actor, now=now, key=key, kind="duty_item", id=item.pk
    ) as doing:
        if doing.replayed:
            given = DutyOwner.objects.filter(item_id=int(doing.subject_id), name=name, since=since)
            return given.latest("pk")
        item = DutyItem.objects.select_for_update().get(pk=item.pk)
        rules.check_open(item.closed_on, item.label)
        if deputy and deputy == name:
            raise Refused("副手不能与责任人相同", field="deputy")
        for former in item.owners.filter(holding(since)):
            if former.since and former.since >= since:
                raise Refused("这一天已有责任人，请填更晚的日期", field="since")
            former.until = date.fromordinal(since.toordinal() - 1)
            former.save(update_fields=["until"])
        owner = DutyOwner.objects.create(
            item=item, name=name, deputy=deputy, person=person, unit=unit, since=since
        )
        doing.on("organisations.duty_item", item.pk, owner=owner.pk)
        hooks.record_changed("organisations.duty_item", item.pk, now)
        return owner


def take_duty(
    owner: DutyOwner, *, until: date, actor: Actor, now: datetime, key: UUID | None = None
) -> DutyOwner:
    """End an owner's term; the item is without owner until another takes it."""
    unit = owner.item.unit
    with act_at(
        "take_duty", unit, actor=actor, now=now, key=key, kind="duty_item", id=owner.item_id
    ) as doing:
        if doing.replayed:
            return owner
        if owner.until is not None:
            raise Refused("已经填过结束日期，不能再改", field="until")
        rules.check_span(owner.since, until)
        owner.until = until
        owner.save(update_fields=["until"])
        hooks.record_changed("organisations.duty_item", owner.item_id, now)
        return owner


def detach(
    unit: Unit,
    force: Force,
    name: str,
    *,
    people: int,
    source: str,
    task: str,
    place: str,
    priority: int,
    since: date,
    until: date | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Detachment:
    """Send a person or a force to a task at a place."""
    with act_at("detach", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Detachment.objects.get(pk=doing.subject_id)
        rules.check_span(since, until)
        if people < 1:
            raise Refused("人数至少为 1", field="people")
        sent = Detachment.objects.create(
            unit=unit,
            force=force,
            name=name,
            people=people,
            source=source,
            task=task,
            place=place,
            priority=priority,
            since=since,
            until=until,
        )
        doing.on("organisations.detachment", sent.pk)
        hooks.record_changed("organisations.detachment", sent.pk, now)
        return sent


def recall(
    sent: Detachment, *, until: date, actor: Actor, now: datetime, key: UUID | None = None
) -> Detachment:
    """End a detachment on a day."""
    with act_at(
        "recall", sent.unit, actor=actor, now=now, key=key, kind="detachment", id=sent.pk
    ) as doing:
        if doing.replayed:
            return sent
        rules.check_span(sent.since, until)
        sent.until = until
        sent.save(update_fields=["until"])
        hooks.record_changed("organisations.detachment", sent.pk, now)
        return sent


def sign_contract(
    unit: Unit,
    pledger: Unit,
    owner: str,
    item: str,
    *,
    signed_on: date,
    due_on: date,
    points: Decimal | None = None,
    consequence: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Contract:
    """Record a responsibility contract of a unit with one at or below it."""
    with act_at("sign_contract", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Contract.objects.get(pk=doing.subject_id)
        rules.check_contract_dates(signed_on, due_on)
        if not unit.covers(pledger):
            raise Refused("责任单位须是本单位或下级单位", field="pledger")
        contract = Contract.objects.create(
            unit=unit,
            pledger=pledger,
            owner=owner,
            item=item,
            signed_on=signed_on,
            due_on=due_on,
            points=points,
            consequence=consequence,
        )
        doing.on("organisations.contract", contract.pk)
        hooks.record_changed("organisations.contract", contract.pk, now)
        return contract


def settle_contract(
    contract: Contract,
    state: ContractState,
    *,
    on: date,
    result: str,
    points_lost: Decimal | None = None,
    consequence: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Contract:
    """Decide whether what was pledged was done, with what was lost and what follows."""
    with act_at(
        "settle_contract",
        contract.unit,
        actor=actor,
        now=now,
        key=key,
        kind="contract",
        id=contract.pk,
    ) as doing:
        if doing.replayed:
            return contract
        contract = Contract.objects.select_for_update().get(pk=contract.pk)
        rules.check_settling(ContractState(contract.state), state, result)
        rules.check_span(contract.signed_on, on)
        contract.state, contract.settled_on, contract.result = state, on, result
        contract.points_lost = points_lost
        contract.consequence = consequence or contract.consequence
        contract.save()
        hooks.record_changed("organisations.contract", contract.pk, now)
        return contract
