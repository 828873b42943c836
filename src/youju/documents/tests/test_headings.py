"""Headings of a draft: edited like its sentences, numbered by the standard."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from youju.documents import actions, rules
from youju.documents.models import Report
from youju.documents.paper import as_document
from youju.documents.render import filled
from youju.documents.tests.test_pages import signed_in
from youju.documents.tests.world import JULY, a_clean_up, a_draft, a_world
from youju.kernel.periods import Grain, around
from youju.kernel.refusal import Missing, Refused
from youju.ledgers.actions import record_entry

TODAY = date(2026, 7, 8)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("三、背街整治", "背街整治"),
        ("（一）背街整治", "背街整治"),
        ("(2) 背街整治", "背街整治"),
        ("1.背街整治", "背街整治"),
        (" 背街整治 ", "背街整治"),
        ("一刻钟生活圈", "一刻钟生活圈"),
        ("12345热线办理", "12345热线办理"),
    ],
)
def test_a_number_typed_before_a_heading_is_left_away(typed: str, kept: str):
    assert rules.heading_of(typed) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("一、", "小标题要写"),
        (" ", "小标题要写"),
        ("长" * 41, "不超过 40 字"),
        ("整治环境。", "末尾不用标点"),
        ("清理{{清理垃圾}}", "不写数字的名称"),
    ],
)
def test_what_is_no_heading_is_refused(typed: str, why: str):
    with pytest.raises(Refused, match=why):
        rules.heading_of(typed)


def environment(report: Report) -> tuple[int, str]:
    """Return place and words of the heading of the section on cleaning."""
    report.refresh_from_db()
    return next(
        (place, section["heading"])
        for place, section in enumerate(report.content["sections"])
        if "清理垃圾" in str(section)
    )


def edit(report: Report, actor, section: int, heading: str, before: str, key=None) -> Report:
    how = {"heading": heading, "before": before, "actor": actor, "now": JULY, "key": key or uuid4()}
    return actions.edit_heading(report.pk, section, **how)


@pytest.mark.django_db
def test_a_heading_is_edited_in_a_draft_alone_and_never_over_somebody_else():
    world, leader = a_world()
    report = a_draft(world.clerk)
    place, old = environment(report)
    key = uuid4()

    for _time in range(2):
        edit(report, world.clerk, place, "背街整治", old, key)

    assert environment(report) == (place, "背街整治")
    with pytest.raises(Refused, match="刚被别人改过"):
        edit(report, world.clerk, place, "河道整治", old)
    with pytest.raises(Refused):
        edit(report, leader, place, "河道整治", "背街整治")
    with pytest.raises(Missing):
        edit(report, world.clerk, 99, "河道整治", "")
    actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=uuid4())
    with pytest.raises(Refused, match="已送审"):
        edit(report, world.clerk, place, "河道整治", "背街整治")
    assert environment(report) == (place, "背街整治")


@pytest.mark.django_db
def test_two_sections_of_one_name_have_two_numbers_on_page_and_paper(client):
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余")
    told = {"problem": "路灯不亮", "cause": "年久失修"}
    day = around(date(2026, 3, 1), Grain.DAY)
    how = {"period": day, "actor": world.clerk, "now": JULY, "key": uuid4()}
    record_entry("problems", unit=world.jinqiao, values=told, **how)
    report = a_draft(world.clerk)
    shown = [n for n, one in enumerate(filled(report, TODAY).sections) if one.heading and not one.empty]  # fmt: skip
    for section in shown[:2]:
        report = edit(report, world.clerk, section, "两件事", report.content["sections"][section]["heading"])  # fmt: skip

    page = signed_in(client, world.clerk).get(report.get_absolute_url()).content.decode()

    assert f'<h3 id="s-{shown[0]}">一、两件事</h3>' in page
    assert f'<h3 id="s-{shown[1]}">二、两件事</h3>' in page
    headings = [b for b in as_document(report, filled(report, TODAY)).blocks if hasattr(b, "level")]
    assert [(one.level, one.text) for one in headings[:2]] == [(1, "两件事")] * 2


@pytest.mark.django_db
def test_the_page_of_a_heading_saves_it_and_keeps_what_was_refused(client):
    world, leader = a_world()
    report = a_draft(world.clerk)
    place, old = environment(report)
    url = reverse("documents:heading", args=[report.pk, place])
    words = reverse("documents:words", args=[report.pk])
    signed_in(client, world.clerk)
    assert url in client.get(words).content.decode()
    assert f'value="{old}"' in client.get(url).content.decode()

    told = {"before": old, "key": str(uuid4())}
    refused = client.post(url, {**told, "heading": "整治背街。"})
    assert refused.status_code == 422
    assert 'value="整治背街。"' in refused.content.decode()
    assert "末尾不用标点" in refused.content.decode()
    saved = client.post(url, {**told, "heading": "背街整治"})

    assert saved["Location"] == words
    assert environment(report) == (place, "背街整治")
    assert signed_in(client, leader).get(url).status_code == 403


@pytest.mark.django_db
def test_a_fault_in_a_heading_leads_to_the_heading(client):
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余")
    report = a_draft(world.clerk)
    place, old = environment(report)
    edit(report, world.clerk, place, "環境整治", old)

    page = signed_in(client, world.clerk).get(report.get_absolute_url()).content.decode()

    assert f'href="#s-{place}"' in page
    assert reverse("documents:heading", args=[report.pk, place]) in page


@pytest.mark.django_db
def test_the_outline_tells_of_each_section_what_stands_on_records_and_what_is_open(client):
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余")
    report = a_draft(world.clerk)
    place, _old = environment(report)
    block = {"kind": "text", "source": "劝导300余起,入户宣传。"}
    how = {"actor": world.clerk, "now": JULY, "key": uuid4()}
    report = actions.add_block(report.pk, place, 1, block=block, **how)

    answer = signed_in(client, world.clerk).get(report.get_absolute_url())

    told = {one.at: (one.numbers, one.typed, one.faults) for one in answer.context["outline"] if not one.left_out}  # fmt: skip
    assert told[0] == (0, 0, 0)
    assert told[place] == (2, 1, 2)
    assert f'<a href="#s-{place}"' in answer.content.decode()
    assert "没有记录，略去" in answer.content.decode()
