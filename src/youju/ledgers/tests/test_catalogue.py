"""The catalogue: browsing, trying, copying, changing, versions, files in and out."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from youju.facts.models import Fact
from youju.kernel.periods import parse_period
from youju.ledgers import actions
from youju.ledgers.loader import load_catalogue, load_ledger
from youju.ledgers.models import Entry, LedgerVersion
from youju.ledgers.tests.world import NOON, World, make_world
from youju.ledgers.writing import catalogue_text, copied

MINE = """\
code: pets
label: 文明养犬
module: 环境卫生
rhythm: each
title: "{what}"
fields:
  - {key: what, label: 内容, type: text, required: true}
  - {key: leashes, label: 牵引绳, type: text}
measures:
  - {name: 养犬劝导, of: entry, unit: 次}
"""


@pytest.fixture
def world(db: Any) -> World:
    return make_world()


@pytest.fixture
def office(world: World) -> Client:
    client = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(world.street_office.person, backend=backend)
    return client


def publish(world: World, text: str) -> LedgerVersion:
    how = {"actor": world.street_office, "now": NOON, "key": uuid4()}
    return actions.publish_ledger(text, unit=world.street, **how)


def test_every_file_taken_out_is_read_as_the_same_ledger():
    for ledger in load_catalogue():
        assert load_ledger(catalogue_text(ledger), "out.yaml") == ledger


def test_a_copy_has_names_of_its_own():
    ledger = next(one for one in load_catalogue() if one.code == "cleanup")

    copy = copied(ledger, "cleanup_2", "（自用）")

    assert copy.label == f"{ledger.label}（自用）" and copy.fields == ledger.fields
    assert not {one.name for one in copy.measures} & {one.name for one in ledger.measures}


def test_the_catalogue_is_found_by_number_and_module(office, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        office.get("/ledgers/catalogue/")
    page = office.get("/ledgers/catalogue/?q=M112").content.decode()
    assert "出院随访" in page and "病区特色服务" in page and "路灯" not in page

    page = office.get("/ledgers/catalogue/?module=环境卫生").content.decode()
    assert "随产品" in page and "出院随访" not in page
    assert "没有找到台账" in office.get("/ledgers/catalogue/?q=无此台账").content.decode()


def test_a_ledger_is_tried_and_nothing_is_kept(office):
    url = "/ledgers/catalogue/discharges/try/"
    sent = {"key": str(uuid4()), "unit": "0", "when": "2026-07-01", "v_ward": "内一科", "v_patient": "李某某"}  # fmt: skip
    sent["unit"] = office.get(url).context["form"].fields["unit"].initial

    page = office.post(url, sent).content.decode()

    assert "内一科 李某某" in page and "已超期" in page and "出院病人" in page
    assert office.post(url, sent | {"v_patient": ""}).status_code == 422
    assert office.post(url, sent | {"v_called": "2026-06-01"}).status_code == 422
    assert not Entry.objects.exists() and not Fact.objects.filter(measure__code__startswith="discharges").exists()  # fmt: skip


def test_a_shipped_ledger_is_copied_and_an_own_one_changed_by_version(world, office):
    text = office.get("/ledgers/configure/?from=cleanup").context["text"]
    assert publish(world, text).code == "cleanup_2"

    publish(world, MINE)
    publish(world, MINE.replace("label: 牵引绳", "label: 牵绳"))
    page = office.get("/ledgers/catalogue/pets/").content.decode()
    assert "第 2 版" in page and "牵绳" in page and "修改" in page
    old = office.get("/ledgers/catalogue/pets/?version=1").content.decode()
    assert "牵引绳" in old and "照这一版改回" in old
    back = office.get("/ledgers/configure/?from=pets&version=1").context["text"]
    assert "牵引绳" in back and "code: pets" in back
    assert office.get("/ledgers/catalogue/pets/?version=9").status_code == 404


def test_a_file_goes_out_and_comes_in_to_be_looked_over_first(world, office):
    publish(world, MINE)
    answer = office.get("/ledgers/catalogue/pets/file/")
    assert "pets.yaml" in answer["Content-Disposition"]

    brought = SimpleUploadedFile("猫.yaml", answer.content.replace(b"pets", b"cats"))
    page = office.post("/ledgers/configure/", {"file": brought, "read": "1", "key": str(uuid4())})

    assert "code: cats" in page.context["text"]
    assert not LedgerVersion.objects.filter(code="cats").exists()


def test_a_changed_field_loses_no_old_entry(world, office):
    publish(world, MINE)
    entry = actions.record_entry(
        "pets", unit=world.jinqiao, values={"what": "劝牵绳", "leashes": "十来根"},
        period=parse_period("2026-07"), actor=world.clerk, now=NOON, key=uuid4(),
    )  # fmt: skip

    for kind in ("quantity, units: [根]", "yes-no", "period", "unit", "choices, choices: [有]"):
        publish(world, MINE.replace("牵引绳, type: text", f"牵引绳, type: {kind}"))
        listed = office.get("/ledgers/pets/?period=2026-07").content.decode()
        assert "劝牵绳" in listed and "十来根" in listed
        assert office.get("/ledgers/pets/export/?period=2026-07").status_code == 200
    publish(world, MINE.replace("  - {key: leashes, label: 牵引绳, type: text}\n", ""))

    assert "十来根" in office.get(f"/ledgers/entries/{entry.pk}/").content.decode()
    corrected = actions.correct_entry(
        entry.pk, values={"what": "劝牵绳", "leashes": "12根"}, period=entry.period,
        actor=world.clerk, now=NOON, key=uuid4(),
    )  # fmt: skip
    assert corrected.values["leashes"] == "12根"
    assert Fact.objects.filter(measure__code="pets.entries").count() == 1
