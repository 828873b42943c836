"""Pages of figures: the trail, the measure catalogue, the book of figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from youju.facts import queries
from youju.facts.models import Measure
from youju.facts.queries import Figure
from youju.facts.registry import KINDS
from youju.facts.trail import rows_after, trail
from youju.kernel.periods import Period
from youju.organisations.queries import May, Membership, Unit, require, unit_at
from youju.ui.chosen import chosen
from youju.ui.middleware import is_fragment


def _asked(request: HttpRequest) -> tuple[Membership, Unit, Period]:
    """Return who asks, and the unit and period that are chosen. Raises Missing for a foreign unit."""
    member = require(getattr(request, "member", None), May.SEE)
    choice = chosen(request)
    code = choice.unit_code
    own = not code or code in (member.unit.code, str(member.unit_id))
    return member, member.unit if own else unit_at(member, code), choice.period


@require_GET
@vary_on_headers("HX-Request")
def trail_page(request: HttpRequest) -> HttpResponse:
    """The trail of a figure: a side panel for htmx, a page for a link, further rows for `after`."""
    member, unit, period = _asked(request)
    code, after = request.GET.get("measure", ""), request.GET.get("after", "")
    if after and is_fragment(request):
        facts = queries.facts_behind(member, unit, period, code)
        context: dict[str, Any] = {"listed": rows_after(facts, after), "unit": unit}
        context |= {"period": period, "measure": queries.measure_at(code)}
        return render(request, "facts/_rows.html", context)
    found = trail(member, unit, period, code)
    context = {"trail": found, "page_title": f"{unit.short_name} · {found.measure.name}"}
    name = "facts/_trail.html" if is_fragment(request) else "facts/trail.html"
    return render(request, name, context)


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    measure: Measure
    made_by: str


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """What is counted: name, unit, how it adds up, which records make it."""
    require(getattr(request, "member", None), May.SEE)
    asked = request.GET.get("q", "").strip().lower()
    found = [m for m in queries.measures() if _matches(m, asked)]
    rows = [CatalogueRow(m, _made_by(m.source_kind)) for m in found]
    context = {"rows": rows, "asked": asked, "page_title": _("统计项目录")}
    return render(request, "facts/catalogue.html", context)


def _made_by(kind: str) -> str:
    """Return what makes a measure's facts: a kind of records, or all records of a room."""
    room = apps.app_configs.get(kind)
    return KINDS[kind].label if kind in KINDS else str(room.verbose_name if room else kind)


def _matches(measure: Measure, asked: str) -> bool:
    texts = [measure.name.lower(), measure.pinyin, *(str(word).lower() for word in measure.words)]
    return any(asked in text for text in texts)


@dataclass(frozen=True, slots=True)
class BookRow:
    """A figure beside that of the year before."""

    measure: Measure
    now: Figure
    then: Figure | None
    change: Decimal | None


@require_GET
def book(request: HttpRequest) -> HttpResponse:
    """数字簿: every figure of a unit and period, beside the year before."""
    member, unit, period = _asked(request)
    now, then = queries.recorded(member, unit, (period, period.year_before()))
    asked = request.GET.get("q", "").strip().lower()
    shown = sorted(now.values(), key=lambda one: (one.measure.topic, one.measure.pinyin))
    context = {
        "rows": [_book_row(f, then) for f in shown if not asked or _matches(f.measure, asked)],
        "asked": asked,
        "unit": unit,
        "period": period,
        "before": period.year_before(),
        "disagreements": queries.disagreeing(now),
        "page_title": _("%(unit)s数字簿") % {"unit": unit.short_name},
    }
    return render(request, "facts/book.html", context)


def _book_row(now: Figure, then: dict[str, Figure]) -> BookRow:
    before = then.get(now.measure.code)
    values = [f.quantity.value if f and f.quantity else None for f in (now, before)]
    change = values[0] - values[1] if values[0] is not None and values[1] is not None else None
    return BookRow(now.measure, now, before, change)
