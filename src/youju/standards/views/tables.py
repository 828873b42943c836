"""The table of units by items, and targets from above."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.workbook_out import XLSX, workbook
from youju.organisations.queries import May, MemberRequest, asking, unit_options
from youju.standards import actions, queries, shown_check
from youju.standards.forms.standing import TargetForm
from youju.standards.views.mock_frame import act_page, crumbs, to
from youju.standards.views.score import edition_asked


@require_GET
def matrix(request: MemberRequest) -> HttpResponse:
    """Which unit lacks what; with `export` as an Excel file."""
    who = asking(request)
    edition = edition_asked(request, who)
    context: dict[str, Any] = {"who": who, "edition": edition}
    if edition is not None:
        context |= shown_check.matrix(
            who.member, edition, who.unit, request.GET.get("branch", "")[:40],
            whole=bool(request.GET.get("export")),
        )  # fmt: skip
        if request.GET.get("export"):
            return _matrix_file(request, context)
    rows = queries.editions_visible_to(who.member).exclude(state="closed")
    context["editions"] = list(rows)
    return render(request, "standards/matrix.html", context)


def _matrix_file(request: MemberRequest, context: dict[str, Any]) -> HttpResponse:
    edition, who = context["edition"], context["who"]
    title = _("%(unit)s单位对照表（%(edition)s）") % {
        "unit": who.unit.short_name,
        "edition": edition.name,
    }
    heads = [_("单位"), *(f"{one.code} {one.text}" for one, _pk in context["items"]), _("不达标")]
    rows = [
        [
            row["unit"].short_name,
            *(" ".join(filter(None, (str(c["text"]), str(c["actual"])))) for c in row["cells"]),
            row["short"],
        ]
        for row in context["rows"]
    ]
    record(
        "standards.export_matrix", Outcome.EXPORTED, actor=who.member, now=timezone.now(),
        kind="standards.edition", subject_id=edition.pk, unit=who.unit.pk,
    )  # fmt: skip
    answer = HttpResponse(workbook(_("对照表"), title, heads, rows), content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(title)}.xlsx"
    return answer


@require_GET
def targets(request: MemberRequest) -> HttpResponse:
    """Targets of the chosen unit and below: what was set, what was reached."""
    who = asking(request)
    context = {
        "who": who,
        "rows": shown_check.target_rows(who.member, who.unit),
        "may_set": who.member.may_at(May.CONFIGURE, who.unit),
    }
    return render(request, "standards/targets.html", context)


@require_http_methods(["GET", "POST"])
def target_new(request: MemberRequest) -> HttpResponse:
    """A target from above for a unit, a measure and a period."""
    who = asking(request, May.CONFIGURE)
    choices, pinyin = shown_check.measure_choices()
    form = TargetForm(
        request.POST or None, units=unit_options(who.member), measures=choices, pinyin=pinyin,
        initial={"unit": who.unit.pk, "period": who.period.code},
    )  # fmt: skip
    return act_page(
        request, form, actions.set_measure_target, back=to("targets"), saved=_("已定目标"),
        title=_("下达目标"), submit=_("保存"), crumbs=crumbs((_("目标任务"), to("targets"))),
    )  # fmt: skip
