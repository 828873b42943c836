"""A certificate of service on paper, in the form that is asked for.

Source:
    志愿服务记录与证明出具办法（民政部令第67号）: the holder with kind and number of the ID, the volunteer
    number; hours and content; issuer, responsible person, handler, contact; certificate number and date;
    seal and two signatures.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import qrcode
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from youju.documents import gbt9704 as g
from youju.kernel.periods import day_label
from youju.ui.official import in_chinese
from youju.volunteers.queries import Certificate

MODULE = 8  # pixels of the picture's smallest square


@dataclass(frozen=True, slots=True)
class Holder:
    """What the holder gave for this print alone; it is kept nowhere."""

    id_kind: str
    id_number: str


@in_chinese
def as_document(found: Certificate, holder: Holder) -> g.Document:
    """Return the certificate as an official document."""
    one = found.volunteer
    span = _("%(since)s至%(until)s") % {
        "since": day_label(found.since),
        "until": day_label(found.until),
    }
    rows: list[list[g.Run]] = [
        [_("姓名"), one.name],
        [_("证件类型和号码"), f"{holder.id_kind}　{holder.id_number}"],
        [_("志愿者编号"), one.number or " "],
        [_("服务期间"), span],
        [_("服务时长"), _("%(n)s 小时") % {"n": found.hours}],
        [_("服务内容"), found.content],
        [_("证明编号"), found.number or " "],
        [_("出具单位"), found.signature],
        [_("联系方式"), found.contact],
        [_("负责人"), _("%(name)s　　签字：") % {"name": found.responsible}],
        [_("经办人"), _("%(name)s　　签字：") % {"name": found.handler}],
    ]
    columns = [g.Column(1, "center"), g.Column(3, "left")]
    lead = _("兹证明%(name)s参加志愿服务，情况如下。") % {"name": one.name}
    table = g.Table([[_("项目"), _("内容")]], rows, columns=columns)
    return g.Document(
        kind="证明",
        title=_("志愿服务记录证明"),
        issuer=_("%(unit)s（盖章）") % {"unit": found.signature},
        blocks=[g.Paragraph([lead]), table, g.Paragraph([_check(found)]), _picture(found)],
        day=found.issued_on,
    )


def address_of(found: Certificate) -> str:
    """Return where anybody may check the certificate."""
    return str(settings.PUBLIC_URL) + reverse("certificate_check", args=[found.code])


def _check(found: Certificate) -> str:
    words = _("本证明免费出具，服务时长取自确认过的记录。校验码%(code)s，可扫码核对。")
    return words % {"code": found.code}


def _picture(found: Certificate) -> g.Picture:
    out = BytesIO()
    code = qrcode.QRCode(box_size=MODULE, border=2)
    code.add_data(address_of(found))
    code.make(fit=True)
    code.make_image().save(out, "PNG")
    return g.Picture(out.getvalue(), width_mm=18, max_height_mm=18)


def docx_of(found: Certificate, holder: Holder) -> bytes:
    """Return the certificate as a Word file."""
    return g.write_docx(as_document(found, holder))


def pdf_of(found: Certificate, holder: Holder) -> bytes:
    """Return the certificate as PDF. Raises Refused where no LibreOffice is installed."""
    return g.to_pdf(docx_of(found, holder))
