"""Sheets of paper: typed by number keys, taken back, typed twice, decided."""

from __future__ import annotations

from uuid import uuid4

import pytest

from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.surveys import actions, queries
from youju.surveys.models import DayTally, Remark, Sheet, Tally
from youju.surveys.queries import current_version
from youju.surveys.rules import paper as rules
from youju.surveys.rules.form import Kind, Option, Question
from youju.surveys.rules.states import Channel, check_recheck, counts
from youju.surveys.tests.world import KNOW, NOON, WAYS, WORDS, Town

MANY = Question(
    "many", Kind.MULTIPLE, "哪些", tuple(Option(f"o{n}", f"第{n}项") for n in range(1, 13))
)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (KNOW, "1", ["yes"]),
        (KNOW, " ３ ", ["no"]),
        (KNOW, "听说过", ["some"]),
        (KNOW, "some", ["some"]),
        (KNOW, "", ""),
        (KNOW, "0", ""),
        (WAYS, "13", ["board", "other"]),
        (WAYS, "1、3", ["board", "other"]),
        (WAYS, "公益广告，其他", ["board", "other"]),
        (MANY, "10,12", ["o10", "o12"]),
        (MANY, "11", ["o11"]),
        (WORDS, " 路灯\0不亮 ", "路灯不亮"),
        (WORDS, "0", "0"),
    ],
)
def test_number_keys_words_and_codes_name_options(question, text, expected):
    assert rules.typed(question, text) == expected


@pytest.mark.parametrize(
    ("question", "text"), [(KNOW, "4"), (KNOW, "12"), (KNOW, "不知"), (WAYS, "19"), (MANY, "13")]
)
def test_a_key_that_names_no_option_is_refused_at_its_question(question, text):
    with pytest.raises(Refused) as refusal:
        rules.typed(question, text)

    assert refusal.value.field == question.code


def test_an_answer_is_shown_as_it_was_typed():
    assert rules.typed_back(WAYS, ["board", "other"]) == "13"
    assert rules.typed_back(MANY, ["o10", "o12"]) == "10,12"
    assert rules.typed_back(KNOW, "no") == "3"
    assert rules.typed_back(WORDS, "甲") == "甲"
    assert rules.typed_back(WORDS, ["甲", "乙"]) == "甲\n乙"


def test_the_share_typed_twice_follows_from_the_sheet_alone():
    ids = [f"sheet-{n}" for n in range(1000)]
    chosen = [one for one in ids if rules.is_rechecked(one, 10)]

    assert 70 < len(chosen) < 130
    assert chosen == [one for one in ids if rules.is_rechecked(one, 10)]
    assert not any(rules.is_rechecked(one, 0) for one in ids)
    assert all(rules.is_rechecked(one, 100) for one in ids)


def test_a_share_beyond_a_hundred_is_refused():
    check_recheck(0)
    check_recheck(100)
    with pytest.raises(Refused, match="0 到 100"):
        check_recheck(101)


def test_only_open_links_are_left_out_of_the_rates():
    assert counts(Channel.QR, False)
    assert counts(Channel.PAPER, False)
    assert not counts(Channel.OPEN, False)
    assert counts(Channel.OPEN, True)


@pytest.fixture
def town(db):
    return Town()


def enter(town, survey, answers=None, **given):
    told = {
        "audience": "residents", "unit": town.community, "done_at": NOON, "actor": town.staff, "now": NOON,
        "key": uuid4(), **given,
    }  # fmt: skip
    answers = answers or {"know_city": ["yes"], "sat_all": ["bad"], "words": "车棚没有灯"}
    return actions.enter_sheet(current_version(survey), answers=answers, **told)


def tallied(survey, question, option):
    row = Tally.objects.filter(version__survey=survey, question=question, option=option).first()
    return row.n if row else 0


def act(member):
    return {"actor": member, "now": NOON, "key": uuid4()}


def test_each_sheet_of_paper_gets_the_next_number_and_counts_once(town):
    survey = town.survey()
    key = uuid4()
    first = enter(town, survey, key=key)

    assert enter(town, survey, key=key).pk == first.pk
    assert [first.number, enter(town, survey).number] == [1, 2]
    assert Sheet.objects.filter(channel="paper").count() == 2
    assert tallied(survey, "know_city", "yes") == 2


def test_paper_is_not_typed_by_whoever_records_elsewhere(town):
    survey = town.survey()

    with pytest.raises(Forbidden):
        enter(town, survey, actor=town.neighbour)

    assert not queries.papers_of(survey).exists()


def test_ones_own_last_sheet_is_taken_back_as_if_never_typed(town):
    survey = town.survey()
    enter(town, survey)
    last = enter(town, survey)
    told = act(town.staff)
    actions.undo_entry(last.pk, **told)
    actions.undo_entry(last.pk, **told)

    assert Sheet.objects.count() == 1
    assert Remark.objects.count() == 1
    assert tallied(survey, "know_city", "yes") == 1
    assert DayTally.objects.get(rate="").n == 1


def test_an_older_sheet_and_somebody_elses_stay(town):
    survey = town.survey()
    first, _last = enter(town, survey), enter(town, survey)
    other = make_member(town.community, Role.STAFF, "jinqiao-2")

    with pytest.raises(Refused, match="刚录的最后一份"):
        actions.undo_entry(first.pk, **act(town.staff))
    with pytest.raises(Refused, match="刚录的最后一份"):
        actions.undo_entry(first.pk, **act(other))
    with pytest.raises(Missing):
        actions.undo_entry(0, **act(town.staff))
    assert Sheet.objects.count() == 2


def test_a_second_clerk_types_it_again_and_the_difference_is_decided(town):
    survey = town.survey(recheck=100)
    paper = enter(town, survey)
    other = make_member(town.community, Role.STAFF, "jinqiao-2")
    told = act(other)
    again = {"know_city": ["some"], "sat_all": ["bad"], "words": "另一句"}
    checked = actions.check_entry(paper.pk, again, **told)

    assert paper.chosen
    assert checked.differs == ["know_city"]
    assert checked.is_open
    assert actions.check_entry(paper.pk, again, **told).differs == ["know_city"]
    with pytest.raises(Refused, match="已经复核过"):
        actions.check_entry(paper.pk, again, **act(other))
    with pytest.raises(Refused, match="不能撤回"):
        actions.undo_entry(paper.pk, **act(town.staff))
    with pytest.raises(Refused, match="为准"):
        actions.settle_entry(paper.pk, "third", **act(other))

    told = act(other)
    actions.settle_entry(paper.pk, "second", **told)
    assert actions.settle_entry(paper.pk, "second", **told).settled == "second"
    assert tallied(survey, "know_city", "some") == 1
    assert tallied(survey, "know_city", "yes") == 0
    with pytest.raises(Refused, match="没有需要裁定"):
        actions.settle_entry(paper.pk, "first", **act(other))


def test_two_typings_that_agree_leave_nothing_to_decide(town):
    survey = town.survey()
    paper = enter(town, survey)
    other = make_member(town.community, Role.STAFF, "jinqiao-2")

    with pytest.raises(Refused, match="您自己录的"):
        actions.check_entry(paper.pk, {"know_city": "yes"}, **act(town.staff))
    checked = actions.check_entry(paper.pk, {"know_city": "yes", "sat_all": "bad"}, **act(other))
    assert checked.settled == "same"
    assert not checked.is_open
    with pytest.raises(Refused, match="没有需要裁定"):
        actions.settle_entry(paper.pk, "first", **act(other))


def test_the_first_typing_may_hold_too(town):
    survey = town.survey()
    paper = enter(town, survey)
    other = make_member(town.community, Role.STAFF, "jinqiao-2")
    actions.check_entry(paper.pk, {"know_city": "no"}, **act(other))
    actions.settle_entry(paper.pk, "first", **act(other))

    assert tallied(survey, "know_city", "yes") == 1


def test_what_changes_after_the_end_is_counted_again(town):
    survey = town.survey()
    paper, other = enter(town, survey), make_member(town.community, Role.STAFF, "jinqiao-2")
    last = enter(town, survey)
    actions.close_survey(survey.pk, **act(town.office))
    actions.check_entry(paper.pk, {"know_city": "no"}, **act(other))
    actions.settle_entry(paper.pk, "second", **act(other))
    actions.undo_entry(last.pk, **act(town.staff))

    assert DayTally.objects.get(rate="know").score == 0


def test_a_void_sheet_is_not_typed_again(town):
    survey = town.survey()
    paper = enter(town, survey)
    actions.spoil_sheet(survey, paper.sheet_id, why="重复", **act(town.office))

    with pytest.raises(Missing, match="作废"):
        actions.check_entry(paper.pk, {"know_city": "no"}, **act(town.office))


def test_an_open_link_counts_only_where_the_survey_says_so(town):
    survey = town.survey()
    town.answer(survey, channel="open")
    town.answer(survey, channel="qr")
    assert DayTally.objects.get(rate="").n == 1

    told = actions.surveys.Wording(title="改", since=survey.since, count_open=True)
    actions.change_survey(survey.pk, told, **act(town.office))
    assert DayTally.objects.get(rate="").n == 2
    told = actions.surveys.Wording(title="改", since=survey.since)
    actions.change_survey(survey.pk, told, **act(town.office))
    assert DayTally.objects.get(rate="").n == 1
