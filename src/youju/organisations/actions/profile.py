"""Dated values of a unit's profile, and its boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.organisations import hooks, rules
from youju.organisations.actions.frame import Actor, act_at
from youju.organisations.models import ProfileValue, Unit
from youju.organisations.rules import ProfileItem


def put_value(
    unit: Unit,
    item: ProfileItem,
    quantity: Quantity,
    *,
    on: date,
    source: str,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> ProfileValue:
    """Put down a figure of the profile as it was on a day; the same day again corrects it."""
    with act_at("put_value", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return ProfileValue.objects.get(pk=doing.subject_id)
        wanted = rules.PROFILE[item]
        if wanted.unit == "人" and quantity.unit == "名":
            quantity = replace(quantity, unit="人")
        same = quantity.to(wanted.unit)
        if same is None:
            raise Refused(
                _("%(label)s以%(unit)s计，不能填%(unit2)s")
                % {"label": wanted.label, "unit": wanted.unit, "unit2": quantity.unit},
                field="quantity",
            )
        if on > timezone.localdate(now):
            raise Refused("日期还没有到，请填实际统计的日期", field="on")
        before = ProfileValue.objects.filter(unit=unit, item=item, on=on).first()
        value, _made = ProfileValue.objects.update_or_create(
            unit=unit,
            item=item,
            on=on,
            defaults={
                "value": same.value,
                "upper": same.upper,
                "qualifier": same.qualifier,
                "source": source,
            },
        )
        former = before.quantity.text() if before else ""
        doing.on("organisations.profile_value", value.pk, item=item, former=former)
        hooks.record_changed("organisations.profile_value", value.pk, now)
        return value
