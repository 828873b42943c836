"""One person: what is held, where they lived, what they need, who looked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.audit.queries import trail_of
from youju.audit.registry import label_of
from youju.organisations.queries import May
from youju.residents import actions, forms, queries
from youju.residents.actions import Home
from youju.residents.models import Area, Consent, Resident
from youju.residents.rules.people import Told
from youju.residents.views.frame import act_page, asker, crumbs, pressed, record_of, show, to
from youju.residents.views.look import OPENABLE
from youju.residents.views.shown import person_page
from youju.ui.lists import keyset_page

LOOKS = 50


@require_GET
def person(request: HttpRequest, resident_id: int) -> HttpResponse:
    """One person, masked."""
    member, row = record_of(request, Resident, resident_id)
    context = person_page(member, row, timezone.localdate())
    return render(request, "residents/person.html", context)


OPENED = (
    "organisations.open_protected"  # the same act as the look, which stands in the log beside it
)


def field_label(name: str | None) -> str:
    """Return what users call a protected field of a resident."""
    return str(OPENABLE["person"][1].get(name, "")) if name else ""


@require_GET
def looks(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Who looked at what of a person, and what was done: for whoever asks on the person's behalf."""
    member, row = record_of(request, Resident, resident_id)
    rows = trail_of(member.root_id, "residents.resident", row.pk).exclude(act=OPENED)[:LOOKS]
    context = {
        "resident": row,
        "lines": [(one, label_of(one.act), field_label(one.detail.get("field"))) for one in rows],
        "crumbs": crumbs((row.name, row.get_absolute_url())),
    }
    return render(request, "residents/looks.html", context)


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Register somebody; `?area=` names the area beforehand."""
    who = asker(request)
    areas = queries.visible(who.member, Area).filter(closed_on=None)
    initial = {"area": request.GET.get("area", "")}
    form = forms.RegisterForm(request.POST or None, areas=areas, initial=initial)

    def do(**told: Any) -> str:
        acting = {name: told.pop(name) for name in ("actor", "now", "key")}
        home = _home(told)
        since = told.pop("since")
        return actions.register(Told(**told), home, since=since, **acting).get_absolute_url()

    return act_page(
        request, form, do, back=to("index"), saved=_("已登记。"), title=_("登记住户"), submit=_("登记"),
        crumbs=crumbs(), note=_("未成年人的各项信息加密保存，名单里只显示姓。"),
    )  # fmt: skip


def _home(told: dict[str, Any]) -> Home:
    names = ("area", "door", "tenure", "landlord")
    return Home(**{name: told.pop(name) for name in names})


def _about(row: Resident) -> dict[str, Any]:
    back = row.get_absolute_url()
    return {"back": back, "crumbs": crumbs((row.name, back))}


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Correct what is held."""
    _member, row = record_of(request, Resident, resident_id)
    names = ("sex", "birth", "relation", "former_name", "incomer", "registered_on")
    initial = {name: getattr(row, name) for name in names} | {"name": "" if row.minor else row.name}
    form = forms.ChangeForm(request.POST or None, initial=initial)
    if row.minor:
        form.fields["name"].required = False

    def do(**told: Any) -> Resident:
        return actions.change(row.pk, **told)

    note = _("身份证号、电话、监护人和其他情况不显示原文；不填就不改，填了就替换，要删去写“无”。")
    words = {"title": _("%s · 修改登记") % row.name, "submit": _("保存"), "note": note}
    return act_page(request, form, do, **_about(row), **words)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Let somebody live elsewhere."""
    member, row = record_of(request, Resident, resident_id)
    areas = queries.visible(member, Area).filter(closed_on=None)
    form = forms.MoveForm(request.POST or None, areas=areas)

    def do(**told: Any) -> Resident:
        return actions.move(row.pk, _home(told), **told)

    words = {"title": _("%s · 迁移") % row.name, "submit": _("办理迁移")}
    return act_page(request, form, do, **_about(row), **words)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Note that somebody moved away or died."""
    _member, row = record_of(request, Resident, resident_id)
    note = _("登记后不再计入人数。信息保存 %(n)s 年，期满由救助专员删除。") % {
        "n": queries.keep_years()
    }

    def do(**told: Any) -> Resident:
        return actions.leave(row.pk, **told)

    words = {"title": _("%s · 迁出或去世") % row.name, "submit": _("登记"), "note": note}
    return act_page(request, forms.LeaveForm(request.POST or None), do, **_about(row), **words)


@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Erase what is held of somebody who left."""
    _member, row = record_of(request, Resident, resident_id, May.OPEN_PROTECTED)
    note = _("删除姓名、证件、电话、类别和居住经历，只留一条“已删除”的记录。不能恢复。")

    def do(**told: Any) -> Resident:
        return actions.erase(row.pk, **told)

    words = {"title": _("%s · 删除个人信息") % row.name, "submit": _("删除"), "note": note}
    return act_page(request, forms.EraseForm(request.POST or None), do, **_about(row), **words)


@require_GET
def kept(request: HttpRequest) -> HttpResponse:
    """Who left so long ago that what is held is to be erased."""
    who = asker(request, May.OPEN_PROTECTED)
    rows = queries.kept_too_long(who.member, timezone.localdate())
    return show(request, "kept", who, "kept", page=keyset_page(rows, request, ["left_on"]))


@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Note a consent."""
    _member, row = record_of(request, Resident, resident_id)

    def do(**told: Any) -> Consent:
        return actions.give_consent(row.pk, **told)

    words = {"title": _("%s · 登记同意") % row.name, "submit": _("登记")}
    return act_page(request, forms.ConsentForm(request.POST or None), do, **_about(row), **words)


@require_POST
def withdraw(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Note that a consent was taken back today."""
    _member, row = record_of(request, Consent, consent_id)

    def do(**told: Any) -> Consent:
        return actions.withdraw_consent(row.pk, on=timezone.localdate(), **told)

    return pressed(request, do, row.resident.get_absolute_url(), _("已撤回。"))
