"""The households that many rows name, found or made a chunk at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from youju.organisations.queries import Membership
from youju.residents.actions.places import AreaTold, add_area
from youju.residents.models import Area, Building, Door, Household, Roster
from youju.residents.rules.doors import DoorName
from youju.residents.rules.roster import Row
from youju.residents.tokens import door_token

Place = tuple[int, str, str, str]  # area, door, tenure, who is alone there without a door


class Homes:
    """Where the people of one roster live. Another roster may make the same doors at the same time:
    what is missing is made where it still is, and read again."""

    def __init__(self, roster: Roster, actor: Membership, now: datetime) -> None:
        self.roster, self.actor, self.now = roster, actor, now
        self.today = timezone.localdate(now)
        self._areas: dict[str, Area] = {}
        self._buildings: dict[tuple[int, str], Building] = {}
        self._tokens: dict[str, str] = {}
        self._homes: dict[Place, Household] = {}

    def of(self, rows: Sequence[Row]) -> list[Household]:
        """Return the household of each row."""
        new: dict[Place, Row] = {}
        for row in rows:
            place = self._place(row)
            if place not in self._homes:
                new.setdefault(place, row)
        doors = self._doors({(place[0], row.door) for place, row in new.items() if row.door})
        self._find(doors)
        self._make({place: row for place, row in new.items() if place not in self._homes}, doors)
        return [self._homes[self._place(row)] for row in rows]

    def _place(self, row: Row) -> Place:
        area = self._area(row.area)
        if row.door:
            return area.pk, row.door.key, row.tenure, ""
        return area.pk, "", row.tenure, row.head or row.told.name

    def _area(self, name: str) -> Area:
        if not name and self.roster.area is not None:
            return self.roster.area
        if name not in self._areas:
            unit = self.roster.unit
            held = Area.objects.filter(unit=unit, name=name).select_related("unit").first()
            self._areas[name] = held or add_area(
                unit, AreaTold(name, Area.Kind.OPEN), actor=self.actor, now=self.now
            )
        return self._areas[name]

    def _doors(self, wanted: set[tuple[int, DoorName]]) -> dict[tuple[int, str], Door]:
        """Return the doors by area and name."""
        self._build({(area, name.building) for area, name in wanted})
        for _area, name in wanted - self._tokens.keys():
            self._tokens.setdefault(name.key, door_token(name.key))
        named = {
            (self._buildings[area, name.building].pk, self._tokens[name.key]): (area, name)
            for area, name in wanted
        }
        held = self._held_doors(named)
        missing = [
            Door(building=self._buildings[area, name.building], token=token, entrance=name.entrance, room=name.room)
            for (building, token), (area, name) in named.items()
            if (building, token) not in held
        ]  # fmt: skip
        if missing:
            Door.objects.bulk_create(missing, ignore_conflicts=True)
            held = self._held_doors(named)
        return {(area, name.key): held[at] for at, (area, name) in named.items()}

    def _held_doors(self, named: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Door]:
        buildings = {one.pk: one for one in self._buildings.values()}
        at = {building for building, _token in named}
        rows = Door.objects.filter(building__in=at, token__in={token for _at, token in named})
        found = {}
        for door in rows:
            door.building = buildings[door.building_id]
            found[door.building_id, door.token] = door
        return found

    def _build(self, wanted: set[tuple[int, str]]) -> None:
        missing = wanted - self._buildings.keys()
        if not missing:
            return
        areas = {one.pk: one for one in (*self._areas.values(), self.roster.area) if one}
        rows = [
            Building(area=areas[area], unit=areas[area].unit, number=number)
            for area, number in missing
        ]
        Building.objects.bulk_create(rows, ignore_conflicts=True)
        held = Building.objects.filter(
            area__in=areas, number__in={number for _area, number in missing}
        )
        for one in held.select_related("area", "unit"):
            self._buildings[one.area_id, one.number] = one

    def _find(self, doors: dict[tuple[int, str], Door]) -> None:
        """Note the households that live behind the doors, of several the newest."""
        names = {door.pk: at for at, door in doors.items()}
        rows = Household.objects.filter(Q(door__in=names), until=None).order_by("pk")
        for home in rows.select_related("unit"):
            area, key = names[home.door_id or 0]
            home.door = doors[area, key]
            self._homes[area, key, home.tenure, ""] = home

    def _make(self, places: dict[Place, Row], doors: dict[tuple[int, str], Door]) -> None:
        areas = {one.pk: one for one in (*self._areas.values(), self.roster.area) if one}
        made = []
        for (area, key, tenure, _alone), row in places.items():
            door = doors.get((area, key))
            unit = door.building.unit if door else areas[area].unit
            made.append(
                Household(
                    root_id=unit.root_id, unit=unit, area=areas[area], door=door, tenure=tenure,
                    landlord=row.landlord[:30], since=self.today,
                )
            )  # fmt: skip
        Household.objects.bulk_create(made)
        self._homes |= dict(zip(places, made, strict=True))
