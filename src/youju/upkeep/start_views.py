"""The pages of the first start: in a system nobody has been in, and until it is finished."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.refusal import Missing, Refused
from youju.kernel.workbook_out import XLSX
from youju.ledgers.choosing import InUseForm
from youju.organisations.queries import MemberRequest, Membership, Unit, read_rows
from youju.upkeep import actions, queries
from youju.upkeep.forms import BeginForm, ListForm
from youju.upkeep.lists import LISTS, Kind, looked_at, sheet

SHOWN = 200  # rows of a preview
BACKEND = "django.contrib.auth.backends.ModelBackend"


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def start(request: MemberRequest) -> HttpResponse:
    """Begin where nobody has been; else show the administrator how far it has come."""
    if not queries.is_new():
        return _steps(request)
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code = form.cleaned_data["start_code"]
            person = actions.begin(form.told(), code=code, now=timezone.now())
            login(request, person, backend=BACKEND)
            return redirect("upkeep:start")
        except Refused as refusal:
            field = "password" if refusal.field == "new_password" else refusal.field
            form.add_error(field if field in form.fields else None, refusal.message)
    code = 422 if form.errors else 200
    return render(request, "upkeep/begin.html", {"form": form}, status=code)


def _setting_up(request: HttpRequest) -> tuple[Membership, Unit]:
    """Return who sets the system up, and its top. Raises Missing for everybody else and afterwards."""
    member: Membership | None = getattr(request, "member", None)
    root = queries.setup_of(member)
    if root is None or member is None:
        raise Missing(_("没有这一页：首次设置已经完成"))
    return member, root


def _steps(request: HttpRequest) -> HttpResponse:
    member, root = _setting_up(request)
    context = {
        "page_title": _("%s · 首次设置") % root.name,
        "found": queries.progress(root, member),
    }
    return render(request, "upkeep/steps.html", context)


def _kind(slug: str) -> Kind:
    if slug not in LISTS:
        raise Missing(_("没有这种清单"))
    return LISTS[slug]


@require_GET
def blank(request: MemberRequest, slug: str) -> HttpResponse:
    """The sheet to fill in."""
    _setting_up(request)
    kind = _kind(slug)
    name = f"attachment; filename={slug}.xlsx"
    return HttpResponse(sheet(kind), content_type=XLSX, headers={"Content-Disposition": name})


@never_cache
@require_http_methods(["GET", "POST"])
def take(request: MemberRequest, slug: str) -> HttpResponse:
    """Look at a list before it is taken: every row, and why it cannot be."""
    member, _root = _setting_up(request)
    kind = _kind(slug)
    form = ListForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "kind": kind, "page_title": kind.title}
    if request.method == "POST" and form.is_valid():
        try:
            rows = read_rows(form.cleaned_data["file"])
            bad = looked_at(kind, rows, actor=member, now=timezone.now())
            request.session[f"start-{slug}"] = rows
            return render(request, "upkeep/preview.html", context | _preview(kind, rows, bad))
        except Refused as refusal:
            form.add_error("file", refusal.message)
    return render(request, "upkeep/take.html", context, status=422 if form.errors else 200)


def _preview(kind: Kind, rows: list[dict[str, str]], bad: dict[int, str]) -> dict[str, Any]:
    heads = [head for head, _how in kind.columns]
    numbered = list(enumerate(rows, start=2))
    first = [one for one in numbered if one[0] in bad] + [o for o in numbered if o[0] not in bad]
    lines = [(n, [(head, row.get(head, "")) for head in heads], bad.get(n, "")) for n, row in first]
    return {"heads": heads, "lines": lines[:SHOWN], "good": len(rows) - len(bad), "bad": len(bad)}


@never_cache
@require_POST
def confirm(request: MemberRequest, slug: str) -> HttpResponse:
    """Take the list that was looked at; a row with a fault is left."""
    member, _root = _setting_up(request)
    kind = _kind(slug)
    rows = request.session.pop(f"start-{slug}", None)
    if rows is None:
        messages.warning(request, _("这份清单已经收过，或者没有传上来，请重新选文件。"))
        return redirect("upkeep:take", slug)
    made, bad = kind.take(rows, actor=member, now=timezone.now())
    if slug != "people":
        done = _("已收下 %(n)d 行，留下 %(m)d 行。") % {"n": len(made), "m": len(bad)}
        messages.success(request, done)
        return redirect("upkeep:start")
    context = {"page_title": _("初始密码"), "made": made, "bad": bad}
    return render(request, "upkeep/passwords.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def ledgers(request: MemberRequest) -> HttpResponse:
    """Which ledgers are used: ticked to begin with as the level and the kinds of units suggest."""
    member, root = _setting_up(request)
    hint = None if queries.ledgers_chosen(root) else queries.suggested_ledgers(root)
    form = InUseForm(request.POST if request.method == "POST" else None, root=root, suggested=hint)
    if form.is_valid():
        try:
            sent = {"now": timezone.now(), "key": form.cleaned_data["key"]}
            actions.choose_ledgers(form.codes, actor=member, **sent)
            messages.success(request, _("已选用 %(n)d 种台账。") % {"n": len(form.codes)})
            return redirect("upkeep:start")
        except Refused as refusal:
            form.add_error(None, refusal.message)
    context = {"form": form, "page_title": _("选用台账")}
    return render(request, "upkeep/ledgers.html", context, status=422 if form.errors else 200)


@require_POST
def sample(request: MemberRequest, code: str) -> HttpResponse:
    """Take a sample edition."""
    actions.take_sample(code, actor=request.member, now=timezone.now())
    messages.success(request, _("已启用。"))
    return redirect("upkeep:start")


@require_POST
def finish(request: MemberRequest) -> HttpResponse:
    """End the first start."""
    actions.finish(actor=request.member, now=timezone.now())
    messages.success(request, _("首次设置已完成。今后在“单位和人员”里增减账号。"))
    return redirect("console:today")
