"""What the office at the top does with editions: import, enable, close, discard, export."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.kernel.workbook_out import XLSX
from youju.organisations.queries import May, MemberRequest, Membership, require
from youju.standards import actions, incoming, queries, shown_import
from youju.standards.actions.editions import root_of
from youju.standards.editions import spec_of
from youju.standards.forms.editions import ConfirmForm, FileForm, HeadForm
from youju.standards.models import Edition
from youju.standards.reading.sheet_out import workbook_of_edition
from youju.standards.views.mock_frame import acting, crumbs, to

HEAD_KEYS = ("code", "name", "year", "level")


def office(request: MemberRequest) -> Membership:
    """Return the asker where it may change editions, else refuse."""
    member = require(request.member, May.CONFIGURE)
    root_of(member)
    return member


@require_http_methods(["GET", "POST"])
def hand_in(request: MemberRequest) -> HttpResponse:
    """Choose the file of an edition."""
    member = office(request)
    sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if sent else FileForm()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            token = incoming.keep_file(member.root_id, file.name, file.read(), now=timezone.now())
        except Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            return redirect("standards:edition_preview", token)
    context = {"form": form, "crumbs": crumbs((_("测评体系"), to("editions")))}
    code = 422 if form.errors else 200
    return render(request, "standards/edition_import.html", context, status=code)


@require_http_methods(["GET", "POST"])
def preview(request: MemberRequest, token: UUID) -> HttpResponse:
    """What a file says and what is wrong with it; then take it."""
    member = office(request)
    file = incoming.kept_file(member.root_id, token)
    error = ""
    if request.method == "POST":
        try:
            return _take(request, file, token)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            error = refusal.message
    given = _head_of(request.POST or request.GET)
    read = shown_import.preview_of(member.root_id, file, given)
    context: dict[str, Any] = {
        "read": read,
        "given": given,
        "error": error if read.ready else "",
        "summary": shown_import.summary_of(read.spec) if read.spec and read.spec.items else None,
        "head_form": HeadForm(initial=_head_shown(read, given)) if read.asks_head else None,
        "file_form": FileForm(),
        "crumbs": crumbs((_("测评体系"), to("editions")), (_("导入"), to("edition_import"))),
    }
    code = 422 if request.method == "POST" else 200
    return render(request, "standards/edition_preview.html", context, status=code)


def _head_of(sent: Any) -> dict[str, str]:
    return {key: value for key in HEAD_KEYS if (value := sent.get(key, "").strip()[:80])}


def _head_shown(read: shown_import.Preview, given: dict[str, str]) -> dict[str, str]:
    """Return what stands in the boxes: what the file says, under what was typed."""
    spec = read.spec
    told = {key: str(getattr(spec, key) or "") for key in HEAD_KEYS} if spec else {}
    return told | given


def _take(request: MemberRequest, file: incoming.Incoming, token: UUID) -> HttpResponse:
    form = ConfirmForm(request.POST)
    form.is_valid()
    given = _head_of(request.POST)
    act = acting(request, form.cleaned_data.get("key"))
    made = actions.import_edition(file.content, file.name, given=given, **act)
    incoming.forget_file(made.root_id, token)
    messages.success(request, _("已导入，现在是试用。核对以后点“启用”，各单位就按它算分。"))
    return redirect("standards:edition", made.pk)


@require_POST
def enable_sample(request: MemberRequest, code: str) -> HttpResponse:
    """Take a shipped sample edition."""
    office(request)
    made = actions.enable_sample(code, **acting(request))
    if made.state == Edition.State.CURRENT:
        messages.success(request, _("样例已启用，各单位的得分一两分钟内算出。"))
    else:
        messages.info(request, _("同一层级已有在用的体系，样例先放在试用；要换成它，点“启用”。"))
    return redirect("standards:edition", made.pk)


@require_POST
def put_in_force(request: MemberRequest, edition_id: int) -> HttpResponse:
    """Measure by an edition from now on."""
    return _turn(request, edition_id, actions.put_in_force, _("已启用。"))


@require_POST
def close(request: MemberRequest, edition_id: int) -> HttpResponse:
    """Measure by an edition no more."""
    return _turn(request, edition_id, actions.close_edition, _("已停用；算过的得分、自查都留着。"))


def _turn(request: MemberRequest, edition_id: int, do: Any, said: str) -> HttpResponse:
    office(request)
    try:
        do(edition_id, **acting(request))
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, said)
    return redirect("standards:edition", edition_id)


@require_POST
def discard(request: MemberRequest, edition_id: int) -> HttpResponse:
    """Take an edition on trial away."""
    found = queries.edition_for(office(request), edition_id)
    try:
        actions.discard_draft(found.pk, **acting(request))
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("standards:edition", found.pk)
    messages.success(request, _("已删去“%(name)s”。") % {"name": found.name})
    return redirect("standards:editions")


@require_GET
def export(request: MemberRequest, edition_id: int) -> HttpResponse:
    """An edition as the Excel file that the import reads; the export is in the log."""
    member = require(request.member, May.SEE)
    found = queries.edition_for(member, edition_id)
    content = workbook_of_edition(spec_of(found))
    record(
        "standards.export_edition", Outcome.EXPORTED, actor=member, now=timezone.now(),
        kind="standards.edition", subject_id=found.pk,
    )  # fmt: skip
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}.xlsx"
    return answer
