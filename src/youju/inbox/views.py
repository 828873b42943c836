"""Pages of the inbox."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.inbox import actions, queries, registry
from youju.inbox.forms import ReminderForm
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, MemberRequest
from youju.ui.lists import keyset_page


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """What the member was told, newest first; all, unread, or of one kind."""
    told = queries.messages_of(request.member)
    wanted = request.GET.get("kind", "")
    if wanted == "unread":
        told = told.filter(read_at=None)
    elif wanted:
        told = told.filter(kind=wanted)
    context = {
        "page_title": _("消息"),
        "page": keyset_page(told, request, ["-at", "-id"]),
        "chips": _chips(wanted, queries.kinds_of(request.member)),
        "unread": queries.unread_count(request.member),
        "filtered": bool(wanted),
        "elsewhere": queries.unread_elsewhere(request.member, timezone.localdate()),
        "may_configure": request.member.may(May.CHANNELS),
    }
    return render(request, "inbox/index.html", context)


def _chips(wanted: str, kinds: list[str]) -> list[dict[str, Any]]:
    labels = sorted(((kind, registry.label_of(kind)) for kind in kinds), key=lambda one: one[1])
    named = [("", _("全部")), ("unread", _("未读")), *labels]
    return [
        {"text": text, "url": f"?kind={kind}" if kind else "?", "current": kind == wanted}
        for kind, text in named
    ]


@require_GET
def message(request: MemberRequest, message_id: int) -> HttpResponse:
    """Open what a message is about; it counts as read from then on."""
    found = actions.open_message(message_id, actor=request.member, now=timezone.now())
    return redirect(found.url or "inbox:index")


@require_POST
def read_all(request: MemberRequest) -> HttpResponse:
    actions.read_all(actor=request.member, now=timezone.now())
    return redirect("inbox:index")


@require_http_methods(["GET", "POST"])
def mute(request: MemberRequest) -> HttpResponse:
    """Which kinds come by which outside channel, and when none: each person for themselves."""
    member, now = request.member, timezone.now()
    data = request.POST if request.method == "POST" else None
    ways = queries.ways_of(member, timezone.localdate(now))
    muted, quiet = queries.muted_by(member), queries.quiet_of(member)
    form = ReminderForm(data, ways=ways, muted=muted, quiet=quiet)
    if ways and form.is_valid():
        try:
            how = {"offered": ways, "quiet": form.quiet, "key": form.cleaned_data["key"]}
            actions.choose_reminders(form.muted, actor=member, now=now, **how)
            messages.success(request, _("已保存"))
            return redirect("inbox:index")
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    context = {"form": form, "ways": ways, "page_title": _("提醒设置")}
    return render(request, "inbox/mute.html", context, status=422 if form.errors else 200)
