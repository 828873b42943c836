"""Stations, and checks against the nine."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit
from youju.search import actions as search
from youju.volunteers import measures
from youju.volunteers.actions.frame import act_at, act_on
from youju.volunteers.models import Station, StationCheck
from youju.volunteers.rules import stars as rules
from youju.volunteers.rules.teams import check_end, check_open


def add_station(
    unit: Unit,
    name: str,
    *,
    kind: str,
    since: date,
    place: str = "",
    head: str = "",
    phone: str = "",
    hours: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Station:
    """Set up a service station."""
    with act_at("add_station", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Station.objects.get(pk=doing.subject_id)
        if Station.objects.filter(unit=unit, name=name, until=None).exists():
            raise Refused(_("这个单位已有同名站点。"), field="name")
        told = {"place": place, "head": head, "phone": phone, "hours": hours}
        made = Station.objects.create(unit=unit, name=name, kind=kind, since=since, **told)
        url = reverse("volunteers:station", args=[made.pk])
        search.put(measures.STATION, made.pk, unit, name, place, since, url)
        measures.count_again(measures.STATION, made, now)
        doing.on(measures.STATION, made.pk, name=name)
    return made


def check_station(
    station_id: int,
    met: Collection[str],
    *,
    on: date,
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> StationCheck:
    """Check a station against the nine; checked again on a day it replaces that day's check."""
    with act_on(
        "check_station", Station, station_id, actor=actor, now=now, key=key, may=May.RECORD
    ) as (doing, here):
        if doing.replayed:
            return StationCheck.objects.get(pk=doing.subject_id)
        check_open(here.until, here.name)
        rules.check_haves(met, on, timezone.localdate(now))
        star = rules.station_star(met)
        told = {"met": sorted(set(met)), "star": star, "note": note, "by_label": actor.label}
        made, _new = StationCheck.objects.update_or_create(station=here, on=on, defaults=told)
        latest = here.checks.order_by("-on")[0]
        here.star, here.checked_on = latest.star, latest.on
        here.save(update_fields=["star", "checked_on"])
        measures.count_again(measures.STATION, here, now)
        doing.on("volunteers.station_check", made.pk, station=here.pk, star=star)
    return made


def end_station(
    station_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Station:
    """Close a station."""
    with act_on("end_station", Station, station_id, actor=actor, now=now, key=key) as (doing, here):
        doing.on(measures.STATION, here.pk)
        if not doing.replayed:
            check_end(here.since, here.until, on)
            here.until = on
            here.save(update_fields=["until"])
            measures.count_again(measures.STATION, here, now)
    return here
