"""Shop-fronts: who signed for what, the daily walk along the street, faults put right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit
from youju.patrols import measures
from youju.patrols.actions.frame import act_at, act_on
from youju.patrols.actions.rounds import check_end
from youju.patrols.models import Shop, ShopCheck, ShopRound
from youju.patrols.rules.cleaning import Duties, check_round


def add_shop(
    unit: Unit,
    street: str,
    name: str,
    *,
    duties: Duties,
    made_on: date,
    owner: str = "",
    signed_on: date | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Shop:
    """Register a shop or house on a street, with its signed duties."""
    with act_at("add_shop", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Shop.objects.get(pk=doing.subject_id)
        same = Shop.objects.filter(unit=unit, street=street.strip(), name=name.strip(), until=None)
        if same.exists():
            raise Refused(_("这条路上已有同名门店，加上门牌号区分。"), field="name")
        shop = Shop.objects.create(
            unit=unit,
            street=street.strip(),
            name=name.strip(),
            owner=owner.strip(),
            duties=duties,
            signed_on=signed_on,
            made_on=made_on,
        )
        measures.count_again(measures.SHOP, shop, now)
        doing.on(measures.SHOP, shop.pk, name=name, street=street)
    return shop


def sign_shop(
    shop_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Shop:
    """Keep the day on which the duties were signed."""
    with act_on("sign_shop", Shop, shop_id, actor=actor, now=now, key=key) as (doing, shop):
        doing.on(measures.SHOP, shop.pk, on=on.isoformat())
        if not doing.replayed:
            if shop.signed_on is not None:
                raise Refused(_("这家门店已经签过责任书。"))
            if on > timezone.localdate(now):
                raise Refused(_("签订日期还没有到。"), field="on")
            shop.signed_on = on
            shop.save(update_fields=["signed_on"])
            measures.count_again(measures.SHOP, shop, now)
    return shop


def end_shop(
    shop_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Shop:
    """Take a closed shop off the street."""
    with act_on("end_shop", Shop, shop_id, actor=actor, now=now, key=key) as (doing, shop):
        doing.on(measures.SHOP, shop.pk)
        if not doing.replayed:
            check_end(shop.made_on, shop.until, on)
            shop.until = on
            shop.save(update_fields=["until"])
            measures.count_again(measures.SHOP, shop, now)
    return shop


def check_shops(
    unit: Unit,
    street: str,
    day: date,
    failed: Mapping[int, str],
    *,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> ShopRound:
    """Keep one walk along a street: all its shops were looked at, these failed.

    Args:
        failed: Shop id -> what was wrong. Shops that are not named were in order.
    """
    with act_at("check_shops", unit, actor=actor, now=now, key=key, may=May.RECORD) as doing:
        if doing.replayed:
            return ShopRound.objects.get(pk=doing.subject_id)
        if day > timezone.localdate(now):
            raise Refused(_("检查日期还没有到。"), field="day")
        shops = set(
            Shop.objects.filter(unit=unit, street=street, until=None).values_list("pk", flat=True)
        )
        check_round(shops, failed)
        if ShopRound.objects.filter(unit=unit, street=street, day=day).exists():
            raise Refused(_("这条路当天已经检查过。"), field="day")
        walk = ShopRound.objects.create(
            unit=unit,
            street=street,
            day=day,
            looked_at=len(shops),
            failed=len(failed),
            made_by_label=actor.label,
        )
        ShopCheck.objects.bulk_create(
            ShopCheck(round=walk, shop_id=shop, fault=text.strip()) for shop, text in failed.items()
        )
        measures.count_again(measures.ROUND, walk, now)
        doing.on(measures.ROUND, walk.pk, street=street, failed=len(failed))
    return walk


def correct_shop_fault(
    check_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> ShopCheck:
    """Note that a shop put its fault right."""
    with act_on(
        "correct_shop_fault",
        ShopCheck,
        check_id,
        actor=actor,
        now=now,
        key=key,
        way="round__unit",
        may=May.RECORD,
    ) as (doing, check):
        doing.on("patrols.shop_check", check.pk)
        if not doing.replayed:
            if on < check.round.day:
                raise Refused(_("改正日期早于检查日期。"), field="on")
            check.corrected_on = on
            check.save(update_fields=["corrected_on"])
            measures.count_again(measures.ROUND, check.round, now)
    return check
