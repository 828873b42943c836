"""What residents say of entries: promised, shown, done, rated, counted, void."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from youju.audit.actions import SystemActor
from youju.facts.models import Fact
from youju.inbox.models import Message
from youju.kernel.periods import Grain, around
from youju.kernel.refusal import Missing, Refused
from youju.ledgers import actions, rules
from youju.ledgers.facts_made import drafts_of
from youju.ledgers.loader import load_ledger
from youju.ledgers.models import Entry, Rating
from youju.ledgers.nodes import BadLedger
from youju.ledgers.queries import entries_for_residents, entry_for_residents
from youju.ledgers.rules import Ratings
from youju.ledgers.tests.world import NOON, World, make_world
from youju.ledgers.writing import catalogue_text

LEDGER = """code: lamps
label: 路灯
module: 关爱帮扶
rhythm: each
fields:
  - {key: lamp, label: 路灯, type: text}
  - {key: who, label: 联系人, type: text, personal: name}
"""


@pytest.fixture
def world(db: Any) -> World:
    return make_world()


@pytest.fixture
def resident(world: World) -> SystemActor:
    return SystemActor(root_id=world.city.pk, unit_id=world.jinqiao.pk, role="public", label="居民")


def deed(world: World, **values: str) -> Entry:
    given = {"deed": "修3号楼路灯", "promised": "2026-07-20"} | values
    return actions.record_entry(
        "good_deeds", unit=world.jinqiao, values=given, period=around(date(2026, 7, 6), Grain.DAY),
        actor=world.clerk, now=NOON, key=uuid4(),
    )  # fmt: skip


def by(who: Any, key: UUID | None = None) -> dict[str, Any]:
    return {"actor": who, "now": NOON, "key": key or uuid4()}


def shown(world: World, **values: str) -> Entry:
    return actions.show_to_residents(deed(world, **values).pk, **by(world.clerk))


def counted(measure: str) -> list[Decimal | None]:
    rows = Fact.objects.filter(measure__code=f"good_deeds.{measure}")
    return [one.quantity.value for one in rows.select_related("measure")]


def test_a_promise_is_shown_kept_and_then_rated(world: World, resident: SystemActor) -> None:
    made = shown(world)

    with pytest.raises(Refused, match="还没有办成"):
        actions.rate_entry(made.pk, Ratings(good=1), **by(resident))
    actions.finish_entry(made, on="2026-07-08", **by(world.clerk))
    for mark in ("good", "good", "fair", "bad"):
        actions.rate_entry(made.pk, Ratings(**{mark: 1}), words="灯亮了", **by(resident))

    made.refresh_from_db()
    assert (made.rated, made.rated.percent) == (Ratings(2, 1, 1), Decimal("75.0"))
    assert (counted("rated"), counted("satisfied")) == ([4], [3])
    assert len(drafts_of(made, made.version.ledger)) == Fact.objects.count()
    assert Message.objects.filter(kind="ledgers.rated").count() == 1


def test_a_rating_sent_twice_counts_once(world: World, resident: SystemActor) -> None:
    made, key = shown(world, promised=""), uuid4()

    for _again in range(2):
        actions.rate_entry(made.pk, Ratings(good=1), **by(resident, key))

    assert counted("rated") == [1]


def test_residents_rate_only_what_was_shown_to_them(world: World, resident: SystemActor) -> None:
    hidden = deed(world, promised="")
    gone = shown(world, promised="")
    actions.withdraw_entry(gone.pk, **by(world.clerk))

    with pytest.raises(Missing):
        actions.rate_entry(hidden.pk, Ratings(good=1), **by(resident))
    with pytest.raises(Refused, match="已撤下"):
        actions.rate_entry(gone.pk, Ratings(good=1), **by(resident))
    with pytest.raises(Missing):
        entry_for_residents(world.jinqiao, hidden.pk)
    assert not entries_for_residents(world.city).exists()
    assert not Rating.objects.exists()


def test_what_was_asked_on_the_spot_needs_no_public_page(world: World) -> None:
    made = deed(world, promised="")

    with pytest.raises(Refused, match="至少填一个人数"):
        actions.rate_entry(made.pk, Ratings(), **by(world.clerk))
    actions.rate_entry(made.pk, Ratings(18, 6, 1), **by(world.clerk))

    assert (counted("rated"), counted("satisfied")) == ([25], [24])
    assert not Message.objects.filter(kind="ledgers.rated").exists()


def test_a_void_rating_is_taken_out_of_the_figures(world: World) -> None:
    made = deed(world, promised="")
    actions.rate_entry(made.pk, Ratings(good=5), words="谢谢", **by(world.clerk))
    rating, key = Rating.objects.get(), uuid4()

    with pytest.raises(Refused, match="写明为什么作废"):
        actions.void_rating(rating.pk, reason=" ", **by(world.clerk))
    with pytest.raises(Missing):
        actions.void_rating(rating.pk, reason="重复", **by(world.neighbour))
    for _again in range(2):
        actions.void_rating(rating.pk, reason="重复", **by(world.clerk, key))
    with pytest.raises(Refused, match="已经作废"):
        actions.void_rating(rating.pk, reason="重复", **by(world.clerk))
    with pytest.raises(Missing):
        actions.void_rating(0, reason="重复", **by(world.clerk))

    rating.refresh_from_db()
    assert (rating.words, counted("rated")) == ("", [])


def test_a_void_rating_of_a_withdrawn_entry_brings_no_figure_back(world: World) -> None:
    made = deed(world, promised="")
    actions.rate_entry(made.pk, Ratings(good=5), **by(world.clerk))
    actions.rate_entry(made.pk, Ratings(good=2), **by(world.clerk))
    actions.withdraw_entry(made.pk, **by(world.clerk))

    actions.void_rating(Rating.objects.latest("pk").pk, reason="重复", **by(world.clerk))
    assert not Fact.objects.exists()
    actions.restore_entry(made.pk, **by(world.clerk))

    assert counted("rated") == [5]


def test_showing_and_hiding_are_done_once(world: World) -> None:
    made, key, other = deed(world), uuid4(), uuid4()

    for _again in range(2):
        actions.show_to_residents(made.pk, **by(world.clerk, key))
    with pytest.raises(Refused, match="已经公开"):
        actions.show_to_residents(made.pk, **by(world.clerk))
    assert entry_for_residents(world.jinqiao, made.pk).public_on == date(2026, 7, 8)
    for _again in range(2):
        actions.hide_from_residents(made.pk, **by(world.clerk, other))
    with pytest.raises(Refused, match="没有公开"):
        actions.hide_from_residents(made.pk, **by(world.clerk))


def test_a_ledger_that_nobody_rates_is_not_shown(world: World) -> None:
    made = actions.record_entry(
        "cleanup", unit=world.jinqiao, values={"action": "周末清洁日", "place": "桂苑小区"},
        period=around(date(2026, 7, 6), Grain.DAY), **by(world.clerk),
    )  # fmt: skip

    with pytest.raises(Refused, match="不请居民评价"):
        actions.show_to_residents(made.pk, **by(world.clerk))


def test_the_file_of_a_ledger_says_what_residents_see() -> None:
    measure = "measures:\n  - {key: rated, name: 路灯评价, of: rated, unit: 人}\n"
    ledger = load_ledger(LEDGER + "rated: [lamp]\n" + measure, "灯.yaml")

    assert ledger.rated == ("lamp",)
    assert load_ledger(catalogue_text(ledger), "灯.yaml") == ledger
    with pytest.raises(BadLedger, match="“联系人”是个人信息，不能给居民看"):
        load_ledger(LEDGER + "rated: [who]\n", "灯.yaml")
    with pytest.raises(BadLedger, match="“rated”要先写 rated"):
        load_ledger(LEDGER + measure, "灯.yaml")


def test_nobody_asked_makes_no_rate() -> None:
    assert Ratings().percent is None
    assert rules.Ratings(2, 0, 1).percent == Decimal("66.7")


def test_the_page_of_an_entry_takes_shows_and_voids_ratings(world: World) -> None:
    client, made = Client(), deed(world, promised="")
    client.force_login(world.clerk.person)
    at = f"/ledgers/entries/{made.pk}/"

    assert "公开，请居民评价" in client.get(at).content.decode()
    for act, said in (("show", "已在公众页面公开"), ("hide", "不再公开")):
        answer = client.post(f"{at}{act}/", {"key": str(uuid4())}, follow=True)
        assert said in answer.content.decode()
    refused = client.post(f"{at}rate/", {"key": str(uuid4()), "good": ""})
    assert refused.status_code == 422 and "至少填一个人数" in refused.content.decode()
    told = {"key": str(uuid4()), "good": "3", "bad": "1", "words": "早该修了"}
    page = client.post(f"{at}rate/", told, follow=True).content.decode()
    assert "75%" in page and "早该修了" in page
    void = {"key": str(uuid4()), "reason": "记错了"}
    page = client.post(f"{at}void/{Rating.objects.get().pk}/", void, follow=True).content.decode()
    assert "已作废" in page and "早该修了" not in page
