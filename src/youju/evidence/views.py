"""Pages of the room, and the only way out for its files."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.contrib import messages
from django.core.files import File
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.evidence import actions, developing, queries, rules, shown
from youju.evidence.forms import CaptionForm, RedactForm, UploadForm
from youju.evidence.uploads import LimitedUpload
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, MemberRequest, require, unit_at
from youju.ui.chosen import chosen
from youju.ui.lists import keyset_page


@require_GET
def gallery(request: MemberRequest) -> HttpResponse:
    member = require(request.member, May.SEE)
    choice = chosen(request)
    unit = unit_at(member, choice.unit_code) if choice.unit_code else member.unit
    wanted = shown.Filters.of(request.GET)
    items = wanted.narrow(queries.items_under(member, unit), choice.period)
    page = keyset_page(items, request, ["-received_at", "-id"], size=shown.PAGE)
    context = {
        "page_title": _("%(unit)s · 照片和文件") % {"unit": unit.short_name},
        "page": page,
        "photos": [shown.tile(item) for item in page.rows if item.is_photo],
        "unit": unit,
        "period": choice.period,
        "chips": shown.chips(wanted, choice.query),
        "may_record": member.may_at(May.RECORD, unit),
        "wanted": wanted,
    }
    return render(request, "evidence/gallery.html", context)


@csrf_exempt  # checked in _upload, once the limit stands before the reading of the body
@require_POST
def upload(request: MemberRequest) -> HttpResponse:
    request.upload_handlers.insert(0, LimitedUpload(request))
    answer: HttpResponse = _upload(request)
    return answer


@csrf_protect
def _upload(request: MemberRequest) -> HttpResponse:
    """Keep one file; answer the fragment that a form's picker shows for it."""
    member = require(request.member, May.RECORD)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(str(next(iter(form.errors.values()))[0]), field="file")
    sent = form.cleaned_data
    item = actions.store(
        File(sent["file"].file, sent["file"].name),
        unit=unit_at(member, sent["unit"]),
        actor=member,
        now=timezone.now(),
        key=sent["key"],
    )
    return _picked(request, item, sent["name"])


def _picked(request: MemberRequest, item: queries.Item, name: str) -> HttpResponse:
    context = {"picked": shown.picked(request.member, item), "name": name or "items"}
    return render(request, "evidence/_picked.html", context)


@require_GET
def picked(request: MemberRequest, item_id: int) -> HttpResponse:
    """A photo or file as a form's picker shows it; asked again while it is being worked on."""
    require(request.member, May.RECORD)
    item = queries.item_for(request.member, item_id)
    return _picked(request, item, request.GET.get("name", "")[:40])


@require_GET
def choose(request: MemberRequest) -> HttpResponse:
    """Photos handed in earlier, for a form's picker."""
    member = require(request.member, May.RECORD)
    code, name = request.GET.get("unit", ""), request.GET.get("name", "")[:40]
    unit = unit_at(member, code) if code else member.unit
    context = shown.choices(member, unit, request) | {"unit": unit, "name": name or "items"}
    return render(request, "evidence/_chooser.html", context)


@require_GET
def tile(request: MemberRequest, item_id: int) -> HttpResponse:
    """One photo of a gallery; asked again while it is being worked on."""
    photo = shown.tile(queries.item_for(request.member, item_id))
    return render(request, "ui/components/_photo.html", {"photo": photo})


@require_GET
def detail(request: MemberRequest, item_id: int) -> HttpResponse:
    item = queries.developed(queries.item_for(request.member, item_id))
    form = CaptionForm(instance=item, initial=shown.proposed(item))
    return _page(request, item, form)


def _page(request: MemberRequest, item: queries.Item, form: CaptionForm) -> HttpResponse:
    code = 422 if form.errors else 200
    context = shown.item_page(request.member, item) | {"form": form}
    return render(request, "evidence/detail.html", context, status=code)


@require_POST
def describe(request: MemberRequest, item_id: int) -> HttpResponse:
    item = queries.item_for(request.member, item_id)
    require(request.member, May.RECORD, item.unit)
    form = CaptionForm(request.POST, instance=item)
    if form.is_valid():
        key = form.cleaned_data.pop("key")
        try:
            actions.describe(
                item_id, actor=request.member, now=timezone.now(), key=key, **form.cleaned_data
            )
            return redirect("evidence:item", item_id)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
    return _page(request, item, form)


@require_http_methods(["GET", "POST"])
def redact(request: MemberRequest, item_id: int) -> HttpResponse:
    """Cover faces and plates by clicking on them, for the copy that outsiders see."""
    item = queries.developed(queries.item_for(request.member, item_id))
    require(request.member, May.RECORD, item.unit)
    if not item.is_photo or item.broken:
        raise Missing(_("只有打得开的照片能遮挡"))
    form = RedactForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            actions.redact(
                item_id, sent["boxes"], actor=request.member, now=timezone.now(), key=sent["key"]
            )
            messages.success(request, _("已生成遮挡件，原图没有改动"))
            return redirect(request.get_full_path())
        except Refused as refusal:
            form.add_error(None, refusal.message)
    context = shown.redact_page(item) | {"form": form, "back": _back(request, item)}
    return render(request, "evidence/redact.html", context, status=422 if form.errors else 200)


def _back(request: MemberRequest, item: queries.Item) -> str:
    """Return the page that sent the reader here by `?next=`, else the photo's own."""
    back = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/"):
        return back
    return reverse("evidence:item", args=[item.pk])


@require_POST
def unredact(request: MemberRequest, item_id: int) -> HttpResponse:
    form = RedactForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else None
    actions.undo_redaction(item_id, actor=request.member, now=timezone.now(), key=key)
    messages.success(request, _("已撤销这次遮挡"))
    return redirect("evidence:redact", item_id)


@require_GET
def copy(request: MemberRequest, item_id: int, size: str) -> HttpResponseBase:
    """A copy of a photo, without metadata; the browser may keep it for this person for a day."""
    item = queries.item_for(request.member, item_id)
    if size not in list(rules.Size) or not item.is_photo:
        raise Missing(_("没有这种大小的图"))
    if size == rules.Size.SMALL and (state := shown.state_of(item)):
        return _placeholder(state)
    file, media_type = queries.open_copy(item, rules.Size(size))
    response = _file(file, media_type, f"{item.pk}.jpg", attached=False)
    kept = size not in developing.OPEN_SIZES  # those change with each covering
    response["Cache-Control"] = "private, max-age=86400" if kept else "private, no-cache"
    return response


def _placeholder(state: str) -> HttpResponse:
    """What stands in the place of a small picture that is not there (yet)."""
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 160"><rect width="240" height="160" '
        'fill="#f3f4f5"/><text x="120" y="88" text-anchor="middle" font-size="22" '
        f'fill="#5f6368">{state}</text></svg>'
    )
    response = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


@require_GET
def original(request: MemberRequest, item_id: int) -> FileResponse:
    """The file as it came; for a photo only to those above the unit that handed it in, because it
    carries the exact place. Each download is in the log."""
    member = request.member
    item = queries.item_for(member, item_id)
    if item.is_photo and not queries.holds(member, item):
        raise Missing(_("原图只供上传单位和它的上级下载，请用公开件"))
    file = queries.open_original(item.stored)
    now = timezone.now()
    record(
        "evidence.download",
        Outcome.EXPORTED,
        actor=member,
        now=now,
        kind=queries.KIND,
        subject_id=item.pk,
    )
    name = PurePosixPath(item.file_name).stem + PurePosixPath(item.stored).suffix
    return _file(file, "application/octet-stream", name, attached=True)


def _file(file: File[bytes], media_type: str, name: str, *, attached: bool) -> FileResponse:
    """Answer with a file that can never run as a page of this site."""
    response = FileResponse(file, content_type=media_type, as_attachment=attached, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
