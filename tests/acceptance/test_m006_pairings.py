"""M006: co-building and liaison units, what each gave and did, totals by unit."""

from __future__ import annotations

import re

from tests.acceptance.world import World, done, page, plain, send
from youju.organisations.rules import Role

# 001-2: four units of the area build together with 桃李社区.
UNITS = ("柳荫小学", "清溪供电所", "农商行柳荫支行", "澄江区人民医院")


def paired(world: World) -> list[int]:
    taoli, unit = world.browsers["taoli"], world.units["桃李社区"]
    for name in UNITS:
        data = {"kind": "building", "name": name, "contact": "联络员", "since": "2026-01-05"}
        done(taoli, "organisations:pairing_add", unit, resources="会议室、电子屏", **data)
    listed = page(taoli, "organisations:pairings", unit)
    return sorted({int(one) for one in re.findall(r"/organisations/pairings/(\d+)/", listed)})


def test_four_units_are_registered_and_each_ones_gifts_are_summed(world: World):
    first, *_others = paired(world)
    taoli = world.browsers["taoli"]
    for what, note, quantity in (
        ("money", "资助楼道粉刷", "5000元"),
        ("money", "资助宣传栏", "1.2万元"),
        ("action", "周末清洁日", ""),
    ):
        data = {"what": what, "note": note, "quantity": quantity, "on": "2026-03-07"}
        done(taoli, "organisations:deed_add", first, **data)

    one = plain(page(taoli, "organisations:pairing", first))
    all_ = plain(page(taoli, "organisations:pairings", world.units["桃李社区"]))

    assert "资金 2 1.7万元" in one or "资金 2 17000元" in one
    assert all(name in all_ for name in UNITS)


def test_a_liaison_bureau_sees_its_pairing_at_the_district(world: World):
    office, unit = world.browsers["office"], world.units["桃李社区"]
    bureau = world.units["澄江区房产局"]
    data = {"kind": "liaison", "name": "澄江区房产局", "partner": bureau, "since": "2026-02-01"}
    done(office, "organisations:pairing_add", unit, **data)

    shown = plain(page(office, "organisations:pairings", bureau))

    assert "澄江区房产局 联点单位 桃李社区" in shown


def test_the_liaison_bureau_logs_its_visits_itself_and_they_count_on_both_sides(world: World):
    office, taoli = world.browsers["office"], world.browsers["taoli"]
    community, bureau = world.units["桃李社区"], world.units["澄江区房产局"]
    data = {"kind": "liaison", "name": "澄江区房产局", "partner": bureau, "since": "2026-02-01"}
    done(office, "organisations:pairing_add", community, **data)
    helper = world.hire("fangchan", "房产局联络员", "澄江区房产局", Role.UNIT_USER)
    link = re.search(
        r"/organisations/pairings/(\d+)/", page(helper, "organisations:pairings", bureau)
    )
    one = int(link[1])

    for what, note, quantity in (
        ("visit", "走访困难户，参加协调会", ""),
        ("money", "出资修路灯", "3万元"),
    ):
        deed = {"what": what, "note": note, "quantity": quantity, "on": "2026-03-07"}
        done(helper, "organisations:deed_add", one, **deed)

    assert "走访困难户" in plain(page(taoli, "organisations:pairing", one))
    assert "2次" in world.figure("桃李社区", "org.partner_deeds").replace(" ", "")
    assert "2次" in world.figure("澄江区房产局", "org.helped").replace(" ", "")
    assert "1个" in world.figure("澄江区房产局", "org.helped_units").replace(" ", "")
    money = world.figure("澄江区房产局", "org.helped_money").replace(" ", "")
    assert "3万元" in money or "30000元" in money
    assert "联点单位1家，共建联点活动2次，支持资金3万元" in world.summary("taoli", "桃李社区")
    own = world.summary("fangchan", "澄江区房产局", "单位创建总结", "2026")
    assert "结对联系社区1个，开展走访和联合行动2次，支持资金3万元" in own
    told = {"what": "visit", "note": "走访", "on": "2026-03-07"}
    assert send(helper, "organisations:pairing_end", one, until="2026-04-01").status_code == 404
    assert send(world.browsers["staff"], "organisations:deed_add", one, **told).status_code == 404
    assert send(world.browsers["leader"], "organisations:deed_add", one, **told).status_code == 403


def test_a_deed_outside_the_pairing_and_a_vague_quantity_are_refused(world: World):
    first = paired(world)[0]
    taoli = world.browsers["taoli"]
    early = {"what": "visit", "note": "走访", "on": "2025-12-31"}
    vague = {"what": "money", "note": "资助", "quantity": "若干", "on": "2026-03-07"}

    refusals = [send(taoli, "organisations:deed_add", first, **data) for data in (early, vague)]
    foreign = send(world.browsers["staff"], "organisations:deed_add", first, **early)

    assert [answer.status_code for answer in refusals] == [422, 422]
    assert "不在结对期内" in refusals[0].content.decode()
    assert foreign.status_code == 404


def test_partners_and_their_money_are_figures(world: World):
    first = paired(world)[0]
    data = {"what": "money", "note": "资助", "quantity": "近2万元", "on": "2026-03-07"}
    done(world.browsers["taoli"], "organisations:deed_add", first, **data)

    assert "4家" in world.figure("柳荫街道", "org.partners").replace(" ", "")
    money = world.figure("桃李社区", "org.partner_money").replace(" ", "")
    assert "近2万元" in money or "近20000元" in money
