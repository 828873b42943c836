"""The pages of mock assessment, board, index and negative list, as those who use them meet them."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from youju.cases.models import Case
from youju.patrols import actions as patrols
from youju.patrols.rules.visits import InspectionKind, Readiness
from youju.standards.models import Edition, MockRound, MockSheet, NegativeEvent
from youju.standards.rules.mock import Mark
from youju.standards.tests.mock_world import Trial, an_edition, answers


@pytest.fixture
def world(db) -> Trial:
    return Trial()


def enter(member: Any) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(answer: Any) -> str:
    return re.sub(r"\s+", "", strip_tags(answer.content.decode()))


def key() -> str:
    return str(uuid4())


def typed(spot: Any, *bad: str, **more: Any) -> dict[str, Any]:
    told = {f"mark_{code}": one.mark for code, one in answers(spot, *bad).items()}
    return {**told, "key": key(), **more}


def test_a_new_round_starts_with_the_edition_of_the_units_own_level(world):
    later = an_edition(world.city.city, code="yard")
    Edition.objects.filter(pk=later.pk).update(level="hospital")

    page = enter(world.office).get("/standards/mock/new/").content.decode()

    assert f'<option value="{world.edition.pk}" selected>' in page
    assert f'<option value="{later.pk}">' in page


def test_a_round_from_the_draw_to_the_problems(world):
    office, first, second = enter(world.office), enter(world.first), enter(world.second)
    told = {"name": "第一轮", "edition": world.edition.pk, "start": "2026-07-08", "end": "2099-07-10", "seed": "7", "rest": 1}  # fmt: skip
    late = office.post("/standards/mock/new/", told | {"key": key()})
    assert late.status_code == 422 and "一轮最长3个月" in words(late)

    drawn = office.post("/standards/mock/new/", told | {"end": "2026-07-20", "key": key()})
    page = drawn["Location"]
    assert "抽到的点位" in words(office.get(page))
    draw = words(office.get(f"{page}draw/"))
    assert "种子7" in draw and "重抽结果与记录一致" in draw and "候选4个，抽2个" in draw
    empty = office.post(f"{page}teams/", {"share": 100, "key": key()})
    assert empty.status_code == 422 and "至少给一个人选组" in words(empty)
    teams = {f"team_{world.first.pk}": "1", f"team_{world.second.pk}": "1", "share": 100}
    assert office.post(f"{page}teams/", teams | {"key": key()}).status_code == 302

    made = MockRound.objects.get()
    spot = world.spot(made)
    place = f"/standards/mock/places/{spot.pk}/"
    assert "填测评表" in words(first.get(place))
    half = first.post(
        f"{place}sheet/", {"mark_drain": "no", "note_drain": "井盖缺失", "key": key()}
    )
    assert (
        half.status_code == 422
        and "项没有评" in words(half)
        and "井盖缺失" in half.content.decode()
    )
    first.post(f"{place}sheet/", typed(spot, "drain", note_drain="井盖缺失", number_surface="5"))
    second.post(f"{place}sheet/", typed(spot))
    assert MockSheet.objects.count() == 2
    assert "待裁定" in words(first.get(place)) and "5处" in words(first.get(place))

    third = enter(world.third)
    settle = f"{place}settle/drain/"
    assert "不符合：井盖缺失/符合" in words(third.get(settle))
    refused = third.post(settle, {"mark": "no", "reason": " ", "key": key()})
    assert refused.status_code == 422 and "写明裁定的理由" in words(refused)
    third.post(settle, {"mark": "no", "reason": "照片为证", "key": key()})
    assert "照片为证" in words(office.get(place))

    shown = words(office.get(page))
    assert "双评一致率" in shown and "1项全部转为问题" in shown
    office.post(f"{page}report/", {"what": "chosen", "check": f"{spot.pk}:drain", "key": key()})
    assert Case.objects.get().title == "井盖缺失"
    assert "已转问题" in words(office.get(page))
    office.post(f"{page}close/", {"what": "close", "key": key()})
    assert "已结束" in words(office.get("/standards/mock/"))


def test_another_seed_is_told_apart(world):
    made = world.draw()
    seeds = [str(n) for n in range(30)]

    told = [
        words(enter(world.office).get(f"{made.get_absolute_url()}draw/?seed={n}")) for n in seeds
    ]

    assert any("这个种子抽出的不一样" in one for one in told)


def test_a_second_opinion_is_asked_for_and_a_check_nobody_scored_is_not_settled(world):
    made = world.opened()
    spot = world.spot(made)
    office = enter(world.office)
    office.post(f"/standards/mock/places/{spot.pk}/second/", {"key": key()})

    assert "双评" in words(office.get(f"/standards/mock/places/{spot.pk}/"))
    assert office.get(f"/standards/mock/places/{spot.pk}/settle/drain/").status_code == 404
    assert enter(world.staff).get(made.get_absolute_url()).status_code == 404


def test_the_board_counts_down_and_says_what_is_missing(world):
    client = enter(world.office)
    assert "没有排定的检查" in words(client.get("/standards/board/"))
    today = timezone.localdate()
    by = world.by(world.office)
    day = today.replace(year=today.year + 1)
    coming = patrols.add_inspection(world.district, InspectionKind.NATION, "国家测评", on=day, **by)
    patrols.choose_places(coming.pk, world.places[:2], **world.by(world.office))
    patrols.set_readiness(world.places[0].pk, Readiness.MISSING, missing="路灯不亮", **world.by(world.office))  # fmt: skip
    patrols.set_readiness(world.places[1].pk, Readiness.READY, **world.by(world.office))
    past = patrols.add_inspection(world.district, InspectionKind.PROVINCE, "省测", on=today, **world.by(world.office))  # fmt: skip
    patrols.settle_inspection(past.pk, result="通过", **world.by(world.office) | {"now": timezone.now()})  # fmt: skip
    patrols.add_lost_item(past.pk, "停车", "乱停", **world.by(world.office))

    board = words(client.get(f"/standards/board/?inspection={coming.pk}"))
    wall = words(client.get(f"/standards/board/?wall=1&inspection={coming.pk}"))

    assert f"{(day - today).days}天距国家测评" in board
    assert "1/2达标点位" in board and "路灯不亮" in board and "停车乱停" in board
    assert "1上次失分还没补上" in board
    assert "距国家测评" in wall and "退出上墙" in wall


def test_years_beside_the_target_and_items_lost_again(world):
    client = enter(world.office)
    told = {"full": "100", "of": "13", "lost": "公益广告，数量不够，1.5"}
    for year, score, rank in ((2024, "88", 6), (2025, "92.4", 2)):
        name = f"{year}年公共文明指数测评"
        sent = told | {
            "name": name,
            "on": f"{year}-06-01",
            "score": score,
            "rank": rank,
            "key": key(),
        }
        assert client.post("/standards/years/new/", sent).status_code == 302
    client.post(
        "/standards/years/target/", {"year": 2025, "rank": 3, "before": "提名县", "key": key()}
    )
    bad = client.post("/standards/years/new/", {"name": "无", "on": "2025-01-01", "key": key()})

    page = words(client.get("/standards/years/"))

    assert "92.4/1002/13前3名达到" in page
    assert "反复失分的指标公益广告2次" in page
    assert bad.status_code == 422 and "填得分或名次" in words(bad)


def test_an_event_bars_and_is_taken_off_again(world):
    client = enter(world.office)
    today = timezone.localdate()
    told = {"on": today.isoformat(), "group": "安全生产", "title": "较大事故", "basis": "通报", "bars": "on"}  # fmt: skip
    made = client.post("/standards/negatives/new/", told | {"key": key()})
    assert "一票否决，到" in words(client.get(made["Location"]))
    assert "“较大事故”一票否决" in words(client.get("/standards/negatives/"))

    assert client.post(f"{made['Location']}withdraw/", {"key": key()}).status_code == 422
    client.post(f"{made['Location']}withdraw/", {"reason": "认定撤销", "key": key()})

    assert "已撤下" in words(client.get(made["Location"]))
    assert NegativeEvent.objects.get().reason == "认定撤销"
    assert client.get("/standards/negatives/new/").status_code == 200
    assert enter(world.staff).get(made["Location"]).status_code == 404


def test_marks_that_no_form_offers_are_left_out(world):
    spot = world.spot(world.opened())
    sent = typed(spot, mark_drain="maybe", number_surface="x")

    answer = enter(world.first).post(f"/standards/mock/places/{spot.pk}/sheet/", sent)

    assert answer.status_code == 422
    assert Mark.YES in str(sent)
    assert not MockSheet.objects.exists()
