"""What is allowed, typed from the assignment and the standards."""

from __future__ import annotations

from datetime import date

import pytest

from youju.kernel.refusal import Refused
from youju.organisations import rules
from youju.organisations.rules import (
    ContractState,
    GroupKind,
    PointState,
    Rank,
    Role,
    UnitKind,
)

GRID_CODE = "100000" + "320502001001" + "07"


@pytest.mark.parametrize(
    ("kind", "code", "parent", "parent_code"),
    [
        (UnitKind.DISTRICT, "320502000000", UnitKind.CITY, "320500000000"),
        (UnitKind.STREET, "320502001000", UnitKind.DISTRICT, "320502000000"),
        (UnitKind.COMMUNITY, "320502001001", UnitKind.STREET, "320502001000"),
        (UnitKind.GRID, GRID_CODE, UnitKind.COMMUNITY, "320502001001"),
        (UnitKind.GRID, GRID_CODE, UnitKind.AREA, ""),
        (UnitKind.HOSPITAL, "320502001001", UnitKind.DISTRICT, "320502000000"),
        (UnitKind.COMMUNITY, "", UnitKind.STREET, "320502001000"),
    ],
)
def test_codes_that_fit_their_kind_and_parent(kind, code, parent, parent_code):
    rules.check_code_of(kind, code, parent, parent_code)


@pytest.mark.parametrize(
    ("kind", "code", "parent", "parent_code"),
    [
        (UnitKind.DISTRICT, "320502001000", UnitKind.CITY, "320500000000"),
        (UnitKind.STREET, "320503001000", UnitKind.DISTRICT, "320502000000"),
        (UnitKind.COMMUNITY, GRID_CODE, UnitKind.STREET, "320502001000"),
        (UnitKind.GRID, "320502001001", UnitKind.COMMUNITY, "320502001001"),
        (UnitKind.GRID, GRID_CODE, UnitKind.COMMUNITY, "320502001002"),
        (UnitKind.STREET, "32050200100a", UnitKind.DISTRICT, "320502000000"),
    ],
)
def test_codes_that_do_not(kind, code, parent, parent_code):
    with pytest.raises(Refused):
        rules.check_code_of(kind, code, parent, parent_code)


@pytest.mark.parametrize(
    ("kind", "parent", "fine"),
    [
        (UnitKind.GRID, UnitKind.COMMUNITY, True),
        (UnitKind.GRID, UnitKind.STREET, False),
        (UnitKind.CITY, None, True),
        (UnitKind.STREET, None, False),
        (UnitKind.SCHOOL, UnitKind.STREET, True),
        (UnitKind.SCHOOL, UnitKind.GRID, False),
        (UnitKind.SCHOOL, None, False),
    ],
)
def test_where_a_kind_may_stand(kind, parent, fine):
    if fine:
        rules.check_place(kind, parent)
    else:
        with pytest.raises(Refused):
            rules.check_place(kind, parent)


def test_paths_hold_the_line_of_ids():
    path = rules.path_of(rules.path_of("", 3), 42)

    assert path == "00000030000042"
    assert rules.ids_on(path) == [3, 42]
    assert path < rules.path_end(path)


POINT_PAIRS = {
    (PointState.OPEN, PointState.DONE),
    (PointState.OPEN, PointState.JOINT),
    (PointState.OPEN, PointState.RAISED),
    (PointState.JOINT, PointState.DONE),
    (PointState.JOINT, PointState.RAISED),
    (PointState.RAISED, PointState.DONE),
    (PointState.RAISED, PointState.JOINT),
}


@pytest.mark.parametrize("before", PointState)
@pytest.mark.parametrize("after", PointState)
def test_hard_points_move_on_as_agreed(before, after):
    if (before, after) in POINT_PAIRS:
        rules.check_point_change(before, after, hard=True)
    else:
        with pytest.raises(Refused, match="不能改成所选状态"):
            rules.check_point_change(before, after, hard=True)


def test_easy_points_are_not_handed_upward():
    rules.check_point_change(PointState.OPEN, PointState.DONE, hard=False)
    for after in (PointState.JOINT, PointState.RAISED):
        with pytest.raises(Refused, match="网格自行解决"):
            rules.check_point_change(PointState.OPEN, after, hard=False)


def test_ranks_belong_to_their_kind_of_body_and_heads_are_single():
    rules.check_rank(GroupKind.COMMAND, Rank.CHIEF, held=False)
    rules.check_rank(GroupKind.COMMAND, Rank.STANDING_DEPUTY, held=True)
    with pytest.raises(Refused, match="没有这个职务"):
        rules.check_rank(GroupKind.LEADING, Rank.CHIEF, held=False)
    with pytest.raises(Refused, match="现已有人"):
        rules.check_rank(GroupKind.LEADING, Rank.HEAD, held=True)


def test_functional_groups_stand_in_commands_alone():
    rules.check_group_parent(GroupKind.FUNCTIONAL, GroupKind.COMMAND)
    rules.check_group_parent(GroupKind.LEADING, None)
    for kind, parent in (
        (GroupKind.FUNCTIONAL, None),
        (GroupKind.FUNCTIONAL, GroupKind.LEADING),
        (GroupKind.LEADING, GroupKind.COMMAND),
    ):
        with pytest.raises(Refused):
            rules.check_group_parent(kind, parent)


def test_contracts_are_settled_once_with_a_result():
    rules.check_settling(ContractState.OPEN, ContractState.MET, "已做到")
    for before, after, result in (
        (ContractState.MET, ContractState.FAILED, "扣分"),
        (ContractState.OPEN, ContractState.OPEN, "扣分"),
        (ContractState.OPEN, ContractState.MET, " "),
    ):
        with pytest.raises(Refused):
            rules.check_settling(before, after, result)
    with pytest.raises(Refused):
        rules.check_contract_dates(date(2026, 2, 1), date(2026, 1, 31))


def test_only_an_open_contract_is_overdue():
    due, after = date(2026, 6, 30), date(2026, 7, 1)

    assert rules.is_overdue(ContractState.OPEN, due, after)
    assert not rules.is_overdue(ContractState.OPEN, due, due)
    assert not rules.is_overdue(ContractState.MET, due, after)


@pytest.mark.parametrize("phone", ["", "13812345678", "0512-65551234", "96339"])
def test_telephone_numbers(phone):
    rules.check_phone(phone)


@pytest.mark.parametrize("phone", ["1381234567890", "无", "123"])
def test_what_is_no_telephone_number(phone):
    with pytest.raises(Refused):
        rules.check_phone(phone)


def test_administrators_are_separate_people():
    rules.check_separate(set(), Role.SYSADMIN)
    rules.check_separate({Role.STAFF}, Role.OFFICE)
    for held, wanted in (
        ({Role.SYSADMIN}, Role.AUDITOR),
        ({Role.STAFF}, Role.SECADMIN),
        ({Role.AUDITOR}, Role.STAFF),
    ):
        with pytest.raises(Refused):
            rules.check_separate(held, wanted)


def test_sign_in_names_are_easy_to_type():
    rules.check_username("jinqiao-zhang.01")
    for username in ("ab", "张某", "a b c"):
        with pytest.raises(Refused):
            rules.check_username(username)


def test_a_reason_says_something():
    rules.check_reason("通知动员会")
    with pytest.raises(Refused):
        rules.check_reason(" 看 看")


def test_no_span_ends_before_it_began():
    rules.check_span(None, date(2026, 1, 1))
    with pytest.raises(Refused):
        rules.check_span(date(2026, 1, 2), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("parent", "below"),
    [
        (UnitKind.GRID, set()),
        (UnitKind.AREA, {UnitKind.GRID}),
        (UnitKind.COMMUNITY, {UnitKind.AREA, UnitKind.GRID} | rules.BESIDE),
        (UnitKind.STREET, {UnitKind.COMMUNITY, UnitKind.VILLAGE} | rules.BESIDE),
    ],
)
def test_the_kinds_offered_below_a_unit_are_those_that_may_stand_there(parent, below):
    assert rules.kinds_below(parent) == below
    for kind in UnitKind:
        if kind in below:
            rules.check_place(kind, parent)
        else:
            with pytest.raises(Refused):
                rules.check_place(kind, parent)


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("community", "金桥社区", "金桥社区居民委员会"),
        ("village", "石桥村", "石桥村村民委员会"),
        ("street", "柳荫街道", "柳荫街道办事处"),
        ("bureau", "澄江市教育局", "澄江市教育局"),
    ],
)
def test_the_usual_organ_of_a_unit_is_known(kind, name, expected):
    assert rules.usual_signature(rules.UnitKind(kind), name) == expected
