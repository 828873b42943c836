"""Who helps whom in the demo city: pairings that are paid and not, a drive, grants, wishes, a child's stand-in parent."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.aid import actions
from youju.aid.actions import Gift, Granted, Handed, Paid, Promise, Wished
from youju.aid.queries import households_offered
from youju.aid.rules.giving import Donor, Help, Receiver
from youju.aid.rules.paying import Level
from youju.aid.rules.wishes import Group, Helper, Kind
from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.kernel.quantity_text import parse_quantity
from youju.organisations.queries import Membership
from youju.residents.actions import note_need
from youju.residents.queries import Resident, visible

HELPERS = (
    ("澄江供电公司", Level.PROVINCE, 3000, 2, True), ("澄江税务局", Level.CITY, 2000, 2, False), ("澄江第一医院", Level.CITY, 2000, 2, True),
)  # fmt: skip
GIFTS = (
    (Donor.UNIT, "澄江供电公司", 1, "9000元", ""), (Donor.UNIT, "澄江税务局", 1, "9000元", ""), (Donor.UNIT, "", 15, "75000元", ""),
    (Donor.PERSON, "柳爱心", 1, "500元", ""), (Donor.PERSON, "闻暖", 1, "", "棉被 10 床"),
)  # fmt: skip
WISHES = (
    ("曹奶奶", Group.OLD, "一台收音机"), ("尤大爷", Group.DISABLED, "一副新拐杖"), ("小麦", Group.CHILD, "一个新书包"),
    ("苗奶奶", Group.WUBAO, "一床厚棉被"), ("滕大爷", Group.OLD, "装一个扶手"),
)  # fmt: skip


def add_aid(places: Places, people: People, now: datetime) -> None:
    """Help some households and children of 金桥社区."""
    _Aid(people.members["jinqiao"], now).run()


class _Aid:
    def __init__(self, clerk: Membership, now: datetime) -> None:
        self.clerk, self.unit, self.now = clerk, clerk.unit, now
        self.today = timezone.localdate(now)

    def by(self) -> dict[str, Any]:
        return {"actor": self.clerk, "now": self.now, "key": uuid4()}

    def day(self, back: int) -> date:
        return self.today - timedelta(back)

    def run(self) -> None:
        self._pairings()
        self._drive()
        self._grants()
        self._wishes()
        self._children()

    def _pairings(self) -> None:
        offered = households_offered(self.clerk, self.unit)
        homes = [home.pk for home, _kinds, helped in offered if not helped]
        since = date(self.today.year - 1, 3, 1)
        for helper, level, yearly, n, pays in HELPERS:
            chosen, homes = homes[:n], homes[n:]
            if not chosen:
                return
            promise = Promise(helper, level, Decimal(yearly), since)
            made = actions.pair(self.unit, promise, chosen, **self.by())
            ids = [one.pk for one in made]
            last = Paid(since.year, since + timedelta(60), Decimal(yearly), "转账 0312")
            actions.pay(ids, last, **self.by())
            if pays:
                paid = Paid(self.today.year, self.day(20), Decimal(yearly), "转账 0528")
                actions.pay(ids, paid, **self.by())
            told: dict[str, Any] = {"visitor": f"{helper}工会", "goods": "米、油各一份"}
            actions.visit(ids[0], self.day(20), **told, **self.by())

    def _drive(self) -> None:
        since, purpose = self.day(60), "大病救助和困难户过冬"
        drive = actions.start_drive(self.unit, "暖冬募捐", since=since, purpose=purpose, **self.by())  # fmt: skip
        for donor, name, donors, amount, goods in GIFTS:
            money = parse_quantity(amount) if amount else None
            gift = Gift(self.day(50), donor, name, donors, amount=money, goods=goods)
            actions.donate(drive.pk, gift, **self.by())
        handed = Handed(self.day(30), Receiver.HOUSEHOLD, "", 12, Decimal(60000), paper="发放表 1")
        actions.hand_over(drive.pk, handed, **self.by())
        actions.publish_drive(drive.pk, **self.by())

    def _grants(self) -> None:
        for fund, agency, help, pupils, amount, goods, back in (
            ("社区助学金", "金桥社区", Help.SCHOOL, "5名", "5000元", "文具书籍", 90),
            ("春蕾计划", "区妇联", Help.SCHOOL, "23名", "6900元", "", 120),
        ):
            told = Granted(fund, help, self.day(back), parse_quantity(pupils), parse_quantity(amount), goods, agency=agency)  # fmt: skip
            actions.grant(self.unit, told, **self.by())

    def _wishes(self) -> None:
        for n, (name, group, text) in enumerate(WISHES):
            wished = Wished(Kind.WISH, name, group, self.day(40), text, consent=True)
            made = actions.gather_wish(self.unit, wished, **self.by())
            if n < 3:
                how: dict[str, Any] = {"helper": f"党员{'甲乙丙'[n]}", "helper_kind": Helper.MEMBER}
                actions.take_wish(made.pk, on=self.day(30), **how, **self.by())
            if n < 2:
                result: dict[str, Any] = {"on": self.day(15), "result": f"{text}已送到家"}
                actions.fulfil_wish(made.pk, **result, **self.by())

    def _children(self) -> None:
        minors = visible(self.clerk, Resident).filter(minor=True, household__isnull=False)
        for n, child in enumerate(minors.order_by("pk")[:3]):
            since, kind = self.day(200), "moving_child" if n == 2 else "left_behind"
            note_need(kind, resident_id=child.pk, since=since, **self.by())
            told: dict[str, Any] = {"guardian": "奶奶", "consent": True}
            if n < 2:
                file: dict[str, Any] = {
                    "school": "澄江实验小学",
                    "parents": "父母在外省务工",
                    "wants": "作业辅导",
                }
                actions.keep_file(child.pk, **told, **file, **self.by())
            if n == 0:
                made = actions.stand_in(child.pk, helper="闻阿姨", since=self.day(90), **told, **self.by())  # fmt: skip
                for back, done in ((40, ["call", "visit", "child"]), (5, ["call"])):
                    actions.contact(made.pk, self.day(back), done, note="学习有进步", **self.by())
