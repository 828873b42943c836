"""Places: adding, changing, how ready they are, retiring."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.text import pinyin_of
from youju.organisations.queries import May, Membership, Unit
from youju.patrols import measures
from youju.patrols.actions.frame import act_at, act_on
from youju.patrols.models import KindVersion, Place
from youju.patrols.rules.visits import Readiness, check_position, check_readiness
from youju.search import actions as search


def add_place(
    unit: Unit,
    kind: str,
    name: str,
    *,
    made_on: date | None = None,
    address: str = "",
    lat: float | None = None,
    lng: float | None = None,
    owner_unit: Unit | None = None,
    owner: str = "",
    key_place: bool = False,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Place:
    """Register a place of a kind at a unit."""
    with act_at("add_place", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Place.objects.get(pk=doing.subject_id)
        place = Place(root_id=unit.root_id, unit=unit)
        place.made_on = made_on or timezone.localdate(now)
        _fill(
            place,
            kind,
            name,
            address=address,
            lat=lat,
            lng=lng,
            owner_unit=owner_unit,
            owner=owner,
            key_place=key_place,
        )
        place.save()
        _let_find(place)
        measures.count_again(measures.PLACE, place, now)
        doing.on(measures.PLACE, place.pk, name=name, kind=kind)
    return place


def change_place(
    place_id: int,
    *,
    kind: str,
    name: str,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
    **told: Any,
) -> Place:
    """Change what is known of a place; its visits keep the checklist they used."""
    with act_on("change_place", Place, place_id, actor=actor, now=now, key=key) as (doing, place):
        doing.on(measures.PLACE, place.pk, name=name)
        if not doing.replayed:
            check_standing(place)
            _fill(place, kind, name, **told)
            place.save()
            _let_find(place)
            measures.count_again(measures.PLACE, place, now)
    return place


def check_standing(place: Place) -> None:
    """Refuse a place that was retired."""
    if place.retired_on is not None:
        raise Refused(_("“%(name)s”已撤销，不能再改。") % {"name": place.name})


def _fill(
    place: Place,
    kind: str,
    name: str,
    *,
    address: str = "",
    lat: float | None = None,
    lng: float | None = None,
    owner_unit: Unit | None = None,
    owner: str = "",
    key_place: bool = False,
) -> None:
    version = KindVersion.objects.filter(code=kind, current=True).first()
    if version is None:
        raise Refused(_("没有这种点位，请从列表里选。"), field="kind")
    check_position(lat, lng)
    same = Place.objects.filter(unit=place.unit, name=name, retired_on=None)
    if same.exclude(pk=place.pk).exists():
        raise Refused(_("这个单位已有同名点位，加上路名或楼号区分。"), field="name")
    place.kind, place.kind_label = version.code, version.label
    place.name, place.pinyin = name, pinyin_of(name)[:300]
    place.address, place.lat, place.lng = address, lat, lng
    place.owner_unit, place.owner, place.key_place = owner_unit, owner, key_place


def _let_find(place: Place) -> None:
    body = " ".join((place.kind_label, place.address))
    url = reverse("patrols:place", args=[place.pk])
    search.put(measures.PLACE, place.pk, place.unit, place.name, body, place.made_on, url)


def set_readiness(
    place_id: int,
    readiness: Readiness,
    *,
    missing: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Place:
    """Say whether a place is ready to be seen, and what it lacks. The unit that answers for the
    place says it too."""
    with act_on(
        "set_readiness",
        Place,
        place_id,
        actor=actor,
        now=now,
        key=key,
        may=May.RECORD,
        own="owner_unit",
    ) as (doing, place):
        text = check_readiness(readiness, missing)
        doing.on(measures.PLACE, place.pk, readiness=readiness, missing=text)
        if not doing.replayed:
            check_standing(place)
            place.readiness, place.missing = readiness, text
            place.readiness_on = timezone.localdate(now)
            place.save(update_fields=["readiness", "missing", "readiness_on"])
    return place


def retire_place(
    place_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Place:
    """Take a place off the list from a day on; its visits stay."""
    with act_on("retire_place", Place, place_id, actor=actor, now=now, key=key) as (doing, place):
        doing.on(measures.PLACE, place.pk, on=on.isoformat())
        if not doing.replayed:
            check_standing(place)
            if on < place.made_on:
                raise Refused(_("撤销日期早于登记日期。"), field="on")
            place.retired_on = on
            place.save(update_fields=["retired_on"])
            search.drop(measures.PLACE, [place.pk])
            measures.count_again(measures.PLACE, place, now)
    return place
