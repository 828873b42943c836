"""The list out of the house as an Excel file; in the log."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from youju.activities import queries
from youju.activities.measures import ACTIVITY
from youju.activities.models import Activity
from youju.activities.rules.activities import State
from youju.activities.rules.kinds import AMOUNTS
from youju.activities.shown import mark_of
from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.kernel.refusal import Refused
from youju.kernel.workbook_out import XLSX, workbook
from youju.organisations.queries import asking

MOST_ROWS = 20_000
TEXTS = ("topic", "speaker", "audience", "department", "content")


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The activities of the chosen unit and period."""
    who = asking(request)
    rows = queries.activities_in(who.member, who.unit, who.period).exclude(state=State.CANCELLED)
    count = rows.order_by()[: MOST_ROWS + 1].count()
    if count > MOST_ROWS:
        raise Refused(_("超过 %(n)s 条，请缩短时段或分单位导出。") % {"n": MOST_ROWS})
    now, what = timezone.now(), _("活动记录")
    record("activities.export", Outcome.EXPORTED, actor=who.member, now=now, kind=ACTIVITY, rows=count, unit=who.unit.pk, period=who.period.code)  # fmt: skip
    title = f"{who.unit.name}{what}（{who.period.label}）"
    heads = [_("日期"), _("种类"), _("类别"), _("名称"), _("单位"), _("联合单位"), _("节日或主题日"), _("地点"), _("主题"), _("主讲人"), _("对象"), _("职能部门"), _("学习内容"), *(one.label for one in AMOUNTS.values()), _("状态"), _("情况")]  # fmt: skip
    found = rows.order_by("on", "pk").prefetch_related("partners").iterator(chunk_size=2000)
    answer = HttpResponse(workbook(what, title, heads, map(_line, found)), content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(title)}.xlsx"
    return answer


def _line(one: Activity) -> list[Any]:
    told = one.numbers
    numbers = [told[name].text() if name in told else "" for name in AMOUNTS]
    partners = "、".join(unit.short_name for unit in one.partners.all())
    texts = [one.details.get(name, "") for name in TEXTS]
    return [one.on.isoformat(), one.of_kind.label, one.sort, one.title, one.unit.name, partners, mark_of(one), one.place, *texts, *numbers, one.get_state_display(), one.note]  # fmt: skip
