"""Registering, correcting, moving, leaving, merging, erasing, and what may be opened."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from youju.audit.actions import SYSTEM
from youju.audit.models import Entry
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.residents import actions, queries
from youju.residents.actions import AreaTold, Home
from youju.residents.actions.tallying import look_round
from youju.residents.models import Consent, Door, Household, NeedNote, Resident, Tally
from youju.residents.queries import doubles_of, members_of
from youju.residents.rules.people import Told
from youju.residents.tests.world import NOON, TODAY, Town, number, told

ID = number("19900101", "002")
WHY = ("定期复核", "低保复核〔2026〕18号")


@pytest.fixture
def town(db) -> Town:
    return Town()


def again(row):
    return type(row).objects.get(pk=row.pk)


def test_a_household_grows_and_its_head_is_who_says_so(town):
    child = town.add("李大牛", relation="child", id_number=number("19900303"))
    head = town.add("李老汉", relation="head", id_number=number("19600303"))
    tenant = town.add("周租客", tenure="rented", landlord="李老汉")

    assert child.household == head.household != tenant.household
    assert again(head.household).head == head and str(again(head.household)) == "李老汉户"
    assert head.household.place == "柳荫里 3-2-***" and str(tenant.household) == "周租客户"
    door = Door.objects.values().get()
    assert len(door.pop("token")) == 33 and "501" not in str(door)
    bare = actions.register(person("钱七"), Home(town.area), **town.by(town.staff))
    assert bare.place == "柳荫里" and bare.age_on(TODAY) is None
    assert head.age_on(TODAY) == 66 and str(head) == "李老汉"
    joined = actions.register(
        person("钱八"), Home(town.area, household=bare.household), **town.by(town.staff)
    )
    assert joined.household == bare.household


def person(name, **more):
    return Told(name, **more)


def test_the_same_act_sent_twice_counts_once(town):
    by = town.by(town.staff)
    told_ = person("李小禾")
    first = actions.register(told_, Home(town.area, "3-2-501"), **by)
    assert actions.register(told_, Home(town.area, "3-2-501"), **by) == first
    for act, args in (
        (actions.change, {"former_name": "李禾"}),
        (actions.move, {"home": Home(town.area, "4-1-101"), "on": TODAY}),
        (actions.leave, {"on": TODAY, "why": "moved"}),
    ):
        by = town.by(town.staff)
        act(first.pk, **args, **by)
        act(first.pk, **args, **by)
    assert again(first).left_why == "moved"


def test_a_number_that_is_registered_is_not_registered_again(town):
    town.add("李小禾", id_number=ID)

    with pytest.raises(Refused, match="已登记：李小禾，柳荫里 3-2-") as refusal:
        town.add("李晓禾", "5-1-101", id_number=ID)
    assert refusal.value.field == "id_number"
    assert actions.register(person("李小禾", id_number=ID), Home(town.area), actor=SYSTEM, now=NOON)  # fmt: skip
    with pytest.raises(Forbidden):
        town.add("王建国", actor=town.leader)


def test_a_correction_keeps_what_is_protected(town):
    one = town.add("李小禾", id_number=ID, phones=("13812346027",), relation="head")

    actions.change(one.pk, name="李晓禾", phones=(), former_name="李小禾", relation="head", **town.by(town.staff))  # fmt: skip

    row = again(one)
    assert (row.name, row.former_name, str(row.phone)) == ("李晓禾", "李小禾", "138****6027")
    other = number("19910101", "004")
    actions.change(one.pk, id_number=other, former_name="", **town.by(town.staff))
    row = again(one)
    assert row.birth == date(1991, 1, 1) and str(row.id_number).endswith(other[-4:])
    town.add("王建国", "5-1-101", id_number=ID)
    with pytest.raises(Refused, match="已登记"):
        actions.change(one.pk, id_number=ID, **town.by(town.staff))
    with pytest.raises(Missing):
        actions.change(one.pk, name="甲", **town.by(town.neighbour))


def test_what_is_protected_goes_where_none_is_typed(town):
    one = town.add("李小禾", phones=("13812346027", "0390-6100123"), note="失业", guardian="李大山")

    actions.change(one.pk, phones=("", "13900001234"), **town.by(town.staff))
    row = again(one)
    assert (str(row.phone), str(row.other_phone)) == ("138****6027", "139****1234")
    actions.change(one.pk, phones=("无", ""), note="无", guardian="无", **town.by(town.staff))

    row = again(one)
    assert (str(row.phone), row.other_phone, row.note, row.guardian) == ("139****1234", "", "", "")
    assert row.name == "李小禾"


def test_the_head_stands_first_in_a_household(town):
    child = town.add("阿大", relation="child")
    head = town.add("周户主", relation="head")

    assert list(members_of(town.staff, again(head).household)) == [head, child]


def test_moves_leave_a_history_and_empty_households_end(town):
    one = town.add("李小禾", id_number=ID)
    two = town.add("李大山", relation="spouse")
    old = one.household
    three = town.add("李小山", relation="child")
    actions.leave(three.pk, on=date(2026, 1, 1), why="moved", **town.by(town.staff))
    actions.note_need("dibao", household_id=old.pk, since=date(2026, 1, 1), **town.by(town.staff))

    actions.move(one.pk, Home(town.area, "5-1-101"), on=date(2026, 3, 1), **town.by(town.staff))

    assert again(old).head == two and again(old).until is None
    assert [s.until for s in again(one).stays.order_by("since")] == [date(2026, 3, 1), None]
    with pytest.raises(Refused, match="已经登记在这一户"):
        actions.move(one.pk, Home(town.area, "5-1-101"), on=TODAY, **town.by(town.staff))
    actions.leave(two.pk, on=date(2026, 4, 1), why="died", **town.by(town.staff))
    assert again(old).until == date(2026, 4, 1)
    assert old.needs.get().until == date(2026, 4, 1)
    with pytest.raises(Refused, match="已经登记过"):
        actions.leave(two.pk, on=TODAY, why="died", **town.by(town.staff))
    actions.move(two.pk, Home(town.area, "5-1-101"), on=TODAY, **town.by(town.staff))  # an error
    assert again(two).left_on is None
    far = actions.add_area(town.next_door, AreaTold("桂苑", "managed"), **town.by(town.neighbour))
    with pytest.raises(Refused, match="不在您的单位范围内"):
        actions.move(one.pk, Home(far), on=TODAY, **town.by(town.staff))
    moved = actions.move(one.pk, Home(far), on=TODAY, actor=SYSTEM, now=NOON)
    assert moved.unit == town.next_door and told(town.next_door, "people") == "1人"


def test_a_household_is_rented_from_somebody(town):
    one = town.add("周租客")
    by = town.by(town.staff)
    for _twice in range(2):
        actions.change_household(one.household_id, tenure="rented", landlord="赵六", landlord_phone="13912341193", **by)  # fmt: skip
    assert str(again(one.household).landlord_phone) == "139****1193"
    with pytest.raises(Refused, match="填房东"):
        actions.change_household(one.household_id, tenure="rented", **town.by(town.staff))
    assert told(town.community, "rented") == "不足5户"
    actions.change_household(one.household_id, tenure="rented", landlord="赵六", landlord_phone="无", **town.by(town.staff))  # fmt: skip
    assert not again(one.household).landlord_phone
    rented = {"tenure": "rented", "landlord": "赵六"}
    actions.change_household(one.household_id, **rented, warned_on=TODAY, **town.by(town.staff))
    tomorrow = TODAY + timedelta(1)
    with pytest.raises(Refused, match="日期还没有到"):
        actions.change_household(one.household_id, **rented, warned_on=tomorrow, **town.by(town.staff))  # fmt: skip
    assert again(one.household).warned_on == TODAY
    actions.change_household(one.household_id, tenure="own", **town.by(town.staff))
    assert again(one.household).warned_on is None
    assert not again(one.household).landlord_phone and told(town.community, "rented") == "0户"


def test_areas_are_told_corrected_and_closed(town):
    by = town.by(town.staff)
    more = AreaTold("桂苑", "managed", "70、80年代", "0.5元/平方米", "停车难", "785户", "1万多人")
    made = actions.add_area(town.community, more, **by)
    assert actions.add_area(town.community, more, **by) == made and str(made) == "桂苑"
    assert told(town.community, "households") == "785户"
    assert told(town.community, "people") == "1万多人"
    assert told(town.community, "areas_managed") == "1个" and told(town.community, "areas") == "2个"
    for wrong, field in (
        (AreaTold("", "open"), "name"), (AreaTold("桂苑", "open"), "name"), (AreaTold("新", "villa"), "kind"),
        (AreaTold("新", "open", households_told="许多"), "households_told"),
        (AreaTold("新", "open", households_told="785车"), "households_told"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            actions.add_area(town.community, wrong, **town.by(town.staff))
        assert refusal.value.field == field
    by = town.by(town.staff)
    for _twice in range(2):
        assert actions.change_area(made.pk, AreaTold("桂苑", "open"), **by).kind == "open"
    assert told(town.community, "areas_managed") == "0个"
    one = town.add("李小禾")
    with pytest.raises(Refused, match="还有登记的住户"):
        actions.close_area(town.area.pk, **town.by(town.staff))
    actions.leave(one.pk, on=TODAY, why="moved", **town.by(town.staff))
    by = town.by(town.staff)
    for _twice in range(2):
        assert actions.close_area(town.area.pk, **by).closed_on == TODAY
    with pytest.raises(Refused, match="只能交给"):
        actions.give_building(made.pk, "1", town.next_door, **town.by(town.staff))
    by = town.by(town.staff)
    for _twice in range(2):
        assert str(actions.give_building(made.pk, "1", town.grid, **by)) == "桂苑 1"


def test_doubles_are_found_and_merged_by_a_decision(town):
    one = town.add("李小禾", id_number=ID, relation="head")
    two = actions.register(person("李小禾", id_number=ID, phones=("13812346027",)), Home(town.area, "5-1-101"), actor=SYSTEM, now=NOON)  # fmt: skip
    born = {"birth": date(1980, 1, 1)}
    three, four = (town.add("王建国", "6-1-101", **born) for _n in range(2))
    actions.note_need("disabled", resident_id=two.pk, since=TODAY, **town.by(town.staff))
    pairs = doubles_of(town.staff, town.community)
    assert {(a.pk, b.pk) for a, b in pairs} == {(one.pk, two.pk), (three.pk, four.pk)}

    by = town.by(town.staff)
    for _twice in range(2):
        actions.merge(one.pk, two.pk, **by)
    by = town.by(town.staff)
    for _twice in range(2):
        actions.keep_apart(four.pk, three.pk, **by)

    assert doubles_of(town.staff, town.community) == []
    kept = again(one)
    assert str(kept.phone) == "138****6027" and kept.needs.count() == 1
    assert again(two).merged_into == one and not again(two).handles.exists()
    assert again(two.household).until == TODAY
    with pytest.raises(Refused, match="已并入另一份"):
        actions.change(two.pk, name="甲", **town.by(town.staff))
    actions.merge(four.pk, three.pk, **town.by(town.staff))
    assert Household.objects.get(pk=four.household_id).head == four
    five = town.add("王建国", "6-1-101", **born)
    actions.merge(four.pk, five.pk, **town.by(town.staff))
    assert Household.objects.get(pk=four.household_id).head == four
    with pytest.raises(Forbidden):
        actions.merge(one.pk, four.pk, **town.by(town.care))


def test_merging_into_one_who_had_left_brings_them_back(town):
    one, two = town.add("李小禾"), town.add("李小禾", "5-1-101", id_number=ID)
    actions.leave(one.pk, on=date(2026, 1, 1), why="moved", **town.by(town.staff))

    actions.merge(one.pk, two.pk, **town.by(town.staff))

    assert again(one).household == two.household and again(one).left_on is None
    assert again(two.household).head == one and again(two.household).until is None


def test_what_is_protected_is_opened_alone_with_a_reason_and_logged(town):
    one = town.add("李小禾", id_number=ID, phones=("13812346027",))
    asked = {"actor": town.care, "now": NOON}

    assert actions.open_field(again(one), "id_number", *WHY, **asked) == ID
    assert actions.open_field(again(one), "door", *WHY, **asked) == "柳荫里 3-2-501"

    looks = Entry.objects.filter(outcome="looked", subject_kind="residents.resident")
    assert {e.detail["field"] for e in looks} == {"id_number", "door"}
    assert all(e.detail["reason"] == "定期复核：低保复核〔2026〕18号" for e in looks)
    assert not any(ID in str(e.detail) for e in Entry.objects.all())
    with pytest.raises(Forbidden):
        actions.open_field(again(one), "phone", *WHY, actor=town.staff, now=NOON)
    with pytest.raises(Refused, match="办件号"):
        actions.open_field(again(one), "phone", "定期复核", "看", **asked)
    bare = actions.register(person("钱七"), Home(town.area), **town.by(town.staff))
    with pytest.raises(Missing, match="没有登记门牌"):
        actions.open_field(bare, "door", *WHY, **asked)


def test_a_person_gets_all_that_is_held(town):
    one = town.add("李小禾", id_number=ID, phones=("13812346027",), former_name="李禾")
    need = actions.note_need("disabled", resident_id=one.pk, since=TODAY, detail="行动不便", **town.by(town.staff))  # fmt: skip
    actions.review(need.pk, "装了扶手", on=TODAY, **town.by(town.staff))
    actions.give_consent(one.pk, purpose="上门体检", way="written", on=TODAY, **town.by(town.staff))

    lines = actions.open_own_data(one, "本人来社区申请", **town.by(town.care))

    told_ = dict(lines)
    assert told_["身份证号"] == ID and told_["住址"] == "柳荫里 3-2-501"
    assert "行动不便" in told_["登记类别"] and told_["残疾人·2026-07-08"] == "装了扶手"
    assert Entry.objects.filter(act="residents.own_data", outcome="exported").exists()
    with pytest.raises(Forbidden):
        actions.open_own_data(one, "本人来社区申请", **town.by(town.staff))
    gone = actions.leave(one.pk, on=TODAY, why="moved", **town.by(town.staff))
    assert dict(actions.open_own_data(gone, "本人来社区申请", **town.by(town.care)))["住址"] == ""


def test_consents_are_given_by_the_guardian_for_a_child_and_taken_back(town):
    child = town.add("邵米粒", birth=date(2016, 5, 1), guardian="邵大山")
    older = town.add("邵小树", birth=date(2010, 5, 1))
    by = town.by(town.staff)
    for _twice in range(2):
        given = actions.give_consent(child.pk, purpose="助学登记", way="written", on=TODAY, **by)
    assert Consent.objects.count() == 1 and given.by and again(given).holds(TODAY)
    with pytest.raises(Refused, match="监护人"):
        actions.give_consent(
            older.pk, purpose="助学", way="spoken", on=TODAY, **town.by(town.staff)
        )
    with pytest.raises(Refused, match="还没有到"):
        actions.give_consent(child.pk, purpose="助学", way="spoken", on=date(2026, 7, 9), **town.by(town.staff))  # fmt: skip
    with pytest.raises(Refused, match="不能早于"):
        actions.withdraw_consent(given.pk, on=date(2026, 7, 1), **town.by(town.staff))
    by = town.by(town.staff)
    for _twice in range(2):
        assert not actions.withdraw_consent(given.pk, on=TODAY, **by).holds(TODAY)
    with pytest.raises(Refused, match="已经撤回"):
        actions.withdraw_consent(given.pk, on=TODAY, **town.by(town.staff))


def test_erasing_leaves_a_tombstone(town):
    one = town.add("李小禾", id_number=ID, phones=("13812346027",), note="高血压")
    need = actions.note_need("disabled", resident_id=one.pk, since=TODAY, **town.by(town.staff))
    actions.review(need.pk, "装了扶手", on=TODAY, **town.by(town.staff))
    asked = {"asked": True, "why": "本人申请"}
    with pytest.raises(Refused, match="先登记迁出"):
        actions.erase(one.pk, **asked, **town.by(town.care))
    actions.leave(one.pk, on=TODAY, why="moved", **town.by(town.staff))
    with pytest.raises(Refused, match="保存期"):
        actions.erase(one.pk, asked=False, why="期满", **town.by(town.care))
    with pytest.raises(Refused, match="写明依据"):
        actions.erase(one.pk, asked=True, why=" ", **town.by(town.care))
    with pytest.raises(Forbidden):
        actions.erase(one.pk, **asked, **town.by(town.staff))

    for _twice in range(2):
        actions.erase(one.pk, **asked, **town.by(town.care))

    row = Resident.objects.values().get(pk=one.pk)
    assert (row["name"], row["erased_why"]) == ("已删除", "本人申请") and row["erased_at"] == NOON
    assert not any(row[name] for name in ("id_number", "phone", "note", "birth", "pinyin", "id_token"))  # fmt: skip
    assert not NeedNote.objects.exists() and queries.look_up(town.staff, town.community, "lxh", TODAY).people == []  # fmt: skip
    assert list(queries.kept_too_long(town.care, date(2029, 7, 10))) == []


def test_data_kept_too_long_are_listed(town):
    one = town.add("李小禾")
    actions.leave(one.pk, on=TODAY, why="moved", **town.by(town.staff))
    assert list(queries.kept_too_long(town.care, date(2029, 7, 8))) == []
    assert list(queries.kept_too_long(town.care, date(2029, 7, 9))) == [one]


def test_whoever_turns_eighteen_is_unsealed(town):
    one = town.add("邵小树", birth=date(2008, 7, 9), sex="m")
    town.add("邵米粒", birth=date(2016, 5, 1), guardian="邵大山")
    assert again(one).minor

    assert actions.come_of_age(NOON) == 0
    assert actions.come_of_age(datetime(2026, 7, 9, 1, tzinfo=UTC)) == 1

    row = again(one)
    assert (row.name, row.birth, row.minor) == ("邵小树", date(2008, 7, 9), False)
    answer = queries.look_up(town.staff, town.community, "小树", TODAY)
    assert [found.resident for found in answer.people] == [one]


def test_units_are_counted_anew_each_month(town):
    town.add("赵高寿", id_number=number("19360801"))
    assert told(town.community, "aged90") == ""
    later = datetime(2026, 8, 2, 4, tzinfo=UTC)

    assert look_round(later) == 1 and look_round(later) == 0

    assert told(town.community, "aged90") == "不足5人"
    assert Tally.objects.count() == 2 and str(Tally.objects.latest("pk")).startswith("金桥社区")
