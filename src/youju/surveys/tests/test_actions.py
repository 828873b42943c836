"""Making, changing, planning and ending a survey; rates from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from youju.facts.queries import unscoped_figures
from youju.inbox.models import Message
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit
from youju.search.models import Text
from youju.surveys import actions, queries
from youju.surveys.actions.frame import show
from youju.surveys.actions.plans import Wanted
from youju.surveys.actions.surveys import Wording
from youju.surveys.models import Counted, Official, Plan, Survey
from youju.surveys.rules.form import Form, Kind, Question
from youju.surveys.rules.plan import Criteria
from youju.surveys.tests.world import FORM, KNOW, NOON, TODAY, Town


@pytest.fixture
def town(db) -> Town:
    return Town()


def by(member, key=None):
    return {"actor": member, "now": NOON, "key": key or uuid4()}


def twice(act, *args, member, **given):
    """Do an act twice under one key: the second changes nothing and returns the same."""
    key = uuid4()
    first = act(*args, **given, **by(member, key))
    again = act(*args, **given, **by(member, key))
    assert again == first
    return first


def test_a_survey_is_made_changed_opened_and_closed(town, django_capture_on_commit_callbacks):
    survey = twice(
        actions.make_survey, town.district, Wording("调查"), form=FORM, member=town.office
    )
    with pytest.raises(Refused, match="早于开始"):
        actions.change_survey(
            survey.pk, Wording("调查", since=TODAY, until=date(2026, 7, 1)), **by(town.office)
        )
    changed = twice(
        actions.change_survey, survey.pk, Wording("满意率调查", least=10), member=town.office
    )
    assert (changed.title, changed.least) == ("满意率调查", 10)
    cells = [Wanted(town.community, 25)]
    twice(actions.set_cells, survey.pk, cells, criteria=Criteria(), member=town.office)

    with django_capture_on_commit_callbacks(execute=True):
        opened = twice(actions.open_survey, survey.pk, member=town.office)
        closed = twice(actions.close_survey, survey.pk, member=town.office)

    assert (opened.since, closed.closed_on, closed.pill) == (TODAY, TODAY, "ok")
    told = set(Message.objects.values_list("membership__person__username", "kind"))
    assert {("jinqiao", "surveys.opened"), ("qu-leader", "surveys.closed")} <= told
    with pytest.raises(Refused, match="不能改为"):
        actions.close_survey(survey.pk, **by(town.office))


def test_only_those_who_arrange_at_the_unit_may(town):
    survey = town.survey(opened=False)
    for member in (town.leader, town.staff):
        with pytest.raises(Forbidden):
            actions.make_survey(town.district, Wording("调查"), **by(member))
        with pytest.raises(Forbidden):
            actions.open_survey(survey.pk, **by(member))
    foreign = make_member(make_unit("外省", UnitKind.PROVINCE), Role.OFFICE, "waisheng")
    for ask in (
        lambda: actions.open_survey(survey.pk, **by(foreign)),
        lambda: actions.drop_question(queries.current_version(survey).pk, "words", **by(foreign)),
        lambda: actions.open_survey(0, **by(town.office)),
        lambda: queries.survey_for(town.stranger, survey.pk),
        lambda: queries.survey_for(town.staff, survey.pk),
        lambda: queries.version_for(town.stranger, queries.current_version(survey).pk),
    ):
        with pytest.raises(Missing):
            ask()
    assert queries.version_for(town.office, queries.current_version(survey).pk).number == 1
    assert not queries.surveys_visible_to(None).exists()


def test_an_empty_survey_is_not_opened(town):
    survey = town.survey(form=Form(), opened=False)

    with pytest.raises(Refused, match="还不能开始"):
        actions.open_survey(survey.pk, **by(town.office))
    assert Survey.objects.get().state == "draft"


def test_questions_and_audiences_are_designed(town):
    version = queries.current_version(town.survey(opened=False))
    fresh = Question("q9", Kind.TEXT, "还有吗？")
    member = town.office
    twice(actions.save_question, version.pk, fresh, ("residents",), fresh=True, member=member)
    with pytest.raises(Refused, match="已有代码为“q9”的题") as refusal:
        actions.save_question(version.pk, fresh, ("residents",), fresh=True, **by(member))
    assert refusal.value.field == "code"
    with pytest.raises(Missing):
        actions.save_question(version.pk, fresh, ("nobody",), **by(member))
    twice(actions.move_question, version.pk, "residents", "q9", 0, member=member)
    twice(actions.drop_question, version.pk, "words", member=member)
    twice(actions.add_audience, version.pk, "window", "窗口人员", like="students", member=member)
    twice(actions.drop_audience, version.pk, "students", member=member)

    content = queries.current_version(version.survey).content
    assert [one.code for one in content.audiences] == ["residents", "window"]
    assert content.audience("residents").questions == ("q9", "know_city", "sat_all", "ways")
    twice(actions.take_form, version.pk, FORM, member=member)
    assert queries.current_version(version.survey).content == FORM
    with pytest.raises(Refused, match="写明问题"):
        actions.take_form(version.pk, Form((replace(KNOW, text=""),)), **by(member))


def test_there_is_an_end_to_versions(town, monkeypatch):
    monkeypatch.setattr("youju.surveys.actions.design.MOST_VERSIONS", 1)
    survey = town.survey()
    town.answer(survey)

    with pytest.raises(Refused, match="最多 1 版"):
        actions.new_version(survey.pk, **by(town.office))


def test_a_plan_is_drawn_by_its_seed(town):
    survey = town.survey(opened=False)
    given = {"kind": "community", "number": 1, "each": 25, "seed": "2026", "criteria": Criteria()}

    plan = twice(actions.draw_plan, survey.pk, **given, member=town.office)
    again = actions.draw_plan(survey.pk, **given, **by(town.office))

    assert [one.target for one in again.cells.all()] == [25]
    assert plan.pk != again.pk and Plan.objects.count() == 1
    assert again.criteria == Criteria(18, 65, 6)
    assert queries.plan_progress(town.survey(opened=False)) is None
    for wrong, why in (
        ({"number": 3}, "只有 2 个可抽"), ({"seed": " "}, "写一个抽样种子"), ({"audience": "nobody"}, "没有这一类对象"),
        ({"criteria": Criteria(60, 18)}, "年龄范围"), ({"each": 0}, "每个点"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            actions.draw_plan(survey.pk, **given | wrong, **by(town.office))


def test_a_plan_set_by_hand_stays_within_the_survey(town):
    survey = town.survey(opened=False)
    for wanted, why in (
        ([], "抽 1 到"), ([Wanted(town.elsewhere, 5)], "不在问卷的调查范围内"), ([Wanted(town.community, 0)], "每个点"),
        ([Wanted(town.community, 5, "一期")] * 2, "列了两次"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            actions.set_cells(survey.pk, wanted, criteria=Criteria(), **by(town.office))
    assert not Plan.objects.exists()


def test_a_rate_told_by_counts_is_a_fact_with_both_numbers(town):
    told = {
        "kind": "taught",
        "about": "素质教育",
        "numerator": 5236,
        "denominator": 6400,
        "on": TODAY,
        "source": "登记表",
    }

    one = twice(actions.record_counted, town.community, **told, member=town.staff)

    def figure():
        found = unscoped_figures(town.district, parse_period("2026"), ["surveys.taught"])
        quantity = found["surveys.taught"].quantity
        return quantity.text() if quantity else ""

    assert (one.value, str(one), figure()) == (Decimal("81.8"), "素质教育受教育率", "81.8%")
    for wrong, why in (
        ({"kind": "x"}, "选发动率"), ({"about": " "}, "哪项活动"), ({"source": ""}, "怎么数"), ({"numerator": 6401}, "应有人数 6400"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            actions.record_counted(town.community, **told | wrong, **by(town.staff))
    with pytest.raises(Forbidden):
        actions.record_counted(town.next_door, **told, **by(town.staff))
    assert queries.counted_titles([str(one.pk)]) == {str(one.pk): "素质教育受教育率"}
    actions.remove_counted(one.pk, **by(town.staff))
    assert figure() == "" and Counted.objects.get().removed
    with pytest.raises(Missing):
        actions.remove_counted(0, **by(town.staff))
    with pytest.raises(Missing):
        queries.counted_for(town.staff, one.pk)


def test_the_official_value_stands_beside_ours(town):
    survey = town.survey()
    told = {"rate": "know", "value": Decimal("83.5"), "on": TODAY, "source": "市文明办通报"}
    twice(actions.state_official, survey.pk, **told, member=town.office)
    actions.state_official(survey.pk, **told | {"value": Decimal("84.0")}, **by(town.office))

    assert Official.objects.get().value == Decimal("84.0")
    for wrong, why in (
        ({"rate": "x"}, "选知晓率"),
        ({"value": Decimal(120)}, "0 到 100"),
        ({"source": " "}, "出处"),
    ):
        with pytest.raises(Refused, match=why):
            actions.state_official(survey.pk, **told | wrong, **by(town.office))


def test_a_survey_made_before_eight_in_the_morning_bears_the_day_of_the_clock_on_the_wall(town):
    survey = town.survey(opened=False, since=None)
    survey.made_at = datetime(2026, 7, 4, 23, 0, tzinfo=UTC)  # seven o'clock of the 5th in China

    show(survey)

    kept = Text.objects.get(source_kind="surveys.survey", source_id=str(survey.pk))
    assert kept.at == date(2026, 7, 5)
