"""Entries that somebody signs where they are made."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from youju.evidence.queries import signatures_of
from youju.evidence.tests.conftest import files  # noqa: F401
from youju.evidence.tests.test_signing import drawn
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Refused
from youju.ledgers import actions
from youju.ledgers.facts_made import ENTRY_KIND
from youju.ledgers.models import Entry
from youju.ledgers.queries import signed_ledgers
from youju.ledgers.tests.test_pages import client_of
from youju.ledgers.tests.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]
TOLD = {"v_place": "佳园二区", "v_house": "5号", "v_answer": "同意", "when": "2026-07-05"}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def clerk(world):
    return client_of(world.clerk)


def sent(world, **more):
    return {**TOLD, "unit": world.jinqiao.pk, "key": str(uuid4()), **more}


def test_the_signature_is_drawn_on_the_page_and_shown_with_the_entry(world, clerk):
    form = clerk.get("/ledgers/parking_consents/new/").content.decode()
    assert "住户签名" in form and "data-signature" in form
    assert "data-signature" not in clerk.get("/ledgers/cleanup/new/").content.decode()

    answer = clerk.post("/ledgers/parking_consents/new/", sent(world, signed=drawn()), follow=True)

    entry = Entry.objects.get()
    (signed,) = signatures_of(world.clerk, ENTRY_KIND, entry.pk)
    page = answer.content.decode()
    assert f"/evidence/{signed.pk}/medium/" in page and "住户签名" in page
    assert entry.evidence_count == 0
    assert "签名" in page.split('id="trail"')[1]


def test_an_entry_that_nobody_signed_says_so(world, clerk):
    answer = clerk.post("/ledgers/parking_consents/new/", sent(world), follow=True)

    assert "没有签名" in answer.content.decode()


def test_a_refused_form_keeps_what_was_drawn(world, clerk):
    signature = drawn()

    lacking = clerk.post(
        "/ledgers/parking_consents/new/", sent(world, v_house="", signed=signature)
    )
    spoilt = clerk.post("/ledgers/parking_consents/new/", sent(world, signed="data:,x"))

    assert lacking.status_code == 422 and signature in lacking.content.decode()
    assert spoilt.status_code == 422 and "请重签一次" in spoilt.content.decode()
    assert not Entry.objects.exists()


def test_a_correction_keeps_the_signature_until_another_is_drawn(world, clerk):
    clerk.post("/ledgers/parking_consents/new/", sent(world, signed=drawn()))
    entry = Entry.objects.get()
    (first,) = signatures_of(world.clerk, ENTRY_KIND, entry.pk)
    where = f"/ledgers/entries/{entry.pk}/correct/"
    assert f"/evidence/{first.pk}/medium/" in clerk.get(where).content.decode()

    clerk.post(where, sent(world, v_own="2个"))
    assert signatures_of(world.clerk, ENTRY_KIND, entry.pk) == [first]
    answer = clerk.post(where, sent(world, v_own="2个", signed=drawn(80)), follow=True)

    (second,) = signatures_of(world.clerk, ENTRY_KIND, entry.pk)
    assert second != first and "签名 由 空 改为 重签" in answer.content.decode()
    with pytest.raises(Refused, match="没有改动"):
        actions.correct_entry(
            entry.pk, values={key[2:]: value for key, value in (TOLD | {"v_own": "2个"}).items() if key[:2] == "v_"},
            period=entry.period, actor=world.clerk, now=entry.received_at, key=uuid4(),
        )  # fmt: skip


def test_a_phone_keeps_the_signed_ledgers_of_its_unit(world):
    assert {one.code for one in signed_ledgers(world.clerk)} == {"parking_consents", "visits"}
    assert {one.code for one in signed_ledgers(world.street_office)} == {"inspections", "parking_consents", "visits"}  # fmt: skip
    assert signed_ledgers(world.leader) == []


def test_a_ledger_that_nobody_signs_takes_no_signature(world, clerk):
    clerk.post("/ledgers/parking_consents/new/", sent(world, signed=drawn()))
    (signed,) = signatures_of(world.clerk, ENTRY_KIND, Entry.objects.get().pk)

    with pytest.raises(Refused, match="不用签名"):
        actions.record_entry(
            "boards", unit=world.jinqiao, values={"kind": "宣传栏", "place": "社区门口", "boards": "2个"},
            period=parse_period("2026-07-05"), signed=[signed.pk],
            actor=world.clerk, now=datetime(2026, 7, 6, 9, 0, tzinfo=UTC), key=uuid4(),
        )  # fmt: skip
    assert Entry.objects.count() == 1
