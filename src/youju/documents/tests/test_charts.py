"""Comparison clauses, charts and photo cards: in the language, on the page and on paper."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from uuid import uuid4

import docx
import pytest
from django.urls import reverse

from youju.documents import actions, language, plain
from youju.documents.gbt9704 import Chart, Document, Paragraph, check_rendered, to_pdf, write_docx
from youju.documents.language import Form, Slot
from youju.documents.models import Report
from youju.documents.paper import docx_of
from youju.documents.plots import Plot
from youju.documents.render import filled
from youju.documents.tests.test_corrections import worded
from youju.documents.tests.test_pages import signed_in
from youju.documents.tests.world import JULY, a_clean_up, a_draft, a_world
from youju.evidence.actions import store
from youju.evidence.tests.factories import jpeg, upload
from youju.kernel.periods import Grain, around
from youju.kernel.refusal import Refused
from youju.ledgers.actions import record_entry
from youju.ledgers.tests.world import make_member
from youju.organisations.rules import Role

TODAY = date(2026, 7, 8)
FELL = "清理垃圾{{清理垃圾|同比}}，{{清理垃圾|若降}}主要是〔写明原因〕，{{清理垃圾|若升}}清运更勤了，{{清理垃圾|若平}}力度不减。"


def test_a_share_names_what_it_is_of():
    assert language.parse("{{完成任务|占创建任务}}") == [
        Slot("完成任务", Form.SHARE, of="创建任务")
    ]
    with pytest.raises(Refused, match="要写明占什么"):
        language.parse("{{完成任务|占}}")
    with pytest.raises(Refused, match="没有叫“丙”的数字"):
        language.check_names(["{{甲|占丙}}"], ["甲"], lambda _name: [])


def test_a_clause_whose_condition_fails_goes_with_its_numbers():
    def present(slot):
        return slot.form is not Form.FELL

    assert language.kept("甲{{甲}}，{{甲|若降}}因为乙{{乙}}。", present) == "甲{{甲}}。"
    assert language.kept("{{甲|若升}}更勤了，{{甲|若降}}放松了。", present) == "{{甲|若升}}更勤了。"
    assert language.kept("{{甲|若升}}{{甲|若降}}放松了。", present) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("62", "50", "清理垃圾50车，比上年同期减少12车，主要是〔写明原因〕。"),
        ("40", "50", "清理垃圾50车，比上年同期增加10车，清运更勤了。"),
        ("50", "50", "清理垃圾50车，与上年同期持平，力度不减。"),
        ("", "50", "清理垃圾50车。"),
        ("50", "", ""),
    ],
)
def test_what_a_figure_became_decides_which_clause_stands(before, now, told):
    world, _leader = a_world()
    for day, rubbish in ((date(2025, 3, 6), before), (date(2026, 3, 6), now)):
        if rubbish:
            a_clean_up(world.clerk, day, rubbish=rubbish)
    report = worded(world.clerk, FELL)

    text = filled(report, TODAY).sections[0].blocks[0]

    assert "".join(run.text for run in text.runs) == told


@pytest.mark.django_db
def test_a_share_is_worked_out_and_absent_where_the_whole_is():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="20", adverts="80")
    said = "占比{{清理垃圾|占清除小广告}}，又占{{清理垃圾|占白化树木}}。"
    report = worded(world.clerk, said.replace("白化树木", "树木白化"))

    assert filled(report, TODAY).plain_text().splitlines()[2] == "占比25%。"


def with_chart(world, unit, by: str, style: str, name: str = "清理垃圾") -> Report:
    report = a_draft(world.street_office, unit)
    block = {"kind": "chart", "measures": [name], "by": by, "style": style, "caption": name}
    return actions.add_block(
        report.pk, 0, 0, block=block, actor=world.street_office, now=JULY, key=uuid4()
    )


@pytest.mark.django_db
def test_a_chart_by_unit_stands_on_page_and_paper_and_stays_when_issued(client):
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="53")
    a_clean_up(world.neighbour, date(2026, 3, 6), rubbish="20")
    a_clean_up(world.clerk, date(2025, 3, 6), rubbish="41")
    report = with_chart(world, world.street, "unit", "bar")

    block = filled(report, TODAY).sections[0].blocks[0]
    assert block.plot == Plot(
        "bar",
        ["金桥社区", "桂苑社区"],
        ["53", "20"],
        ["41", None],
        "车",
        ["2026年上半年", "2025年上半年"],
    )
    page = signed_in(client, world.street_office).get(report.get_absolute_url()).content.decode()
    assert "<rect" in page and "金桥社区" in page
    paper = docx.Document(io.BytesIO(docx_of(report, filled(report, TODAY))))
    cells = [cell.text.strip() for row in paper.tables[0].rows for cell in row.cells]
    assert cells == ["金桥社区", "53车\n 41车", "桂苑社区", "20车"]
    office = world.street_office
    actions.send_for_review(report.pk, actor=office, now=JULY, key=uuid4())
    leader = signer(world.street)
    report = actions.issue_report(report.pk, actor=leader, now=JULY, key=uuid4())
    a_clean_up(world.clerk, date(2026, 4, 6), rubbish="9")
    assert filled(report, TODAY).sections[0].blocks[0].plot == block.plot


def signer(unit):
    return make_member("street-leader", "庚书记", unit, Role.LEADER)


@pytest.mark.django_db
def test_a_chart_by_month_shows_each_month_and_one_without_records_is_left_out():
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="5")
    drawn = filled(with_chart(world, world.street, "month", "line"), TODAY).sections[0].blocks[0]
    empty = filled(with_chart(world, world.street, "month", "line", "清除小广告"), TODAY)
    alone = filled(with_chart(world, world.street, "unit", "bar", "清除小广告"), TODAY)

    assert drawn.plot.labels == ["1月", "2月", "3月", "4月", "5月", "6月"]
    assert drawn.plot.heights[2] == 5.0
    assert empty.sections[0].blocks[0].left_out == "清除小广告"
    assert alone.sections[0].blocks[0].left_out == "清除小广告"


@pytest.mark.django_db
def test_charts_and_cards_are_added_where_the_words_are(client):
    world, _leader = a_world()
    report = a_draft(world.clerk)
    signed_in(client, world.clerk)
    url = reverse("documents:add_block", args=[report.pk, 0])

    assert (
        client.post(
            url,
            {"kind": "chart", "measure": "清理垃圾", "drawn": "month-line", "key": str(uuid4())},
        ).status_code
        == 302
    )
    assert client.post(url, {"kind": "cards", "key": str(uuid4())}).status_code == 302
    wrong = client.post(url, {"kind": "chart", "measure": "", "key": str(uuid4())})

    report.refresh_from_db()
    chart, cards = report.content["sections"][0]["blocks"][-2:]
    assert chart == {
        "kind": "chart",
        "measures": ["清理垃圾"],
        "caption": "清理垃圾",
        "by": "month",
        "style": "line",
    }
    assert cards["cards"] is True
    assert wrong.status_code == 422
    assert "一张图画一个数" in wrong.content.decode()


@pytest.mark.django_db
def test_photo_cards_tell_time_place_people_and_reason(client):
    world, _leader = a_world()
    how = {"actor": world.clerk, "now": JULY}
    item = store(upload(jpeg()), unit=world.clerk.unit, key=uuid4(), **how)
    record_entry(
        "cleanup", unit=world.clerk.unit, values={"action": "周末清洁日", "place": "桂苑小区", "rubbish": "5"},
        period=around(date(2026, 3, 6), Grain.DAY), evidence=[item.pk], key=uuid4(), **how,
    )  # fmt: skip
    report = a_draft(world.clerk)
    cards = {"kind": "photos", "cards": True, "count": 2, "caption": "整治照片"}
    report = actions.add_block(report.pk, 0, 0, block=cards, key=uuid4(), **how)

    text = filled(report, TODAY)

    assert text.sections[0].blocks[0].photos[0].told.startswith("2026年")
    words = "\n".join(
        c.text
        for t in docx.Document(io.BytesIO(docx_of(report, text))).tables
        for r in t.rows
        for c in r.cells
    )
    assert "时间" in words and "事由" in words and "桂苑小区" in words
    page = signed_in(client, world.clerk).get(report.get_absolute_url()).content.decode()
    assert 'class="photo-card"' in page


def test_charts_and_cards_have_a_plain_form():
    text = "标题：总结\n# 整治\n@图 清理垃圾 分月 折线 | 逐月\n@图 清理垃圾\n@照片 4 图说 | 照片"
    spec = plain.from_plain(text, {})

    assert [one["kind"] for one in spec["sections"][0]["blocks"]] == ["chart", "chart", "photos"]
    assert plain.to_plain(spec).splitlines()[-3:] == [
        "@图 清理垃圾 分月 折线 | 逐月",
        "@图 清理垃圾 分单位 柱 | 清理垃圾",
        "@照片 4 图说 | 照片",
    ]


def test_drawn_charts_keep_the_standard_and_lose_no_words():
    values = [Decimal(3), None, Decimal(9), Decimal(0)]
    document = Document(
        kind="总结",
        title="金桥社区总结",
        issuer="金桥社区",
        blocks=[
            Paragraph(["整治情况如下。"]),
            Chart(
                "bar", ["甲", "乙", "丙", "丁"], values, values, "车", "各社区", ("今年", "去年")
            ),
            Chart(
                "line", ["1月", "2月", "3月", "4月"], values, values, "车", "逐月", ("今年", "去年")
            ),
            Chart("bar", ["甲"], [None]),
        ],
    )
    file = write_docx(document)

    assert check_rendered(file, to_pdf(file)) == []
    assert 'descr="1月3，2月无，3月9，4月0"' in docx.Document(io.BytesIO(file)).element.xml
