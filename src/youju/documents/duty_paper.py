"""责任书: what a unit answers for in an assessment, on official paper, with room for two signatures."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from youju.documents import gbt9704 as g
from youju.organisations.queries import Unit
from youju.standards.queries import Duty, Edition, load_of_duties
from youju.ui.official import in_chinese

SHORT = 60  # characters of a standard in the table; the whole stands in the edition


@in_chinese
def as_document(edition: Edition, unit: Unit, duties: Sequence[Duty]) -> g.Document:
    """Return the contract of a unit's duties as an official document.

    Args:
        duties: With item, parent and person, in the order of the edition.
    """
    return g.Document(
        kind="责任书",
        title=[edition.unit.signature, _("文明创建测评指标责任书")],
        issuer=edition.unit.signature,
        blocks=_body(edition, unit, duties),
        attachment_notes=(),
        appendices=(g.Appendix(_("责任指标清单"), [_items(duties)]),),
    )


def _body(edition: Edition, unit: Unit, duties: Sequence[Duty]) -> list[g.Block]:
    load = load_of_duties(duties)
    sides = ((load.lead, _("牵头%(n)s条")), (load.lines - load.lead, _("配合%(n)s条")))
    told = {
        "sides": "，".join(text % {"n": n} for n, text in sides if n),
        "edition": edition.name, "unit": unit.name, "items": load.items, "lines": load.lines,
        "numeric": load.quantified,
    }  # fmt: skip
    lead = _("为落实《%(edition)s》，与%(unit)s签订本责任书。")
    held = _(
        "%(unit)s承担测评项目%(items)s项%(lines)s条，其中量化指标%(numeric)s项；%(sides)s，"
        "逐条内容、标准和期限见附件。"
    )
    # A line each: the signatures are to stand on the same page.
    asked = (
        _("牵头单位负总责，配合单位按分工落实，责任到人。"),
        _("按附件期限达标，达不到的提前说明原因和办法。"),
        _("佐证材料真实完整，发现的问题按时整改销号。"),
    )
    blame = _(
        "因%(unit)s工作不到位造成失分的，由%(unit)s承担责任，按年度考核和问责的有关规定处理。"
    )
    return [
        g.Paragraph([lead % told]),
        g.Heading(1, _("责任指标")),
        g.Paragraph([held % told]),
        g.Heading(1, _("工作要求")),
        *(g.Paragraph([f"{n}.{text}"]) for n, text in enumerate(asked, 1)),
        g.Heading(1, _("责任追究")),
        g.Paragraph([blame % told]),
        _signatures(edition.unit, unit),
    ]


def _signatures(giver: Unit, taker: Unit) -> g.Table:
    """The two sides: seal, head, day."""
    heads = [
        _("下达单位：%(unit)s（盖章）") % {"unit": giver.name},
        _("责任单位：%(unit)s（盖章）") % {"unit": taker.name},
    ]
    signed, day = _("负责人（签字）："), _("　　　　年　　月　　日")
    rows: list[list[g.Run]] = [[signed, signed], [day, day]]
    columns = [g.Column(1, "left"), g.Column(1, "left")]
    return g.Table([heads], rows, columns=columns, tall_rows=(0,))


def _items(duties: Sequence[Duty]) -> g.Table:
    heads = (
        _("序号"),
        _("编号"),
        _("测评内容和标准"),
        _("类别"),
        _("分工"),
        _("责任人"),
        _("期限"),
    )
    rows: list[list[g.Run]] = [_row(n, duty) for n, duty in enumerate(duties, 1)]
    widths = (1.1, 1.5, 5.5, 1.2, 1.2, 1.9, 2.6)
    sides = ("center", "left", "left", "center", "center", "center", "center")
    columns = [g.Column(width, side) for width, side in zip(widths, sides, strict=True)]  # type: ignore[arg-type]
    return g.Table([heads], rows, columns=columns)


def _row(number: int, duty: Duty) -> list[g.Run]:
    item, standard = duty.item, " ".join(duty.item.standard.split())
    if len(standard) > SHORT:
        standard = standard[:SHORT].rstrip("，；、") + "……"
    what = f"{item.text}：{standard}" if standard and standard != item.text else item.text
    who = "　".join(filter(None, (duty.section, duty.person.name if duty.person else "")))
    day = f"{duty.due.year}.{duty.due.month}.{duty.due.day}" if duty.due else " "
    return [
        str(number), item.code, what, item.get_kind_display(), duty.get_side_display(), who or " ", day,
    ]  # fmt: skip


def docx_of(edition: Edition, unit: Unit, duties: Sequence[Duty]) -> bytes:
    """Return the contract as a Word file."""
    return g.write_docx(as_document(edition, unit, duties))


def pdf_of(edition: Edition, unit: Unit, duties: Sequence[Duty]) -> bytes:
    """Return the contract as PDF. Raises Refused where no LibreOffice is installed."""
    return g.to_pdf(docx_of(edition, unit, duties))
