"""Doors, keys, questions, people and needs as pure rules."""

from __future__ import annotations

from datetime import date

import pytest

from youju.kernel.refusal import Refused
from youju.residents.kinds import keep_years, kind_of, kinds, purposes
from youju.residents.rules import houses, needs, people
from youju.residents.rules.doors import DoorName, mask, read_door, split_place
from youju.residents.rules.keys import By, Known, after, bare_name, hexed, keys_of
from youju.residents.rules.questions import Question, ends_with, read_question
from youju.residents.tests.world import TODAY, number


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("3-2-501", "3-2-501"),
        ("３－２－501", "3-2-501"),
        ("3号楼2单元501室", "3-2-501"),
        ("三栋二单元 501", "3-2-501"),
        ("3栋501", "3-501"),
        ("12-2", "12-2"),
        ("12号", "12"),
        ("A座1203", "a-1203"),
    ],
)
def test_a_door_is_read_as_people_write_it(text, key):
    assert read_door(text).key == key


def test_what_is_no_door_is_refused_and_a_room_is_masked():
    for text in ("", "柳荫里", "3-2-501-7-9"):
        with pytest.raises(Refused, match="认不出是哪一户"):
            read_door(text)
    assert DoorName("3", "2", "501").masked == "3-2-***"
    assert mask("12", "", False) == "12"
    assert split_place("柳荫里3-2-501") == ("柳荫里", DoorName("3", "2", "501"))
    assert split_place("王小明") == ("王小明", None)
    assert split_place("a柳3-2-1")[1] is None
    assert split_place("柳荫里3-2-5-0-1") == ("柳荫里3-2-5-0-1", None)


def blind(plain: str, context: str) -> str:
    return f"{context[-1]}{plain}".encode().hex().ljust(40, "0")


def test_an_adult_is_found_by_every_part_of_the_name_and_by_digests_of_the_rest():
    told = Known("李小禾", "李禾", "99010119900101001X", ("13812346027",), "3-2-501")

    found = keys_of(told, blind)

    plain = {one for one in found if one[0] not in "admt"}
    assert plain == {
        "n674e5c0f79be", "n5c0f79be", "plixiaohe", "ilxh", "f674e79be", "glh"
    }  # fmt: skip
    assert {one[0] for one in found - plain} == {"a", "d", "m", "t"}
    assert not any("13812346027" in one or "501" in one for one in found)


def test_nothing_of_a_childs_name_stands_in_plain():
    found = keys_of(Known("邵米粒", minor=True), blind)

    assert len(found) == 3 and all(one[0] == "c" for one in found)
    assert keys_of(Known("", minor=True), blind) == set() == keys_of(Known(phones=("-",)), blind)


def test_short_phones_and_short_names_have_their_keys():
    found = keys_of(Known("李禾", phones=("119",)), blind)
    assert {one[0] for one in found} == {"n", "p", "i", "m"}
    assert "n79be" in found  # a given name of one character is asked for too
    assert bare_name("阿依古丽·买买提 ") == "阿依古丽买买提" and hexed("a") == "0061"


def test_a_prefix_is_a_range():
    assert after("ilxh") == "ilxi" and after("iz") == "j" and after("n5c0f") == "n5c0g"
    assert after("n59") == "n5a"


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("lxh", {By.INITIALS, By.PINYIN, By.FORMER_INITIALS, By.CHILD}),
        ("小禾", {By.NAME, By.FORMER, By.CHILD}),
        ("3-2-501", {By.DOOR}),
        ("柳荫里3栋2单元501", {By.DOOR}),
        ("6027", {By.TAIL}),
        ("13812346027", {By.PHONE, By.TAIL}),
        ("0390-1234567", {By.PHONE, By.TAIL}),
        ("é", {By.NAME, By.CHILD}),
        ("11010519491231002X", {By.ID}),
    ],
)
def test_a_question_is_answered_by_its_own_keys(text, ways):
    asked = read_question(text, TODAY)
    assert {by for by, _plain in (*asked.sealed, *asked.prefixes)} == ways


def test_questions_keep_what_narrows_them():
    assert read_question("12346027", TODAY).ends == "12346027"
    assert read_question("柳荫里3-2-501", TODAY).area == "柳荫里"
    assert read_question("3-2", TODAY).entrance == DoorName("3", "2")
    assert read_question("12号", TODAY).entrance == DoorName("12", "")
    assert Question().entrance is None
    assert ends_with(Known(phones=("138 1234 6027",)), "46027")
    assert not ends_with(Known(phones=("13812346028",)), "46027")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (" ", "输入姓名"),
        ("12", "数字太短"),
        ("110105194912310021", "最后一位应为 X"),
    ],
)
def test_a_question_that_asks_for_nothing_is_refused(text, why):
    with pytest.raises(Refused, match=why) as refusal:
        read_question(text, TODAY)
    assert refusal.value.field == "q"


def test_sex_and_birth_come_from_the_number():
    told = people.checked(people.Told(" 李小禾 ", id_number=number("19900101", "002")), TODAY)
    assert (told.name, told.sex, told.birth) == ("李小禾", "f", date(1990, 1, 1))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": " "}, "name"),
        ({"phones": ("123",)}, "phone"),
        ({"birth": date(1790, 1, 1)}, "birth"),
        ({"id_number": number("19900101"), "birth": date(1990, 1, 2)}, "birth"),
        ({"id_number": number("19900101"), "sex": "f"}, "sex"),
        ({"id_number": number("20150101")}, "guardian"),
    ],
)
def test_what_contradicts_the_number_is_refused_at_its_field(more, field):
    with pytest.raises(Refused) as refusal:
        people.checked(people.Told(**{"name": "李小禾", **more}), TODAY)
    assert refusal.value.field == field


def test_ages_are_full_years():
    assert people.age_on(date(1936, 7, 8), TODAY) == 90
    assert people.age_on(date(1936, 7, 9), TODAY) == 89
    assert people.born_by(90, TODAY) == date(1936, 7, 8)
    assert people.born_by(1, date(2028, 2, 29)) == date(2027, 2, 28)
    assert people.is_minor(date(2008, 7, 9), TODAY) and not people.is_minor(None, TODAY)


def test_relations_are_known_by_many_words():
    assert people.relation_of("长子") == "child" and people.relation_of("户主") == "head"
    assert people.relation_of("舅舅") == "other" and people.relation_of(" ") == ""


def test_a_look_needs_a_purpose_and_a_basis_without_numbers():
    assert people.check_basis("走访慰问", "端午走访") == "走访慰问：端午走访"
    for purpose, basis, field in (
        ("", "端午走访", "purpose"),
        ("走访慰问", "看看", "basis"),
        ("走访慰问", "13812346027 来电", "basis"),
    ):
        with pytest.raises(Refused) as refusal:
            people.check_basis(purpose, basis)
        assert refusal.value.field == field


def test_leaving_merging_and_erasing_have_their_order():
    with pytest.raises(Refused, match="早于入住"):
        people.check_leaving(date(2026, 1, 2), date(2026, 1, 1), TODAY)
    with pytest.raises(Refused, match="还没有到"):
        people.check_leaving(date(2026, 1, 2), date(2026, 7, 9), TODAY)
    for one, other, same in ((1, 1, True), (1, 2, False)):
        with pytest.raises(Refused, match="两份不同"):
            people.check_merge(one, other, same)
    people.check_merge(1, 2, True)
    with pytest.raises(Refused, match="先登记迁出"):
        people.check_erasing(None, 3, TODAY, True)
    with pytest.raises(Refused, match="保存期"):
        people.check_erasing(date(2024, 7, 9), 3, TODAY, False)
    people.check_erasing(date(2024, 7, 9), 3, TODAY, True)
    people.check_erasing(date(2023, 7, 7), 3, TODAY, False)


def test_the_catalogue_has_the_kinds_that_communities_register():
    assert len(kinds()) == 15 and keep_years() == 3 and "定期复核" in purposes()
    assert kind_of("dibao").counted_in == "户" and kind_of("disabled").counted_in == "人"
    assert [one.code for one in kinds() if one.restricted] == ["watched"]
    assert needs.kind_named(kinds(), " 低保 ") == kind_of("dibao")
    assert needs.kind_named(kinds(), "富裕") is None
    with pytest.raises(Refused, match="没有这一类"):
        kind_of("rich")
    row = {"code": "a", "label": "甲", "measure": "甲"}
    with pytest.raises(ValueError, match="named twice"):
        needs.kinds_from([row, row])


def test_needs_have_a_subject_and_an_order():
    disabled, dibao = kind_of("disabled"), kind_of("dibao")
    needs.check_subject(disabled, True, False)
    needs.check_subject(dibao, False, True)
    for kind, person, home in (
        (disabled, True, True),
        (disabled, False, True),
        (dibao, True, False),
    ):
        with pytest.raises(Refused):
            needs.check_subject(kind, person, home)
    with pytest.raises(Refused, match="还没有到"):
        needs.check_span(date(2026, 7, 9), None, TODAY)
    with pytest.raises(Refused, match="早于开始"):
        needs.check_span(date(2026, 7, 2), date(2026, 7, 1), TODAY)
    needs.check_span(date(2026, 7, 2), date(2026, 7, 2), TODAY)
    assert needs.next_review(kind_of("lonely"), TODAY) == date(2026, 10, 7)
    assert needs.next_review(needs.Kind("a", "甲", "甲", months=0), TODAY) is None


def test_an_unsafe_house_goes_step_by_step():
    state = houses.State
    day = date(2026, 5, 1)
    houses.check_step(state.SURVEYED, state.APPRAISED, day, day, TODAY)
    for after_, on in ((state.APPLIED, day), (state.APPRAISED, date(2026, 4, 30)), (state.APPRAISED, date(2026, 7, 9))):  # fmt: skip
        with pytest.raises(Refused):
            houses.check_step(state.SURVEYED, after_, day, on, TODAY)
    for after_, grade, text, asked in (
        (state.APPRAISED, "C", "", ""), (state.APPLIED, "", "", "rent"),
        (state.APPLIED, "", "修缮补助", "other"), (state.CLOSED, "", "已搬走", ""),
    ):  # fmt: skip
        houses.check_detail(after_, grade, text, asked)
    for after_, text, asked, field in (
        (state.APPRAISED, "开裂", "", "grade"), (state.APPLIED, "面积小", "", "asked"),
        (state.APPLIED, " ", "other", "text"), (state.REFUSED, " ", "", "text"), (state.CLOSED, "", "", "text"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            houses.check_detail(after_, "", text, asked)
        assert refused.value.field == field
