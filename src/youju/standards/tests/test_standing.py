"""Where a unit stands: what proofs read, what is kept, what moves it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from youju.cases.models import Case
from youju.facts.models import Fact
from youju.kernel.refusal import Forbidden, Refused
from youju.organisations.queries import Unit
from youju.standards import actions
from youju.standards.actions import Wanting
from youju.standards.actions.standing import refresh
from youju.standards.models import Judgement, Remedy, Standing
from youju.standards.rules.outcome import State
from youju.standards.spec import EditionSpec, ItemSpec, ProofKind, ProofSpec, RuleSpec
from youju.standards.tests.standing_world import NOON, TODAY, Measured, leaf


@pytest.fixture
def city(db) -> Measured:
    return Measured()


def test_a_place_with_a_fault_loses_its_part_and_one_nobody_saw_widens_the_range(city):
    seen, unseen = city.place(), city.place("柳树巷")
    city.visit(seen, ("lamps", "两盏路灯不亮"), passed=["litter", "scrawl", "drain"])

    city.compute()

    outcome = city.stood().outcomes["1.1"]
    assert (outcome.state, outcome.share) == (State.PART, Decimal("0.75"))
    assert (outcome.low, outcome.high) == (Decimal("0.375"), Decimal("0.875"))
    assert [(g.text, g.place) for g in outcome.gaps] == [
        ("两盏路灯不亮", "石井巷"),
        ("还没有查：柳树巷", ""),
    ]
    assert unseen.name in outcome.gaps[1].text


def test_a_unit_without_such_a_place_gets_the_mean_of_the_others(city):
    city.visit(city.place(), ("lamps", "灯不亮"), passed=["litter", "scrawl", "drain"])

    city.compute()

    there = city.stood(city.next_door)
    assert there.outcomes["1.1"].state is State.ABSENT
    assert there.absent["1.1"] == Decimal("0.75")
    assert there.whole.lines["1.1"].got == Decimal("18.75")
    assert city.stood(city.street).outcomes["1.1"].share == Decimal("0.75")


def test_the_latest_word_on_each_check_counts_and_an_old_visit_does_not(city):
    place = city.place()
    city.visit(place, ("lamps", "灯不亮"), passed=["litter"], back=100)
    city.visit(place, ("drain", "沟堵"), passed=["lamps"], back=20)
    city.visit(place, passed=["drain"], back=2)

    city.compute()

    outcome = city.stood().outcomes["1.1"]
    assert (outcome.state, outcome.share, outcome.gaps) == (State.PASS, Decimal(1), ())


def test_a_gap_becomes_a_case_in_one_step_and_its_end_moves_the_score(city):
    place = city.place()
    city.visit(place, ("lamps", "两盏路灯不亮"), passed=["litter", "scrawl", "drain"])
    city.compute()
    before = city.stood().whole.score

    remedy = _taken_up(city, Wanting("1.1", "两盏路灯不亮", place.pk))
    with pytest.raises(Refused, match="已经转为问题"):
        _taken_up(city, Wanting("1.1", "两盏路灯不亮", place.pk))
    case = Case.objects.get(pk=remedy.record_id)
    assert (case.source, case.kind.code, case.place) == ("self_check", "b0110", "石井巷")
    city.compute()
    assert city.stood().whole.score == before
    close(remedy)
    city.compute()

    assert city.stood().outcomes["1.1"].share == Decimal(1)
    assert city.stood().whole.score > before


def close(remedy: Remedy) -> None:
    """Let the problem be closed, an hour later."""
    at = NOON + timedelta(hours=1)
    Case.objects.filter(pk=remedy.record_id).update(state="closed", closed_at=at, filed_at=at)


def _taken_up(city: Measured, gap: Wanting, **more: object) -> Remedy:
    told = {"edition": city.edition, "unit": city.community, "kind": Remedy.Kind.CASE} | more
    return actions.take_up(gap=gap, actor=city.clerk, now=NOON, key=uuid4(), **told)  # type: ignore[arg-type]


def test_a_gap_becomes_a_task_for_the_unit(city):
    remedy = _taken_up(city, Wanting("2.1", "缺佐证 2 份"), kind=Remedy.Kind.TASK, fix="补会议记录")

    assert (remedy.kind, remedy.number) == ("task", "")
    with pytest.raises(Refused, match="已经转为任务"):
        _taken_up(city, Wanting("2.1", "缺佐证 2 份"), kind=Remedy.Kind.TASK)


def test_a_gap_at_a_foreign_place_is_refused(city):
    place = city.place("桃李巷", unit=city.next_door)

    with pytest.raises(Exception, match="没有这个点位"):
        _taken_up(city, Wanting("1.1", "灯不亮", place.pk))
    assert not Remedy.objects.exists()


def test_a_judgement_counts_where_no_data_can_say(city):
    judged = _judged(city, "2.2", "0.6", "班子会记录全，缺一次民主生活会")

    city.compute()

    outcome = city.stood().outcomes["2.2"]
    assert (outcome.state, outcome.share) == (State.PART, Decimal("0.6"))
    assert "缺一次民主生活会" in outcome.actual and judged.made_by_label in outcome.actual
    assert city.stood(city.next_door).outcomes["2.2"].state is State.UNKNOWN


def _judged(city: Measured, code: str, share: str, reason: str, actor: object = None) -> Judgement:
    return actions.judge_item(
        item=city.item(code), unit=city.community, share=Decimal(share), reason=reason,
        actor=actor or city.clerk, now=NOON, key=uuid4(),  # type: ignore[arg-type]
    )  # fmt: skip


def test_what_is_asked_of_units_below_may_be_judged_above_them_too(city):
    city.place()  # nobody has looked yet
    city.compute()

    made = actions.judge_item(
        item=city.item("1.1"), unit=city.street, share=Decimal("0.8"), reason="走了一遍，灯和沟都看了",
        actor=city.office, now=NOON, key=uuid4(),
    )  # fmt: skip
    city.compute()

    assert (made.unit, city.stood(city.street).outcomes["1.1"].share) == (
        city.street,
        Decimal("0.8"),
    )
    assert city.stood().outcomes["1.1"].state is State.UNKNOWN
    with pytest.raises(Refused, match="本单位不查这一项"):
        actions.judge_item(
            item=city.item("1.1"), unit=city.hospital, share=Decimal(1), reason="医院里没有背街小巷",
            actor=city.office, now=NOON, key=uuid4(),
        )  # fmt: skip


def test_a_judgement_is_refused_where_data_say_without_a_reason_and_to_strangers(city):
    with pytest.raises(Refused, match="由数据算出（要 2 份，有 0 份）"):
        _judged(city, "2.1", "1", "看过了，都有")
    with pytest.raises(Refused, match="写明评定的理由"):
        _judged(city, "2.2", "1", "好")
    with pytest.raises(Refused, match="0 到 100"):
        _judged(city, "2.2", "1.5", "特别特别好")
    with pytest.raises(Forbidden):
        _judged(city, "2.2", "1", "看过了，都有", actor=city.neighbour)
    with pytest.raises(Refused, match="由下级指标合计"):
        _judged(city, "2", "1", "看过了，都有")
    with pytest.raises(Refused, match="本单位不查这一项"):
        actions.judge_item(
            item=city.item("1.1"), unit=city.hospital, share=Decimal(1), reason="看过了，都有",
            actor=city.office, now=NOON, key=uuid4(),
        )  # fmt: skip
    assert not Judgement.objects.exists()


def test_a_judgement_stands_in_for_a_figure_nobody_told_until_somebody_does(city):
    _judged(city, "1.2", "1", "住建局批复看过，人均 9 平米")
    city.compute()

    assert city.stood().outcomes["1.2"].share == Decimal(1)


def test_what_a_judgement_found_missing_is_right_once_its_problem_is_closed(city):
    _judged(city, "2.2", "0.5", "缺民主生活会记录")
    remedy = _taken_up(city, Wanting("2.2", "缺民主生活会记录", where="金桥社区"))
    city.compute()
    assert city.stood().outcomes["2.2"].share == Decimal("0.5")
    close(remedy)

    city.compute()

    assert city.stood().outcomes["2.2"].share == Decimal(1)


def test_the_score_is_a_fact_of_each_unit_with_its_trail(city):
    city.visit(city.place(), passed=["litter"])
    city.compute()
    stood = city.stood()

    facts = Fact.objects.filter(unit=city.community, source_kind="standards.score")
    told = dict(facts.values_list("measure__code", "value"))
    assert told["standards.score"] == round(stood.whole.score, 1)
    assert told["standards.score"] + told["standards.lost"] == 100
    assert told["standards.items_met"] == 1 and told["standards.items_unseen"] == 2
    city.compute()
    assert facts.count() == len(told)


def test_only_the_newest_day_keeps_the_items_and_the_others_their_score(city):
    city.compute(TODAY - timedelta(1))
    city.compute()

    rows = Standing.objects.filter(unit=city.community).order_by("day")
    assert [bool(one.results) for one in rows] == [False, True]
    assert Standing.objects.filter(unit=city.hospital).count() == 0
    assert set(Unit.objects.filter(pk__in=rows.values("unit"))) == {city.community}


def test_the_routine_works_out_what_changed_and_each_new_day(city):
    assert refresh(now=NOON) == 1
    assert refresh(now=NOON + timedelta(minutes=1)) == 0
    city.visit(city.place(), passed=["litter"])
    Standing.objects.update(computed_at=NOON - timedelta(hours=1))
    assert refresh(now=NOON + timedelta(minutes=2)) == 1
    assert refresh(now=NOON + timedelta(days=1)) == 1


def test_what_if_says_what_the_score_would_be(city):
    place = city.place()
    city.visit(place, ("lamps", "灯不亮"), passed=["litter", "scrawl", "drain"])
    city.compute()
    stood = city.stood()

    after = stood.if_fixed([("1.1", 0), ("9.9", 0)])

    assert after.score > stood.whole.score
    assert after.lines["1.1"].got == Decimal(25)


def test_a_judgement_alone_is_the_share_whatever_the_rule_counts(db):
    noise = RuleSpec("threshold", {"at": "<60"})
    item = leaf("1.1", "区域环境噪声", 1, noise, ProofSpec(ProofKind.JUDGEMENT))
    made = Measured(
        EditionSpec("noise", "噪声", 2026, "city", (ItemSpec("1", "", "环境", 0), item))
    )
    _judged(made, "1.1", "1", "环境监测报告 56 分贝")

    made.compute()

    assert made.stood().outcomes["1.1"].state is State.PASS


def test_a_barring_event_below_fails_every_unit_above_it_for_twelve_months(city):
    def event(on, **more):
        told = {"group": "安全生产", "title": "较大火灾", "basis": "省通报", "bars": True, **more}
        key = uuid4()
        return actions.register_negative(
            unit=city.community, on=on, actor=city.clerk, now=NOON, key=key, **told
        )

    event(TODAY - timedelta(365))  # a year ago: it bars no more
    mild = event(TODAY - timedelta(3), bars=False, title="通报批评")
    city.compute()
    assert (mild.bars, city.stood().whole.barred, city.stood(city.city).whole.barred) == (
        False,
        (),
        (),
    )
    serious = event(TODAY - timedelta(3), code="N2")
    event(TODAY - timedelta(2), title="没有编号的事件")

    city.compute()

    for unit in (city.community, city.city):
        stood = city.stood(unit)
        assert stood.whole.barred == ("N2", "安全生产")
        assert (stood.standing.passes, stood.whole.passes, stood.whole.certain) == (
            False,
            False,
            True,
        )
        assert stood.if_fixed([]).barred == ("N2", "安全生产")
    assert city.stood(city.next_door).whole.barred == ()
    actions.withdraw_negative(serious.pk, reason="误登", actor=city.clerk, now=NOON, key=uuid4())
    city.compute()
    assert city.stood().whole.barred == ("安全生产",)
