"""Registrations that may be of one person."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from django.db.models import Count

from youju.organisations.queries import Membership, Unit
from youju.residents.models import NotSame, Resident
from youju.residents.queries.scope import visible, within

MOST = 100  # groups looked at


def doubles_of(member: Membership, unit: Unit) -> list[tuple[Resident, Resident]]:
    """Return pairs that may be one person, at the unit and below: of the same identity number, or of
    the same name, birth and door. Pairs that somebody called two persons are left out."""
    rows = visible(member, Resident).filter(**within(unit), merged_into=None, erased_at=None)
    rows = rows.select_related("unit", "household__area", "household__door__building__area")
    groups: dict[tuple[object, ...], list[Resident]] = defaultdict(list)
    same = rows.exclude(id_token="").order_by().values("id_token").annotate(n=Count("pk"))
    tokens = same.filter(n__gt=1).values_list("id_token", flat=True)[:MOST]
    for one in rows.filter(id_token__in=list(tokens)).order_by("pk"):
        groups[(one.id_token,)].append(one)
    alike = rows.filter(birth__isnull=False, household__door__isnull=False).order_by()
    told = ("name", "birth", "household__door")
    for name, birth, door, _n in alike.values_list(*told).annotate(n=Count("pk")).filter(n__gt=1)[:MOST]:  # fmt: skip
        pair = rows.filter(name=name, birth=birth, household__door=door).order_by("pk")
        groups[(name, birth, door)].extend(pair)
    pairs = {(a.pk, b.pk): (a, b) for group in groups.values() for a, b in combinations(group, 2)}
    settled = set(
        NotSame.objects.filter(one__in=[a for a, _b in pairs]).values_list("one", "other")
    )
    return [pair for ids, pair in sorted(pairs.items()) if ids not in settled]
