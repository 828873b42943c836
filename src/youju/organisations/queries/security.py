"""Reading locks, sessions and second factors."""

from __future__ import annotations

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from youju.kernel.refusal import Missing
from youju.organisations.models import Membership, Person, RecoveryCode, RolePolicy, SignIn, Unit
from youju.organisations.queries.tree import people_visible_to, require
from youju.organisations.rules import May


def has_second_factor(person: Person) -> bool:
    """Return whether the person has enrolled a second factor."""
    return bool(TOTPDevice.objects.filter(user=person, confirmed=True).exists())


def needs_second_factor(role: str) -> bool:
    """Return whether the security administrator demands a second factor of the role."""
    return RolePolicy.objects.filter(role=role, second_factor=True).exists()


def missing_step(person: Person, member: Membership | None, verified: bool) -> str:
    """Return the name of the page the person must pass first, or "".

    Args:
        member: As `posts_held` returns it; None for somebody without a post today.
        verified: Whether this sign-in has passed a second factor.
    """
    if not verified:
        if member.enrolled if member is not None else has_second_factor(person):
            return "organisations:second_factor"
        if member is not None and member.demanded:
            return "organisations:enrol"
    return "organisations:password" if person.must_change_password else ""


def recovery_codes_left(person: Person) -> int:
    """Return how many recovery codes the person has not used."""
    return RecoveryCode.objects.filter(person=person, used_at=None).count()


def locks(member: Membership) -> Any:
    """Return the sign-in names that are locked out now, for the security administrator.

    Names that nobody bears are shown to the root's own administrator where there is but one root:
    among several they may be a slip of another root's people.
    """
    require(member, May.SECURITY)
    locked = AccessAttempt.objects.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    roots = Unit.objects.filter(parent=None)
    if member.unit.parent_id is not None or roots.exclude(pk=member.unit_id).exists():
        locked = locked.filter(username__in=people_visible_to(member).values("username"))
    return locked.order_by("-attempt_time", "-pk")


def sessions(member: Membership) -> QuerySet[SignIn]:
    """Return the sessions under way of the people in the member's view."""
    require(member, May.SECURITY)
    rows = SignIn.objects.filter(ended_at=None, person__in=people_visible_to(member))
    return rows.select_related("person").order_by("-at", "-pk")


def session_for(member: Membership, sign_in_id: int) -> SignIn:
    """Return a session under way. Raises Missing for any other."""
    found = sessions(member).filter(pk=sign_in_id).first()
    if found is None:
        raise Missing("没有这个登录，或者已经结束")
    return found


def policies(member: Membership) -> dict[str, bool]:
    """Return for each role whether a second factor is demanded."""
    require(member, May.SECURITY)
    demanded = dict(RolePolicy.objects.values_list("role", "second_factor"))
    return {role.value: demanded.get(role.value, False) for role in Membership.Role}
