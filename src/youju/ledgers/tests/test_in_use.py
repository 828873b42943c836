"""Which ledgers a tree uses: those put aside are kept, counted and found, but no longer offered."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from youju.audit.models import Entry as Logged
from youju.facts.queries import figures
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Refused
from youju.ledgers import actions, queries, rules
from youju.ledgers.loader import load_catalogue, load_ledger
from youju.ledgers.models import PutAside
from youju.ledgers.nodes import BadLedger
from youju.ledgers.tests.world import NOON, World, make_member, make_world
from youju.ledgers.writing import catalogue_text
from youju.organisations.rules import Role, UnitKind

HALF = parse_period("2026H1")
DAY = parse_period("2026-06-06")


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def office(world):
    return make_member("chengjiang", "江主任", world.city, Role.OFFICE)


def all_but(*codes: str) -> list[str]:
    return [one.code for one in load_catalogue() if one.code not in codes]


def record(world, code="cleanup", **values):
    return actions.record_entry(
        code, unit=world.jinqiao, values=values or {"action": "清洁日", "place": "石井巷", "rubbish": "3"},
        period=DAY, actor=world.clerk, now=NOON, key=uuid4(),
    )  # fmt: skip


def choose(world, office, codes, key=None):
    return actions.choose_ledgers(codes, root=world.city, actor=office, now=NOON, key=key)


def offered(member) -> set[str]:
    return set(queries.ledgers_in_use(member).values_list("code", flat=True))


def test_a_ledger_put_aside_takes_nothing_new_and_keeps_what_it_has(world, office):
    entry = record(world)

    assert choose(world, office, all_but("cleanup")) == 1

    assert "cleanup" not in offered(world.clerk) and "lamps" in offered(world.clerk)
    with pytest.raises(Refused, match="没有选用“环境卫生整治行动”"):
        record(world)
    kept = figures(office, world.city, HALF, ["cleanup.rubbish"])["cleanup.rubbish"]
    assert kept.quantity.text() == "3车"
    assert queries.entry_at(world.clerk, entry.pk) == entry
    more = {"action": "清洁日", "place": "石井巷", "rubbish": "4"}
    actions.correct_entry(
        entry.pk, values=more, period=DAY, actor=world.clerk, now=NOON, key=uuid4(), reason="数错"
    )


def test_what_was_put_aside_is_taken_up_again(world, office):
    choose(world, office, all_but("cleanup", "lamps"))

    assert choose(world, office, all_but("lamps", "boards")) == 2

    assert set(PutAside.objects.values_list("code", flat=True)) == {"lamps", "boards"}
    record(world)
    detail = Logged.objects.filter(act="ledgers.choose_ledgers").latest("id").detail
    assert (detail["put_aside"], detail["taken_up"]) == (["boards"], ["cleanup"])


def test_a_choice_sent_twice_counts_once(world, office):
    key = uuid4()
    choose(world, office, all_but("cleanup"), key)
    choose(world, office, all_but(), uuid4())

    assert choose(world, office, all_but("cleanup"), key) == 0
    assert not PutAside.objects.exists()


def test_only_the_office_at_the_top_chooses_and_something_known(world, office):
    with pytest.raises(Forbidden, match="最上级的创建办"):
        choose(world, world.street_office, all_but("cleanup"))
    with pytest.raises(Forbidden):
        choose(world, world.clerk, all_but("cleanup"))
    with pytest.raises(Refused, match="没有这种台账"):
        choose(world, office, ["cleanup", "nonsense"])
    with pytest.raises(Refused, match="至少选用一种"):
        choose(world, office, [])
    assert not PutAside.objects.exists()


def test_another_tree_is_not_touched(world, office):
    other = make_member("beihe", "北主任", make_world_beside(), Role.OFFICE)
    choose(world, office, all_but("cleanup"))

    assert "cleanup" in offered(other)
    assert offered(None) == set()


def make_world_beside():
    from youju.ledgers.tests.world import make_unit

    return make_unit(UnitKind.CITY, "北河市", None, "340000000000")


def test_the_page_chooses_and_the_lists_follow(world, office):
    client = Client()
    client.force_login(office.person, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/ledgers/in-use/").content.decode()
    assert page.count("checked") == len(load_catalogue())
    form = {"key": str(uuid4()), "module2": ["greening", "cleanup"]}

    assert client.post("/ledgers/in-use/", form).url == "/ledgers/catalogue/"

    assert "未选用" in client.get("/ledgers/catalogue/").content.decode()
    index = client.get("/ledgers/").content.decode()
    assert "绿化植树" in index and "路灯监控" not in index
    listed = client.get("/ledgers/lamps/").content.decode()
    assert "不能新记" in listed and "/ledgers/lamps/new/" not in listed
    answer = client.post("/ledgers/in-use/", {"key": str(uuid4())})
    assert answer.status_code == 422 and "至少选用一种" in answer.content.decode()


def test_what_is_suggested_follows_the_level_and_the_units_there_are():
    city = rules.keepers_expected(UnitKind.CITY, ["city", "hospital"])
    street = rules.keepers_expected(UnitKind.STREET, ["street"])

    assert {"city", "district", "town", "grid", "hospital"} <= city and "school" not in city
    assert rules.is_suggested((), street)
    assert rules.is_suggested(("hospital", "bureau"), city)
    assert not rules.is_suggested(("city", "district"), street)
    assert not rules.is_suggested(("school",), city)


def test_who_keeps_a_ledger_is_read_from_its_file_and_written_back():
    ledger = next(one for one in load_catalogue() if one.code == "bookings")
    assert ledger.kept_by == ("hospital",)
    assert load_ledger(catalogue_text(ledger), "x").kept_by == ("hospital",)
    text = catalogue_text(ledger).replace("kept_by: [hospital]", "kept_by: [clinic]")
    with pytest.raises(BadLedger, match="没有“clinic”这类单位"):
        load_ledger(text, "x.yaml")
