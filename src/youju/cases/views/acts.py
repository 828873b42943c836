"""One act on a case: its form, and doing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from youju.cases import record, rules
from youju.cases.act_pages import AFTER, PAGES, PROOF, ActPage
from youju.cases.deadlines import calendar_of
from youju.cases.forms.fields import refuse
from youju.cases.models import Case
from youju.cases.near import near_of
from youju.cases.photos_shown import before_of
from youju.cases.queries import acts_open_to, case_for
from youju.cases.queries.look import look_at
from youju.cases.rules import Act
from youju.cases.views.asking import photo_ids
from youju.evidence.actions import store_drawn
from youju.evidence.queries import items_chosen
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import Asking, Unit, asking


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, case_id: int, act: str) -> HttpResponse:
    """The form of one act; posted, the act itself."""
    who = asking(request)
    case = case_for(who.member, case_id)
    what, page = _page_of(act)
    posted = request.method == "POST"
    form = page.form(case, who.member, request.POST if posted else None)
    before = before_of(case) if page.photos == AFTER else []
    if posted and form.is_valid():
        try:
            _do(request, who, case, page, form, len(before))
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, str(page.done))
            return redirect("cases:case", case.pk)
    elif reason := dict(acts_open_to(who.member, case))[what]:
        if posted:
            rules.check_act(what, look_at(who.member, case))
        messages.info(request, reason)
        return redirect("cases:case", case.pk)
    context = _context(request, who, case, what, page, before) | {"form": form}
    return render(request, "cases/act.html", context, status=422 if form.errors else 200)


def _page_of(word: str) -> tuple[Act, ActPage]:
    try:
        what = Act(word)
        return what, PAGES[what]
    except (ValueError, KeyError) as error:
        raise Missing(_("没有这种办理。")) from error


def _do(
    request: HttpRequest, who: Asking, case: Case, page: ActPage, form: Any, wanted: int
) -> None:
    told = form.told()
    if page.photos:
        told["photos"] = _photos(request, page, wanted)
    if page.sign and (drawn := request.POST.get("signed")):
        unit, now = pick_unit(who, case), timezone.now()
        told["signed"] = [store_drawn(drawn, unit=unit, actor=who.member, now=now).pk]
    page.call(case.pk, **told, actor=who.member, now=timezone.now(), key=form.cleaned_data["key"])


def _photos(request: HttpRequest, page: ActPage, wanted: int) -> list[int]:
    """Return the photos in the order of their pairs, then the others."""
    if page.photos == PROOF:
        return photo_ids(request)
    names = [f"after_{n}" for n in range(1, max(wanted, 1) + 1)]
    return [one for name in names for one in photo_ids(request, name)]


def _context(
    request: HttpRequest,
    who: Asking,
    case: Case,
    what: Act,
    page: ActPage,
    before: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    now = timezone.now()
    calendar = calendar_of(case.owner_unit or case.unit)
    return {
        "case": case,
        "label": what_label(what, case),
        "submit": page.submit,
        "intro": page.intro,
        "pickers": _pickers(request, who, page, before),
        "pick_unit": pick_unit(who, case),
        "sign": page.sign,
        "drawn": request.POST.get("signed", "") if request.method == "POST" else "",
        "facts": record.facts(who.member, case, calendar, now),
        "near": near_of(who.member, case, now) if page.near else None,
    }


def pick_unit(who: Asking, case: Case) -> Unit:
    """Return the unit that hands in what comes with an act."""
    return who.unit if case.unit_id == who.unit.pk else who.member.unit


def what_label(what: Act, case: Case) -> str:
    from youju.cases.act_panel import WORDS

    again = what is Act.DISPATCH and case.owner_unit_id is not None
    return _("改派") if again else str(WORDS[what])


def _pickers(
    request: HttpRequest, who: Asking, page: ActPage, before: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return a picker for each photo to be taken again, or one for any."""
    if not page.photos:
        return []
    if page.photos == PROOF or not before:
        name = "items" if page.photos == PROOF else "after_1"
        return [_picker(request, who, name, _("现场照片"), _("没有就不传"))]
    return [
        _picker(
            request, who, f"after_{n}", _("第 %(n)s 组：整改后") % {"n": n},
            _("站在拍左边这张的位置，一张"), one,
        )
        for n, one in enumerate(before, start=1)
    ]  # fmt: skip


def _picker(
    request: HttpRequest, who: Asking, name: str, label: str, hint: str, before: Any = None
) -> dict[str, Any]:
    held = items_chosen(who.member, photo_ids(request, name))
    return {"name": name, "label": label, "hint": hint, "items": held, "before": before}
