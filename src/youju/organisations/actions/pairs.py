"""Co-building and liaison units, and what each gave or did."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.organisations import hooks, rules
from youju.organisations.actions.frame import Actor, act_at
from youju.organisations.models import Membership, Pairing, PairingDeed, Unit, holding
from youju.organisations.queries.bodies import side_of
from youju.organisations.rules import DeedKind, May, PairingKind


def pair(
    unit: Unit,
    kind: PairingKind,
    name: str,
    *,
    since: date,
    partner: Unit | None = None,
    contact: str = "",
    phone: str = "",
    resources: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Pairing:
    """Pair a unit with a community or village from a day on."""
    with act_at("pair", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Pairing.objects.get(pk=doing.subject_id)
        rules.check_open(unit.until, unit.name)
        rules.check_phone(phone)
        if Pairing.objects.filter(holding(since), unit=unit, kind=kind, name=name).exists():
            raise Refused(_("%(name)s已在名单里") % {"name": name}, field="name")
        made = Pairing.objects.create(
            unit=unit,
            kind=kind,
            name=name,
            partner=partner,
            contact=contact,
            phone=phone,
            resources=resources,
            since=since,
        )
        doing.on("organisations.pairing", made.pk, name=name)
        hooks.record_changed("organisations.pairing", made.pk, now)
        return made


def end_pairing(
    pairing: Pairing, *, until: date, actor: Actor, now: datetime, key: UUID | None = None
) -> Pairing:
    """End a pairing on a day; its deeds stay."""
    with act_at(
        "end_pairing", pairing.unit, actor=actor, now=now, key=key, kind="pairing", id=pairing.pk
    ) as doing:
        if doing.replayed:
            return pairing
        if pairing.until is not None:
            raise Refused("已经填过结束日期，不能再改", field="until")
        rules.check_span(pairing.since, until)
        pairing.until = until
        pairing.save(update_fields=["until"])
        hooks.record_changed("organisations.pairing", pairing.pk, now)
        return pairing


def log_deed(
    pairing: Pairing,
    what: DeedKind,
    note: str,
    *,
    on: date,
    quantity: Quantity | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> PairingDeed:
    """Log what a paired unit gave or did; the community or the paired unit itself may."""
    here = side_of(actor, pairing) if isinstance(actor, Membership) else pairing.unit
    with act_at("log_deed", here, actor=actor, now=now, key=key, may=May.RECORD) as doing:
        if doing.replayed:
            return PairingDeed.objects.get(pk=doing.subject_id)
        if not pairing.holds(on):
            raise Refused("这一天不在结对期内，请核对日期", field="done_on")
        if what is DeedKind.MONEY and quantity is not None and quantity.to("元") is None:
            raise Refused("资金以元计，如 5000元 或 1.2万元", field="quantity")
        deed = PairingDeed.objects.create(
            pairing=pairing,
            what=what,
            note=note,
            done_on=on,
            counted=quantity is not None,
            value=quantity.value if quantity else None,
            upper=quantity.upper if quantity else None,
            measured_in=quantity.unit if quantity else "",
            qualifier=quantity.qualifier if quantity else "",
        )
        doing.on("organisations.pairing_deed", deed.pk, pairing=pairing.pk)
        hooks.record_changed("organisations.pairing_deed", deed.pk, now)
        return deed
