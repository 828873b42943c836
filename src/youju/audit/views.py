"""The auditor's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from youju.audit import actions, queries
from youju.audit.forms import LogFilter
from youju.audit.queries import Entry, Outcome
from youju.audit.registry import kind_label, label_of
from youju.audit.sheet import MOST_ROWS, log_sheet
from youju.kernel.refusal import Refused
from youju.kernel.words import sentences
from youju.ui.lists import keyset_page


@dataclass(frozen=True, slots=True)
class Line:
    entry: Entry
    act: str
    kind: str
    about: str


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The log, newest first, with its filters."""
    log = queries.log_for(getattr(request, "member", None))
    form = LogFilter(request.GET)
    page = keyset_page(form.narrow(log), request, ["-at", "-id"])
    context = {
        "form": form,
        "page": page,
        "lines": [_line(entry) for entry in page.rows],
        "query": request.GET.urlencode(),
        "page_title": _("审计日志"),
    }
    return render(request, "audit/index.html", context)


def _line(entry: Entry) -> Line:
    detail = entry.detail
    if field := detail.get("field"):
        detail = detail | {"field": _field_label(entry.subject_kind, str(field))}
    return Line(entry, label_of(entry.act), kind_label(entry.subject_kind), _about(detail))


def _field_label(kind: str, field: str) -> str:
    """Return what users call a field of a record that was looked at; its name where none is told."""
    try:
        return str(apps.get_model(kind)._meta.get_field(field).verbose_name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return field


def _about(detail: dict[str, Any]) -> str:
    return sentences(f"{value}" for value in detail.values() if value not in ("", None, [], {}))[
        :200
    ]


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The filtered log as an Excel file; the export is in the log."""
    member: Any = getattr(request, "member", None)
    log = LogFilter(request.GET).narrow(queries.log_for(member))
    if log[MOST_ROWS : MOST_ROWS + 1].exists():
        raise Refused(_("超过 10 万条，请用日期缩小范围后再导出"))
    content = log_sheet(log.iterator(chunk_size=2000))
    now = timezone.now()
    asked = {name: text for name, text in request.GET.items() if text}
    actions.record("audit.export", Outcome.EXPORTED, actor=member, now=now, asked=asked)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(content, content_type=kind)
    name = f"audit-{timezone.localtime(now):%Y%m%d-%H%M}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
