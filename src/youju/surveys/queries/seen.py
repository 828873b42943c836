"""Which surveys a member sees: those asked by, or among, the units in view."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, subtree_ids, units_visible_to
from youju.surveys.models import Counted, Survey, Version


def surveys_visible_to(member: Membership | None) -> QuerySet[Survey]:
    """Return the surveys of units in view, and begun ones of the units above, which ask among them."""
    if member is None or not member.may(May.SEE):
        return Survey.objects.none()
    own = Q(unit__in=units_visible_to(member))
    above = Q(unit__in=member.unit.ancestor_ids) & ~Q(state=Survey.State.DRAFT)
    return Survey.objects.filter(own | above).select_related("unit")


def surveys_under(member: Membership, unit: Unit) -> QuerySet[Survey]:
    """Return the visible surveys that ask at the unit: its own, those below, those from above."""
    asked = Q(unit__in=subtree_ids(unit)) | Q(unit__in=unit.ancestor_ids)
    return surveys_visible_to(member).filter(asked)


def survey_for(member: Membership | None, survey_id: int) -> Survey:
    """Return one visible survey. Raises Missing for any other."""
    found = surveys_visible_to(member).filter(pk=survey_id).first()
    if found is None:
        raise Missing("没有这份问卷，或者不在您的查看范围内")
    return found


def current_version(survey: Survey) -> Version:
    """Return the latest version of a survey that the caller has found."""
    return survey.versions.select_related("survey__unit").order_by("-number")[0]


def version_for(member: Membership | None, version_id: int) -> Version:
    """Return one version of a visible survey. Raises Missing for any other."""
    rows = Version.objects.select_related("survey__unit")
    found = rows.filter(pk=version_id, survey__in=surveys_visible_to(member)).first()
    if found is None:
        raise Missing("没有这一版问卷，或者不在您的查看范围内")
    return found


def may_arrange(member: Membership, survey: Survey) -> bool:
    """Return whether the member may design, plan, open and close the survey."""
    return member.may_at(May.ARRANGE, survey.unit)


def counted_under(member: Membership, unit: Unit) -> QuerySet[Counted]:
    """Return the rates told by counts at the unit and below, newest first."""
    rows = Counted.objects.filter(unit__in=units_visible_to(member), removed=False)
    return rows.filter(unit__in=subtree_ids(unit)).select_related("unit").order_by("-on", "-pk")


def counted_for(member: Membership | None, counted_id: int) -> Counted:
    """Return one visible rate told by counts. Raises Missing for any other."""
    rows = Counted.objects.filter(unit__in=units_visible_to(member), pk=counted_id, removed=False)
    found = rows.select_related("unit").first()
    if found is None:
        raise Missing("没有这条记录，或者不在您的查看范围内")
    return found


def survey_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these surveys."""
    return {str(one.pk): str(one) for one in Survey.objects.filter(pk__in=list(ids))}


def counted_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these rates told by counts."""
    return {str(one.pk): str(one) for one in Counted.objects.filter(pk__in=list(ids))}
