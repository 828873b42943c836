"""Pages of figures: the trail, the catalogue, the book; each for those who may see the unit."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from youju.audit.actions import act
from youju.facts import actions, registry, trail
from youju.facts.actions import Draft, Source
from youju.facts.registry import SourceKind
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import parse_period
from youju.kernel.quantity import Quantity
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)
WASTE = MeasureSpec("t.waste", "试验车次", "车", words=("垃圾车数",))
WHOLE = MeasureSpec("t.people", "试验总人数", "人", parts=("t.men", "t.women"))
PARTS = [MeasureSpec("t.men", "试验男", "人"), MeasureSpec("t.women", "试验女", "人")]
TRAIL = "/facts/trail/?measure=t.waste&period=2026H1"


@pytest.fixture
def city():
    return City()


@pytest.fixture
def catalogue(monkeypatch):
    kind = SourceKind(
        "t.record",
        "试验记录",
        "jobs:detail",
        lambda: iter(()),
        lambda ids: {one: f"清理第{one}次" for one in ids},
    )
    monkeypatch.setitem(registry.KINDS, "t.record", kind)
    actions.publish_measures("t.record", [WASTE, WHOLE, *PARTS])


def tell(unit, record, quantity, day="2026-06-27", measure="t.waste", share=""):
    draft = Draft(unit, measure, quantity, parse_period(day), share_key=share)
    actions.replace(Source("t.record", str(record)), [draft], now=NOW)


def cars(number, qualifier=""):
    value = None if number is None else Decimal(number)
    return Quantity(value, "车", qualifier)


def sign_in(client, unit, role=Role.STAFF):
    member = make_member(unit, role)
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return member


def text(answer):
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_the_panel_of_a_figure_shows_what_is_behind_it(city, catalogue, client):
    member = sign_in(client, city.community)
    with act("t.record", actor=member, now=NOW) as doing:
        doing.on("t.record", 1)
        tell(city.community, 1, cars(3))
    tell(city.grid, 2, cars(50, "余"), "2026-05-16")
    tell(city.community, 3, cars(None, "多"), "2026-04-02")
    tell(city.community, 4, cars(7), "2026")
    tell(city.community, 5, cars(20), "2025-03-01")

    panel = text(client.get(TRAIL, headers={"HX-Request": "true"}))

    assert "<html" not in panel
    assert '53余<span class="unit">车</span>' in panel
    assert "金桥社区，2026年上半年，上年同期 20车" in panel
    assert "记录 3 条，其中 1 条为约数，1 条没有数字，未计入" in panel
    assert panel.index("清理第1次") < panel.index("清理第2次") < panel.index("清理第3次")
    assert '<a href="/jobs/1/">清理第1次</a>' in panel
    assert member.label in panel
    assert "没有计入" in panel
    assert "清理第4次" in panel
    assert "金桥社区第一网格" in panel


def test_the_whole_page_keeps_within_twenty_queries(city, catalogue, client):
    sign_in(client, city.street, Role.OFFICE)
    for n in range(30):
        tell([city.community, city.next_door, city.grid][n % 3], n, cars(n + 1))

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = text(client.get(TRAIL))

    assert "465" in page
    assert "其余 18 条" in page
    assert len(asked) <= 20, "\n".join(query["sql"] for query in asked)


def test_many_facts_are_counted_by_the_kept_totals(city, catalogue, client, monkeypatch):
    monkeypatch.setattr(trail, "MOST_COUNTED", 20)
    sign_in(client, city.street, Role.OFFICE)
    for n in range(30):
        tell(city.community, n, cars(1, "余" if n < 2 else ""), "2026-06-30")
    tell(city.community, 30, cars(None, "多"), "2026-01-01")

    page = text(client.get(TRAIL))

    assert "记录超过 20 条，其中 2 条为约数，1 条没有数字，未计入" in page
    assert "更早的记录" in page
    assert page.count("清理第") == 12


def test_further_rows_come_page_by_page_and_each_once(city, catalogue, client):
    sign_in(client, city.community)
    for n in range(30):
        tell(city.community, n, cars(1))
    seen, answer = [], text(client.get(TRAIL, headers={"HX-Request": "true"}))
    for _ in range(3):
        seen += [part.split("次")[0] for part in answer.split("清理第")[1:]]
        if "after=" not in answer:
            break
        after = answer.split("after=")[1].split('"')[0]
        answer = text(client.get(f"{TRAIL}&after={after}", headers={"HX-Request": "true"}))

    assert sorted(map(int, seen)) == list(range(30))


def test_a_joint_action_is_named_and_counted_once(city, catalogue, client):
    sign_in(client, city.street, Role.OFFICE)
    tell(city.community, 1, cars(8), share="joint")
    tell(city.next_door, 2, cars(6), share="joint")

    page = text(client.get(TRAIL))

    assert "1 件为几家同办" in page
    assert '8<span class="unit">车</span>' in page


@pytest.mark.parametrize(
    ("adds", "words"),
    [
        (Adds.STOCK, "每一处取截至2026年6月30日最近一次的数"),
        (Adds.DISTINCT, "同一人、同一处只计一次"),
        (Adds.RATE, "取本单位填报的最近一次"),
    ],
)
def test_the_page_says_how_the_figure_was_added_up(city, catalogue, client, adds, words):
    sign_in(client, city.community)
    spec = MeasureSpec("t.other", "试验其他", "处", adds=adds)
    actions.publish_measures("t.record", [spec])
    tell(city.community, 1, Quantity(Decimal(4), "处"), measure="t.other")

    assert words in text(client.get("/facts/trail/?measure=t.other&period=2026H1"))


def test_a_computed_rate_is_divided_not_averaged(city, catalogue, client):
    sign_in(client, city.community)
    spec = MeasureSpec("t.rate", "试验占比", "%", adds=Adds.RATE, numerator="t.men", denominator="t.people")  # fmt: skip
    actions.publish_measures("t.record", [spec])
    tell(city.community, 1, Quantity(Decimal(30), "人"), measure="t.men")
    tell(city.community, 2, Quantity(Decimal(80), "人"), measure="t.people")

    page = text(client.get("/facts/trail/?measure=t.rate&period=2026H1"))

    assert "37.5" in page
    assert "由两项合计相除得出" in page


def test_an_unknown_measure_and_a_foreign_unit_are_missing(city, catalogue, client):
    sign_in(client, city.community)

    assert client.get("/facts/trail/?measure=t.nothing").status_code == 404
    assert client.get(f"{TRAIL}&unit={city.next_door.code}").status_code == 404
    assert client.get(f"/facts/?unit={city.next_door.code}").status_code == 404


@pytest.mark.parametrize("path", ["/facts/", TRAIL, "/facts/catalogue/"])
def test_strangers_and_administrators_see_no_figures(city, catalogue, client, path):
    assert client.get(path).status_code in (302, 403)
    sign_in(client, city.community, Role.SYSADMIN)
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("asked", ["车次", "syc", "shiyan", "垃圾车"])
def test_the_catalogue_is_searched_by_name_pinyin_and_other_words(city, catalogue, client, asked):
    sign_in(client, city.community)

    page = text(client.get("/facts/catalogue/", {"q": asked}))

    assert "试验车次" in page
    assert "试验记录" in page


def test_the_catalogue_says_when_nothing_is_found(city, catalogue, client):
    sign_in(client, city.community)

    assert "没有这样的统计项" in text(client.get("/facts/catalogue/?q=zzzz"))


def test_the_book_compares_with_the_year_before_and_warns_of_parts(city, catalogue, client):
    sign_in(client, city.community)
    tell(city.community, 1, cars(53))
    tell(city.community, 2, cars(47), "2025-06-27")
    for n, (measure, number) in enumerate([("t.people", 196), ("t.men", 176), ("t.women", 13)]):
        tell(city.community, 10 + n, Quantity(Decimal(number), "人"), measure=measure)

    page = text(client.get("/facts/?period=2026H1"))

    assert "+6" in page
    assert "“试验总人数”记为 196人，与分项试验男 176人 + 试验女 13人相差 7，请核对。" in page
    assert "这个时段还没有数" in text(client.get("/facts/?period=2020H1"))
