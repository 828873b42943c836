"""Checks a rendered document against GB/T 9704-2012, on the file and on its pages.

The lines and characters are counted on pages as LibreOffice drew them. Pages with a
table, a picture or the red head are left out of the count of lines; lines with digits or
letters are left out of the count of characters, since their width is not a whole cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from . import geometry as g
from .check_docx import check_docx
from .faults import Fault
from .read_docx import Content, read_content
from .read_pdf import Glyph, Page, read_pages

POINTS_PER_MM = 72 / 25.4
PITCH = g.LINE / 20
FOOTER_CEILING = g.MARGIN_BOTTOM / 20
FIRST_BASELINE_MM = 45.2
LEFT_MM, RIGHT_MM = 28.0, 26.0
ADVANCE = 15.75
HEADER_LINES = 12  # more than the header rows of any table
NOT_LINE_START = "、，。；：？！）》〉”’〕】…—·％%"
NOT_LINE_END = "（《〈“‘〔【"
# Font named in the document -> what its glyphs may be called in the PDF.
DRAWN_FONTS = {
    g.FANGSONG: ("BousungEG", "SungtiL", "UMing", "FangSong", "仿宋"),
    g.KAITI: ("UKai", "KaiTi", "楷体"),
    g.HEITI: ("NotoSansCJK", "SimHei", "黑体"),
    g.XIAOBIAOSONG: ("NotoSerifCJKjp-Bold", "NotoSerifCJKsc-Bold", "NotoSerifSC-Bold", "FZXBS"),
    g.SONGTI: ("NotoSerifCJKjp-Regular", "NotoSerifCJKsc-Regular", "SimSun", "宋体"),
}


def check_rendered(docx: bytes, pdf: bytes) -> list[Fault]:
    """Return every fault found in a document and its PDF; an empty list is good."""
    content = read_content(docx)
    pages = read_pages(pdf)
    faults = check_docx(content)
    faults += _check_text(content, pages)
    for number, page in enumerate(pages, start=1):
        following = pages[number] if number < len(pages) else None
        faults += _check_edges(page, number)
        faults += _check_footer(page, number)
        if not page.drawn:
            faults += _check_lines(page, number, following, content)
        faults += _check_characters(page, number, content)
    return faults


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _drawn_as(font: str) -> str:
    """Return the document's name for a font of the PDF, or the PDF's own name."""
    for name, drawn in DRAWN_FONTS.items():
        if any(part in font for part in drawn):
            return name
    return font


def _shown(characters: Counter[str]) -> str:
    return "".join(sorted(characters.elements()))[:20]


def _check_text(content: Content, pages: Sequence[Page]) -> list[Fault]:
    """Compare the characters, then the fonts they are drawn in, as multisets."""
    drawn = [
        (glyph.char, _drawn_as(glyph.font))
        for page in pages
        for glyph in page.glyphs
        if glyph.baseline > FOOTER_CEILING
    ]
    expected = list(content.characters)
    for header, count in Counter(map(tuple, content.headers)).items():
        expected += list(header) * (_drawn_headers(header, pages) - count)
    wanted, found = Counter(char for char, _ in expected), Counter(char for char, _ in drawn)
    faults = []
    if wanted - found:
        faults.append(Fault("text-lost", f"PDF 中缺少文字：{_shown(wanted - found)}"))
    if found - wanted:
        faults.append(Fault("text-extra", f"PDF 中多出文字：{_shown(found - wanted)}"))
    if not faults:
        faults += _check_fonts(Counter(expected), Counter(drawn))
    return faults


def _check_fonts(wanted: Counter[tuple[str, str]], found: Counter[tuple[str, str]]) -> list[Fault]:
    """Report characters drawn in another font; those beyond GB 2312 may fall to another."""
    wrong: dict[str, Counter[str]] = {}
    for (char, font), count in (wanted - found).items():
        if _in_gb2312(char):
            wrong.setdefault(font, Counter())[char] += count
    return [
        Fault("font", f"应为{font}的文字用了别的字体：{_shown(characters)}")
        for font, characters in wrong.items()
    ]


def _drawn_headers(header: Sequence[tuple[str, str]], pages: Sequence[Page]) -> int:
    """Return how often a table's header rows are drawn, at its start and on later pages."""
    wanted = Counter(char for char, _ in header)
    found = 0
    for page in pages:
        texts = [[glyph.char for glyph in line] for line in page.lines(FOOTER_CEILING)]
        for at in range(len(texts)):
            if texts[at][0] in wanted:
                rest = [char for text in texts[at : at + HEADER_LINES] for char in text]
                found += Counter(rest[: len(header)]) == wanted
    return found


def _check_edges(page: Page, number: int) -> list[Fault]:
    """Nothing may be drawn more than a millimetre outside the text block."""
    body = [glyph for glyph in page.glyphs if glyph.baseline > FOOTER_CEILING]
    if not body:
        return [] if page.drawn else [Fault("empty-page", "有一页是空白", number)]
    faults = []
    left = min(glyph.left for glyph in body) / POINTS_PER_MM
    right = (page.width - max(glyph.right for glyph in body)) / POINTS_PER_MM
    if left < LEFT_MM - 1:
        faults.append(Fault("edge", f"文字距左边 {left:.1f} 毫米，应为 28 毫米", number))
    if right < RIGHT_MM - 1:
        faults.append(Fault("edge", f"文字距右边 {right:.1f} 毫米，应为 26 毫米", number))
    if abs(page.width - 595.3) > 0.5 or abs(page.height - 841.9) > 0.5:
        faults.append(Fault("page-size", "纸张不是 A4", number))
    return faults


def _check_footer(page: Page, number: int) -> list[Fault]:
    """The page number: its text, size and place, right on odd and left on even pages."""
    glyphs = sorted(
        (glyph for glyph in page.glyphs if glyph.baseline <= FOOTER_CEILING),
        key=lambda each: each.left,
    )
    text = "".join(glyph.char for glyph in glyphs)
    if text != f"—{number}—":
        return [Fault("page-number", f"页码是“{text}”，应为“—{number}—”", number)]
    if number % 2:
        edge, low, high = (page.width - glyphs[-1].right) / POINTS_PER_MM, 30, 32
    else:
        edge, low, high = glyphs[0].left / POINTS_PER_MM, 32, 34
    faults = []
    if not low <= edge <= high:
        message = f"页码外缘距纸边 {edge:.1f} 毫米，应在 {low} 至 {high} 毫米"
        faults.append(Fault("page-number-place", message, number))
    if any(_drawn_as(glyph.font) != g.SONGTI for glyph in glyphs):
        faults.append(Fault("font", "页码不是宋体", number))
    return faults


def _check_lines(page: Page, number: int, following: Page | None, content: Content) -> list[Fault]:
    """Lines stand 28.95 pt apart from the top on; a page that runs on holds 22."""
    lines = page.lines(FOOTER_CEILING)
    if not lines:
        return []
    top = page.height - FIRST_BASELINE_MM * POINTS_PER_MM
    places = [(top - line[0].baseline) / PITCH for line in lines]
    faults = []
    if any(abs(place - round(place)) > 0.06 for place in places):
        faults.append(Fault("pitch", "行距不是 28.95 磅，或首行位置不对", number))
    later = [] if following is None or following.drawn else following.lines(FOOTER_CEILING)
    if not later:
        return faults
    first = "".join(glyph.char for glyph in later[0])
    if any(start and start.startswith(first) for start in content.page_starts):
        return faults
    if round(places[-1]) + 1 != g.LINES_PER_PAGE:
        message = f"满页正文 {round(places[-1]) + 1} 行，应为 22 行"
        faults.append(Fault("lines", message, number))
    return faults


def _may_break(before: str, after: str) -> bool:
    """Say whether a line may end between two full-width characters, or at the very end."""
    return not after or (after not in NOT_LINE_START and before not in NOT_LINE_END)


def _check_characters(page: Page, number: int, content: Content) -> list[Fault]:
    """A full line of full-width characters holds 28, fewer only where no line may end."""
    faults = []
    for line in page.lines(FOOTER_CEILING):
        text = "".join(glyph.char for glyph in line)
        paragraph = _paragraph_of(text, content)
        if paragraph is None or not _all_full_width(line):
            continue
        left = line[0].left - g.MARGIN_LEFT / 20
        count = len(line) + round(left / ADVANCE)
        at = paragraph.index(text) + len(text)
        later = paragraph[at : at + 3]
        missing = g.CHARACTERS_PER_LINE - count
        if any(g.half_width(char) for char in later[: max(missing, 0) + 1]):
            continue
        joined = text[-1] + later
        could = [
            _may_break(joined[k : k + 1], joined[k + 1 : k + 2]) for k in range(1, missing + 1)
        ]
        if missing < 0 or any(could):
            message = f"整行 {count} 字，应为 28 字：{text[:8]}…"
            faults.append(Fault("characters", message, number))
        elif missing == 0:
            right = (page.width - line[-1].right) / POINTS_PER_MM
            if abs(right - RIGHT_MM) > 1:
                message = f"整行距右边 {right:.1f} 毫米，应为 26 毫米"
                faults.append(Fault("edge", message, number))
    return faults


def _paragraph_of(text: str, content: Content) -> str | None:
    """Return the body paragraph a line belongs to, unless the line ends it."""
    if any(paragraph.endswith(text) for paragraph in content.body_paragraphs):
        return None
    if text in content.other_paragraphs:
        return None
    return next((each for each in content.body_paragraphs if text in each), None)


def _all_full_width(line: Sequence[Glyph]) -> bool:
    return len(line) > 1 and all(
        not g.half_width(glyph.char) and abs(glyph.right - glyph.left - 16) < 1 for glyph in line
    )
