"""Pictures and photo pages."""

from __future__ import annotations

from typing import Any

from docx.image.exceptions import UnrecognizedImageError

from youju.kernel.refusal import Refused

from . import geometry as g
from .context import Context
from .model import Card, CardPage, Photo, PhotoPage, Picture
from .ooxml import THIN_SPACE, Hand, Setting, border, cell, clean, paragraph, row, run, table
from .package import picture_ids

PHOTO_WIDTH_MM, PHOTO_HEIGHT_MM = 74, 38  # three rows under an appendix title on one page
PHOTO_LINE = 290
CAPTION = Hand(size=g.SMALL)
NOTE = Hand(size=24)
LABEL = 3 * 240  # 时间：
CELL_MARGIN = 113


def drawing(
    content: bytes, context: Context, *, width_mm: float, height_mm: float, words: str
) -> tuple[str, int]:
    """Return an inline picture fitted into a box, with its alternative text, and its width."""
    try:
        relation, image = picture_ids(context.opened, content)
    except UnrecognizedImageError:
        raise Refused("有一张图片不是 JPEG、PNG、GIF、BMP 或 TIFF，请换一张再生成。") from None
    width, height = _fitted(image, width_mm, height_mm)
    identifier = context.identifier()
    drawn = (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{identifier}" name="图{identifier}" descr="{clean(words)}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{identifier}" name="图{identifier}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    return drawn, width


def _fitted(image: Any, width_mm: float, height_mm: float) -> tuple[int, int]:
    """Return the picture's size in EMU, its shape kept."""
    wide, tall = max(1, image.px_width), max(1, image.px_height)
    scale = min(width_mm / wide, height_mm / tall)
    return int(wide * scale * g.EMU_PER_MM), int(tall * scale * g.EMU_PER_MM)


def picture(block: Picture, context: Context) -> str:
    """Return a centred picture in a paragraph of its own, and its caption."""
    width = min(block.width_mm, 156)
    drawn, _ = drawing(
        block.content,
        context,
        width_mm=width,
        height_mm=block.max_height_mm,
        words=block.caption,
    )
    setting = Setting(
        align="center", auto_line=True, before=80, after=60, keep_next=bool(block.caption)
    )
    caption = ""
    if block.caption:
        caption = paragraph(run(block.caption, CAPTION), Setting(align="center", line=g.TABLE_LINE))
    return paragraph(drawn, setting) + caption


def photo_page(block: PhotoPage, context: Context) -> str:
    """Return photos two to a row with 时间, 地点 and 说明 below each."""
    title = ""
    if block.title:
        setting = Setting(align="center", keep_next=True, after=120)
        title = paragraph(run(block.title, Hand(g.HEITI)), setting)
    widths = [g.TEXT_WIDTH // 2, g.TEXT_WIDTH - g.TEXT_WIDTH // 2]
    rows = []
    for at in range(0, len(block.photos), 2):
        pair = [*block.photos[at : at + 2]]
        cells = [_photo(photo, width, context) for photo, width in zip(pair, widths, strict=False)]
        if len(pair) == 1:
            cells.append(cell(paragraph(setting=Setting(line=PHOTO_LINE)), widths[1], align="top"))
        rows.append(row("".join(cells), height=PHOTO_LINE))
    built = table("".join(rows), widths, borders="", margin=CELL_MARGIN)
    return title + built + THIN_SPACE


def _photo(photo: Photo, width: int, context: Context) -> str:
    drawn, photo_width = drawing(
        photo.content,
        context,
        width_mm=PHOTO_WIDTH_MM,
        height_mm=PHOTO_HEIGHT_MM,
        words=photo.note,
    )
    lines = [paragraph(drawn, Setting(align="center", auto_line=True, after=40))]
    margin = (width - 2 * CELL_MARGIN - photo_width // g.EMU_PER_TWIP) // 2
    texts = (f"时间：{photo.time}", f"地点：{photo.place}", f"说明：{photo.note}")
    for last, text in zip((False, False, True), texts, strict=True):
        setting = Setting(
            align="left",
            line=PHOTO_LINE,
            left=(0, margin + LABEL),
            hanging=(0, LABEL),
            after=120 if last else 0,
        )
        lines.append(paragraph(run(text, NOTE), setting))
    return cell("".join(lines), width, align="top")


CARD_WIDTH_MM, CARD_HEIGHT_MM = 120, 62  # with four rows of two lines, two cards fill a page
CARD_NOTE, CARD_LABEL = Hand(size=21), Hand(g.HEITI, 21)
CARD_LINE = 280
CARD_LABEL_WIDTH = 850
CARD_BORDERS = "".join(
    border(edge, 4) for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def card_page(block: CardPage, context: Context) -> str:
    """Return photos two to a page; from the third on, each pair begins a page."""
    parts = []
    if block.title:
        setting = Setting(align="center", keep_next=True, after=120)
        parts.append(paragraph(run(block.title, Hand(g.HEITI)), setting))
    for at, card in enumerate(block.cards):
        new_page = at > 0 and at % 2 == 0
        parts.append(_card(card, context, new_page=new_page))
    return "".join(parts)


def _card(card: Card, context: Context, *, new_page: bool) -> str:
    drawn, _ = drawing(
        card.content,
        context,
        width_mm=CARD_WIDTH_MM,
        height_mm=CARD_HEIGHT_MM,
        words=card.words,
    )
    setting = Setting(
        align="center", auto_line=True, before=60, after=80, keep_next=True, new_page=new_page
    )
    words = (g.TEXT_WIDTH - 2 * CARD_LABEL_WIDTH) // 2
    widths = [
        CARD_LABEL_WIDTH,
        words,
        CARD_LABEL_WIDTH,
        g.TEXT_WIDTH - 2 * CARD_LABEL_WIDTH - words,
    ]
    rows, lines = [], list(card.lines)
    while lines:
        pair = lines[:2] if len(lines) > 2 else lines[:1]  # the last two are long
        lines = lines[len(pair) :]
        rows.append(_card_row(pair, widths))
    built = table("".join(rows), widths, borders=CARD_BORDERS, margin=80)
    return paragraph(drawn, setting) + built + paragraph(setting=Setting(line=120))


def _card_row(pair: list[tuple[str, str]], widths: list[int]) -> str:
    """Return one row: two names with their words, or one whose words take the rest of the row."""
    cells = []
    for at, (label, text) in enumerate(pair):
        rest = sum(widths[1:]) if len(pair) == 1 else widths[2 * at + 1]
        named = paragraph(run(label, CARD_LABEL), Setting(align="center", line=CARD_LINE))
        said = paragraph(run(text, CARD_NOTE), Setting(align="left", line=CARD_LINE))
        cells.append(cell(named, CARD_LABEL_WIDTH))
        cells.append(cell(said, rest, span=3 if len(pair) == 1 else 1))
    return row("".join(cells), height=CARD_LINE + 60)
