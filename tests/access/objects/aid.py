"""Objects of the room aid."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from tests.access.objects import by, once, residents
from youju.aid import actions
from youju.aid.actions import Gift, Granted, Handed, Paid, Promise, Wished
from youju.aid.models import Pairing, Tally
from youju.aid.rules.giving import Donor, Help, Receiver
from youju.aid.rules.paying import Level
from youju.aid.rules.wishes import Group, Helper, Kind
from youju.kernel.quantity_text import parse_quantity
from youju.residents.actions import Home, note_need, register
from youju.residents.models import Household
from youju.residents.rules.people import Told


def today():
    return timezone.localdate()


@once
def child(world, own):
    area = residents.area(world, own)
    told = Told("小禾", birth=today() - timedelta(3650), guardian="奶奶")
    one = register(told, Home(area, "9-1-101"), since=today(), **by(world.staff(own)))
    note_need("left_behind", resident_id=one.pk, since=today(), **by(world.staff(own)))
    return one.pk


@once
def pairing(world, own):
    told = Told("受助户")
    home = Home(residents.area(world, own), "9-1-102")
    person = register(told, home, since=today(), **by(world.staff(own)))
    promise = Promise("市供电局", Level.PROVINCE, Decimal(3000), today())
    unit = Household.objects.get(pk=person.household_id).unit
    return actions.pair(unit, promise, [person.household_id], **by(world.staff(own)))[0].pk


@once
def payment(world, own):
    paid = Paid(today().year, today(), Decimal(3000))
    return actions.pay([pairing(world, own)], paid, **by(world.staff(own)))[0].pk


@once
def visit(world, own):
    return actions.visit(pairing(world, own), today(), note="情况", **by(world.staff(own))).pk


@once
def drive(world, own):
    return actions.start_drive(world.unit(own), "募捐", since=today(), **by(world.staff(own))).pk


@once
def donation(world, own):
    gift = Gift(today(), Donor.PERSON, "李爱心", amount=parse_quantity("500元"))
    return actions.donate(drive(world, own), gift, **by(world.staff(own))).pk


def open_drive(world, own):
    """Return a drive with a gift, not public yet."""
    donation(world, own)
    return drive(world, own)


@once
def published(world, own):
    gift = Gift(today(), Donor.PERSON, "李爱心", amount=parse_quantity("500元"))
    one = actions.start_drive(world.unit(own), "已公开", since=today(), **by(world.staff(own)))
    actions.donate(one.pk, gift, **by(world.staff(own)))
    return actions.publish_drive(one.pk, **by(world.staff(own))).pk


@once
def handover(world, own):
    donation(world, own)
    handed = Handed(today(), Receiver.PERSON, "王", amount=Decimal(100))
    return actions.hand_over(drive(world, own), handed, **by(world.staff(own))).pk


@once
def grant(world, own):
    told = Granted("基金", Help.SCHOOL, today(), parse_quantity("5名"), parse_quantity("5000元"))
    return actions.grant(world.unit(own), told, **by(world.staff(own))).pk


@once
def wish(world, own):
    told = Wished(Kind.WISH, "王奶奶", Group.OLD, today(), "收音机")
    return actions.gather_wish(world.unit(own), told, **by(world.staff(own))).pk


@once
def taken(world, own):
    told = Wished(Kind.WISH, "王奶奶", Group.OLD, today(), "收音机")
    made = actions.gather_wish(world.unit(own), told, **by(world.staff(own)))
    how = {"helper": "李", "helper_kind": Helper.MEMBER, "on": today()}
    return actions.take_wish(made.pk, **how, **by(world.staff(own))).pk


@once
def stand_in(world, own):
    told = {"helper": "李阿姨", "guardian": "奶奶", "consent": True, "since": today()}
    return actions.stand_in(child(world, own), **told, **by(world.staff(own))).pk


@once
def contact(world, own):
    return actions.contact(stand_in(world, own), today(), ["call"], **by(world.staff(own))).pk


def tally(world, own):
    unit = actions_unit(world, own)
    return Tally.objects.filter(unit=unit).order_by("pk").last().pk


def actions_unit(world, own):
    return Pairing.objects.get(pk=pairing(world, own)).unit


def household(world, own):
    return Pairing.objects.get(pk=pairing(world, own)).household_id


OBJECTS = {
    "household_id": household,
    "pairing_id": pairing,
    "payment_id": payment,
    "visit_id": visit,
    "drive_id": drive,
    "aid:drive_publish.drive_id": open_drive,
    "donation_id": donation,
    "handover_id": handover,
    "grant_id": grant,
    "wish_id": wish,
    "aid:wish_release.wish_id": taken,
    "stand_in_id": stand_in,
    "contact_id": contact,
    "child_id": child,
    "tally_id": tally,
    "what": lambda _world, _own: "visit",
    "record_id": visit,
    "field": lambda _world, _own: "note",
}
