"""Lists of titles and nominees out of the house: names masked, marked, each in the log."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from youju.honours import queries, shown_titles
from youju.honours.measures import SELECTION_KIND
from youju.honours.models import Nomination, Title
from youju.honours.rules.kinds import Holder
from youju.kernel.crypto import mask_name
from youju.kernel.refusal import Forbidden
from youju.organisations.exporting import MOST_ROWS, exported
from youju.organisations.queries import May, MemberRequest, asking, require

ACT = "honours.export"


@never_cache
@require_GET
def titles(request: MemberRequest) -> HttpResponse:
    """The titles of the chosen unit, narrowed as the page is."""
    who = asking(request, May.SEE)
    chosen = {name: request.GET.get(name, "") for name in ("kind", "state")}
    rows = queries.titles_under(who.member, who.unit)
    rows = shown_titles.narrowed(rows, year=timezone.localdate().year, **chosen).order_by("-since", "-pk")  # fmt: skip
    heads = [_("获得者"), _("数量"), _("称号"), _("所在单位"), _("授予日期"), _("文号"), _("状态")]
    lines = [_title_line(one) for one in rows[: MOST_ROWS + 1]]
    about = ("organisations.unit", who.unit.pk)
    return exported(who.member, ACT, f"{who.unit.name}{_('称号')}", heads, lines, about=about)


def _title_line(one: Title) -> list[str | int]:
    name = one.name if one.of_kind.holder is Holder.UNIT else mask_name(one.name)
    since = one.since.isoformat()
    return [
        name,
        one.holders,
        one.called,
        one.unit.name,
        since,
        one.paper,
        one.get_standing_display(),
    ]


@never_cache
@require_GET
def nominees(request: MemberRequest, selection_id: int) -> HttpResponse:
    """Those who were nominated in a selection, for who runs it."""
    member = require(request.member, May.ARRANGE)
    found = queries.selection_for(member, selection_id)
    if not queries.may_manage(member, found):
        raise Forbidden(_("推荐名单由发起评选的单位导出"))
    rows = queries.nominations_seen(member, found).order_by("category", "pk")
    heads = [_("类别"), _("姓名或名称"), _("身份"), _("推荐单位"), _("推荐日期"), _("服务时长"), _("得票"), _("评审分"), _("状态")]  # fmt: skip
    lines = [_nominee_line(one) for one in rows[: MOST_ROWS + 1]]
    about = (SELECTION_KIND, found.pk)
    return exported(member, ACT, f"{found.title}{_('推荐名单')}", heads, lines, about=about)


def _nominee_line(one: Nomination) -> list[str | int | float]:
    of_unit = one.selection.of_kind.holder is Holder.UNIT
    name = one.name if of_unit else mask_name(one.name)
    numbers = [float(n) if n is not None else "" for n in (one.hours, one.votes, one.jury)]
    on = one.nominated_on.isoformat()
    return [one.category_label, name, one.about, one.unit.name, on, *numbers, one.get_state_display()]  # fmt: skip
