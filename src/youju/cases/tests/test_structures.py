"""Illegal structures of households: 摸底 → 登记 → 思想工作 → 协调 → 拆除 → 防反弹."""

import re
from datetime import date

import pytest

from youju.cases import actions, queries
from youju.cases.actions import Household
from youju.cases.models import Structure
from youju.cases.rules.steps import Step
from youju.cases.tests.factories import FOUND, CaseCity, wrong_facts
from youju.facts import queries as facts
from youju.kernel.ids import new_key
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Missing, Refused

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)
YEAR = parse_period("2026")


@pytest.fixture
def city() -> CaseCity:
    return CaseCity()


def register(city: CaseCity, **given: object) -> Structure:
    told = {
        "unit": city.community,
        "kind": "bike_shed",
        "title": "3号楼西侧",
        "surveyed_on": DAY,
        "household": Household("张三", "3号楼2单元501"),
        "actor": city.clerk,
        "now": FOUND,
        "key": new_key(),
    }
    return actions.register_structure(**{**told, **given})


def told(city: CaseCity, *codes: str) -> list[str]:
    found = facts.unscoped_figures(city.city, YEAR, [f"cases.{code}" for code in codes])
    return [str(one.quantity) for one in found.values()]


def test_a_structure_is_registered_talked_about_removed_and_watched(city):
    one = register(city, count=4, stubborn=True)
    then = {"actor": city.clerk, "now": FOUND}
    actions.log_talk(one.pk, on=date(2026, 7, 2), said="不同意", people="片警、楼长", **then)
    actions.log_talk(one.pk, on=date(2026, 7, 3), said="商定周五拆", meeting=True, **then)
    assert told(city, "structures", "talks", "meetings", "stubborn") == ["4处", "1次", "1次", "1户"]

    gone = actions.remove_structure(
        one.pk, on=date(2026, 7, 5), partners="执法大队、拆棚队", **then
    )

    assert (gone.step, gone.partners) == (Step.REMOVED, "执法大队、拆棚队")
    assert told(city, "removed", "households", "stubborn") == ["4处", "1户", "0户"]
    assert actions.watch_structure(one.pk, on=date(2026, 7, 6), **then).step == Step.WATCHED
    assert wrong_facts() == []


def test_what_is_built_again_counts_no_more_as_removed(city):
    one = register(city)
    then = {"actor": city.clerk, "now": FOUND}
    with pytest.raises(Refused, match="还没有拆除"):
        actions.watch_structure(one.pk, on=DAY, **then)
    actions.remove_structure(one.pk, on=date(2026, 7, 2), **then)
    with pytest.raises(Refused, match="先记反弹"):
        actions.log_talk(one.pk, on=date(2026, 7, 3), said="又谈", **then)

    again = actions.watch_structure(one.pk, on=date(2026, 7, 3), rebuilt=True, **then)

    assert (again.step, again.removed_on) == (Step.TALKS, None)
    assert told(city, "removed", "rebuilt") == ["None", "1处"]
    actions.log_talk(one.pk, on=date(2026, 7, 4), said="再谈", **then)


def test_a_household_that_agrees_is_stubborn_no_more(city):
    one = register(city, stubborn=True)
    then = {"actor": city.clerk, "now": FOUND}

    actions.log_talk(
        one.pk, on=date(2026, 7, 4), said="想通了", agreed=True, stubborn=False, **then
    )

    assert told(city, "stubborn") == ["0户"]
    actions.log_talk(one.pk, on=date(2026, 7, 5), said="又反悔", stubborn=True, **then)
    assert told(city, "stubborn") == ["1户"]


def test_tanks_and_plots_are_counted_apart_and_a_household_once(city):
    then = {"actor": city.clerk, "now": FOUND, "on": date(2026, 7, 5)}
    for kind in ("tank", "bike_shed", "garden"):
        actions.remove_structure(register(city, kind=kind, count=2).pk, **then)
    nameless = register(city, household=None, title="围墙边", kind="wall")
    actions.remove_structure(nameless.pk, **then)

    assert told(city, "tanks", "removed", "plots", "households") == ["2个", "3处", "2处", "2户"]
    assert Structure.objects.filter(house_key=nameless.house_key).count() == 1


def test_the_household_is_encrypted(city):
    one = Structure.objects.get(pk=register(city).pk)

    assert str(one.household) != "张三"
    assert one.household.open() == "张三"
    assert re.fullmatch("[0-9a-f]{64}", one.house_key) and "501" not in one.title


def test_what_was_only_seen_is_registered_later(city):
    one = register(city, registered=False)
    then = {"actor": city.clerk, "now": FOUND}
    assert (one.step, one.registered_on) == (Step.SURVEYED, None)
    with pytest.raises(Refused, match="分别登记"):
        actions.change_step(one.pk, step=Step.REMOVED, on=DAY, **then)
    with pytest.raises(Refused, match="下一步只能是登记"):
        actions.change_step(one.pk, step=Step.TALKS, on=DAY, **then)

    key = new_key()
    for _twice in range(2):
        done = actions.change_step(one.pk, step=Step.REGISTERED, on=DAY, key=key, **then)

    assert (done.step, done.registered_on) == (Step.REGISTERED, DAY)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "castle"}, "kind"),
        ({"title": " "}, "title"),
        ({"count": 0}, "count"),
        ({"surveyed_on": date(2026, 7, 8)}, "surveyed_on"),
    ],
)
def test_a_structure_that_cannot_be_is_refused_at_its_field(city, given, field):
    with pytest.raises(Refused) as refusal:
        register(city, **given)

    assert refusal.value.field == field
    assert not Structure.objects.exists()


def test_sent_twice_it_is_one(city):
    key = new_key()

    assert register(city, key=key).pk == register(city, key=key).pk


def test_a_neighbour_neither_sees_nor_moves_it(city):
    one = register(city)

    with pytest.raises(Missing):
        actions.remove_structure(one.pk, on=DAY, actor=city.stranger, now=FOUND)
    with pytest.raises(Missing):
        queries.structure_for(city.stranger, one.pk)
    assert queries.structure_for(city.office, one.pk) == one
    assert list(queries.structures_under(city.clerk, city.community)) == [one]
