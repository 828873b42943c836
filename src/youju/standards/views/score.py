"""The score page: where we stand, what was lost, what to do first."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.ids import key_in, new_key, row_id
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.kernel.words import labelled
from youju.kernel.workbook_out import XLSX, workbook
from youju.organisations.queries import Asking, May, MemberRequest, Unit, asking, require, unit_for
from youju.standards import actions, queries, shown_losses, shown_score
from youju.standards.actions.remedying import Wanting
from youju.standards.models import Edition, Remedy
from youju.standards.queries import Stood
from youju.standards.rules.losses import Loss
from youju.standards.rules.ranking import Rated, rank
from youju.standards.rules.standings import LEAST_KNOWN, formula

MOST_AT_ONCE = 50


def edition_asked(request: MemberRequest, who: Asking) -> Edition | None:
    """Return the edition an address names, else the one in force for the unit."""
    named = row_id(request.GET.get("edition", "") or request.POST.get("edition", ""))
    if named:
        return queries.edition_for(who.member, named)
    return queries.current_edition(who.member, who.unit)


def _stood(request: MemberRequest) -> tuple[Asking, Edition | None, Stood | None]:
    who = asking(request)
    edition = edition_asked(request, who)
    stood = queries.stood_of(who.member, edition, who.unit) if edition else None
    return who, edition, stood


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """若今日测评: the score of the chosen unit, its losses and its tree."""
    who, edition, stood = _stood(request)
    context: dict[str, Any] = {"who": who, "edition": edition, "stood": stood}
    if edition is not None and stood is not None:
        context |= shown_score.page(who.member, edition, stood, request.GET)
    return render(request, "standards/score.html", context)


@require_GET
def what_if(request: MemberRequest) -> HttpResponse:
    """The head of the page with the boxes that are ticked: a fragment."""
    who, _edition, stood = _stood(request)
    if stood is None:
        raise Missing(_("还没有算过得分"))
    fixed = shown_losses.fixed_from(request.GET.getlist("gap"))
    return render(
        request, "standards/_score_head.html", {"head": shown_score.head(who.member, stood, fixed)}
    )


@require_POST
def take_up(request: MemberRequest) -> HttpResponse:
    """The ticked gaps become problems or tasks."""
    who, edition, stood = _stood(request)
    if edition is None or stood is None:
        raise Missing(_("还没有算过得分"))
    kind = Remedy.Kind.TASK if request.POST.get("as") == "task" else Remedy.Kind.CASE
    fixed = shown_losses.fixed_from(request.POST.getlist("gap"))[:MOST_AT_ONCE]
    made, refused = _take_up(who, edition, stood, fixed, kind)
    if made:
        words = _("已派 %s 项任务") if kind == Remedy.Kind.TASK else _("已转为 %s 个问题，等待受理")
        messages.success(request, words % made)
    for message in list(dict.fromkeys(refused))[:3]:
        messages.error(request, message)
    if not fixed:
        messages.error(request, _("先勾选要办的失分项。"))
    return redirect(
        f"/standards/?unit={quote(who.unit.code or str(who.unit.pk))}&edition={edition.pk}"
    )


def _take_up(
    who: Asking, edition: Edition, stood: Stood, fixed: list[tuple[str, int]], kind: str
) -> tuple[int, list[str]]:
    known = {(one.code, one.gap): one for one in stood.losses}
    fixes = {item.code: item.fix or item.text for item in stood.spec.items}
    made, refused = 0, []
    for key in fixed:
        loss = known.get(key)
        if loss is None:
            continue
        unit, text = _lies_at(who, loss)
        gap = Wanting(loss.code, text or fixes[loss.code], loss.place_id, unit.name)
        try:
            actions.take_up(
                edition=edition, unit=unit, gap=gap, kind=kind, fix=fixes[loss.code],
                actor=who.member, now=timezone.now(), key=new_key(),
            )  # fmt: skip
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            refused.append(refusal.message)
        else:
            made += 1
    return made, refused


def _lies_at(who: Asking, loss: Loss) -> tuple[Unit, str]:
    """Return the unit that a gap lies at, and what is missing in its own words: of an item that is a
    mean over units one of those below, whose name stands before the words."""
    if loss.unit_id is None:
        return who.unit, loss.text
    unit = unit_for(who.member, loss.unit_id)
    return unit, loss.text.removeprefix(labelled(unit.short_name, ""))


@require_POST
def recompute(request: MemberRequest, edition_id: int) -> HttpResponse:
    """Work the edition out again in the background."""
    who = asking(request)
    edition = queries.edition_for(who.member, edition_id)
    key = key_in(request.POST.get("key", ""))
    job = actions.start_recompute(edition, actor=who.member, now=timezone.now(), key=key)
    return redirect("jobs:detail", job.pk)


@require_GET
def export(request: MemberRequest) -> HttpResponse:
    """The losses as an Excel file; the export is in the log."""
    who, edition, stood = _stood(request)
    if edition is None or stood is None:
        raise Missing(_("还没有算过得分"))
    title = _("%(unit)s失分表（%(day)s，%(edition)s）") % {
        "unit": who.unit.short_name, "day": f"{stood.standing.day:%Y-%m-%d}", "edition": edition.name,
    }  # fmt: skip
    rows = shown_losses.loss_sheet(who.member, stood.losses, stood)
    content = workbook(_("失分表"), title, shown_losses.HEADS, rows)
    record(
        "standards.export_losses", Outcome.EXPORTED, actor=who.member, now=timezone.now(),
        kind="standards.edition", subject_id=edition.pk, unit=who.unit.pk,
    )  # fmt: skip
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(title)}.xlsx"
    return answer


@require_GET
def item_standing(request: MemberRequest, item_id: int) -> HttpResponse:
    """How an item stands at the chosen unit: the side panel of a number, or a part of the item's page."""
    who = asking(request)
    item = queries.item_for(who.member, item_id)
    context = {
        "item": item,
        "unit": who.unit,
        "found": queries.item_standing(who.member, item, who.unit) if item.leaf else None,
        "states": shown_score.STATES,
        "panel": request.GET.get("panel") == "1",
    }
    name = "standards/_item_panel.html" if context["panel"] else "standards/_item_standing.html"
    return render(request, name, context)


@require_GET
def ranking(request: MemberRequest) -> HttpResponse:
    """The units right below, by score, with the published formula; and the course of the own score."""
    who = asking(request)
    edition = edition_asked(request, who)
    rows = queries.standings_below(who.member, edition, who.unit) if edition else []
    by_id = {one.unit_id: one for one in rows}
    rated = [
        Rated(one.unit_id, 100 * one.score / one.full, 100 * one.low / one.full, 100 * one.high / one.full,
              one.asked - one.unseen)
        for one in rows if one.full
    ]  # fmt: skip
    course = queries.trend_of(who.member, edition, who.unit) if edition else []
    context = {
        "who": who,
        "edition": edition,
        "rows": [(one, by_id[one.row.unit_id]) for one in rank(rated, LEAST_KNOWN)],
        "formula": formula(),
        "labels": [f"{one.day:%m-%d}" for one in course],
        "scores": [float(round(one.score, 1)) for one in course],
    }
    return render(request, "standards/ranking.html", context)


@require_GET
def today(request: MemberRequest) -> HttpResponse:
    """The row of the today page: the score, and what to do first."""
    who, edition, stood = _stood(request)
    context: dict[str, Any] = {"who": who, "edition": edition, "stood": stood}
    if stood is not None:
        rows = shown_losses.lost_rows(who.member, stood, "item", "effort", ())
        context["first"] = [one for one in rows if not one.unseen][:3]
    return render(request, "standards/_today.html", context)


@require_GET
def scored(request: MemberRequest, source: str) -> HttpResponse:
    """The score page of the unit and edition that a fact of the score tells of."""
    member = require(request.member, May.SEE)
    numbers = source.split("-")
    if len(numbers) != 3 or not all(one.isascii() and one.isdigit() for one in numbers):
        raise Missing(_("没有这次得分"))
    edition = queries.edition_for(member, row_id(numbers[0]) or 0)
    unit = unit_for(member, row_id(numbers[1]) or 0)
    return redirect(f"/standards/?unit={quote(unit.code or str(unit.pk))}&edition={edition.pk}")
