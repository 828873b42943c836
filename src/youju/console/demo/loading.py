"""Filling an empty database with the demo city."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from youju.console.demo import bodies, photos
from youju.console.demo.activities import add_activities
from youju.console.demo.aid import add_aid
from youju.console.demo.care import add_care
from youju.console.demo.dossiers import add_dossiers
from youju.console.demo.duties import add_duties
from youju.console.demo.honours import add_honours
from youju.console.demo.mock import add_mock
from youju.console.demo.notices import add_notices
from youju.console.demo.people import People, add_people
from youju.console.demo.places import Places, found_city
from youju.console.demo.problems import add_problems
from youju.console.demo.public import add_public
from youju.console.demo.records import Planned, Planner
from youju.console.demo.registers import add_registers
from youju.console.demo.removing import note_loaded
from youju.console.demo.reports import Reports
from youju.console.demo.residents import add_residents
from youju.console.demo.returns import add_returns
from youju.console.demo.rounds import add_rounds
from youju.console.demo.standings import add_edition, add_standings
from youju.console.demo.surveys import add_surveys
from youju.console.demo.tasks import add_tasks
from youju.console.demo.volunteers import add_volunteers
from youju.console.demo.works import add_works
from youju.evidence.actions import store
from youju.kernel.refusal import Refused
from youju.ledgers.actions import correct_entry, record_entry
from youju.ledgers.queries import Entry
from youju.organisations.queries import Unit

PHOTO_PAIRS = 36
CORRECT_EVERY = 70  # entries


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was made, for whoever asked for it."""

    units: int
    entries: int
    photos: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """An entry told wrongly in one field, and when that will be put right."""

    at: datetime
    entry: int
    told: Planned
    field: str


def is_empty() -> bool:
    """Return whether the database holds no unit yet."""
    return not Unit.objects.exists()


@transaction.atomic
def load(now: datetime, password: str) -> Loaded:
    """Make the demo city as it would stand at `now`, or nothing at all.

    Raises:
        Refused: If the database holds data already.
    """
    if not is_empty():
        raise Refused("库里已有数据，演示城市只装入空库")
    today = timezone.localdate(now)
    start = date(today.year - 2, 12, 1)
    began = timezone.make_aware(datetime.combine(start, time(9)))
    places = found_city(began)
    people = add_people(places, password, began)
    bodies.set_up(places, start, today, began)
    return _Year(places, people, now).run()


class _Year:
    """Two years of work, told day by day."""

    def __init__(self, places: Places, people: People, now: datetime) -> None:
        self.places, self.people, self.now = places, people, now
        self.today = timezone.localdate(now)
        self.reports = Reports(places, people, self.today)
        self.entries = self.photos = 0
        self.wrong: list[Mistake] = []

    def run(self) -> Loaded:
        self.photos += add_problems(self.places, self.people, self.now)  # reports tell of them
        plan = Planner(self.places, self.today).plan()
        with_photos = self._with_photos(plan)
        for one in plan:
            self.reports.up_to(one.at)
            self._correct_up_to(one.at)
            items = self._photographed(one) if id(one) in with_photos else []
            entry = self._recorded(one, items)
            self.entries += 1
            mistake = _mistake(entry, one, self.now) if self.entries % CORRECT_EVERY == 0 else None
            if mistake:
                self.wrong.append(mistake)
        self._correct_up_to(self.now)
        self.reports.up_to(self.now)
        add_rounds(self.places, self.people, self.now)
        add_registers(self.places, self.people, self.now)
        self.photos += add_activities(self.places, self.people, self.now)
        add_notices(self.places, self.people, self.now)
        add_surveys(self.places, self.people, self.now)
        add_residents(self.places, self.people, self.now)
        add_tasks(self.places, self.people, self.now)
        self.photos += add_works(self.places, self.people, self.now)
        add_honours(self.places, self.people, self.now)
        add_volunteers(self.places, self.people, self.now)
        add_aid(self.places, self.people, self.now)
        add_care(self.people, self.now)
        add_edition(self.places, self.people, self.now)
        add_duties(self.places, self.people, self.now)
        add_mock(self.places, self.people, self.now)
        add_dossiers(self.places, self.people, self.now)
        self.photos += add_public(self.places, self.people, self.now)
        add_standings(self.places, self.people, self.now)
        add_returns(self.places, self.people, self.now)
        note_loaded(self.places.city, self.now)
        return Loaded(len(self.places.by_name), Entry.objects.count(), self.photos)

    def _with_photos(self, plan: list[Planned]) -> set[int]:
        """Return the latest clean-ups, those of 柳荫街道 first: where visitors look."""
        street = self.places["柳荫街道"].pk
        clean_ups = [one for one in plan if one.ledger == "cleanup"]
        clean_ups.sort(key=lambda one: (one.unit.parent_id != street, -one.day.toordinal()))
        return {id(one) for one in clean_ups[::3][:PHOTO_PAIRS]}

    def _photographed(self, one: Planned) -> list[int]:
        actor = self.people.recorder(one.unit)
        seed = f"{one.unit.pk} {one.day} {one.values['place']}"
        ids = []
        for content, said in zip(
            photos.before_and_after(seed, one.day), ("整治前", "整治后"), strict=True
        ):
            file = ContentFile(content, name=f"{one.day:%m%d}-{said}.jpg")
            caption = f"{one.values['place']}{said}"
            item = store(
                file, unit=one.unit, actor=actor, now=one.at, at_once=True, caption=caption
            )
            ids.append(item.pk)
            self.photos += 1
        return ids

    def _recorded(self, one: Planned, items: list[int]) -> Entry:
        return record_entry(
            one.ledger,
            unit=one.unit,
            values=one.values,
            period=one.period,
            actor=self.people.recorder(one.unit),
            now=one.at,
            key=uuid4(),
            partners=one.partners,
            evidence=items,
        )

    def _correct_up_to(self, at: datetime) -> None:
        while self.wrong and self.wrong[0].at <= at:
            self._corrected(self.wrong.pop(0))

    def _corrected(self, mistake: Mistake) -> None:
        """Correct an entry days later: a figure was told wrongly the first time."""
        one, field = mistake.told, mistake.field
        correct_entry(
            mistake.entry,
            values=one.values | {field: _put_right(one.values[field])},
            period=one.period,
            actor=self.people.recorder(one.unit),
            now=mistake.at,
            key=uuid4(),
            reason="核对现场记录后更正",
        )


def _mistake(entry: Entry, one: Planned, now: datetime) -> Mistake | None:
    field = next(
        (key for key in ("rubbish", "people", "given", "learners") if key in one.values), ""
    )
    at = one.at + timedelta(days=4)
    return Mistake(at, entry.pk, one, field) if field and at < now else None


def _put_right(text: str) -> str:
    """Return the figure as it was counted again: a tenth more, exact."""
    value, measured = re.fullmatch(r"(\d+)余?(\D+)", text).groups()  # type: ignore[union-attr]
    return f"{int(value) + max(1, int(value) // 10)}{measured}"
