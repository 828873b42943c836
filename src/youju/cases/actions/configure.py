"""What an office sets: kinds, limits, working hours, rules of routing, numbers of facilities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from youju.audit.actions import act
from youju.cases import kind_tree, measures
from youju.cases.models import Case, FacilityCount, Kind, KindLimit, RouteRule, WorkHours
from youju.cases.rules import report
from youju.cases.rules.kinds import KindSpec, check_above, check_kind
from youju.facts import actions as facts
from youju.kernel.refusal import Missing, Refused
from youju.kernel.workcal import Limit, Shift, WorkCalendar
from youju.organisations.queries import May, Membership, Unit, require

DAYS = 7
BATCH = 500


def publish_kind(
    spec: KindSpec,
    *,
    closed: bool = False,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Kind:
    """Make a kind of one's own root, or change one; the shipped one of that code gives way to it."""
    with act("cases.publish_kind", actor=actor, now=now, key=key) as doing:
        root = _root(actor)
        check_kind(spec)
        held = {kind.code: kind for kind in kind_tree.in_force(root)}
        if spec.parent and spec.parent not in held:
            raise Refused("上级类别不存在。", field="parent")
        parents = {code: kind.parent_code for code, kind in held.items()}
        check_above(spec.code, spec.name, parents | {spec.code: spec.parent})
        before = held.get(spec.code)
        row = kind_tree.row_of(spec, root, before.place if before else len(held))
        row.closed = closed
        own = Kind.objects.filter(root_id=root, code=spec.code).first()
        row.pk = own.pk if own else None
        row.save()
        doing.on("cases.kind", row.pk, code=spec.code, name=spec.name, closed=closed)
    return row


def _root(actor: Membership) -> int:
    """Return the root whose tree the actor may change: its own office does."""
    require(actor, May.CONFIGURE, Unit.objects.get(pk=actor.unit.root_id))
    return actor.unit.root_id


def set_limit(
    *,
    unit: Unit,
    kind: str,
    limit: Limit | None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> None:
    """Set the time to put a kind right at a unit and below it; None takes the own limit back."""
    with act("cases.set_limit", actor=actor, now=now, key=key) as doing:
        require(actor, May.CONFIGURE, unit)
        if kind_tree.named(unit.root_id, kind) is None:
            raise Refused("没有这类问题。", field="kind")
        doing.on("organisations.unit", unit.pk, kind=kind, limit=limit.label if limit else "")
        if limit is None:
            KindLimit.objects.filter(unit=unit, kind_code=kind).delete()
        else:
            values = {"limit": limit.amount, "limit_unit": limit.unit.value}
            KindLimit.objects.update_or_create(unit=unit, kind_code=kind, defaults=values)


def set_hours(
    *,
    unit: Unit,
    week: Sequence[Sequence[str]],
    days_off: Iterable[date] = (),
    days_on: Iterable[date] = (),
    holidays: bool = True,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> WorkHours:
    """Set when a unit and those below it work. Deadlines that run already stay what they are.

    Args:
        week: Monday to Sunday, each a list of shifts: `8:30-12:00`.
    """
    with act("cases.set_hours", actor=actor, now=now, key=key) as doing:
        require(actor, May.CONFIGURE, unit)
        try:
            WorkCalendar(tuple(tuple(Shift.of(one) for one in day) for day in week))
        except ValueError as error:
            raise Refused(
                "工作时间写成 8:30-12:00 的样子，一周七天，至少有一天上班。", field="week"
            ) from error
        values = {
            "week": [list(day) for day in week],
            "days_off": sorted(day.isoformat() for day in days_off),
            "days_on": sorted(day.isoformat() for day in days_on),
            "holidays": holidays,
        }
        hours, _made = WorkHours.objects.update_or_create(unit=unit, defaults=values)
        doing.on("organisations.unit", unit.pk, week=values["week"])
    return hours


def add_route(
    *,
    unit: Unit,
    owner_unit: Unit,
    kind: str = "",
    place_word: str = "",
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> RouteRule:
    """Let problems of a kind (or class) below a unit, at places with a word, go to a unit."""
    with act("cases.add_route", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return RouteRule.objects.get(pk=doing.subject_id)
        require(actor, May.DISPATCH, unit)
        if kind and kind_tree.named(unit.root_id, kind) is None:
            raise Refused("没有这类问题。", field="kind")
        if not kind and not place_word.strip():
            raise Refused("选类别，或写地点里的字词。", field="kind")
        if owner_unit.root_id != unit.root_id:
            raise Refused("责任单位不在同一套组织里。", field="owner_unit")
        rule = RouteRule.objects.create(
            root_id=unit.root_id,
            unit=unit,
            kind_code=kind,
            place_word=report.clean(place_word, 30, "place_word"),
            owner_unit=owner_unit,
            note=report.clean(note, 100, "note"),
            made_at=now,
        )
        doing.on("cases.route", rule.pk, unit=unit.name, kind=kind, owner=owner_unit.name)
    return rule


def drop_route(rule_id: int, *, actor: Membership, now: datetime, key: UUID | None = None) -> None:
    """Use a rule no more."""
    with act("cases.drop_route", actor=actor, now=now, key=key) as doing:
        rule = RouteRule.objects.select_for_update(of=("self",)).filter(pk=rule_id)
        found = rule.select_related("unit").first()
        if found is None or not actor.unit.covers(found.unit):
            raise Missing("没有这条规则，或者不在您的单位范围内")
        require(actor, May.DISPATCH, found.unit)
        doing.on("cases.route", rule_id)
        found.closed_at = found.closed_at or now
        found.save()


def count_facilities(
    *,
    unit: Unit,
    kind: str,
    total: int,
    on: date,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> FacilityCount:
    """Say how many facilities of a kind there are at a unit; from then on the rate of sound ones is
    known there (M045)."""
    with act("cases.count_facilities", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return FacilityCount.objects.get(pk=doing.subject_id)
        require(actor, May.RECORD, unit)
        found = kind_tree.named(unit.root_id, kind)
        if found is None or not found.is_thing:
            raise Refused("选部件类别。", field="kind")
        if not 0 <= total <= 10_000_000:
            raise Refused("数量不对，请核对。", field="total")
        if on > timezone.localdate(now):
            raise Refused("日期不能在今天以后。", field="on")
        count, _made = FacilityCount.objects.update_or_create(
            unit=unit, kind_code=kind, on=on, defaults={"root_id": unit.root_id, "total": total}
        )
        doing.on(measures.FACILITY_KIND, count.pk, kind=kind, total=total)
        facts.replace(measures.facility_source(count), measures.facility_drafts(count), now=now)
        _count_damage(unit, found, now)
    return count


def _count_damage(unit: Unit, kind: Kind, now: datetime) -> None:
    """Let the damage known below the unit count against its facilities."""
    rows = Case.objects.filter(path__startswith=unit.path, kind__code=kind.code).exclude(
        filed_at=None
    )
    waiting = []
    for case in rows.select_related("unit", "kind").order_by("pk").iterator(chunk_size=BATCH):
        waiting.append((measures.source_of(case), measures.drafts_of(case)))
        if len(waiting) == BATCH:
            facts.replace_many(waiting, now=now)
            waiting = []
    facts.replace_many(waiting, now=now)
