"""Everything that belongs to one tree of units: its rows in all tables, and the files only they name.

A row belongs to the tree if it refers to one that does, by foreign key or by a plain number that
names a root, a unit, a person or a membership. Nobody is asked whose rows these are, so a new
room needs nothing here. The log is left as it is: it cannot be changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models

from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Person, Unit
from youju.upkeep.rows import Table, tables

AT_ONCE = 500  # rows
PLAIN: dict[str, Table] = {
    "root_id": Unit, "unit_id": Unit, "person_id": Person, "membership_id": Membership,
}  # fmt: skip
KEPT = {"audit.Entry", "audit.Batch", "audit.Seal"}
Links = dict[Table, list[tuple[Table, dict[str, Any]]]]
Found = dict[Table, set[Any]]


def runs(ids: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield the ids so many at a time."""
    rest = sorted(ids)
    for start in range(0, len(rest), AT_ONCE):
        yield rest[start : start + AT_ONCE]


def _concerned() -> list[Table]:
    return [model for model in tables() if model._meta.label not in KEPT]


def _is_composite(model: Table) -> bool:
    return isinstance(model._meta.pk, models.CompositePrimaryKey)


def _links() -> Links:
    """Return for each table by which columns of which tables its rows are referred to."""
    found: Links = defaultdict(list)
    for model in _concerned():
        if _is_composite(model):
            continue
        for field in model._meta.local_concrete_fields:
            target = field.related_model
            if isinstance(target, type):
                found[target].append((model, {"column": field.attname}))
            elif field.name in PLAIN:
                found[PLAIN[field.name]].append((model, {"column": field.name}))
            elif field.name == "about_id":  # a trail: the kind of record stands beside its number
                for other in apps.get_app_config(model._meta.app_label).get_models():
                    kind = other._meta.model_name
                    found[other].append((model, {"column": field.name, "about": kind}))
    return found


def rows_of_tree(root: Unit) -> Found:
    """Return the keys of all rows that belong to the tree, by table."""
    links = _links()
    found: Found = defaultdict(set)
    members = Membership.objects.filter(unit__root_id=root.pk)
    elsewhere = Membership.objects.exclude(unit__root_id=root.pk).values("person")
    people = Person.objects.filter(pk__in=members.values("person")).exclude(pk__in=elsewhere)
    waiting: list[tuple[Table, set[Any]]] = [
        (Unit, set(Unit.objects.filter(root_id=root.pk).values_list("pk", flat=True))),
        (Person, set(people.values_list("pk", flat=True))),
    ]
    while waiting:
        model, ids = waiting.pop()
        fresh = ids - found[model]
        found[model] |= fresh
        for other, link in links[model] if fresh else ():
            waiting.append((other, _referring(other, fresh, **link)))
    _check_own(found, root)
    return found


def _referring(model: Table, ids: set[Any], column: str, **beside: Any) -> set[Any]:
    keys: set[Any] = set()
    for run in runs(ids):
        rows = model._base_manager.filter(**{f"{column}__in": run}, **beside)
        keys.update(rows.values_list("pk", flat=True))
    return keys


def _check_own(found: Found, root: Unit) -> None:
    """Refuse if a row of another tree refers to this one: it would go, too."""
    for model, ids in found.items():
        if not any(field.name == "root_id" for field in model._meta.local_fields):
            continue
        for run in runs(ids):
            if model._base_manager.filter(pk__in=run).exclude(root_id=root.pk).exists():
                raise Refused(f"别的单位的{model._meta.verbose_name}引用了这里的记录，不能删除")


def delete(found: Found, root: Unit) -> int:
    """Remove the rows; return how many. Whether all others still stand is checked at the end."""
    count = 0
    for model in reversed(_concerned()):
        if _is_composite(model):
            count += _deleted(model._base_manager.filter(root_id=root.pk))
        for run in runs(found.get(model, ())):
            count += _deleted(model._base_manager.filter(pk__in=run))
    connection.check_constraints()
    return count


def _deleted(rows: Any) -> int:
    return int(rows._raw_delete(rows.db))


def texts_in(found: Found | None, names: set[str]) -> set[str]:
    """Return which of these names of files stand in the rows found; in any row without."""
    seen: set[str] = set()
    for model in _concerned():
        columns = [
            field.attname
            for field in model._meta.local_concrete_fields
            if isinstance(field, models.CharField | models.JSONField)
        ]
        if not columns or (found is not None and not found.get(model)):
            continue
        for rows in _some(model, found):
            for row in rows.values_list(*columns).iterator():
                seen |= names & set(_texts(row))
    return seen


def _some(model: Table, found: Found | None) -> Iterator[Any]:
    if found is None:
        yield model._base_manager.all()
        return
    for run in runs(found[model]):
        yield model._base_manager.filter(pk__in=run)


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts in a row, also inside its JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
