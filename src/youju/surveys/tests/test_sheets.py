"""Taking answers: once each, without a name, and counted."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from youju.audit.models import Entry
from youju.facts.queries import unscoped_figures
from youju.facts.verify import differences
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.surveys import actions, queries
from youju.surveys.actions.plans import Wanted
from youju.surveys.actions.sheets import Given
from youju.surveys.models import DayTally, Remark, Sheet, Tally, Token
from youju.surveys.rules.plan import Criteria
from youju.surveys.rules.states import Channel
from youju.surveys.tallies import rebuild
from youju.surveys.tests.world import NOON, YES, Town

YEAR = parse_period("2026")


@pytest.fixture
def town(db) -> Town:
    return Town()


def told(unit, code):
    quantity = unscoped_figures(unit, YEAR, [f"surveys.{code}"])[f"surveys.{code}"].quantity
    return quantity.text() if quantity else ""


def wrong() -> list[str]:
    """Return what the facts of this room's records are wrong in; units of a factory have none."""
    return [line for line in differences() if not line.startswith(("单位", "人口", "概况"))]


def rate(town, survey_rate, unit=None, **more):
    unit = unit or town.district
    days = (date(2026, 1, 1), date(2026, 12, 31))
    return queries.rates_by_unit(unit.root_id, survey_rate, [unit.pk], *days, **more).get(unit.pk)


def test_a_sheet_counts_for_its_rates_and_says_nothing_of_who_answered(town):
    survey = town.survey()

    sheet = town.answer(survey, {**YES, "ways": ["other", "board"]})
    town.answer(survey, {"know_city": "some", "sat_all": "none"})

    assert sheet.answers == {"know_city": ["yes"], "sat_all": ["good"], "ways": ["board", "other"]}
    assert (sheet.done_at.minute, sheet.received_at.minute) == (0, 0)
    names = {field.name for field in Sheet._meta.get_fields()}
    assert not names & {"person", "actor", "made_by", "token", "name", "phone"}
    know, satisfied = rate(town, "know"), rate(town, "satisfied")
    assert (know.value, know.n) == (Decimal("75.0"), 2)
    assert (satisfied.value, satisfied.n) == (Decimal("100.0"), 1)
    assert Tally.objects.get(question="know_city", option="").n == 2
    entry = Entry.objects.filter(act="surveys.answer_sheet").first()
    assert (entry.actor_label, entry.actor_id) == ("答卷人", None)


def test_the_same_key_counts_once(town):
    survey, key = town.survey(), uuid4()

    first, again = town.answer(survey, key=key), town.answer(survey, key=key)

    assert first == again and Sheet.objects.count() == 1
    assert DayTally.objects.get(rate="know").n == 1


def test_the_first_answer_freezes_the_version_and_a_new_one_begins(town):
    survey = town.survey()
    version = queries.current_version(survey)
    act = {"actor": town.office, "now": NOON}
    actions.move_question(version.pk, "residents", "words", 0, key=uuid4(), **act)
    with pytest.raises(Refused, match="直接修改即可"):
        actions.new_version(survey.pk, key=uuid4(), **act)
    town.answer(survey)

    with pytest.raises(Refused, match="已有人作答，不能再改"):
        actions.drop_question(version.pk, "words", key=uuid4(), **act)
    key = uuid4()
    second = actions.new_version(survey.pk, key=key, **act)

    assert (second.number, second.frozen, second.form) == (
        2,
        False,
        queries.current_version(survey).form,
    )
    assert actions.new_version(survey.pk, key=key, **act) == second
    actions.drop_question(second.pk, "words", key=uuid4(), **act)
    town.answer(second)
    assert rate(town, "know").n == 2


def test_one_code_lets_one_answer_in_and_leads_to_nobody(town):
    survey = town.survey(by_token=True)
    version = queries.current_version(survey)
    key = uuid4()
    given = {
        "audience": "residents",
        "unit": town.community,
        "number": 2,
        "actor": town.staff,
        "now": NOON,
    }
    code, other = actions.issue_tokens(version, key=key, **given)

    assert actions.issue_tokens(version, key=key, **given) == []
    with pytest.raises(Refused, match="请从收到的答卷码进入") as refusal:
        town.answer(survey)
    assert refusal.value.field == "token"
    town.answer(survey, token=code.upper().replace("-", " "))
    with pytest.raises(Refused, match="已经用过"):
        town.answer(survey, token=code)
    with pytest.raises(Refused, match="答卷码不对"):
        town.answer(survey, token="aaaa-bbbb-cccc")
    with pytest.raises(Refused, match="另一类对象或另一个单位"):
        town.answer(survey, {"know_city": "yes"}, token=other, audience="students")
    with pytest.raises(Refused, match="另一类对象或另一个单位"):
        town.answer(survey, token=other, unit=town.next_door)
    town.answer(survey, channel="paper", actor=town.staff)
    assert Sheet.objects.count() == 2
    assert {field.name for field in Token._meta.get_fields()} == {
        "id", "survey", "unit", "audience", "digest", "used"
    }  # fmt: skip
    assert not Token.objects.filter(digest__contains=code[:4]).exists()


def test_codes_and_paper_are_handed_out_within_the_survey(town):
    version = queries.current_version(town.survey())
    given = {
        "audience": "residents",
        "unit": town.community,
        "number": 25,
        "actor": town.staff,
        "now": NOON,
    }
    key = uuid4()
    for _ in range(2):
        actions.record_issued(version, on=date(2026, 7, 2), key=key, **given)

    assert version.survey.issues.get().number == 25
    with pytest.raises(Refused, match="发放日期还没有到"):
        actions.record_issued(version, on=date(2026, 7, 9), key=uuid4(), **given)
    with pytest.raises(Refused, match="一次 1 到 2000 份"):
        actions.issue_tokens(version, key=uuid4(), **given | {"number": 0})
    with pytest.raises(Forbidden):
        actions.issue_tokens(version, key=uuid4(), **given | {"unit": town.next_door})
    with pytest.raises(Refused, match="不在问卷的调查范围内"):
        foreign = given | {"unit": town.elsewhere, "actor": town.stranger}
        actions.issue_tokens(version, key=uuid4(), **foreign)
    with pytest.raises(Missing, match="没有这一类对象"):
        actions.issue_tokens(version, key=uuid4(), **given | {"audience": "nobody"})


def test_answers_are_taken_only_while_the_survey_runs_and_where_it_asks(town):
    draft = town.survey(opened=False)
    with pytest.raises(Refused, match="还没有开始"):
        town.answer(draft)
    survey = town.survey(until=date(2026, 7, 10))
    with pytest.raises(Refused, match="不在问卷的调查范围内"):
        town.answer(survey, unit=town.elsewhere)
    with pytest.raises(Refused, match="由工作人员登录后录入"):
        town.answer(survey, channel="phone")
    with pytest.raises(Forbidden):
        town.answer(survey, channel="paper", actor=town.neighbour)
    later = NOON + timedelta(5)
    with pytest.raises(Refused, match="已经结束"):
        town.answer(survey, done_at=later, now=later)
    with pytest.raises(Refused, match="作答时间还没有到"):
        town.answer(survey, done_at=later)
    assert not Sheet.objects.exists()


def test_a_sheet_belongs_to_a_community_of_the_plan(town):
    survey = town.survey()
    act = {"criteria": Criteria(), "actor": town.office, "now": NOON}
    cells = [Wanted(town.community, 25, "金桥花园"), Wanted(town.next_door, 25)]
    actions.set_cells(survey.pk, cells, key=uuid4(), **act)
    first, second = queries.plan_progress(survey).cells

    town.answer(survey, cell=first.cell)
    with pytest.raises(Refused, match="抽样点与问卷或单位对不上"):
        town.answer(survey, cell=second.cell)
    with pytest.raises(Refused, match="抽样点与问卷或单位对不上"):
        town.answer(town.survey(), cell=first.cell)

    state = queries.plan_progress(survey)
    assert [(one.count.target, one.count.done, one.count.short) for one in state.cells] == [
        (25, 1, 24),
        (25, 0, 25),
    ]
    assert (state.whole.target, state.whole.short, str(first.cell)) == (50, 49, "金桥社区 金桥花园")
    assert list(queries.cells_to_ask(town.staff)) == [first.cell]
    with pytest.raises(Refused, match="不能重抽"):
        actions.set_cells(survey.pk, cells, key=uuid4(), **act)


def test_what_somebody_writes_is_kept_without_numbers(town):
    survey = town.survey()

    town.answer(survey, {**YES, "words": "3号楼2单元401垃圾没人收，打13812345678"})

    kept = Remark.objects.get()
    assert (kept.text, kept.marked) == ("〔门牌〕垃圾没人收，打〔电话〕", True)
    assert "13812345678" not in str(Sheet.objects.values()) + str(Entry.objects.values())


def test_a_void_sheet_counts_no_more(town):
    survey = town.survey()
    sheet = town.answer(survey, {**YES, "words": "好"})
    town.answer(survey, {"know_city": "no", "sat_all": "bad"})
    act = {"actor": town.staff, "now": NOON}
    with pytest.raises(Refused, match="写明作废的原因"):
        actions.spoil_sheet(survey, sheet.id, why=" ", key=uuid4(), **act)
    with pytest.raises(Forbidden):
        actions.spoil_sheet(
            survey, sheet.id, why="重复", key=uuid4(), actor=town.neighbour, now=NOON
        )
    key = uuid4()

    for _ in range(2):
        actions.spoil_sheet(survey, sheet.id, why="重复作答", key=key, **act)

    assert rate(town, "know").value == Decimal("0.0")
    assert not Remark.objects.exists()
    with pytest.raises(Refused, match="已经作废"):
        actions.spoil_sheet(survey, sheet.id, why="重复", key=uuid4(), **act)
    with pytest.raises(Missing):
        actions.spoil_sheet(survey, uuid4(), why="重复", key=uuid4(), **act)


def test_a_stack_of_paper_comes_in_at_once_or_not_at_all(town):
    survey = town.survey()
    version = queries.current_version(survey)
    good = Given(
        "residents", town.community, {"know_city": "yes", "words": "好"}, Channel.PAPER, NOON
    )
    bad = Given("residents", town.community, {"know_city": "maybe"}, Channel.PAPER, NOON)
    act = {"actor": town.staff, "now": NOON}

    with pytest.raises(Refused, match="第 1 题没有“maybe”"):
        actions.answer_sheets(version, [good, bad], key=uuid4(), **act)
    assert not Sheet.objects.exists()
    key = uuid4()
    assert actions.answer_sheets(version, [good] * 150, key=key, **act) == 150
    assert actions.answer_sheets(version, [good] * 150, key=key, **act) == 150
    assert Sheet.objects.count() == Remark.objects.count() == 150
    with pytest.raises(Refused, match="一次最多 500 份"):
        actions.answer_sheets(version, [good] * 501, key=uuid4(), **act)


def test_closing_puts_the_figures_into_the_facts(town):
    survey = town.survey()
    version = queries.current_version(survey)
    given = {
        "audience": "residents",
        "unit": town.community,
        "number": 12,
        "actor": town.staff,
        "now": NOON,
    }
    actions.record_issued(version, on=date(2026, 7, 2), key=uuid4(), **given)
    for n in range(10):
        town.answer(survey, YES if n < 9 else {"know_city": "no", "sat_all": "bad"})
    assert told(town.district, "valid") == ""

    done = actions.close_survey(survey.pk, actor=town.office, now=NOON, key=uuid4())

    names = ("issued", "collected", "valid", "collected_rate", "know", "satisfied", "done")
    assert [told(town.city, one) for one in names] == [
        "12份",
        "10份",
        "10份",
        "83.3%",
        "90%",
        "90%",
        "1次",
    ]
    assert told(town.community, "know") == "90%"
    late = town.answer(survey, channel="paper", actor=town.staff, done_at=NOON)
    assert told(town.city, "valid") == "11份"
    actions.record_issued(version, on=date(2026, 7, 2), key=uuid4(), **given)
    assert told(town.city, "issued") == "24份"
    actions.spoil_sheet(done, late.id, why="重复", actor=town.staff, now=NOON, key=uuid4())
    assert (told(town.city, "valid"), told(town.city, "collected")) == ("10份", "11份")
    assert wrong() == []
    with pytest.raises(Refused, match="已经结束"):
        town.answer(survey)
    actions.open_survey(survey.pk, actor=town.office, now=NOON, key=uuid4())
    assert told(town.city, "valid") == "" and wrong() == []


def test_small_cells_stand_in_the_facts_only_at_the_unit_that_asked(town):
    survey = town.survey()
    for _ in range(6):
        town.answer(survey)
    for _ in range(2):
        town.answer(survey, {"know_city": "no", "sat_all": "bad"}, unit=town.next_door)

    actions.close_survey(survey.pk, actor=town.office, now=NOON, key=uuid4())

    assert [told(unit, "know") for unit in (town.district, town.community, town.next_door)] == [
        "75%",
        "",
        "",
    ]
    assert told(town.next_door, "valid") == "2份"


def test_areas_are_weighted_by_population(town):
    town.people(community=9000, next_door=1000)
    survey = town.survey()
    for _ in range(5):
        town.answer(survey)
        town.answer(survey, {"know_city": "no", "sat_all": "bad"}, unit=town.next_door)

    weighted, plain = rate(town, "know"), rate(town, "know", weighted=False)

    assert (weighted.value, weighted.base, weighted.weighted) == (
        Decimal("90.0"),
        Decimal(10000),
        True,
    )
    assert (plain.value, plain.base, plain.weighted) == (Decimal("50.0"), Decimal(10), False)
    assert rate(town, "know", town.elsewhere) is None
    assert rate(town, "know", audience="students") is None
    assert rate(town, "know", survey_id=survey.pk + 1) is None


def test_tallies_made_again_are_the_same(town):
    survey = town.survey()
    for answers in (YES, {"know_city": "some", "sat_all": "none", "ways": ["board"]}):
        town.answer(survey, answers)
    town.answer(survey, {"know_city": "no"}, audience="students")
    before = (
        sorted(Tally.objects.values_list("question", "option", "n")),
        sorted(DayTally.objects.values_list("rate", "audience", "n", "score")),
    )

    rebuild(survey)

    after = (
        sorted(Tally.objects.values_list("question", "option", "n")),
        sorted(DayTally.objects.values_list("rate", "audience", "n", "score")),
    )
    assert after == before


def test_a_form_is_told_without_what_an_option_counts(town):
    survey = town.survey()

    form = queries.form_of(queries.current_version(survey), "students")

    assert form["label"] == "学生" and form["slug"] == survey.slug
    assert form["questions"] == [
        {
            "code": "know_city", "number": 1, "kind": "single", "kind_name": "单选", "text": "您知道我市正在创建文明城市吗？",
            "help": "", "required": True, "most": 0,
            "options": [{"code": "yes", "text": "知道"}, {"code": "some", "text": "听说过"}, {"code": "no", "text": "不清楚"}],
        }
    ]  # fmt: skip
    assert queries.survey_for_public(survey.slug) == survey
    assert queries.open_survey_at(town.community) == [survey]
    with pytest.raises(Missing):
        queries.survey_for_public("nothing")
