"""Writes an official document as DOCX, laid out by GB/T 9704-2012."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docx.oxml.parser import parse_xml

from . import geometry as g
from .charts import chart
from .context import Context
from .imprint import imprint
from .model import (
    Appendix,
    Block,
    CardPage,
    Chart,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    PhotoPage,
    Picture,
    SourceTable,
    Table,
)
from .numerals import HeadingNumbers, chinese_date
from .ooxml import NAMESPACES, TAB, THIN_SPACE, WIDE_SPACE, Hand, Setting, border, paragraph, run
from .package import HEADING_FONTS, open_package, saved
from .pictures import card_page, photo_page, picture
from .tables import data_table, plain, source_table
from .titles import break_title

TWO = (200, 2 * g.CHARACTER)
HEAD_SIZES = (60, 84)  # half points: from 30 pt to 初号, as many characters as fill the line
HEAD_CHARACTERS = 13  # at the smallest size; a longer name takes two lines
HEAD_TOP = 1984  # 35 mm from the top of the text block to the top of the mark
ISSUER_CHARACTERS = 20
# The space after a table that fills its page would else make an empty page.
IDLE_SPACE = re.compile(
    f"(?:{re.escape(THIN_SPACE)}|{re.escape(WIDE_SPACE)})"
    r"(?=<w:p><w:pPr>(?:<w:pStyle [^>]*>)?(?:<w:keepNext/>)?<w:pageBreakBefore/>)"
)
UNKEPT = re.compile(r"<w:pPr>(?:<w:pStyle [^>]*>)?(?!<w:pStyle|<w:keepNext/>)")
WHOLE_ROWS = 8  # a table of so many stays whole with the signature, of a longer one the last
LAST_CHARACTERS = 8 * g.CHARACTERS_PER_LINE  # a longer end of the text stays where it is


def write_docx(document: Document) -> bytes:
    """Return the document as the bytes of a DOCX file.

    Raises:
        Refused: If a picture's format cannot be placed in a document.
    """
    lines = _title_lines(document.title)
    opened = open_package(document, "".join(lines))
    context = Context(opened, document)
    parts = [_head(document), _title(lines), _number(document), _addressee(document.addressee)]
    parts.append(_blocks(_with_the_signature(document), context, signed=document.day is not None))
    parts += [_attachment_notes(document), _signature(document), _note(document.note)]
    for number, appendix in enumerate(document.appendices, start=1):
        label = f"附件{number}" if len(document.appendices) > 1 else "附件"
        parts.append(_appendix(appendix, label, context))
    if document.imprint is not None:
        parts.append(imprint(document.imprint, context.identifier()))
    _fill(opened, _without_idle_space("".join(parts)))
    return saved(opened)


def _without_idle_space(content: str) -> str:
    """Drop the space after a table before a new page, and make it thin at the document's end."""
    content = IDLE_SPACE.sub("", content)
    if content.endswith(WIDE_SPACE):
        content = content.removesuffix(WIDE_SPACE) + THIN_SPACE
    return content


def _fill(opened: object, content: str) -> None:
    """Put the written paragraphs before the section properties."""
    body = opened.element.body  # type: ignore[attr-defined]
    for child in list(body)[:-1]:
        body.remove(child)
    for at, child in enumerate(list(parse_xml(f"<w:body {NAMESPACES}>{content}</w:body>"))):
        body.insert(at, child)


def _title_lines(title: str | Sequence[str]) -> tuple[str, ...]:
    return break_title(title) if isinstance(title, str) else tuple(title)


def _head(document: Document) -> str:
    """Return the red head: the issuer's mark, number and signer, the red line."""
    if not document.head:
        return ""
    lines = break_title(document.head, HEAD_CHARACTERS)
    size = int(2 * 0.9 * g.TEXT_WIDTH / 20 / max(map(g.ems, lines)))
    size = max(HEAD_SIZES[0], min(HEAD_SIZES[1], size))
    hand = Hand(g.XIAOBIAOSONG, size, color=g.RED, spacing=0)
    parts = [
        paragraph(
            run(line, hand),
            Setting(
                align="center", line=size * 12, before=HEAD_TOP - int(size * 1.1) if at == 0 else 0
            ),
        )
        for at, line in enumerate(lines)
    ]
    parts += [paragraph(), paragraph()]
    red_line = border("bottom", 12, color=g.RED, space=11)  # 4 mm below the number
    if document.signer:
        content = run(document.number) + TAB + run("签发人：") + run(document.signer, Hand(g.KAITI))
        setting = Setting(
            align="left",
            border=red_line,
            first=(100, g.CHARACTER),
            tab_right=g.TEXT_WIDTH - g.CHARACTER,
        )
    else:
        content = run(document.number) if document.number else ""
        setting = Setting(align="center", border=red_line)
    parts += [paragraph(content, setting), paragraph(), paragraph()]
    return "".join(parts)


def _title(lines: Sequence[str]) -> str:
    hand = Hand(g.XIAOBIAOSONG, g.TITLE)
    setting = Setting(style="Title", align="center")
    return "".join(paragraph(run(line, hand), setting) for line in lines) + paragraph()


def _number(document: Document) -> str:
    """Return the document number below the title, where no red head carries it."""
    if document.head or not document.number:
        return ""
    return paragraph(run(document.number), Setting(align="center")) + paragraph()


def _addressee(name: str) -> str:
    return paragraph(run(name.rstrip("：:") + "：")) if name else ""


def _blocks(blocks: Sequence[Block], context: Context, *, signed: bool = False) -> str:
    """Return what the blocks are written as; `signed` if a signature follows them."""
    parts: list[str] = []
    new_page = False
    for at, block in enumerate(blocks, start=1):
        if isinstance(block, PageBreak):
            new_page = True
            continue
        written = _block(block, context)
        if signed and at == len(blocks) and not isinstance(block, Paragraph | Heading):
            written = _kept(written, whole=isinstance(block, Table | Picture | Chart))
        if new_page:
            written = _on_new_page(written)
            new_page = False
        parts.append(written)
    return "".join(parts)


def _with_the_signature(document: Document) -> Sequence[Block]:
    """Return the blocks, the last paragraph kept on the page of the signature, which must not stand
    on a page without text."""
    last = document.blocks[-1] if document.blocks else None
    if document.day is None or not isinstance(last, Paragraph):
        return document.blocks
    if g.ems(plain(last.runs)) > LAST_CHARACTERS:
        return document.blocks
    return [*document.blocks[:-1], replace(last, keep_next=True)]


def _kept(written: str, *, whole: bool) -> str:
    """Let a block stand on the page of what follows: of a long table, and of photos, the last row."""
    at = 0 if whole and written.count("<w:tr>") <= WHOLE_ROWS else written.rfind("<w:tr>")
    return written[:at] + UNKEPT.sub(r"\g<0><w:keepNext/>", written[at:])


def _on_new_page(written: str) -> str:
    """Let the block begin a page: its first paragraph, or a small one before a table."""
    if written.startswith("<w:tbl>"):
        return paragraph(setting=Setting(line=20, new_page=True)) + written
    at = written.index('<w:widowControl w:val="0"/>')
    return written[:at] + "<w:pageBreakBefore/>" + written[at:]


def _block(block: Block, context: Context) -> str:
    match block:
        case Heading():
            return _heading(block, context)
        case Paragraph():
            first = TWO if block.indent else (0, 0)
            return paragraph(
                context.runs(block.runs), Setting(first=first, keep_next=block.keep_next)
            )
        case Table():
            return data_table(block, context)
        case Chart():
            return chart(block, context)
        case Picture():
            return picture(block, context)
        case PhotoPage():
            return photo_page(block, context)
        case CardPage():
            return card_page(block, context)
        case SourceTable():
            return source_table(block, context)
        case PageBreak():
            return ""


def _heading(heading: Heading, context: Context) -> str:
    """Return a heading; its number is text, since automatic numbers bring their own tabs."""
    number = context.headings.next(heading.level) if heading.numbered else ""
    hand = Hand(HEADING_FONTS[heading.level])
    text = number + heading.text
    if not heading.then:
        setting = Setting(style=f"Heading{heading.level}", first=TWO, keep_next=True)
        return paragraph(run(text, hand), setting)
    stop = "" if text[-1] in "。？！；：" else "。"
    return paragraph(run(text + stop, hand) + context.runs(heading.then), Setting(first=TWO))


def _attachment_notes(document: Document) -> str:
    """Return 附件： and the names, the second line of a name under its first character."""
    names = document.attachment_notes
    if names is None:
        names = [appendix.title for appendix in document.appendices]
    if not names:
        return ""
    label = 5 * g.CHARACTER
    several = len(names) > 1
    left = label + (g.CHARACTER if several else 0)
    parts = [paragraph(setting=Setting(keep_next=True))]
    for at, name in enumerate(names):
        text = f"{at + 1}.{name}" if several else name
        start = 2 * g.CHARACTER if at == 0 else label
        setting = Setting(left=(0, left), hanging=(0, left - start), keep_next=True)
        parts.append(paragraph(run(("附件：" if at == 0 else "") + text), setting))
    return "".join(parts)


def _signature(document: Document) -> str:
    """Return issuer and date: the date four characters in, the issuer centred over it.

    A name wider than that allows keeps two characters from the edge, and the date moves in
    under its middle; beyond twenty characters the name is broken like a title.
    """
    if document.day is None:
        return ""
    day = chinese_date(document.day)
    lines = break_title(document.issuer, ISSUER_CHARACTERS)
    axis = max(4 + g.ems(day) / 2, 2 + max(map(g.ems, lines)) / 2)
    parts = [paragraph(setting=Setting(keep_next=True))]
    for text in (*lines, day):
        indent = axis - g.ems(text) / 2
        right = (int(indent * 100), int(indent * g.CHARACTER))
        parts.append(
            paragraph(run(text), Setting(align="right", right=right, keep_next=text is not day))
        )
    return "".join(parts)


def _note(text: str) -> str:
    """Return the 附注: in brackets, two characters in, on the line below the date."""
    return paragraph(run(f"（{text}）"), Setting(align="left", first=TWO)) if text else ""


def _appendix(appendix: Appendix, label: str, context: Context) -> str:
    """Return an appendix: its label at the top left, its title in the third line."""
    context.headings = HeadingNumbers()
    hand = Hand(g.XIAOBIAOSONG, g.TITLE)
    title = "".join(
        paragraph(run(line, hand), Setting(align="center")) for line in break_title(appendix.title)
    )
    return (
        paragraph(run(label, Hand(g.HEITI)), Setting(align="left", new_page=True))
        + paragraph()
        + title
        + paragraph()
        + _blocks(appendix.blocks, context)
    )
