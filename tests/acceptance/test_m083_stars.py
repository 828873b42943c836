"""M083 文化经营单位星级评定: items with points, stars by year, rank of businesses."""

from __future__ import annotations

from tests.acceptance.honours_steps import done, look, refused, send
from tests.acceptance.rounds_steps import days, draft

AT = "ratings/new/culture_business/"


def points(business: str, lawful: int, honest: int, scale: int) -> dict[str, object]:
    told = {"business": business, "year": "2026", "on": days(0)}
    return told | {"i_lawful": lawful, "i_honest": honest, "i_scale": scale}


def test_businesses_are_scored_by_three_items_and_ranked(city, enter):
    bureau = enter("unit_user", city.hospital)
    book = done(bureau, AT, **points("金桥书店", 38, 33, 20))
    done(bureau, AT, **points("城北网吧", 28, 26, 10))
    done(bureau, AT, **points("柳荫影城", 36, 30, 18))

    page = look(bureau, "ratings/")
    assert page.index("金桥书店") < page.index("柳荫影城") < page.index("城北网吧")
    assert "守法经营" in page and "★★★★★" in page and "★★★★☆" in page
    assert "38" in look(bureau, f"ratings/{book}/")
    assert "星级评定经营单位3家，五星级1家" in draft(bureau, city.hospital)


def test_more_points_than_an_item_is_worth_are_refused(city, enter):
    bureau = enter("unit_user", city.hospital)

    assert "“守法经营”是0到40分" in refused(bureau, AT, **points("金桥书店", 41, 33, 20))
    assert send(enter("leader", city.hospital), AT).status_code == 403
