"""Pages of calls: asking units below, answering, what came in."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.labels import bare_head
from youju.kernel.refusal import Refused
from youju.kernel.words import noted
from youju.kernel.workbook_out import XLSX, workbook
from youju.organisations.queries import (
    May,
    MemberRequest,
    Unit,
    asking,
    require,
    subtree,
    unit_options,
)
from youju.returns import actions, queries, shown
from youju.returns import asking as held_already
from youju.returns.actions.calls import Given, Wanted
from youju.returns.forms import AnswerForm, CallForm
from youju.returns.measures import CALL_KIND
from youju.returns.models import Call, Item
from youju.returns.views.handing import handed_out
from youju.ui.act_pages import act_page, pressed
from youju.ui.lists import keyset_page

MOST_OFFERED = 120


def _crumbs(call: Call | None = None) -> list[dict[str, str]]:
    found = [
        {"label": _("一表通"), "url": reverse("returns:index")},
        {"label": _("向下要数"), "url": reverse("returns:calls")},
    ]
    if call is not None:
        found.append({"label": call.title, "url": call.get_absolute_url()})
    return found


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """The calls the chosen unit and those below it made or must answer."""
    who = asking(request)
    page = keyset_page(queries.calls_of(who.member, who.unit), request, ["-made_at", "-id"])
    own = queries.own_replies(who.member, who.unit).filter(call__in=[one.pk for one in page.rows])
    replies = {one.call_id: one for one in own}
    context = {
        "page": page, "unit": who.unit, "today": timezone.localdate(), "crumbs": _crumbs()[:1],
        "rows": [(one, replies.get(one.pk)) for one in page.rows],
        "may_call": who.member.may(May.CONFIGURE),
    }  # fmt: skip
    return render(request, "returns/calls.html", context)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Ask units below for figures."""
    who = asking(request)
    member = require(who.member, May.CONFIGURE)
    below = _below(who.unit)
    initial = {"period": who.period, "units": [one.pk for one in below], "unit": who.unit.pk}
    form = CallForm(
        request.POST or None,
        units=list(unit_options(member)),
        below=_offered(member.unit, below),
        initial=initial,
    )

    def do(*, items: str, units: Any, **told: Any) -> str:
        wanted = _wanted(items)
        return actions.make_call(to=list(units), items=wanted, **told).get_absolute_url()

    return act_page(
        request, form, do, back=_crumbs()[1]["url"], title=_("向下要数"), submit=_("发出"),
        saved=_("已发出，各单位会看到替他们填好的数。"), crumbs=_crumbs(),
        note=_("记录里已有的数请直接到数字簿取用，不用再要。"),
    )  # fmt: skip


def _below(unit: Unit) -> list[Unit]:
    return list(subtree(unit).filter(parent=unit, until=None).order_by("path")[:MOST_OFFERED])


def _offered(own: Unit, below: list[Unit]) -> list[Unit]:
    more = subtree(own).filter(until=None).exclude(pk=own.pk).exclude(kind="grid")
    return list({one.pk: one for one in [*below, *more.order_by("path")[:MOST_OFFERED]]}.values())


def _wanted(text: str) -> list[Wanted]:
    """Return the items of a text: one line each, the unit of measure in brackets."""
    found = []
    for line in text.splitlines():
        plain = re.sub(r"^\s*\d+[.、)]\s*", "", line).strip()
        if not plain:
            continue
        name, unit = bare_head(plain)
        if len(name) > 60 or len(unit) > 10:
            raise Refused(
                _("“%(line)s”太长，名称最多 60 字，单位最多 10 字。") % {"line": plain[:20]},
                field="items",
            )
        measure = held_already.measure_named(name, unit)
        found.append(
            Wanted(name, measure.code if measure else "", unit or (measure.unit if measure else ""))
        )
    return found


@require_GET
def call(request: MemberRequest, call_id: int) -> HttpResponse:
    """One call: who answered what."""
    member = require(request.member, May.SEE)
    found = queries.call_for(member, call_id)
    context = _context(member, found)
    today = timezone.localdate()
    own = next((one.reply for one in context["lines"] if one.reply.unit_id == member.unit_id), None)
    context |= {
        "call": found, "crumbs": _crumbs(), "own": own, "today": today,
        "may_run": member.may_at(May.CONFIGURE, found.unit) and found.state == Call.State.OPEN,
        "asks": member.unit.covers(found.unit),
    }  # fmt: skip
    return render(request, "returns/call.html", context)


def _context(member: Any, found: Call) -> dict[str, Any]:
    items = list(found.items.all())
    replies = queries.replies_seen(member, found)
    answers = queries.answers_of(replies)
    today = timezone.localdate()
    late = [one.pk for one in replies if one.answered_at is None and found.due_on < today]
    lines = shown.lines(replies, items, answers, late)
    answered = sum(1 for one in replies if one.answered_at)
    return {"items": items, "lines": lines, "answered": answered}


@require_http_methods(["GET", "POST"])
def answer(request: MemberRequest, call_id: int, reply_id: int) -> HttpResponse:
    """Answer a call for a unit: what the records say is filled in already."""
    member = require(request.member, May.SEE)
    reply = queries.reply_for(member, call_id, reply_id)
    require(member, May.RECORD, reply.unit)
    call, items = reply.call, list(reply.call.items.all())
    asked = shown.questions(reply, items)
    initial = {name: text for one in asked for name, text in one.initial.items()}
    form = AnswerForm(request.POST or None, items=items, initial=initial)
    rows = [(one, form[f"text_{one.item.pk}"], form[f"reason_{one.item.pk}"]) for one in asked]

    def do(*, actor: Any, now: Any, key: Any, **told: str) -> None:
        actions.answer_call(reply.pk, given=_given(items, told), actor=actor, now=now, key=key)

    return act_page(
        request, form, do, back=call.get_absolute_url(), template="returns/answer.html",
        saved=_("已答复。"), title=call.title, submit=_("核对无误，答复"), crumbs=_crumbs(call),
        rows=rows, reply=reply, call=call, filled=sum(1 for one in asked if one.figure),
    )  # fmt: skip


def _given(items: list[Item], told: dict[str, str]) -> dict[int, Given]:
    return {
        one.pk: Given(told.get(f"text_{one.pk}", ""), told.get(f"reason_{one.pk}", ""))
        for one in items
    }


@require_POST
def remind(request: MemberRequest, call_id: int) -> HttpResponse:
    """Remind those who have not answered."""
    found = queries.call_for(require(request.member, May.SEE), call_id)
    return pressed(
        request,
        lambda **how: actions.remind_call(found.pk, **how),
        found.get_absolute_url(),
        _("已催报。"),
    )


@require_POST
def close(request: MemberRequest, call_id: int) -> HttpResponse:
    """End a call."""
    found = queries.call_for(require(request.member, May.SEE), call_id)
    return pressed(
        request,
        lambda **how: actions.close_call(found.pk, **how),
        found.get_absolute_url(),
        _("已结束，不再要求答复。"),
    )


@require_GET
def export(request: MemberRequest, call_id: int) -> HttpResponse:
    """The answers as an Excel file."""
    member = require(request.member, May.SEE)
    found = queries.call_for(member, call_id)
    context = _context(member, found)
    heads = [
        _("单位"),
        *(noted(i.label, i.unit_word) if i.unit_word else i.label for i in context["items"]),
    ]
    heads += [_("答复日期"), _("更正说明")]
    title = noted(found.title, found.period.label)
    content = workbook(_("答复"), title, heads, shown.result_rows(found, context["lines"]))
    return handed_out(
        content, f"{title}.xlsx", XLSX, member=member, act="returns.export",
        subject=(CALL_KIND, found.pk), rows=len(context["lines"]),
    )  # fmt: skip
