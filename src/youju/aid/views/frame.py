"""What every page of this room does alike: its tabs, the page of a form, papers, protected values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as say

from youju.aid import queries
from youju.aid.forms.pairs import LookForm
from youju.evidence.queries import items_chosen, items_of_many
from youju.kernel.ids import row_id
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.actions import open_protected
from youju.organisations.queries import Asking, May, Unit, asking, require, subtree
from youju.ui import act_pages
from youju.ui.shown import Act, Cell

M = TypeVar("M", bound=Model)
MOST_UNITS, MOST_PHOTOS = 300, 10
STAYS = say("撤回后不再计入，记录和原因留着。")


def to(name: str, *args: Any) -> str:
    """Return the address of a page of this room."""
    return reverse(f"aid:{name}", args=args)


def asker(request: HttpRequest) -> Asking:
    """Return who asks, where the role looks residents up."""
    who = asking(request)
    require(who.member, May.RESIDENTS)
    return who


def keeper(request: HttpRequest) -> Asking:
    """Return who asks, where the role keeps the files of children."""
    who = asker(request)
    if not queries.may_see_children(who.member):
        raise Forbidden(_("留守流动儿童的资料只有社区工作人员、创建办和救助专员能看。"))
    return who


def tabs(who: Asking, current: str) -> list[dict[str, Any]]:
    """Return the lists of the room that the member may see."""
    names = [
        ("pairings", _("结对帮扶")), ("drives", _("募捐")), ("grants", _("助学救助")), ("wishes", _("微心愿")),
    ]  # fmt: skip
    if queries.may_see_children(who.member):
        names += [("stand_ins", _("爱心家长")), ("children", _("留守流动儿童"))]
    return [{"text": text, "url": to(name), "current": name == current} for name, text in names]


def show_list(request: HttpRequest, who: Asking, tab: str, **context: Any) -> HttpResponse:
    """Answer a list with the room's tabs."""
    shown = {"who": who, "tabs": tabs(who, tab), "room": _("帮扶"), **context}
    return render(request, "ui/shown/list.html", shown)


def show_record(request: HttpRequest, **context: Any) -> HttpResponse:
    """Answer one record."""
    return render(request, "ui/shown/record.html", context)


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way up: (words, address)."""
    found = [{"label": _("帮扶"), "url": to("pairings")}]
    return found + [{"label": text, "url": url} for text, url in pairs]


def record_of(request: HttpRequest, model: type[M], record_id: int) -> tuple[Asking, M]:
    """Return who asks and the record: Missing if not seen."""
    who = asker(request)
    return who, queries.record_for(who.member, model, record_id)


def units_of(who: Asking) -> list[Unit]:
    """Return the units something may be recorded at: the chosen one with all below it."""
    return list(subtree(who.unit).filter(until=None).order_by("path")[:MOST_UNITS])


def photo_ids(request: HttpRequest) -> list[int]:
    """Return the ids of the papers that a form carries."""
    given = request.POST.getlist("items")[:MOST_PHOTOS]
    return [found for one in given if (found := row_id(one))]


def act_page(
    request: HttpRequest, form: Any, do: Callable[..., Any], *, back: str, **shown: Any
) -> HttpResponse:
    """Show the form of an act, with a place for its papers where `photo_unit` is told."""
    if "photo_unit" in shown:
        member = asker(request).member
        shown["items"] = items_chosen(member, photo_ids(request))
    return act_pages.act_page(request, form, do, back=back, template="aid/act.html", **shown)


def papers(member: Any, kind: str, rows: Iterable[Model]) -> dict[int, tuple[Act, ...]]:
    """Return links to what serves each of these records."""
    found = items_of_many(member, kind, [row.pk for row in rows])
    return {
        int(pk): tuple(
            Act(_("凭证 %(n)s") % {"n": n}, reverse("evidence:item", args=[link.item_id]))
            for n, link in enumerate(links, start=1)
        )
        for pk, links in found.items()
    }


def back_of(one: Any, page: str) -> Cell:
    """Return the way to take a line back, or why it was."""
    if not one.counts:
        return Cell(_("已撤回"), pill="", meta=one.withdrawn_why)
    return Cell(acts=(Act(_("撤回"), to(page, one.pk)),))


def open_page(request: HttpRequest, row: Model, field: str, label: str, back: str) -> HttpResponse:
    """Ask for the reason, then show one protected value once. Only for the care officer."""
    who = asker(request)
    unit = queries.unit_of(row)
    require(who.member, May.OPEN_PROTECTED, unit)
    form, shown = LookForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        reason, now = form.cleaned_data["reason"], timezone.now()
        try:
            shown = open_protected(row, field, unit, reason, actor=who.member, now=now)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            form.add_error("reason", refusal.message)
    context = {"form": form, "title": label, "shown": shown, "back": back, "crumbs": crumbs((label, back))}  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "organisations/opened.html", context, status=status)


def year_in(request: HttpRequest, who: Asking) -> int:
    """Return the year asked for, else that of the period that stays chosen, never one to come."""
    today: date = timezone.localdate()
    asked = row_id(request.GET.get("year", ""))
    if asked and 2000 <= asked <= today.year:
        return asked
    end = who.period.end
    return min(end.year, today.year) if end else today.year


def plain(amount: Any) -> str:
    """Return an amount in 元 without needless noughts: 3000, 1234.5."""
    return f"{amount.normalize():f}" if amount is not None else ""
