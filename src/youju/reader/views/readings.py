"""Taking reports in, the list of readings, and the review page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from youju.jobs.queries import Job
from youju.kernel.ids import key_in
from youju.kernel.periods import UNKNOWN
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, MemberRequest, asking, require
from youju.reader import actions, queries
from youju.reader.forms import PieceForm, StartForm
from youju.reader.models import Reading
from youju.reader.views import review
from youju.ui.lists import keyset_page


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The reports read for the chosen unit and those below it."""
    who = asking(request)
    rows = queries.readings_under(who.member, who.unit)
    context = {
        "page": keyset_page(rows, request, ["-made_at", "-id"]),
        "unit": who.unit,
        "may_import": who.member.may_at(May.IMPORT, who.unit),
    }
    return render(request, "reader/index.html", context)


def start(request: MemberRequest) -> HttpResponse:
    """Hand in a report: a file or pasted text."""
    who = asking(request, May.IMPORT)
    units = review.open_units(who.member)
    form = StartForm(
        request.POST or None, request.FILES or None, units=units, initial={"unit": who.unit}
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_read(request, form.cleaned_data))
        except actions.AlreadyRead as again:
            messages.info(request, again.message)
            return redirect(again.reading)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    code = 422 if form.errors else 200
    return render(request, "reader/start.html", {"form": form}, status=code)


def _read(request: MemberRequest, told: dict[str, Any]) -> Reading:
    period = told["period"] or UNKNOWN
    who = {"unit": told["unit"], "actor": request.member, "now": timezone.now()}
    if told["file"]:
        return actions.read_upload(told["file"], key=told["key"], period=period, **who)
    return actions.read_text(told["text"], key=told["key"], period=period, **who)


@require_GET
def reading(request: MemberRequest, reading_id: int) -> HttpResponse:
    """One reading, piece by piece: the text beside the entries its figures would make."""
    member = require(request.member, May.SEE)
    found = queries.reading_for(member, reading_id)
    if found.state != Reading.State.READY:
        job = Job.objects.filter(pk=found.job_id or 0).first()
        part = "reader/_progress.html" if request.htmx else "reader/waiting.html"
        return render(request, part, {"reading": found, "job": job})
    piece = review.piece_asked(request, found)
    if piece is None:
        raise Refused(_("这份文件里没有读出文字。"))
    return render(request, "reader/reading.html", review.page_context(request, piece))


@require_POST
def again(request: MemberRequest, reading_id: int) -> HttpResponse:
    """Read a file anew that was not read to its end."""
    member = require(request.member, May.IMPORT)
    key = key_in(request.POST.get("key", ""))
    found = actions.read_again(reading_id, actor=member, now=timezone.now(), key=key)
    return redirect(found)


@require_POST
def piece(request: MemberRequest, piece_id: int) -> HttpResponse:
    """Correct what a piece was taken for."""
    member = require(request.member, May.IMPORT)
    found = queries.piece_for(member, piece_id)
    form = PieceForm(request.POST, piece=found, units=review.open_units(member))
    if not form.is_valid():
        context = review.page_context(request, found) | {"form": form}
        return render(request, "reader/reading.html", context, status=422)
    told = form.cleaned_data
    told["period"] = told["period"] or UNKNOWN
    actions.correct_piece(found.pk, actor=member, now=timezone.now(), **told)
    messages.success(request, _("已按改后的时段和单位记。"))
    return review.answer(request, queries.piece_for(member, piece_id))


@require_POST
def repair(request: MemberRequest, reading_id: int) -> HttpResponse:
    """Take one repair of the text back."""
    member = require(request.member, May.IMPORT)
    found = queries.reading_for(member, reading_id)
    name, key = request.POST.get("repair", ""), review.key_of(request)
    actions.undo_repair(found.pk, name, actor=member, now=timezone.now(), key=key)
    messages.success(request, _("已还原，数字重新读过。"))
    return redirect("reader:reading", reading_id)
