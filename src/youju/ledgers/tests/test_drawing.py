"""A request takes its limit from the item of service it is for."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from youju.audit.queries import trail_of
from youju.jobs.actions import perform
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Refused
from youju.ledgers import actions, drawing, imports
from youju.ledgers.facts_made import ENTRY_KIND
from youju.ledgers.loader import load_catalogue
from youju.ledgers.models import Entry
from youju.ledgers.rules import BadFields
from youju.ledgers.tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
DAY = parse_period("2026-07-06")
REQUESTS = next(one for one in load_catalogue() if one.code == "service_requests")
LAMPS = next(one for one in load_catalogue() if one.code == "lamps")


@pytest.fixture
def world() -> World:
    return make_world()


def by(world: World, actor=None) -> dict:
    return {"actor": actor or world.clerk, "now": NOON, "key": uuid4()}


def item(world: World, name: str, days: str, unit=None, **more) -> Entry:
    told = {"item": name, "kind": "便民服务", "promised": days, "post_a": "窗口1号"}
    office = world.street_office if unit else world.clerk
    return actions.record_entry(
        "service_items", unit=unit or world.jinqiao, values=told, period=parse_period("2026-01-05"), **more, **by(world, office)
    )  # fmt: skip


def request(world: World, matter: str, limit: str = "") -> Entry:
    told = {"matter": matter, "asked": "窗口2号", "limit": limit}
    return actions.record_entry(
        "service_requests", unit=world.jinqiao, values=told, period=DAY, **by(world)
    )


def test_the_limit_left_empty_is_that_of_the_item(world: World):
    item(world, "演出许可", "3")

    made = request(world, " 演出 许可")  # however it is spaced

    assert made.values["limit"]["value"] == "3" and made.due_on == date(2026, 7, 9)
    assert made.warnings == []


def test_the_units_own_item_goes_first_then_that_of_a_unit_above_and_the_newest(world: World):
    item(world, "演出许可", "20", world.street)
    assert request(world, "演出许可").values["limit"]["value"] == "20"
    item(world, "演出许可", "9")
    item(world, "演出许可", "7")

    assert request(world, "演出许可").values["limit"]["value"] == "7"


def test_items_removed_or_withdrawn_or_of_a_unit_beside_give_no_limit(world: World):
    item(world, "演出许可", "3", until=date(2026, 6, 30))
    gone = item(world, "迁户证明", "2")
    actions.withdraw_entry(gone.pk, **by(world))
    item(world, "店招备案", "2", world.guiyuan)

    for matter in ("演出许可", "迁户证明", "店招备案"):
        with pytest.raises(BadFields, match=f"“{matter}”还没有登记承诺时限，请在这里填。"):
            request(world, matter)
    with pytest.raises(BadFields) as refused:
        request(world, "")
    assert set(refused.value.errors) == {"matter", "limit"}
    assert refused.value.errors["limit"] == "请填“承诺时限”。"
    assert request(world, "演出许可", "5").due_on == date(2026, 7, 13)


def test_an_item_that_an_old_report_told_of_only_in_part_gives_what_it_has(world: World):
    for values in (
        {"item": "演出许可"},
        {"promised": {"text": "3", "value": "3", "unit": "个工作日"}},
    ):
        Entry.objects.filter(pk=item(world, "甲", "9").pk).update(values=values)

    things = drawing.things_at(REQUESTS, world.jinqiao, NOON.date())

    assert [(one.name, one.fill) for one in things.values()] == [("演出许可", {})]
    assert drawing.drawn(REQUESTS, {"matter": "演出许可"}, things) == {}


def test_another_limit_is_kept_and_said_to_be_odd(world: World):
    item(world, "演出许可", "3")
    made = request(world, "演出许可", "10")

    assert made.values["limit"]["value"] == "10"
    assert made.warnings == ["“承诺时限”填了 10个工作日，“演出许可”登记的是 3个工作日，请核对。"]

    told = {"matter": "演出许可", "asked": "窗口2号", "limit": ""}
    again = actions.correct_entry(made.pk, values=told, period=DAY, **by(world))

    assert again.values["limit"]["value"] == "3" and again.warnings == []
    assert "承诺时限" in str(
        [one.detail for one in trail_of(world.city.pk, ENTRY_KIND, str(made.pk))]
    )


def test_a_ledger_that_draws_nothing_has_nothing_to_name(world: World):
    today = date(2026, 7, 8)
    assert drawing.things_at(LAMPS, world.jinqiao, today) == {}
    assert drawing.drawn(LAMPS, {"street": "甲"}, {}) == {}
    assert drawing.explained(LAMPS, {"street": "甲"}, {"street": "错"}) == {"street": "错"}
    assert drawing.differing(LAMPS, {"street": "甲"}, {}, today) == []
    bare = {drawing.distinct_token("甲"): drawing.Thing("甲", {"limit": "3", "gone": "1"})}
    assert drawing.differing(REQUESTS, {"matter": "甲"}, bare, today) == []


def test_the_form_offers_the_items_and_lets_the_limit_be_empty(world: World):
    item(world, "演出许可", "3")
    client = Client()
    client.force_login(world.clerk.person, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get("/ledgers/service_requests/new/").content.decode()
    assert 'list="v_matter-offered"' in page
    assert '<option value="演出许可" label="演出许可 3个工作日"></option>' in page
    sent = {
        "key": str(uuid4()), "unit": world.jinqiao.pk, "when": f"{timezone.localdate() - timedelta(1)}",
        "v_matter": "演出许可", "v_asked": "窗口2号", "v_limit": "",
    }  # fmt: skip
    assert client.post("/ledgers/service_requests/new/", sent).status_code == 302
    wrong = client.post("/ledgers/service_requests/new/", sent | {"v_matter": "没有的事", "key": str(uuid4())})  # fmt: skip
    words = wrong.content.decode()
    assert wrong.status_code == 422 and "“没有的事”还没有登记承诺时限，请在这里填。" in words
    assert 'value="没有的事"' in words and 'value="窗口2号"' in words


def test_rows_of_a_file_take_it_too(world: World):
    item(world, "演出许可", "3")
    text = "日期,事项,首问人\n2026-07-06,演出许可,窗口2号\n2026-07-06,没有的事,窗口2号\n"
    batch = imports.receive_file(text.encode(), "首问.csv", unit=world.jinqiao, **by(world))
    columns = {0: "when", 1: "matter", 2: "asked"}
    imports.map_columns(
        batch.pk, ledger="service_requests", sheet="CSV", header_row=0, columns=columns, actor=world.clerk, now=NOON
    )  # fmt: skip
    made = imports.start_import(batch.pk, **by(world))
    perform(made.job_id)

    made.refresh_from_db()
    assert made.taken == 1
    assert [one["reasons"] for one in made.rejects] == [
        "“没有的事”还没有登记承诺时限，请在这里填。"
    ]
    assert Entry.objects.get(ledger_code="service_requests").values["limit"]["value"] == "3"


def test_what_nobody_registered_is_refused_for_reasons_of_its_own(world: World):
    with pytest.raises(Refused):
        request(world, "演出许可", "很久")
