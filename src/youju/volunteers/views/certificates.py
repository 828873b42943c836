"""Certificates of service, and contact cards."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from youju.organisations.queries import May, asking
from youju.ui.act_pages import act_page
from youju.ui.lists import keyset_page
from youju.ui.shown import Act, Cell, day, section, short, table
from youju.volunteers import actions, queries
from youju.volunteers.forms import care as forms
from youju.volunteers.models import Certificate, Volunteer
from youju.volunteers.queries import certificates as rows_of
from youju.volunteers.rules.certificates import State
from youju.volunteers.views.frame import crumbs, record_of, show, to

PILLS = {State.NOTICED: "due", State.ISSUED: "ok", State.STOPPED: "late", State.REVOKED: "late"}


def state_cell(one: Certificate) -> Cell:
    """Return the state of a certificate as a label."""
    return Cell(one.get_state_display(), pill=PILLS[State(one.state)])


@require_GET
def certificates(request: HttpRequest) -> HttpResponse:
    """The certificates of a unit and below: those announced, and those issued."""
    who = asking(request)
    page = keyset_page(rows_of.certificates_of(who.member, who.unit), request, ["-noticed_on"])
    shown = table(_("志愿者"), _("单位"), _("服务期间"), (_("时长（小时）"), "n"), _("公示"), _("状态"), _("证明编号"))  # fmt: skip
    for one in page.rows:
        shown.add(Cell(one.volunteer.name, to("certificate", one.pk)), one.unit.short_name, f"{one.since}—{one.until}", one.hours, short(one.noticed_on), state_cell(one), one.number)  # fmt: skip
    empty = {"title": _("还没有服务证明"), "act": "", "url": ""}
    empty["text"] = _(
        "在志愿者页面点“出具证明”，公示满 7 天后出具，按规定格式打印，可凭校验码核对。"
    )
    return show(
        request, "list", who, "certificates", what=_("服务证明"), table=shown, page=page,
        unit_word=_("份"), empty=empty,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def certificate_add(request: HttpRequest, volunteer_id: int) -> HttpResponse:
    """Announce a certificate."""
    _who, here = record_of(request, Volunteer, volunteer_id)
    since, until = here.registered_on or here.applied_on, timezone.localdate()

    def do(**told: Any) -> str:
        return to("certificate", actions.notice_certificate(here.pk, **told).pk)

    content = rows_of.content_of(here, since, until)
    form = forms.NoticeForm(request.POST or None, initial={"since": since, "content": content})
    note = _("先在单位内公示 7 天，没有异议再出具；时长取确认过的记录，不能手填。")
    return act_page(
        request, form, do, title=f"{here.name} · {_('出具证明')}", submit=_("开始公示"), note=note,
        back=to("volunteer", here.pk),
        crumbs=crumbs((_("志愿者"), "people"), (here.name, to("volunteer", here.pk))),
    )  # fmt: skip


@require_GET
def certificate(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """One certificate: what it says, and the next step."""
    who = asking(request)
    here = rows_of.certificate_for(who.member, certificate_id)
    acts = _acts(here) if who.member.may_at(May.ARRANGE, here.unit) else []
    facts = [
        (_("志愿者"), here.volunteer.name), (_("志愿者编号"), here.volunteer.number),
        (_("服务期间"), _("%(since)s至%(until)s") % {"since": day(here.since), "until": day(here.until)}), (_("时长"), _("%(n)s 小时") % {"n": here.hours}),
        (_("服务内容"), here.content), (_("出具单位"), here.unit.name), (_("公示日期"), day(here.noticed_on)),
        (_("可出具日期"), day(here.ready_on)),
    ]  # fmt: skip
    issued = [
        (_("证明编号"), here.number), (_("出具日期"), day(here.issued_on)), (_("负责人"), here.responsible),
        (_("经办人"), here.handler), (_("联系方式"), here.contact), (_("校验码"), here.code),
    ]  # fmt: skip
    note = ""
    if here.state == State.NOTICED and timezone.localdate() < here.ready_on:
        note = _("公示中，%(day)s起可以出具。") % {"day": day(here.ready_on)}
    return show(
        request, "record", who, "certificates", title=_("%(name)s 的服务证明") % {"name": here.volunteer.name},
        pill=state_cell(here), acts=acts, crumbs=crumbs((_("证明"), "certificates")), note=here.reason or note,
        main=[section("says", _("证明内容"), facts=facts)],
        side=[section("issued", _("出具"), facts=issued)] if here.number else [],
    )  # fmt: skip


def _acts(here: Certificate) -> list[Act]:
    if here.state == State.NOTICED:
        found = [Act(_("不予出具"), to("certificate_stop", here.pk))]
        ready = timezone.localdate() >= here.ready_on
        return [*found, *([Act(_("出具"), to("certificate_issue", here.pk), primary=True)] if ready else [])]  # fmt: skip
    if here.state == State.ISSUED:
        paper = reverse("documents:certificate", args=[here.pk])
        return [
            Act(_("撤销"), to("certificate_revoke", here.pk)),
            Act(_("打印"), paper, primary=True),
        ]
    return []


@require_http_methods(["GET", "POST"])
def certificate_issue(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """Issue a certificate."""
    _who, here = record_of(request, Certificate, certificate_id)

    def do(**told: Any) -> Any:
        return actions.issue_certificate(here.pk, **told)

    return _about(request, here, forms.IssueForm(request.POST or None), do, _("出具"))


@require_http_methods(["GET", "POST"])
def certificate_stop(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """Stop a certificate within its notice."""
    _who, here = record_of(request, Certificate, certificate_id)

    def do(**told: Any) -> Any:
        return actions.stop_certificate(here.pk, **told)

    return _about(request, here, forms.ReasonForm(request.POST or None), do, _("不予出具"))


@require_http_methods(["GET", "POST"])
def certificate_revoke(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """Revoke an issued certificate."""
    _who, here = record_of(request, Certificate, certificate_id)

    def do(**told: Any) -> Any:
        return actions.revoke_certificate(here.pk, **told)

    return _about(request, here, forms.ReasonForm(request.POST or None), do, _("撤销"))


def _about(request: HttpRequest, here: Certificate, form: Any, do: Any, what: str) -> HttpResponse:
    back, name = to("certificate", here.pk), here.volunteer.name
    return act_page(
        request, form, do, title=f"{name} · {what}", submit=what, back=back,
        crumbs=crumbs((_("证明"), "certificates"), (name, back)),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def cards(request: HttpRequest) -> HttpResponse:
    """Choose volunteers, and print their contact cards."""
    who = asking(request, May.ARRANGE)
    offered = queries.volunteers_offered(who.member, who.unit)
    form = forms.CardsForm(request.POST or None, volunteers=offered)
    printed: list[Any] = []
    if request.method == "POST" and form.is_valid():
        ids = [int(one) for one in form.cleaned_data["people"]]
        printed = actions.print_cards(who.unit, ids, actor=who.member, now=timezone.now())
    code = 422 if form.errors else 200
    context = {"who": who, "form": form, "cards": printed, "crumbs": crumbs((_("志愿者"), "people")), "back": to("people")}  # fmt: skip
    return render(request, "volunteers/cards.html", context, status=code)
