"""A filled report on official paper: DOCX and PDF with the table of where each number comes from."""

from __future__ import annotations

import io
from collections.abc import Sequence

import qrcode
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.documents import gbt9704 as g
from youju.documents import render, rules
from youju.documents.library import addressee_for, sections_for
from youju.documents.lists import card_for_paper, photo_for_paper
from youju.documents.models import Report, Template
from youju.kernel.periods import Period
from youju.organisations.queries import Unit
from youju.ui.official import in_chinese

Keys = dict[tuple[str, str], str]


@in_chinese
def as_document(report: Report, text: render.Filled, *, sources: bool = True) -> g.Document:
    """Return the report as an official document.

    Every figure carries the key of its row in the table 数字来处 at the end; a number typed by hand
    has none and is marked 无据 while the report is a draft. Without the table an issued report says
    in its 附注 where the numbers are proved.
    """
    keys = _keys(text)
    blocks: list[g.Block] = []
    for section in text.sections:
        if section.empty:
            continue
        if section.heading:
            blocks.append(g.Heading(1, section.heading))
        for block in section.blocks:
            blocks.extend(_blocks(block, keys))
    table = _sources(report, text, keys)
    shown = [table, *_code_picture(report)]
    appended = sources and bool(table.sources)
    return g.Document(
        kind=rules.KINDS[report.template.kind],
        title=text.title,
        issuer=report.signed_by,
        blocks=blocks,
        day=timezone.localdate(report.issued_at or report.changed_at),
        number=report.number,
        addressee=text.addressee,
        note="" if appended else _proof_note(report),
        appendices=(g.Appendix(_("数字来处"), shown),) if appended else (),
        draft=not report.issued,
    )


def _blocks(block: render.Block, keys: Keys) -> list[g.Block]:
    if block.left_out:
        return []
    if block.kind == "table":
        head = ["".join(run.text for run in cell) for cell in block.rows[0]]
        rows = [[_runs(cell, keys) for cell in row] for row in block.rows[1:]]
        return [g.Table([head], rows, caption=block.caption)]
    if block.plot:
        return [block.plot.on_paper(block.caption)]
    if block.cards:
        cards = [card_for_paper(photo) for photo in block.photos]
        return [g.PageBreak(), g.CardPage(cards, title=block.caption)]
    if block.kind == "photos":
        photos = [photo_for_paper(photo) for photo in block.photos]
        return [g.PhotoPage(photos, title=block.caption)]
    if block.kind == "list":
        numbers = [
            f"{block.first + at}." if block.numbered else "" for at in range(len(block.items))
        ]
        return [
            g.Paragraph([f"{number}{item.text}"])
            for number, item in zip(numbers, block.items, strict=True)
        ]
    return [g.Paragraph(_runs(block.runs, keys))]


def _runs(runs: Sequence[render.Run], keys: Keys) -> list[g.Run]:
    found: list[g.Run] = []
    for run in runs:
        if isinstance(run, render.Number):
            found.append(g.Number(run.text, keys.get((run.name, run.text))))
        else:
            found.append(run.text)
    return found


def _keys(text: render.Filled) -> Keys:
    """Return the source key of each number: the same figure said twice has one row, also where the
    head of a table says its unit, and so has one whose records are named beside it."""
    keys: Keys = {}
    first: dict[str, str] = {}
    for number in text.numbers():
        if not number.typed:
            key = str(number.position)
            if _names_records(number.text):
                key = first.get(number.name, key)
            elif number.measure:
                key = keys.get((number.name, number.text + number.measure.unit), key)
            first.setdefault(number.name, key)
            keys.setdefault((number.name, number.text), key)
    return keys


def _names_records(text: str) -> bool:
    """Return whether a slot was filled with names of records: 澄江大剧院; 消夏演出3场、国庆演出1场."""
    return "、" in text or not any(char.isdigit() for char in text)


def _sources(report: Report, text: render.Filled, keys: Keys) -> g.SourceTable:
    counts = {n.position: n.n for n in report.numbers.all()} if report.issued else {}
    rows = []
    for number in text.numbers():
        key = str(number.position)
        if number.typed or keys[(number.name, number.text)] != key:
            continue
        n = counts.get(number.position, number.figure.n if number.figure else 0)
        records = _("%(n)d条") % {"n": n}
        code = f"{report.check_code[:4]}-{key}" if report.issued else ""
        rows.append(g.Source(key, number.text, number.name, report.period.label, records, code))
    return g.SourceTable(rows, report.check_code, proof_url(report))


def _code_picture(report: Report) -> list[g.Block]:
    """Return the code that a phone reads to open the proof page; none for a draft."""
    if not report.check_code:
        return []
    drawn = io.BytesIO()
    qrcode.make(proof_url(report), border=1).save(drawn)
    return [g.Picture(drawn.getvalue(), _("扫码核验"), width_mm=28)]


def _proof_note(report: Report) -> str:
    """Return the 附注 of a paper without the table of sources; "" for a draft."""
    if not report.check_code:
        return ""
    told = {"code": report.check_code, "url": proof_url(report)}
    return _("校验码%(code)s，文中数字的来处见%(url)s") % told


def proof_url(report: Report) -> str:
    """Return the address printed on the paper, which shows anybody what it stands on; "" for a draft."""
    return f"{settings.PUBLIC_URL}/proof/{report.check_code}/" if report.check_code else ""


def docx_of(report: Report, text: render.Filled, *, sources: bool = True) -> bytes:
    """Return the report as a Word file, with or without the table of sources."""
    return g.write_docx(as_document(report, text, sources=sources))


def pdf_of(report: Report, text: render.Filled, *, sources: bool = True) -> bytes:
    """Return the report as PDF. Raises Refused where no LibreOffice is installed."""
    return g.to_pdf(docx_of(report, text, sources=sources))


@in_chinese
def docx_now(template: Template, unit: Unit, period: Period) -> bytes:
    """Return a template filled for a unit and period as a Word file, keeping nothing of it."""
    now = timezone.now()
    start, end = period.bounds
    title = template.spec["title"]
    report = Report(
        unit=unit,
        template=template,
        title=title,
        addressee=addressee_for(template.spec, unit.kind),
        start=start,
        end=end,
        grain=period.grain,
        content={"sections": sections_for(template.spec["sections"], unit.kind)},
        changed_at=now,
    )
    return docx_of(report, render.filled(report, timezone.localdate()))
