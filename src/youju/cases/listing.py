"""The list of cases: filters, chips with counts, rows. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.cases.models import Case, Kind
from youju.cases.models.case import HAS_ENDED
from youju.cases.queries import cases_under, open_cases
from youju.cases.rules import OPEN, Source, State
from youju.kernel.periods import Period
from youju.organisations.queries import Membership, Unit

COUNT_TO = 10_000
OPEN_WORD, ALL_WORD = "open", "all"
SOON = timedelta(hours=24)
STATES = (
    State.REPORTED, State.FILED, State.DISPATCHED, State.DISPUTED, State.RECTIFIED, State.CLOSED, State.REFUSED,
)  # fmt: skip
MARKS = {
    "late": gettext_lazy("逾期"),
    "soon": gettext_lazy("一日内到期"),
    "mine": gettext_lazy("本单位承办"),
    "hard": gettext_lazy("挂账"),
    "raised": gettext_lazy("上报求助"),
    "asked": gettext_lazy("申请延期"),
    "reworked": gettext_lazy("返工"),
    "joint": gettext_lazy("联合"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to. Everything is in the address, so that a link keeps it."""

    state: str = OPEN_WORD
    mark: str = ""
    source: str = ""
    kind: str = ""
    words: str = ""
    codes: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, query: QueryDict, kinds: Iterable[Kind]) -> Filters:
        """Read the address; words it does not know are left out."""
        state, mark, source = (query.get(name, "") for name in ("state", "mark", "source"))
        wanted = query.get("kind", "")
        codes = tuple(one.code for one in kinds if wanted and wanted in (one.code, one.parent_code))
        return cls(
            state if state in {ALL_WORD, *State} else OPEN_WORD,
            mark if mark in MARKS else "",
            source if source in set(Source) else "",
            wanted if codes else "",
            query.get("q", "").replace("\0", "").strip()[:50],
            codes,
        )

    @property
    def any(self) -> bool:
        return self != Filters()

    @property
    def ended(self) -> bool:
        """Return whether ended cases can be in the list: then it is of the chosen period."""
        return self.state in {ALL_WORD, State.CLOSED, State.REFUSED}

    def narrow(self, rows: QuerySet[Case], who: Membership, now: datetime) -> QuerySet[Case]:
        """Return the cases that pass."""
        if self.state == OPEN_WORD:
            rows = rows.exclude(HAS_ENDED)
        elif self.state != ALL_WORD:
            rows = rows.filter(state=self.state)
        if self.mark:
            rows = rows.filter(marked(self.mark, who, now))
        if self.source:
            rows = rows.filter(source=self.source)
        if self.codes:
            rows = rows.filter(kind__code__in=self.codes)
        if self.words:
            found = Q(title__icontains=self.words) | Q(place__icontains=self.words)
            rows = rows.filter(found | Q(number__icontains=self.words))
        return rows

    def pairs(self) -> list[tuple[str, str]]:
        """Return what is set, as the address says it."""
        state = "" if self.state == OPEN_WORD else self.state
        found = {"state": state, "mark": self.mark, "source": self.source, "kind": self.kind}
        return [(name, value) for name, value in (found | {"q": self.words}).items() if value]

    def query(self, **changed: str) -> str:
        """Return the address part of these filters with some changed; an empty value takes off."""
        pairs = dict(self.pairs()) | changed
        return urlencode({name: value for name, value in pairs.items() if value})


def cases_for(filters: Filters, who: Membership, unit: Unit) -> QuerySet[Case]:
    """Return the visible cases under a unit among which the filters choose."""
    return cases_under(who, unit) if filters.ended else open_cases(who, unit)


def late_at(now: datetime) -> Q:
    """Return the cases the responsible unit is late with; none whose clock stands."""
    return Q(state=State.DISPATCHED, paused_since=None, due_at__lt=now)


def marked(mark: str, who: Membership, now: datetime) -> Q:
    """Return what a mark of the list stands for."""
    match mark:
        case "late":
            return late_at(now)
        case "soon":
            running = Q(state=State.DISPATCHED, paused_since=None)
            return running & Q(due_at__gte=now, due_at__lt=now + SOON)
        case "mine":
            return Q(owner_path__startswith=who.unit.path)
        case "hard":
            return Q(hard=True)
        case "raised":
            return Q(raised=True)
        case "asked":
            return Q(extension_asked=True)
        case "reworked":
            return Q(reworks__gt=0)
        case _:
            return Q(joint=True)


def of_period(rows: QuerySet[Case], filters: Filters, period: Period) -> QuerySet[Case]:
    """Return open cases of any day, but ended ones only of the period."""
    if not filters.ended or not period.known:
        return rows
    first, last = period.bounds
    zone = timezone.get_current_timezone()
    begin = datetime(first.year, first.month, first.day, tzinfo=zone)
    end = datetime(last.year, last.month, last.day, tzinfo=zone) + timedelta(days=1)
    return rows.filter(received_at__gte=begin, received_at__lt=end)


def mark_counts(rows: QuerySet[Case], who: Membership, now: datetime) -> dict[str, int]:
    """Return how many of these open cases there are (`all`, `placed` on the map), by state and mark,
    counting no further than COUNT_TO."""
    counted = rows.select_related(None).order_by()[: COUNT_TO + 1]
    states = {state.value: Count("pk", filter=Q(state=state)) for state in STATES if state in OPEN}
    marks = {mark: Count("pk", filter=marked(mark, who, now)) for mark in MARKS}
    return counted.aggregate(all=Count("pk"), placed=Count("lat"), **states, **marks)


def count_text(count: int) -> str:
    return (_("%(count_to)s余") % {"count_to": COUNT_TO}) if count > COUNT_TO else str(count)


def state_chips(filters: Filters, kept: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Return the chips of states: open ones with their counts, ended ones without."""
    labels: list[tuple[str, str]] = [(OPEN_WORD, _("未结"))]
    labels += [(state.value, str(Case.State(state).label)) for state in STATES]
    labels.append((ALL_WORD, _("全部")))
    numbers = counts | {OPEN_WORD: counts["all"]}
    return [
        {
            "text": label,
            "count": count_text(numbers[word]) if word in numbers and word != ALL_WORD else "",
            "url": f"?{kept}&{filters.query(state='' if word == OPEN_WORD else word)}",
            "current": filters.state == word,
        }
        for word, label in labels
    ]


def mark_chips(filters: Filters, kept: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Return the chips of marks that some open case has, and the one that is set."""
    return [
        {
            "text": str(label),
            "count": count_text(counts[mark]) if filters.state == OPEN_WORD else "",
            "url": f"?{kept}&{filters.query(mark='' if filters.mark == mark else mark)}",
            "current": filters.mark == mark,
            "remove": filters.mark == mark,
        }
        for mark, label in MARKS.items()
        if counts[mark] or filters.mark == mark
    ]


def menus(filters: Filters, kept: str, kinds: Sequence[Kind]) -> list[dict[str, Any]]:
    """Return the menus of sources and of kinds: 来源：全部."""
    sources = [(value, str(label)) for value, label in Case._meta.get_field("source").choices or []]
    classes = [(one.code, one.name) for one in kinds if not one.parent_code]
    return [
        _menu(_("来源"), "source", filters.source, sources, filters, kept),
        _menu(
            _("类别"), "kind", filters.kind, _with_chosen(classes, filters, kinds), filters, kept
        ),
    ]


def _with_chosen(
    classes: list[tuple[str, str]], filters: Filters, kinds: Sequence[Kind]
) -> list[tuple[str, str]]:
    known = {code for code, _name in classes}
    chosen = [(one.code, one.name) for one in kinds if one.code == filters.kind]
    return classes + [one for one in chosen if one[0] not in known]


def _menu(
    label: str, name: str, now: str, pairs: list[tuple[str, str]], filters: Filters, kept: str
) -> dict[str, Any]:
    options = [
        {"text": text, "url": f"?{kept}&{filters.query(**{name: value})}", "current": value == now}
        for value, text in [("", _("全部")), *pairs]
    ]
    shown = next((text for value, text in pairs if value == now), _("全部"))
    return {"label": label, "now": shown, "set": bool(now), "options": options}


@dataclass(frozen=True, slots=True)
class Row:
    """One case as the list shows it."""

    case: Case
    pill: str
    due: datetime | None
    due_mark: str
    marks: list[dict[str, str]]


def rows_of(cases: Iterable[Case], now: datetime) -> list[Row]:
    return [_row(case, now) for case in cases]


def _row(case: Case, now: datetime) -> Row:
    late = case.overdue(now)
    soon = not late and case.at is State.DISPATCHED and case.due_at is not None
    soon = (
        soon and case.paused_since is None and case.due_at is not None and case.due_at < now + SOON
    )
    due = case.due_at if case.open else case.closed_at
    return Row(
        case,
        pill_of(case, now),
        due,
        "late" if late else "due" if soon else "",
        marks_of(case, now),
    )


def pill_of(case: Case, now: datetime) -> str:
    """Return the colour of the state: late, due, ok (closed by a verification) or none."""
    if case.overdue(now):
        return "late"
    if case.at in (State.REPORTED, State.FILED, State.DISPUTED):
        return "due"
    return "ok" if case.at is State.CLOSED else ""


def marks_of(case: Case, now: datetime) -> list[dict[str, str]]:
    """Return the small labels beside a title: what stands beside the line."""
    found = []
    if case.overdue(now):
        found.append((_("逾期"), "late"))
    if case.hard:
        found.append((_("挂账"), "due"))
    if case.raised:
        found.append((_("上报求助"), "due"))
    if case.extension_asked:
        found.append((_("申请延期"), "due"))
    if case.reworks:
        found.append((_("返工 %(n)s 次") % {"n": case.reworks}, ""))
    if case.joint:
        found.append((_("联合"), ""))
    if case.late:
        found.append((_("补报"), ""))
    return [{"text": text, "kind": kind} for text, kind in found]


def wide(unit: Unit) -> bool:
    """Return whether the list is of several units, so that a column must name them."""
    return unit.parent_id is None or unit.children.exists()
