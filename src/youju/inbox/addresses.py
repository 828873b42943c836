"""Pages on which a person gives addresses of their own for reminders, and stops mails."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from youju.inbox import actions, queries
from youju.inbox.forms import AddressForm, CodeForm
from youju.inbox.rules_own import Way
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import MemberRequest
from youju.ui.forms import KeyField


def _way(text: str) -> Way:
    if text not in set(Way):
        raise Missing("没有这种方式")
    return Way(text)


@require_http_methods(["GET", "POST"])
def own(request: MemberRequest, way: str) -> HttpResponse:
    """An own address: give one, or another; a code is sent there."""
    form = AddressForm(request.POST if request.method == "POST" else None, way=_way(way))
    if form.is_valid():
        try:
            given = form.cleaned_data
            actions.give_address(_way(way), actor=request.member, now=timezone.now(), **given)
            return redirect("inbox:own", way)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
    return _page(request, _way(way), form=form)


@require_POST
def prove(request: MemberRequest, way: str) -> HttpResponse:
    """The code that came there."""
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            code = form.cleaned_data["code"]
            if actions.prove_address(_way(way), code, actor=request.member, now=timezone.now()):
                messages.success(request, _("已验证。勾选要发到这里的消息，然后保存。"))
                return redirect("inbox:mute")
            form.add_error("code", _("验证码不对，请核对最近收到的一条"))
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
    return _page(request, _way(way), code_form=form)


def _page(request: MemberRequest, way: Way, **forms: Any) -> HttpResponse:
    context = {
        "way": way,
        "is_open": way in queries.open_ways(),
        "address": queries.own_addresses(request.member).get(way),
        "form": AddressForm(way=way),
        "code_form": CodeForm(),
        "page_title": _("本人邮箱") if way == Way.MAIL else _("本人手机"),
        **forms,
    }
    code = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "inbox/own.html", context, status=code)


@require_POST
def code_again(request: MemberRequest, way: str) -> HttpResponse:
    try:
        how = {"now": timezone.now(), "key": _key_of(request)}
        actions.send_code_again(_way(way), actor=request.member, **how)
        messages.success(request, _("验证码已重新发出"))
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("inbox:own", way)


@require_POST
def remove(request: MemberRequest, way: str) -> HttpResponse:
    now = timezone.now()
    actions.remove_address(_way(way), actor=request.member, now=now, key=_key_of(request))
    messages.success(request, _("已停用，不再发到那里"))
    return redirect("inbox:mute")


def _key_of(request: MemberRequest) -> Any:
    return KeyField(required=False).clean(request.POST.get("key"))


@csrf_exempt  # a mail program posts here by itself; the signed token says which address
@login_not_required
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop reminders to an address from the link in a mail; opening the link alone stops nothing."""
    done = request.method == "POST"
    if done:
        actions.stop_mails(token, now=timezone.now())
    return render(request, "inbox/stop.html", {"done": done})
