"""What the pages of a report show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from youju.audit.queries import trail_of
from youju.documents import queries, rules
from youju.documents.actions import KIND
from youju.documents.corrections import Found, all_faults_of, grouped, marked
from youju.documents.lists import ReportPhoto, as_photo
from youju.documents.models import FrozenEntry, Report
from youju.documents.render import Filled, Number, Section, filled
from youju.evidence.queries import items_of_many
from youju.facts.queries import Fact, facts_behind, kind_named
from youju.kernel.quantity import Quantity, number_text
from youju.organisations.queries import May, Membership, Unit

SHOWN = 20
PHOTOS = 6


def report_context(member: Membership, report: Report, show: str) -> dict[str, Any]:
    """Return what the paper page needs: the filled text, counts of numbers, what may be done."""
    today = timezone.localdate()
    text = filled(report, today)
    told = [] if report.issued else all_faults_of(report, text, today)
    found = [one for one in told if one.aside is None]
    changed = queries.changed_numbers(report) if report.issued else set()
    numbers = list(text.numbers())
    typed = [n for n in numbers if n.typed]
    state = rules.State(report.state)
    own = report.author.person_id == member.person_id
    writes = queries.may_write_report(member, report)
    return {
        "report": report,
        "text": marked(text, found),
        "faults": grouped(found),
        "aside": [one for one in told if one.aside],
        "copied": [] if report.issued else queries.copied_in(member, report),
        "grave": sum(one.fault.grave for one in found),
        "found": len(found),
        "changed": changed,
        "show": show,
        "events": trail_of(member.root_id, KIND, report.pk)[:20],
        "gaps": list(
            dict.fromkeys(b.left_out for s in text.sections for b in s.blocks if b.left_out)
        ),
        "outline": outline(text, found, changed),
        "counts": {
            "all": len(numbers),
            "sourced": len(numbers) - len(typed),
            "typed": len(typed),
            "changed": len(changed),
        },
        "may_edit": state is rules.State.DRAFT and writes,
        "may_review": state is rules.State.REVIEW and member.may_at(May.REVIEW, report.unit),
        "may_issue": state is rules.State.REVIEW
        and member.may_at(May.ISSUE, report.unit)
        and not own,
        "may_correct": report.issued and writes,
        "may_take_back": state is rules.State.DROPPED and writes,
    }


@dataclass(frozen=True, slots=True)
class Part:
    """A section as the outline lists it.

    Attributes:
        at: Its place, to lead there.
        numbers: How many figures of records stand in it.
        left_out: Nothing of it stands in the report, for want of records.
    """

    at: int
    section: Section
    numbers: int
    typed: int
    faults: int
    changed: int

    @property
    def left_out(self) -> bool:
        return self.section.empty


def outline(text: Filled, found: Iterable[Found], changed: set[int]) -> list[Part]:
    """Return the sections with how much of each stands on records, and what is open in it."""
    faults = Counter(one.section for one in found)
    parts = []
    for at, section in enumerate(text.sections):
        numbers = list(section.numbers())
        typed = sum(n.typed for n in numbers)
        moved = sum(n.position in changed for n in numbers)
        parts.append(Part(at, section, len(numbers) - typed, typed, faults[at], moved))
    return parts


@dataclass(frozen=True, slots=True)
class Row:
    """One entry behind a number, as the panel lists it."""

    day: date | None
    title: str
    url: str
    unit: str
    value: str
    change: str = ""


def number_context(member: Membership, report: Report, number: Number) -> dict[str, Any]:
    """Return what the trail of one number shows: entries now, or as issued with what changed."""
    context: dict[str, Any] = {"report": report, "number": number, "typed": number.typed}
    if number.typed or number.measure is None:
        return context
    if report.issued:
        return context | _frozen(member, report, number)
    facts = facts_behind(member, report.unit, report.period, number.measure.code)
    shown = list(facts[:SHOWN])
    context["rows"] = _rows(shown)
    context["more"] = max(facts.count() - SHOWN, 0)
    context["figure"] = number.figure
    context["photos"] = _photos(member, {(f.source_kind, f.source_id): f.end for f in shown})
    context["quoted"] = queries.quoted_elsewhere(report, number.measure.code)
    return context


def _photos(member: Membership, days: Mapping[tuple[str, str], date | None]) -> list[ReportPhoto]:
    """Return photos of the entries behind a number, of each the first pair: 06-27 整改前."""
    found: list[ReportPhoto] = []
    for kind in {kind for kind, _id in days}:
        ids = [source_id for one, source_id in days if one == kind]
        for source_id, links in items_of_many(member, kind, ids).items():
            pictures = [link for link in links if link.item.is_photo][:2]
            day = days[(kind, source_id)]
            told = f"{day:%m-%d} " if day else ""
            found.extend(
                replace(as_photo(link.item), caption=f"{told}{link.get_role_display()}")
                for link in pictures
            )
    return found[:PHOTOS]


def _rows(facts: Sequence[Fact]) -> list[Row]:
    titles = _titles((f.source_kind, f.source_id) for f in facts)
    return [
        Row(
            f.end,
            titles.get((f.source_kind, f.source_id), f.source_id),
            kind_named(f.source_kind).url(f.source_id),
            f.unit.short_name,
            f.quantity.text(),
        )
        for f in facts
    ]


def _titles(sources: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    by_kind: dict[str, set[str]] = {}
    for kind, source_id in sources:
        by_kind.setdefault(kind, set()).add(source_id)
    found = {}
    for kind, ids in by_kind.items():
        for source_id, title in kind_named(kind).titles(ids).items():
            found[(kind, source_id)] = title
    return found


def _frozen(member: Membership, report: Report, number: Number) -> dict[str, Any]:
    row = report.numbers.get(position=number.position)
    behind = row.entries.count()
    entries = list(row.entries.order_by("-end")[:SHOWN])
    changes = queries.changes_since_issue(row)
    sources = [(e.source_kind, e.source_id) for e in entries]
    sources += [(c.source_kind, c.source_id) for c in changes]
    titles = _titles(sources)
    ids = {e.unit_id for e in entries} | {c.before.unit_id for c in changes if c.before}
    units = {u.pk: u.short_name for u in Unit.objects.filter(pk__in=ids)}
    return {
        "frozen": row,
        "behind": behind,
        "rows": [_frozen_row(e, row.unit_of_measure, titles, units) for e in entries],
        "more": max(behind - SHOWN, 0),
        "changes": [_change_row(c, row.unit_of_measure, titles, units) for c in changes],
        "now": _today(report, number),
        "photos": _photos(member, {(e.source_kind, e.source_id): e.end for e in entries}),
        "quoted": queries.quoted_elsewhere(report, row.measure_code),
    }


def _today(report: Report, number: Number) -> Quantity | None:
    if number.measure is None:
        return None
    figure = queries.figure_now(report, number.measure.code)
    return figure.quantity if figure else None


def _told(value: object, qualifier: str, unit: str) -> str:
    return Quantity(value, unit, qualifier).text()  # type: ignore[arg-type]


def _frozen_row(
    entry: FrozenEntry, unit: str, titles: dict[tuple[str, str], str], units: dict[int, str]
) -> Row:
    key = (entry.source_kind, entry.source_id)
    return Row(
        entry.end,
        titles.get(key, entry.source_id),
        kind_named(entry.source_kind).url(entry.source_id),
        units.get(entry.unit_id, ""),
        _told(entry.value, entry.qualifier, unit),
    )


def _change_row(
    change: queries.Change, unit: str, titles: dict[tuple[str, str], str], units: dict[int, str]
) -> Row:
    key = (change.source_kind, change.source_id)
    before, after = change.before, change.after
    was = number_text(before.value) if before and before.value is not None else "—"
    told = after.quantity.text() if after else was
    at = after.end if after else (before.end if before else None)
    where = after.unit.short_name if after else units.get(before.unit_id, "") if before else ""
    url = kind_named(change.source_kind).url(change.source_id)
    text = f"{was} 改 {told}" if change.kind == "corrected" else told
    return Row(at, titles.get(key, change.source_id), url, where, text, change.kind)
