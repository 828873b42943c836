"""Certificates, stations, pairs and orders: what is allowed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from youju.kernel.refusal import Refused
from youju.volunteers.rules import certificates, orders, pairs, stars
from youju.volunteers.rules.certificates import IdKind
from youju.volunteers.rules.certificates import State as Paper
from youju.volunteers.rules.orders import State, Step

DAY = date(2026, 7, 8)
NEXT = date(2026, 7, 9)
# 点单 → 派单 → 接单 → 办完 → 评单, and the ways back.
LEADS = {
    ("asked", "give"): "given", ("asked", "cancel"): "cancelled", ("given", "take"): "taken",
    ("given", "decline"): "asked", ("given", "cancel"): "cancelled", ("taken", "finish"): "done",
    ("taken", "decline"): "asked", ("done", "rate"): "rated", ("done", "redo"): "taken",
}  # fmt: skip


def refused(field, do, *args):
    with pytest.raises(Refused) as told:
        do(*args)
    assert told.value.field == field
    return told.value.message


def test_an_order_goes_from_asking_to_rating_by_the_table():
    for state, step in product(State, Step):
        wanted = LEADS.get((state.value, step.value))
        if wanted:
            assert orders.after(state, step).value == wanted
        else:
            refused(None, orders.after, state, step)
    assert orders.steps_from(State.DONE) == (Step.RATE, Step.REDO)
    assert orders.steps_from(State.RATED) == ()


def test_declining_finishing_and_cancelling_need_a_word_and_a_rating_its_number():
    for step in (Step.DECLINE, Step.FINISH, Step.REDO, Step.CANCEL):
        refused("words", orders.check_words, step, " ")
        orders.check_words(step, "已理发")
    orders.check_words(Step.TAKE, "")
    for wrong in (None, 0, 6):
        refused("stars", orders.check_rating, wrong)
    orders.check_rating(5)
    orders.check_wanted(DAY, DAY)
    refused("wanted_on", orders.check_wanted, DAY, NEXT)


def test_a_certificate_is_issued_seven_days_after_its_notice_by_two_people():
    assert certificates.ready_on(DAY) == date(2026, 7, 15)
    certificates.check_issue(DAY, date(2026, 7, 15), "负责人甲", "经办人乙")
    told = refused("handler", certificates.check_issue, DAY, date(2026, 7, 15), "甲", " 甲 ")
    assert "两个人" in told
    refused("responsible", certificates.check_issue, DAY, date(2026, 7, 15), "甲", " ")
    assert "7月15日" in refused(None, certificates.check_issue, DAY, date(2026, 7, 14), "甲", "乙")
    assert certificates.number_of("金桥社区", 2026, 3) == "金桥社区志证〔2026〕3号"


def test_a_certificate_has_confirmed_hours_of_days_gone_by():
    certificates.check_span(DAY, DAY, DAY, 60)
    refused("until", certificates.check_span, NEXT, DAY, NEXT, 60)
    refused("until", certificates.check_span, DAY, NEXT, DAY, 60)
    refused("since", certificates.check_span, DAY, DAY, DAY, 0)
    certificates.check_single(None)
    assert "还没有出具" in refused(None, certificates.check_single, DAY)
    certificates.check_words("时长有误")
    refused("reason", certificates.check_words, "误")
    for before, after in product(Paper, Paper):
        goes = (before.value, after.value) in {
            ("noticed", "stopped"), ("noticed", "issued"), ("issued", "revoked"),
        }  # fmt: skip
        if goes:
            certificates.check_change(before, after)
        else:
            refused(None, certificates.check_change, before, after)


def test_an_id_number_is_checked_to_its_last_digit_and_asked_with_consent():
    certificates.check_id(IdKind.RESIDENT, "11010519491231002x", True)
    certificates.check_id(IdKind.PASSPORT, "E12345678", True)
    refused("consent", certificates.check_id, IdKind.RESIDENT, "11010519491231002X", False)
    told = refused("id_number", certificates.check_id, IdKind.RESIDENT, "110105194912310021", True)
    assert "最后一位应为 X" in told
    refused("id_number", certificates.check_id, IdKind.RESIDENT, "1101051949123100", True)
    refused("id_number", certificates.check_id, IdKind.OTHER, "123", True)


def test_nine_make_five_stars_and_five_make_one():
    nine = [one.value for one in stars.Have]
    assert [stars.station_star(nine[:n]) for n in range(10)] == [0, 0, 0, 0, 0, 1, 2, 3, 4, 5]
    stars.check_haves(nine, DAY, DAY)
    refused("met", stars.check_haves, ["cat"], DAY, DAY)
    refused("on", stars.check_haves, nine, NEXT, DAY)


def test_a_pair_has_a_name_consent_and_a_rhythm():
    pairs.check_pair("王奶奶", False, True, 7)
    pairs.check_pair("王奶奶", False, True, None)
    pairs.check_pair("", True, True, None)
    refused("name", pairs.check_pair, " ", False, True, None)
    refused("name", pairs.check_pair, "王奶奶", True, True, None)
    refused("consent", pairs.check_pair, "王奶奶", False, False, None)
    refused("every_days", pairs.check_pair, "王奶奶", False, True, 0)
    pairs.check_visit(DAY, DAY, DAY)
    refused("on", pairs.check_visit, NEXT, DAY, DAY)
    assert pairs.next_due(DAY, None, 7) == date(2026, 7, 15)
    assert pairs.next_due(DAY, NEXT, 7) == date(2026, 7, 9) + timedelta(7)
    assert pairs.next_due(DAY, None, None) is None
