"""What the writer keeps while it writes: ids, heading numbers, links of numbers."""

from __future__ import annotations

import re
from typing import Any

from .model import Document, Number, Run, Runs, SourceTable
from .numerals import HeadingNumbers
from .ooxml import BODY_HAND, Hand, clean, run

EMPHASIS: dict[str, dict[str, Any]] = {
    "kai": {"font": "楷体_GB2312"},
    "hei": {"font": "黑体"},
    "bold": {"bold": True},
}
UNSOURCED = "〔无据〕"


def bookmark(prefix: str, key: str) -> str:
    """Return a bookmark name as Word allows it: letters, digits, _, at most 40."""
    return (prefix + re.sub(r"\W", "_", key))[:40]


class Context:
    """Identifiers and cross references of one document being written."""

    def __init__(self, opened: Any, document: Document) -> None:
        self.opened = opened
        self.draft = document.draft
        self.headings = HeadingNumbers()
        self._identifier = 0
        blocks = [*document.blocks]
        for appendix in document.appendices:
            blocks.extend(appendix.blocks)
        self.sources = {
            source.key
            for block in blocks
            if isinstance(block, SourceTable)
            for source in block.sources
        }
        self.seen: set[str] = set()

    def identifier(self) -> int:
        """Return a number not used before in this document."""
        self._identifier += 1
        return self._identifier

    def runs(self, runs: Run | Runs, hand: Hand = BODY_HAND) -> str:
        """Return the runs of a paragraph or cell."""
        if isinstance(runs, str | Number) or not isinstance(runs, list | tuple):
            runs = [runs]  # type: ignore[list-item]
        return "".join(self._run(part, hand) for part in runs)

    def _run(self, part: Run, hand: Hand) -> str:
        if isinstance(part, str):
            return run(part, hand)
        if isinstance(part, Number):
            return self._number(part, hand)
        changed = EMPHASIS.get(part.emphasis, {})
        return run(part.text, Hand(**{**hand.__dict__, **changed}))

    def _number(self, number: Number, hand: Hand) -> str:
        """Return a number, bookmarked and linked to its row; plain black when printed."""
        if number.source is None:
            if not self.draft:
                return run(number.text, hand)
            marked = Hand(**{**hand.__dict__, "underline": "dash"})
            return run(number.text, marked) + run(UNSOURCED, marked)
        inner = run(number.text, hand)
        if number.source in self.sources:
            inner = linked(inner, bookmark("laichu_", number.source))
        name = bookmark("shuzi_", number.source)
        if name in self.seen:
            return inner
        self.seen.add(name)
        return self.marked(inner, name)

    def marked(self, inner: str, name: str) -> str:
        """Return content inside a bookmark."""
        identifier = self.identifier()
        return (
            f'<w:bookmarkStart w:id="{identifier}" w:name="{clean(name)}"/>{inner}'
            f'<w:bookmarkEnd w:id="{identifier}"/>'
        )


def linked(inner: str, anchor: str) -> str:
    """Return runs as a link inside the document, without any look of its own.

    They name the style of links: without one LibreOffice leaves the link out of the PDF.
    """
    inner = inner.replace("<w:rPr>", '<w:rPr><w:rStyle w:val="Hyperlink"/>')
    return f'<w:hyperlink w:anchor="{clean(anchor)}" w:history="0">{inner}</w:hyperlink>'
