"""The pages: hand in, go through, decide; for staff, a leader and a stranger."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from youju.kernel.ids import new_key
from youju.ledgers.models import Entry
from youju.reader import actions
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


def test_a_large_report_shows_how_far_it_is(staff, monkeypatch):
    monkeypatch.setattr("youju.reader.actions.reading.AT_ONCE", 10)
    waiting = read(staff)
    client = as_(staff)

    assert "已做" in client.get(f"/reader/{waiting.pk}/").content.decode()
    part = client.get(f"/reader/{waiting.pk}/", headers=HTMX).content.decode()
    assert 'hx-trigger="every 1s"' in part

    actions.read_in_background(1, {"reading": waiting.pk}, lambda *a: None)
    assert "50余车" in client.get(f"/reader/{waiting.pk}/").content.decode()


def test_a_repaired_place_shows_what_stood_there_and_is_given_back(staff):
    mended = read(staff, "環境整治總結\n社區清理垃圾50余車。\n")
    client = as_(staff)
    page = client.get(f"/reader/{mended.pk}/").content.decode()
    assert "原文“區”" in page

    repair = next(one["key"] for one in mended.repairs if one["before"] == "區")
    answer = post(client, f"/reader/{mended.pk}/repairs/undo/", repair=repair)

    assert answer["Location"] == f"/reader/{mended.pk}/"
    assert "社區清理" in Reading.objects.get(pk=mended.pk).text


def test_a_damaged_place_is_marked(staff):
    damaged = read(staff, "工作总结\n自20xx年以来，社区清理垃圾50余车。\n")

    page = as_(staff).get(f"/reader/{damaged.pk}/").content.decode()

    assert "read-flag" in page


def test_a_piece_that_is_not_there_and_a_step_that_is_none_are_missing(staff, reading):
    client = as_(staff)

    assert client.get(f"/reader/{reading.pk}/?piece=9").status_code == 404
    assert client.get(f"/reader/{reading.pk}/?piece=x").status_code == 404
    assert post(client, f"/reader/facts/{reading.facts.first().pk}/dance/").status_code == 404


def test_an_act_without_its_key_is_refused(staff, reading):
    answer = as_(staff).post(f"/reader/facts/{reading.facts.first().pk}/confirm/")

    assert answer.status_code == 422
    assert not Entry.objects.exists()


def test_a_period_that_is_none_is_refused_in_the_pieces_form(staff, reading):
    piece = reading.pieces.get()

    answer = post(
        as_(staff), f"/reader/pieces/{piece.pk}/", unit=staff.unit_id, period="去年", kind="通报"
    )

    assert answer.status_code == 422
    assert "不是时段" in answer.content.decode()


def test_a_file_of_another_kind_is_refused_at_the_file(staff):
    answer = post(
        as_(staff), "/reader/start/", file=ContentFile(b"a,b\n", name="a.csv"), unit=staff.unit_id
    )

    assert answer.status_code == 422
    assert "不是 txt、docx 或 pdf 文件" in answer.content.decode()


def test_a_figure_of_the_profile_is_changed_on_a_page_of_its_own(staff):
    told = read(staff, "社区概况\n社区总户数2130户。\n")
    fact = told.facts.get()
    client = as_(staff)
    assert "社区总户数2130户" in client.get(f"/reader/facts/{fact.pk}/change/").content.decode()

    answer = post(
        client,
        f"/reader/facts/{fact.pk}/change/",
        place="profile:households",
        quantity="2131户",
        period="2026年上半年",
    )

    assert answer["Location"] == f"/reader/{told.pk}/?piece=1"
    fact.refresh_from_db()
    assert (fact.state, fact.quantity.text()) == ("changed", "2131户")
    page = client.get(f"/reader/{told.pk}/").content.decode()
    assert "户数" in page
