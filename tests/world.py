"""A modest city with one record of each room, for tests that go over every page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

from tests.access.objects import organisations as made_by_organisations
from youju.documents.models import Report
from youju.documents.tests.world import a_draft
from youju.evidence.actions import store
from youju.evidence.tests.factories import jpeg, upload
from youju.jobs.models import Job
from youju.kernel.periods import Grain, around
from youju.ledgers.actions import record_entry
from youju.ledgers.imports import receive_file
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.reader.actions import read_text

NOON = datetime(2026, 7, 8, 4, 0, tzinfo=UTC)


class World:
    """The city, a member of each kind, and one record of each room."""

    def __init__(self) -> None:
        self.city = City()
        self.own_unit = self.foreign_unit = self.city.community
        top = self.city.district
        self.office = make_member(top, Role.OFFICE)
        self.askers = [self.office] + [
            make_member(top, role) for role in (Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR)
        ]
        self.members = {role: make_member(self.own_unit, role) for role in Role}
        self.neighbour = make_member(self.city.next_door, Role.STAFF, "taoli-staff")
        self.ids = self._records(self.members[Role.STAFF]) | {"code": "cleanup"}
        self.ids |= {"measure": "rubbish", "size": "medium", "step": "confirm"}

    def unit(self, own: bool):
        return self.own_unit

    def draft(self) -> Report:
        """Start a half-year summary of the own unit."""
        return a_draft(self.members[Role.STAFF])

    def _records(self, staff) -> dict[str, object]:
        how = {"actor": staff, "now": NOON, "key": uuid4()}
        entry = record_entry(
            "cleanup",
            unit=staff.unit,
            values={"action": "周末清洁日", "place": "桂苑小区", "rubbish": "50余车"},
            period=around(date(2026, 3, 5), Grain.DAY),
            **how,
        )
        item = store(upload(jpeg()), unit=staff.unit, **how | {"key": uuid4()})
        sheet = "日期,行动,清理垃圾\n2026-03-05,清理,3车\n".encode()
        batch = receive_file(sheet, "台账.csv", unit=staff.unit, **how | {"key": uuid4()})
        text = "金桥社区2026年上半年总结\n一、整治\n上半年清理垃圾50余车。\n"
        reading = read_text(text, unit=staff.unit, **how | {"key": uuid4()})
        report = self.draft()
        job = Job.objects.create(
            kind="x", title="x", root_id=staff.root_id, person_id=self.office.person_id,
            unit_id=self.office.unit_id, role=self.office.role, made_at=NOON,
        )  # fmt: skip
        fact = reading.facts.first()
        return {
            "entry_id": entry.pk, "batch_id": batch.pk, "reading_id": reading.pk,
            "fact_id": fact.pk, "piece_id": fact.piece_id, "report_id": report.pk,
            "template_id": report.template_id, "job_id": job.pk, "position": 1, "section": 1,
            "block": 1, "evidence:item_id": item.pk,
        }  # fmt: skip

    def value(self, name: str, parameter: str) -> object:
        """Return a good value of a path parameter."""
        room = name.split(":")[0]
        given = self.ids.get(f"{room}:{parameter}", self.ids.get(parameter))
        if given is not None:
            return given
        made = made_by_organisations.OBJECTS
        make = made.get(f"{name}.{parameter}") or made.get(parameter)
        return make(self, True) if make else "x"
