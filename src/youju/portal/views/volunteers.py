"""Volunteers on the public pages: what is called for, applying, signing up."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import Unit
from youju.portal import queries
from youju.portal.actions.reporting import resident_of
from youju.portal.forms_volunteers import ApplyForm, AttendForm, SignUpForm
from youju.portal.rules import Counted
from youju.portal.views.frame import SHORT_CACHE, fresh_challenge, open_page, pass_gate
from youju.volunteers import actions
from youju.volunteers.actions import About
from youju.volunteers.queries import Volunteer, open_shifts, shift_near, volunteer_known
from youju.volunteers.rules.seats import Seat, Way

MOST = 40


@open_page(SHORT_CACHE)
@require_GET
def index(request: HttpRequest, place: int) -> HttpResponse:
    """What volunteers are called for near the place."""
    unit = queries.place_at(place)
    context = {"place": unit, "lines": _lines(unit)}
    return render(request, "portal/volunteers.html", context)


def _lines(unit: Unit) -> list[tuple[Any, int]]:
    """Return the shifts to come with how many places are left in each."""
    rows: list[Any] = list(open_shifts(unit, timezone.now())[:MOST])
    return [(one, max(one.wanted - one.taken, 0)) for one in rows]


@open_page()
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, place: int) -> HttpResponse:
    """Apply to be a volunteer; the unit registers and gives the number."""
    unit = queries.place_at(place)
    form = ApplyForm(request.POST or None)

    def do(told: dict[str, Any], **act: Any) -> str:
        names = ("name", "phone", "skills", "adult", "consent")
        actions.apply(unit, About(**{name: told[name] for name in names}), **act)
        return _("已收到申请，社区登记后会把志愿者编号告诉您，凭编号和手机在这里报名。")

    return _answer(request, unit, form, Counted.VOLUNTEER, do, {"what": _("我要当志愿者"), "submit": _("申请")})  # fmt: skip


@open_page()
@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest, place: int, shift_id: int) -> HttpResponse:
    """Sign up for a shift by number and phone."""
    unit = queries.place_at(place)
    shift = open_shifts(unit, timezone.now()).filter(pk=shift_id).first()
    if shift is None:
        raise Missing(_("没有这个班次，或者已经开始"))
    form = SignUpForm(request.POST or None)

    def do(told: dict[str, Any], **act: Any) -> str:
        one = _known(unit, told)
        seat = actions.sign_up(shift.pk, one.pk, **act)
        waits = seat.state == Seat.WAITING
        return (
            _("已排在候补，有人退出会按次序递补。")
            if waits
            else _("已报名，请按时到场，扫现场的签到码，用编号和手机签到。")
        )

    return _answer(request, unit, form, Counted.SHIFT, do, {"what": shift.service.name, "shift": shift, "submit": _("报名")})  # fmt: skip


@open_page()
@require_http_methods(["GET", "POST"])
def here(request: HttpRequest, place: int, shift_id: int) -> HttpResponse:
    """Say that one is there, for who signed up without an account: number, phone and the code shown."""
    unit = queries.place_at(place)
    shift = shift_near(unit, shift_id)
    brought = request.GET.get("code", "")[:6]
    form = AttendForm(request.POST or None, initial={"code": brought})

    def do(told: dict[str, Any], **act: Any) -> str:
        way = Way.QR if brought else Way.CODE
        actions.attend(shift.pk, _known(unit, told).pk, told["code"], way=way, **act)
        return _("已签到，时长由负责人确认后计入。")

    what = {"what": f"{shift.service.name} · {_('签到')}", "shift": shift, "submit": _("签到")}
    mine = reverse("volunteers:attend", args=[shift.pk])
    return _answer(request, unit, form, Counted.SHIFT, do, {**what, "mine_url": mine})


def _known(unit: Unit, told: dict[str, Any]) -> Volunteer:
    """Return the volunteer of a number and a phone. Refused where they are not of one another."""
    one = volunteer_known(unit.root_id, told["number"].strip(), told["phone"])
    if one is None:
        raise Refused(_("编号和手机对不上，请核对；手机换过的请找社区更新。"), field="number")
    return one


def _answer(
    request: HttpRequest, unit: Unit, form: Any, what: Counted, do: Any, shown: dict[str, Any]
) -> HttpResponse:
    """Show a form behind the gate; when it is sent and sound, do the act and say what came of it."""
    now, done = timezone.now(), ""
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            pass_gate(request, form, what, unit.root_id, now)
            done = do(told, actor=resident_of(unit), now=now, key=told["key"])
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    context = {"place": unit, "form": form, "done": done, "challenge": fresh_challenge(what, unit.root_id, now), **shown}  # fmt: skip
    return render(
        request, "portal/volunteer_form.html", context, status=422 if form.errors else 200
    )
