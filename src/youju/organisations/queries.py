"""Reading the tree, and who may see what."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from youju.kernel.refusal import Forbidden, Missing
from youju.organisations import rules
from youju.organisations.models import (
    Membership,
    Person,
    RecoveryCode,
    RolePolicy,
    Unit,
    UnitEvent,
)
from youju.organisations.rules import May

__all__ = [
    "May", "Membership", "Person", "Unit", "UnitEvent", "memberships_of", "require", "subtree", "subtree_ids",
    "unit_at", "units_visible_to",
]  # fmt: skip


def subtree(unit: Unit) -> QuerySet[Unit]:
    """Return the unit and all below it."""
    return Unit.objects.filter(path__gte=unit.path, path__lt=rules.path_end(unit.path))


def subtree_ids(unit: Unit) -> QuerySet[Unit, int]:
    """Return the ids of the unit and all below it, as a subquery."""
    return subtree(unit).values_list("id", flat=True)


def units_visible_to(member: Membership | None) -> QuerySet[Unit]:
    """Return the units whose business data the member may see: its own subtree, by role."""
    if member is None or not member.may(May.SEE):
        return Unit.objects.none()
    return subtree(member.unit)


def unit_at(member: Membership | None, code: str) -> Unit:
    """Return the visible unit by division code or id. Raises Missing outside the member's view."""
    match = Q(code=code)
    if code.isdigit() and len(code) < 12:
        match |= Q(pk=int(code))
    unit = units_visible_to(member).filter(match).first()
    if unit is None:
        raise Missing("没有这个单位，或者不在您的查看范围内")
    return unit


def require(member: Membership | None, what: May, unit: Unit | None = None) -> Membership:
    """Return the member if its role allows `what` (at `unit`), else raise Forbidden.

    The one check that actions and pages make; the reason says who could do it.
    """
    if member is None:
        raise Forbidden("请先登录")
    if not member.may(what):
        raise Forbidden(f"{member.get_role_display()}不能做这一步")
    if unit is not None and not member.unit.covers(unit):
        raise Forbidden("不在您的单位范围内，请由所在单位办理")
    return member


def memberships_of(person: Person, today: date) -> QuerySet[Membership]:
    """Return the memberships that hold today, own unit highest first."""
    return (
        Membership.objects.filter(person=person)
        .filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))
        .select_related("unit", "person")
        .order_by("unit__path", "role")
    )


def has_second_factor(person: Person) -> bool:
    """Return whether the person has enrolled a second factor."""
    return bool(TOTPDevice.objects.filter(user=person, confirmed=True).exists())


def needs_second_factor(role: str) -> bool:
    """Return whether the security administrator demands a second factor of the role."""
    return RolePolicy.objects.filter(role=role, second_factor=True).exists()


def recovery_codes_left(person: Person) -> int:
    """Return how many recovery codes the person has not used."""
    return RecoveryCode.objects.filter(person=person, used_at=None).count()
