"""M049 城镇建设投资项目: 142.25亿元 / 20 个; 7 个 / 5640万元; 428 户立面."""

from __future__ import annotations

import json

from tests.acceptance.ledger_steps import draft, figure, text_of
from tests.acceptance.work_steps import ago, must, this_year


def listed(client, send, unit, rows):
    url = f"/tasks/projects/paste/?kind=investment&unit={unit.code}&period={this_year()}"
    return send(client, url, cells=json.dumps(rows))


def row(name, money, spent="", percent=""):
    return [name, "", "", "", ago(0), ago(0), money, spent, percent]


def test_investments_add_up_over_the_county_and_its_towns(city, enter, send):
    county, town = enter("office", city.district), enter("office", city.street)
    big = [row(f"城区项目{n}", "7亿元") for n in range(19)] + [
        row("新区开发", "9.25亿元", "2亿元", "30")
    ]
    must(listed(county, send, city.district, big))
    assert "142.25亿元" in figure(county, "work.town_invested", city.district, this_year())
    assert "20个" in figure(county, "work.investments", city.district, this_year())
    must(
        listed(
            town,
            send,
            city.street,
            [row(f"集镇项目{n}", "800万元") for n in range(6)] + [row("集镇规划", "840万元")],
        )
    )

    board = f"/tasks/projects/?kind=investment&period={this_year()}"
    here = text_of(town.get(f"{board}&unit={city.street.code}"))
    assert "共7个" in here and "5640万元" in here
    assert "1428140万元" in figure(county, "work.town_invested", city.district, this_year())
    assert "5640万元" in figure(county, "work.town_invested", city.street, this_year())
    assert "27个" in figure(county, "work.investments", city.district, this_year())
    assert "2亿元" in figure(county, "work.spent", city.district, this_year())
    assert "城镇建设投资项目27个" in draft(county, city.district, "year", this_year())


def test_facades_of_428_households_are_a_feature_and_bad_money_is_refused(city, enter, send):
    town = enter("office", city.street)
    new = f"/tasks/projects/new/?kind=investment&unit={city.street.code}"
    given = {
        "title": "沿街立面改造", "owner_unit": city.street.pk, "starts_on": ago(9), "due_on": ago(0),
        "households": "428", "features": "沿街立面：428户",
    }  # fmt: skip
    bad = send(town, new, **given, invested="56平方米")
    assert bad.status_code == 422 and "写金额" in text_of(bad) and "沿街立面：428户" in text_of(bad)
    where = must(send(town, new, **given, invested="560万元"))
    assert "428户" in text_of(town.get(where)) and "总投资560万元" in text_of(town.get(where))
    assert "428户" in figure(town, "work.households", city.street, this_year())
