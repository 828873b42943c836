"""Pages on which the system administrator sets up the ways out for messages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.inbox import actions, queries
from youju.inbox.forms import ChannelForm
from youju.inbox.models import Delivery
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, MemberRequest, require, unit_options
from youju.ui.forms import KeyField
from youju.ui.lists import keyset_page


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The outside channels of the administrator's units, with what waits and what failed."""
    rows = list(queries.channels_of(request.member))
    context = {"rows": rows, "own": queries.open_ways(), "page_title": _("站外渠道")}
    return render(request, "inbox/channels.html", context)


@require_GET
def people(request: MemberRequest) -> HttpResponse:
    """What went to addresses of people's own at the administrator's units, and what came of it."""
    sent = queries.own_deliveries(request.member)
    if only_failed := request.GET.get("state") == Delivery.State.FAILED:
        sent = sent.filter(state=Delivery.State.FAILED)
    context = {
        "page": keyset_page(sent, request, ["-made_at", "-id"], size=20),
        "own": queries.open_ways(),
        "chips": [
            {"text": _("全部"), "url": "?", "current": not only_failed},
            {"text": _("未发出"), "url": "?state=failed", "current": only_failed},
        ],
        "page_title": _("发到个人的提醒"),
    }
    return render(request, "inbox/people.html", context)


@require_http_methods(["GET", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    member = require(request.member, May.CHANNELS)
    data = request.POST if request.method == "POST" else None
    form = ChannelForm(data, units=unit_options(member))
    if form.is_valid():
        try:
            sent = form.cleaned_data
            made = actions.add_channel(actor=member, now=timezone.now(), **sent)
            messages.success(request, _("已保存。先试发一条，收到后再启用。"))
            return redirect("inbox:channel", made.pk)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
    context = {"form": form, "page_title": _("添加站外渠道")}
    return _form_page(request, "inbox/channel_add.html", context)


@require_http_methods(["GET", "POST"])
def channel(request: MemberRequest, channel_id: int) -> HttpResponse:
    """One channel: how it is set, and what went through it."""
    member = request.member
    found = queries.channel_for(member, channel_id)
    data = request.POST if request.method == "POST" else None
    form = ChannelForm(data, units=unit_options(member), channel=found)
    if form.is_valid():
        try:
            sent = form.cleaned_data
            actions.change_channel(channel_id, actor=member, now=timezone.now(), **sent)
            messages.success(request, _("已保存"))
            return redirect("inbox:channel", channel_id)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
    log = keyset_page(queries.deliveries_of(found), request, ["-made_at", "-id"], size=20)
    context = {"form": form, "channel": found, "page": log, "page_title": found.name}
    return _form_page(request, "inbox/channel.html", context)


def _form_page(request: MemberRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    code = 422 if context["form"].errors else 200
    return render(request, template, context, status=code)


def _key_of(request: MemberRequest) -> Any:
    return KeyField(required=False).clean(request.POST.get("key"))


@require_POST
def try_out(request: MemberRequest, channel_id: int) -> HttpResponse:
    actions.try_channel(channel_id, actor=request.member, now=timezone.now(), key=_key_of(request))
    messages.success(request, _("试发消息已排队，几秒后看发送记录"))
    return redirect("inbox:channel", channel_id)


@require_POST
def again(request: MemberRequest, delivery_id: int) -> HttpResponse:
    sent = actions.send_again(
        delivery_id, actor=request.member, now=timezone.now(), key=_key_of(request)
    )
    messages.success(request, _("已重新排队"))
    return (
        redirect("inbox:channel", sent.channel_id) if sent.channel_id else redirect("inbox:people")
    )
