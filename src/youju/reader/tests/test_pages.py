"""The pages: hand in, go through, decide; for staff, a leader and a stranger."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from youju.kernel.ids import new_key
from youju.ledgers.models import Entry
from youju.reader.models import ReadFact, Reading
from youju.reader.tests.test_actions import REPORT, read

HTMX = {"HX-Request": "true"}


def as_(member) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


@pytest.fixture
def reading(staff) -> Reading:
    return read(staff)


def post(client: Client, url: str, headers=None, **data):
    return client.post(url, {"key": new_key(), **data}, headers=headers or {})


def test_a_file_handed_in_leads_to_its_review(staff):
    client = as_(staff)
    assert client.get("/reader/start/").status_code == 200

    answer = post(
        client,
        "/reader/start/",
        file=ContentFile(REPORT.encode(), name="半年总结.txt"),
        unit=staff.unit_id,
        period="2026年上半年",
    )

    page = client.get(answer["Location"]).content.decode()
    assert "半年总结.txt" in page
    assert "2026年上半年" in page
    assert "50余车" in page
    assert "环境卫生整治行动" in page


def test_the_same_file_again_leads_to_the_first_reading(staff, reading):
    answer = post(as_(staff), "/reader/start/", text=REPORT, unit=staff.unit_id)

    assert answer["Location"] == f"/reader/{reading.pk}/"


def test_nothing_handed_in_is_refused_at_the_file(staff):
    answer = post(as_(staff), "/reader/start/", unit=staff.unit_id)

    assert answer.status_code == 422
    assert "选择一个文件" in answer.content.decode()


def test_a_key_press_records_and_answers_the_review_anew(staff, reading):
    fact = reading.facts.get(quantity_text="50")

    answer = post(as_(staff), f"/reader/facts/{fact.pk}/confirm/", HTMX)

    assert answer["HX-Retarget"] == "#review"
    assert "已记" in answer.content.decode()
    assert Entry.objects.get().ledger_code == "cleanup"


def test_without_scripts_an_act_leads_back_to_the_page(staff, reading):
    fact = reading.facts.get(quantity_text="50")

    answer = post(as_(staff), f"/reader/facts/{fact.pk}/refuse/")

    assert answer["Location"] == f"/reader/{reading.pk}/?piece=1"
    assert ReadFact.objects.get(pk=fact.pk).state == "refused"


def test_a_leader_reads_but_does_not_decide(leader, reading):
    fact = reading.facts.get(quantity_text="50")
    client = as_(leader)

    assert client.get(f"/reader/{reading.pk}/").status_code == 200
    assert "data-act" not in client.get(f"/reader/{reading.pk}/").content.decode()
    assert post(client, f"/reader/facts/{fact.pk}/confirm/").status_code == 403
    assert client.get("/reader/start/").status_code == 403


def test_a_neighbour_does_not_see_the_reading(neighbour, reading):
    fact = reading.facts.first()
    client = as_(neighbour)

    assert client.get(f"/reader/{reading.pk}/").status_code == 404
    assert client.get(f"/reader/facts/{fact.pk}/").status_code == 404
    assert post(client, f"/reader/facts/{fact.pk}/confirm/").status_code == 404


def test_all_sure_ones_are_recorded_together(staff, reading):
    piece = reading.pieces.get()

    answer = post(as_(staff), f"/reader/pieces/{piece.pk}/confirm/", HTMX)

    assert answer.status_code == 200
    assert sorted(Entry.objects.values_list("ledger_code", flat=True)) == [
        "classes",
        "cleanup",
        "printed",
    ]


def test_a_figure_without_a_place_is_given_one(staff, reading):
    fact = reading.facts.get(quantity_text="1200")
    client = as_(staff)
    form = client.get(f"/reader/facts/{fact.pk}/change/", headers=HTMX).content.decode()
    assert "慰问走访 · 慰问金（元）" in form

    answer = post(
        client,
        f"/reader/facts/{fact.pk}/change/",
        HTMX,
        place="visits:money",
        quantity="1200元",
        period="2026年上半年",
    )

    assert answer["HX-Retarget"] == "#review"
    assert Entry.objects.get().ledger_code == "visits"


def test_a_place_of_another_unit_is_refused_in_the_form(staff, reading):
    fact = reading.facts.get(quantity_text="1200")

    answer = post(
        as_(staff),
        f"/reader/facts/{fact.pk}/change/",
        HTMX,
        place="cleanup:rubbish",
        quantity="1200元",
    )

    assert answer.status_code == 422
    assert "不能填元" in answer.content.decode()
    assert not Entry.objects.exists()


def test_a_figure_leads_back_to_its_sentence(staff, reading):
    fact = reading.facts.get(quantity_text="50")

    answer = as_(staff).get(f"/reader/facts/{fact.pk}/")

    assert answer["Location"] == f"/reader/{reading.pk}/?piece=1#fact-{fact.pk}"


def test_the_entry_is_told_its_sentences(staff, reading):
    fact = reading.facts.get(quantity_text="50")
    client = as_(staff)
    post(client, f"/reader/facts/{fact.pk}/confirm/")

    page = client.get(f"/reader/entries/{Entry.objects.get().pk}/").content.decode()

    assert "清理垃圾50余车" in page
    assert f"/reader/facts/{fact.pk}/" in page


def test_a_piece_is_given_another_period(staff, reading):
    piece = reading.pieces.get()

    post(
        as_(staff),
        f"/reader/pieces/{piece.pk}/",
        unit=staff.unit_id,
        period="2026年第一季度",
        kind="季度总结",
        author="",
    )

    piece.refresh_from_db()
    assert (piece.period_code, piece.kind) == ("2026Q1", "季度总结")


def test_the_list_shows_how_far_each_report_is(staff, reading):
    client = as_(staff)
    post(client, f"/reader/facts/{reading.facts.first().pk}/confirm/")

    page = client.get("/reader/").content.decode()

    left = reading.facts.count() - 1
    assert f"待核对 {left}" in page
