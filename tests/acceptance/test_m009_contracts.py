"""M009: responsibility contracts; what is overdue or failed is marked with its owner."""

from __future__ import annotations

import re

from tests.acceptance.world import World, done, page, plain, send
from youju.organisations.rules import Role


def signed(world: World, item: str, due_on: str) -> int:
    office, district = world.browsers["office"], world.units["澄江区"]
    data = {
        "pledger": world.units["澄江区人民医院"],
        "owner": "分管院长",
        "item": item,
        "signed_on": "2026-02-01",
        "due_on": due_on,
        "points": "2.5",
        "consequence": "通报并追究",
    }
    done(office, "organisations:contract_add", district, **data)
    listed = page(office, "organisations:contracts", district)
    return max(map(int, re.findall(r"/organisations/contracts/(\d+)/settle/", listed)))


def shown(world: World) -> str:
    return plain(page(world.browsers["office"], "organisations:contracts", world.units["澄江区"]))


def test_a_contract_past_its_deadline_is_overdue_with_its_owner(world: World):
    signed(world, "候诊区禁烟", "2026-06-30")
    signed(world, "全年无投诉", "2099-12-31")

    text = shown(world)

    assert "候诊区禁烟 澄江区人民医院 分管院长 06-30 2.5 逾期，责任人分管院长" in text
    assert "2099-12-31 2.5 履行中" in text


def test_a_failed_contract_shows_points_lost_and_consequence(world: World):
    contract = signed(world, "候诊区禁烟", "2026-06-30")
    data = {"state": "failed", "on": "2026-07-03", "result": "测评扣分", "points_lost": "1.5"}

    done(world.browsers["office"], "organisations:contract_settle", contract, **data)

    assert "1.5 未完成，责任人分管院长 测评扣分 通报并追究" in shown(world)


def test_a_deadline_before_signing_and_settling_twice_are_refused(world: World):
    contract = signed(world, "候诊区禁烟", "2026-06-30")
    office = world.browsers["office"]
    early = {"pledger": world.units["澄江区"], "owner": "甲", "item": "乙"}
    dates = {"signed_on": "2026-02-01", "due_on": "2026-01-01"}
    settle = {"state": "met", "on": "2026-07-03", "result": "已做到"}

    wrong = send(office, "organisations:contract_add", world.units["澄江区"], **early, **dates)
    done(office, "organisations:contract_settle", contract, **settle)
    twice = send(office, "organisations:contract_settle", contract, **settle)
    leader = send(world.browsers["leader"], "organisations:contract_settle", contract, **settle)

    assert wrong.status_code == 422
    assert "期限早于签订日期" in wrong.content.decode()
    assert twice.status_code == 422
    assert leader.status_code == 404


def test_contracts_are_figures(world: World):
    contract = signed(world, "候诊区禁烟", "2026-06-30")
    data = {"state": "failed", "on": "2026-07-03", "result": "扣分", "points_lost": "1.5"}
    done(world.browsers["office"], "organisations:contract_settle", contract, **data)

    assert "1份" in world.figure("澄江区", "org.contracts").replace(" ", "")
    assert "1.5分" in world.figure("澄江区", "org.points_lost").replace(" ", "")


def test_contracts_reach_the_summary_and_the_pledging_unit_sees_its_own(world: World):
    contract = signed(world, "候诊区禁烟", "2026-06-30")
    met = {"state": "met", "on": "2026-06-28", "result": "全院无烟"}
    done(world.browsers["office"], "organisations:contract_settle", contract, **met)
    nurse = world.hire("yiyuan", "医院干事", "澄江区人民医院", Role.UNIT_USER)

    own = page(nurse, "organisations:contracts", world.units["澄江区人民医院"])

    assert "候诊区禁烟" in own and "全院无烟" in own and "/settle/" not in own
    assert "签订责任状1份，完成1份" in world.summary("office", "澄江区")
