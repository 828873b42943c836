"""The measures of an official document, in the units a DOCX uses.

One millimetre is 56.69 twips, one point 20. The text block is 156 mm wide (8845 twips,
442.25 pt) and holds 22 lines of 28 characters.

Source:
    GB/T 9704-2012 for the page; the values that reach it were found by rendering pages
    and measuring the glyphs (docs in ../README.md, "The writer").
"""

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
MARGIN_TOP, MARGIN_RIGHT, MARGIN_BOTTOM, MARGIN_LEFT = 2098, 1474, 1984, 1587
FOOTER_DISTANCE = 1440
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT

LINE = 579  # 22 x 28.95 pt = 636.9 pt of 637.8; 580 leaves room for 21 lines only
CHARACTER_SPACING = -5  # 16 pt - 0.25 pt: 28 x 15.75 = 441 pt; -4 gives 27 characters
CHARACTER = 315  # twips of one body character with that spacing
LINES_PER_PAGE = 22
CHARACTERS_PER_LINE = 28
TITLE_CHARACTERS = 20  # 22 pt characters in one line

BODY, TITLE, SMALL, NOTE = 32, 44, 28, 20  # half points: 3号, 2号, 4号, 10 pt
TABLE_LINE, NOTE_LINE = 440, 300

FANGSONG, KAITI, HEITI = "仿宋_GB2312", "楷体_GB2312", "黑体"
XIAOBIAOSONG, SONGTI = "方正小标宋简体", "宋体"
RED = "FF0000"

EMU_PER_MM, EMU_PER_TWIP = 36000, 635


def half_width(char: str) -> bool:
    """Say whether a character takes half a cell, as Latin letters and digits do."""
    return ord(char) < 0x2000 and char not in "·×÷±°§"


def ems(text: str) -> float:
    """Return the width of a text in full-width characters."""
    return sum(0.5 if half_width(char) else 1.0 for char in text)
