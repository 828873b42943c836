"""How often somebody must go somewhere, who is short on a day, and the half-hour marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, asking
from youju.patrols import actions, queries
from youju.patrols.forms import rounds as forms
from youju.patrols.models import Frequency, Mark
from youju.patrols.rules.frequency import Each, Per, State, Who, slots
from youju.patrols.views.frame import act_page, crumbs, record_of, show, to, typed, units_of
from youju.ui.act_forms import EndForm
from youju.ui.act_pages import pressed
from youju.ui.forms import day_asked

SLOT = re.compile(r"[0-9]{1,2}")
_KEPT = (
    "label", "per", "times", "weekday", "hour_from", "hour_to", "who", "post", "kind", "each",
    "purpose", "until",
)  # fmt: skip


@require_GET
def frequency(request: HttpRequest) -> HttpResponse:
    """The rules in force, who is short on the day first."""
    who = asking(request)
    day, now = day_asked(request), timezone.now()
    found = queries.standings(who.member, who.unit, day, now=now)
    order = {State.SHORT: 0, State.DUE: 1, State.LATER: 2, State.DONE: 3}
    found.sort(key=lambda one: order[one.state])
    short = sum(one.state in (State.SHORT, State.DUE) for one in found)
    endable = {
        one.rule.pk
        for one in found
        if one.rule.until is None and who.member.may_at(May.ARRANGE, one.rule.unit)
    }
    told = {"standings": found, "day": day, "short": short, "endable": endable}
    return show(request, "frequency", who, "frequency", **told)


@require_http_methods(["GET", "POST"])
def frequency_add(request: HttpRequest) -> HttpResponse:
    """Set how often somebody must go somewhere."""
    who = asking(request, May.ARRANGE)
    initial = {"unit": who.unit.pk}
    form, asked_in = _form(request, who.member, who.unit, units_of(who), initial)

    def do(unit: Any, label: str, since: Any, until: Any, **data: Any) -> Any:
        act = {name: data.pop(name) for name in ("actor", "now", "key")}
        asked = asked_in(data)
        return bool(actions.add_frequency(unit, label, asked, since=since, until=until, **act))

    title, back = _("定巡查频次"), to("frequency")
    trail = crumbs((_("频次"), "frequency"))
    shown: dict[str, Any] = {"title": title, "submit": _("定下"), "crumbs": trail}
    return act_page(request, form, do, back=back, template="patrols/frequency_form.html", **shown)


@require_http_methods(["GET", "POST"])
def frequency_change(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Ask for something else from a day on; what was asked before stays as it was."""
    who, rule = record_of(request, Frequency, rule_id)
    first = {field: getattr(rule, field) for field in _KEPT}
    first |= {name: getattr(rule, f"{name}_id") or "" for name in ("team", "place")}
    first |= {"unit": rule.unit_id, "role": rule.post if rule.who == Who.ROLE else ""}
    first["since"] = max(rule.since, timezone.localdate())
    form, asked_in = _form(request, who.member, rule.unit, [rule.unit], first)

    def do(unit: Any, label: str, since: Any, until: Any, **data: Any) -> Any:
        act = {name: data.pop(name) for name in ("actor", "now", "key")}
        asked = asked_in(data | {"by_unit": rule.by_unit})
        return bool(
            actions.change_frequency(rule.pk, label, asked, since=since, until=until, **act)
        )

    title, back = _("改“%(label)s”") % {"label": rule.label}, to("frequency")
    trail = crumbs((_("频次"), "frequency"))
    shown: dict[str, Any] = {"title": title, "submit": _("从这天起改"), "crumbs": trail}
    return act_page(request, form, do, back=back, template="patrols/frequency_form.html", **shown)


def _form(
    request: HttpRequest, member: Membership, unit: Unit, units: list[Unit], initial: dict[str, Any]
) -> tuple[forms.FrequencyForm, Callable[[dict[str, Any]], actions.Asked]]:
    """Return the form of a frequency, and what makes of its fields that which is asked."""
    teams = queries.teams_of(member, unit, timezone.localdate())
    places = list(queries.places_of(member, unit).order_by("unit__path", "pk")[:300])
    offer: dict[str, Any] = {
        "units": units,
        "kinds": queries.kinds(),
        "teams": teams,
        "places": places,
    }
    form = forms.FrequencyForm(request.POST or None, initial=initial, **offer)

    def asked(data: dict[str, Any]) -> actions.Asked:
        team = next((one for one in teams if str(one.pk) == data["team"]), None)
        place = next((one for one in places if str(one.pk) == data["place"]), None)
        typed = {"per": Per(data["per"]), "who": Who(data["who"]), "each": Each(data["each"])}
        return actions.Asked(**data | typed | {"team": team, "place": place})

    return form, asked


@require_http_methods(["GET", "POST"])
def frequency_end(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Ask for it no longer."""
    _who, rule = record_of(request, Frequency, rule_id)
    return act_page(
        request,
        EndForm(request.POST or None, initial={"on": timezone.localdate()}),
        lambda **act: bool(actions.end_frequency(rule.pk, **act)),
        title=_("停用“%(label)s”") % {"label": rule.label},
        submit=_("停用"),
        back=to("frequency"),
    )


@require_http_methods(["GET", "POST"])
def marks(request: HttpRequest, rule_id: int) -> HttpResponse:
    """The half hours of a day, copied from the sheet on the wall."""
    who, rule = record_of(request, Frequency, rule_id, May.RECORD)
    day = day_asked(request)
    if rule.hour_from is None or rule.hour_to is None:
        raise Missing(_("这条要求不按半小时登记"))
    if request.method == "POST":
        told = [int(one) for one in request.POST.getlist("slot")[:100] if SLOT.fullmatch(one)]
        fault = typed(request.POST, "fault")
        back = f"{to('marks', rule.pk)}?day={day.isoformat()}"

        def do(**act: Any) -> Any:
            return actions.keep_marks(rule.pk, day, told, fault=fault, **act)

        return pressed(request, do, back, _("已登记。"))
    kept = rule.marks.filter(day=day).first()
    done = set(kept.slots) if kept else set()
    every = [(n, at, n in done) for n, at in enumerate(slots(rule.hour_from, rule.hour_to))]
    return show(request, "marks", who, "frequency", rule=rule, day=day, slots=every, kept=kept)


@require_GET
def mark(request: HttpRequest, mark_id: int) -> HttpResponse:
    """The sheet that a figure came from."""
    who = asking(request)
    kept = queries.record_for(who.member, Mark, mark_id)
    return redirect(f"{to('marks', kept.rule_id)}?day={kept.day.isoformat()}")
