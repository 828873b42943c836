"""The split as a workbook: sent out, filled in, looked at before it counts, and what was not taken."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.refusal import Refused
from youju.kernel.workbook_out import XLSX
from youju.organisations.queries import May, MemberRequest, Membership, require
from youju.standards import actions, duties_sheet, queries
from youju.standards.duties_sheet import Row
from youju.standards.forms.duties import SheetForm
from youju.standards.models import Edition
from youju.standards.views.mock_frame import acting, to

SALT = "standards.duties_sheet"
HOUR, DAY = 3_600, 86_400


def _edition(request: MemberRequest, edition_id: int) -> tuple[Membership, Edition]:
    member = require(request.member, May.ORGANISE)
    found = queries.edition_for(member, edition_id)
    return require(member, May.ORGANISE, found.unit), found


@require_GET
def file(request: MemberRequest, edition_id: int) -> HttpResponse:
    """The split as it stands: a report, and the form to fill in."""
    member = require(request.member, May.SEE)
    edition = queries.edition_for(member, edition_id)
    record(
        "standards.export_duties", Outcome.EXPORTED, actor=member, now=timezone.now(),
        kind="standards.edition", subject_id=edition.pk,
    )  # fmt: skip
    name = _("%(edition)s责任分工表") % {"edition": edition.name}
    return _answer(duties_sheet.split_file(edition), name)


def _answer(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return answer


@require_http_methods(["GET", "POST"])
def sheet(request: MemberRequest, edition_id: int) -> HttpResponse:
    """A filled sheet is read and shown, row by row; nothing is written yet."""
    member, edition = _edition(request, edition_id)
    sent = request.method == "POST"
    form = SheetForm(request.POST, request.FILES) if sent else SheetForm()
    context: dict[str, Any] = {"edition": edition, "form": form}
    if sent and form.is_valid():
        try:
            rows = duties_sheet.rows_of(form.cleaned_data["file"].read())
            context |= _preview(member, edition, rows)
        except Refused as refusal:
            form.add_error("file", refusal.message)
    status = 422 if form.errors else 200
    return render(request, "standards/duties_sheet.html", context, status=status)


def _preview(member: Membership, edition: Edition, rows: list[Row]) -> dict[str, Any]:
    duties_sheet.check_rows(member, edition, rows, timezone.localdate())
    bad = [one for one in rows if one.why]
    fits = [one for one in rows if not one.why]
    told = [[one.number, one.cells] for one in fits]
    left = [[*one.cells, one.why] for one in bad]
    return {
        "rows": rows,
        "bad": bad,
        "changes": [one for one in fits if one.told],
        "fits": len(fits),
        "told": signing.dumps([edition.pk, told], salt=SALT, compress=True) if fits else "",
        "left": signing.dumps(left, salt=SALT + ".left", compress=True) if bad else "",
    }


def _said(request: MemberRequest, name: str, salt: str, age: int) -> Any:
    try:
        return signing.loads(request.POST.get(name, ""), salt=salt, max_age=age)
    except signing.BadSignature as error:
        raise Refused(_("预览已经过期，请重新选文件")) from error


@require_POST
def take(request: MemberRequest, edition_id: int) -> HttpResponse:
    """The rows that were shown and fit are given to their units."""
    member, edition = _edition(request, edition_id)
    named, told = _said(request, "told", SALT, HOUR)
    if named != edition.pk:
        raise Refused(_("预览的是另一套测评体系，请重新选文件"))
    rows = [Row(number, cells) for number, cells in told]
    duties_sheet.check_rows(member, edition, rows, timezone.localdate())
    bad = [_("第 %(n)s 行：%(why)s") % {"n": one.number, "why": one.why} for one in rows if one.why]
    if bad:
        raise Refused("\n".join([_("这期间分工有变，请重新选文件。"), *bad[:8]]))
    shares = [share for row in rows for share in row.shares]
    n = actions.split_items(edition.pk, shares, **acting(request))
    messages.success(
        request, _("已导入 %(rows)s 行，分出 %(n)s 条。") % {"rows": len(rows), "n": n}
    )
    return redirect(f"{to('duties')}?edition={edition.pk}")


@require_POST
def rejected(request: MemberRequest, edition_id: int) -> HttpResponse:
    """The rows that were not taken, as a file."""
    _member, edition = _edition(request, edition_id)
    rows = _said(request, "left", SALT + ".left", DAY)
    name = _("%(edition)s没有导入的行") % {"edition": edition.name}
    return _answer(duties_sheet.rejected_file(edition, rows), name)
