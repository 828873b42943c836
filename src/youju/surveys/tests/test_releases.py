"""What the public is told: only what the office releases, and nothing of small cells."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest

from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.surveys import actions, queries
from youju.surveys.models import Release, Survey
from youju.surveys.rules import release as rules
from youju.surveys.rules.states import State
from youju.surveys.tests.world import KNOW, NOON, WORDS, Town


def test_shares_carry_their_interval_and_small_ones_are_hidden_two_at_a_time():
    lines = rules.lines_of(KNOW, {"yes": 60, "some": 38, "no": 2}, 100, 5)

    assert [one.share for one in lines] == [Decimal("60.0"), None, None]
    assert (lines[0].low, lines[0].high) == (Decimal("50.2"), Decimal("69.1"))
    assert rules.lines_from(rules.line_data(lines)) == lines


def test_an_option_nobody_chose_is_none_of_a_hundred():
    lines = rules.lines_of(KNOW, {"yes": 60, "some": 40}, 100, 5)

    assert [one.share for one in lines] == [Decimal("60.0"), Decimal("40.0"), Decimal("0.0")]


def test_the_sentence_names_the_answer_given_most():
    lines = rules.lines_of(KNOW, {"yes": 60, "some": 40}, 100, 5)

    assert rules.said(100, lines) == (
        "100 人回答了这道题，选“知道”的最多，占 60.0%。如果问遍全体居民，这一比例很可能在 50.2% 到 69.1% 之间。"
    )
    hidden = [rules.Line("知道", None, None, None)]
    assert rules.said(7, hidden) == "7 人回答了这道题，各项人数都太少，不公布。"


@pytest.mark.parametrize(
    ("state", "question", "n", "why"),
    [
        (State.OPEN, KNOW, 100, "结束以后"),
        (State.CLOSED, WORDS, 100, "填写的话"),
        (State.CLOSED, KNOW, 4, "不足 5 份"),
    ],
)
def test_what_may_not_go_to_the_public_is_refused(state, question, n, why):
    rules.check_release(State.CLOSED, KNOW, 5, 5)
    with pytest.raises(Refused, match=why):
        rules.check_release(state, question, n, 5)


@pytest.fixture
def town(db):
    return Town()


@pytest.fixture
def closed(town):
    survey = town.survey()
    for n in range(12):
        town.answer(survey, {"know_city": "yes" if n < 7 else "no", "sat_all": "good"})
    return actions.close_survey(survey.pk, **act(town.office))


def act(member):
    return {"actor": member, "now": NOON, "key": uuid4()}


def release(town, survey, *questions, by=None):
    told = act(by or town.office)
    return actions.release_results(survey.pk, audience="residents", questions=questions, **told)


def test_only_what_is_released_is_shown_and_it_can_be_taken_back(town, closed):
    made = release(town, closed, "know_city")

    shown = queries.releases_of(closed).get()
    assert (shown.n, shown.labels, shown.shares) == (
        12, ["知道", "听说过", "不清楚"], [58.3, 0.0, 41.7],
    )  # fmt: skip
    assert "12 人回答" in shown.said
    assert queries.surveys_released_at(town.district) == [closed]
    assert queries.survey_released(town.district, closed.slug) == closed
    told = act(town.leader)
    actions.withdraw_release(made[0].pk, **told)
    actions.withdraw_release(made[0].pk, **told)
    actions.withdraw_release(made[0].pk, **act(town.leader))
    assert not queries.releases_of(closed).exists()
    assert queries.surveys_released_at(town.district) == []
    with pytest.raises(Missing):
        queries.survey_released(town.district, closed.slug)


def test_a_result_shown_before_is_shown_anew_and_once(town, closed):
    release(town, closed, "know_city")
    told = act(town.office)
    again = {"audience": "residents", "questions": ["know_city", "sat_all"], **told}
    actions.release_results(closed.pk, **again)
    actions.release_results(closed.pk, **again)

    assert queries.releases_of(closed).count() == 2
    assert Release.objects.count() == 3


def test_staff_of_a_community_do_not_release_and_others_do_not_see_it(town, closed):
    with pytest.raises(Forbidden):
        release(town, closed, "know_city", by=town.staff)
    with pytest.raises(Forbidden):
        release(town, closed, "know_city", by=town.stranger)
    with pytest.raises(Missing):
        release(town, Survey(pk=0), "know_city")
    with pytest.raises(Missing):
        actions.withdraw_release(0, **act(town.office))
    with pytest.raises(Refused, match="勾选"):
        release(town, closed)
    with pytest.raises(Refused, match="填写的话"):
        release(town, closed, "words")
    assert not Release.objects.exists()
