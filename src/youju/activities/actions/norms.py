"""What is asked of a unit, or of each right below it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from youju.activities.actions.frame import act_at, act_on
from youju.activities.kinds import kind_named
from youju.activities.models import Norm
from youju.activities.rules import norms as rules
from youju.activities.rules.norms import Per
from youju.organisations.queries import Membership, Unit

NORM = "activities.norm"


@dataclass(frozen=True, slots=True)
class Asked:
    """So many sessions, or so many hours, of a kind within each period.

    Attributes:
        each: Of each unit right below, not of the unit with all below it.
    """

    kind: str
    label: str
    per: Per
    times: int | None = None
    hours: int | None = None
    each: bool = False
    basis: str = ""


def add_norm(
    unit: Unit, asked: Asked, *, since: date, actor: Membership, now: datetime, key: UUID | None
) -> Norm:
    """Ask for it from a day on."""
    with act_at("add_norm", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Norm.objects.select_related("unit").get(pk=doing.subject_id)
        label = rules.check_norm(asked.label, asked.times, asked.hours)
        norm = Norm.objects.create(
            unit=unit,
            kind=kind_named(asked.kind).code,
            label=label,
            basis=asked.basis.strip()[: rules.LABEL],
            per=asked.per,
            times=asked.times,
            hours=asked.hours,
            each=asked.each,
            since=since,
        )
        doing.on(NORM, norm.pk, label=label)
    return norm


def end_norm(norm_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None) -> Norm:
    """Ask for it no longer after a day."""
    with act_on("end_norm", Norm, norm_id, actor=actor, now=now, key=key) as (doing, norm):
        doing.on(NORM, norm.pk, on=on)
        if doing.replayed:
            return norm
        rules.check_end(norm.since, on)
        norm.until = on
        norm.save(update_fields=["until"])
    return norm
