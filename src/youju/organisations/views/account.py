"""The way in and out, and the own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as second_factor_passed
from django_otp.plugins.otp_totp.models import TOTPDevice

from youju.kernel.ids import row_id
from youju.kernel.refusal import Refused
from youju.organisations import actions
from youju.organisations.forms.account import CodeForm, PasswordForm, SignInForm
from youju.organisations.middleware import CHOSEN, account_step
from youju.organisations.queries import (
    Person,
    has_second_factor,
    memberships_of,
    needs_second_factor,
    recovery_codes_left,
    roots,
)
from youju.organisations.views.requests import PersonRequest, address_of, remember_language
from youju.ui.chosen import forget_unit
from youju.ui.qr import code_svg


def next_page(request: HttpRequest) -> str:
    """Return the page of this product that the asker wants to go on to."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "GET" and isinstance(request.user, Person):
        return redirect(next_page(request))
    if request.method == "GET" and not roots().exists():
        return redirect("upkeep:start")  # nobody has been here yet
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        username = form.cleaned_data["username"]
        person = authenticate(request, **form.cleaned_data)
        if isinstance(person, Person):
            login(request, person)
            return _begin(request, person)
        actions.sign_in_failed(username, address_of(request), now=timezone.now())
        form.add_error(
            None, _("登录名或密码不对。请核对大小写后重试；连续 5 次不对会暂停 15 分钟。")
        )
    code = 422 if form.errors else 200
    context = {"form": form, "next": next_page(request)}
    return render(request, "organisations/sign_in.html", context, status=code)


def _begin(request: HttpRequest, person: Person) -> HttpResponse:
    """Note the session, then lead to the choice of post or onward."""
    request.session.save()
    agent = request.headers.get("User-Agent", "")
    now = timezone.now()
    actions.signed_in(
        person, request.session.session_key or "", address_of(request), agent, now=now
    )
    onward = next_page(request)
    if memberships_of(person, timezone.localdate(now)).count() > 1:
        onward = reverse("organisations:choose", query={"next": onward})
    response = redirect(onward)
    if person.language:
        remember_language(response, person.language)
    return response


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: object = None
) -> HttpResponse:
    """Answer a sign-in that came too often. Named in the settings."""
    return render(request, "organisations/locked_out.html", status=429)


@account_step
@require_POST
def sign_out(request: PersonRequest) -> HttpResponse:
    actions.signed_out(request.user, request.session.session_key, now=timezone.now())
    logout(request)
    messages.success(request, _("已退出登录。"))
    return redirect("organisations:sign_in")


@account_step
@require_http_methods(["GET", "POST"])
def choose(request: PersonRequest) -> HttpResponse:
    """Choose the post to act under, right after signing in."""
    if request.method == "POST":
        return switch(request)
    held = memberships_of(request.user, timezone.localdate())
    return render(request, "organisations/choose.html", {"held": held, "next": next_page(request)})


@account_step
@require_POST
def switch(request: PersonRequest) -> HttpResponse:
    """Act under another post."""
    membership_id = row_id(request.POST.get("membership", "")) or 0
    chosen = actions.choose_post(request.user, membership_id, now=timezone.now())
    request.session[CHOSEN] = chosen.pk
    forget_unit(request)
    return redirect(next_page(request))


@account_step
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: PersonRequest) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        old, new = form.cleaned_data["old_password"], form.cleaned_data["new_password"]
        try:
            actions.change_password(request.user, old, new, now=timezone.now())
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, _("密码已更改，其他地方的登录已失效。"))
            return redirect("organisations:account")
    context = {"form": form, "forced": request.user.must_change_password}
    code = 422 if form.errors else 200
    return render(request, "organisations/password.html", context, status=code)


@account_step
@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: PersonRequest) -> HttpResponse:
    """Ask for the code of the phone, or a recovery code."""
    device = TOTPDevice.objects.filter(user=request.user, confirmed=True).first()
    if device is None:
        return redirect("organisations:enrol")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        allowed, _why = device.verify_is_allowed()
        if device.verify_token(code) or (
            allowed and actions.use_recovery_code(request.user, code, now=timezone.now())
        ):
            device.throttle_reset()
            second_factor_passed(request, device)
            return redirect(next_page(request))
        actions.sign_in_failed(request.user.username, address_of(request), now=timezone.now())
        form.add_error("code", _("口令不对或已用过。请等下一个口令再输；连续不对，间隔会加长。"))
    code_ = 422 if form.errors else 200
    context = {"form": form, "next": next_page(request)}
    return render(request, "organisations/second_factor.html", context, status=code_)


@account_step
@never_cache
@require_http_methods(["GET", "POST"])
def enrol(request: PersonRequest) -> HttpResponse:
    """Tie a phone to the account: QR code, first code, recovery codes."""
    if has_second_factor(request.user) and getattr(request.user, "otp_device", None) is None:
        return redirect("organisations:second_factor")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device, codes = actions.confirm_second_factor(
                request.user, form.cleaned_data["code"], now=timezone.now()
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            second_factor_passed(request, device)
            return render(request, "organisations/recovery_codes.html", {"codes": codes})
    device = actions.start_second_factor(request.user)
    context = {"form": form, "svg": code_svg(device.config_url), "secret": _grouped(device)}
    return render(request, "organisations/enrol.html", context, status=422 if form.errors else 200)


def _grouped(device: TOTPDevice) -> str:
    """Return the secret in groups of four, to be typed by hand."""
    secret = device.config_url.split("secret=")[1].split("&")[0]
    return " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))


@account_step
def account(request: PersonRequest) -> HttpResponse:
    """The own account: posts, password, second factor."""
    member = request.member
    context = {
        "held": memberships_of(request.user, timezone.localdate()),
        "enrolled": has_second_factor(request.user),
        "demanded": member is not None and needs_second_factor(member.role),
        "codes_left": recovery_codes_left(request.user),
    }
    return render(request, "organisations/account.html", context)
