"""Lists out of the house as workbooks: marked with who took them, each in the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.refusal import Refused
from youju.kernel.workbook_out import XLSX, workbook
from youju.organisations.models import Membership

MOST_ROWS = 20_000


def watermark(member: Membership) -> str:
    """Return the line that every file with personal data carries."""
    at = f"{timezone.localtime():%Y-%m-%d %H:%M}"
    return _("%(who)s %(at)s 导出，含个人信息，不得外传") % {"who": member.label, "at": at}


def file_answer(content: bytes, name: str) -> HttpResponse:
    """Return a workbook as a download."""
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(name)}.xlsx"
    return answer


def exported(
    member: Membership,
    act: str,
    name: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    about: tuple[str, int],
) -> HttpResponse:
    """Return a list, its personal fields masked by the caller, as a marked workbook, and log that it
    was taken.

    Args:
        act: What the log calls it: "residents.export".
        about: Kind and id of the record that the list is of.
    """
    if len(rows) > MOST_ROWS:
        raise Refused(_("超过 %(n)s 条，请分单位导出。") % {"n": MOST_ROWS})
    kind, subject_id = about
    record(
        act, Outcome.EXPORTED, actor=member, now=timezone.now(), kind=kind, subject_id=subject_id,
        what=name, rows=len(rows),
    )  # fmt: skip
    return file_answer(workbook(name[:31], watermark(member), heads, rows), name)
