"""Many activities at once, as a block from Excel: all of them, or none and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.activities.actions.activities import Told, plan_activity, record_activity
from youju.activities.actions.frame import act_at
from youju.activities.kinds import kinds, topic_days
from youju.activities.rules.kinds import Kind
from youju.kernel.festivals import FESTIVALS
from youju.kernel.quantity import Quantity
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit, subtree
from youju.ui.forms import read_date

MOST_ROWS = 300
MOST_TOLD = 50  # rows whose faults are told at once
DETAILS = ("topic", "speaker", "audience", "content", "department", "school")
NUMBERS = {"people": "人次", "sessions": "", "hours": "课时", "materials": "份"}
Row = Mapping[str, str]


class BadRows(Refused):
    """Some rows are wrong. `errors` names for each, by its place, the column and why."""

    def __init__(self, errors: dict[int, tuple[str, str]]) -> None:
        super().__init__(_("有 %(n)s 行要改，一行也没有存。") % {"n": len(errors)})
        self.errors = errors


def add_activities(
    unit: Unit, rows: Sequence[Row], *, actor: Membership, now: datetime, key: UUID
) -> int:
    """Record activities: each row has `on`, `kind` in words and `title`, and may have `unit`, `sort`,
    `place`, `mark` (festival or topic day in words), `note`, the texts of DETAILS and the numbers of
    NUMBERS, as they were typed. A day to come makes it a plan. Returns how many.

    Raises:
        BadRows: With the fault of every row; nothing is stored.
    """
    with act_at("paste", unit, actor=actor, now=now, key=key, may=May.RECORD) as doing:
        if not doing.replayed:
            if not 1 <= len(rows) <= MOST_ROWS:
                raise Refused(_("一次粘贴 1 到 %(n)s 行。") % {"n": MOST_ROWS})
            _add_all(unit, rows, actor, now, key)
            doing.on("organisations.unit", unit.pk, rows=len(rows))
    return len(rows)


def _add_all(unit: Unit, rows: Sequence[Row], actor: Membership, now: datetime, key: UUID) -> None:
    today = timezone.localdate(now)
    open_units = subtree(unit).filter(until=None)
    below = {name: one for one in open_units for name in (one.name, one.short_name)}
    errors: dict[int, tuple[str, str]] = {}
    for n, row in enumerate(rows):
        try:
            told = _told(row, today)
            add = plan_activity if told.on > today else record_activity
            add(_unit(below, row, unit), told, actor=actor, now=now, key=key)
        except Refused as refusal:
            errors[n] = (refusal.field or "title", refusal.message)
        if len(errors) >= MOST_TOLD:
            break
    if errors:
        raise BadRows(errors)


def _told(row: Row, today: date) -> Told:
    kind = _kind(row.get("kind", ""))
    festival, topic_day = _mark(row.get("mark", ""))
    return Told(
        kind=kind.code,
        title=row.get("title", ""),
        on=_day(row.get("on", ""), today),
        place=row.get("place", ""),
        sort=row.get("sort", ""),
        festival=festival,
        topic_day=topic_day,
        details={name: row.get(name, "") for name in DETAILS},
        amounts={name: _amount(row, name, kind) for name in NUMBERS},
        note=row.get("note", ""),
    )


def _kind(words: str) -> Kind:
    plain = words.replace(" ", "")
    for kind in kinds().values():
        if plain in (kind.label, *kind.words):
            return kind
    told = _("没有叫“%(words)s”的活动种类，照系统里的名称填写。") % {"words": plain}
    raise Refused(told, field="kind")


def _mark(words: str) -> tuple[str, str]:
    """Return the festival and the topic day that words name, at most one of them."""
    plain = words.replace(" ", "").removesuffix("节")
    if not plain:
        return "", ""
    for code, (name, _custom) in FESTIVALS.items():
        if plain == name.removesuffix("节"):
            return code, ""
    for day in topic_days().values():
        if plain in (day.label, day.label.removesuffix("节")):
            return "", day.code
    raise Refused(_("没有这个节日或主题日：%(words)s。") % {"words": words}, field="mark")


def _day(text: str, today: date) -> date:
    try:
        return read_date(text, today)
    except ValueError as error:
        raise Refused(str(error), field="on") from error


def _amount(row: Row, name: str, kind: Kind) -> Quantity | None:
    text = row.get(name, "").strip()
    if not text:
        return None
    try:
        return parse_quantity(text, NUMBERS[name] or kind.unit)
    except ValueError as error:
        raise Refused(str(error), field=name) from error


def _unit(below: Mapping[str, Unit], row: Row, own: Unit) -> Unit:
    name = row.get("unit", "").strip()
    if name and name not in below:
        raise Refused(_("本单位和下级里没有“%(name)s”。") % {"name": name}, field="unit")
    return below.get(name, own)
