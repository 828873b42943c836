"""What the writer makes is checked on rendered pages, and the check finds what is broken."""

from datetime import date

import pytest

from youju.documents.gbt9704 import check_rendered, finish, finished, to_pdfs, write_docx
from youju.documents.gbt9704.model import Document, Paragraph, Table, Text
from youju.documents.gbt9704.read_pdf import read_pages

from . import gbt9704_corpus as corpus
from .conftest import edited

DOCUMENTS = (
    "pure_hanzi",
    "summary",
    "notice",
    "short_notice",
    "many_marks",
    "one_line_over",
    "inspection_report",
)


def codes(docx, pdf):
    return {fault.code for fault in check_rendered(docx, pdf)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_kind_of_document_keeps_the_standard(rendered, name):
    assert check_rendered(*rendered[name]) == []


def test_full_pages_of_hanzi_hold_22_lines_of_28(rendered):
    page = read_pages(rendered["pure_hanzi"][1])[1]

    lines = page.lines(99)

    assert len(lines) == 22
    assert [len(line) for line in lines[:5]] == [28, 28, 28, 28, 28]
    assert lines[0][0].baseline - lines[21][0].baseline == pytest.approx(21 * 28.95, abs=0.5)


def test_rare_characters_and_marks_reach_the_page(rendered):
    drawn = {glyph.char for page in read_pages(rendered["summary"][1]) for glyph in page.glyphs}

    assert set("〇囍〔〕㎡“”—…·") <= drawn


def test_the_red_mark_stands_35_mm_below_the_text_block(rendered):
    page = read_pages(rendered["notice"][1])[0]
    mark = page.lines(99)[0]

    assert "".join(glyph.char for glyph in mark) == "澄江市创建办文件"
    top = (page.height - mark[0].baseline) / 72 * 25.4 - 0.87 * mark[0].size / 72 * 25.4
    assert top == pytest.approx(37 + 35, abs=1)


def test_the_imprint_ends_at_the_foot_of_the_last_page(rendered):
    pages = read_pages(rendered["notice"][1])
    last = pages[-1].lines(99)[-1]

    assert "".join(glyph.char for glyph in last).endswith("2026年11月21日印发")
    assert last[0].baseline < 99 + 24


def test_header_rows_are_drawn_on_each_page_of_a_table(rendered):
    pages = read_pages(rendered["notice"][1])

    tops = ["".join(glyph.char for glyph in page.lines(99)[0]) for page in pages]

    assert sum("数量" in top for top in tops) == 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("widow", {"widow", "lines"}),
        ("right-margin", {"margin", "edge", "characters"}),
        ("left-margin", {"margin", "edge"}),
        ("bottom-margin", {"margin", "lines"}),
        ("punctuation", {"overflow-punct", "text-lost"}),
        ("spacing", {"characters"}),
        ("line", {"pitch"}),
        ("grid", {"grid", "pitch"}),
        ("empty-page", {"empty-page"}),
        ("odd-even", {"odd-even", "page-number-place"}),
    ],
)
def test_the_check_finds_a_broken_property_on_the_page_and_in_the_file(rendered, name, expected):
    assert expected <= codes(*rendered[name])


def test_the_check_finds_text_drawn_in_another_font(rendered):
    assert codes(rendered["pure_hanzi"][0], rendered["song"][1]) == {"font"}


def test_the_check_finds_a_character_lost_or_added(rendered):
    whole, less = rendered["pure_hanzi"], rendered["one-character-less"]

    assert "text-lost" in codes(whole[0], less[1])
    assert "text-extra" in codes(less[0], whole[1])


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        ("styles", '<w:widowControl w:val="0"/>', "", "widow"),
        (
            "styles",
            '<w:overflowPunct w:val="1"/>',
            '<w:overflowPunct w:val="0"/>',
            "overflow-punct",
        ),
        ("styles", 'w:line="579"', 'w:line="580"', "line"),
        (
            "styles",
            '<w:spacing w:val="-5"/><w:kern',
            '<w:spacing w:val="-3"/><w:kern',
            "character-spacing",
        ),
        ("styles", 'w:eastAsia="zh-CN"', 'w:eastAsia="ja-JP"', "language"),
        (
            "styles",
            '<w:style w:type="paragraph" w:default="1"',
            '<w:style w:type="paragraph"',
            "normal",
        ),
        ("styles", "<w:rFonts ", '<w:rFonts w:eastAsiaTheme="minorEastAsia" ', "theme-font"),
        ("document", ' w:eastAsia="黑体"', "", "east-asia"),
        ("document", 'w:eastAsia="黑体"', 'w:eastAsia="宋体"', "role-font"),
        ("document", 'w:eastAsia="楷体_GB2312"', 'w:eastAsia="宋体"', "role-font"),
        ("document", '<w:sz w:val="44"/>', '<w:sz w:val="36"/>', "role-font"),
        ("document", 'w:w="11906"', 'w:w="12240"', "page-size"),
        ("document", 'w:footer="1440"', 'w:footer="720"', "margin"),
    ],
)
def test_the_check_reads_the_settings_of_the_file(rendered, part, old, new, code):
    docx, pdf = rendered["notice"]

    assert code in codes(edited(docx, part, (old, new)), pdf)


def test_on_both_sides_the_imprint_goes_to_the_even_page():
    docx, pdf = finished(corpus.short_notice(), double_sided=True)
    pages = read_pages(pdf)

    assert len(pages) == 2
    assert (
        "".join(glyph.char for glyph in pages[1].lines(99)[0]) == "柳荫街道办事处2026年7月3日印发"
    )
    assert check_rendered(docx, pdf) == []


def test_an_even_number_of_pages_is_left_as_it_is(rendered, monkeypatch):
    docx, pdf = rendered["notice"]  # six pages
    monkeypatch.setattr(finish, "to_pdf", lambda content: pdf)

    assert finished(corpus.notice(), double_sided=True) == (docx, pdf)


def test_printed_on_one_side_the_imprint_stays_on_the_odd_page(rendered, monkeypatch):
    docx, pdf = rendered["short_notice"]
    monkeypatch.setattr(finish, "to_pdf", lambda content: pdf)

    assert finished(corpus.short_notice()) == (docx, pdf)


def test_a_page_out_of_place_has_the_wrong_number(rendered):
    docx, pdf = rendered["pure_hanzi"]
    pages = read_pages(pdf)
    assert len(pages) == 3

    assert "page-number" in codes(docx, _without_first_page(pdf))


def _without_first_page(pdf):
    import io

    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.pages[0]
        opened.save(out)
    return out.getvalue()


def test_the_same_document_gives_the_same_bytes():
    assert write_docx(corpus.notice()) == write_docx(corpus.notice())


@pytest.mark.parametrize("rows", [4, 12])
def test_a_signature_after_a_table_takes_some_of_it_along(rows):
    """The table ends at the foot of a page in one of these, where the signature would stand alone."""
    table = Table(header=[["项目", "数"]], rows=[[(Text("清运垃圾"),), (Text("5"),)]] * rows)
    lines = {4: range(11, 15), 12: range(4, 8)}[rows]
    files = [
        write_docx(Document(
            kind="总结", title="工作总结", issuer="金桥社区", day=date(2026, 11, 27),
            blocks=[*[Paragraph((Text("做了一项工作。"),))] * count, table],
        ))
        for count in lines
    ]  # fmt: skip

    for pdf in to_pdfs(files):
        last = read_pages(pdf)[-1]
        told = ["".join(glyph.char for glyph in line) for line in last.lines(99)]
        assert "金桥社区" in told and told.count("清运垃圾5") >= 1, told
