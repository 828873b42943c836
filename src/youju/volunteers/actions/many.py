"""Many volunteers at once, as a block from Excel: all of them, or none and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit
from youju.ui.forms import read_date
from youju.volunteers.actions.frame import act_at
from youju.volunteers.actions.register import About, add_volunteer

MOST_ROWS = 1000
MOST_TOLD = 50  # rows whose faults are told at once
Row = Mapping[str, str]


class BadRows(Refused):
    """Some rows are wrong. `errors` names for each, by its place, the column and why."""

    def __init__(self, errors: dict[int, tuple[str, str]]) -> None:
        super().__init__(_("有 %(n)s 行要改，一行也没有存。") % {"n": len(errors)})
        self.errors = errors


def add_volunteers(
    unit: Unit, rows: Sequence[Row], *, actor: Membership, now: datetime, key: UUID
) -> int:
    """Register volunteers who are grown up and agreed on paper: each row has `name`, and may have
    `phone`, `skills`, `services` and `registered_on`. Returns how many.

    Raises:
        BadRows: With the fault of every row; nothing is stored.
    """
    with act_at("add_volunteers", unit, actor=actor, now=now, key=key) as doing:
        if not doing.replayed:
            if not 1 <= len(rows) <= MOST_ROWS:
                raise Refused(_("一次粘贴 1 到 %(n)s 行。") % {"n": MOST_ROWS})
            errors: dict[int, tuple[str, str]] = {}
            for n, row in enumerate(rows):
                try:
                    _add(unit, row, actor=actor, now=now, key=key)
                except Refused as refusal:
                    errors[n] = (refusal.field or "name", refusal.message)
                if len(errors) >= MOST_TOLD:
                    break
            if errors:
                raise BadRows(errors)
            doing.on("organisations.unit", unit.pk, rows=len(rows))
    return len(rows)


def _add(unit: Unit, row: Row, *, actor: Membership, now: datetime, key: UUID) -> None:
    if len(row.get("name", "")) > 30:
        raise Refused(_("姓名最多 30 个字。"), field="name")
    about = About(
        row.get("name", ""),
        row.get("phone", ""),
        row.get("skills", "")[:100],
        row.get("services", "")[:100],
    )
    on = _day(row.get("registered_on", ""), timezone.localdate(now))
    add_volunteer(unit, about, registered_on=on, actor=actor, now=now, key=key)


def _day(text: str, today: date) -> date | None:
    try:
        return read_date(text, today) if text else None
    except ValueError as error:
        raise Refused(str(error), field="registered_on") from error
