"""Owners' committees, property firms, unsafe houses."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from youju.facts.verify import differences
from youju.inbox.models import Message
from youju.kernel.refusal import Forbidden, Refused
from youju.residents import actions, queries
from youju.residents.actions import AreaTold
from youju.residents.models import Committee, Firm
from youju.residents.queries import titles
from youju.residents.rules.bodies import check_settling, check_term
from youju.residents.tests import test_pages as pages
from youju.residents.tests.world import NOON, TODAY, Town, told

ELECTED = {"chair": "赵主任", "members": 7, "elected_on": date(2021, 8, 20), "ends_on": date(2026, 8, 20)}  # fmt: skip


@pytest.fixture
def town(db) -> Town:
    return Town()


def test_terms_follow_each_other_and_their_end_is_told(town):
    by = town.by(town.staff)
    for _twice in range(2):
        first = actions.elect_committee(town.area.pk, **ELECTED, **by)
    assert str(first) == "柳荫里业主委员会" and first.days_left(TODAY) == 43
    assert list(queries.terms_ending(town.staff, date(2026, 8, 20))) == [first]
    assert told(town.community, "elections", "2021") == "1次"
    assert told(town.community, "committees") == "1个"

    assert actions.warn_of_terms(NOON) == 1 and actions.warn_of_terms(NOON) == 0
    assert "2026-08-20 届满" in Message.objects.filter(kind="residents.term_ends").first().title
    with pytest.raises(Refused, match="本届之内"):
        actions.contact_bureau(first.pk, on=date(2020, 1, 1), **town.by(town.staff))
    by = town.by(town.staff)
    for _twice in range(2):
        assert actions.contact_bureau(first.pk, on=TODAY, **by).contacted_on == TODAY
    with pytest.raises(Refused, match="主任姓名"):
        actions.elect_committee(town.area.pk, chair=" ", members=5, elected_on=TODAY, ends_on=date(2031, 7, 8), **town.by(town.staff))  # fmt: skip
    second = actions.elect_committee(town.area.pk, chair="钱主任", members=5, elected_on=TODAY, ends_on=date(2031, 7, 8), **town.by(town.staff))  # fmt: skip
    assert Committee.objects.get(pk=first.pk).ends_on == TODAY
    assert list(queries.committees_of(town.staff, town.community)) == [second]
    late = actions.elect_committee(town.area.pk, chair="孙主任", members=5, elected_on=date(2031, 7, 9), ends_on=date(2032, 1, 1), **town.by(town.staff, NOON + timedelta(days=1830)))  # fmt: skip
    assert Committee.objects.get(pk=second.pk).ends_on == date(2031, 7, 8) and late.pk
    with pytest.raises(Forbidden):
        actions.elect_committee(town.area.pk, **ELECTED, **town.by(town.care))


def test_terms_and_choices_have_their_order():
    for elected, ends, last in (
        (date(2026, 7, 9), date(2030, 1, 1), None), (date(2021, 1, 1), date(2025, 1, 1), date(2021, 1, 1)),
        (date(2021, 1, 1), date(2021, 1, 1), None), (date(2016, 1, 1), date(2026, 1, 1), None),
    ):  # fmt: skip
        with pytest.raises(Refused):
            check_term(elected, ends, last, TODAY)
    check_term(date(2021, 8, 20), date(2026, 8, 20), None, TODAY)
    day = date(2026, 7, 1)
    for before, after, on, until in (
        ("declined", "chosen", day, TODAY), ("approached", "declined", date(2026, 6, 1), None),
        ("approached", "chosen", day, None), ("approached", "chosen", day, day),
    ):  # fmt: skip
        with pytest.raises(Refused):
            check_settling(before, after, day, on, until, TODAY)
    check_settling("chosen", "ended", day, day, None, TODAY)


def test_a_firm_is_approached_chosen_complained_of_and_ends(town):
    by = town.by(town.staff)
    for _twice in range(2):
        first = actions.approach_firm(town.area.pk, name="甲物业", on=TODAY, phone="13912341193", **by)  # fmt: skip
    second = actions.approach_firm(town.area.pk, name="乙物业", on=TODAY, **town.by(town.staff))
    assert str(Firm.objects.get(name="甲物业")) == "甲物业" and str(first.firm.name) == "甲物业"
    for name, on, why in ((" ", TODAY, "填物业公司"), ("丙", date(2026, 7, 9), "还没有到"), ("甲物业", TODAY, "已经登记了")):  # fmt: skip
        with pytest.raises(Refused, match=why):
            actions.approach_firm(town.area.pk, name=name, on=on, **town.by(town.staff))
    with pytest.raises(Refused, match="只有选聘"):
        actions.complain(first.pk, "垃圾不清", on=TODAY, **town.by(town.staff))
    chosen = {"state": "chosen", "on": TODAY, "until": date(2029, 7, 8)}
    by = town.by(town.staff)
    for _twice in range(2):
        actions.settle_firm(first.pk, duties="每日保洁", **chosen, **by)
    with pytest.raises(Refused, match="已有选聘"):
        actions.settle_firm(second.pk, **chosen, **town.by(town.staff))
    actions.settle_firm(second.pk, state="declined", on=TODAY, **town.by(town.staff))
    town.area.refresh_from_db()
    assert town.area.firm == first.firm
    by = town.by(town.staff)
    for _twice in range(2):
        wrong = actions.complain(first.pk, "垃圾不清", on=TODAY, **by)
    for text, on in ((" ", TODAY), ("甲", date(2026, 7, 9))):
        with pytest.raises(Refused, match="写明投诉什么"):
            actions.complain(first.pk, text, on=on, **town.by(town.staff))
    with pytest.raises(Refused, match="写明处理结果"):
        actions.settle_complaint(wrong.pk, " ", on=TODAY, **town.by(town.staff))
    by = town.by(town.staff)
    for _twice in range(2):
        assert actions.settle_complaint(wrong.pk, "已清运", on=TODAY, **by).result == "已清运"
    with pytest.raises(Refused, match="已经处理"):
        actions.settle_complaint(wrong.pk, "再清", on=TODAY, **town.by(town.staff))
    actions.settle_firm(first.pk, state="ended", on=TODAY, **town.by(town.staff))
    town.area.refresh_from_db()
    assert town.area.firm is None
    assert told(town.community, "firms_approached") == "2家"
    assert told(town.community, "firms_chosen") == "1家"
    assert titles.of_engagements([str(first.pk)]) == {str(first.pk): "柳荫里与甲物业"}


def test_an_unsafe_house_is_surveyed_appraised_applied_for_and_closed(town):
    home = town.add("李老汉").household_id
    by = town.by(town.staff)
    day = date(2026, 5, 1)
    for _twice in range(2):
        house = actions.survey_house(home, on=day, text="墙体开裂", **by)
    assert str(house) == "柳荫里 3-2-***（李老汉户）" and "houses" in house.get_absolute_url()
    for on, why in ((date(2026, 7, 9), "还没有到"), (day, "已经立案")):
        with pytest.raises(Refused, match=why):
            actions.survey_house(home, on=on, **town.by(town.staff))
    by = town.by(town.staff)
    for _twice in range(2):
        actions.step_house(house.pk, state="appraised", on=day, grade="D", **by)
    for state, asked, text in (("applied", "rent", ""), ("refused", "", "面积超标"), ("applied", "subsidy", ""), ("granted", "", ""), ("closed", "", "已修缮")):  # fmt: skip
        done = actions.step_house(
            house.pk, state=state, on=TODAY, asked=asked, text=text, **town.by(town.staff)
        )
    assert [one.asked for one in done.steps.order_by("pk")] == [
        "", "", "rent", "rent", "subsidy", "subsidy", "",
    ]  # fmt: skip
    assert (done.applied_on, done.settled_on, done.grade) == (TODAY, TODAY, "D")
    assert [told(town.community, f"unsafe_{one}") for one in ("surveyed", "appraised", "applied", "settled")] == ["1户"] * 4  # fmt: skip
    assert [told(town.community, f"unsafe_{one}") for one in ("applied_rent", "applied_subsidy", "granted_subsidy")] == ["1户"] * 3  # fmt: skip
    assert [told(town.community, f"unsafe_{one}") for one in ("applied_other", "granted_rent")] == [""] * 2  # fmt: skip
    assert queries.houses_of(town.office, town.district).count() == 1
    assert titles.of_houses(["3"]) == {"3": "危房 3 号"}
    assert titles.of_committees(["x"]) == {} == titles.of_tallies([])


def test_facts_are_made_again_as_they_stand(town):
    home = town.add("李老汉").household_id
    actions.survey_house(home, on=TODAY, **town.by(town.staff))
    actions.elect_committee(town.area.pk, **ELECTED, **town.by(town.staff))
    actions.approach_firm(town.area.pk, name="甲物业", on=TODAY, **town.by(town.staff))

    assert [one for one in differences() if "residents." in one] == []


def test_an_area_goes_to_another_community_with_all_that_stands_in_it(town):
    with_door, without = town.add("李小禾", "3-1-101"), town.add("王建国", "")
    for number, unit in (("3", town.community), ("5", town.grid)):
        actions.give_building(town.area.pk, number, unit, **town.by(town.staff))
    gridded = town.add("周小满", "5-1-101")
    actions.note_need("disabled", resident_id=with_door.pk, since=TODAY, **town.by(town.staff))
    actions.elect_committee(town.area.pk, **ELECTED, **town.by(town.staff))
    firm = actions.approach_firm(town.area.pk, name="甲物业", on=TODAY, **town.by(town.staff))
    house = actions.survey_house(with_door.household_id, on=TODAY, **town.by(town.staff))

    by = town.by(town.office)
    for _twice in range(2):
        area = actions.hand_area(town.area.pk, town.next_door, **by)

    assert area.unit == town.next_door
    for row in (with_door, without, gridded, house, with_door.needs.get(), with_door.household):
        row.refresh_from_db()
        assert row.unit == town.next_door
    assert told(town.next_door, "people") == "3人" and told(town.community, "people") == "0人"
    assert told(town.next_door, "elections", "2021") == "1次" and firm.area_id == area.pk
    found = queries.look_up(town.neighbour, town.next_door, "lxh", TODAY).people
    assert [one.resident.pk for one in found] == [with_door.pk]
    assert queries.look_up(town.staff, town.community, "lxh", TODAY).people == []
    assert [one for one in differences() if "residents" in one] == []


def test_an_area_is_handed_by_who_stands_above_to_a_unit_of_the_kind(town):
    name = town.area.name
    actions.add_area(town.next_door, AreaTold(name, "open"), **town.by(town.neighbour))
    for unit, words in (
        (town.community, "同类"), (town.street, "同类"), (town.next_door, "已有同名"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=words):
            actions.hand_area(town.area.pk, unit, **town.by(town.office))
    with pytest.raises(Forbidden):
        actions.hand_area(town.area.pk, town.next_door, **town.by(town.staff))
    town.next_door.until = TODAY
    with pytest.raises(Refused, match="已撤销"):
        actions.hand_area(town.area.pk, town.next_door, **town.by(town.office))
    town.area.refresh_from_db()
    assert town.area.unit == town.community


def test_the_page_of_an_area_hands_it_on(town):
    page = f"/residents/areas/{town.area.pk}/"
    office = pages.enter(town.office)
    assert "划给别的单位" in pages.text(office.get(page))
    assert "划给别的单位" not in pages.text(pages.enter(town.staff).get(page))
    assert "桃李社区" in pages.text(office.get(f"{page}hand/"))

    office.post(f"{page}hand/", {"unit": town.next_door.pk, "key": uuid4()})

    town.area.refresh_from_db()
    assert town.area.unit == town.next_door
