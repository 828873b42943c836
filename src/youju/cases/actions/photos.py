"""Photos of a case: before and after, seen by everybody the case is addressed to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from youju.cases.measures import CASE_KIND
from youju.cases.models import Case
from youju.evidence.actions import attach, share_links
from youju.evidence.queries import Link, Role
from youju.organisations.actions import Actor
from youju.organisations.queries import Unit


def show(case: Case, items: Sequence[int], role: Role, actor: Actor, now: datetime) -> None:
    """Let photos serve the case; the n-th before and after are a pair. New after-photos take the
    place of those of work that was sent back, a signature that of the closing before."""
    anew = role in (Role.AFTER, Role.SIGNATURE)
    attach(CASE_KIND, case.pk, items, unit=case.unit, role=role, anew=anew, actor=actor, now=now)
    open_to(case, [case.owner_unit] if case.owner_unit else [], now)


def open_to(case: Case, units: Iterable[Unit], now: datetime) -> None:
    """Let units see the photos of a case although it lies elsewhere."""
    share_links(CASE_KIND, case.pk, [one for one in units if not one.covers(case.unit)], now=now)


def count_of(case: Case, role: Role) -> int:
    """Return how many photos of a role the case has."""
    return Link.objects.filter(source_kind=CASE_KIND, source_id=str(case.pk), role=role).count()
