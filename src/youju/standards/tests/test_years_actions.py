"""Results over the years with targets, and events that bar a unit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from youju.facts.queries import unscoped_figures
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.patrols.models import Inspection
from youju.standards import actions, queries
from youju.standards.models import IndexTarget, NegativeEvent
from youju.standards.queries.years import lost_again
from youju.standards.tests.mock_world import NOON, wrong_facts


class Years:
    def __init__(self) -> None:
        self.city = City()
        self.district = self.city.district
        self.office = make_member(self.district, Role.OFFICE, "qu-office")
        self.leader = make_member(self.district, Role.LEADER, "qu-leader")
        self.staff = make_member(self.city.community, Role.STAFF, "shequ")

    def by(self, **more):
        return {"actor": self.office, "now": NOON, "key": uuid4(), **more}

    def result(self, year, score, rank, lost="", **more):
        told = {"name": f"{year}年上半年公共文明指数测评", "on": date(year, 6, 1)}
        given = {"score": score and Decimal(score), "full": Decimal(100), "rank": rank, "of": 13, "lost": lost}  # fmt: skip
        return actions.record_result(unit=self.district, **told | given | more, **self.by())

    def event(self, on=date(2026, 3, 1), **more):
        told = {"group": "安全生产", "title": "较大事故", "basis": "市安委会通报", "bars": True}
        return actions.register_negative(unit=self.district, on=on, **told | more, **self.by())


@pytest.fixture
def world(db) -> Years:
    return Years()


def figure(unit, code):
    code = f"standards.{code}"
    found = unscoped_figures(unit, parse_period("2026"), [code])[code]
    return found.quantity.text() if found.quantity else None


def test_years_stand_beside_their_targets_and_repeated_losses_are_named(world):
    world.result(2025, "89.7", 5, "公益广告，数量不够，1.5\n停车，乱停")
    world.result(2026, "92.4", 2, "公益广告，破损，1")
    actions.set_target(unit=world.district, year=2025, rank=3, before="提名县", **world.by())
    actions.set_target(unit=world.district, year=2026, rank=4, **world.by())
    actions.set_target(unit=world.district, year=2026, rank=3, **world.by())

    tests = queries.index_tests(world.office, world.district)

    assert [(one.inspection.rank, one.reached) for one in tests] == [(5, False), (2, True)]
    assert lost_again(tests) == [("公益广告", 2)]
    assert IndexTarget.objects.count() == 2
    assert queries.index_target(world.district, 2026).rank == 3
    assert wrong_facts() == []


def test_a_result_is_written_whole_or_not_at_all_and_once(world):
    key = uuid4()
    told = {"unit": world.district, "name": "指数测评", "on": date(2026, 6, 1), "rank": 2}
    first = actions.record_result(**told, **world.by(key=key))
    assert actions.record_result(**told, **world.by(key=key)) == first

    with pytest.raises(Refused, match="填得分或名次"):
        world.result(2025, None, None)
    with pytest.raises(Refused, match="停车：满分减得分只余"):
        world.result(2025, "99", 1, "停车，乱停，7")
    with pytest.raises(Forbidden):
        actions.record_result(**told, **world.by(actor=world.leader))
    assert Inspection.objects.count() == 1


def test_targets_that_cannot_be(world):
    key = uuid4()
    told = {"unit": world.district, "year": 2026, "rank": 3}
    assert actions.set_target(**told, **world.by(key=key)) == actions.set_target(
        **told, **world.by(key=key)
    )
    with pytest.raises(Refused, match="年份写四位"):
        actions.set_target(**told | {"year": 26}, **world.by())
    with pytest.raises(Refused, match="名次填 1 或更大"):
        actions.set_target(**told | {"rank": 0}, **world.by())


def test_a_serious_event_bars_its_unit_and_those_above_for_twelve_months(world):
    event = world.event()
    world.event(date(2026, 4, 1), bars=False, title="一般事故")

    assert queries.barring(world.district, date(2026, 7, 1)) == [event]
    assert queries.barring(world.city.city, date(2027, 2, 28)) == [event]
    assert queries.barring(world.district, date(2027, 3, 1)) == []
    assert queries.barring(world.district, date(2026, 2, 28)) == []
    assert queries.barring(world.city.community, date(2026, 7, 1)) == []
    assert event.barring(date(2026, 7, 1)) and not event.barring(date(2027, 3, 1))
    assert event.until == date(2027, 3, 1)
    assert (figure(world.district, "negatives"), figure(world.district, "barring")) == ("2件", "1件")  # fmt: skip


def test_an_event_is_taken_back_with_a_reason_and_bars_no_longer(world):
    event = world.event()
    key = uuid4()
    with pytest.raises(Refused, match="写明撤下的原因"):
        actions.withdraw_negative(event.pk, reason=" ", **world.by())
    actions.withdraw_negative(event.pk, reason="认定已撤销", **world.by(key=key))
    actions.withdraw_negative(event.pk, reason="认定已撤销", **world.by(key=key))
    with pytest.raises(Refused, match="已经撤下"):
        actions.withdraw_negative(event.pk, reason="认定已撤销", **world.by())

    assert queries.barring(world.district, date(2026, 7, 1)) == []
    assert figure(world.district, "negatives") is None
    assert wrong_facts() == []
    assert not NegativeEvent.objects.get().barring(date(2026, 7, 1))


def test_events_are_registered_once_by_those_who_may_and_seen_by_their_units(world):
    key = uuid4()
    told = {"unit": world.district, "on": date(2026, 3, 1), "group": "诚信", "title": "失信", "basis": "公告"}  # fmt: skip
    first = actions.register_negative(**told, **world.by(key=key))
    assert actions.register_negative(**told, **world.by(key=key)) == first

    assert queries.negative_for(world.office, first.pk) == first
    assert list(queries.negatives_of(world.leader, world.district)) == [first]
    with pytest.raises(Missing):
        queries.negative_for(world.staff, first.pk)
    assert not queries.negatives_visible_to(None).exists()
    with pytest.raises(Refused, match="还没有到"):
        world.event(date(2026, 7, 9))
