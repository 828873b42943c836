"""M017b 公共文明指数测评：历年得分、名次、失分和目标；模拟测评从抽样到报告."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest

from tests.acceptance.ledger_steps import draft, figure
from tests.acceptance.rounds_steps import add_place, days, said, today
from youju.kernel.periods import Grain, around
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.standards.tests.mock_world import an_edition


def send(client: Any, path: str, **fields: Any) -> Any:
    return client.post(f"/standards/{path}", {"key": str(uuid4()), **fields})


def look(client: Any, path: str) -> str:
    answer = client.get(f"/standards/{path}")
    assert answer.status_code == 200, path
    return said(answer)


@pytest.fixture
def assessors(city) -> list[Any]:
    return [make_member(city.district, Role.INSPECTOR, f"ceping-{n}") for n in range(2)]


def test_ranks_over_the_years_stand_beside_the_target_and_reach_the_report(city, enter):
    office, unit = enter("office", city.district), city.district
    year = today().year
    for n, score, rank in ((3, "86.2", 9), (2, "88.1", 7), (1, "89.7", 5), (0, "92.4", 2)):
        name = f"{year - n}年公共文明指数测评"
        lost = "公益广告，两条主干道数量不够，1.5" if n else ""
        sent = send(office, "years/new/", name=name, on=f"{year - n}-01-01", score=score, full="100", rank=rank, of=13, lost=lost)  # fmt: skip
        assert sent.status_code == 302, said(sent)
    send(office, "years/target/", year=year, rank=3, before="各提名县")

    page = look(office, "years/")
    refused = send(office, "years/new/", name="又一次", on=f"{year}-01-02", score="99", full="100", lost="停车，乱停，7")  # fmt: skip

    assert f"{year}年目标：不低于第3名，走在各提名县前面" in page
    assert "92.4/1002/13前3名达到" in page
    assert "公益广告3次" in page
    assert refused.status_code == 422 and "只余1分" in said(refused)
    assert "公共文明指数测评得92.4分，列第2位" in draft(office, unit, "year", str(year))
    assert enter("leader", city.district).get("/standards/years/new/").status_code == 403


def test_a_mock_round_from_the_draw_to_facts_and_a_report(city, enter, assessors):
    staff, office = enter(), enter("office", city.district)
    add_place(staff, city.community, "alley", "永安巷")
    edition = an_edition(city.city)
    drawn = send(office, "mock/new/", name="第一轮", edition=edition.pk, start=days(0), end=days(5), seed="813", rest=1)  # fmt: skip
    assert drawn.status_code == 302, said(drawn)
    page = drawn["Location"].removeprefix("/standards/")
    assert "重抽结果与记录一致" in look(office, f"{page}draw/")
    teams = {f"team_{one.pk}": "1" for one in assessors}
    assert send(office, f"{page}teams/", share=100, **teams).status_code == 302

    place = re.search(r"/standards/(mock/places/\d+/)", office.get(f"/standards/{page}").content.decode())  # fmt: skip
    assert place is not None
    first, second = (sign_in(one) for one in assessors)
    form = first.get(f"/standards/{place[1]}sheet/").content.decode()
    codes = dict.fromkeys(re.findall(r'name="mark_(\w+)"', form))
    yes = {f"mark_{code}": "yes" for code in codes}
    failed = yes | {"mark_drain": "no", "note_drain": "巷口井盖缺失"}
    assert send(first, f"{place[1]}sheet/", **failed).status_code == 302
    assert send(second, f"{place[1]}sheet/", **failed | {"mark_lamps": "no"}).status_code == 302
    assert send(first, f"{place[1]}settle/lamps/", mark="no", reason="看过").status_code == 403
    assert send(office, f"{place[1]}settle/lamps/", mark="yes", reason="照片里灯亮").status_code == 302  # fmt: skip
    assert send(office, f"{page}report/", what="all").status_code == 302

    n = len(codes)
    period = f"{days(-30)}..{days(0)}"
    assert "巷口井盖缺失" in said(office.get("/cases/"))
    assert "1项" in figure(office, "standards.mock_failed", city.district, period)
    assert f"{n}项" in figure(office, "standards.mock_pairs", city.district, period)
    told = draft(office, city.district, "mock", around(today(), Grain.MONTH).code)
    assert "开展模拟测评1轮，抽查点位1个" in told
    assert f"检查{n}项，其中符合{n - 1}项、不符合1项" in told
    assert "金桥社区永安巷：巷口井盖缺失" in told


def sign_in(member: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client
