"""Visits: what is noted, who was not seen, rounds, figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from youju.care import actions, queries
from youju.care.models import Visit
from youju.care.tests.world import NOON, TODAY, figure, seen, wrong
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.residents.actions import note_need

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_a_visit_counts_once_and_with_a_gift_as_comfort_too(town):
    homes = [town.poor(n) for n in (1, 2)]
    by = town.by(town.staff)
    for _twice in range(2):
        told = seen(goods="米、油", worth=Decimal(100), money=Decimal(200), note="独居")
        visit = actions.record_visit(homes[0].pk, told, **by)
    actions.record_visit(homes[1].pk, seen(), **town.by(town.staff))

    assert wrong() == []
    assert visit.cheers and "独居" not in str(Visit.objects.values().get(pk=visit.pk))
    shown = [figure(town.district, code) for code in ("visits", "cheered", "money", "worth")]
    assert shown == ["2户", "1户", "200元", "100元"]
    visit.refresh_from_db()
    assert (
        actions.open_field(
            visit, "note", "走访慰问", "春节走访名单", actor=town.care, now=by["now"]
        )
        == "独居"
    )
    by = town.by(town.staff)
    for _twice in range(2):
        gone = actions.withdraw_visit(visit.pk, **by)
    assert gone.voided_at and figure(town.district, "visits") == "1户"
    assert figure(town.district, "money") == "" and "走访" in str(gone)
    assert list(queries.visits_to(town.staff, homes[0])) == []


def test_whoever_is_in_need_and_was_not_seen_this_year_is_listed(town):
    whole, person = town.poor(1), town.home(2)
    note_need("disabled", resident_id=person.head_id, since=TODAY, **town.by(town.staff))
    town.home(3)  # not in need
    assert set(queries.unseen(town.staff, town.community, *YEAR)) == {whole, person}
    assert queries.needs_by_home(town.staff, town.community, [whole, person]) == {
        whole.pk: ["困难家庭"], person.pk: ["残疾人"]
    }  # fmt: skip

    actions.record_visit(whole.pk, seen(), **town.by(town.staff))

    assert list(queries.unseen(town.staff, town.community, *YEAR)) == [person]
    assert not queries.unseen(town.neighbour, town.next_door, *YEAR)
    assert not queries.unseen(town.staff, town.community, *YEAR, need="poor")


def test_a_round_lists_its_own_kind_and_takes_visits_of_its_days(town):
    home = town.poor(1)
    days = (date(2026, 7, 1), date(2026, 7, 20))
    by = town.by(town.office)
    for _twice in range(2):
        made = actions.open_round(town.district, "夏送清凉", *days, need="poor", **by)
    assert list(queries.rounds_at(town.staff, town.community)) == [made]
    assert list(queries.unseen(town.staff, town.community, *days, made.need)) == [home]

    with pytest.raises(Refused, match="不在“夏送清凉”"):
        actions.record_visit(home.pk, seen(date(2026, 6, 30)), round=made, **town.by(town.staff))
    actions.record_visit(home.pk, seen(), round=made, **town.by(town.staff))
    assert made.visits.count() == 1 and str(made) == "夏送清凉"
    assert list(queries.rounds_for(town.staff, home.unit)) == [made]
    elsewhere = actions.open_round(town.grid, "网格走访", *days, **town.by(town.office))
    with pytest.raises(Refused, match="不走访这里的住户"):
        actions.record_visit(home.pk, seen(), round=elsewhere, **town.by(town.staff))
    with pytest.raises(Refused, match="不按批次"):
        actions.open_round(town.district, "x", *days, need="watched", **town.by(town.office))


def test_somebody_of_the_household_is_met_and_who_is_watched_is_not_on_the_list(town):
    home, other = town.poor(1), town.home(2)
    watched = {"resident_id": other.head_id, "since": TODAY}
    note_need("watched", **watched, **town.by(town.care))
    assert list(queries.unseen(town.care, town.community, *YEAR)) == [home]
    assert queries.needs_by_home(town.care, town.community, [other]) == {}

    with pytest.raises(Refused, match="不在这一户"):
        actions.record_visit(home.pk, seen(resident=other.head), **town.by(town.staff))
    visit = actions.record_visit(home.pk, seen(resident=home.head), **town.by(town.staff))
    assert visit.resident == home.head


def test_strangers_see_and_record_nothing(town):
    home = town.poor(1)
    visit = actions.record_visit(home.pk, seen(), **town.by(town.staff))
    for member in (town.neighbour, town.leader):
        with pytest.raises(Forbidden):
            actions.record_visit(home.pk, seen(), **town.by(member))
        with pytest.raises(Missing):
            queries.record_for(member, Visit, visit.pk)
    with pytest.raises(Missing):
        actions.record_visit(987654, seen(), **town.by(town.staff))
    assert not queries.rounds_at(town.leader, town.community)
    with pytest.raises(Forbidden):
        actions.open_field(visit, "note", "走访慰问", "春节走访名单", actor=town.staff, now=NOON)
