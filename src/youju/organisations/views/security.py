"""Locks, sessions and second factors: pages of the security administrator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from youju.kernel.refusal import Missing
from youju.organisations import actions
from youju.organisations.models import Membership
from youju.organisations.queries import May, person_for, require
from youju.organisations.queries.security import (
    has_second_factor,
    locks,
    policies,
    session_for,
    sessions,
)
from youju.organisations.rules import Role
from youju.organisations.views.requests import MemberRequest


def security(request: MemberRequest) -> HttpResponse:
    """Who is locked out, who is signed in, which roles need a second factor."""
    member = require(request.member, May.SECURITY)
    labels = dict(Membership.Role.choices)
    context = {
        "unit": member.unit,
        "locks": locks(member),
        "sessions": sessions(member)[:100],
        "policies": [
            {"role": role, "label": labels[role], "demanded": demanded}
            for role, demanded in policies(member).items()
        ],
        "at_root": member.unit.parent_id is None,
    }
    return render(request, "organisations/security.html", context)


def _acting(request: MemberRequest) -> dict[str, Any]:
    return {"actor": request.member, "now": timezone.now()}


@require_POST
def unlock(request: MemberRequest) -> HttpResponse:
    member = require(request.member, May.SECURITY)
    username = request.POST.get("username", "")
    if not locks(member).filter(username=username).exists():
        raise Missing(_("这个登录名没有被暂停"))
    actions.unlock(username, member.unit, **_acting(request))
    messages.success(request, _("已解除暂停，可以重新登录。"))
    return redirect("organisations:security")


@require_POST
def demand(request: MemberRequest) -> HttpResponse:
    """Demand a second factor of a role, or no longer."""
    require(request.member, May.SECURITY)
    role = request.POST.get("role", "")
    if role not in Membership.Role.values:
        raise Missing(_("没有这个角色"))
    demanded = request.POST.get("demanded") == "1"
    actions.demand_second_factor(Role(role), demanded, **_acting(request))
    messages.success(request, _("已更改，对下一次打开页面起作用。"))
    return redirect("organisations:security")


@require_POST
def close_session(request: MemberRequest, sign_in_id: int) -> HttpResponse:
    member = require(request.member, May.SECURITY)
    found = session_for(member, sign_in_id)
    actions.close_session(found, member.unit, **_acting(request))
    messages.success(request, _("已结束%s的这次登录。") % found.person.name)
    return redirect("organisations:security")


@require_POST
def drop_second_factor(request: MemberRequest, person_id: int) -> HttpResponse:
    """Take a lost phone off an account."""
    member = require(request.member, May.SECURITY)
    person = person_for(member, person_id)
    if not has_second_factor(person):
        raise Missing(_("此人没有启用动态口令"))
    actions.drop_second_factor(person, member.unit, **_acting(request))
    messages.success(request, _("已解除%s的动态口令，可重新启用。") % person.name)
    return redirect("organisations:security")
