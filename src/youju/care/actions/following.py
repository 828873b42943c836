"""What is done for a person follows the registration that stays, once two of one person became one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from youju.care.actions.tallying import recount
from youju.care.models import AidCase, AidStep, Call, Gift, Service, Visit
from youju.organisations.queries import Unit
from youju.residents.queries import Resident


def follow(keep: Resident, drop: Resident) -> None:
    """Put what was noted of one registration to the other. What both have stays where it is: a service of
    the same kind that runs, and what was given under one rule in one year."""
    for model in (AidCase, Visit):
        model._default_manager.filter(resident=drop).update(resident=keep)
    runs = Service.objects.filter(resident=keep, until=None).values_list("what", flat=True)
    Service.objects.filter(resident=drop).exclude(until=None, what__in=list(runs)).update(
        resident=keep
    )
    for gift in Gift.objects.filter(resident=drop):
        if not Gift.objects.filter(benefit=gift.benefit_id, year=gift.year, resident=keep).exists():
            gift.resident = keep
            gift.save(update_fields=["resident"])


def forget(row: Resident) -> None:
    """Empty what was written of somebody who was erased; that it was, and the sums, stay."""
    Visit.objects.filter(resident=row).update(note="")
    cases = AidCase.objects.filter(resident=row)
    AidStep.objects.filter(case__in=cases).update(text="")
    cases.update(detail="")
    Call.objects.filter(service__resident=row).update(note="")


def hand(homes: Sequence[int], unit: Unit, now: datetime) -> None:
    """Let the aid of households stand at the unit that answers for them now, and count both again."""
    cases = AidCase.objects.filter(household__in=homes).select_related("unit")
    found = list(cases)
    if not found:
        return
    cases.update(unit=unit)
    recount([unit, *(one.unit for one in found)], min(one.applied_on for one in found), now)
