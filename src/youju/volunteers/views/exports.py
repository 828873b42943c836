"""The register out of the house: names and phones masked, marked, each in the log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from youju.kernel.crypto import mask_name
from youju.organisations.exporting import MOST_ROWS, exported
from youju.organisations.queries import May, asking, require
from youju.ui.shown import day
from youju.volunteers import queries
from youju.volunteers.models import Volunteer
from youju.volunteers.views.frame import typed


@never_cache
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The volunteers of the chosen unit, narrowed as the page is."""
    who = asking(request)
    member = require(who.member, May.ARRANGE, who.unit)
    words, state = typed(request.GET, "q", 40), typed(request.GET, "state", 12) or "active"
    rows = queries.found(queries.volunteers_of(member, who.unit), words, "" if words else state)
    heads = [_("编号"), _("姓名"), _("单位"), _("手机"), _("状态"), _("注册"), _("时长（小时）"), _("星级"), _("特长"), _("愿意服务")]  # fmt: skip
    lines = [_line(one) for one in rows.order_by("pinyin", "pk")[: MOST_ROWS + 1]]
    about = ("organisations.unit", who.unit.pk)
    return exported(
        member, "volunteers.export", f"{who.unit.name}{_('志愿者')}", heads, lines, about=about
    )


def _line(one: Volunteer) -> list[str | int | float]:
    told = [one.number or "", mask_name(one.name), one.unit.name, str(one.phone)]
    since, state = str(day(one.registered_on)), one.get_state_display()
    return [*told, state, since, round(one.minutes / 60, 1), one.star, one.skills, one.services]
