"""What pages do with input nobody meant, and what goes out as files."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from youju.audit.models import Entry
from youju.evidence.queries import signatures_of
from youju.evidence.tests.conftest import files  # noqa: F401
from youju.evidence.tests.test_signing import drawn
from youju.organisations.queries import Membership
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.patrols import actions
from youju.patrols.actions import Asked
from youju.patrols.models import Visit
from youju.patrols.rules.frequency import Per
from youju.patrols.tests.world import Rounds
from youju.ui.act_forms import MomentField

ODD = "\0' OR 1=1 <b>"


def client_of(member: Membership) -> Client:
    client = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(member.person, backend=backend)
    return client


@pytest.fixture
def rule(world: Rounds):
    asked = Asked(Per.HALF_HOUR, kind="unit_toilet", hour_from=datetime.min.time().replace(hour=7), hour_to=datetime.min.time().replace(hour=9))  # fmt: skip
    return actions.add_frequency(world.community, "每半小时保洁", asked, since=date(2020, 1, 1), **world.by(world.staff))  # fmt: skip


def test_odd_addresses_are_answered_as_pages(world: Rounds, rule):
    client = client_of(world.staff)
    for page in (
        "places/?q=%s&ready=%s&kind=%s", "visits/?what=%s", "opinions/?source=%s", "kinds/?kind=%s",
        "frequency/?day=%s", "cleaning/?month=%s", "shops/check/?street=%s", "visits/new/?team=%s&purpose=%s",
    ):  # fmt: skip
        path, _mark, query = page.partition("?")
        names = [part.split("=")[0] for part in query.split("&")]
        answer = client.get(f"/patrols/{path}", dict.fromkeys(names, ODD))
        assert answer.status_code == 200, page
    for day in ("0001-01-01", "9999-12-31", "2026-02-30"):
        assert client.get("/patrols/frequency/", {"day": day}).status_code == 200
    assert client.get("/patrols/visits/new/", {"place": "9" * 30}).status_code == 404


def test_odd_posts_are_refused_with_words(world: Rounds, rule):
    client = client_of(world.staff)
    shop = {"street": ODD, "name": "甲", "duties": "five", "unit": "x", "key": "x"}
    assert client.post("/patrols/shops/new/", shop).status_code == 422
    marks = client.post(f"/patrols/frequency/{rule.pk}/marks/", {"slot": ["²", "-1", "1", "x"], "fault": ODD})  # fmt: skip
    assert marks.status_code == 302
    assert rule.marks.get().slots == [1]
    place = world.place()
    told = {"place": place.pk, "purpose": "patrol", "way": "site", "item_scale": "bad"}
    kept = client.post(
        "/patrols/visits/new/", told | {"people": "5车", "fault_scale": "没有检定标"}
    )
    assert kept.status_code == 422
    assert "没有检定标" in kept.content.decode()  # what was typed is not lost
    assert client.post("/patrols/visits/new/", told | {"photos_scale": "999999"}).status_code == 404


@pytest.mark.usefixtures("files")
def test_whoever_was_there_signs_the_visit_on_the_page(world: Rounds):
    client, place, signature = client_of(world.staff), world.place(), drawn()
    told = {"place": place.pk, "purpose": "patrol", "way": "site", "signed": signature}
    assert "在场人签名" in client.get("/patrols/visits/new/", {"place": place.pk}).content.decode()

    kept = client.post("/patrols/visits/new/", told | {"people": "5车"})
    answer = client.post("/patrols/visits/new/", told, follow=True)

    assert kept.status_code == 422 and signature in kept.content.decode()
    (item,) = signatures_of(world.staff, "patrols.visit", Visit.objects.get().pk)
    assert f"/evidence/{item.pk}/medium/" in answer.content.decode()


def test_lists_go_out_as_excel_and_into_the_log(world: Rounds):
    place = world.place("=金桥市场")
    now = timezone.now()
    told = actions.Told(faults=[actions.Fault("", "入口堆物")], opinions=["路灯不亮"])
    actions.record_visit(place=place.pk, told=told, actor=world.staff, now=now, key=uuid4())
    client = client_of(world.staff)

    sheets = {}
    for name in ("places", "visits", "opinions"):
        answer = client.get(f"/patrols/{name}/export/")
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        sheets[name] = book.get_sheet_by_index(0).to_python()

    assert sheets["places"][2][:2] == ["'=金桥市场", "农贸市场"]
    assert "入口堆物" in sheets["visits"][2]
    assert "路灯不亮" in sheets["opinions"][2]
    assert Entry.objects.filter(act="patrols.export", outcome="exported").count() == 3


def test_a_pasted_block_shows_its_faults_and_keeps_what_was_typed(world: Rounds):
    client = client_of(world.staff)
    head, good, bad = ["名称", "点位种类"], ["金桥路", "主干道"], ["月球站", "月球"]

    refused = client.post("/patrols/places/paste/", {"cells": json.dumps([head, good, bad])})
    assert refused.status_code == 422
    assert "月球站" in refused.content.decode() and "没有这种点位" in refused.content.decode()
    assert client.post("/patrols/places/paste/", {"cells": json.dumps([good])}).status_code == 302
    for odd in ("[", "[[]]", "5", json.dumps([head])):
        assert client.post("/patrols/places/paste/", {"cells": odd}).status_code == 422
    shops = json.dumps([["金桥路", "老孙面馆"]])
    assert client.post("/patrols/shops/paste/", {"cells": shops}).status_code == 302
    assert client.get("/patrols/shops/paste/").status_code == 200


def test_a_checklist_is_changed_on_its_page_by_the_city(world: Rounds):
    office = client_of(make_member(world.city.city, Role.OFFICE, "city-office"))

    assert "改检查表" in office.get("/patrols/kinds/?kind=market").content.decode()
    assert office.get("/patrols/kinds/market/change/").status_code == 200
    changed = office.post("/patrols/kinds/market/change/", {"items": "大门口没有堆物"})
    assert changed.status_code == 302
    page = office.get("/patrols/kinds/?kind=market").content.decode()
    assert "大门口没有堆物" in page and "本地自定" in page
    assert "改检查表" not in client_of(world.office).get("/patrols/kinds/").content.decode()
    assert office.post("/patrols/kinds/market/change/", {"items": " "}).status_code == 422


def test_a_moment_is_typed_as_people_write_it():
    field = MomentField(required=False)

    found = timezone.localtime(field.clean("2026-7-8 10：30"))
    assert (found.date(), f"{found:%H:%M}") == (date(2026, 7, 8), "10:30")
    assert timezone.localtime(field.clean("9:05")).date() == timezone.localdate()
    for wrong in ("昨天", "25:00", "2026-13-1 10:00"):
        with pytest.raises(Exception, match=r"时间|日期|这一天"):
            field.clean(wrong)
