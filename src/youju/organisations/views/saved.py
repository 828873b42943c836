"""Filters of lists kept under a name: keep, change, drop."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from youju.organisations import actions
from youju.organisations.forms.saved import NewViewForm, ViewForm
from youju.organisations.queries import May, saved_view
from youju.organisations.views.account import next_page
from youju.organisations.views.frame import act_page
from youju.organisations.views.requests import MemberRequest


@require_POST
def view_add(request: MemberRequest) -> HttpResponse:
    """Keep the filters that the list has now."""
    form = NewViewForm(request.POST, may_share=_may_share(request))
    back = f"{next_page(request)}?{request.POST.get('query', '')}"

    def do(**given: Any) -> object:
        del given["next"], given["key"]
        return actions.save_view(**given)

    return act_page(
        request, form, do, title=_("存为视图"), submit=_("存下"), back=back, saved=_("已存为视图。")
    )


@require_http_methods(["GET", "POST"])
def view_change(request: MemberRequest, view_id: int) -> HttpResponse:
    """Another name, shared or not."""
    view = saved_view(request.member, view_id)
    first = {"name": view.name, "shared": view.shared_with_id is not None}
    form = ViewForm(request.POST or None, initial=first, may_share=_may_share(request))

    def do(**given: Any) -> object:
        del given["key"]
        return actions.change_view(view.pk, **given)

    return act_page(
        request, form, do, title=_("改视图"), submit=_("保存"), back=f"{next_page(request)}?{view.query}"
    )  # fmt: skip


@require_POST
def view_drop(request: MemberRequest, view_id: int) -> HttpResponse:
    view = saved_view(request.member, view_id)
    actions.drop_view(view.pk, actor=request.member, now=timezone.now())
    messages.success(request, _("已去掉视图“%(name)s”。") % {"name": view.name})
    return redirect(next_page(request))


def _may_share(request: MemberRequest) -> bool:
    return request.member.may_at(May.ORGANISE, request.member.unit)
