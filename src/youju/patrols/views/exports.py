"""Lists out of the house as Excel files; each in the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.refusal import Refused
from youju.kernel.workbook_out import XLSX, workbook
from youju.organisations.queries import Asking, asking
from youju.patrols import queries
from youju.patrols.models import Opinion, Place, Visit

MOST_ROWS = 20_000


def _file(
    who: Asking,
    what: str,
    rows: QuerySet[Any],
    heads: Sequence[str],
    lines: Iterable[Sequence[Any]],
) -> HttpResponse:
    count = rows.order_by()[: MOST_ROWS + 1].count()
    if count > MOST_ROWS:
        raise Refused(_("超过 %(n)s 条，请缩短时段或分单位导出。") % {"n": MOST_ROWS})
    now = timezone.now()
    record("patrols.export", Outcome.EXPORTED, actor=who.member, now=now, kind=f"patrols.{rows.model._meta.model_name}", rows=count, unit=who.unit.pk, period=who.period.code)  # fmt: skip
    title = f"{who.unit.name}{what}（{who.period.label}）"
    answer = HttpResponse(workbook(what, title, heads, lines), content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(title)}.xlsx"
    return answer


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """The places of a unit."""
    who = asking(request)
    rows = queries.places_of(who.member, who.unit).order_by("unit__path", "pk")
    heads = [_("点位"), _("种类"), _("单位"), _("重点"), _("责任单位"), _("责任人"), _("地址"), _("达标情况"), _("缺什么"), _("上次巡查"), _("上次问题（处）")]  # fmt: skip
    return _file(
        who, _("点位"), rows, heads, (_place(one) for one in rows.iterator(chunk_size=2000))
    )


def _place(one: Place) -> list[Any]:
    last = f"{timezone.localtime(one.last_visit_at):%Y-%m-%d}" if one.last_visit_at else ""
    owner = one.owner_unit.name if one.owner_unit else one.unit.name
    key = _("是") if one.key_place else ""
    return [one.name, one.kind_label, one.unit.name, key, owner, one.owner, one.address, one.get_readiness_display(), one.missing, last, one.last_faults]  # fmt: skip


@require_GET
def visits(request: HttpRequest) -> HttpResponse:
    """The visits of the chosen unit and period, each with what was found."""
    who = asking(request)
    rows = queries.visits_in(who.member, who.unit, who.period).order_by("done_on", "pk")
    heads = [_("日期"), _("地点"), _("单位"), _("性质"), _("方式"), _("岗位"), _("队伍"), _("人次"), _("看了（项）"), _("合格（项）"), _("问题（处）"), _("问题"), _("表扬"), _("情况")]  # fmt: skip
    found = rows.prefetch_related("findings").iterator(chunk_size=2000)
    return _file(who, _("巡查记录"), rows, heads, (_visit(one) for one in found))


def _visit(one: Visit) -> list[Any]:
    faults = "；".join(finding.text for finding in one.findings.all())
    people = one.headcount.text() if one.headcount else ""
    team = one.team.name if one.team else ""
    praised = _("是") if one.praised else ""
    return [one.done_on.isoformat(), one.target, one.unit.name, one.get_purpose_display(), one.get_way_display(), one.post, team, people, one.checked, len(one.passed), one.faults, faults, praised, one.note]  # fmt: skip


@require_GET
def opinions(request: HttpRequest) -> HttpResponse:
    """What residents said in the period, and what was answered."""
    who = asking(request)
    rows = queries.opinions_in(who.member, who.unit, who.period).order_by("heard_on", "pk")
    heads = [_("日期"), _("单位"), _("来源"), _("人数"), _("意见"), _("说的是哪里"), _("关于哪个项目"), _("答复"), _("答复日期"), _("转为问题")]  # fmt: skip
    return _file(who, _("居民意见"), rows, heads, (_opinion(one) for one in rows.iterator(chunk_size=2000)))  # fmt: skip


def _opinion(one: Opinion) -> list[Any]:
    answered = one.answered_on.isoformat() if one.answered_on else ""
    return [one.heard_on.isoformat(), one.unit.name, one.get_source_display(), one.people, one.text, one.place, one.about, one.answer, answered, one.case_number]  # fmt: skip
