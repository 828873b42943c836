"""The profile of a unit: its figures in dated values."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from youju.kernel.refusal import Missing
from youju.organisations import actions, rules
from youju.organisations.forms import tree as forms
from youju.organisations.models import Unit
from youju.organisations.queries import Membership, unit_for
from youju.organisations.queries.bodies import profile, profile_history
from youju.organisations.rules import ProfileItem
from youju.organisations.views.frame import act_page, crumbs_in, dated, organiser_of, show, to
from youju.organisations.views.requests import MemberRequest
from youju.organisations.views.shown import Cell, Link, Page, Section
from youju.ui.templatetags.ui import day_short, quantity


def profile_section(member: Membership, here: Unit, organises: bool) -> Section:
    rows = []
    for line in profile(member, here, timezone.localdate()):
        url = to("profile_item", here.pk, line.item.value) if line.count else ""
        known = line.latest
        rows.append(
            [
                Cell(line.label, url),
                Cell(quantity(known.quantity) if known else "—"),
                Cell(day_short(known.on) if known else ""),
                Cell(known.source if known else ""),
                Cell(_("%d 次") % line.count if line.count else ""),
            ]
        )
    return Section(
        "profile",
        _("概况数字"),
        (_("项目"), _("数值"), _("截至"), _("来源"), _("历次")),
        rows,
        "",
        (Link(_("填一项"), to("put_value", here.pk)),) if organises else (),
        meta=_("报告引用截至该时段的最新值"),
        numbers=frozenset({1}),
    )


@require_http_methods(["GET", "POST"])
def put_value(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)

    def do(item: str, **data: Any) -> Any:
        return actions.put_value(here, ProfileItem(item), **data)

    return act_page(
        request,
        dated(request, forms.ProfileForm, "on", initial={"item": request.GET.get("item")}),
        do,
        title=_("%s · 填概况数字") % here.short_name,
        submit=_("保存这一项"),
        back=to("unit", here.pk),
        saved=_("已保存。"),
        crumbs=crumbs_in(request.member, here),
        note=_("同一天再填，改的是那一天的数；新的日期另存一条，历次都保留。"),
    )


def profile_item(request: MemberRequest, unit_id: int, item: str) -> HttpResponse:
    """Every value of one item."""
    here = unit_for(request.member, unit_id)
    if item not in {one.value for one in ProfileItem}:
        raise Missing(_("概况里没有这一项"))
    wanted = ProfileItem(item)
    label = rules.PROFILE[wanted].label
    return show(
        request,
        Page(
            title=f"{here.short_name} · {label}",
            unit=here,
            crumbs=crumbs_in(request.member, here),
            sections=[_values_section(request.member, here, wanted)],
        ),
    )


def _values_section(member: Membership, here: Unit, wanted: ProfileItem) -> Section:
    rows = [
        [Cell(day_short(v.on)), Cell(quantity(v.quantity)), Cell(v.source)]
        for v in profile_history(member, here, wanted)
    ]
    return Section(
        "values",
        _("历次数值"),
        (_("截至"), _("数值"), _("来源")),
        rows,
        _("还没有填过。"),
        numbers=frozenset({1}),
    )
