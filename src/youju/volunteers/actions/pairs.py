"""Pairs of a volunteer with somebody who is cared for, and visits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Act, act
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.residents.queries import Household, Resident
from youju.volunteers import measures
from youju.volunteers.actions.frame import act_at, act_on
from youju.volunteers.models import Pair, PairVisit, Team
from youju.volunteers.queries.seen import volunteer_of
from youju.volunteers.rules import pairs as rules
from youju.volunteers.rules import register
from youju.volunteers.rules.pairs import Cared, Help
from youju.volunteers.rules.teams import check_end, check_open

Whom = Resident | Household


def add_pair(
    unit: Unit,
    volunteer_id: int,
    name: str = "",
    *,
    whom: Whom | None = None,
    kind: Cared,
    since: date,
    consent: bool = True,
    team: Team | None = None,
    service: str = "",
    every_days: int | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Pair:
    """Pair a volunteer with a person or a household of the register, or with somebody by name, of
    whom only the encrypted name and the kind are kept."""
    with act_at("add_pair", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Pair.objects.get(pk=doing.subject_id)
        one = volunteer_of(unit, volunteer_id)
        register.check_active(register.State(one.state))
        rules.check_pair(name, whom is not None, consent, every_days)
        made = Pair.objects.create(
            unit=unit,
            volunteer=one,
            team=team,
            kind=kind,
            person_name=name.strip(),
            **_known(unit, whom),
            service=service,
            every_days=every_days,
            since=since,
        )
        measures.count_again(measures.PAIR, made, now)
        doing.on(measures.PAIR, made.pk, kind=kind)
    return made


def _known(unit: Unit, whom: Whom | None) -> dict[str, Whom]:
    """Return which column holds somebody of the register who lives at the unit or below."""
    if whom is None:
        return {}
    if not unit.covers(whom.unit):
        raise Refused("这名对象登记在别的单位，结对登记到那个单位", field="whom")
    return {"household" if isinstance(whom, Household) else "resident": whom}


def name_pair(
    pair_id: int, whom: Whom | None, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Pair:
    """Say whom of the register a pair is with; the name kept until now goes."""
    with act_on("name_pair", Pair, pair_id, actor=actor, now=now, key=key) as (doing, pair):
        doing.on(measures.PAIR, pair.pk)
        if not doing.replayed:
            check_open(pair.until, pair.get_kind_display())
            known = _known(pair.unit, whom)
            rules.check_pair("", bool(known), True, None)
            pair.household = pair.resident = None
            for column, one in known.items():
                setattr(pair, column, one)
            pair.person_name = ""
            pair.save(update_fields=["household", "resident", "person_name"])
    return pair


@contextmanager
def _visiting(
    pair_id: int, *, actor: Membership, now: datetime, key: UUID | None
) -> Iterator[tuple[Act, Pair]]:
    """Frame a visit: told by the volunteer who is paired, or by those who record at the unit."""
    with act("volunteers.visit_pair", actor=actor, now=now, key=key) as doing:
        rows = Pair.objects.select_related("unit", "volunteer").select_for_update(of=("self",))
        pair = rows.filter(pk=pair_id).first()
        if pair is None:
            raise Missing(_("没有这条记录，或者不在您的查看范围内"))
        if pair.volunteer.person_id != actor.person_id:
            require(actor, May.RECORD, pair.unit)
        yield doing, pair


def visit_pair(
    pair_id: int,
    on: date,
    help: Help,
    *,
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> PairVisit:
    """Record a visit to the one who is cared for."""
    with _visiting(pair_id, actor=actor, now=now, key=key) as (doing, pair):
        if doing.replayed:
            return PairVisit.objects.get(pk=doing.subject_id)
        check_open(pair.until, pair.get_kind_display())
        rules.check_visit(on, pair.since, timezone.localdate(now))
        made = PairVisit.objects.create(pair=pair, on=on, help=help, note=note)
        pair.last_on = max(pair.last_on or on, on)
        pair.save(update_fields=["last_on"])
        measures.count_again(measures.PAIR_VISIT, made, now)
        doing.on(measures.PAIR_VISIT, made.pk, pair=pair.pk)
    return made


def end_pair(
    pair_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Pair:
    """End a pair; its visits stay."""
    with act_on("end_pair", Pair, pair_id, actor=actor, now=now, key=key) as (doing, pair):
        doing.on(measures.PAIR, pair.pk)
        if not doing.replayed:
            check_end(pair.since, pair.until, on)
            pair.until = on
            pair.save(update_fields=["until"])
            measures.count_again(measures.PAIR, pair, now)
    return pair


def follow(keep: Resident, drop: Resident) -> None:
    """Let pairs be with the registration that stays, once two of one person became one."""
    Pair.objects.filter(resident=drop).update(resident=keep)


def hand(homes: Sequence[int], unit: Unit, now: datetime) -> None:
    """Let pairs with households, and with those who live there, stand at the unit that answers for them
    now; visits count there too. The volunteer stays where they are registered."""
    with_them = Q(household__in=homes) | Q(resident__household__in=homes)
    for pair in Pair.objects.filter(with_them).order_by("pk"):
        pair.unit = unit
        pair.save(update_fields=["unit"])
        measures.count_again(measures.PAIR, pair, now)
        for visit in pair.visits.select_related("pair__unit"):
            measures.count_again(measures.PAIR_VISIT, visit, now)
