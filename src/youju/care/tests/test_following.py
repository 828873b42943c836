"""What is done for people follows them: two registrations made one, somebody erased, a unit taken in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from youju.care import actions, queries
from youju.care.actions.services import Plan
from youju.care.models import AidCase, Gift, Service
from youju.care.tests.test_aid import granted
from youju.care.tests.test_elders import NINETY
from youju.care.tests.world import TODAY, figure, seen, wrong
from youju.kernel.refusal import Refused
from youju.organisations.actions import merge_unit
from youju.residents.actions import erase, hand_area, leave, merge


def served(town, one, what="hair", **more) -> Service:
    plan = Plan(what, 30, date(2026, 6, 1), "王师傅")
    return actions.arrange_service(one.pk, plan, **town.by(town.staff))


def test_what_was_noted_of_one_registration_goes_to_the_one_that_stays(town):
    keep, drop = town.elder(1, date(1940, 5, 1)), town.elder(2, date(1940, 5, 1))
    hair, care, ours = served(town, drop), served(town, drop, "care"), served(town, keep)
    case = actions.apply_aid(drop.household_id, town.asked(applicant=drop), **town.by(town.staff))

    merge(keep.pk, drop.pk, **town.by(town.staff))

    case.refresh_from_db()
    assert case.resident == keep
    held = {one.pk: one.resident_id for one in Service.objects.all()}
    assert held == {ours.pk: keep.pk, care.pk: keep.pk, hair.pk: drop.pk}  # hair is cut by one
    assert wrong() == []


def test_what_both_were_given_stays_with_each_and_the_rest_goes_over(town):
    keep, drop = town.elder(1, date(1930, 5, 1)), town.elder(2, date(1930, 5, 1))
    both, one = (
        actions.add_benefit(
            town.community, name, NINETY, amount=Decimal(200), **town.by(town.staff)
        )
        for name in ("老年节慰问", "高龄补贴")
    )
    for rule, who in ((both, keep), (both, drop), (one, drop)):
        actions.give(rule, who.pk, TODAY.year, on=TODAY, **town.by(town.staff))

    merge(keep.pk, drop.pk, **town.by(town.staff))

    held = sorted(Gift.objects.values_list("benefit", "resident"))
    assert held == sorted([(both.pk, keep.pk), (both.pk, drop.pk), (one.pk, keep.pk)])


def test_what_was_written_of_somebody_goes_when_they_are_erased(town):
    home = town.poor(1)
    one = home.head
    actions.record_visit(home.pk, seen(note="家里冷", resident=one), **town.by(town.staff))
    case = actions.apply_aid(home.pk, town.asked(applicant=one, detail="尿毒症"), **town.by(town.staff))  # fmt: skip
    leave(one.pk, on=TODAY, why="moved", **town.by(town.staff))

    erase(one.pk, asked=True, why="本人申请", **town.by(town.care))

    case = AidCase.objects.get(pk=case.pk)
    assert (case.detail, case.applicant) == ("", "已删除")
    assert queries.visits_to(town.staff, home)[0].note == ""


def test_the_money_of_a_unit_that_was_taken_in_pays_where_it_went(town):
    case = granted(town, town.home(1))
    other = actions.add_fund(
        town.next_door, "慈善款", Decimal(900), date(2026, 6, 1), **town.by(town.office)
    )
    with pytest.raises(Refused, match="不是给这里的"):
        actions.pay_aid(case.pk, on=TODAY, amount=Decimal(600), fund=other, **town.by(town.office))
    assert other not in queries.funds_for(town.office, case.unit)
    merge_unit(town.next_door, town.community, on=TODAY, **town.by(town.office))
    case.unit.refresh_from_db()
    town.office.unit.refresh_from_db()
    other.refresh_from_db()

    assert list(queries.funds_for(town.office, case.unit)) == [other]
    actions.pay_aid(case.pk, on=TODAY, amount=Decimal(600), fund=other, **town.by(town.office))
    other.refresh_from_db()
    assert other.left == 300


def test_aid_goes_with_the_area_to_the_unit_that_answers_for_it(town):
    case = granted(town, town.home(1))

    hand_area(town.area.pk, town.next_door, **town.by(town.office))

    case.refresh_from_db()
    assert case.unit == town.next_door and wrong() == []
    assert figure(town.next_door, "aid_dibao") == "不足5户"
    assert figure(town.community, "aid_dibao") == "0户"
