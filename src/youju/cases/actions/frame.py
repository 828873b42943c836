"""The frame of every act on a case: lock, replay key, rules, rows, facts, audit, messages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from youju.audit.actions import Act as Entry
from youju.audit.actions import act
from youju.cases import rules, tallies
from youju.cases.measures import CASE_KIND, drafts_of, source_of
from youju.cases.models import Case, CaseEvent
from youju.cases.queries.look import look_at, sees
from youju.cases.rules import Act
from youju.facts import actions as facts
from youju.facts.actions import Draft
from youju.kernel.refusal import Forbidden, Missing
from youju.organisations.actions import Actor
from youju.organisations.queries import Membership, Unit


@dataclass
class Work:
    """An act on a case under way."""

    case: Case
    actor: Actor
    now: datetime
    replayed: bool
    done_at: datetime
    _counts: tallies.Counts = field(default_factory=lambda: tallies.Counts())
    _drafts: list[Draft] = field(default_factory=list)
    _changed: set[str] = field(default_factory=set)
    _events: list[CaseEvent] = field(default_factory=list)
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def owner(self) -> Unit:
        """The responsible unit of a case that has been dispatched."""
        return cast(Unit, self.case.owner_unit)

    @property
    def due(self) -> datetime:
        """The deadline of a case that has been dispatched."""
        return cast(datetime, self.case.due_at)

    @property
    def name(self) -> str:
        """Number and title, as messages call the case."""
        return f"{self.case.number} {self.case.title}"

    def remember(self) -> None:
        """Keep what the case counts now, to know afterwards what the act changed."""
        self._counts, self._drafts = tallies.counts_of(self.case), drafts_of(self.case)

    def set(self, **values: Any) -> None:
        """Change columns of the case; they are saved when the act ends."""
        for name, value in values.items():
            setattr(self.case, name, value)
        self._changed.update(values)

    def move(self, what: Act, note: str = "", why: str = "", **detail: Any) -> None:
        """Go where the table of moves leads, and write the line of the trail."""
        before = self.case.at
        self.set(state=rules.check_move(before, what).value)
        self.tell(what, note, why, before=before, **detail)

    def tell(
        self,
        what: Act,
        note: str = "",
        why: str = "",
        before: rules.State | None = None,
        **detail: Any,
    ) -> None:
        """Write a line of the trail."""
        self._events.append(
            event_of(self.case, what, self.actor, self.now, note, why, before, self.done_at, detail)
        )

    def finish(self) -> None:
        """Write the rows, then what changed of the facts and the tallies."""
        if self._changed:
            self.case.save(update_fields=sorted(self._changed))
        CaseEvent.objects.bulk_create(self._events)
        drafts = drafts_of(self.case)
        if drafts != self._drafts:
            facts.replace(source_of(self.case), drafts, now=self.now)
        tallies.append(self._counts, tallies.counts_of(self.case))


def event_of(
    case: Case,
    what: Act,
    actor: Actor,
    now: datetime,
    note: str = "",
    why: str = "",
    before: rules.State | None = None,
    done_at: datetime | None = None,
    detail: dict[str, Any] | None = None,
) -> CaseEvent:
    """Return a line of the trail; not saved."""
    return CaseEvent(
        case=case,
        act=what.value,
        before=before.value if before else "",
        after=case.state,
        at=done_at or now,
        received_at=now,
        member=actor if isinstance(actor, Membership) else None,
        label=actor.label,
        unit=actor.unit if isinstance(actor, Membership) else None,
        note=note,
        why=why[:200],
        detail=detail or {},
    )


def locked(case_id: int) -> Case:
    """Return the case, locked. Raises Missing."""
    rows = Case.objects.select_for_update(of=("self",)).filter(pk=case_id)
    found = rows.select_related("unit", "owner_unit", "kind").first()
    if found is None:
        raise Missing("没有这个问题，或者不在您的查看范围内")
    return found


@contextmanager
def on_case(
    what: Act,
    case_id: int,
    *,
    actor: Actor,
    now: datetime,
    key: UUID | None,
    done_at: datetime | None = None,
) -> Iterator[Work]:
    """Frame an act on a case. Inside, the caller checks what it was told and calls `Work.move`.

    Where `replayed` is true it must do nothing. The product itself may do what the rules let any
    actor do in the case's state.
    """
    with act(f"cases.{what.value}", actor=actor, now=now, key=key) as doing:
        case = locked(case_id)
        if isinstance(actor, Membership) and not sees(actor, case):
            raise Missing("没有这个问题，或者不在您的查看范围内")
        allow_system(actor, case)
        work = Work(case, actor, now, doing.replayed, done_at or now)
        if not doing.replayed:
            if isinstance(actor, Membership) and what in rules.WHO:
                rules.check_act(what, look_at(actor, case))
            work.remember()
        yield work
        if not doing.replayed:
            work.finish()
            _say(doing, work)


def allow_system(actor: Actor, case: Case) -> None:
    """Refuse the product's own act in another root."""
    if not isinstance(actor, Membership) and actor.root_id not in (0, case.root_id):
        raise Forbidden("不在这套组织里")


def _say(doing: Entry, work: Work) -> None:
    case = work.case
    doing.on(CASE_KIND, case.pk, number=case.number, state=case.state, **work.detail)
