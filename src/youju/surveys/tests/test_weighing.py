"""Facts of a survey that weighs its areas by population, and what they are made again from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from youju.organisations.models import ProfileValue
from youju.surveys import actions
from youju.surveys.actions.sheets import Given
from youju.surveys.queries import current_version
from youju.surveys.rules.states import Channel
from youju.surveys.tests.test_sheets import told, wrong
from youju.surveys.tests.world import NOON, Town

GOOD, BAD = {"sat_all": "good"}, {"sat_all": "bad"}


@pytest.fixture
def town(db) -> Town:
    return Town()


def asked(town, *, closed=True, **wording):
    """Ten of 9,000 people of one community, six of them satisfied; ten of 1,000 next door, all."""
    survey = town.survey(**wording)
    given = [
        Given("residents", unit, answers, Channel.PAPER, NOON)
        for unit, answers, n in (
            (town.community, GOOD, 6), (town.community, BAD, 4), (town.next_door, GOOD, 10),
        )
        for _n in range(n)
    ]  # fmt: skip
    how = {"actor": town.office, "now": NOON}
    actions.answer_sheets(current_version(survey), given, key=uuid4(), **how)
    return actions.close_survey(survey.pk, key=uuid4(), **how) if closed else survey


def test_the_rate_among_the_facts_is_the_weighted_one_at_every_level(town):
    town.people(community=9000, next_door=1000)

    asked(town)

    assert told(town.community, "satisfied") == "60%"
    assert told(town.next_door, "satisfied") == "100%"
    assert told(town.district, "satisfied") == "64%"  # (0.6 × 9,000 + 1,000) ÷ 10,000; 80 % alike
    assert told(town.district, "satisfied_of") == "20份"
    assert told(town.district, "valid") == "20份"
    assert wrong() == []


def test_a_survey_that_does_not_weigh_counts_all_sheets_alike(town):
    town.people(community=9000, next_door=1000)

    asked(town, weighted=False)

    assert told(town.district, "satisfied") == "80%"


def test_where_a_population_is_not_known_all_sheets_count_alike(town):
    town.people(community=9000)

    asked(town)

    assert told(town.district, "satisfied") == "80%"


def test_what_is_put_right_in_a_profile_later_changes_no_figure(town):
    town.people(community=9000, next_door=1000)
    survey = asked(town)

    ProfileValue.objects.filter(unit=town.next_door).update(value=Decimal(9000))
    ProfileValue.objects.create(
        unit=town.community, item="population", value=Decimal(1), on=date(2026, 7, 1), source="统计"
    )

    assert wrong() == []
    assert told(town.district, "satisfied") == "64%"
    assert survey.people == {
        str(town.community.pk): "9000.0000",
        str(town.next_door.pk): "1000.0000",
    }
    how = {"actor": town.office, "now": NOON, "key": uuid4()}
    assert actions.open_survey(survey.pk, **how).people == {}
