"""What stands in the file: properties, links of numbers, notes, signature, refusals."""

import io
import time
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pikepdf
import pytest

from youju.documents.gbt9704 import (
    Appendix,
    Document,
    Heading,
    Imprint,
    Number,
    PageBreak,
    Paragraph,
    Picture,
    Source,
    SourceTable,
    Table,
    render,
    to_pdf,
    write_docx,
)
from youju.kernel.refusal import Refused

from . import gbt9704_corpus as corpus

PLAIN = Document(
    kind="情况说明",
    title="关于路灯维修的情况说明",
    issuer="金桥社区居民委员会",
    day=date(2026, 7, 8),
    blocks=[Paragraph(["已修复路灯", Number("23盏", "lamps"), "，劝导", Number("300余起"), "。"])],
)


def part(content: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def test_the_file_says_who_issued_it_and_names_no_tool_but_ours():
    written = write_docx(PLAIN)
    core = docx.Document(io.BytesIO(written)).core_properties

    assert (core.title, core.author) == ("关于路灯维修的情况说明", "金桥社区居民委员会")
    assert (core.category, core.language, core.comments) == ("情况说明", "zh-CN", "")
    assert core.created.date() == date(2026, 7, 8)
    everything = b"".join(
        zipfile.ZipFile(io.BytesIO(written)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(written)).namelist()
    )
    assert b"python" not in everything.lower()
    assert b"Macintosh" not in everything
    assert "<Application>有据</Application>" in part(written, "docProps/app.xml")


def test_no_part_of_the_template_is_left_over():
    names = zipfile.ZipFile(io.BytesIO(write_docx(PLAIN))).namelist()

    assert not [name for name in names if "theme" in name or "thumbnail" in name]


def test_the_file_opens_in_no_old_mode_and_names_a_font_for_offices_without_ours():
    written = write_docx(PLAIN)

    assert 'w:name="compatibilityMode"' in part(written, "word/settings.xml")
    assert 'w:val="15"' in part(written, "word/settings.xml")
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in part(
        written, "word/fontTable.xml"
    )


def test_an_upward_document_shows_its_number_and_signer_on_one_line():
    assert "柳办字〔2026〕9号\t签发人：某某" in texts(write_docx(corpus.short_notice()))


def test_a_document_without_a_red_head_has_no_red():
    assert "FF0000" not in part(write_docx(corpus.summary()), "word/document.xml")


def test_a_number_is_linked_to_its_row_in_the_table_of_sources_and_back():
    document = part(write_docx(corpus.summary()), "word/document.xml")

    for anchor in ("laichu_a3", "shuzi_a3"):
        assert document.count(f'w:anchor="{anchor}"') == 1
        assert document.count(f'w:name="{anchor}"') == 1


def test_a_number_without_a_table_of_sources_has_no_dead_link():
    document = part(write_docx(PLAIN), "word/document.xml")

    assert 'w:name="shuzi_lamps"' in document
    assert "w:hyperlink" not in document


def test_a_draft_marks_the_number_typed_by_hand_and_an_issued_document_does_not():
    assert "已修复路灯23盏，劝导300余起〔无据〕。" in texts(write_docx(replace(PLAIN, draft=True)))
    assert "已修复路灯23盏，劝导300余起。" in texts(write_docx(PLAIN))


def test_attachment_notes_are_the_appendices_titles_numbered_if_several():
    one = replace(PLAIN, appendices=[Appendix("照片", [])])
    two = replace(PLAIN, appendices=[Appendix("照片", []), Appendix("清单", [])])

    assert [text for text in texts(write_docx(one)) if "附件" in text] == ["附件：照片", "附件"]
    assert [text for text in texts(write_docx(two)) if text][2:] == [
        "附件：1.照片",
        "2.清单",
        "金桥社区居民委员会",
        "2026年7月8日",
        "附件1",
        "照片",
        "附件2",
        "清单",
    ]


def test_hand_written_attachment_notes_win():
    notes = replace(PLAIN, attachment_notes=["现场照片（另发）"])

    assert "附件：现场照片（另发）" in texts(write_docx(notes))


def test_the_date_stands_four_characters_in_and_the_issuer_is_centred_over_it():
    opened = docx.Document(io.BytesIO(write_docx(PLAIN)))
    issuer, day = opened.paragraphs[-2:]

    assert day.text == "2026年7月8日"
    assert day.paragraph_format.right_indent.twips == 1260
    # The name is 9 characters, the date 6: it begins and ends 1.5 characters outside.
    assert issuer.paragraph_format.right_indent.twips == int(2.5 * 315)


def test_a_long_issuer_keeps_two_characters_from_the_edge_and_the_date_moves_in():
    name = "澄江市创建全国文明城市工作领导小组办公室"
    issuer, day = docx.Document(io.BytesIO(write_docx(replace(PLAIN, issuer=name)))).paragraphs[-2:]

    assert issuer.paragraph_format.right_indent.twips == 630
    assert day.paragraph_format.right_indent.twips == 9 * 315


def test_a_very_long_issuer_is_broken_and_stays_centred():
    name = "柳荫街道金桥社区党总支、居民委员会、业主委员会联席会议办公室"
    *_, first, second, day = docx.Document(
        io.BytesIO(write_docx(replace(PLAIN, issuer=name)))
    ).paragraphs

    assert (first.text, second.text, day.text) == (
        "柳荫街道金桥社区党总支、",
        "居民委员会、业主委员会联席会议办公室",
        "2026年7月8日",
    )
    middles = {
        each.paragraph_format.right_indent.twips / 315 + ems / 2
        for each, ems in ((first, 12), (second, 18), (day, 6))
    }
    assert middles == {11.0}


def test_a_document_without_a_day_is_not_signed():
    assert texts(write_docx(replace(PLAIN, day=None)))[-1].startswith("已修复路灯")


def test_headings_lead_their_paragraph_or_stand_alone():
    blocks = [
        Heading(1, "环境整治"),
        Heading(2, "集中整治", then=["开展行动。"]),
        Heading(3, "河堤"),
        Heading(1, "附则", numbered=False),
    ]
    written = texts(write_docx(replace(PLAIN, blocks=blocks)))

    assert [text for text in written if text][1:5] == [
        "一、环境整治",
        "（一）集中整治。开展行动。",
        "1.河堤",
        "附则",
    ]


def test_what_follows_a_page_break_begins_a_page():
    table = Table(header=[["类别", "数"]], rows=[["市容", "3"]])
    blocks = [Paragraph(["甲"]), PageBreak(), Paragraph(["乙"]), PageBreak(), table]
    opened = docx.Document(io.BytesIO(write_docx(replace(PLAIN, blocks=blocks))))

    breaks = [each.text for each in opened.paragraphs if each.paragraph_format.page_break_before]

    assert breaks == ["乙", ""]


def test_numerals_stand_right_and_words_do_not():
    table = Table(header=[["类别", "受理", "率"]], rows=[["市容", Number("62"), "96.8%"]])
    opened = docx.Document(io.BytesIO(write_docx(replace(PLAIN, blocks=[table]))))

    aligns = [cell.paragraphs[0].alignment.name for cell in opened.tables[0].rows[1].cells]

    assert aligns == ["CENTER", "RIGHT", "RIGHT"]


def test_the_last_row_of_a_table_stands_with_the_one_before_it():
    table = Table(header=[["单位", "件"]], rows=[["甲", "1"], ["乙", "2"], ["合计", "3"]])
    opened = docx.Document(
        io.BytesIO(write_docx(replace(PLAIN, blocks=[table, Paragraph(["完"])])))
    )

    kept = [
        [bool(cell.paragraphs[0].paragraph_format.keep_with_next) for cell in row.cells]
        for row in opened.tables[0].rows[1:]
    ]

    assert kept == [[False, False], [True, True], [False, False]]


def test_control_characters_and_markup_in_the_text_do_no_harm():
    written = write_docx(replace(PLAIN, blocks=[Paragraph(["甲\x0b<乙>&\n丙"])]))

    assert "甲<乙>& 丙" in texts(written)


def test_a_picture_of_an_unknown_format_is_refused():
    with pytest.raises(Refused, match="请换一张"):
        write_docx(replace(PLAIN, blocks=[Picture(b"RIFF....WEBP")]))


def test_a_long_imprint_takes_as_many_lines_as_it_needs():
    mark = Imprint("金桥社区居民委员会", date(2026, 7, 8), copies_to=("区城市管理局",) * 12)
    short = Imprint("金桥社区居民委员会", date(2026, 7, 8))

    heights = [
        int(
            part(write_docx(replace(PLAIN, imprint=each)), "word/document.xml")
            .split('<wp:extent cx="5616575" cy="')[1]
            .split('"')[0]
        )
        for each in (short, mark)
    ]

    assert heights[0] == 540 * 635
    assert heights[1] == (540 + 4 * 480) * 635


def test_a_document_of_thirty_pages_is_written_in_half_a_second():
    summary = corpus.summary()
    long = replace(summary, blocks=[*summary.blocks] * 5)
    write_docx(PLAIN)

    seconds = []
    for _ in range(3):
        start = time.process_time()
        write_docx(long)
        seconds.append(time.process_time() - start)

    assert min(seconds) <= 0.5


def test_the_pdf_names_no_other_tool_and_is_chinese(rendered):
    with pikepdf.open(io.BytesIO(rendered["notice"][1])) as pdf:
        assert str(pdf.docinfo["/Producer"]) == "有据"
        assert str(pdf.docinfo["/Creator"]) == "有据"
        assert str(pdf.docinfo["/Author"]) == "澄江市创建全国文明城市工作领导小组办公室"
        assert str(pdf.Root.Lang) == "zh-CN"


def test_numbers_are_links_in_the_pdf_too(rendered):
    with pikepdf.open(io.BytesIO(rendered["summary"][1])) as pdf:
        links = sum(len(page.get("/Annots", [])) for page in pdf.pages)

    assert links >= 20  # ten numbers and ten rows


def test_without_libreoffice_the_pdf_is_refused_and_the_way_out_is_named(monkeypatch):
    monkeypatch.setattr(render.shutil, "which", lambda name: None)

    with pytest.raises(Refused, match=r"没有安装 LibreOffice.*下载 Word"):
        to_pdf(write_docx(PLAIN))


def test_without_fontconfig_the_pdf_is_refused(monkeypatch):
    found = {"soffice": "/usr/bin/soffice"}
    monkeypatch.setattr(render.shutil, "which", found.get)

    with pytest.raises(Refused, match="fontconfig"):
        to_pdf(write_docx(PLAIN))


def test_without_the_stand_in_fonts_the_pdf_is_refused(monkeypatch):
    monkeypatch.setattr(render, "NEEDED_FONTS", ("AR PL UKai CN", "没有的字体"))

    with pytest.raises(Refused, match="缺少字体：没有的字体，"):
        to_pdf(write_docx(PLAIN))


def test_a_conversion_that_takes_too_long_is_ended_and_refused():
    with pytest.raises(Refused, match=r"超过 0\.05 秒"):
        to_pdf(write_docx(PLAIN), time_limit=0.05)


def test_a_file_that_libreoffice_cannot_read_is_refused(tmp_path, monkeypatch):
    quiet = tmp_path / "soffice"
    quiet.write_text("#!/bin/sh\nexit 0\n")
    quiet.chmod(0o755)
    real = render.shutil.which
    monkeypatch.setattr(
        render.shutil, "which", lambda name: str(quiet) if name == "soffice" else real(name)
    )

    with pytest.raises(Refused, match="没有生成 PDF"):
        to_pdf(b"no document")


def test_the_last_paragraph_stands_with_the_signature_unless_it_is_long():
    def kept(blocks, **more):
        opened = docx.Document(io.BytesIO(write_docx(replace(PLAIN, blocks=blocks, **more))))
        words = {"甲", "乙", "长" * 225}
        told = {p.text: p.paragraph_format.keep_with_next for p in opened.paragraphs}
        return {text for text in words & set(told) if told[text]}

    assert kept([Paragraph(["甲"]), Paragraph(["乙"])]) == {"乙"}
    assert not kept([Paragraph(["甲"])], day=None)
    assert not kept([Paragraph(["长" * 225])])


def test_a_note_stands_in_brackets_below_the_date():
    assert texts(write_docx(replace(PLAIN, note="此件公开")))[-2:] == [
        "2026年7月8日",
        "（此件公开）",
    ]


def test_sources_stand_two_to_a_row_and_say_a_period_that_all_share_once():
    def rows(*periods, code=""):
        sources = [
            Source(str(at), "3件", "结案", period, "2条", code) for at, period in enumerate(periods)
        ]
        appendix = Appendix("数字来处", [SourceTable(sources)])
        opened = docx.Document(io.BytesIO(write_docx(replace(PLAIN, appendices=[appendix]))))
        told = [p.text for p in opened.paragraphs if "时段" in p.text]
        return told, [[cell.text for cell in row.cells] for row in opened.tables[-1].rows]

    told, table = rows("2026年", "2026年", "2026年")
    assert told == ["时段：2026年"]
    assert table == [
        ["数字", "内容", "记录"] * 2,
        ["3件", "结案", "2条"] * 2,
        ["3件", "结案", "2条", "", "", ""],
    ]
    told, table = rows("2026年", "2025年", code="A1-1")
    assert told == []
    assert table[1] == [
        "3件",
        "结案（2026年）",
        "2条",
        "A1-1",
        "3件",
        "结案（2025年）",
        "2条",
        "A1-1",
    ]
