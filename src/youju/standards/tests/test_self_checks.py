"""A self-check from its first item to its figures, targets from above, and computing on request."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from youju.evidence.actions import store
from youju.evidence.queries import items_of
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.facts.models import Fact
from youju.jobs.actions import perform
from youju.jobs.models import Job
from youju.kernel.periods import UNKNOWN, parse_period
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member, make_unit
from youju.patrols.models import Place
from youju.standards import actions
from youju.standards.actions import Wanting
from youju.standards.models import CheckedItem, Edition, Judgement, Remedy, SelfCheck, Standing
from youju.standards.rules.outcome import State
from youju.standards.tests.standing_world import NOON, TODAY, Measured


@pytest.fixture
def city(db) -> Measured:
    return Measured()


def by(actor, key=None, now=NOON):
    return {"actor": actor, "now": now, "key": key or uuid4()}


def begun(city, key=None) -> SelfCheck:
    return actions.begin_check(edition=city.edition, unit=city.community, **by(city.clerk, key))


def look(city, check, code, *, right=False, key=None, **more) -> CheckedItem:
    more = {} if right else {"text": "缺记录", **more}
    return actions.check_item(
        check.pk, item=city.item(code), right=right, **more, **by(city.clerk, key)
    )


def test_a_check_begun_twice_is_one_and_goes_on(city):
    key = uuid4()
    first = begun(city, key)

    assert begun(city, key) == first and begun(city) == first
    assert (first.on, first.finished_on, first.unit) == (TODAY, None, city.community)
    with pytest.raises(Forbidden):
        actions.begin_check(edition=city.edition, unit=city.community, **by(city.neighbour))


def test_what_is_said_of_an_item_later_replaces_the_other_word(city):
    city.place()
    city.compute()
    check, key = begun(city), uuid4()

    found = look(city, check, "1.1", text=" 灯 不亮 ", fix=" 修灯 ", place="石井巷", key=key)
    again = look(city, check, "1.1", text="灯不亮", key=key)
    more = look(city, check, "1.1", text="沟堵")

    assert again == found and found.state_then == State.UNKNOWN
    assert (found.text, found.fix, found.place) == ("灯 不亮", "修灯", "石井巷")
    assert set(check.lines.all()) == {found, more}
    right = look(city, check, "1.1", right=True)
    assert list(check.lines.all()) == [right] and (right.text, right.fix) == ("", "")
    look(city, check, "1.1", text="又发现一处")
    assert [one.verdict for one in check.lines.all()] == ["found"]


def test_an_item_never_worked_out_was_unknown_then(city):
    assert look(city, begun(city), "2.2", right=True).state_then == State.UNKNOWN


def test_a_finding_taken_up_stays_a_finding(city):
    check = begun(city)
    line = look(city, check, "2.1", text="缺议事记录", take_up_as=Remedy.Kind.TASK)

    assert line.remedy is not None and line.remedy.kind == "task"
    with pytest.raises(Refused, match="已经转办，不能改为符合"):
        look(city, check, "2.1", right=True)
    assert check.lines.get() == line


def test_a_finished_check_counts_and_takes_no_more(city):
    city.compute()
    check, key = begun(city), uuid4()
    with pytest.raises(Refused, match="还没有查任何一项"):
        actions.finish_check(check.pk, **by(city.clerk))
    look(city, check, "1.1", right=True)
    look(city, check, "2.1", text="缺议事记录", take_up_as=Remedy.Kind.TASK)
    look(city, check, "2.1", text="缺签到表")

    done = actions.finish_check(check.pk, **by(city.clerk, key))

    assert actions.finish_check(check.pk, **by(city.clerk, key)) == done
    assert (done.finished_on, done.score) == (TODAY, city.stood().standing.score)
    facts = Fact.objects.filter(source_kind="standards.self_check").values_list(
        "measure__code", "value"
    )
    assert dict(facts) == {
        "standards.self_checks": 1, "standards.self_checked": 2, "standards.found": 2,
        "standards.found_taken_up": 1, "standards.self_short": 1,
    }  # fmt: skip
    with pytest.raises(Refused, match="这次自查已经完成。"):
        actions.finish_check(check.pk, **by(city.clerk))
    with pytest.raises(Refused, match="请另开一次"):
        look(city, check, "2.2", right=True)
    assert begun(city) != done


def test_a_check_before_the_first_score_is_kept_without_one(city):
    check = begun(city)
    look(city, check, "2.2", right=True)

    assert actions.finish_check(check.pk, **by(city.clerk)).score is None


def test_a_check_takes_no_stranger_no_leader_and_no_item_of_another_edition(city):
    check = begun(city)

    with pytest.raises(Missing, match="没有这次自查"):
        actions.finish_check(check.pk, **by(city.neighbour))
    with pytest.raises(Missing, match="没有这次自查"):
        actions.finish_check(check.pk + 1, **by(city.clerk))
    with pytest.raises(Forbidden):
        actions.finish_check(check.pk, **by(city.leader))
    with pytest.raises(Missing, match="没有这条指标"):
        look(city, check, "1", right=True)  # a branch
    other = Edition.objects.create(
        root_id=city.city.pk, unit=city.city, code="other", name="另一套", year=2026, level="city",
        full=Decimal(100), passing=Decimal(85), made_at=NOON, made_by_label="测试",
    )  # fmt: skip
    item = city.item("2.2")
    item.edition = other
    with pytest.raises(Missing, match="没有这条指标"):
        actions.check_item(check.pk, item=item, right=True, **by(city.clerk))
    assert not check.lines.exists()


def test_a_judgement_shows_its_evidence_and_is_kept_once(city):
    photo = store(upload(jpeg(scene(1))), unit=city.community, at_once=True, **by(city.clerk))
    key = uuid4()
    told = {
        "item": city.item("2.2"), "unit": city.community, "share": Decimal("0.6"),
        "reason": "班子会记录全", "evidence": [photo.pk],
    }  # fmt: skip

    made = actions.judge_item(**told, **by(city.clerk, key))

    assert actions.judge_item(**told, **by(city.clerk, key)) == made == Judgement.objects.get()
    assert [one.item_id for one in items_of(city.clerk, "standards.judgement", made.pk)] == [
        photo.pk
    ]


def a_target(city, **more):
    given = {
        "unit": city.community, "measure": "standards.found", "period": parse_period("2026"),
        "quantity": Quantity(Decimal(20), "个"), "reason": " 区政府 目标责任书 ",
    }  # fmt: skip
    return actions.set_measure_target(**given | {"actor": city.office, "now": NOON, "key": uuid4()} | more)  # fmt: skip


def test_a_target_set_again_replaces_the_former(city):
    key = uuid4()
    first = a_target(city, key=key)

    assert a_target(city, key=key) == first
    second = a_target(city, quantity=Quantity(Decimal(30), "个"), least=False)

    assert second.pk == first.pk and (second.value, second.least) == (Decimal(30), False)
    assert (second.reason, second.word) == ("区政府 目标责任书", "个")
    assert str(second.quantity) == str(Quantity(Decimal(30), "个"))


def test_a_target_names_its_period_a_number_in_the_right_unit_and_its_source(city):
    with pytest.raises(Refused, match="哪个时期"):
        a_target(city, period=UNKNOWN)
    with pytest.raises(Refused, match="数字加单位"):
        a_target(city, quantity=Quantity(None, "个"))
    with pytest.raises(Refused, match="单位是个"):
        a_target(city, quantity=Quantity(Decimal(1), "公里"))
    with pytest.raises(Refused, match="目标的依据"):
        a_target(city, reason="  ")
    with pytest.raises(Forbidden):
        a_target(city, actor=city.clerk)


def test_a_gap_sent_twice_is_taken_up_once(city):
    key = uuid4()

    def taken():
        return actions.take_up(
            edition=city.edition, unit=city.community, gap=Wanting("2.1", "缺佐证 2 份"),
            kind=Remedy.Kind.CASE, **by(city.clerk, key),
        )  # fmt: skip

    assert taken() == taken() == Remedy.objects.get()


def test_somebody_waits_for_the_score_and_gets_it(city):
    key = uuid4()

    job = actions.start_recompute(city.edition, **by(city.clerk, key))
    perform(job.pk)

    job = Job.objects.get()
    assert (job.title, job.result["url"]) == ("计算得分：小体系", "/standards/")
    assert job.result["text"] == f"{Standing.objects.count()} 个单位的得分已更新"
    foreign = make_member(make_unit("外市", "city", None, "wai"), Role.OFFICE, "wai")
    with pytest.raises(Missing, match="没有这套测评体系"):
        actions.start_recompute(city.edition, **by(foreign))
    with pytest.raises(Missing, match="没有这套测评体系"):
        actions.recompute(city.edition.pk + 1, TODAY - timedelta(1), now=NOON)


def test_no_place_of_another_root_is_taken_up(city):
    assert not Place.objects.exists()
    with pytest.raises(Missing, match="没有这个点位"):
        actions.take_up(
            edition=city.edition, unit=city.community, gap=Wanting("1.1", "灯不亮", 1),
            kind=Remedy.Kind.CASE, **by(city.clerk),
        )  # fmt: skip
