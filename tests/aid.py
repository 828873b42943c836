"""What the room of helping shows of one unit: some of everything, for tests that go over pages."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.aid import actions
from youju.aid.actions import Gift, Granted, Handed, Paid, Promise, Wished
from youju.aid.models import Tally
from youju.aid.rules.giving import Donor, Help, Receiver
from youju.aid.rules.paying import Level
from youju.aid.rules.wishes import Group, Kind
from youju.kernel.quantity_text import parse_quantity
from youju.organisations.models import Membership
from youju.residents.actions import Home, note_need, register
from youju.residents.queries import Area
from youju.residents.rules.people import Told

PAGES = (
    "/aid/",
    "/aid/today/",
    "/aid/export/",
    "/aid/pairings/new/",
    "/aid/pairings/{pairing_id}/",
    "/aid/pairings/{pairing_id}/pay/",
    "/aid/of-household/{household_id}/",
    "/aid/drives/",
    "/aid/drives/{drive_id}/",
    "/aid/grants/",
    "/aid/grants/{grant_id}/",
    "/aid/wishes/",
    "/aid/wishes/{wish_id}/",
    "/aid/stand-ins/",
    "/aid/stand-ins/{stand_in_id}/",
    "/aid/children/",
    "/aid/children/{child_id}/",
    "/aid/tallies/{aid_tally_id}/",
)


def some_aid(staff: Membership, area: Area) -> dict[str, int]:
    """Help some of everybody at the member's unit; return ids for addresses."""
    today = timezone.localdate()

    def by() -> dict[str, Any]:
        return {"actor": staff, "now": timezone.now(), "key": uuid4()}

    people = [register(Told(f"受助{n}"), Home(area, f"8-1-{n}01"), **by()) for n in range(1, 7)]
    homes = [one.household_id for one in people]
    for one in homes:
        note_need("tekun", household_id=one, since=today, **by())
    promise = Promise("市供电局", Level.PROVINCE, Decimal(3000), today)
    pairs = actions.pair(staff.unit, promise, [one for one in homes[:4] if one], **by())
    actions.pay([one.pk for one in pairs[:2]], Paid(today.year, today, Decimal(3000)), **by())
    for one in pairs[:2]:
        actions.visit(one.pk, today, note="情况", **by())
    drive = _drive(staff, today, by)
    for n in range(3):
        told = Granted(
            f"基金{n}", Help.SCHOOL, today, parse_quantity("5名"), parse_quantity("500元")
        )
        grant = actions.grant(staff.unit, told, **by())
        actions.list_child(grant.pk, "小禾", guardian="奶奶", consent=True, **by())
        wish = actions.gather_wish(staff.unit, Wished(Kind.WISH, f"王{n}", Group.OLD, today, "书包"), **by())  # fmt: skip
    child = _children(staff, area, today, by)
    return child | {
        "pairing_id": pairs[0].pk, "drive_id": drive, "grant_id": grant.pk, "wish_id": wish.pk,
        "aid_tally_id": Tally.objects.order_by("pk")[0].pk,
    }  # fmt: skip


def _drive(staff: Membership, today: date, by: Any) -> int:
    drive = actions.start_drive(staff.unit, "募捐", since=today, **by())
    for n in range(3):
        gift = Gift(today, Donor.PERSON, f"李{n}", amount=parse_quantity("500元"))
        actions.donate(drive.pk, gift, **by())
        actions.hand_over(
            drive.pk, Handed(today, Receiver.PERSON, "王", amount=Decimal(10)), **by()
        )
    return drive.pk


def _children(staff: Membership, area: Area, today: date, by: Any) -> dict[str, int]:
    for n in range(1, 4):
        told = Told(f"小禾{n}", birth=today - timedelta(3650), guardian="奶奶")
        child = register(told, Home(area, f"8-2-{n}01"), **by())
        note_need("left_behind", resident_id=child.pk, since=today, **by())
        agreed: dict[str, Any] = {"guardian": "奶奶", "consent": True}
        actions.keep_file(child.pk, school="一小", **agreed, **by())
        made = actions.stand_in(child.pk, helper="李阿姨", since=today, **agreed, **by())
        actions.contact(made.pk, today, ["call"], **by())
    return {"child_id": child.pk, "stand_in_id": made.pk}
