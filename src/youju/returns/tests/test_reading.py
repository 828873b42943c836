"""Reading forms: what each blank asks for, over two dozen forms built in as many ways."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from youju.kernel.labels import alike, bare_head, core_of, plain_label
from youju.kernel.periods import parse_period
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Refused
from youju.returns import filling, rules
from youju.returns.reading import forms, package, spans, xlsx_fill
from youju.returns.tests.doubtful_forms import DOUBTFUL
from youju.returns.tests.forms import FORMS, Form
from youju.returns.tests.world import judged

LEAST = 0.9


@pytest.mark.django_db
def test_nine_of_ten_blanks_are_understood_without_a_hand():
    catalogue = filling.catalogue()
    orgs = {"金桥社区": 4, "桃李社区": 5}
    right, wrong, kept_blank, wrongly_filled = 0, [], 0, []
    for form in FORMS:
        got = judged(form, orgs, catalogue)
        for spot, wanted in form.wanted().items():
            said = got.get(spot, "（没有认出这一格）")
            if wanted:
                right += said == wanted
                wrong += [] if said == wanted else [(form.name, spot, wanted, said)]
            else:
                kept_blank += not said
                wrongly_filled += [(form.name, spot, said)] if said else []

    assert len(FORMS) >= 20
    assert right + len(wrong) >= 200
    assert right / (right + len(wrong)) >= LEAST, wrong
    assert kept_blank / (kept_blank + len(wrongly_filled)) >= LEAST, wrongly_filled


@pytest.mark.django_db
def test_what_is_written_unseen_is_right():
    catalogue = filling.catalogue()
    orgs = {"金桥社区": 4, "桃李社区": 5}
    unseen, wrong = 0, []
    for form in (*FORMS, *DOUBTFUL):
        for spot, said in judged(form, orgs, catalogue, rules.SURE).items():
            unseen += not said.startswith("@")
            wrong += [] if form.wanted().get(spot) == said else [(form.name, spot, said)]

    assert not wrong
    assert unseen > 150


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("3月", "month:3"), ("十二月份", "month:12"), ("1-9月累计", "months:1-9"), ("第三季度", "quarter:3"),
        ("Q2", "quarter:2"), ("上半年", "half:1"), ("本月", "month:end"), ("本年累计", "ytd"), ("去年同期", "form/-1"),
        ("全年", "year"), ("2025年", "2025"), ("2026年3月", "2026-03"), ("二〇二六年上半年", "2026H1"), ("上月", "before"),
        ("9-3月", ""), ("垃圾", ""), ("2026年度第九季度", ""),
    ],
)  # fmt: skip
def test_words_of_time_are_rules(words, rule):
    assert spans.rule_of(words) == rule


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("form", "2026Q3"), ("month:end", "2026-09"), ("quarter:end", "2026Q3"), ("ytd", "2026-01-01..2026-09-30"),
        ("form/-1", "2025Q3"), ("year", "2026"), ("before", "2026Q2"), ("months:1-6", "2026H1"), ("half:2", "2026H2"),
        ("month:3", "2026-03"), ("ytd/-1", "2025-01-01..2025-09-30"), ("2025H1", "2025H1"),
    ],
)  # fmt: skip
def test_a_rule_becomes_a_period_beside_the_forms_own(rule, code):
    found = spans.resolve(rule, parse_period("2026Q3"))

    assert found is not None
    assert found.code == code
    assert spans.shown(rule)


def test_a_rule_that_is_none_is_none():
    assert not spans.valid("morgen")
    assert spans.resolve("form", parse_period("?")) is None
    assert spans.shown("morgen") == "morgen"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("柳荫街道2026年第三季度统计表", "2026Q3"), ("2026年1-9月情况", "2026-01-01..2026-09-30"), ("2025年度台账", "2025"),
        ("（2026年9月）", "2026-09"), ("上半年工作数据", "2026H1"), ("工作数据表", None), ("工作月报（11月）", "2026-11"), ("二〇二五年下半年", "2025H2"),
    ],
)  # fmt: skip
def test_the_title_tells_the_period(title, code):
    found = spans.period_in(title, date(2026, 7, 8))

    assert (found.code if found else None) == code


def test_labels_are_compared_by_their_core():
    assert bare_head("垃圾 (车)") == ("垃圾", "车")
    assert plain_label("（二） 1.清理垃圾：") == "清理垃圾"
    assert core_of("其中：开展巡查次数总数") == "巡查"
    assert alike("清理垃圾", "清理垃圾") == 1.0
    assert alike("清理垃圾数量", "清理垃圾") == 0.94
    assert alike("走访慰问次数", "慰问走访") == 0.92
    assert alike("路灯", "宣传栏") == 0.0


@pytest.mark.parametrize(
    ("said", "number", "before", "after", "text"),
    [
        ("50余车", 50, "", "余", ""), ("约30人", 30, "约", "", ""), ("2000以上", 2000, "", "以上", ""),
        ("3-5次", None, "", "", "3至5"), ("12", 12, "", "", ""),
    ],
)  # fmt: skip
def test_a_qualifier_stands_around_the_number(said, number, before, after, text):
    put = filling.put_quantity(parse_quantity(said))

    assert (put.number, put.before, put.after, put.text) == (number, before, after, text)


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"\xd0\xcf\x11\xe0rest", "表.xls", "另存为 .xlsx"),
        (b"\xd0\xcf\x11\xe0rest", "表.xlsx", "设了密码"),
        (b"PK\x03\x04broken", "表.xlsx", "打不开"),
        (b"plain", "表.docx", "打不开"),
        (b"a,b", "表.csv", "只收 Excel"),
    ],
)
def test_other_files_are_refused_in_clear_words(content, name, why):
    with pytest.raises(Refused, match=why):
        forms.read(content, forms.kind_of(content, name))


def test_a_package_without_a_table_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("hello.txt", "x")
    for kind in ("xlsx", "docx"):
        with pytest.raises(Refused, match="打不开"):
            forms.read(out.getvalue(), kind)
    empty = Form("空", [["", ""]], bordered=False)
    with pytest.raises(Refused):
        forms.asked(forms.read(empty.content(), "xlsx"), filling.Catalogue([]), {})


def test_references_go_both_ways():
    assert [package.reference(*spot) for spot in ((0, 0), (9, 25), (0, 26), (4, 701))] == [
        "A1",
        "Z10",
        "AA1",
        "ZZ5",
    ]
    assert package.corner("AA1") == (0, 26)
    with pytest.raises(Refused):
        package.corner("1A")


@pytest.mark.django_db
def test_the_heads_of_a_form_are_filled_and_its_own_last_sheet_is_no_form():
    rows = [
        ["环境整治统计表"], ["填报单位（盖章）：", "?@unit", "^", "填报日期：", "~"],
        ["社区名称", "?@unit", "主要问题", "~", "~"],
        ["集中开展环境清理整治行动", "?环境卫生整治行动", "组织志愿者参与服务（人次）", "?志愿服务人次"],
        ["环境整治行动（人次）", "?整治参加人次", "", ""],
    ]  # fmt: skip
    form = Form("小表", rows, ["B2:C2"], free=2)

    asked = forms.asked(forms.read(form.content(), "xlsx"), filling.catalogue(), {})
    told = {(one.blank.row, one.blank.col): one for one in asked}
    assert told[(1, 1)].meaning.special == told[(2, 1)].meaning.special == "@unit"
    assert told[(2, 3)].meaning.by_hand and (1, 4) not in told
    assert {one.hit.code for one in asked if one.hit} == {
        "cleanup.entries",
        "cleanup.people",
        "volunteering.people",
    }

    back = xlsx_fill.fill(form.content(), {}, forms.SOURCES, [xlsx_fill.Source(["位置"] * 8)])
    assert len(forms.read(back, "xlsx")) == 1
