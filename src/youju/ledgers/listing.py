"""The list of a ledger: filters, rows and the totals of what is filtered. Reads only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Count, Q, QuerySet, Sum
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.facts.queries import Fact, Figure, figures
from youju.facts.rules import Adds
from youju.facts.rules import Sum as Total
from youju.facts.rules import figure as figure_of
from youju.kernel import words
from youju.kernel.periods import Period
from youju.kernel.quantity import Quantity
from youju.ledgers import dues
from youju.ledgers.facts_made import ENTRY_KIND
from youju.ledgers.models import Entry
from youju.ledgers.queries import entries_in
from youju.ledgers.spec import Counted, Field, Kind, Ledger
from youju.ledgers.values import bare, cell_text
from youju.organisations.queries import Membership, Unit

COUNT_TO = 10_000
MARKS = ("late", "photos", "import")
OPEN, SOON, OVERDUE = "open", "soon", "overdue"  # by the limit, whatever the period
GOES_ON = "goes_on"  # more steps to come, whatever the period


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to: choices by field key, a mark, and words."""

    choices: dict[str, str] = field(default_factory=dict)
    mark: str = ""
    words: str = ""
    today: date = field(default_factory=timezone.localdate)

    @classmethod
    def of(cls, ledger: Ledger, query: QueryDict) -> Filters:
        """Read the address; what the ledger does not know is left out."""
        chosen = {
            one.key: query.get(f"f_{one.key}", "")
            for one in ledger.fields
            if one.kind is Kind.CHOICE and query.get(f"f_{one.key}", "") in one.choices
        }
        mark = query.get("mark", "")
        known = MARKS if ledger.due is None else (*MARKS, OPEN, SOON, OVERDUE)
        known = (*known, GOES_ON) if ledger.steps else known
        return cls(chosen, mark if mark in known else "", query.get("q", "").strip()[:50])

    @property
    def timeless(self) -> bool:
        """Whether entries of all times are asked for: what is still to be done does not end with
        the period it was recorded in."""
        return self.mark in (OPEN, SOON, OVERDUE, GOES_ON)

    @property
    def any(self) -> bool:
        return bool(self.choices or self.mark or self.words)

    def narrow(self, rows: QuerySet[Entry], ledger: Ledger) -> QuerySet[Entry]:
        """Return the entries that pass."""
        for key, value in self.choices.items():
            rows = rows.filter(**{f"values__{key}": value})
        if self.words:
            found = Q(title__icontains=self.words)
            for one in ledger.fields:
                if one.kind in (Kind.PLACE, Kind.TEXT):
                    found |= Q(**{f"values__{one.key}__icontains": self.words})
            rows = rows.filter(found)
        if self.mark == "late":
            rows = rows.filter(Q(late=True) | Q(corrected__gt=0))
        elif self.mark == "photos":
            rows = rows.filter(evidence_count=0)
        elif self.mark == "import":
            rows = rows.filter(source__in=[Entry.Source.IMPORT, Entry.Source.PASTE])
        elif self.mark == GOES_ON:
            rows = going_on(rows, ledger)
        elif self.timeless:
            rows = rows.filter(due_mark(ledger, self.today)[self.mark])
        return rows

    def query(self, **changed: str) -> str:
        """Return the address part of these filters with some changed; an empty value takes off."""
        pairs = {f"f_{key}": value for key, value in self.choices.items()}
        pairs |= {"mark": self.mark, "q": self.words} | changed
        return urlencode({key: value for key, value in pairs.items() if value})


def going_on(rows: QuerySet[Entry], ledger: Ledger) -> QuerySet[Entry]:
    """Return the entries that have more steps to come, whenever they began."""
    if ledger.steps is None:
        return rows.none()
    state = f"values__{ledger.steps.state}"
    wanted = Q(**{f"{state}__in": list(ledger.steps.open)}) | Q(**{f"{state}__isnull": True})
    return rows.filter(wanted)


def due_mark(ledger: Ledger, today: date) -> dict[str, Q]:
    """Return what an entry is like that is still to be done, falls due soon, or is overdue."""
    undone = Q(due_on__isnull=False, done_on=None)
    soon = today + timedelta(ledger.due.soon if ledger.due else 0)
    return {
        OPEN: undone,
        SOON: undone & Q(due_on__range=(today, soon)),
        OVERDUE: undone & Q(due_on__lt=today),
    }


def listed(
    member: Membership, ledger: Ledger, unit: Unit, period: Period, filters: Filters
) -> QuerySet[Entry]:
    """Return the entries the filters pass, in the period unless what they ask for has none."""
    during = None if filters.timeless else period
    return filters.narrow(entries_in(member, ledger, unit, during), ledger)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the list."""

    text: str
    label: str
    number: bool = False
    pill: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as the list shows it; `due` is its state where the ledger has a limit."""

    entry: Entry
    cells: list[Cell]
    due: Cell | None = None


def due_cell(entry: Entry, ledger: Ledger, today: date) -> Cell | None:
    """Return how an entry stands to its limit; None in a ledger that has none."""
    if ledger.due is None:
        return None
    now = entry.standing(ledger, today)
    if now is None or entry.due_on is None:
        return Cell("", _("状态"))
    return Cell(dues.told(now, entry.due_on, today), _("状态"), pill=now.pill)


def rows_of(entries: list[Entry], fields: tuple[Field, ...], ledger: Ledger) -> list[Row]:
    today = timezone.localdate()
    columns = [(one, one.heading, one.is_number) for one in fields]
    return [
        Row(
            entry,
            [
                Cell(cell_text(one, entry.values.get(one.key)), heading, is_number)
                for one, heading, is_number in columns
            ],
            due_cell(entry, ledger, today),
        )
        for entry in entries
    ]


def list_columns(ledger: Ledger) -> tuple[Field, ...]:
    """Return the columns of the list without what the title says already."""
    return tuple(one for one in ledger.listed() if f"{{{one.key}}}" != ledger.title)


def mark_counts(rows: QuerySet[Entry], ledger: Ledger) -> dict[str, int]:
    """Return how many entries there are by mark ("" for all, and all photos as `shown`), counting no further than
    COUNT_TO + 1: a city's million entries must not be counted for a chip."""
    counted = rows.select_related(None).order_by()[: COUNT_TO + 1]
    late = Q(late=True) | Q(corrected__gt=0)
    found = counted.aggregate(
        all=Count("pk"),
        late=Count("pk", filter=late),
        photos=Count("pk", filter=Q(evidence_count=0)),
        shown=Sum("evidence_count"),
    )
    counts = {"": found["all"], "late": found["late"], "shown": found["shown"] or 0}
    return counts | ({"photos": found["photos"]} if ledger.photos else {})


def due_counts(rows: QuerySet[Entry], ledger: Ledger, today: date) -> dict[str, int]:
    """Return how many entries of all times are still to be done, fall due soon, are overdue."""
    if ledger.due is None:
        return {}
    undone = rows.filter(due_on__isnull=False, done_on=None).select_related(None).order_by()
    marks = due_mark(ledger, today)
    found = undone[: COUNT_TO + 1].aggregate(
        **{mark: Count("pk", filter=q) for mark, q in marks.items()}
    )
    return {mark: found[mark] for mark in marks}


def step_counts(rows: QuerySet[Entry], ledger: Ledger) -> dict[str, int]:
    """Return how many entries of all times have more steps to come."""
    if ledger.steps is None:
        return {}
    return {GOES_ON: going_on(rows, ledger).order_by()[: COUNT_TO + 1].count()}


def count_text(count: int) -> str:
    return (_("%(count_to)s余") % {"count_to": COUNT_TO}) if count > COUNT_TO else str(count)


@dataclass(frozen=True, slots=True)
class Foot:
    """A total at the foot: its measure's code, the number, and the other units' totals."""

    label: str
    number: bool
    code: str = ""
    measure: str = ""
    text: str = ""
    more: str = ""


def totals(
    member: Membership, ledger: Ledger, unit: Unit, period: Period, filters: Filters
) -> dict[str, Figure]:
    """Return the figures of what is listed, by measure code: kept totals for the whole list,
    sums over single facts for a filtered one."""
    codes = [ledger.measure_code(one.key) for one in ledger.measures]
    if not filters.any:
        return figures(member, unit, period, codes)
    return filtered_figures(listed(member, ledger, unit, period, filters), ledger)


def filtered_figures(rows: QuerySet[Entry], ledger: Ledger) -> dict[str, Figure]:
    """Return figures over the facts of some entries; a joint action counts once.

    Of a thing that stands only the value it has now is counted.
    """
    ids = rows.order_by().annotate(told=Cast("pk", CharField())).values("told")
    facts = Fact.objects.filter(source_kind=ENTRY_KIND, source_id__in=ids)
    facts = facts.exclude(measure__adds=Adds.RATE)
    found: dict[str, Total] = {}
    measures = {}
    plain = facts.select_related("measure").only(
        "value", "upper", "qualifier", "per", "share_key", "series", "measure"
    )
    seen: set[tuple[str, str]] = set()
    for fact in plain.iterator(chunk_size=2000):
        code = fact.measure.code
        once = fact.share_key or (fact.series if fact.measure.adds == Adds.DISTINCT else "")
        if once and (code, once) in seen:
            continue
        seen.add((code, once))
        measures[code] = fact.measure
        found.setdefault(code, Total()).add(fact.quantity)
    return {
        code: Figure(
            measures[code],
            figure_of(one, measures[code].unit),
            one.n,
            one.over + one.about + one.under,
            one.unknown,
        )
        for code, one in found.items()
    }


def foot_of(ledger: Ledger, found: dict[str, Figure], fields: tuple[Field, ...]) -> list[Foot]:
    """Return one cell of totals for each column."""
    return [_foot(ledger, found, one) for one in fields]


def _foot(ledger: Ledger, found: dict[str, Figure], one: Field) -> Foot:
    if not one.is_number:
        return Foot(one.heading, False)
    plain = [m for m in ledger.measures_of(one.key) if not m.where and m.adds != Adds.DISTINCT]
    told = [(m, _quantity(ledger, found, m)) for m in plain]
    known = [(m, q) for m, q in told if q is not None]
    if not known:
        return Foot(one.heading, True)
    first, quantity = next(((m, q) for m, q in known if m.unit == one.unit), known[0])
    text = bare(quantity) if first.unit == one.unit else quantity.text()
    more = words.listed(q.text() for m, q in known if m is not first)
    return Foot(one.heading, True, ledger.measure_code(first.key), first.key, text, more)


def _quantity(ledger: Ledger, found: dict[str, Figure], one: Counted) -> Quantity | None:
    figure = found.get(ledger.measure_code(one.key))
    return figure.quantity if figure else None


def remarks(ledger: Ledger, found: dict[str, Figure], fields: tuple[Field, ...]) -> str:
    """Return what a reader of the totals should know: 其中 2 条垃圾量为约数."""
    said = []
    for one in fields:
        inexact = sum(
            found[code].inexact
            for m in ledger.measures_of(one.key)
            if (code := ledger.measure_code(m.key)) in found and not m.where
        )
        if inexact and one.is_number:
            said.append(
                _("%(n)s 条%(label)s为约数") % {"n": inexact, "label": words.said(one.label)}
            )
    return _("其中 ") + words.listed(said) if said else ""


def entry_total(ledger: Ledger, found: dict[str, Figure], listed: int) -> str:
    """Return the head of the foot: 合计 26 次, from the measure of the entries where there is one."""
    for one in ledger.measures_of("entry"):
        figure = found.get(ledger.measure_code(one.key))
        if not one.where and figure and figure.quantity:
            return _("合计 %(count)s") % {"count": _spaced(figure.quantity)}
    return _("合计 %(n)s %(word)s") % {
        "n": count_text(listed),
        "word": words.said(ledger.measure_word),
    }


def _spaced(quantity: Quantity) -> str:
    value = quantity.value if quantity.value is not None else Decimal(0)
    return f"{value.normalize():f} {quantity.unit}"


def choice_menus(ledger: Ledger, filters: Filters, kept: str) -> list[dict[str, Any]]:
    """Return a menu for each field with choices: 组织：全部."""
    found = []
    for one in ledger.fields:
        if one.kind is not Kind.CHOICE:
            continue
        now = filters.choices.get(one.key, "")
        options = [
            {
                "text": text or _("全部"),
                "url": f"?{kept}&{filters.query(**{f'f_{one.key}': text})}",
                "current": text == now,
            }
            for text in ("", *one.choices)
        ]
        found.append(
            {"label": one.label, "now": now or _("全部"), "set": bool(now), "options": options}
        )
    return found[:3]


def chips(
    ledger: Ledger, filters: Filters, kept: str, counts: dict[str, int]
) -> list[dict[str, Any]]:
    """Return the filter chips with their counts: 全部, 补录和更正, 缺照片."""
    labels = {
        "": _("全部"),
        GOES_ON: _("办理中"),
        OPEN: _("未完成"),
        SOON: _("将到期"),
        OVERDUE: _("已超期"),
        "late": _("补录和更正"),
        "photos": _("缺照片"),
    }
    return [
        {
            "text": labels[mark],
            "count": count_text(counts[mark]),
            "url": f"?{kept}&{filters.query(mark=mark)}",
            "current": filters.mark == mark,
        }
        for mark in labels
        if mark in counts
    ]
