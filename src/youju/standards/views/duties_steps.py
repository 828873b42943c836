"""What becomes of one duty: accepted, handed back, held to, given to another unit, ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from youju.organisations.queries import May, MemberRequest, require, unit_options
from youju.standards import actions, queries
from youju.standards.forms.duties import PlaceForm, ReasonForm, ReassignForm
from youju.standards.models import Duty
from youju.standards.views.duties import people_of
from youju.standards.views.mock_frame import act_page, acting, crumbs, to


def _page(
    request: MemberRequest,
    duty: Duty,
    form: forms.Form,
    do: Callable[..., Any],
    *,
    title: str,
    saved: str,
    note: str = "",
) -> HttpResponse:
    """Show the form of a step; the item and the unit stand above it."""
    back = to("duty", duty.pk)
    return act_page(
        request, form, do, back=back, saved=saved, title=title, submit=title, note=note,
        crumbs=crumbs((str(duty), back)),
    )  # fmt: skip


@require_POST
def accept(request: MemberRequest, duty_id: int) -> HttpResponse:
    """The unit accepts one duty."""
    found = queries.duty_for(request.member, duty_id)
    actions.accept_duties([found.pk], **acting(request))
    messages.success(request, _("已认领。"))
    return redirect("standards:duty", found.pk)


@require_POST
def remind_one(request: MemberRequest, duty_id: int) -> HttpResponse:
    """The unit is reminded of one duty."""
    found = queries.duty_for(request.member, duty_id)
    actions.remind_duties(found.item.edition_id, [found.pk], **acting(request))
    messages.success(request, _("已提醒。"))
    return redirect("standards:duty", found.pk)


@require_http_methods(["GET", "POST"])
def place(request: MemberRequest, duty_id: int) -> HttpResponse:
    """Somebody within the unit gets it."""
    found = queries.duty_for(request.member, duty_id)
    require(request.member, May.ARRANGE, found.unit)
    initial = {"person": found.person_id or "", "section": found.section}
    form = PlaceForm(request.POST or None, people=people_of(found.unit), initial=initial)

    def do(**given: Any) -> object:
        return actions.place_duties([found.pk], **given)

    return _page(request, found, form, do, title=_("落实责任人"), saved=_("已落实。"))


@require_http_methods(["GET", "POST"])
def hand_back(request: MemberRequest, duty_id: int) -> HttpResponse:
    """The unit hands it back, with the reason."""
    found = queries.duty_for(request.member, duty_id)
    require(request.member, May.ARRANGE, found.unit)

    def do(**given: Any) -> object:
        return actions.hand_back_duty(found.pk, **given)

    note = _("写明为什么不该由本单位负责、应当由谁负责。创建办看过后维持或改派。")
    form = ReasonForm(request.POST or None)
    return _page(request, found, form, do, title=_("退回"), saved=_("已退回。"), note=note)


@require_http_methods(["GET", "POST"])
def insist(request: MemberRequest, duty_id: int) -> HttpResponse:
    """Whoever split the edition holds to it."""
    found = queries.duty_for(request.member, duty_id)
    require(request.member, May.ORGANISE, found.item.edition.unit)

    def do(**given: Any) -> object:
        return actions.insist_on_duty(found.pk, **given)

    note = _("退回原因：%(reason)s") % {"reason": found.reason} if found.reason else ""
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = _("维持理由")
    return _page(request, found, form, do, title=_("维持分工"), saved=_("已维持。"), note=note)


@require_http_methods(["GET", "POST"])
def reassign(request: MemberRequest, duty_id: int) -> HttpResponse:
    """Another unit gets it."""
    found = queries.duty_for(request.member, duty_id)
    member = require(request.member, May.ORGANISE, found.item.edition.unit)

    def do(**given: Any) -> str:
        return to("duty", actions.reassign_duty(found.pk, **given).pk)

    note = _("退回原因：%(reason)s") % {"reason": found.reason} if found.reason else ""
    form = ReassignForm(request.POST or None, units=unit_options(member))
    return _page(request, found, form, do, title=_("改派"), saved=_("已改派。"), note=note)


@require_http_methods(["GET", "POST"])
def end(request: MemberRequest, duty_id: int) -> HttpResponse:
    """The unit is released; the item waits for another."""
    found = queries.duty_for(request.member, duty_id)
    require(request.member, May.ORGANISE, found.item.edition.unit)

    def do(**given: Any) -> object:
        return actions.end_duty(found.pk, **given)

    form = ReasonForm(request.POST or None)
    return _page(request, found, form, do, title=_("解除分工"), saved=_("已解除。"))
