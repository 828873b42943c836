"""Pages of nominations and objections."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from youju.honours import actions, queries, shown
from youju.honours.forms.base import ReasonForm
from youju.honours.forms.nominations import (
    DecideForm,
    NominationForm,
    ReferForm,
    ReviewForm,
    SettleForm,
)
from youju.honours.models import Nomination, Selection
from youju.honours.rules.kinds import Level
from youju.honours.rules.texts import SHOWN
from youju.honours.views.frame import act_page, crumbs, look_page
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, MemberRequest, Membership, require

FIELDS = {
    "phone": gettext_lazy("电话"),
    "full_name": gettext_lazy("姓名"),
    "nominator": gettext_lazy("推荐人"),
    "nominator_phone": gettext_lazy("推荐人电话"),
}
OBJECTOR = {"name": gettext_lazy("反映人姓名"), "phone": gettext_lazy("反映人电话")}


@require_http_methods(["GET", "POST"])
def nominate(request: MemberRequest, selection_id: int) -> HttpResponse:
    """A unit proposes somebody."""
    member = require(request.member, May.RECORD)
    found = queries.selection_for(member, selection_id)
    form = NominationForm(request.POST or None, **_asks(member, found))

    def do(form: Any, **told: Any) -> Nomination:
        return actions.nominate(found.pk, form.told(), unit=form.cleaned_data["unit"], **told)

    back = found.get_absolute_url()
    return act_page(
        request,
        member,
        form,
        do,
        back=back,
        saved=_("已推荐，等待审核。"),
        photo_unit=member.unit,
        photo_label=_("照片和证明"),
        title=_("推荐：%(title)s") % {"title": found.title},
        submit=_("推荐"),
        crumbs=crumbs((found.title, back)),
    )


def _asks(member: Membership, found: Selection) -> dict[str, Any]:
    return {
        "selection": found,
        "units": queries.units_to_nominate(member, found),
        "volunteers": queries.volunteers_to_nominate(member, found),
        "initial": {"unit": member.unit_id},
    }


@require_GET
def nomination(request: MemberRequest, nomination_id: int) -> HttpResponse:
    """One nomination: deeds, state, what was said of it."""
    member = require(request.member, May.SEE)
    one = queries.nomination_for(member, nomination_id)
    return render(request, "honours/nomination.html", shown.nomination_page(member, one))


def _one(request: MemberRequest, nomination_id: int, what: May) -> tuple[Membership, Nomination]:
    member = require(request.member, what)
    return member, queries.nomination_for(member, nomination_id)


def _of(one: Nomination) -> dict[str, Any]:
    selection = one.selection
    way = crumbs(
        (selection.title, selection.get_absolute_url()), (one.name, one.get_absolute_url())
    )
    return {"back": one.get_absolute_url(), "crumbs": way}


@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, nomination_id: int) -> HttpResponse:
    """Putting a nomination right."""
    member, one = _one(request, nomination_id, May.RECORD)
    require(member, May.RECORD, one.unit)
    names = ("category", "name", "about", "deeds", "hours", "by_guardian", "shows_name", "consent")
    initial = {name: getattr(one, name) for name in names}
    if one.selection.of_kind.minor:
        initial["name"] = ""
    form = NominationForm(
        request.POST or None, selection=one.selection, units=None, initial=initial
    )
    form.fields["phone"].help_text = _("不显示原来的号码，要保留请再填一次")

    def do(form: Any, **told: Any) -> Nomination:
        return actions.change_nomination(one.pk, form.told(), **told)

    return act_page(
        request, member, form, do, saved=_("已修改，等待审核。"), title=_("修改推荐"), submit=_("保存"),
        note=one.reason, photo_unit=one.unit, photo_label=_("照片和证明"), **_of(one),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def review(request: MemberRequest, nomination_id: int) -> HttpResponse:
    """Pass, send back, refuse."""
    member, one = _one(request, nomination_id, May.ARRANGE)
    require(member, May.ARRANGE, one.selection.unit)
    form = ReviewForm(request.POST or None, initial={"public_words": one.deeds[:SHOWN]})

    def do(form: Any, **told: Any) -> Nomination:
        said = form.cleaned_data
        given = {name: said[name] for name in ("result", "note", "public_words")}
        return actions.review_nomination(one.pk, **given, **told)

    return act_page(
        request, member, form, do, saved=_("已记下审核结果。"), title=_("审核推荐"), submit=_("提交审核结果"),
        beside=one, **_of(one),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def withdraw(request: MemberRequest, nomination_id: int) -> HttpResponse:
    """Taking a nomination back."""
    member, one = _one(request, nomination_id, May.RECORD)
    require(member, May.RECORD, one.unit)
    form = ReasonForm(request.POST or None)

    def do(form: Any, **told: Any) -> Nomination:
        return actions.withdraw_nomination(one.pk, note=form.cleaned_data["note"], **told)

    return act_page(
        request, member, form, do, saved=_("推荐已撤回。"), title=_("撤回推荐"), submit=_("撤回"),
        note=_("撤回后不再统计，经过仍看得到。"), **_of(one),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def refer(request: MemberRequest, nomination_id: int) -> HttpResponse:
    """Sending somebody up to a higher level."""
    member, one = _one(request, nomination_id, May.ARRANGE)
    require(member, May.ARRANGE, one.selection.unit)
    above = list(Level)
    level = above[min(above.index(Level(one.selection.level)) + 1, len(above) - 1)]
    form = ReferForm(request.POST or None, initial={"on": timezone.localdate(), "level": level})

    def do(form: Any, **told: Any) -> Nomination:
        given = {name: form.cleaned_data[name] for name in ("level", "to", "on")}
        return actions.refer_nomination(one.pk, **given, **told).nomination

    return act_page(
        request, member, form, do, saved=_("已登记推报。"), title=_("向上推报"), submit=_("登记推报"),
        beside=one, **_of(one),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def settle(request: MemberRequest, referral_id: int) -> HttpResponse:
    """What came of a referral."""
    member = require(request.member, May.ARRANGE)
    found = queries.referral_for(member, referral_id)
    one = found.nomination
    require(member, May.ARRANGE, one.selection.unit)
    form = SettleForm(request.POST or None, initial={"on": timezone.localdate()})

    def do(form: Any, **told: Any) -> Nomination:
        said = form.cleaned_data
        given = {"listed": said["listed"] == "yes", "award": said["award"], "on": said["on"]}
        return actions.settle_referral(found.pk, **given, **told).nomination

    title = _("推报结果：%(to)s") % {"to": found.to}
    return act_page(
        request, member, form, do, saved=_("已登记结果。"), title=title, submit=_("登记结果"), **_of(one)
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def objection(request: MemberRequest, objection_id: int) -> HttpResponse:
    """Deciding an objection after looking into it."""
    member = require(request.member, May.ARRANGE)
    found = queries.objection_for(member, objection_id)
    one = found.nomination
    require(member, May.ARRANGE, one.selection.unit)
    form = DecideForm(request.POST or None)

    def do(form: Any, **told: Any) -> Nomination:
        said = form.cleaned_data
        upheld = said["upheld"] == "yes"
        return actions.decide_objection(
            found.pk, upheld=upheld, answer=said["answer"], **told
        ).nomination

    return act_page(
        request, member, form, do, saved=_("异议已处理。"), title=_("处理异议"), submit=_("提交处理结果"),
        words=found.words, **_of(one),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def look(request: MemberRequest, nomination_id: int, field: str) -> HttpResponse:
    """One protected value of a nomination."""
    one = queries.nomination_for(request.member, nomination_id)
    if field not in FIELDS:
        raise Missing(_("没有这一项"))
    back = one.get_absolute_url()
    return look_page(request, one, field, one.unit, label=str(FIELDS[field]), back=back)


@never_cache
@require_http_methods(["GET", "POST"])
def look_at_objector(request: MemberRequest, objection_id: int, field: str) -> HttpResponse:
    """Who objected; the care officer alone opens it."""
    found = queries.objection_for(request.member, objection_id)
    if field not in OBJECTOR:
        raise Missing(_("没有这一项"))
    one = found.nomination
    unit, back = one.selection.unit, one.get_absolute_url()
    return look_page(request, found, field, unit, label=str(OBJECTOR[field]), back=back)
