"""Owners' committees and property firms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.organisations.queries import May
from youju.residents import actions, forms, queries
from youju.residents.models import Area, Committee, Complaint, Engagement, Firm
from youju.residents.rules.bodies import WARN_BEFORE
from youju.residents.views.frame import act_page, asker, crumbs, record_of, show


@require_GET
def bodies(request: HttpRequest) -> HttpResponse:
    """Committees by the end of their term, firms with their areas."""
    who = asker(request)
    today = timezone.localdate()
    rows = [(one, one.days_left(today)) for one in queries.committees_of(who.member, who.unit)]
    firms = queries.visible(who.member, Firm).filter(**queries.within(who.unit))
    return show(
        request, "bodies", who, "bodies", committees=rows, warn=WARN_BEFORE.days,
        firms=firms.prefetch_related("areas").order_by("name", "pk")[:200],
    )  # fmt: skip


def _act(
    request: HttpRequest, area: Area, form: Any, act: Any, pk: int, title: str, submit: str
) -> HttpResponse:
    back = area.get_absolute_url()

    def do(**told: Any) -> Any:
        first = [told.pop(name) for name in ("text", "result") if name in told]
        return act(pk, *first, **told)

    up = crumbs((area.name, back))
    return act_page(
        request, form, do, back=back, crumbs=up, title=f"{area.name} · {title}", submit=submit
    )


@require_http_methods(["GET", "POST"])
def elect(request: HttpRequest, area_id: int) -> HttpResponse:
    """Register an election."""
    _member, area = record_of(request, Area, area_id, May.ARRANGE)
    form = forms.CommitteeForm(request.POST or None)
    return _act(request, area, form, actions.elect_committee, area.pk, _("业委会换届"), _("登记"))


@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, committee_id: int) -> HttpResponse:
    """Note that the housing bureau was asked for the next election."""
    _member, row = record_of(request, Committee, committee_id, May.ARRANGE)
    form = forms.DayForm(request.POST or None)
    words = (_("联系住建部门"), _("记下"))
    return _act(request, row.area, form, actions.contact_bureau, row.pk, *words)


@require_http_methods(["GET", "POST"])
def approach(request: HttpRequest, area_id: int) -> HttpResponse:
    """Note that a firm was approached."""
    _member, area = record_of(request, Area, area_id, May.ARRANGE)
    form = forms.FirmForm(request.POST or None)
    words = (_("洽谈物业公司"), _("登记"))
    return _act(request, area, form, actions.approach_firm, area.pk, *words)


@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, engagement_id: int) -> HttpResponse:
    """Say what came of an approach."""
    _member, row = record_of(request, Engagement, engagement_id, May.ARRANGE)
    form = forms.SettleFirmForm(request.POST or None, initial={"duties": row.duties})
    words = (_("选聘结果"), _("保存"))
    return _act(request, row.area, form, actions.settle_firm, row.pk, *words)


@require_http_methods(["GET", "POST"])
def complain(request: HttpRequest, engagement_id: int) -> HttpResponse:
    """Note a complaint."""
    _member, row = record_of(request, Engagement, engagement_id)
    form = forms.ComplaintForm(request.POST or None)
    return _act(request, row.area, form, actions.complain, row.pk, _("物业投诉"), _("登记"))


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, complaint_id: int) -> HttpResponse:
    """Note how a complaint was settled."""
    _member, row = record_of(request, Complaint, complaint_id)
    form = forms.ResultForm(request.POST or None)
    words = (_("处理投诉"), _("保存"))
    return _act(request, row.engagement.area, form, actions.settle_complaint, row.pk, *words)
