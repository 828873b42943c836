"""The rows of a roster as residents: checked, placed, written piece by piece."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.jobs.registry import Report
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership
from youju.residents.actions.homing import Homes
from youju.residents.actions.keying import plain, rekey
from youju.residents.actions.people import new_resident
from youju.residents.actions.tallying import recount
from youju.residents.kinds import kinds
from youju.residents.models import Household, Need, Resident, Roster, Stay
from youju.residents.queries.scope import within
from youju.residents.rules import needs as need_rules
from youju.residents.rules import people as rules
from youju.residents.rules.people import CHILD, Relation, age_on
from youju.residents.rules.roster import Row, read_row
from youju.residents.tokens import id_token, kind_token

CHUNK = 500


def rejects_of(roster: Roster) -> tuple[list[str], list[list[str]]]:
    """Return the heads and rows that were not taken, with the reason in the last cell."""
    left = plain(roster.rejects)
    heads, rows = json.loads(left) if left else ([], [])
    return heads, rows


class Taking:
    """One roster on its way in. Each chunk is taken with the note how far it is, so that what was
    taken before a stop stays, and another run goes on behind it."""

    def __init__(
        self, roster: Roster, actor: Membership, now: datetime, rows: list[list[str]]
    ) -> None:
        self.roster, self.actor, self.now = roster, actor, now
        self.today = timezone.localdate(now)
        self.heads, self.rows = (rows[0], rows[1:]) if rows else ([], [])
        self.columns = {int(n): key for n, key in roster.columns.items()}
        self.rejects: list[list[str]] = rejects_of(roster)[1]
        self.taken = roster.taken
        self._numbers: dict[str, int] = {}  # token -> row of the file
        self._homes = Homes(roster, actor, now)
        self._first: dict[tuple[str, str], str] = {}  # area and door -> who was told there first

    def run(self, report: Report) -> None:
        """Take the rows that were not read before, and count the units with each chunk."""
        at = self.roster.read
        self._readable(0, self.rows[:at])  # whose numbers are taken, who is a guardian where
        for start in range(at, len(self.rows), CHUNK):
            rows = self.rows[start : start + CHUNK]
            with transaction.atomic():
                read, refused = self._readable(start, rows)
                self.rejects += refused
                self._take(read)
                self._note(start, start + len(rows))
            report(start + len(rows), len(self.rows))

    def _readable(self, start: int, rows: list[list[str]]) -> tuple[list[Row], list[list[str]]]:
        """Return the rows that can be read, and the others with the reason."""
        read, refused = [], []
        for n, cells in enumerate(rows, start=start + 2):
            if not any(cells):
                continue
            try:
                read.append(self._read(n, cells))
            except Refused as refusal:
                refused.append([*self._padded(cells), refusal.message])
        return read, refused

    def _take(self, rows: list[Row]) -> None:
        fresh = self._unknown(rows)
        homes = self._homes.of(fresh)
        people = [
            new_resident(row.told, home, self.actor, self.now)
            for row, home in zip(fresh, homes, strict=True)
        ]
        Resident.objects.bulk_create(people)
        self._settle(fresh, people)
        self.taken += len(people)
        recount({home.unit_id: home.unit for home in homes}.values(), self.now)

    def _note(self, start: int, read: int) -> None:
        """Keep how far this run is. Raises Refused where another took the same rows."""
        row = self.roster
        row.read, row.taken, row.rejected = read, self.taken, len(self.rejects)
        row.rejects = json.dumps([self.heads, self.rejects]) if self.rejects else ""
        held = Roster.objects.filter(pk=row.pk, read=start, state=Roster.State.RUNNING)
        told = {name: getattr(row, name) for name in ("read", "taken", "rejected", "rejects")}
        if not held.update(**told):
            raise Refused("这份名册已由另一次导入接着做")

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
            raise Refused(_("身份证号与第 %(token)s 行相同") % {"token": self._numbers[token]})
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
        rekey(people, fresh=True)

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
