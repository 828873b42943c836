"""M040 旧小区改造: a 项目，前后、节点、遗留问题 · b 设计变更与居民协商."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, text_of
from tests.acceptance.work_steps import ago, link_to, must, this_year

DEFECTS = (
    "桃李巷菜市场东墙残破，没有粉刷",
    "楼面破旧，外墙没有粉刷",
    "清扫保洁不及时、不到位",
    "桃李巷入口路面没有铺完",
)


def renovate(client, send, city, **more):
    """Put the renovation of 四工区 on the list; return its page."""
    given = {
        "title": "矿务局四工区改造", "owner_unit": city.community.pk, "starts_on": ago(90), "due_on": ago(10),
        "households": "785", "invested": "320万元", "scope": "下水、道路、路灯、绿化、围墙",
        "features": "路灯：2处 → 23盏\n下水管网：1800米", **more,
    }  # fmt: skip
    return send(client, f"/tasks/projects/new/?kind=renovation&unit={city.community.code}", **given)


def test_a_renovation_is_recorded_from_survey_to_open_defects(city, enter, send):
    clerk, office = enter(), enter("office", city.district)
    where = must(renovate(clerk, send, city))
    page = text_of(clerk.get(where))
    assert "路灯2处23盏" in page and "785户" in page and "逾期" in page
    for stage in ("摸底", "方案", "清障", "施工", "验收"):
        assert stage in page
    node = link_to(clerk, where, r"/tasks/projects/matters/\d+/settle/")
    must(send(clerk, node, on=ago(80)))
    must(send(clerk, f"{where}progress/", percent="70", spent="210万元"))
    for text in DEFECTS:
        must(send(clerk, f"{where}matters/defect/", text=text, on=ago(5)))
    must(send(clerk, f"{where}end/", done="yes", on=ago(1), spent="318万元"))

    page = text_of(office.get(where))
    assert "4项，未整改4项" in page and "完成投资318万元" in page and "已完工" in page
    assert "4项" in figure(office, "work.defects", city.district, this_year())
    assert "785户" in figure(office, "work.households", city.district, this_year())
    told = draft(office, city.district, "year", this_year())
    assert "旧小区改造项目1个，改造受益户数785户" in told and "工程遗留问题4项" in told


def test_residents_object_are_talked_to_and_drawings_change(city, enter, send):
    clerk = enter()
    where = must(renovate(clerk, send, city))
    must(send(clerk, f"{where}matters/objection/", text="部分居民反对硬化绿地", on=ago(30)))
    talk = link_to(clerk, where, r"/tasks/projects/matters/\d+/talk/")
    settle = talk.replace("talk", "settle")
    early = send(clerk, settle, on=ago(1), outcome="改图纸")
    assert early.status_code == 422 and "先记下和居民、设计方谈过的情况" in text_of(early)
    for day, party in ((25, "3号楼住户"), (20, "设计方"), (15, "城建局")):
        must(send(clerk, talk, on=ago(day), party=party, result="保证施工的前提下可以改"))
    must(send(clerk, settle, on=ago(12), outcome="保留花坛，改局部图纸", changed="on"))

    page = text_of(clerk.get(where))
    assert "已改设计" in page and "设计方：保证施工" in page
    assert "3次" in figure(clerk, "work.talks", city.community, this_year())
    assert "1项" in figure(clerk, "work.changes", city.community, this_year())


def test_what_cannot_be_read_is_refused_and_kept(city, enter, send):
    bad = renovate(enter(), send, city, features="路灯很多", due_on=ago(100))
    assert bad.status_code == 422 and "早于开工" in text_of(bad)
    bad = renovate(enter(), send, city, features="路灯很多")
    assert bad.status_code == 422 and "原有→现有" in text_of(bad) and "路灯很多" in text_of(bad)
    assert renovate(enter("grid_worker"), send, city).status_code == 403
