"""Sheets of paper from a workbook: the empty one, taking one in, the rows that were not taken."""

from __future__ import annotations

from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.refusal import Refused
from youju.kernel.workbook_out import XLSX
from youju.organisations.queries import May, MemberRequest, Membership, require
from youju.surveys import actions
from youju.surveys.forms_collect import SheetsForm
from youju.surveys.models import Version
from youju.surveys.sheet_rows import Read, empty_workbook, read_sheets, rejected_workbook
from youju.surveys.views.asking import refuse, survey_at, wheres

SALT = "surveys.rejected"


@require_GET
def empty(request: MemberRequest, survey_id: int) -> HttpResponse:
    """The workbook to fill in."""
    member = require(request.member, May.IMPORT)
    survey, version = survey_at(member, survey_id, May.IMPORT)
    asked = version.content.questions
    return _file(empty_workbook(version, wheres(member, survey, version), asked), "sheets.xlsx")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
def take(request: MemberRequest, survey_id: int) -> HttpResponse:
    """Take the rows that fit, and tell of each other row why not."""
    member = require(request.member, May.IMPORT)
    survey, version = survey_at(member, survey_id, May.IMPORT)
    form = SheetsForm(request.POST or None, request.FILES or None)
    context = {"survey": survey, "form": form}
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            read = read_sheets(content, version, wheres(member, survey, version))
            context |= _taken(version, read, content, member)
        except Refused as refusal:
            refuse(form, refusal)
    return render(request, "surveys/sheets.html", context, status=422 if form.errors else 200)


def _taken(version: Version, read: Read, content: bytes, member: Membership) -> dict[str, object]:
    """Write the sheets of one file; the same file sent twice is taken once."""
    key = uuid5(NAMESPACE_URL, f"{version.pk}:{member.person_id}:{sha256(content).hexdigest()}")
    if read.given:
        actions.answer_sheets(version, read.given, actor=member, now=timezone.now(), key=key)
    rows = [[*cells, why] for _n, cells, why in read.rejected]
    told = signing.dumps({"heads": read.heads, "rows": rows}, salt=SALT, compress=True)
    return {"taken": len(read.given), "rejected": read.rejected, "told": told if rows else ""}


@require_POST
def rejected(request: MemberRequest, survey_id: int) -> HttpResponse:
    """The rows that were not taken, as a file."""
    member = require(request.member, May.IMPORT)
    survey, _version = survey_at(member, survey_id, May.IMPORT)
    try:
        told = signing.loads(request.POST.get("told", ""), salt=SALT, max_age=86_400)
    except signing.BadSignature as error:
        raise Refused(_("这些行已经过期，请重新导入文件")) from error
    return _file(rejected_workbook(survey.title, told["heads"], told["rows"]), "rejected.xlsx")
