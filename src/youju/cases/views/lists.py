"""The register's list, its export, and near-duplicates while somebody reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.cases import listing
from youju.cases.lines import list_lines
from youju.cases.models import Case, Kind
from youju.cases.queries import kinds_of, open_cases
from youju.cases.views.asking import tabs
from youju.kernel.refusal import Refused
from youju.kernel.workbook_out import XLSX, workbook
from youju.organisations.queries import May, asking, saved_views
from youju.ui.chosen import chosen
from youju.ui.lists import keyset_page

MOST_ROWS = 50_000
SHOWN = 50


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """The list of cases: open ones unless another state is asked for."""
    who, now = asking(request), timezone.now()
    kinds = kinds_of(who.member.root_id)
    filters = listing.Filters.of(request.GET, kinds)
    whole = listing.cases_for(filters, who.member, who.unit)
    found = listing.of_period(filters.narrow(whole, who.member, now), filters, who.period)
    order = ["due_at"] if filters.mark in ("late", "soon") else ["-received_at"]
    rows = found.prefetch_related("unit", "owner_unit", "kind")  # joins would come before the order
    page = keyset_page(rows, request, order, size=SHOWN)
    counts = listing.mark_counts(open_cases(who.member, who.unit), who.member, now)
    wide = listing.wide(who.unit)
    context = {
        "who": who,
        "tabs": tabs(request, who, "cases:list"),
        "page": page,
        "rows": page.rows,
        "lines": list_lines(listing.rows_of(page.rows, now), wide),
        **_filtering(request, filters, counts, kinds),
        **_foot(filters, counts, page.rows, page.has_next or page.has_previous),
        "columns": _columns(wide),
        "views": saved_views(who.member, "cases"),
        "may_record": who.member.may_at(May.RECORD, who.unit),
    }
    return render(request, "cases/list.html", context)


def _filtering(
    request: HttpRequest, filters: listing.Filters, counts: dict[str, int], kinds: list[Kind]
) -> dict[str, Any]:
    kept = chosen(request).query.lstrip("?")
    return {
        "filters": filters,
        "query": filters.query(),
        "kept": kept,
        "state_chips": listing.state_chips(filters, kept, counts),
        "mark_chips": listing.mark_chips(filters, kept, counts),
        "menus": listing.menus(filters, kept, kinds),
        "hidden": [pair for pair in filters.pairs() if pair[0] != "q"],
    }


def _columns(wide: bool) -> list[dict[str, Any]]:
    heads = [{"key": "what", "label": _("上报、问题"), "fixed": True}]
    heads += [{"key": "state", "label": _("状态")}, {"key": "due", "label": _("时限")}]
    if wide:
        heads.append({"key": "unit", "label": _("所在单位")})
    heads += [
        {"key": "owner", "label": _("责任单位")},
        {"key": "kind", "label": _("类别")},
        {"key": "source", "label": _("来源")},
        {"key": "number", "label": _("编号")},
    ]
    return heads


def _foot(
    filters: listing.Filters, counts: dict[str, int], rows: list[Case], more: bool
) -> dict[str, Any]:
    """Return the totals: of all open cases when nothing narrows them, else of what is shown."""
    whole = counts["all"] if not filters.any else None if more else len(rows)
    said = "" if filters.any else _("其中逾期 %(late)s 件，一日内到期 %(soon)s 件") % counts
    count = listing.count_text(whole) if whole is not None else ""
    return {"count": count, "foot": {"count": count or f"{len(rows)}+", "said": said}}


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The filtered list as Excel; in the log."""
    who, now = asking(request), timezone.now()
    filters = listing.Filters.of(request.GET, kinds_of(who.member.root_id))
    found = filters.narrow(listing.cases_for(filters, who.member, who.unit), who.member, now)
    rows = listing.of_period(found, filters, who.period)
    count = rows.order_by()[: MOST_ROWS + 1].count()
    if count > MOST_ROWS:
        raise Refused(_("超过 %(n)s 件，请缩短时段或分单位导出。") % {"n": MOST_ROWS})
    record("cases.export", Outcome.EXPORTED, actor=who.member, now=now, kind="cases.case", rows=count, unit=who.unit.pk, period=who.period.code)  # fmt: skip
    title = _("%(unit)s问题清单（%(period)s）") % {
        "unit": who.unit.name,
        "period": who.period.label,
    }
    ordered = rows.select_related("unit", "owner_unit", "kind").order_by("-received_at", "-id")
    content = workbook(_("问题"), title, _heads(), _lines(ordered.iterator(chunk_size=2000)))
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(title)}.xlsx"
    return answer


def _heads() -> list[str]:
    return [
        _("编号"), _("标题"), _("类别"), _("来源"), _("状态"), _("严重程度"), _("所在单位"), _("地点"), _("数量"),
        _("责任单位"), _("上报"), _("立案"), _("派遣"), _("整改时限"), _("整改反馈"), _("结案"), _("按时"), _("返工次数"),
        _("情况"),
    ]  # fmt: skip


def _lines(cases: Iterable[Case]) -> Iterable[list[Any]]:
    for case in cases:
        on_time = "" if case.on_time is None else _("是") if case.on_time else _("否")
        yield [
            case.number, case.title, case.kind.name, case.get_source_display(), case.get_state_display(),
            case.get_severity_display(), case.unit.name, case.place, case.quantity,
            case.owner_unit.name if case.owner_unit else "", _at(case.received_at), _at(case.filed_at),
            _at(case.dispatched_at), _at(case.due_at), _at(case.rectified_at), _at(case.closed_at), on_time,
            case.reworks, case.description,
        ]  # fmt: skip


def _at(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
