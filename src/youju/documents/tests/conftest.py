"""Renders the documents of the layout tests once: one start of LibreOffice for all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from youju.documents.gbt9704 import to_pdfs, write_docx

from . import gbt9704_corpus as corpus

Edit = Callable[[str], str]


def edited(docx: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """Return a DOCX with text of one part replaced; fails if there is nothing to replace."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == f"word/{part}.xml":
                text = content.decode()
                for old, new in changes:
                    assert old in text, f"{old} is not in {part}"
                    text = text.replace(old, new)
                content = text.encode()
            target.writestr(name, content)
    return out.getvalue()


def _broken() -> dict[str, bytes]:
    """Return documents with one property broken each, all to be rendered."""
    hanzi, marks, widow = map(
        write_docx, (corpus.pure_hanzi(), corpus.many_marks(), corpus.one_line_over())
    )
    no_widow = '<w:widowControl w:val="0"/>'
    hang = '<w:overflowPunct w:val="1"/>'
    spaced = edited(hanzi, "document", ('<w:spacing w:val="-5"/>', '<w:spacing w:val="0"/>'))
    lower = edited(hanzi, "document", ('w:line="579"', 'w:line="600"'))
    return {
        "widow": edited(widow, "document", (no_widow, '<w:widowControl w:val="1"/>')),
        "right-margin": edited(hanzi, "document", ('w:right="1474"', 'w:right="1130"')),
        "left-margin": edited(
            hanzi,
            "document",
            ('w:left="1587"', 'w:left="1420"'),
            ('w:right="1474"', 'w:right="1641"'),
        ),
        "bottom-margin": edited(hanzi, "document", ('w:bottom="1984"', 'w:bottom="2300"')),
        "punctuation": edited(edited(marks, "document", (hang, "")), "styles", (hang, "")),
        "spacing": spaced,
        "line": lower,
        "grid": edited(
            hanzi,
            "document",
            ("</w:sectPr>", '<w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>'),
        ),
        "empty-page": edited(
            hanzi,
            "document",
            ("<w:sectPr", "<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p><w:sectPr"),
        ),
        "odd-even": edited(hanzi, "settings", ("<w:evenAndOddHeaders/>", "")),
        "song": edited(hanzi, "document", ("仿宋_GB2312", "黑体")),
        "one-character-less": edited(hanzi, "document", ("创建工作坚持以人民", "创建工作坚持人民")),
    }


@pytest.fixture(scope="session")
def rendered() -> dict[str, tuple[bytes, bytes]]:
    """Return name -> (DOCX, PDF) of the corpus and of the broken documents."""
    files = {
        name: write_docx(getattr(corpus, name)())
        for name in (
            "pure_hanzi",
            "summary",
            "notice",
            "short_notice",
            "many_marks",
            "one_line_over",
            "inspection_report",
        )
    }
    files.update(_broken())
    return dict(
        zip(files, zip(files.values(), to_pdfs([*files.values()]), strict=True), strict=True)
    )
