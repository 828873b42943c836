"""Proposing the unit that answers for a case: by rule, else by what its kind says."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.cases import kind_tree
from youju.cases.models import Case, RouteRule
from youju.cases.models.kind import SHIPPED, Kind
from youju.cases.rules.routing import Route, chosen
from youju.kernel.refusal import Refused
from youju.organisations.queries import Unit
from youju.organisations.queries.bodies import Answering, group_for_problem


@dataclass(frozen=True, slots=True)
class Proposal:
    """The unit proposed for a case, and why."""

    unit: Unit
    why: str


def proposed(case: Case) -> Proposal | None:
    """Return the unit that the rules propose for a case; None where nothing says."""
    route = chosen(_routes(case), case.path, _kinds_above(case), f"{case.place}{case.title}")
    if route is not None:
        return Proposal(Unit.objects.get(pk=route.owner_id), route.why)
    return _by_group(case) or _by_kind(case)


def _by_group(case: Case) -> Proposal | None:
    """Return the first department of the functional group that answers for such problems."""
    found = group_for(case)
    if found is None or found.seat is None:
        return None
    said = _("%(group)s负责“%(label)s”") % {"group": found.group, "label": found.label}
    return Proposal(found.seat, said)


def group_for(case: Case) -> Answering | None:
    """Return which group of the unit or one above answers for this kind of problem, or its class."""
    rows = Kind.objects.filter(root_id__in=(SHIPPED, case.root_id))
    kinds = list(rows.only("code", "parent_code", "name"))
    above = kind_tree.classes_above(kinds, case.kind.code)
    names = {one.name for one in kinds if one.code in above}
    return group_for_problem(case.unit, names, timezone.localdate())


def _kinds_above(case: Case) -> list[str]:
    rows = Kind.objects.filter(root_id__in=(SHIPPED, case.root_id))
    return kind_tree.classes_above(rows.only("code", "parent_code"), case.kind.code)


def _routes(case: Case) -> list[Route]:
    rows = RouteRule.objects.filter(
        root_id=case.root_id,
        closed_at=None,
        unit__in=case.unit.ancestor_ids,
        owner_unit__until=None,
    )
    names = {kind.code: kind.name for kind in kind_tree.in_force(case.root_id)} if rows else {}
    return [
        Route(
            one.unit.path,
            one.unit.short_name,
            one.owner_unit_id,
            one.owner_unit.short_name,
            one.kind_code,
            names.get(one.kind_code, ""),
            one.place_word,
            one.note,
        )
        for one in rows.select_related("unit", "owner_unit").order_by("pk")
    ]


def _by_kind(case: Case) -> Proposal | None:
    """Return the one unit of the kind that usually answers: on the way up, or right below it."""
    kind, above = case.kind, case.unit.ancestor_ids
    if not kind.unit_kind:
        return None
    rows = Unit.objects.filter(kind=kind.unit_kind, until=None, name__contains=kind.unit_word)
    usual = _("%(kind)s一般由%(unit)s办理")
    on_way = rows.filter(pk__in=above).order_by("-path").first()
    beside = list(rows.filter(parent__in=above).order_by("-path")[:2])
    found = on_way or (beside[0] if len(beside) == 1 else None)
    if found is None:
        return None
    return Proposal(found, usual % {"kind": kind.name, "unit": found.get_kind_display()})


def settled(case: Case, given: Unit | None) -> tuple[Unit, str]:
    """Return the unit to dispatch to and why: the one given, or the one proposed where none is."""
    proposal = proposed(case)
    if given is None:
        if proposal is None:
            raise Refused(_("没有派遣规则适用，请选责任单位。"), field="owner_unit")
        return proposal.unit, proposal.why
    if proposal is not None and proposal.unit.pk == given.pk:
        return given, proposal.why
    if proposal is None:
        return given, _("人工指定，没有适用的派遣规则")
    return given, _("人工指定；规则建议 %(unit)s") % {"unit": proposal.unit.short_name}
