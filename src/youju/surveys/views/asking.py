"""What the pages of gathering answers share: whom and where somebody chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from youju.kernel.ids import row_id
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import May, Membership, Unit, subtree
from youju.surveys import queries
from youju.surveys.models import PlanCell, Survey, Version
from youju.surveys.rules.form import Audience


@dataclass(frozen=True, slots=True)
class Where:
    """One place of a survey at which the member gathers answers: a cell of the plan, or a unit."""

    value: str
    label: str
    unit: Unit
    audience: Audience
    cell: PlanCell | None = None


def wheres(member: Membership, survey: Survey, version: Version) -> list[Where]:
    """Return the places of a survey within the member's units: the plan's cells, else the units."""
    named = {one.code: one for one in version.content.audiences}
    plan = queries.plan_progress(survey)
    if plan is not None:
        cells = [one.cell for one in plan.cells if one.cell.audience in named]
        return [
            Where(f"c{one.pk}", f"{one} · {named[one.audience].label}", one.unit, named[one.audience], one)
            for one in cells
            if member.unit.covers(one.unit)
        ]  # fmt: skip
    own = set(subtree(member.unit).values_list("pk", flat=True))
    units = [one for one in queries.units_asked(survey) if one.pk in own]
    return [
        Where(f"u{unit.pk}-{one.code}", f"{unit.short_name} · {one.label}", unit, one)
        for unit in units
        for one in version.content.audiences
    ]


def where_of(found: list[Where], request: HttpRequest) -> Where | None:
    """Return the place that was chosen; the only one chooses itself."""
    chosen = request.POST.get("at") or request.GET.get("at", "")
    if len(found) == 1:
        return found[0]
    return next((one for one in found if one.value == chosen), None)


def survey_at(member: Membership, survey_id: int, may: May = May.RECORD) -> tuple[Survey, Version]:
    """Return a visible survey and what it asks now; refuse roles that may not."""
    if not member.may(may):
        raise Forbidden(_("%(role)s不能做这一步") % {"role": member.get_role_display()})
    survey = queries.survey_for(member, survey_id)
    return survey, queries.current_version(survey)


def refuse(form: forms.Form, refusal: Refused, prefix: str = "") -> None:
    """Put a refusal at its field; those that no field can answer go on."""
    if isinstance(refusal, Forbidden | Missing):
        raise refusal
    field = f"{prefix}{refusal.field}"
    form.add_error(field if field in form.fields else None, refusal.message)


def number_in(text: Any) -> int:
    """Return a row's number in an address, 0 for nonsense."""
    return row_id(str(text)) or 0
