"""M047 文化设施: eleven towns by state against the norm, and the large culture buildings."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of
from tests.acceptance.standards_steps import beside, enabled, worked_out
from youju.organisations.rules import UnitKind
from youju.organisations.tests.factories import make_unit

# 001-1b: five towns have a place (落成、竣工、改建), six have none yet. Names invented.
TOWNS = (
    ("东港镇", "落成", "1200", "25", "12", "6000"),
    ("西埠镇", "落成", "1000", "20", "10", "5000"),
    ("南坪镇", "竣工", "1500", "", "", ""),
    ("北关镇", "竣工", "860", "18", "9", "3200"),
    ("青石镇", "改建", "640", "12", "6", "2100"),
    *(
        (f"{name}镇", "没有", "", "", "", "")
        for name in ("白沙", "黄泥", "双溪", "石桥", "大湾", "小洋")
    ),
)


def test_eleven_towns_stand_by_state(city, enter):
    clerk = enter("office", city.district)
    for name, state, area, periodicals, activities, books in TOWNS:
        town = make_unit(name, UnitKind.TOWN, city.district)
        record(
            clerk, "culture_centres", town, "2026-02-01", name=f"{name}文化中心", state=state, area=area,
            periodicals=periodicals, activities=activities, books=books,
        )  # fmt: skip

    assert "11个" in figure(clerk, "culture_centres.towns", city.district)
    assert "5个" in figure(clerk, "culture_centres.ready", city.district)
    none = figure(clerk, "culture_centres.none", city.district)
    assert "6个" in none and "白沙镇文化中心" in none
    assert "建有文化中心5个，没有文化中心的乡镇6个" in draft(clerk, city.district)
    listed = text_of(clerk.get("/ledgers/culture_centres/?period=2026H1"))
    assert "南坪镇文化中心" in listed and "竣工" in listed

    edition = enabled(enter("office", city.city), "sample-facility")
    worked_out(clerk, edition)
    table, dashes = beside(clerk, edition, city.district), "—" * 9  # what is asked of communities
    # area, periodicals, activities, books, a centre at all: against 1,000㎡, 20, 10, 5,000, 1
    assert f"东港镇{dashes}达标1200平方米达标25种达标12项达标6000册达标1个" in table
    assert f"北关镇{dashes}部分得分860平方米部分得分18种部分得分9项部分得分3200册达标1个" in table
    assert table.count("不达标0个") == 6


def test_large_buildings_keep_their_figures(city, enter):
    clerk = enter()
    record(
        clerk, "culture_buildings", city.community, "2026-01-20", name="澄江大剧院", kind="影剧院", cost="8000多万元",
        site="24100㎡", area="12023㎡", seats="1218座", parking="18000㎡",
    )  # fmt: skip
    record(
        clerk, "culture_buildings", city.community, "2026-03-20", name="新文化馆", kind="文化馆", state="重建",
        area="4400㎡", floors="9",
    )  # fmt: skip

    cost = figure(clerk, "culture_buildings.cost", city.community)
    assert "8000多万元" in cost and "澄江大剧院" in cost
    assert "1218座" in figure(clerk, "culture_buildings.seats", city.community)
    area = figure(clerk, "culture_buildings.area", city.community)
    assert "12023" in area and "4400" in area
    assert "重大文化设施2处，投资8000多万元" in draft(clerk, city.community)


def test_a_state_that_is_none_of_the_four_is_refused(city, enter):
    refused = record(
        enter("office", city.street), "culture_centres", city.street, "2026-02-01", name="东港镇文化中心",
        state="快好了",
    )  # fmt: skip

    assert refused.status_code == 422 and "状况" in text_of(refused)
