"""Activities without a sign-in: the calendar, signing up, giving seats back, the code at the door."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from icalendar import Calendar, Event

from youju.activities import actions
from youju.activities import queries as activities
from youju.activities.queries import Activity, SignUp
from youju.kernel.ids import key_in
from youju.kernel.periods import day_label
from youju.kernel.refusal import Missing, Refused
from youju.portal import queries
from youju.portal.actions import count
from youju.portal.actions.reporting import resident_of
from youju.portal.forms import GateForm
from youju.portal.forms_activities import HereForm, SignUpForm
from youju.portal.rules import Counted, clean_code, hide_names, hide_numbers
from youju.portal.secrets import code_for, digest_of, digests_of
from youju.portal.views.frame import (
    NO_STORE,
    SHORT_CACHE,
    address_of,
    fresh_challenge,
    open_page,
    pass_gate,
)
from youju.ui.lists import keyset_page

PAGE, FEED = 30, 200


def _words(text: str) -> str:
    return hide_names(hide_numbers(text), [])


def _when(one: Activity) -> str:
    told = day_label(one.on)
    if one.until and one.until != one.on:
        told += f"—{day_label(one.until)}"
    if one.starts:
        told += f" {one.starts:%H:%M}" + (f"—{one.ends:%H:%M}" if one.ends else "")
    return told


@open_page(SHORT_CACHE)
@require_GET
def index(request: HttpRequest, place: int) -> HttpResponse:
    """What a place holds from today on, the next first."""
    unit = queries.place_at(place)
    rows = activities.public_activities(unit, timezone.localdate()).order_by()
    page = keyset_page(rows, request, ["on", "id"], size=PAGE)
    lines = [(one, _words(one.title), _when(one)) for one in page.rows]
    return render(request, "portal/activities.html", {"place": unit, "page": page, "lines": lines})


@open_page(SHORT_CACHE)
@require_GET
def feed(request: HttpRequest, place: int) -> HttpResponse:
    """The same as a calendar to subscribe to (RFC 5545)."""
    unit = queries.place_at(place)
    calendar = Calendar()
    calendar.add("prodid", "-//youju//activities 1//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("%(unit)s活动") % {"unit": unit.short_name})
    for one in activities.public_activities(unit, timezone.localdate())[:FEED]:
        calendar.add_component(_event(request, one))
    answer = HttpResponse(bytes(calendar.to_ical()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="activities.ics"'
    return answer


def _event(request: HttpRequest, one: Activity) -> Event:
    event = Event()
    event.add("uid", f"activity-{one.pk}@youju")
    event.add("dtstamp", one.made_at)
    event.add("dtstart", _moment(one, one.starts) if one.starts else one.on)
    if one.starts and one.ends:
        event.add("dtend", _moment(one, one.ends))
    event.add("summary", _words(one.title))
    if one.place:
        event.add("location", _words(one.place))
    event.add("url", request.build_absolute_uri(reverse("portal:activity", args=[one.slug])))
    return event


def _moment(one: Activity, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(one.on, at))


@open_page(NO_STORE)
@require_http_methods(["GET", "POST"])
def activity(request: HttpRequest, slug: str) -> HttpResponse:
    """One activity, with its form to sign up."""
    found = activities.public_activity(slug)
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code = _sign_up(request, found, form)
            return redirect("portal:signup", code=code)
        except Missing:
            raise
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    last = found.signup_until or found.on
    today = timezone.localdate()
    more = {
        "left": activities.seats_left(found),
        "is_open": found.state == "planned" and today <= last,
        "is_today": found.on <= today <= (found.until or found.on),
        "last": last,
    }
    return _page(request, found, form, Counted.SIGN_UP, "portal/activity.html", **more)


def _page(
    request: HttpRequest,
    found: Activity,
    form: GateForm,
    what: Counted,
    template: str,
    **more: Any,
) -> HttpResponse:
    context = {
        "activity": found,
        "title": _words(found.title),
        "when": _when(found),
        "at": _words(found.place),
        "note": _words(found.note),
        "kind": found.of_kind.label,
        "place": queries.site_of(found.unit),
        "form": form,
        "challenge": fresh_challenge(what, found.root_id, timezone.now()),
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _sign_up(request: HttpRequest, found: Activity, form: SignUpForm) -> str:
    """Take it in and return the code of its own page; the same form sent twice leads to the same."""
    now, key = timezone.now(), form.cleaned_data["key"]
    code = code_for(found.root_id, key)
    try:
        activities.signup_by_digest(digests_of(code))
    except Missing:
        pass_gate(request, form, Counted.SIGN_UP, found.root_id, now)
    told = {name: form.cleaned_data[name] for name in ("name", "phone", "seats")}
    actions.sign_up(
        found.pk,
        **told,
        code_digest=digest_of(code),
        actor=resident_of(found.unit),
        now=now,
        key=key,
    )
    return code


@open_page(NO_STORE)
@require_http_methods(["GET", "POST"])
def signup(request: HttpRequest, code: str) -> HttpResponse:
    """How one's own sign-up stands; sending the form gives the seats back."""
    found = _own(request, code)
    if request.method == "POST":
        actor, key = resident_of(found.activity.unit), key_in(request.POST.get("key", ""))
        actions.leave(found.pk, actor=actor, now=timezone.now(), key=key)
        return redirect("portal:signup", code=clean_code(code))
    one = found.activity
    context = {
        "signup": found,
        "activity": one,
        "title": _words(one.title),
        "when": _when(one),
        "at": _words(one.place),
        "place": queries.site_of(one.unit),
        "is_over": one.on < timezone.localdate(),
    }
    return render(request, "portal/signup.html", context)


def _own(request: HttpRequest, code: str) -> SignUp:
    """Return the sign-up that a code opens; wrong codes are counted, so that trying leads nowhere."""
    try:
        return activities.signup_by_digest(digests_of(clean_code(code)))
    except Missing:
        count(Counted.LOOK_UP, 0, address_of(request), now=timezone.now())
        raise


@open_page(NO_STORE)
@require_http_methods(["GET", "POST"])
def here(request: HttpRequest, slug: str) -> HttpResponse:
    """The code on the screen of the hall: one more has come; nothing of him is kept."""
    found = activities.public_activity(slug)
    form = HereForm(request.POST or None)
    is_done = False
    if request.method == "POST" and form.is_valid():
        now, said = timezone.now(), form.cleaned_data
        try:
            pass_gate(request, form, Counted.HERE, found.root_id, now)
            actions.come_here(
                found.pk, code=said["code"], actor=resident_of(found.unit), now=now, key=said["key"]
            )
            is_done = True
        except Missing:
            raise
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return _page(request, found, form, Counted.HERE, "portal/here.html", is_done=is_done)
