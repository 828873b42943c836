"""What residents say of an entry: shown to them, asked on the spot, void."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from youju.kernel.ids import key_in
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ledgers import actions
from youju.ledgers.forms import RatingForm
from youju.ledgers.models import Entry
from youju.ledgers.queries import entry_at
from youju.ledgers.rules import check_shown
from youju.ledgers.views.asking import asking
from youju.organisations.queries import May


def _act(request: HttpRequest, act: Callable[..., Entry], subject: int, said: str) -> HttpResponse:
    who = asking(request, May.RECORD)
    key = key_in(request.POST.get("key", ""))
    made = act(subject, actor=who.member, now=timezone.now(), key=key)
    messages.success(request, said % {"title": made.title})
    return redirect("ledgers:entry", made.pk)


@require_POST
def show(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Let residents see an entry and rate it."""
    return _act(request, actions.show_to_residents, entry_id, _("%(title)s 已在公众页面公开。"))


@require_POST
def hide(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Take an entry off the public pages."""
    return _act(request, actions.hide_from_residents, entry_id, _("%(title)s 不再公开。"))


@require_POST
def void(request: HttpRequest, entry_id: int, rating_id: int) -> HttpResponse:
    """Count a rating no more."""
    who = asking(request, May.RECORD)
    found = entry_at(who.member, entry_id)
    reason, key = request.POST.get("reason", ""), key_in(request.POST.get("key", ""))
    try:
        actions.void_rating(rating_id, reason=reason, actor=who.member, now=timezone.now(), key=key)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("评价已作废，相关数字已减去。"))
    return redirect("ledgers:entry", found.pk)


@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Write down what residents said when they were asked on the spot."""
    who = asking(request, May.RECORD)
    found = entry_at(who.member, entry_id)
    check_shown(found.version.ledger, found.live)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"words": form.cleaned_data["words"], "key": form.cleaned_data["key"]}
        try:
            actions.rate_entry(found.pk, form.told, **given, actor=who.member, now=timezone.now())
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.success(request, _("已记下 %(title)s 的评价。") % {"title": found.title})
            return redirect("ledgers:entry", found.pk)
    context = {"form": form, "entry": found}
    return render(request, "ledgers/rate.html", context, status=422 if form.errors else 200)
