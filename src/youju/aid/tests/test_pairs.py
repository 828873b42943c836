"""Pairing a unit with households, paying once a year, visiting; what it counts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from youju.aid import actions, queries
from youju.aid.actions import Paid, reminders, tallying
from youju.aid.drafts import of_tally
from youju.aid.models import Pairing, Payment, Tally
from youju.aid.rules.paying import Level, Standing
from youju.aid.tests.world import NOON, TODAY, Village, figure, twice, wrong_facts
from youju.inbox.queries import unread_count
from youju.kernel.refusal import Missing, Refused
from youju.residents.actions import give_building

MARCH = date(2026, 3, 5)
YEARLY = Decimal(3000)


def test_a_unit_is_paired_pays_all_its_households_at_once_and_is_counted(village: Village):
    homes = [village.home(n) for n in range(1, 7)]
    made = twice(lambda **how: village_pair(village, homes, **how), **village.by(village.staff))
    ids, paid = [one.pk for one in made], Paid(2026, MARCH, YEARLY, "凭证 8 号")
    rows = twice(lambda **how: actions.pay(ids, paid, **how), **village.by(village.staff))

    assert len(rows) == 6 and Payment.objects.count() == 6
    assert figure(village.district, "paired_province") == "6户"
    assert figure(village.district, "helpers_province") == "1个"
    assert (
        figure(village.district, "paid_province") == figure(village.district, "paid") == "1.8万元"
    )
    years = [queries.year_of(one, 2026) for one in queries.pairings_of(village.staff, village.community, 2026)]  # fmt: skip
    assert {one.standing for one in years} == {Standing.PAID}
    (level,) = queries.sums_by_level(years)
    assert (level.helpers, level.households, level.due, level.paid) == (1, 6, 18000, 18000)
    assert wrong_facts() == []


def village_pair(village: Village, homes, **how):
    ids = [one.pk for one in homes]
    return actions.pair(village.community, village.promise(), ids, **how)


def test_fewer_than_five_households_are_told_as_few(village: Village):
    village.pair(village.home())

    assert figure(village.community, "paired") == "不足5户"


def test_a_year_is_not_paid_twice_without_saying_so_and_a_mistake_is_taken_back(village: Village):
    (one,) = village.pair(village.home())
    told = {"actor": village.staff, "now": NOON}
    (first,) = actions.pay([one.pk], Paid(2026, MARCH, YEARLY), key=uuid4(), **told)

    with pytest.raises(Refused, match="同一年不重复付款"):
        actions.pay([one.pk], Paid(2026, MARCH, YEARLY), key=uuid4(), **told)
    assert Payment.objects.count() == 1
    (more,) = actions.pay([one.pk], Paid(2026, MARCH, YEARLY, again="住院再付一笔"), key=uuid4(), **told)  # fmt: skip
    assert more.again == "住院再付一笔" and figure(village.community, "paid") == "6000元"
    with pytest.raises(Refused, match="撤回的原因"):
        actions.withdraw_payment(more.pk, why="", key=uuid4(), **told)
    twice(
        lambda **how: actions.withdraw_payment(more.pk, why="记错了户", **how), key=uuid4(), **told
    )
    assert figure(village.community, "paid") == "3000元"
    with pytest.raises(Refused, match="已经撤回"):
        actions.withdraw_payment(more.pk, why="记错了户", key=uuid4(), **told)
    assert first.again == "" and wrong_facts() == []


def test_a_household_has_one_helper_and_another_after_it(village: Village):
    home = village.home()
    (one,) = village.pair(home)
    with pytest.raises(Refused, match="有 1 户已经结对"):
        village.pair(home, helper="市税务局")

    twice(lambda **how: actions.end_pairing(one.pk, on=TODAY, **how), **village.by(village.staff))
    assert figure(village.community, "paired") == "0户"
    village.pair(home, helper="市税务局", level=Level.CITY, since=date(2026, 7, 8))
    assert figure(village.community, "paired_city") == "不足5户"
    with pytest.raises(Missing):
        actions.pair(village.next_door, village.promise(), [home.pk], **village.by(village.neighbour))  # fmt: skip
    assert wrong_facts() == []


def test_a_year_may_owe_another_amount(village: Village):
    (one,) = village.pair(village.home())
    how = village.by(village.staff)
    twice(lambda **more: actions.plan_year(one.pk, 2026, Decimal(2000), why="减半", **more), **how)

    (held,) = queries.with_money(Pairing.objects.filter(pk=one.pk))
    assert held.due_in(2026) == 2000 and held.due_in(2027) == 3000
    with pytest.raises(Refused, match="没有结对"):
        actions.plan_year(one.pk, 2020, Decimal(2000), why="", **village.by(village.staff))


def test_visits_are_kept_and_counted_and_others_pay_nothing(village: Village):
    (one,) = village.pair(village.home())
    told = {"visitor": "局领导", "goods": "米油", "note": "老伴住院"}
    made = twice(lambda **how: actions.visit(one.pk, MARCH, **told, **how), **village.by(village.staff))  # fmt: skip

    made.refresh_from_db()
    assert str(made.note) == "****" and figure(village.community, "visits") == "1次"
    twice(lambda **how: actions.withdraw_visit(made.pk, why="记错了户", **how), **village.by(village.staff))  # fmt: skip
    assert figure(village.community, "visits") == "" and wrong_facts() == []
    with pytest.raises(Refused, match="已经撤回"):
        actions.withdraw_visit(made.pk, why="记错了户", **village.by(village.staff))
    (other,) = village.pair(village.home(2), helper="市税务局")
    with pytest.raises(Missing, match="不是这个单位的"):
        actions.pay([one.pk, other.pk], Paid(2026, MARCH, YEARLY), **village.by(village.staff))
    offered = queries.households_offered(village.staff, village.community)
    assert [(kinds, helped) for _home, kinds, helped in offered] == [(["特困户"], True)] * 2
    assert queries.unpaid_at(village.staff, 2026) == 2
    assert queries.unpaid_with(village.staff, one, 2026) == []
    assert queries.helpers_known(village.staff, village.community)[0] == (
        "市供电局",
        "province",
    )


def test_papers_serve_each_payment_and_visit(village: Village, monkeypatch):
    served = []
    monkeypatch.setattr("youju.aid.actions.pairs.set_links", lambda kind, *_a, **_k: served.append(kind))  # fmt: skip
    (one,) = village.pair(village.home())

    actions.pay([one.pk], Paid(2026, MARCH, YEARLY), photos=[1], **village.by(village.staff))
    actions.visit(one.pk, MARCH, photos=[1], **village.by(village.staff))

    assert served == ["aid.payment", "aid.visit"]


def test_who_keeps_the_pairings_is_reminded_once_a_year(village: Village):
    village.pair(village.home(), village.home(2))
    (paid,) = village.pair(village.home(3), helper="市税务局")
    actions.pay([paid.pk], Paid(2026, MARCH, YEARLY), **village.by(village.staff))
    assert reminders.remind(NOON) == 0  # July
    autumn = datetime(2026, 10, 9, 4, tzinfo=UTC)

    assert reminders.remind(autumn) == 2
    assert reminders.remind(autumn) == 0
    assert unread_count(village.staff) == 1


def test_months_are_counted_on_by_themselves(village: Village):
    village.pair(village.home())
    later = datetime(2026, 9, 1, 4, tzinfo=UTC)

    assert tallying.look_round(later) == 1
    assert tallying.look_round(later) == 0
    assert Tally.objects.filter(month=date(2026, 9, 1)).count() == 1


def test_households_of_a_grid_are_counted_with_the_community(village: Village):
    give_building(village.area.pk, "3", village.grid, **village.by(village.staff))
    outside = [village.add(f"王{n}", f"4-1-{n}01").household for n in range(1, 3)]
    homes = [village.home(n) for n in range(1, 4)] + outside

    village.pair(*homes)

    assert figure(village.community, "paired") == figure(village.district, "paired") == "5户"
    assert figure(village.grid, "paired") == "" and wrong_facts() == []
    kept = Tally.objects.create(
        unit=village.grid, month=MARCH.replace(day=1), on=MARCH, counts={"paired": "9"}
    )
    assert list(of_tally(kept)) == []
