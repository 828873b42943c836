"""Making, replacing and taking back facts; publishing measures; verifying; the tree moving."""

import threading
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.db import close_old_connections, connection, transaction

from youju.facts import actions, queries, registry, sums, totals
from youju.facts.actions import Draft, Source
from youju.facts.apps import tree_changed
from youju.facts.cli import facts as command
from youju.facts.models import Change, Fact, Measure, Total
from youju.facts.registry import SourceKind
from youju.facts.rules import Adds, MeasureSpec
from youju.jobs.models import Job
from youju.kernel.periods import UNKNOWN, parse_period
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.models import Unit
from youju.organisations.rules import Role, path_of
from youju.organisations.tests.factories import City, make_member

NOW = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)
JUNE = parse_period("2026-06")
WASTE = MeasureSpec("t.waste", "试验车次", "车")
AREA = MeasureSpec("t.area", "试验面积", "平方米")
LAMPS = MeasureSpec("t.lamps", "试验盏数", "盏", adds=Adds.STOCK)
PEOPLE = MeasureSpec("t.people", "试验人数", "人", adds=Adds.DISTINCT)
RATE = MeasureSpec("t.stated", "试验比率", "%", adds=Adds.RATE)
SPECS = [WASTE, AREA, LAMPS, PEOPLE, RATE]


@pytest.fixture
def city(db):
    actions.publish_measures("t.record", SPECS)
    return City()


def draft(unit, number, measure="t.waste", day="2026-06-27", name="车", **more):
    value = None if number is None else Decimal(number)
    return Draft(unit, measure, Quantity(value, name), parse_period(day), **more)


def tell(record, *drafts):
    actions.replace(Source("t.record", str(record)), drafts, now=NOW)


def read(unit, code="t.waste", period="2026-06"):
    one = queries.unscoped_figures(unit, parse_period(period), [code])[code]
    return one.quantity.text() if one.quantity else None


def test_making_facts_again_replaces_them(city):
    tell(1, draft(city.community, 3), draft(city.community, 4))
    tell(1, draft(city.community, 5))

    assert Fact.objects.count() == 1
    assert [read(u) for u in (city.community, city.street, city.city)] == ["5车"] * 3
    assert read(city.next_door) is None


def test_taking_back_leaves_nothing_recorded(city):
    tell(1, draft(city.community, 3))
    actions.fold()
    actions.remove(Source("t.record", "1"), now=NOW)

    assert read(city.city) is None
    actions.fold()
    assert read(city.city) is None
    assert not Fact.objects.exists()


def test_a_quantity_is_kept_in_the_unit_of_its_measure(city):
    tell(1, draft(city.community, 2, "t.area", name="㎡"))

    assert read(city.community, "t.area") == "2平方米"
    with pytest.raises(Refused, match="“试验面积”以平方米计，不能填车"):
        tell(2, draft(city.community, 2, "t.area", name="车"))


def test_a_measure_that_is_not_published_cannot_be_told(city):
    with pytest.raises(KeyError):
        tell(1, draft(city.community, 1, "t.nothing"))


def test_a_stock_cannot_be_shared(city):
    with pytest.raises(ValueError, match="cannot be shared"):
        tell(1, draft(city.community, 1, "t.lamps", name="盏", share_key="k"))


def test_a_distinct_thing_of_a_joint_action_is_reckoned_from_the_facts_alone(city):
    drafts = [
        draft(unit, 1, "t.people", name="人", share_key="k", series="anna")
        for unit in (city.community, city.next_door)
    ]
    tell(1, *drafts)
    actions.fold()

    assert read(city.street, "t.people") == "1人"
    assert not Total.objects.exists()


def test_a_stock_is_its_latest_value_and_an_unknown_time_shifts_none(city):
    tell(1, draft(city.community, 40, "t.lamps", "2026-03-05", "盏"))
    tell(2, draft(city.community, 43, "t.lamps", "2026-06-10", "盏"))
    tell(3, Draft(city.community, "t.lamps", Quantity(Decimal(9), "盏"), UNKNOWN))

    assert read(city.city, "t.lamps", "2026-05") == "40盏"
    assert read(city.city, "t.lamps", "2026-06") == "43盏"
    assert read(city.city, "t.lamps", "2026-06-09") == "40盏"
    trend = queries.unscoped_trend(city.city, parse_period("2026Q2"), "t.lamps")
    assert [one.quantity.text() for _month, one in trend] == ["40盏", "40盏", "43盏"]


def test_one_approximate_fact_is_read_in_its_own_words(city):
    tell(1, Draft(city.community, "t.waste", Quantity(Decimal(50), "车", "近"), JUNE))

    assert read(city.city) == "近50车"
    assert [
        f.quantity.text() for u, f in queries.by_child(city.street, JUNE, "t.waste") if f.n
    ] == ["近50车"]


def test_one_approximate_stock_is_read_in_its_own_words_as_it_was_told_last(city):
    tell(1, Draft(city.community, "t.lamps", Quantity(Decimal(20), "盏", "近"), JUNE))
    assert read(city.city, "t.lamps") == "近20盏"

    later = Quantity(Decimal(30), "盏", "多")
    tell(2, Draft(city.community, "t.lamps", later, parse_period("2026-07")))
    assert read(city.city, "t.lamps") == "近20盏"
    assert read(city.city, "t.lamps", "2026") == "30多盏"
    tell(3, draft(city.next_door, 3, "t.lamps", "2026-06-10", "盏"))
    assert read(city.city, "t.lamps", "2026") == "33余盏"


def test_people_are_counted_once_and_rates_are_never_added(city):
    for n, token in enumerate(["a", "b", "a"]):
        place = [city.community, city.next_door, city.next_door][n]
        tell(n, draft(place, 1, "t.people", name="人", series=token))
    tell(8, draft(city.community, 90, "t.stated", name="%"))

    assert read(city.street, "t.people") == "2人"
    below = queries.by_child(city.street, JUNE, "t.people")
    assert {u.name: f.n for u, f in below} == {"金桥社区": 1, "桃李社区": 2}
    assert read(city.community, "t.stated") == "90%"
    assert read(city.street, "t.stated") is None
    for code, expected in (("t.people", 2), ("t.stated", None)):
        ((_month, one),) = queries.unscoped_trend(city.street, JUNE, code)
        assert (one.quantity and one.quantity.value) == expected


def test_only_those_who_see_the_unit_read_its_figures(city):
    staff = make_member(city.community, Role.STAFF)

    assert queries.figures(staff, city.grid, JUNE) == {}
    for ask in (queries.figures, queries.disagreements):
        with pytest.raises(Forbidden):
            ask(staff, city.next_door, JUNE)
    for ask in (queries.trend, queries.children_figures, queries.facts_behind, queries.coarser):
        with pytest.raises(Forbidden):
            ask(staff, city.next_door, JUNE, "t.waste")
    with pytest.raises(Missing):
        queries.trend(staff, city.community, JUNE, "t.nothing")
    assert queries.by_child(city.street, JUNE, "t.nothing") == []


def test_publishing_the_same_again_asks_once(city, django_assert_num_queries):
    with django_assert_num_queries(3):  # one, and the transaction around it
        actions.publish_measures("t.record", SPECS)


def test_measures_may_change_names_with_each_other_but_not_take_one(city):
    swapped = [
        MeasureSpec("t.waste", "试验面积", "车"),
        MeasureSpec("t.area", "试验车次", "平方米"),
    ]
    actions.publish_measures("t.record", swapped)

    assert Measure.objects.get(code="t.waste").name == "试验面积"
    with pytest.raises(Refused, match="重名"):
        actions.publish_measures("t.other", [MeasureSpec("t.new", "试验盏数", "盏")])
    assert not Measure.objects.filter(code="t.new").exists()


@pytest.mark.parametrize(
    "other",
    [
        MeasureSpec("t.waste", "试验车次", "吨"),
        MeasureSpec("t.waste", "试验车次", "车", Adds.STOCK),
    ],
)
def test_the_unit_and_way_of_adding_stay_while_there_are_facts(city, other):
    actions.publish_measures("t.record", [other])
    actions.publish_measures("t.record", [WASTE])
    tell(1, draft(city.community, 1))

    with pytest.raises(Refused, match="请用新的编号"):
        actions.publish_measures("t.record", [other])

    assert Measure.objects.get(code="t.waste").unit == "车"


def test_a_long_run_of_changes_is_folded_without_a_worker(
    city, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(actions, "FOLD_EVERY", 1)

    with django_capture_on_commit_callbacks(execute=True):
        tell(1, draft(city.community, 3))

    assert not Change.objects.exists()
    assert Total.objects.filter(unit_id=city.city.pk).get().value == 3


def test_many_records_are_made_at_once(city, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    items = [
        (
            Source("t.record", str(n)),
            [draft(city.community, n, "t.lamps", name="盏", series=str(n))],
        )
        for n in range(5)
    ]

    actions.replace_many(items, now=NOW)
    actions.replace_many(items, now=NOW)

    assert Fact.objects.count() == 5
    assert read(city.city, "t.lamps") == "10盏"
    assert totals.wrong_totals() == []


def test_totals_follow_a_unit_that_moves(city, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    tell(1, draft(city.community, 3))
    moved = city.community
    Unit.objects.filter(pk=moved.pk).update(path=path_of(city.elsewhere.path, moved.pk))

    with django_capture_on_commit_callbacks(execute=True):
        tree_changed(NOW)

    assert read(city.elsewhere) == "3车"
    assert read(city.street) is None
    assert Job.objects.get().text == "合计已按现在的单位关系重算"


@pytest.fixture
def records(city, monkeypatch):
    told = {"1": [draft(city.community, 3)], "2": [draft(city.grid, 4)]}
    kind = SourceKind(
        "t.record", "试验记录", "jobs:detail", lambda: iter(told.items()), lambda ids: {}
    )
    monkeypatch.setattr(registry, "KINDS", {})
    monkeypatch.setattr("youju.facts.verify.KINDS", {"t.record": kind})
    for record, drafts in told.items():
        tell(record, *drafts)
    return told


def verify():
    return CliRunner().invoke(command, ["verify"])


def test_verifying_finds_no_difference_in_what_was_made(records):
    answer = verify()

    assert (answer.exit_code, answer.output) == (0, "事实与记录一致，合计无误\n")


def test_verifying_finds_missing_superfluous_and_different_facts(city, records):
    tell(3, draft(city.community, 9))
    actions.replace(Source("t.gone", "7"), [draft(city.community, 1)], now=NOW)
    records["1"] = [draft(city.community, 5)]
    records["4"] = [draft(city.community, 6)]

    answer = verify()

    assert answer.exit_code == 1
    lines = answer.output.splitlines()
    assert "试验记录 1：缺 金桥社区 2026年6月27日 t.waste 5车" in lines
    assert "试验记录 1：多 金桥社区 2026年6月27日 t.waste 3车" in lines
    assert "试验记录 4：缺 金桥社区 2026年6月27日 t.waste 6车" in lines
    assert "试验记录 3：没有这条记录，却有 1 条事实" in lines
    assert "t.gone 7：没有这条记录，却有 1 条事实" in lines
    assert lines[-1] == "共 5 处不符"


def test_verifying_finds_wrong_totals_and_a_rebuild_mends_them(city, records):
    actions.fold()
    Total.objects.filter(unit_id=city.street.pk).update(value=70)

    answer = verify()

    assert "合计不符：柳荫街道 试验车次 2026-06-01 至 2026-06-30，记 70，应为 7" in answer.output
    assert CliRunner().invoke(command, ["rebuild"]).output == "合计已重算\n"
    assert verify().exit_code == 0


def at_once(*works):
    begin = threading.Barrier(len(works))

    def run(work):
        begin.wait()
        with transaction.atomic():
            work()
        close_old_connections()
        connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer at a time")
def test_two_writers_of_one_joint_action_and_one_series_make_right_totals():
    actions.publish_measures("t.record", SPECS)
    city = City()
    for n in range(5):
        lamp = {"name": "盏", "series": f"s{n}"}
        at_once(
            lambda: tell(f"a{n}", draft(city.community, 8, share_key=f"k{n}"), draft(city.grid, n, "t.lamps", **lamp)),  # noqa: B023
            lambda: tell(f"b{n}", draft(city.next_door, 6, share_key=f"k{n}"), draft(city.grid, n + 1, "t.lamps", **lamp)),  # noqa: B023
        )  # fmt: skip

    assert read(city.street) == "40车"
    assert totals.wrong_totals() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer at a time")
def test_writers_and_folders_at_once_lose_nothing():
    actions.publish_measures("t.record", SPECS)
    city = City()
    for n in range(8):
        at_once(lambda: tell(n, draft(city.community, 1)), actions.fold, actions.fold)  # noqa: B023

    assert read(city.city) == "8车"
    assert totals.wrong_totals() == []


def test_a_sum_over_broken_months_counts_what_straddles_them(city):
    tell(1, draft(city.community, 5, day="2026-01-20..2026-02-10"))
    measure = Measure.objects.get(code="t.waste")

    found = sums.sums([city.city], parse_period("2026-01-15..2026-03-31"), [measure])

    assert found[(city.city.pk, measure.pk)].value == 5
