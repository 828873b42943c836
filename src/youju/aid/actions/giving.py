"""Drives: what was given, what was handed over, making it public; grants to pupils and children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.aid import measures
from youju.aid.actions.frame import act_at, act_on, check_keeper, take_back
from youju.aid.actions.tallying import recount
from youju.aid.models import Donation, Drive, Fund, Grant, GrantChild, Handover
from youju.aid.models.giving import YUAN
from youju.aid.rules import giving as rules
from youju.aid.rules.giving import Donor, Help, Receiver
from youju.evidence.actions import set_links
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit, key_ring

TOKEN = "aid.grant_child"  # noqa: S105  what the digest is bound to


def start_drive(
    unit: Unit,
    name: str,
    *,
    since: date,
    until: date | None = None,
    purpose: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Drive:
    """Open a drive for donations."""
    with act_at("start_drive", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Drive.objects.get(pk=doing.subject_id)
        rules.check_drive(name, since, until, timezone.localdate(now))
        told = {"name": name.strip(), "purpose": purpose.strip(), "since": since, "until": until}
        made = Drive.objects.create(unit=unit, **told)
        measures.count_again(measures.DRIVE, made, now)
        doing.on(measures.DRIVE, made.pk)
    return made


@dataclass(frozen=True, slots=True)
class Gift:
    """What is told of a donation: who gave what. Several donors may be told together."""

    on: date
    donor: Donor
    name: str = ""
    donors: int = 1
    unnamed: bool = False
    amount: Quantity | None = None
    goods: str = ""
    worth: Quantity | None = None


def yuan(quantity: Quantity | None, field: str = "amount") -> str:
    """Return an amount as it is kept; refuse what is no money, and more than can be meant."""
    if quantity is None:
        return ""
    money = quantity.to(YUAN)
    if money is None:
        raise Refused(
            _("“%(text)s”不是金额，填元或万元。") % {"text": quantity.text()}, field=field
        )
    rules.check_most(money, field)
    return quantity.text()


def donate(
    drive_id: int, gift: Gift, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Donation:
    """Record what was given to a drive."""
    with act_on("donate", Drive, drive_id, actor=actor, now=now, key=key) as (doing, drive):
        if doing.replayed:
            return Donation.objects.get(pk=doing.subject_id)
        amount, worth = yuan(gift.amount), yuan(gift.worth, "worth")
        rules.check_donation(
            gift.donor, gift.name, gift.unnamed, gift.donors, gift.amount, gift.goods
        )
        rules.check_day(gift.on, drive.since, timezone.localdate(now))
        name = gift.name.strip()
        made = Donation.objects.create(
            drive=drive,
            on=gift.on,
            donor=gift.donor,
            name=name if gift.donor is Donor.UNIT else "",
            person=name if gift.donor is Donor.PERSON else "",
            donors=gift.donors,
            unnamed=gift.unnamed,
            amount=amount,
            goods=gift.goods.strip(),
            worth=worth,
            by_label=actor.label,
        )
        measures.count_again(measures.DONATION, made, now)
        doing.on(measures.DONATION, made.pk, drive=drive.pk)
    return made


@dataclass(frozen=True, slots=True)
class Handed:
    """What is told of a handing over."""

    on: date
    kind: Receiver
    receiver: str = ""
    receivers: int = 1
    amount: Decimal | None = None
    goods: str = ""
    paper: str = ""


def hand_over(
    drive_id: int,
    handed: Handed,
    *,
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Handover:
    """Record what of a drive was handed over: never more than came in."""
    with act_on("hand_over", Drive, drive_id, actor=actor, now=now, key=key) as (doing, drive):
        if doing.replayed:
            return Handover.objects.get(pk=doing.subject_id)
        told = Quantity(handed.amount, YUAN) if handed.amount is not None else None
        rules.check_gift(told, handed.goods)
        rules.check_day(handed.on, drive.since, timezone.localdate(now))
        given, gone = sums_of(drive)
        rules.check_handing(given, gone, handed.amount)
        made = Handover.objects.create(
            drive=drive,
            on=handed.on,
            kind=handed.kind,
            receiver=handed.receiver.strip(),
            receivers=max(handed.receivers, 1),
            amount=handed.amount,
            goods=handed.goods.strip(),
            paper=handed.paper.strip(),
            by_label=actor.label,
        )
        measures.count_again(measures.HANDOVER, made, now)
        if photos:
            set_links(measures.HANDOVER, made.pk, photos, unit=drive.unit, actor=actor, now=now)
        doing.on(measures.HANDOVER, made.pk, drive=drive.pk)
    return made


def sums_of(drive: Drive) -> tuple[Decimal, Decimal]:
    """Return how much at least came in and how much went out, in 元."""
    given = sum((one.sum for one in drive.donations.all() if one.counts), Decimal(0))
    handed = sum(
        (one.amount for one in drive.handovers.all() if one.amount and one.counts), Decimal(0)
    )
    return given, handed


def withdraw_donation(
    donation_id: int, *, why: str, actor: Membership, now: datetime, key: UUID | None = None
) -> Donation:
    """Take back a gift recorded by mistake, unless it was handed over already."""
    way = "drive__unit"
    with act_on("withdraw_donation", Donation, donation_id, way=way, actor=actor, now=now, key=key) as (doing, one):  # fmt: skip
        doing.on(measures.DONATION, one.pk)
        if not doing.replayed:
            drive = Drive.objects.select_for_update().get(pk=one.drive_id)
            rules.check_withdrawing(one.counts, why)
            given, handed = sums_of(drive)
            rules.check_handing(given - one.sum, handed, Decimal(0) if one.sum else None)
            take_back(one, why, measures.DONATION, now)
    return one


def withdraw_handover(
    handover_id: int, *, why: str, actor: Membership, now: datetime, key: UUID | None = None
) -> Handover:
    """Take back a handing over recorded by mistake."""
    way = "drive__unit"
    with act_on("withdraw_handover", Handover, handover_id, way=way, actor=actor, now=now, key=key) as (doing, one):  # fmt: skip
        doing.on(measures.HANDOVER, one.pk)
        if not doing.replayed:
            rules.check_withdrawing(one.counts, why)
            take_back(one, why, measures.HANDOVER, now)
    return one


def withdraw_grant(
    grant_id: int, *, why: str, actor: Membership, now: datetime, key: UUID | None = None
) -> Grant:
    """Take back a grant recorded by mistake."""
    with act_on("withdraw_grant", Grant, grant_id, actor=actor, now=now, key=key) as (doing, one):
        doing.on(measures.GRANT, one.pk)
        if not doing.replayed:
            rules.check_withdrawing(one.counts, why)
            take_back(one, why, measures.GRANT, now)
            recount(one.unit, [one.on], now)
    return one


def publish_drive(
    drive_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Drive:
    """Show what was given and handed over on the public pages, people's names masked."""
    with act_on("publish_drive", Drive, drive_id, actor=actor, now=now, key=key) as (doing, drive):
        doing.on(measures.DRIVE, drive.pk)
        if not doing.replayed:
            rules.check_publishing(drive.donations.count(), drive.published_on)
            drive.published_on = timezone.localdate(now)
            drive.save(update_fields=["published_on"])
    return drive


@dataclass(frozen=True, slots=True)
class Granted:
    """What is told of a grant: by which fund, for what, to how many, how much."""

    fund: str
    help: Help
    on: date
    pupils: Quantity | None
    amount: Quantity | None = None
    goods: str = ""
    pieces: Quantity | None = None
    agency: str = ""


def grant(
    unit: Unit, told: Granted, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Grant:
    """Record what a fund gave to pupils or children, told as a whole; they may be listed then."""
    with act_at("grant", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Grant.objects.get(pk=doing.subject_id)
        if not told.fund.strip():
            raise Refused("填基金、项目或主办单位的名称", field="fund")
        pupils = rules.counted(told.pupils)
        rules.check_grant(pupils, told.amount, told.goods, told.on, timezone.localdate(now))
        fund, _new = Fund.objects.get_or_create(
            unit=unit, name=told.fund.strip(), defaults={"agency": told.agency.strip()}
        )
        made = Grant.objects.create(
            fund=fund,
            unit=unit,
            help=told.help,
            year=told.on.year,
            on=told.on,
            said=pupils.text() if pupils else "",
            amount=yuan(told.amount),
            goods=told.goods.strip(),
            pieces=told.pieces.text() if told.pieces else "",
            by_label=actor.label,
        )
        measures.count_again(measures.GRANT, made, now)
        recount(unit, [told.on], now)
        doing.on(measures.GRANT, made.pk, fund=fund.pk)
    return made


def list_child(
    grant_id: int,
    name: str,
    *,
    guardian: str,
    consent: bool,
    school: str = "",
    amount: Decimal | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> GrantChild:
    """List one child of a grant; all of it sealed, and only with the guardian's consent."""
    with act_on("list_child", Grant, grant_id, actor=actor, now=now, key=key) as (doing, one):
        check_keeper(actor)
        if doing.replayed:
            return GrantChild.objects.get(pk=doing.subject_id)
        if not name.strip():
            raise Refused("填孩子的姓名", field="name")
        rules.check_consent(consent, guardian)
        token = key_ring().blind_index(f"{name.strip()}\0{school.strip()}", TOKEN)
        _check_once(one, token)
        held = list(one.children.values_list("amount", flat=True))
        rules.check_listed(one.pupils, one.money, len(held) + 1, [*held, amount])
        made = GrantChild.objects.create(
            grant=one,
            name=name.strip(),
            school=school.strip(),
            guardian=guardian.strip(),
            amount=amount,
            token=token,
        )
        doing.on("aid.grant_child", made.pk, grant=one.pk)
    return made


def _check_once(one: Grant, token: str) -> None:
    """Refuse a child that the same fund helped in the same way this year already."""
    same = {"grant__fund": one.fund_id, "grant__year": one.year, "grant__help": one.help}
    same["grant__withdrawn_why"] = ""
    if GrantChild.objects.filter(token=token, **same).exists():
        raise Refused("这个孩子今年已由同一基金资助，请核对", field="name")
