"""Pages of the inbox."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.inbox import actions, queries, registry
from youju.inbox.forms import ReminderForm
from youju.inbox.rules_own import Way
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, MemberRequest
from youju.ui.lists import keyset_page


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """What the member was told, newest first; all or the unread, of every kind or of one."""
    told = queries.messages_of(request.member)
    fresh, kind = request.GET.get("show") == "unread", request.GET.get("kind", "")
    if fresh:
        told = told.filter(read_at=None)
    if kind:
        told = told.filter(kind=kind)
    context = {
        "page_title": _("消息"),
        "page": keyset_page(told, request, ["-at", "-id"]),
        "chips": _chips(fresh, kind),
        "menu": _menu(fresh, kind, queries.kinds_of(request.member)),
        "unread": queries.unread_count(request.member),
        "filtered": bool(fresh or kind),
        "elsewhere": queries.unread_elsewhere(request.member, timezone.localdate()),
        "may_configure": request.member.may(May.CHANNELS),
    }
    return render(request, "inbox/index.html", context)


def _url(fresh: bool, kind: str) -> str:
    return "?" + urlencode(({"show": "unread"} if fresh else {}) | ({"kind": kind} if kind else {}))


def _chips(fresh: bool, kind: str) -> list[dict[str, Any]]:
    return [
        {"text": _("全部"), "url": _url(False, kind), "current": not fresh},
        {"text": _("未读"), "url": _url(True, kind), "current": fresh},
    ]


def _menu(fresh: bool, now: str, kinds: list[str]) -> dict[str, Any]:
    labels = sorted(((kind, registry.label_of(kind)) for kind in kinds), key=lambda one: one[1])
    options = [
        {"text": text, "url": _url(fresh, kind), "current": kind == now}
        for kind, text in [("", _("全部")), *labels]
    ]
    shown = dict(labels).get(now, _("全部"))
    return {"label": _("类别"), "now": shown, "set": bool(now), "options": options}


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
    held, quiet = queries.own_addresses(member), queries.quiet_of(member)
    open_ways = queries.open_ways()
    own = {way: held[way] for way in open_ways if way in held and held[way].is_proved}
    muted = queries.muted_by(member)
    form = ReminderForm(data, ways=ways, muted=muted, quiet=quiet, own=own)
    if (ways or own) and form.is_valid():
        try:
            how = {"offered": ways, "quiet": form.quiet, "key": form.cleaned_data["key"]}
            how |= {"own": form.own_kinds, "daily": form.daily}
            actions.choose_reminders(form.muted, actor=member, now=now, **how)
            messages.success(request, _("已保存"))
            return redirect("inbox:index")
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    addresses = [(way, held.get(way), way in open_ways) for way in Way]
    context = {"form": form, "asks": bool(ways or own), "addresses": addresses}
    context |= {"any_open": bool(open_ways), "page_title": _("提醒设置")}
    return render(request, "inbox/mute.html", context, status=422 if form.errors else 200)
