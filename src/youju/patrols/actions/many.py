"""Many places or shops at once, as a block from Excel: all of them, or none and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit, subtree
from youju.patrols.actions.frame import act_at
from youju.patrols.actions.places import add_place
from youju.patrols.actions.shops import add_shop
from youju.patrols.models import KindVersion, Place, Shop
from youju.patrols.rules.cleaning import Duties
from youju.ui.forms import read_date

MOST_ROWS = 500
MOST_TOLD = 50  # rows whose faults are told at once
YES = ("是", "重点", "√", "1")
Row = Mapping[str, str]
M = TypeVar("M", bound=Model)


class BadRows(Refused):
    """Some rows are wrong. `errors` names for each, by its place, the column and why."""

    def __init__(self, errors: dict[int, tuple[str, str]]) -> None:
        super().__init__(_("有 %(n)s 行要改，一行也没有存。") % {"n": len(errors)})
        self.errors = errors


def add_places(
    unit: Unit, rows: Sequence[Row], *, actor: Membership, now: datetime, key: UUID
) -> int:
    """Register places: each row has `name`, `kind` in words, and may have `unit`, `address`, `owner`
    and `key_place`. Returns how many.

    Raises:
        BadRows: With the fault of every row; nothing is stored.
    """
    kinds = {one.label: one.code for one in KindVersion.objects.filter(current=True)}
    below = _units(unit)

    def add(row: Row) -> Place:
        return add_place(
            _named(below, row.get("unit", ""), unit),
            kinds.get(row.get("kind", ""), ""),
            _said(row, "name", 60),
            address=row.get("address", "")[:100],
            owner=row.get("owner", "")[:30],
            key_place=row.get("key_place", "") in YES,
            actor=actor,
            now=now,
            key=key,
        )

    return _all("add_places", unit, rows, add, actor=actor, now=now, key=key)


def add_shops(
    unit: Unit, rows: Sequence[Row], *, actor: Membership, now: datetime, key: UUID
) -> int:
    """Register shops: each row has `street`, `name`, and may have `owner`, `duties` in words,
    `signed_on` and `unit`. Returns how many.

    Raises:
        BadRows: With the fault of every row; nothing is stored.
    """
    below, today = _units(unit), timezone.localdate(now)

    def add(row: Row) -> Shop:
        signed = _day(row.get("signed_on", ""), today)
        return add_shop(
            _named(below, row.get("unit", ""), unit),
            _said(row, "street", 40),
            _said(row, "name", 60),
            duties=Duties.THREE if "三" in row.get("duties", "") else Duties.FOUR,
            made_on=signed or today,
            owner=row.get("owner", "")[:30],
            signed_on=signed,
            actor=actor,
            now=now,
            key=key,
        )

    return _all("add_shops", unit, rows, add, actor=actor, now=now, key=key)


def _all(
    name: str,
    unit: Unit,
    rows: Sequence[Row],
    add: Callable[[Row], M],
    *,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> int:
    with act_at(name, unit, actor=actor, now=now, key=key) as doing:
        if not doing.replayed:
            if not 1 <= len(rows) <= MOST_ROWS:
                raise Refused(_("一次粘贴 1 到 %(n)s 行。") % {"n": MOST_ROWS})
            errors: dict[int, tuple[str, str]] = {}
            for n, row in enumerate(rows):
                try:
                    add(row)
                except Refused as refusal:
                    errors[n] = (refusal.field or "name", refusal.message)
                if len(errors) >= MOST_TOLD:
                    break
            if errors:
                raise BadRows(errors)
            doing.on("organisations.unit", unit.pk, rows=len(rows))
    return len(rows)


def _units(unit: Unit) -> dict[str, Unit]:
    below = subtree(unit).filter(until=None)
    return {name: one for one in below for name in (one.name, one.short_name)}


def _named(below: Mapping[str, Unit], name: str, own: Unit) -> Unit:
    if name and name not in below:
        raise Refused(_("本单位和下级里没有“%(name)s”。") % {"name": name}, field="unit")
    return below.get(name, own)


def _said(row: Row, field: str, most: int) -> str:
    text = row.get(field, "")
    if not text or len(text) > most:
        raise Refused(_("要写，最多 %(n)s 个字。") % {"n": most}, field=field)
    return text


def _day(text: str, today: date) -> date | None:
    try:
        return read_date(text, today) if text else None
    except ValueError as error:
        raise Refused(str(error), field="signed_on") from error
