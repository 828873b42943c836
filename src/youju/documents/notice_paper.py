"""A rectification notice on official paper: the notice, its reply slip, and the photos."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.documents import gbt9704 as g
from youju.documents.lists import as_photo, photo_for_paper
from youju.evidence.queries import Role, items_of, open_copy
from youju.kernel.periods import day_label
from youju.organisations.queries import office_of
from youju.supervision.measures import NOTICE_KIND
from youju.supervision.queries import Notice, cases_of, signatures_on
from youju.ui.official import in_chinese

SIGNED_ROW = 2  # of the reply slip


@in_chinese
def as_document(notice: Notice) -> g.Document:
    """Return the notice as an official document."""
    appendices = [g.Appendix(_("整改情况回执"), _reply_slip(notice))]
    photos = _photos(notice)
    if photos:
        appendices.append(g.Appendix(_("现场照片"), [g.PhotoPage(photos)]))
    return g.Document(
        kind="通知",
        title=_("整改通知书"),
        issuer=notice.signature,
        blocks=_body(notice),
        day=notice.issued_on,
        number=notice.number,
        addressee=notice.to.name,
        appendices=tuple(appendices),
    )


def _body(notice: Notice) -> list[g.Block]:
    lead = _("经检查，你单位责任范围内存在以下问题，请立即整改。")
    blocks: list[g.Block] = [g.Paragraph([lead]), g.Heading(1, _("存在问题"))]
    problems = [line.strip() for line in notice.problem.splitlines() if line.strip()]
    blocks += _numbered(problems)
    cases = cases_of(notice)
    if cases:
        numbers = "、".join(case.number for case in cases)
        blocks.append(
            g.Paragraph([_("以上问题已登记立案，编号%(numbers)s。") % {"numbers": numbers}])
        )
    blocks.append(g.Heading(1, _("整改要求")))
    wanted = [line.strip() for line in notice.requirement.splitlines() if line.strip()]
    blocks += _numbered(wanted)
    due = _("请于%(day)s前完成整改，将回执和整改后照片报%(unit)s，逾期予以通报。")
    words = {"day": day_label(notice.due_on), "unit": notice.unit.name}
    return [*blocks, g.Heading(1, _("回复期限")), g.Paragraph([due % words])]


def _numbered(texts: list[str]) -> list[g.Block]:
    if len(texts) == 1:
        return [g.Paragraph([_stop(texts[0])])]
    return [g.Paragraph([f"{n}.{_stop(text)}"]) for n, text in enumerate(texts, 1)]


def _stop(text: str) -> str:
    return text if text[-1] in "。；！？" else f"{text}。"


def _reply_slip(notice: Notice) -> list[g.Block]:
    """The slip the responsible unit fills in, with what it has said so far, and who signed for it."""
    replied = timezone.localdate(notice.replied_at) if notice.replied_at else None
    received = timezone.localdate(notice.received_at) if notice.received_at else None
    rows: list[list[g.Run]] = [
        [_("通知书文号"), notice.number],
        [_("责任单位"), notice.to.name],
        [_("签收人（签字）"), notice.received_name or " "],
        [_("签收日期"), day_label(received) if received else " "],
        [_("存在问题"), notice.problem.replace("\n", "；")],
        [_("整改情况"), notice.reply.replace("\n", "；") or " "],
        [_("责任单位负责人（签字）"), " "],
        [_("回复日期"), day_label(replied) if replied else " "],
        [_("复查意见"), (notice.recheck_note if notice.state == "struck" else "") or " "],
        [_("复查人（两人签字）"), " "],
    ]
    columns = [g.Column(1, "center"), g.Column(3, "left")]
    signed = _signature(notice)
    return [
        g.Table(
            [[_("项目"), _("内容")]],
            rows,
            columns=columns,
            tall_rows=(5, 8),
            pictures={(SIGNED_ROW, 1): signed} if signed else {},
        )
    ]


def _signature(notice: Notice) -> g.Picture | None:
    """Return what the receiver drew, as high as a line of handwriting."""
    item = next((one for one in signatures_on(notice) if one.is_photo), None)
    if item is None:
        return None
    file, _kind = open_copy(item)
    with file:
        words = _("%(name)s的签名") % {"name": notice.received_name}
        return g.Picture(file.read(), words, width_mm=36, max_height_mm=12)


def _photos(notice: Notice) -> list[g.Photo]:
    links = items_of(office_of(notice.unit), NOTICE_KIND, notice.pk)
    shown = [one.item for one in links if one.role == Role.BEFORE and one.item.is_photo]
    return [photo_for_paper(as_photo(item)) for item in shown[:6]]


def docx_of(notice: Notice) -> bytes:
    """Return the notice as a Word file."""
    return g.write_docx(as_document(notice))


def pdf_of(notice: Notice) -> bytes:
    """Return the notice as PDF. Raises Refused where no LibreOffice is installed."""
    return g.to_pdf(docx_of(notice))
