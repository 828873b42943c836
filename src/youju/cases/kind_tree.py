"""The kinds a root has, and bringing the shipped sample into the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, transaction
from django.db.models import QuerySet

from youju.cases import kinds_file
from youju.cases.models import Kind
from youju.cases.models.kind import SHIPPED
from youju.cases.rules import Severity
from youju.cases.rules.kinds import KindSpec, check_kinds
from youju.kernel.text import pinyin_of
from youju.ui.prepared import Prepared

SEVERITIES = {
    kinds_file.Severity.ORDINARY: Severity.NORMAL,
    kinds_file.Severity.SERIOUS: Severity.SERIOUS,
    kinds_file.Severity.GRAVE: Severity.GRAVE,
}
FIELDS = (
    "name", "pinyin", "parent_code", "is_thing", "unit_kind", "unit_word", "limit", "limit_unit", "severity", "photos",
    "counter", "words", "closed", "place",
)  # fmt: skip


def specs_of(tree: kinds_file.KindTree) -> list[KindSpec]:
    """Return the kinds of a file, each class before its kinds."""
    found = []
    for one in tree.classes:
        thing = one.branch is kinds_file.Branch.PART
        found.append(KindSpec(one.code, one.name, is_thing=thing, unit_kind=one.unit.value))
        found.extend(_spec(kind, one.code, thing) for kind in one.kinds)
    return found


def _spec(line: kinds_file.KindLine, parent: str, thing: bool) -> KindSpec:
    return KindSpec(
        line.code,
        line.name,
        parent,
        is_thing=thing,
        unit_kind=line.unit.value,
        limit=line.limit.amount,
        limit_unit=line.limit.unit.value,
        severity=SEVERITIES[line.severity],
        photos=line.photos.value,
        words=line.words,
    )


def row_of(spec: KindSpec, root_id: int, place: int) -> Kind:
    """Return a kind as it is stored; not saved."""
    return Kind(
        root_id=root_id,
        code=spec.code,
        name=spec.name,
        pinyin=pinyin_of(spec.name)[:200],
        parent_code=spec.parent,
        is_thing=spec.is_thing,
        unit_kind=spec.unit_kind,
        unit_word=spec.unit_word,
        limit=spec.limit,
        limit_unit=spec.limit_unit,
        severity=spec.severity,
        photos=spec.photos,
        counter=spec.counter,
        words=list(spec.words),
        place=place,
    )


@transaction.atomic
def publish(specs: Sequence[KindSpec], root_id: int = SHIPPED) -> None:
    """Put a whole tree in force for a root (0: for all). Kinds that are gone from it are closed."""
    check_kinds(specs)
    rows = [row_of(spec, root_id, n) for n, spec in enumerate(specs)]
    held = {kind.code: kind for kind in Kind.objects.filter(root_id=root_id)}
    fresh = [row for row in rows if row.code not in held]
    changed = [row for row in rows if row.code in held and _told(held[row.code]) != _told(row)]
    for row in changed:
        row.pk = held[row.code].pk
    Kind.objects.bulk_create(fresh)
    Kind.objects.bulk_update(changed, FIELDS)
    gone = set(held) - {row.code for row in rows}
    Kind.objects.filter(root_id=root_id, code__in=gone, closed=False).update(closed=True)


def _told(kind: Kind) -> list[object]:
    return [getattr(kind, name) for name in FIELDS]


def publish_sample(*, using: str = "default", **_: Any) -> None:
    """Publish the shipped sample after each migration; nothing happens when it has not changed."""
    if "cases_kind" in connections[using].introspection.table_names():
        publish(specs_of(kinds_file.load_sample()))


def in_force(root_id: int) -> list[Kind]:
    """Return the kinds a root has, classes before their kinds: its own before the shipped ones."""
    rows = Kind.objects.filter(root_id__in=(SHIPPED, root_id)).order_by("root_id", "place", "pk")
    by_code: dict[str, Kind] = {}
    for row in rows:
        by_code[row.code] = row
    return [row for row in by_code.values() if not row.closed]


def _of_code(root_id: int, code: str) -> QuerySet[Kind]:
    rows = Kind.objects.filter(code=code, root_id__in=(SHIPPED, root_id))
    return rows.order_by("-root_id")


_kinds_of_code = Prepared(_of_code, 987_654_321, "code-of-a-kind")


def named(root_id: int, code: str) -> Kind | None:
    """Return the kind of that code that a root has; None where it has none."""
    found = _kinds_of_code.first(root_id, code)
    return None if found is None or found.closed else found


def classes_above(kinds: Iterable[Kind], code: str) -> list[str]:
    """Return the code and those above it, nearest first."""
    parents = {kind.code: kind.parent_code for kind in kinds}
    chain = [code]
    while (above := parents.get(chain[-1], "")) and above not in chain:
        chain.append(above)
    return chain
