"""The sign-in list, the look at notes, and those who signed up."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from youju.activities import actions
from youju.activities.forms.others import NamesForm, NotesForm, OpenForm, WhyForm
from youju.activities.views.frame import act_page, crumbs, pressed, sent
from youju.activities.views.records import one_of
from youju.organisations.queries import May


@require_http_methods(["GET", "POST"])
def names(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The sign-in list in place of the one before."""
    _who, found = one_of(request, activity_id)
    form = NamesForm(request.POST or None)

    def do(**act: Any) -> Any:
        return actions.sign_in(found.pk, names=form.cleaned_data["names"], **act)

    told = {"title": _("登记签到名单"), "submit": _("存名单"), "note": found.title}
    return act_page(request, form, do, back=found.get_absolute_url(), **told)


@require_http_methods(["GET", "POST"])
def names_open(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The names, for one who says why."""
    _who, found = one_of(request, activity_id)
    form = WhyForm(request.POST or None)
    shown: list[str] = []

    def do(actor: Any, now: Any, key: Any) -> Any:
        reason = form.cleaned_data["reason"]
        shown.extend(actions.open_names(found.pk, reason=reason, actor=actor, now=now))

    if request.method == "POST" and form.is_valid():
        sent(request, form, do)
    rows = [(name, "", None) for name in shown]
    told = {"form": form, "activity": found, "rows": rows, "title": _("签到名单")}
    told["crumbs"] = crumbs((found.title, found.get_absolute_url()))
    return render(request, "activities/people.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def signups(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Who signed up, for one who says why."""
    _who, found = one_of(request, activity_id)
    form = WhyForm(request.POST or None)
    shown: list[Any] = []

    def do(actor: Any, now: Any, key: Any) -> Any:
        reason = form.cleaned_data["reason"]
        shown.extend(actions.open_signups(found.pk, reason=reason, actor=actor, now=now))

    if request.method == "POST" and form.is_valid():
        sent(request, form, do)
    told = {"form": form, "activity": found, "rows": shown, "title": _("报名名单")}
    told["crumbs"] = crumbs((found.title, found.get_absolute_url()))
    return render(request, "activities/people.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The look at the notes of a study session."""
    _who, found = one_of(request, activity_id)
    form = NotesForm(request.POST or None, initial={"on": timezone.localdate()})

    def do(**act: Any) -> Any:
        told = {name: form.cleaned_data[name] for name in ("on", "due", "came", "notes", "result")}
        return bool(actions.check_notes(found.pk, **told, **act))

    told = {"title": _("检查学习笔记"), "submit": _("记下检查"), "note": found.title}
    return act_page(request, form, do, back=found.get_absolute_url(), **told)


@require_http_methods(["GET", "POST"])
def signup_open(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Let the public sign up."""
    _who, found = one_of(request, activity_id, May.ARRANGE)
    first = {"capacity": found.capacity, "signup_until": found.signup_until}
    form = OpenForm(request.POST or None, initial=first)

    def do(**act: Any) -> Any:
        told = {name: form.cleaned_data[name] for name in ("capacity", "signup_until")}
        return actions.open_signup(found.pk, **told, **act)

    note = _("公众页面会显示活动的名称、时间、地点和简介，居民留称呼和电话报名，可自己取消。")
    told = {"title": _("开放报名"), "submit": _("开放报名"), "note": note}
    return act_page(request, form, do, back=found.get_absolute_url(), **told)


@require_POST
def signup_close(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Take the activity off the public calendar."""
    _who, found = one_of(request, activity_id, May.ARRANGE)

    def do(**act: Any) -> Any:
        return actions.close_signup(found.pk, **act)

    return pressed(request, do, found.get_absolute_url(), _("已从公众页面撤下。"))
