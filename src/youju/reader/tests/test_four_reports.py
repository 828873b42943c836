"""The main job on four real reports: handed in on the page, proposed, confirmed."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from youju.facts.models import Fact
from youju.kernel.ids import new_key
from youju.reader import actions
from youju.reader.models import ReadFact, Reading
from youju.reader.tests.conftest import NOON

COUNTED = {"done", "state", "result"}


def find_shared() -> Path:
    for root in Path(__file__).resolve().parents:
        found = root / "shared" / "data" / "reports"
        if found.is_dir():
            return found.parent
    pytest.skip(
        "NO REPORTS FOUND beside the project (../shared): the main job is not tried on them"
    )


def hand_in(path: Path, staff) -> Reading:
    return actions.read_upload(
        ContentFile(path.read_bytes(), name=path.name),
        unit=staff.unit,
        actor=staff,
        now=NOON,
        key=new_key(),
    )


def test_most_figures_of_the_reports_get_a_proposal(staff):
    data = find_shared()
    gold = [
        json.loads(line)
        for line in (data / "facts_dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    wanted = met = 0
    for path in sorted((data / "reports").glob("*.txt")):
        reading = hand_in(path, staff)
        proposed = reading.facts.exclude(way=ReadFact.Way.NONE)
        places = set(proposed.values_list("offset", flat=True))
        rows = [one for one in gold if one.get("file") == path.name and one["kind"] in COUNTED]
        wanted += len(rows)
        met += sum(one["offset"] in places for one in rows)

    assert wanted > 100
    assert met / wanted >= 0.6


def test_the_sure_figures_of_a_community_become_entries_that_lead_to_the_sentence(staff):
    reading = hand_in(find_shared() / "reports" / "002_bd3d85fec6f85b37.txt", staff)
    piece = reading.pieces.get(facts__quantity_text="230")

    confirmed = actions.confirm_piece(piece.pk, actor=staff, now=NOON, key=new_key())

    counted = {one.measure.name: one.value for one in Fact.objects.select_related("measure")}
    wanted = {
        "清理垃圾": 50,
        "清理对联": 230,
        "清除小广告": 500,
        "树木白化": 580,
        "墙壁白化": 10890,
        "志愿服务次数": 35,
        "志愿服务人次": 100,
        "集中培训": 18,
        "发放宣传资料": 3000,
    }
    assert {name: counted.get(name) for name in wanted} == {
        name: Decimal(value) for name, value in wanted.items()
    }
    by_number = {one.quantity_text: one for one in confirmed}
    assert "他们清理垃圾50余车,清理对联230余幅" in by_number["50"].sentence
    entry = by_number["50"].entry
    assert entry == by_number["10890"].entry
    assert (entry.source, entry.source_ref) == ("reader", str(by_number["50"].pk))
    assert entry.values["rubbish"]["text"] == "50余车"
