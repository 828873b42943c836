"""Care in the demo city: visits before the festival, applications for aid, the oldest, care at home."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.care import actions
from youju.care.actions.aid import Asked
from youju.care.actions.services import Plan
from youju.care.actions.visits import Told
from youju.care.queries import due_in, unseen
from youju.care.rules.benefits import Rule
from youju.console.demo.people import People
from youju.organisations.queries import Membership
from youju.residents.queries import aged

GOODS = ("米 1 袋、油 1 桶", "棉被 1 床", "")
SERVED = (("hair", 30, "王师傅"), ("comfort", 14, "白书记"), ("checkup", 90, "社区卫生服务站"), ("care", 7, "李阿姨"))  # fmt: skip


def add_care(people: People, now: datetime) -> None:
    """Let the community visit, apply and care, and the care officer decide."""
    clerk, care, street = (people.members[name] for name in ("jinqiao", "jiuzhu", "chengdong"))
    _visits(clerk, now)
    _aid(clerk, care, street, now)
    _aged(clerk, now)


def _by(actor: Membership, now: datetime) -> dict[str, Any]:
    return {"actor": actor, "now": now, "key": uuid4()}


def _visits(clerk: Membership, now: datetime) -> None:
    """Visit twelve households, five of them with something brought; a round begins."""
    today = timezone.localdate(now)
    begin = today.replace(month=1, day=1)
    made = actions.open_round(clerk.unit, "冬季送温暖", today - timedelta(9), today + timedelta(20), **_by(clerk, now))  # fmt: skip
    for n, home in enumerate(list(unseen(clerk, clerk.unit, begin, today).order_by("pk")[:12])):
        money = Decimal(200) if n < 5 else None
        day = max(today - timedelta(n * 3), begin)
        told = Told(day, "白书记、金专干", goods=GOODS[n % 3] if n < 5 else "", money=money)
        actions.record_visit(home.pk, told, round=made if day >= made.since else None, **_by(clerk, now))  # fmt: skip


def _aid(clerk: Membership, care: Membership, street: Membership, now: datetime) -> None:
    """Bring six applications as far as six states go."""
    today = timezone.localdate(now)
    fund = actions.add_fund(street.unit, "临时救助金", Decimal(20000), today - timedelta(60), source="区民政局", **_by(street, now))  # fmt: skip
    homes = list(unseen(clerk, clerk.unit, today, today).order_by("-pk")[:7])
    for n, home in enumerate(homes):
        kind = ("dibao", "linshi", "dibao", "tekun", "linshi", "lianzu", "dibao")[n]
        asked = Asked(kind, "因病致穷", today - timedelta(40), people=1 + n % 3)
        case = actions.apply_aid(home.pk, asked, **_by(clerk, now))
        if n == 6:
            continue
        found: dict[str, Any] = {"checkers": "金专干、白书记", "text": "入户看过，收入和财产已核对"}
        actions.check_aid(case.pk, on=today - timedelta(35), **found, **_by(clerk, now))
        if kind != "linshi":
            on = today - timedelta(2 if n == 5 else 30)
            actions.notice_aid(case.pk, on=on, **_by(clerk, now))
        if n == 5:
            continue
        if n == 4:
            actions.refuse_aid(case.pk, on=today - timedelta(20), text="家庭收入高于标准", **_by(care, now))  # fmt: skip
            continue
        amount: dict[str, Any] = {"amount": Decimal(600 + 100 * n), "monthly": kind != "linshi"}
        actions.grant_aid(case.pk, on=today - timedelta(20), **amount, **_by(care, now))
        paid: dict[str, Any] = {"amount": Decimal(600), "fund": fund if kind == "linshi" else None}
        actions.pay_aid(case.pk, on=today - timedelta(10), **paid, **_by(street, now))


def _aged(clerk: Membership, now: datetime) -> None:
    """Bring the oldest something, and arrange who cares for ten of them at home."""
    today = timezone.localdate(now)
    rule = actions.add_benefit(clerk.unit, "老年节慰问", Rule(90, None, "chongyang"), amount=Decimal(200), **_by(clerk, now))  # fmt: skip
    for person in list(due_in(clerk, rule, clerk.unit, today.year)[:7]):
        actions.give(rule, person.pk, today.year, on=today, **_by(clerk, now))
    for n, person in enumerate(list(aged(clerk, clerk.unit, 70, today)[:10])):
        what, every, who = SERVED[n % 4]
        plan = Plan(what, every, today - timedelta(60), who, starlight=n % 2 == 0)
        service = actions.arrange_service(person.pk, plan, **_by(clerk, now))
        if n < 8:
            actions.record_call(service.pk, on=today - timedelta(5 + n * 4), **_by(clerk, now))
