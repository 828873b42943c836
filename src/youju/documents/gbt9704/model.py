"""An official document as data: what it says, never how it is set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Emphasis = Literal["", "kai", "hei", "bold"]
Align = Literal["auto", "left", "center", "right"]


@dataclass(frozen=True)
class Text:
    """Words in one hand: plain, 楷体, 黑体 or bold."""

    text: str
    emphasis: Emphasis = ""


@dataclass(frozen=True)
class Number:
    """A number in the text, with the key of its row in the table of sources.

    Without a source it was typed by hand; a draft then marks it 无据.
    """

    text: str
    source: str | None = None


Run = str | Text | Number
Runs = Sequence[Run]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4; the writer puts 一、（一）1.（1） before it.

    With `then` it leads its paragraph ("（一）集中整治。开展……"): the full stop is added.
    """

    level: Literal[1, 2, 3, 4]
    text: str
    then: Runs = ()
    numbered: bool = True


@dataclass(frozen=True)
class Paragraph:
    """Body text, its first line indented by two characters.

    `keep_next` lets it stand on the page of what follows it.
    """

    runs: Runs
    indent: bool = True
    keep_next: bool = False


@dataclass(frozen=True)
class Column:
    """A column's weight in the table's width (0: by its text) and its alignment."""

    width: float = 0
    align: Align = "auto"


@dataclass(frozen=True)
class Table:
    """A data table: header rows repeat on each page, no row is split.

    A header cell "" continues the one to its left. A column of numerals is set right. `tall_rows`
    (numbers from 0) leave room for a few lines of handwriting. `pictures` stand after the words of a
    cell, by (row, column): a signature.
    """

    header: Sequence[Sequence[str]]
    rows: Sequence[Sequence[Run | Runs]]
    caption: str = ""
    columns: Sequence[Column] = ()
    note: str = ""
    tall_rows: Sequence[int] = ()
    pictures: Mapping[tuple[int, int], Picture] = field(default_factory=dict)


@dataclass(frozen=True)
class Picture:
    """One picture (JPEG, PNG, GIF, BMP or TIFF) with its caption below."""

    content: bytes
    caption: str = ""
    width_mm: float = 120
    max_height_mm: float = 150


@dataclass(frozen=True)
class Chart:
    """One measure drawn: bars side by side, or a line over time; `then` is the period before.

    Attributes:
        names: What the two periods are called.
    """

    kind: Literal["bar", "line"]
    labels: Sequence[str]
    now: Sequence[Decimal | None]
    then: Sequence[Decimal | None] = ()
    unit: str = ""
    caption: str = ""
    names: tuple[str, str] = ("", "")

    @staticmethod
    def text(value: Decimal) -> str:
        """Return a value as it stands beside its bar."""
        return f"{value.normalize():f}"


@dataclass(frozen=True)
class Photo:
    """A photo of the record: when, where, what it shows."""

    content: bytes
    time: str
    place: str
    note: str


@dataclass(frozen=True)
class PhotoPage:
    """Photos two to a row, each with 时间, 地点, 说明."""

    photos: Sequence[Photo]
    title: str = ""


@dataclass(frozen=True)
class Card:
    """A photo with lines below it, each a name and its words: 时间, 地点, 人物, 主题, 背景, 事由."""

    content: bytes
    lines: Sequence[tuple[str, str]]
    words: str = ""


@dataclass(frozen=True)
class CardPage:
    """Photos two to a page, each with its lines in a small table below."""

    cards: Sequence[Card]
    title: str = ""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True)
class Source:
    """Where one number comes from.

    `key` is what `Number.source` names; `records` says how many and of which register.
    """

    key: str
    number: str
    what: str
    period: str
    records: str
    check_code: str


@dataclass(frozen=True)
class SourceTable:
    """The table 数字来处, with the document's check code and the page that proves it."""

    sources: Sequence[Source]
    check_code: str = ""
    proof_url: str = ""


Block = (
    Heading | Paragraph | Table | Chart | Picture | PhotoPage | CardPage | PageBreak | SourceTable
)


@dataclass(frozen=True)
class Appendix:
    """An appendix begins a page with 附件1 in its first line, its title in the third."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Imprint:
    """The 版记 at the foot of the last page, or of a page of its own."""

    printer: str
    printed_on: date
    copies_to: Sequence[str] = ()
    new_page: bool = False


@dataclass(frozen=True)
class Document:
    """An official document.

    Attributes:
        kind: 通知, 总结, 情况说明 …: kept in the file's properties.
        title: One string (the writer breaks it) or its lines as broken by hand.
        issuer: Who signs; also the author in the file's properties.
        head: 发文机关标志 in red, such as 澄江市创建办文件; "" for none.
        number: Document number, such as 澄创办〔2026〕12号.
        signer: 签发人 of a document that goes upward, beside the number.
        attachment_notes: 附件说明; None takes the appendices' titles.
        note: 附注, in brackets below the date; "" for none.
        draft: Mark the numbers without a source.
    """

    kind: str
    title: str | Sequence[str]
    issuer: str
    blocks: Sequence[Block]
    day: date | None = None
    head: str = ""
    number: str = ""
    signer: str = ""
    addressee: str = ""
    attachment_notes: Sequence[str] | None = None
    note: str = ""
    appendices: Sequence[Appendix] = field(default_factory=tuple)
    imprint: Imprint | None = None
    draft: bool = False
