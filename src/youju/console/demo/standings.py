"""The sample edition in force in the demo city, what was judged by hand, a self-check, and the scores."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.console.demo.people import People
from youju.console.demo.places import Places
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Membership, Unit
from youju.standards import actions, queries
from youju.standards.queries import Edition
from youju.standards.rules.outcome import State

SAMPLE = "sample-city"
UNITS = ("金桥社区", "桂苑社区", "柳荫里社区", "柳荫街道")
GOOD, SOME = "看了台账和现场，符合要求", "看了现场，还有几处没有做到"
DAYS_BACK = (21, 14, 7, 1)
# Reached and not reached, beside what the entries say.
TARGETS = (
    ("cleanup.rubbish", 300, "车"),
    ("cleanup.adverts", 9000, "个"),
    ("printed.given", 20000, "份"),
)
EVERY_UNSEEN, EVERY_SHORT = 12, 7  # of so many items one is left unseen, one is short


def add_edition(places: Places, people: People, now: datetime) -> None:
    """Put the sample of a city in force, unless one is."""
    office = people.members["chengjiang"]
    if queries.current_edition(office, places.city) is None:
        actions.enable_sample(SAMPLE, actor=office, now=now, key=uuid4())


def add_standings(places: Places, people: People, now: datetime) -> None:
    """Judge what no data can say, check the items of 金桥社区, and keep the scores of some days."""
    office = people.members["chengjiang"]
    edition = queries.current_edition(office, places.city)
    if edition is None:
        return
    today = timezone.localdate(now)
    actions.recompute(edition.pk, today - timedelta(DAYS_BACK[0]), now=now)
    for name in UNITS:
        _judge(edition, places[name], people.recorder(places[name]), office, now)
    for back in DAYS_BACK[1:]:
        actions.recompute(edition.pk, today - timedelta(back), now=now - timedelta(back))
    _check(edition, places["金桥社区"], people.members["jinqiao"], now - timedelta(3))
    _targets(places, office, now)
    actions.recompute(edition.pk, today, now=now)


def _judge(
    edition: Edition, unit: Unit, actor: Membership, office: Membership, now: datetime
) -> None:
    """Judge the items nobody can compute: most of them good, some short, some left for later."""
    stood = queries.stood_of(office, edition, unit)
    if stood is None:
        return
    waiting = [code for code, one in stood.outcomes.items() if one.state is State.UNKNOWN]
    items = {one.code: one for one in queries.items_of(edition).filter(code__in=waiting)}
    at = now - timedelta(10)
    for n, code in enumerate(waiting):
        if n % EVERY_UNSEEN == 5 or code not in items:
            continue
        short = n % EVERY_SHORT == 3
        told: dict[str, Any] = {"share": Decimal("0.6") if short else Decimal(1)}
        told["reason"] = SOME if short else GOOD
        actions.judge_item(item=items[code], unit=unit, actor=actor, now=at, key=uuid4(), **told)


def _targets(places: Places, office: Membership, now: datetime) -> None:
    """Say what 柳荫街道 is to reach this year."""
    period = around(timezone.localdate(now), Grain.YEAR)
    for measure, value, unit in TARGETS:
        actions.set_measure_target(
            unit=places["柳荫街道"], measure=measure, period=period, quantity=Quantity(Decimal(value), unit),
            reason=f"{period.label}创建工作目标管理责任书", actor=office, now=now, key=uuid4(),
        )  # fmt: skip


def _check(edition: Edition, unit: Unit, actor: Membership, at: datetime) -> None:
    check = actions.begin_check(edition=edition, unit=unit, actor=actor, now=at, key=uuid4())
    stood = queries.stood_of(actor, edition, unit)
    asked = list(stood.outcomes) if stood is not None else []
    items = list(queries.items_of(edition).filter(code__in=asked))
    for n, item in enumerate(items[:12]):
        found = n in (4, 9)
        actions.check_item(
            check.pk, item=item, right=not found,
            text="近三个月没有活动记录" if found else "", fix="补开一次，留照片" if found else "",
            take_up_as="case" if n == 9 else "", actor=actor, now=at, key=uuid4(),
        )  # fmt: skip
    actions.finish_check(check.pk, actor=actor, now=at, key=uuid4())
