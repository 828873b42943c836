"""Drives with what was given and handed over; grants by fund and year."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.aid import actions, measures, queries
from youju.aid.actions import Gift, Granted, Handed
from youju.aid.forms import giving as forms
from youju.aid.forms.pairs import WhyForm
from youju.aid.models import Donation, Drive, Grant, Handover
from youju.aid.models.giving import YUAN
from youju.aid.rules.giving import Donor, Help, Receiver
from youju.aid.views.frame import (
    STAYS,
    act_page,
    asker,
    back_of,
    crumbs,
    keeper,
    papers,
    photo_ids,
    plain,
    record_of,
    show_list,
    show_record,
    to,
    units_of,
)
from youju.kernel.quantity import Quantity
from youju.kernel.words import noted
from youju.organisations.queries import Asking, May
from youju.ui.act_pages import pressed
from youju.ui.lists import keyset_page
from youju.ui.shown import Act, Cell, Section, day, section, short, table


@require_GET
def drives(request: HttpRequest) -> HttpResponse:
    """The drives of a unit and below with their sums."""
    who = asker(request)
    page = keyset_page(queries.drives_of(who.member, who.unit), request, ["-since"])
    shown = table(_("募捐活动"), _("单位"), _("开始"), (_("捐赠单位"), "n"), (_("捐赠人"), "n"), _("收到"), _("已发放"), _("公开"))  # fmt: skip
    for one in page.rows:
        sums = queries.sum_of(one)
        given = sums.given.text() if sums.given else ""
        public = Cell(_("已公开"), pill="ok") if one.published_on else Cell(_("未公开"), pill="")
        shown.add(Cell(one.name, to("drive", one.pk)), one.unit.short_name, short(one.since), sums.units or "", sums.people or "", given, Quantity(sums.handed, YUAN).text() if sums.handed else "", public)  # fmt: skip
    add = to("drive_add")
    empty = {"title": _("还没有募捐活动"), "act": _("发起募捐"), "url": add}
    empty["text"] = _("先发起活动，再逐笔登记捐款捐物和发放；公开以后，公众页面上看得到收了多少、发了多少，姓名只显示姓。")  # fmt: skip
    return show_list(
        request, who, "drives", what=_("公益募捐"), table=shown, page=page, unit_word=_("场"), empty=empty,
        acts=[Act(_("发起募捐"), add, primary=True)],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def drive_add(request: HttpRequest) -> HttpResponse:
    """Open a drive."""
    who = asker(request)

    def do(unit: Any, name: str, **told: Any) -> str:
        return to("drive", actions.start_drive(unit, name, **told).pk)

    form = forms.DriveForm(request.POST or None, units=units_of(who), initial={"unit": who.unit.pk})
    return act_page(
        request, form, do, title=_("发起募捐"), submit=_("发起"), back=to("drives"),
        crumbs=crumbs((_("募捐"), to("drives"))),
    )  # fmt: skip


@require_GET
def drive(request: HttpRequest, drive_id: int) -> HttpResponse:
    """One drive: what came in, what went out, what is left."""
    who, seen = record_of(request, Drive, drive_id)
    (here,) = queries.with_gifts(Drive.objects.filter(pk=seen.pk))
    sums = queries.sum_of(here)
    facts = [
        (_("单位"), here.unit.name), (_("用途"), here.purpose), (_("开始"), day(here.since)), (_("结束"), day(here.until)),
        (_("收到"), sums.given.text() if sums.given else ""), (_("物资折款"), sums.worth.text() if sums.worth else ""),
        (_("已发放"), Quantity(sums.handed, YUAN).text()), (_("还可发放"), Quantity(sums.left, YUAN).text()), (_("公开"), day(here.published_on)),
    ]  # fmt: skip
    publish = Act(_("公开明细"), to("drive_publish", here.pk), press=True)
    acts = [] if here.published_on or not here.donations.all() else [publish]
    acts += [Act(_("记发放"), to("hand_over", here.pk)), Act(_("记捐款捐物"), to("donate", here.pk), primary=True)]  # fmt: skip
    return show_record(
        request, title=here.name, pill=Cell(_("已公开"), pill="ok") if here.published_on else None,
        crumbs=crumbs((_("募捐"), to("drives"))), acts=acts,
        main=[_donations(who, here), _handovers(who, here)], side=[section("about", _("情况"), facts=facts)],
    )  # fmt: skip


def _donations(who: Asking, here: Drive) -> Section:
    shown = table(_("日期"), _("捐赠方"), _("单位或姓名"), (_("单位或人数"), "n"), _("金额"), (_("物资"), "wrap"), _("谁记的"), "")  # fmt: skip
    opens = who.member.may_at(May.OPEN_PROTECTED, here.unit)
    for one in here.donations.all():
        look = (Act(_("打开"), to("open", "donation", one.pk, "person")),) if opens and one.person else ()  # fmt: skip
        name = one.name or str(one.person) or (_("不留名") if one.unnamed else "")
        goods = noted(one.goods, one.worth) if one.goods and one.worth else one.goods
        shown.add(short(one.on), one.get_donor_display(), Cell(name, acts=look, meta=_("不留名") if one.unnamed and name != _("不留名") else ""), one.donors, one.amount, goods, one.by_label, back_of(one, "donation_withdraw"))  # fmt: skip
    return section("donations", _("捐款捐物"), shown, empty=_("还没有登记捐款捐物。"))


def _handovers(who: Asking, here: Drive) -> Section:
    shown = table(_("日期"), _("受赠方"), _("姓名或单位"), (_("户数或人数"), "n"), (_("金额（元）"), "n"), (_("物资"), "wrap"), _("凭证"), "")  # fmt: skip
    opens = who.member.may_at(May.OPEN_PROTECTED, here.unit)
    rows = list(here.handovers.all())
    links = papers(who.member, measures.HANDOVER, rows)
    for one in rows:
        look = (Act(_("打开"), to("open", "handover", one.pk, "receiver")),) if opens and one.receiver else ()  # fmt: skip
        shown.add(short(one.on), one.get_kind_display(), Cell(str(one.receiver), acts=look), one.receivers, plain(one.amount), one.goods, Cell(one.paper, acts=links.get(one.pk, ())), back_of(one, "handover_withdraw"))  # fmt: skip
    return section("handovers", _("发放"), shown, empty=_("还没有发放。"))


@require_http_methods(["GET", "POST"])
def donate(request: HttpRequest, drive_id: int) -> HttpResponse:
    """Record what was given."""
    _who, here = record_of(request, Drive, drive_id)

    def do(donor: str, **told: Any) -> Any:
        act = {name: told.pop(name) for name in ("actor", "now", "key")}
        return actions.donate(here.pk, Gift(donor=Donor(donor), **told), **act)

    return _about(request, here, forms.DonationForm(request.POST or None), do, _("记捐款捐物"))


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, drive_id: int) -> HttpResponse:
    """Record what was handed over."""
    _who, here = record_of(request, Drive, drive_id)

    def do(kind: str, **told: Any) -> Any:
        act = {name: told.pop(name) for name in ("actor", "now", "key")}
        handed = Handed(kind=Receiver(kind), **told)
        return actions.hand_over(here.pk, handed, photos=photo_ids(request), **act)

    form = forms.HandoverForm(request.POST or None)
    return _about(request, here, form, do, _("记发放"), photo_unit=here.unit, photo_label=_("领取凭证"))  # fmt: skip


def _about(
    request: HttpRequest, here: Drive, form: Any, do: Any, what: str, **shown: Any
) -> HttpResponse:
    back = to("drive", here.pk)
    way = crumbs((_("募捐"), to("drives")), (here.name, back))
    title = f"{here.name} · {what}"
    return act_page(request, form, do, title=title, submit=what, back=back, crumbs=way, **shown)


@require_http_methods(["GET", "POST"])
def donation_withdraw(request: HttpRequest, donation_id: int) -> HttpResponse:
    """Take back a gift recorded by mistake."""
    _who, one = record_of(request, Donation, donation_id)

    def do(**told: Any) -> Any:
        return actions.withdraw_donation(one.pk, **told)

    return _about(
        request, one.drive, WhyForm(request.POST or None), do, _("撤回捐款捐物"), note=STAYS
    )


@require_http_methods(["GET", "POST"])
def handover_withdraw(request: HttpRequest, handover_id: int) -> HttpResponse:
    """Take back a handing over recorded by mistake."""
    _who, one = record_of(request, Handover, handover_id)

    def do(**told: Any) -> Any:
        return actions.withdraw_handover(one.pk, **told)

    return _about(request, one.drive, WhyForm(request.POST or None), do, _("撤回发放"), note=STAYS)


@require_http_methods(["GET", "POST"])
def grant_withdraw(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Take back a grant recorded by mistake."""
    _who, here = record_of(request, Grant, grant_id)

    def do(**told: Any) -> Any:
        return actions.withdraw_grant(here.pk, **told)

    back = to("grant", here.pk)
    return act_page(
        request, WhyForm(request.POST or None), do, title=f"{here} · {_('撤回')}", submit=_("撤回"), back=back, note=STAYS,
        crumbs=crumbs((_("助学救助"), to("grants")), (str(here), back)),
    )  # fmt: skip


@require_POST
def publish(request: HttpRequest, drive_id: int) -> HttpResponse:
    """Show the drive on the public pages."""
    _who, here = record_of(request, Drive, drive_id)

    def do(**act: Any) -> Any:
        return actions.publish_drive(here.pk, **act)

    return pressed(request, do, to("drive", here.pk), _("已公开：公众页面上姓名只显示姓。"))


@require_GET
def donation(request: HttpRequest, donation_id: int) -> HttpResponse:
    """The drive that a gift belongs to."""
    _who, one = record_of(request, Donation, donation_id)
    return redirect("aid:drive", one.drive_id)


@require_GET
def handover(request: HttpRequest, handover_id: int) -> HttpResponse:
    """The drive that a handing over belongs to."""
    _who, one = record_of(request, Handover, handover_id)
    return redirect("aid:drive", one.drive_id)


@require_GET
def grants(request: HttpRequest) -> HttpResponse:
    """The grants of a unit and below, and their sums by fund and year."""
    who = asker(request)
    rows = queries.grants_of(who.member, who.unit)
    page = keyset_page(rows, request, ["-year", "-on"])
    shown = table(_("日期"), _("基金、项目"), _("种类"), _("单位"), _("受助"), _("金额"), (_("物资"), "wrap"))  # fmt: skip
    for one in page.rows:
        goods = f"{one.goods} {one.pieces}".strip()
        shown.add(Cell(short(one.on), to("grant", one.pk)), one.fund.name, one.get_help_display() if one.counts else Cell(_("已撤回"), pill=""), one.unit.short_name, one.said, one.amount, goods)  # fmt: skip
    sums = table(_("基金、项目"), _("年度"), _("受助"), _("金额"))
    for name, year, pupils, amount in queries.grants_by_fund(rows[:1000]):
        sums.add(name, year, pupils.text() if pupils else "", amount.text() if amount else "")
    add = to("grant_add")
    empty = {"title": _("还没有助学救助"), "act": _("记一批"), "url": add}
    empty["text"] = _("助学金、爱心助考、流浪儿童救助按基金一批一批记，照说的写：200多名、6.5万余元；要逐人登记的，监护人同意后再列名单。")  # fmt: skip
    return show_list(
        request, who, "grants", what=_("助学救助"), table=shown, page=page, unit_word=_("批"), empty=empty,
        before=[section("funds", _("按基金和年度"), sums)] if sums.lines else [],
        acts=[Act(_("记一批"), add, primary=True)],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def grant_add(request: HttpRequest) -> HttpResponse:
    """Record what a fund gave."""
    who = asker(request)

    def do(unit: Any, help: str, **told: Any) -> str:
        act = {name: told.pop(name) for name in ("actor", "now", "key")}
        return to("grant", actions.grant(unit, Granted(help=Help(help), **told), **act).pk)

    form = forms.GrantForm(request.POST or None, units=units_of(who), initial={"unit": who.unit.pk})
    return act_page(
        request, form, do, title=_("记助学救助"), submit=_("记下"), back=to("grants"),
        crumbs=crumbs((_("助学救助"), to("grants"))),
    )  # fmt: skip


@require_GET
def grant(request: HttpRequest, grant_id: int) -> HttpResponse:
    """One grant, and its children for who may see them: masked."""
    who, here = record_of(request, Grant, grant_id)
    facts = [
        (_("基金、项目"), here.fund.name), (_("主办"), here.fund.agency), (_("种类"), here.get_help_display()),
        (_("单位"), here.unit.name), (_("日期"), day(here.on)), (_("受助"), here.said), (_("金额"), here.amount),
        (_("物资"), f"{here.goods} {here.pieces}".strip()), (_("谁记的"), here.by_label),
    ]  # fmt: skip
    sees = queries.may_see_children(who.member)
    acts = [Act(_("登记一名孩子"), to("grant_child_add", here.pk), primary=True)] if sees else []
    return show_record(
        request, title=str(here), crumbs=crumbs((_("助学救助"), to("grants"))), acts=acts if here.counts else [],
        pill=None if here.counts else Cell(_("已撤回：%(why)s") % {"why": here.withdrawn_why}, pill=""),
        menu=[Act(_("撤回"), to("grant_withdraw", here.pk))] if here.counts else [],
        main=[_children(who, here)] if sees else [section("about", _("情况"), facts=facts)],
        side=[section("about", _("情况"), facts=facts)] if sees else [],
    )  # fmt: skip


def _children(who: Asking, here: Grant) -> Section:
    shown = table(_("姓名"), _("学校"), _("监护人"), (_("金额（元）"), "n"), "")
    opens = who.member.may_at(May.OPEN_PROTECTED, here.unit)
    for one in here.children.order_by("pk")[:500]:
        names = (("name", _("打开姓名")), ("school", _("打开学校")), ("guardian", _("打开监护人")))
        looks = tuple(Act(text, to("open", "grant_child", one.pk, field)) for field, text in names if getattr(one, field))  # fmt: skip
        shown.add(str(one.name), str(one.school), str(one.guardian), plain(one.amount), Cell(acts=looks if opens else ()))  # fmt: skip
    meta = _("已列 %(n)s 人，共 %(said)s") % {"n": len(shown.lines), "said": here.said}
    empty = _("没有逐人登记。逐人登记要监护人同意，姓名、学校都加密保存。")
    return section("children", _("受助儿童"), shown, meta=meta, empty=empty)


@require_http_methods(["GET", "POST"])
def grant_child_add(request: HttpRequest, grant_id: int) -> HttpResponse:
    """List a child of a grant."""
    keeper(request)
    _who, here = record_of(request, Grant, grant_id)

    def do(name: str, **told: Any) -> Any:
        return actions.list_child(here.pk, name, **told)

    back = to("grant", here.pk)
    return act_page(
        request, forms.GrantChildForm(request.POST or None), do, title=f"{here} · {_('登记一名孩子')}",
        submit=_("登记"), back=back, crumbs=crumbs((_("助学救助"), to("grants")), (str(here), back)),
    )  # fmt: skip
