"""Lists out of the house: as an Excel file, and as a page to print. Both are in the log."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.refusal import Refused
from youju.ledgers import listing
from youju.ledgers.export import MOST_ROWS, ledger_file, rejects_file
from youju.ledgers.queries import batch_at
from youju.ledgers.taking import stored_table
from youju.ledgers.views.asking import Asking, asked_ledger, asking

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRINTED_ROWS = 2000


def _logged(who: Asking, name: str, subject: str, rows: int) -> None:
    now = timezone.now()
    record(name, Outcome.EXPORTED, actor=who.member, now=now, kind="ledgers.ledger", subject_id=subject, rows=rows, unit=who.unit.pk, period=who.period.code)  # fmt: skip


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(name)}"
    return response


@require_GET
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The filtered list as Excel."""
    who = asking(request)
    _version, spec = asked_ledger(who, code)
    filters = listing.Filters.of(spec, request.GET)
    rows = listing.listed(who.member, spec, who.unit, who.period, filters)
    count = rows.order_by()[: MOST_ROWS + 1].count()
    if count > MOST_ROWS:
        raise Refused(_("超过 %(n)s 条，请缩短时段或分单位导出。") % {"n": MOST_ROWS})
    _logged(who, "ledgers.export", code, count)
    title = f"{who.unit.name}{spec.label}（{who.period.label}）"
    found = rows.order_by("end", "id").iterator(chunk_size=2000)
    return _file(ledger_file(spec, found, title), f"{title}.xlsx")


@require_GET
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """The filtered list as a page to print."""
    who = asking(request)
    _version, spec = asked_ledger(who, code)
    filters = listing.Filters.of(spec, request.GET)
    rows = listing.listed(who.member, spec, who.unit, who.period, filters)
    entries = list(rows.order_by("end", "id")[: PRINTED_ROWS + 1])
    if len(entries) > PRINTED_ROWS:
        raise Refused(_("超过 %(n)s 条，请缩短时段，或导出 Excel 后打印。") % {"n": PRINTED_ROWS})
    _logged(who, "ledgers.print", code, len(entries))
    fields = spec.printed()
    found = listing.totals(who.member, spec, who.unit, who.period, filters)
    context = {
        "who": who, "ledger": spec, "fields": fields, "rows": listing.rows_of(entries, fields, spec),
        "foot": listing.foot_of(spec, found, fields), "foot_head": listing.entry_total(spec, found, len(entries)),
        "now": timezone.now(), "show_title": bool(spec.title) and not any(f"{{{f.key}}}" == spec.title for f in fields),
    }  # fmt: skip
    return render(request, "ledgers/printed.html", context)


@require_GET
def rejects(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The rows an import left behind, with the reasons, to be put right and taken in again."""
    who = asking(request)
    batch = batch_at(who.member, batch_id)
    heads = stored_table(batch).heads if batch.stored else []
    _logged(who, "ledgers.rejects", str(batch.pk), len(batch.rejects))
    return _file(rejects_file(heads, batch.rejects), f"{_('未导入')}-{batch.file_name}.xlsx")
