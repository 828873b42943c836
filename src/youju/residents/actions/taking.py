"""The rows of a roster as residents: checked, placed, written piece by piece."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from youju.jobs.registry import Report
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit
from youju.residents.actions.keying import WITH_PLACE, rekey
from youju.residents.actions.people import new_resident
from youju.residents.actions.places import AreaTold, add_area, door_at
from youju.residents.actions.tallying import recount
from youju.residents.kinds import kinds
from youju.residents.models import Area, Household, Need, Resident, Roster, Stay
from youju.residents.queries.scope import within
from youju.residents.rules import needs as need_rules
from youju.residents.rules import people as rules
from youju.residents.rules.people import CHILD, Relation, age_on
from youju.residents.rules.roster import Row, read_row
from youju.residents.tokens import id_token, kind_token

CHUNK = 500


class Taking:
    """One roster on its way in. What was taken before a stop stays."""

    def __init__(
        self, roster: Roster, actor: Membership, now: datetime, rows: list[list[str]]
    ) -> None:
        self.roster, self.actor, self.now = roster, actor, now
        self.today = timezone.localdate(now)
        self.heads, self.rows = (rows[0], rows[1:]) if rows else ([], [])
        self.columns = {int(n): key for n, key in roster.columns.items()}
        self.rejects: list[list[str]] = []
        self.taken = 0
        self.units: dict[int, Unit] = {}
        self._numbers: dict[str, int] = {}  # token -> row of the file
        self._areas: dict[str, Area] = {}
        self._homes: dict[tuple[object, ...], Household] = {}
        self._first: dict[tuple[str, str], str] = {}  # area and door -> who was told there first

    def run(self, report: Report) -> None:
        """Take all rows, then count the units."""
        for start in range(0, len(self.rows), CHUNK):
            with transaction.atomic():
                self._take(start, self.rows[start : start + CHUNK])
            report(min(start + CHUNK, len(self.rows)), len(self.rows))
        with transaction.atomic():
            recount(self.units.values(), self.now)

    def _take(self, start: int, rows: list[list[str]]) -> None:
        read: list[Row] = []
        for n, cells in enumerate(rows, start=start + 2):
            if not any(cells):
                continue
            try:
                read.append(self._read(n, cells))
            except Refused as refusal:
                self.rejects.append([*self._padded(cells), refusal.message])
        fresh = self._unknown(read)
        people = [self._resident(row) for row in fresh]
        Resident.objects.bulk_create(people)
        self._settle(fresh, people)
        self.taken += len(people)

    def _padded(self, cells: list[str]) -> list[str]:
        return [cells[n] if n < len(cells) else "" for n in range(len(self.heads))]

    def _read(self, n: int, cells: list[str]) -> Row:
        told = {key: cells[at] for at, key in self.columns.items() if at < len(cells)}
        row = read_row(told, kinds())
        place = (row.area, row.door.key if row.door else "")
        if not row.told.guardian and row.door is not None:
            row = replace(row, told=self._guarded(row, self._first.get(place, row.head)))
        checked = rules.checked(row.told, self.today)
        token = id_token(checked.id_number)
        if token and token in self._numbers:
            raise Refused(f"身份证号与第 {self._numbers[token]} 行相同")
        if token:
            self._numbers[token] = n
        if not row.area and self.roster.area is None:
            raise Refused("没有小区")
        self._first.setdefault(place, checked.name)
        return replace(row, told=checked)

    def _guarded(self, row: Row, guardian: str) -> rules.Told:
        """Return what is told with the head of the household as a young child's guardian."""
        birth = row.told.birth
        if birth is None and len(row.told.id_number) == 18 and row.told.id_number[6:14].isdigit():
            text = row.told.id_number
            try:
                birth = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
            except ValueError:
                birth = None
        young = birth is not None and birth <= self.today and age_on(birth, self.today) < CHILD
        return replace(row.told, guardian=guardian) if young and guardian else row.told

    def _unknown(self, rows: list[Row]) -> list[Row]:
        """Return the rows of those who are not registered in the actor's view yet."""
        tokens = {id_token(row.told.id_number) for row in rows if row.told.id_number}
        held = Resident.objects.filter(
            **within(self.actor.unit), id_token__in=tokens, merged_into=None
        )
        known = set(held.values_list("id_token", flat=True))
        fresh = []
        for row in rows:
            if row.told.id_number and id_token(row.told.id_number) in known:
                at = self._numbers[id_token(row.told.id_number)]
                cells = self._padded(self.rows[at - 2])
                self.rejects.append([*cells, "已登记，没有重复导入"])
            else:
                fresh.append(row)
        return fresh

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

    def _home(self, row: Row) -> Household:
        area = self._area(row.area)
        door_key = row.door.key if row.door else ""
        alone = "" if row.door else (row.head or row.told.name)
        place = (area.pk, door_key, row.tenure, alone)
        if place not in self._homes:
            self._homes[place] = self._made_home(row, area)
        return self._homes[place]

    def _made_home(self, row: Row, area: Area) -> Household:
        door = door_at(area, row.door) if row.door else None
        if door is not None:
            held = Household.objects.filter(door=door, until=None, tenure=row.tenure)
            found = held.select_related("unit").order_by("-pk").first()
            if found is not None:
                return found
        unit = door.building.unit if door else area.unit
        make = partial(Household.objects.create, root_id=unit.root_id, unit=unit, area=area)
        return make(door=door, tenure=row.tenure, landlord=row.landlord[:30], since=self.today)

    def _resident(self, row: Row) -> Resident:
        household = self._home(row)
        self.units[household.unit_id] = household.unit
        return new_resident(row.told, household, self.actor, self.now)

    def _settle(self, rows: list[Row], people: list[Resident]) -> None:
        """Write stays, heads, needs and keys of new residents."""
        Stay.objects.bulk_create(
            Stay(resident=one, household_id=one.household_id or 0, since=self.today)
            for one in people
        )
        led: dict[int, Household] = {}
        for one in people:
            home = one.household
            if home is not None and (home.head_id is None or one.relation == Relation.HEAD):
                home.head = one
                led[home.pk] = home
        Household.objects.bulk_update(led.values(), ["head"])
        Need.objects.bulk_create(self._needs(rows, people))
        held = Resident.objects.filter(pk__in=[one.pk for one in people])
        rekey(held.select_related(*WITH_PLACE), fresh=True)

    def _needs(self, rows: list[Row], people: list[Resident]) -> list[Need]:
        found: dict[tuple[str, bool, int | None], Need] = {}
        for row, one in zip(rows, people, strict=True):
            for kind in row.kinds:
                subject = one.household_id if kind.whole else one.pk
                found[kind.code, kind.whole, subject] = Need(
                    root_id=one.root_id,
                    unit=one.unit,
                    household_id=subject if kind.whole else None,
                    resident_id=None if kind.whole else subject,
                    kind_token=kind_token(kind.code),
                    since=self.today,
                    review_on=need_rules.next_review(kind, self.today),
                )
        homes = [home for _code, whole, home in found if whole and home]
        held = set(
            Need.objects.filter(household_id__in=homes, until=None).values_list(
                "household_id", "kind_token"
            )
        )
        return [one for one in found.values() if (one.household_id, one.kind_token) not in held]
