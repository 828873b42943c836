"""A dossier bound as one PDF: cover with contents, 申报表, papers, 情况说明, photos, statistics."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from django.utils.translation import gettext as _

from youju.documents import gbt9704 as g
from youju.documents import render
from youju.documents.dossiers import queries, rules, statement, tables
from youju.documents.dossiers.rules import SLOT_NAMES, Slot
from youju.documents.gbt9704.read_pdf import Page, read_pages
from youju.documents.models import Dossier, Piece
from youju.evidence.queries import can_be_shown, open_copy, open_original
from youju.kernel.periods import day_label
from youju.kernel.refusal import Missing, Refused
from youju.kernel.words import Words, listed, sentences
from youju.ui.official import in_chinese

METHODS = Words(
    {
        "materials": "材料审核",
        "online": "网上申报",
        "site": "实地考察",
        "survey": "问卷调查",
        "overall": "整体观察",
    }
)
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_PAGES = 80  # of papers in one dossier
FLOOR = 90.0  # points: below it stands the page number
BOX = (62.0, 98.0, 540.0, 800.0)  # where a page of a paper is put, in points
PARTS = ("一", "二", "三", "四", "五")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it will be bound: its PDF, or a picture, or neither (then it lies beside)."""

    title: str
    day: str
    pdf: bytes = b""
    picture: bytes = b""
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound dossier: the PDF and how many pages it has."""

    pdf: bytes
    pages: int


@in_chinese
def bound(dossier: Dossier) -> Bound:
    """Return the dossier as PDF.

    The contents need page numbers, which only the rendered pages tell: so it is rendered twice.

    Raises:
        Refused: Where no LibreOffice is installed.
    """
    held = queries.pieces_of(dossier)
    papers = _papers(held[Slot.PAPERS])
    blocks = _body(dossier, held, papers)
    numbers = [0] * len(PARTS)
    first = g.to_pdf(g.write_docx(_document(dossier, blocks, held, numbers)))
    numbers = _starts(read_pages(first))
    pdf = g.to_pdf(g.write_docx(_document(dossier, blocks, held, numbers)))
    return _with_papers(pdf, [one.pdf for one in papers if one.pdf])


def _papers(pieces: Sequence[Piece]) -> list[Paper]:
    found: list[Paper] = []
    left = MOST_PAGES
    for piece in pieces:
        paper = _paper(piece, left)
        left -= paper.pages
        found.append(paper)
    return found


def _paper(piece: Piece, left: int) -> Paper:
    """Return a paper with its pages. One that cannot be read, or is too long, lies beside."""
    item, day = piece.item, day_label(piece.day) if piece.day else ""
    beside = Paper(piece.title, day)
    if item is None:
        return beside
    try:
        if item.is_photo:
            return (
                Paper(piece.title, day, picture=_picture(piece)) if can_be_shown(item) else beside
            )
        if item.media_type not in (PDF, WORD):
            return beside
        with open_original(item.stored) as file:
            content = file.read()
        pdf = content if item.media_type == PDF else g.to_pdf(content)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            pages = len(opened.pages)
    except (Missing, Refused, pikepdf.PdfError):
        return beside
    return Paper(piece.title, day, pdf=pdf, pages=pages) if pages <= left else beside


def _picture(piece: Piece) -> bytes:
    assert piece.item is not None
    file, _kind = open_copy(piece.item)
    with file:
        return bytes(file.read())


def _document(
    dossier: Dossier,
    blocks: Sequence[g.Block],
    held: dict[str, list[Piece]],
    numbers: Sequence[int],
) -> g.Document:
    return g.Document(
        kind="档案",
        title=(dossier.edition.name, _("迎检档案")),
        issuer=dossier.unit.signature,
        blocks=[*_cover(dossier, held, numbers), *blocks],
    )


def _cover(dossier: Dossier, held: dict[str, list[Piece]], numbers: Sequence[int]) -> list[g.Block]:
    about = [
        [_("指标编号"), dossier.item.code],
        [_("测评内容"), dossier.item.text],
        [_("报送单位"), dossier.unit.name],
        [_("材料时段"), dossier.period.label],
    ]
    counts = {
        Slot.SHEET: _("1 份"),
        Slot.PAPERS: _("%(n)d 件") % {"n": len(held[Slot.PAPERS])},
        Slot.STATEMENT: _("1 份"),
        Slot.PHOTOS: _("%(n)d 张") % {"n": len(held[Slot.PHOTOS])},
        Slot.TABLES: _("%(n)d 项") % {"n": len(held[Slot.TABLES])},
    }
    rows = [
        [part, SLOT_NAMES[slot], counts[slot], str(number) if number else "—"]
        for part, slot, number in zip(PARTS, Slot, numbers, strict=True)
    ]
    columns = (
        g.Column(2, "center"),
        g.Column(6, "left"),
        g.Column(3, "center"),
        g.Column(2, "center"),
    )
    return [
        g.Table((), about, columns=(g.Column(2, "center"), g.Column(7, "left"))),
        g.Table(
            [[_("序号"), _("材料"), _("数量"), _("页码")]],
            rows,
            caption=_("目　录"),
            columns=columns,
        ),
    ]


def _body(dossier: Dossier, held: dict[str, list[Piece]], papers: Sequence[Paper]) -> list[g.Block]:
    told = statement.read(dossier) if dossier.statement.strip() else None
    held_tables = tables.statistics(dossier)
    return [
        *_part(Slot.SHEET, [_sheet(dossier, held, held_tables)]),
        *_part(Slot.PAPERS, _paper_blocks(papers)),
        *_part(Slot.STATEMENT, _statement(told)),
        *_part(Slot.PHOTOS, _cards(held[Slot.PHOTOS])),
        *_part(Slot.TABLES, _tables(held_tables)),
    ]


def _part(slot: Slot, blocks: Sequence[g.Block]) -> list[g.Block]:
    empty = [g.Paragraph([_("（无）")])]
    return [g.PageBreak(), g.Heading(1, SLOT_NAMES[slot]), *(blocks or empty)]


def _sheet(
    dossier: Dossier,
    held: dict[str, list[Piece]],
    held_tables: Sequence[tables.Statistics],
) -> g.Table:
    spec = dossier.item.spec
    methods = listed(METHODS[one] for one in spec.get("methods") or () if one in METHODS)
    figures = [
        f"{head}：{cell}"
        for table in held_tables
        if table.rows and table.rows[-1][0] == _("合计")
        for head, cell in zip(table.head[1:], table.rows[-1][1:], strict=True)
        if cell != "—"
    ]
    attached = _(
        "规范文件 %(papers)d 件、情况说明 1 份、实景图片 %(photos)d 张、统计表格 %(tables)d 项"
    ) % {
        "papers": len(held[Slot.PAPERS]),
        "photos": len(held[Slot.PHOTOS]),
        "tables": len(held[Slot.TABLES]),
    }
    rows = [
        (_("指标编号"), dossier.item.code),
        (_("测评内容"), dossier.item.text),
        (_("测评标准"), dossier.item.standard),
        (_("达标要求"), str(spec.get("required", ""))),
        (_("测评方法"), methods),
        (_("申报单位"), dossier.unit.name),
        (_("材料时段"), dossier.period.label),
        (_("主要数据"), sentences(figures)),
        (_("所附材料"), attached),
        (_("填报人、联系电话"), ""),
        (_("审核意见、盖章"), ""),
    ]
    told = [[label, words] for label, words in rows if words or label in (rows[-1][0], rows[-2][0])]
    columns = (g.Column(2.4, "center"), g.Column(7, "left"))
    return g.Table((), told, columns=columns, tall_rows=(len(told) - 1,))


def _paper_blocks(papers: Sequence[Paper]) -> list[g.Block]:
    """Return the list of papers, then a page of its own for each of their pages."""
    if not papers:
        return []
    rows = [
        [str(n), one.title, one.day or "—", "" if one.pdf or one.picture else _("另附电子件")]
        for n, one in enumerate(papers, 1)
    ]
    columns = (
        g.Column(1.6, "center"),
        g.Column(8, "left"),
        g.Column(4, "center"),
        g.Column(3, "center"),
    )
    head = [[_("序号"), _("文件"), _("日期"), _("备注")]]
    found: list[g.Block] = [g.Table(head, rows, columns=columns)]
    for paper in papers:
        for _page in range(paper.pages):
            found += [g.PageBreak(), g.Paragraph([""])]
        if paper.picture:
            found += [g.PageBreak(), g.Picture(paper.picture, width_mm=150, max_height_mm=205)]
    return found


def _statement(told: render.Filled | None) -> list[g.Block]:
    if told is None:
        return []
    found: list[g.Block] = []
    for section in told.sections:
        if section.empty:
            continue
        if section.heading:
            found.append(g.Heading(2, section.heading))
        for block in section.blocks:
            if not block.left_out:
                found.append(g.Paragraph(["".join(run.text for run in block.runs)]))
    return found


def _cards(pieces: Sequence[Piece]) -> list[g.Block]:
    cards = [
        g.Card(_picture(one), one.caption_lines, one.topic or one.title)
        for one in pieces
        if one.item is not None and can_be_shown(one.item)
    ]
    return [g.CardPage(cards)] if cards else []


def _tables(held: Sequence[tables.Statistics]) -> list[g.Block]:
    return [g.Table([one.head], one.rows, caption=one.caption) for one in held]


def _words(page: Page) -> list[str]:
    return ["".join(glyph.char for glyph in line) for line in page.lines(FLOOR)]


def _starts(pages: Sequence[Page]) -> list[int]:
    """Return on which page each part begins; 0 where it was not found."""
    heads = [f"{part}、{SLOT_NAMES[slot]}" for part, slot in zip(PARTS, Slot, strict=True)]
    found = dict.fromkeys(heads, 0)
    for number, page in enumerate(pages, 1):
        lines = _words(page)
        for head in heads:
            if lines and lines[0] == head:
                found[head] = number
    return [found[head] for head in heads]


def _with_papers(pdf: bytes, papers: Sequence[bytes]) -> Bound:
    """Put the pages of the papers onto the pages left empty for them."""
    blank = [at for at, page in enumerate(read_pages(pdf)) if not page.drawn and not _words(page)]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as target:
        places = iter(blank)
        for paper in papers:
            with pikepdf.open(io.BytesIO(paper)) as source:
                for page, at in zip(source.pages, places, strict=False):
                    target.pages[at].add_overlay(page, pikepdf.Rectangle(*BOX))
        target.save(out)
        count = len(target.pages)
    return Bound(out.getvalue(), count)


@in_chinese
def name_of(dossier: Dossier, taken: Sequence[str] = ()) -> str:
    """Return the file name of the bound dossier."""
    return rules.file_name(
        dossier.item.code, f"{dossier.item.text} {dossier.unit.short_name}", "pdf", taken
    )
