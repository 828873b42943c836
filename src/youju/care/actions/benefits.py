"""What the aged get by their age: setting a rule, giving, taking back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.care.actions.frame import FRAME, require_arranger
from youju.care.actions.tallying import recount
from youju.care.models import Benefit, Gift
from youju.care.queries.benefits import due_in
from youju.care.rules import benefits as rules
from youju.care.rules.benefits import Rule
from youju.care.rules.visits import check_day
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit
from youju.residents.queries import Resident


def add_benefit(
    unit: Unit,
    name: str,
    rule: Rule,
    *,
    amount: Decimal | None = None,
    goods: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Benefit:
    """Set what people of an age who live at a unit or below get each year."""
    frame = FRAME.at("add_benefit", unit, actor=actor, now=now, key=key, may=May.RESIDENTS)
    with frame as doing:
        require_arranger(actor)
        if doing.replayed:
            return Benefit.objects.get(pk=doing.subject_id)
        if not name.strip():
            raise Refused(_("填名称，如 老年节慰问。"), field="name")
        rules.check_rule(rule)
        if not amount and not goods.strip():
            raise Refused(_("填金额或物品。"), field="amount")
        made = Benefit.objects.create(
            unit=unit,
            name=name.strip()[:40],
            least=rule.least,
            most=rule.most,
            festival=rule.festival,
            month_day=rule.month_day.strip(),
            amount=amount or None,
            goods=goods.strip()[:60],
        )
        doing.on("care.benefit", made.pk)
    return made


def end_benefit(
    benefit_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Benefit:
    """Give a benefit no more; what was given stays."""
    frame = FRAME.on(
        "end_benefit", Benefit, benefit_id, actor=actor, now=now, key=key, may=May.RESIDENTS
    )
    with frame as (doing, row):
        require_arranger(actor)
        if doing.replayed or row.until is not None:
            return row
        row.until = timezone.localdate(now)
        row.save(update_fields=["until"])
        doing.on("care.benefit", row.pk)
    return row


def give(
    benefit: Benefit,
    resident_id: int,
    year: int,
    *,
    on: date,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Gift:
    """Note that somebody got a benefit for a year.

    Raises:
        Refused: If the person is not of the age, or has got it.
    """
    frame = FRAME.on(
        "give", Resident, resident_id, actor=actor, now=now, key=key, may=May.RESIDENTS
    )
    with frame as (doing, person):
        if doing.replayed:
            return Gift.objects.get(pk=doing.subject_id)
        check_day(on, timezone.localdate(now))
        benefit = Benefit.objects.select_related("unit").get(pk=benefit.pk)
        if benefit.until is not None or not benefit.unit.covers(person.unit):
            raise Refused(_("这项慰问已停用，或不给这里的老人。"))
        if Gift.objects.filter(
            benefit=benefit, year=year, resident=person, voided_at=None
        ).exists():
            raise Refused(
                _("%(name)s %(year)s 年的已经发过。") % {"name": person.name, "year": year}
            )
        if not due_in(actor, benefit, benefit.unit, year).filter(pk=person.pk).exists():
            raise Refused(
                _("%(name)s到这一天不在这个年龄，请核对出生日期。") % {"name": person.name}
            )
        gift = Gift.objects.create(
            root_id=person.root_id,
            unit=person.unit,
            benefit=benefit,
            resident=person,
            year=year,
            on=on,
            amount=benefit.amount,
            goods=benefit.goods,
            by_label=actor.label,
        )
        recount([person.unit], on, now)
        doing.on("care.gift", gift.pk)
    return gift


def take_back(gift_id: int, *, actor: Membership, now: datetime, key: UUID | None = None) -> Gift:
    """Take back a gift that was noted by mistake."""
    frame = FRAME.on("take_back", Gift, gift_id, actor=actor, now=now, key=key, may=May.RESIDENTS)
    with frame as (doing, gift):
        if doing.replayed or gift.voided_at is not None:
            return gift
        gift.voided_at = now
        gift.save(update_fields=["voided_at"])
        recount([gift.unit], gift.on, now)
        doing.on("care.gift", gift.pk)
    return gift
