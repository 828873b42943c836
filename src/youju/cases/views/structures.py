"""The register of illegal structures: list, one structure with its talks, and its steps (M034)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from youju.cases import actions
from youju.cases.forms.fields import refuse
from youju.cases.forms.structures import (
    RegisterForm,
    RemoveForm,
    StructureForm,
    TalkForm,
    WatchForm,
)
from youju.cases.measures import STRUCTURE_KIND
from youju.cases.models import Structure
from youju.cases.photos_shown import paired_links
from youju.cases.queries import structure_for, structures_under
from youju.cases.rules.steps import NEXT, Step
from youju.cases.views.asking import photo_ids, tabs
from youju.evidence.queries import items_chosen, items_of
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import Asking, May, Unit, asking, unit_options
from youju.ui.chosen import chosen
from youju.ui.lists import keyset_page

MARKS = {"stubborn": Q(stubborn=True), "rebuilt": Q(rebuilt_on__isnull=False)}


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """All structures under the unit, by step."""
    who = asking(request)
    whole = structures_under(who.member, who.unit).order_by()
    step, mark = request.GET.get("step", ""), request.GET.get("mark", "")
    rows = whole.filter(step=step) if step in set(Step) else whole
    rows = rows.filter(MARKS[mark]) if mark in MARKS else rows
    page = keyset_page(rows, request, ["-surveyed_on"])
    context = {
        "who": who,
        "tabs": tabs(request, who, "cases:structures"),
        "page": page,
        "chips": _chips(request, whole, step, mark),
        "foot": rows.aggregate(
            n=Count("pk"), places=Sum("count"), houses=Count("house_key", distinct=True)
        ),
        "filtered": step in set(Step) or mark in MARKS,
        "may_record": who.member.may_at(May.RECORD, who.unit),
    }
    return render(request, "cases/structures.html", context)


def _chips(request: HttpRequest, whole: Any, step: str, mark: str) -> list[dict[str, Any]]:
    kept = chosen(request).query.lstrip("?")
    steps = dict(whole.values_list("step").annotate(n=Count("pk")))
    marks = whole.aggregate(**{name: Count("pk", filter=one) for name, one in MARKS.items()})
    labels = {"stubborn": _("钉子户"), "rebuilt": _("反弹过")}
    plain = not step and not mark
    found = [{"text": _("全部"), "count": sum(steps.values()), "url": f"?{kept}", "current": plain}]
    found += [
        {"text": label, "count": steps.get(code, 0), "url": f"?{kept}&step={code}", "current": step == code}
        for code, label in Structure.Step.choices
    ]  # fmt: skip
    found += [
        {"text": labels[one], "count": n, "url": f"?{kept}&mark={one}", "current": mark == one}
        for one, n in marks.items()
        if n
    ]
    return found


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Put a structure on the register."""
    who = asking(request, May.RECORD)
    posted = [request.POST] if request.method == "POST" else []
    form = StructureForm(list(unit_options(who.member)[:2000]), who.unit, *posted)
    items = photo_ids(request)
    if posted and form.is_valid():
        try:
            made = actions.register_structure(**_told(form, who), photos=items)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("已登记 %(title)s。") % {"title": made.title})
            again = request.POST.get("again")
            return (
                redirect("cases:new_structure") if again else redirect("cases:structure", made.pk)
            )
    context = {"form": form, "unit": who.unit, "items": items_chosen(who.member, items)}
    return render(request, "cases/structure_form.html", context, status=422 if form.errors else 200)


def _told(form: StructureForm, who: Asking) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    house = actions.Household(given.pop("household"), given.pop("address"))
    unit = Unit.objects.get(pk=given.pop("unit"))
    return given | {"unit": unit, "household": house, "actor": who.member, "now": timezone.now()}


@require_GET
def structure(request: HttpRequest, structure_id: int) -> HttpResponse:
    """One structure: where it stands in the steps, its talks, photos before and after."""
    who = asking(request)
    one = structure_for(who.member, structure_id)
    pairs, others = paired_links(items_of(who.member, STRUCTURE_KIND, one.pk))
    context = {
        "one": one,
        "steps": _steps(one),
        "acts": _acts(one) if who.member.may_at(May.RECORD, one.unit) else [],
        "facts": _facts(one),
        "talks": one.talks.all(),
        "pairs": pairs,
        "others": others,
    }
    return render(request, "cases/structure.html", context)


def _steps(one: Structure) -> list[dict[str, str]]:
    """Return the bar of steps; the one it is at is the present one."""
    present = list(Step).index(Step(one.step))
    days = {Step.SURVEYED: one.surveyed_on, Step.REGISTERED: one.registered_on, Step.REMOVED: one.removed_on, Step.WATCHED: one.watched_on}  # fmt: skip
    found = []
    for n, (code, label) in enumerate(Structure.Step.choices):
        day = days.get(Step(code))
        mark = "now" if n == present else "done" if n < present else ""
        found.append({"label": str(label), "said": f"{day:%Y-%m-%d}" if day else "", "mark": mark})
    return found


WORDS = {
    Step.REGISTERED: "register",
    Step.TALKS: "talk",
    Step.REMOVED: "remove",
    Step.WATCHED: "watch",
}


def _acts(one: Structure) -> list[dict[str, str]]:
    """Return what may come next, the most usual first."""
    labels = {"register": _("登记"), "talk": _("记思想工作或协调"), "remove": _("登记拆除"), "watch": _("记回看")}  # fmt: skip
    following = NEXT[Step(one.step)]
    words = [word for one_step, word in WORDS.items() if one_step in following]
    if one.step == Step.WATCHED:
        words = ["watch", "talk"]
    elif one.step == Step.TALKS:
        words = ["talk", *words]
    return [{"word": word, "label": labels[word]} for word in words]


def _facts(one: Structure) -> list[dict[str, Any]]:
    told = [
        (_("搭建类别"), one.get_kind_display()),
        (_("所在单位"), one.unit.name),
        (_("处数"), str(one.count)),
        (_("大小"), one.size),
        (_("户主"), str(one.household) if one.household else ""),
        (_("门牌"), str(one.address) if one.address else ""),
        (_("钉子户"), _since(one)),
        (_("参加单位"), one.partners),
        (_("说明"), one.removed_note),
        (_("反弹"), f"{one.rebuilt_on:%Y-%m-%d}" if one.rebuilt_on else ""),
    ]
    return [{"name": name, "lines": [{"text": text}]} for name, text in told if text]


def _since(one: Structure) -> str:
    if one.stubborn and one.stubborn_since:
        return _("%(day)s 起") % {"day": f"{one.stubborn_since:%Y-%m-%d}"}
    return _("%(day)s 起同意") % {"day": f"{one.agreed_on:%Y-%m-%d}"} if one.agreed_on else ""


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, structure_id: int, step: str) -> HttpResponse:
    """One step of a structure: its form, and doing it."""
    who = asking(request, May.RECORD)
    one = structure_for(who.member, structure_id)
    if step not in STEPS:
        raise Missing(_("没有这种办理。"))
    make, call, label = STEPS[step]
    form = make(one, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        told = {"actor": who.member, "now": timezone.now(), "key": form.cleaned_data["key"]}
        try:
            call(one.pk, form, request, **told)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("已记下。"))
            return redirect("cases:structure", one.pk)
    context = {"one": one, "form": form, "label": _(label), "photos": step == "remove"}
    context |= {"facts": _facts(one), "items": items_chosen(who.member, photo_ids(request))}
    return render(request, "cases/structure_step.html", context, status=422 if form.errors else 200)


def _register(pk: int, form: forms.Form, request: HttpRequest, **acting: Any) -> None:
    actions.change_step(pk, step=Step.REGISTERED, on=form.cleaned_data["on"], **acting)


def _talk(pk: int, form: forms.Form, request: HttpRequest, **acting: Any) -> None:
    given = {name: form.cleaned_data[name] for name in ("on", "said", "people", "meeting", "agreed", "stubborn")}  # fmt: skip
    actions.log_talk(pk, **given, **acting)


def _remove(pk: int, form: forms.Form, request: HttpRequest, **acting: Any) -> None:
    given = {name: form.cleaned_data[name] for name in ("on", "note", "partners")}
    actions.remove_structure(pk, **given, photos=photo_ids(request), **acting)


def _watch(pk: int, form: forms.Form, request: HttpRequest, **acting: Any) -> None:
    given = {name: form.cleaned_data[name] for name in ("on", "rebuilt")}
    actions.watch_structure(pk, **given, **acting)


STEPS: dict[str, tuple[Callable[..., forms.Form], Callable[..., None], str]] = {
    "register": (lambda one, *data: RegisterForm(*data), _register, gettext_noop("登记")),
    "talk": (TalkForm, _talk, gettext_noop("思想工作或协调")),
    "remove": (lambda one, *data: RemoveForm(*data), _remove, gettext_noop("登记拆除")),
    "watch": (lambda one, *data: WatchForm(*data), _watch, gettext_noop("防反弹回看")),
}
