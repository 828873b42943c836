"""Standing systems of meetings: founding one, its members and their duties, ending it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.evidence.actions import link, share_links
from youju.evidence.queries import Role
from youju.facts import actions as facts
from youju.kernel.refusal import Refused
from youju.organisations.actions import Frame
from youju.organisations.queries import May, Membership, Unit
from youju.work.meeting_measures import (
    DUTY_KIND,
    SYSTEM_KIND,
    duty_drafts,
    source,
    system_drafts,
)
from youju.work.models import DutyReport, Seat, System
from youju.work.rules import meetings as rules
from youju.work.rules.tasks import check_text

FRAME = Frame("work")
MOST_TEXT = 2000


def units_named(unit: Unit, names: Iterable[str]) -> dict[str, Unit]:
    """Return the open units of the whole tree that carry these names, where a name says which one."""
    wanted = list(names)
    rows = Unit.objects.filter(root_id=unit.root_id, until=None)
    found: dict[str, Unit] = {}
    for field in ("short_name", "name"):
        told: dict[str, list[Unit]] = {}
        for one in rows.filter(**{f"{field}__in": wanted}):
            told.setdefault(getattr(one, field), []).append(one)
        found |= {name: same[0] for name, same in told.items() if len(same) == 1}
    return found


def found_system(
    *,
    unit: Unit,
    kind: str,
    title: str,
    rhythm: str,
    since: date,
    text: str = "",
    weekday: int | None = None,
    clock: time | None = None,
    place: str = "",
    members: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> System:
    """Set a system up, with its members one to a line: a unit's name, and its duty after a colon."""
    with FRAME.at("found_system", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return System.objects.select_related("unit").get(pk=doing.subject_id)
        rules.check_system(rules.Kind(kind), rules.Rhythm(rhythm), weekday)
        named = check_text(title, "title", _("写会议制度的名称。"), rules.TITLE)
        if System.objects.filter(unit=unit, title=named, until=None).exists():
            raise Refused(_("已经有叫这个名称的会议制度，请换一个名称。"), field="title")
        most = rules.NAME + rules.SAID
        lines = rules.lines_of(members, most, rules.MOST_PARTIES, "members")
        made = System(unit=unit, root_id=unit.root_id, kind=kind, title=named, rhythm=rhythm)
        made.text, made.place = text.strip()[:MOST_TEXT], place.strip()[: rules.PLACE]
        made.weekday = weekday if rhythm == rules.Rhythm.WEEK else None
        made.clock, made.since = clock, since
        made.made_by_label, made.made_at = actor.label, now
        made.save()
        _seat(made, [_split(one) for one in lines], since)
        _count(made, now)
        doing.on(SYSTEM_KIND, made.pk, kind=kind, members=len(lines))
    return made


def _split(line: str) -> tuple[str, str]:
    name, _colon, duty = line.replace("：", ":").partition(":")
    return name.strip(), duty.strip()


def _seat(system: System, pairs: Sequence[tuple[str, str]], since: date) -> list[Seat]:
    units = units_named(system.unit, [name for name, _duty in pairs])
    held = {one.name for one in system.seats.filter(until=None)}
    rows = []
    for name, duty in pairs:
        unit = units.get(name)
        told = unit.name if unit else name
        if not told or len(told) > rules.NAME or len(duty) > rules.SAID:
            raise Refused(_("成员单位写“单位名称：职责”，每行一个。"), field="members")
        if told in held:
            raise Refused(_("%(name)s已经是成员单位。") % {"name": told}, field="members")
        held.add(told)
        rows.append(Seat(system=system, unit=unit, name=told, duty=duty, since=since))
    return Seat.objects.bulk_create(rows)


def _count(system: System, now: datetime) -> None:
    facts.replace(source(SYSTEM_KIND, system.pk), system_drafts(system), now=now)


def _check_live(system: System) -> None:
    if system.until is not None:
        raise Refused(_("这项会议制度已经结束。"))


def add_seats(
    system_id: int,
    *,
    members: str,
    since: date,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> System:
    """Take members in, one to a line."""
    frame = FRAME.on("add_seats", System, system_id, actor=actor, now=now, key=key)
    with frame as (doing, system):
        doing.on(SYSTEM_KIND, system.pk)
        if doing.replayed:
            return system
        _check_live(system)
        most = rules.NAME + rules.SAID
        lines = rules.lines_of(members, most, rules.MOST_PARTIES, "members")
        if not lines:
            raise Refused(_("成员单位写“单位名称：职责”，每行一个。"), field="members")
        _seat(system, [_split(one) for one in lines], since)
        _count(system, now)
    return system


def end_seat(
    seat_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None
) -> System:
    """Let a member leave."""
    frame = FRAME.on("end_seat", Seat, seat_id, way="system__unit", actor=actor, now=now, key=key)
    with frame as (doing, seat):
        doing.on(SYSTEM_KIND, seat.system_id, seat=seat.name)
        if not doing.replayed:
            if seat.until is not None or on < seat.since:
                raise Refused(_("日期早于加入日期，或已经退出。"), field="on")
            seat.until = on
            seat.save(update_fields=["until"])
            _count(seat.system, now)
    return seat.system


def end_system(
    system_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None
) -> System:
    """End a system; what was held stays."""
    frame = FRAME.on("end_system", System, system_id, actor=actor, now=now, key=key)
    with frame as (doing, system):
        doing.on(SYSTEM_KIND, system.pk)
        if not doing.replayed:
            _check_live(system)
            if on < system.since:
                raise Refused(_("日期早于建立日期，请核对。"), field="on")
            system.until = on
            system.save(update_fields=["until"])
            _count(system, now)
    return system


def report_duty(
    seat_id: int,
    *,
    text: str,
    on: date,
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> DutyReport:
    """Say what a member has done of its duty: itself, or the unit that keeps the system for it."""
    frame = FRAME.on(
        "report_duty", Seat, seat_id, way="system__unit", actor=actor, now=now, key=key,
        may=May.RECORD, own="unit",
    )  # fmt: skip
    with frame as (doing, seat):
        if doing.replayed:
            return DutyReport.objects.select_related("seat__system").get(pk=doing.subject_id)
        _check_live(seat.system)
        why = _("写明做了什么，一两句话。")
        told = check_text(text, "text", why, rules.SAID)
        if on > timezone.localdate(now):
            raise Refused(_("日期还没有到，请核对。"), field="on")
        if seat.until is not None and on > seat.until:
            raise Refused(_("这个成员单位已经退出，日期请核对。"), field="on")
        made = DutyReport.objects.create(seat=seat, on=on, text=told, by_label=actor.label, at=now)
        if photos:
            home = seat.unit if seat.unit_id == actor.unit_id and seat.unit else seat.system.unit
            link(DUTY_KIND, made.pk, photos, unit=home, role=Role.PROOF, actor=actor, now=now)
            share_links(DUTY_KIND, made.pk, [seat.system.unit], now=now)
        facts.replace(source(DUTY_KIND, made.pk), duty_drafts(made), now=now)
        doing.on(DUTY_KIND, made.pk, seat=seat.name)
    return made
