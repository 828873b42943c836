"""One entry: its page, and recording, correcting, withdrawing and restoring it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.evidence.actions import store_drawn
from youju.evidence.queries import items_chosen, items_of, signatures_of
from youju.kernel.ids import key_in, row_id
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ledgers import actions, record
from youju.ledgers.drawing import things_at
from youju.ledgers.facts_made import ENTRY_KIND
from youju.ledgers.forms import PREFIX, EntryForm, ReasonForm, StepForm, refuse
from youju.ledgers.models import Entry
from youju.ledgers.queries import (
    entry_at,
    guarded_value,
    last_entry,
    partner_units,
    recording_units,
)
from youju.ledgers.spec import Ledger
from youju.ledgers.values import typed_value
from youju.ledgers.views.asking import Asking, asked_ledger, asking
from youju.organisations.actions import open_protected
from youju.organisations.queries import May, Unit, require


@require_GET
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry: facts at left, trail at right."""
    who = asking(request)
    found = entry_at(who.member, entry_id)
    context = {"who": who, "today": timezone.localdate(), **record.page(who.member, found)}
    return render(request, "ledgers/entry.html", context)


@require_POST
def finish(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Say on which day what the entry asks was done."""
    who = asking(request, May.RECORD)
    found = entry_at(who.member, entry_id)
    key = key_in(request.POST.get("key", ""))
    given = {name: request.POST.get(name, "")[:200] for name in ("on", "note")}
    try:
        made = actions.finish_entry(found, **given, actor=who.member, now=timezone.now(), key=key)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("ledgers:entry", found.pk)
    messages.success(request, _("已记下 %(title)s 的完成日期。") % {"title": made.title})
    return redirect("ledgers:entry", made.pk)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Tell one more step of an entry that goes on."""
    who = asking(request, May.RECORD)
    found = entry_at(who.member, entry_id)
    require(who.member, May.RECORD, found.unit)
    if (spec := found.version.ledger).steps is None:
        raise Missing(_("“%(label)s”不记进展。") % {"label": spec.label})
    form = StepForm(found, request.POST if request.method == "POST" else None)
    items = _item_ids(request)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("on", "said", "key")}
        told |= {"values": form.values, "photos": items}
        try:
            actions.tell_step(found.pk, **told, actor=who.member, now=timezone.now())
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("已记下 %(title)s 的进展。") % {"title": found.title})
            return redirect("ledgers:entry", found.pk)
    context = {"form": form, "ledger": spec, "unit": found.unit, "entry": found, "items": items_chosen(who.member, items)}  # fmt: skip
    return render(request, "ledgers/step.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def open_value(request: HttpRequest, entry_id: int, field: str) -> HttpResponse:
    """Open one personal value, for a reason that is logged."""
    who = asking(request)
    found = entry_at(who.member, entry_id)
    require(who.member, May.OPEN_PROTECTED, found.unit)
    row = guarded_value(found, field)
    form = ReasonForm(request.POST or None)
    shown = ""
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            shown = open_protected(row, "value", found.unit, reason, actor=who.member, now=timezone.now())  # fmt: skip
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            form.add_error("reason", refusal.message)
    back = reverse("ledgers:entry", args=[found.pk])
    label = getattr(found.version.ledger.field(field), "label", field)
    crumbs = [{"label": found.version.ledger.label, "url": reverse("ledgers:ledger", args=[found.ledger_code])}, {"label": found.title, "url": back}]  # fmt: skip
    context = {"form": form, "title": label, "shown": shown, "back": back, "crumbs": crumbs}
    status = 422 if form.errors else 200
    return render(request, "organisations/opened.html", context, status=status)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """The form of one entry, made for the keyboard."""
    who = asking(request, May.RECORD)
    _version, spec = asked_ledger(who, code)
    form = _form(request, who, spec)
    items = _item_ids(request)
    if request.method == "POST" and form.is_valid():
        try:
            given = _given(form, who)
            signed = _signed(request, who, given["unit"])
            made = actions.record_entry(code, **given, evidence=items, signed=signed)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _recorded(request, spec, made)
    last = last_entry(who.member, code)
    context = {"form": form, "ledger": spec, "unit": who.unit, "last": _typed(spec, last), "items": items_chosen(who.member, items), "drawn": _drawn(request)}  # fmt: skip
    return render(request, "ledgers/form.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, who: Asking, spec: Ledger, made: Entry | None = None) -> EntryForm:
    partners = partner_units(made.unit if made else who.unit) if spec.joint else []
    units = recording_units(who.member, who.unit)
    posted = request.POST if request.method == "POST" else None
    given = {} if made else {key: request.GET[key] for key in request.GET if key.startswith(PREFIX)}
    things = things_at(spec, made.unit if made else who.unit, timezone.localdate())
    return EntryForm(spec, units, partners, posted, entry=made, things=things, initial=given)


def _item_ids(request: HttpRequest) -> list[int]:
    return [found for one in request.POST.getlist("items") if (found := row_id(one))]


def _drawn(request: HttpRequest) -> str:
    """Return what was drawn into the form's field for a signature, "" where nothing was."""
    return request.POST.get("signed", "")


def _signed(request: HttpRequest, who: Asking, unit: Unit) -> list[int]:
    if not (drawn := _drawn(request)):
        return []
    return [store_drawn(drawn, unit=unit, actor=who.member, now=timezone.now()).pk]


def _given(form: EntryForm, who: Asking) -> dict[str, Any]:
    """Return what `record_entry` takes from a valid form."""
    unit = Unit.objects.get(pk=form.cleaned_data["unit"])
    return {
        "unit": unit,
        **_told(form, who),
    }


def _told(form: EntryForm, who: Asking) -> dict[str, Any]:
    found: dict[str, Any] = {
        "values": form.typed,
        "period": form.cleaned_data["when"],
        "until": form.cleaned_data.get("until"),
        "actor": who.member,
        "now": timezone.now(),
        "key": form.cleaned_data["key"],
    }
    if form.ledger.joint:
        found["partners"] = list(Unit.objects.filter(pk__in=form.partner_ids))
    return found


def _typed(spec: Ledger, last: Entry | None) -> dict[str, str]:
    """Return the last entry as typed, for 照上一条填; numbers are told afresh each time."""
    if last is None:
        return {}
    return {
        PREFIX + one.key: typed_value(one, last.values.get(one.key))
        for one in spec.fields
        if not one.is_number and not one.personal and not isinstance(last.values.get(one.key), list)
    }


def _recorded(request: HttpRequest, spec: Ledger, made: Entry) -> HttpResponseRedirect:
    said = _("已记下 %(title)s。") % {"title": made.title}
    messages.success(
        request, said, extra_tags=f"undo:{reverse('ledgers:withdraw', args=[made.pk])}"
    )
    for warning in made.warnings:
        messages.warning(request, warning)
    if request.POST.get("again"):
        return redirect("ledgers:new", spec.code)
    return redirect("ledgers:entry", made.pk)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Change an entry; the old values stay in its trail."""
    who = asking(request, May.RECORD)
    found = entry_at(who.member, entry_id)
    spec = found.version.ledger
    form = _form(request, who, spec, found)
    items = _item_ids(request)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            signed = _signed(request, who, found.unit)
            told = {**_told(form, who), "reason": reason, "evidence": items, "signed": signed}
            actions.correct_entry(found.pk, **told)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("已更正，原来的数留在经过里。"))
            return redirect("ledgers:entry", found.pk)
    held = [link.item for link in items_of(who.member, ENTRY_KIND, found.pk)]
    shown = items_chosen(who.member, items) if request.method == "POST" else held
    context = {"form": form, "ledger": spec, "unit": found.unit, "entry": found, "items": shown}
    context |= {"drawn": _drawn(request), "signed": signatures_of(who.member, ENTRY_KIND, found.pk)}
    return render(request, "ledgers/form.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Take an entry out; the message offers to undo it."""
    who = asking(request, May.RECORD)
    reason = request.POST.get("reason", "")
    made = actions.withdraw_entry(
        entry_id,
        actor=who.member,
        now=timezone.now(),
        key=key_in(request.POST.get("key", "")),
        reason=reason,
    )
    said = _("已撤下 %(title)s，相关数字已减去，24 小时内可以恢复。") % {"title": made.title}
    messages.success(request, said, extra_tags=f"undo:{reverse('ledgers:restore', args=[made.pk])}")
    return redirect("ledgers:ledger", made.ledger_code)


@require_POST
def restore(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Put a withdrawn entry back."""
    who = asking(request, May.RECORD)
    made = actions.restore_entry(
        entry_id, actor=who.member, now=timezone.now(), key=key_in(request.POST.get("key", ""))
    )
    messages.success(request, _("已恢复 %(title)s。") % {"title": made.title})
    return redirect("ledgers:entry", made.pk)
