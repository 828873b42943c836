"""The index: every ledger with how many entries the period has. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Q

from youju.kernel.periods import Period
from youju.ledgers.models import Entry, LedgerVersion
from youju.ledgers.queries import ledgers_for, ledgers_in_use, put_aside
from youju.ledgers.spec import MODULES, RHYTHMS
from youju.organisations.queries import Membership, Unit, subtree_ids


@dataclass(frozen=True, slots=True)
class Line:
    """One ledger in the index."""

    version: LedgerVersion
    rhythm: str
    about: str
    count: int
    latest: object
    measure_word: str


def index_groups(
    member: Membership, unit: Unit, period: Period, words: str
) -> list[tuple[str, list[Line]]]:
    """Return the ledgers by module in the modules' order."""
    versions = [one for one in ledgers_in_use(member) if _found(one, words)]
    counts = _counts(unit, period)
    lines: dict[str, list[Line]] = {}
    for version in versions:
        spec = version.ledger
        count, latest = counts.get(version.code, (0, None))
        rhythm = RHYTHMS.get(spec.rhythm, "")
        line = Line(version, rhythm, spec.about, count, latest, spec.measure_word)
        lines.setdefault(version.module, []).append(line)
    return [(module, lines[module]) for module in MODULES if module in lines]


@dataclass(frozen=True, slots=True)
class Kept:
    """One ledger in the catalogue, with all its entries in the member's units."""

    version: LedgerVersion
    fields: int
    measures: int
    mechanisms: str
    count: int
    aside: bool


def catalogue_groups(member: Membership, words: str, module: str) -> list[tuple[str, list[Kept]]]:
    """Return the ledgers in force by module, of one module where it is named."""
    versions = ledgers_for(member).select_related("unit")
    rows = Entry.objects.filter(root_id=member.root_id, state=Entry.State.LIVE)
    if member.unit.parent_id is not None:
        rows = rows.filter(unit__in=subtree_ids(member.unit))
    told = rows.order_by().values_list("ledger_code").annotate(n=Count("pk"))
    counts, aside = dict(told), set(put_aside(member.root_id))
    found: dict[str, list[Kept]] = {}
    for one in versions:
        if not _found(one, words) or (module in MODULES and one.module != module):
            continue
        spec = one.spec
        mechanisms = "、".join(spec.get("mechanisms", []))
        sizes = len(spec["fields"]), len(spec["measures"])
        line = Kept(one, *sizes, mechanisms, counts.get(one.code, 0), one.code in aside)
        found.setdefault(one.module, []).append(line)
    return [(name, found[name]) for name in MODULES if name in found]


def _found(version: LedgerVersion, words: str) -> bool:
    plain = words.lower().replace(" ", "")
    if not plain:
        return True
    spec = version.spec
    texts = [version.label, version.module, *spec.get("mechanisms", [])]
    texts += [one["name"] for one in spec["measures"]]
    return plain in version.pinyin or any(plain in text.lower() for text in texts)


def _counts(unit: Unit, period: Period) -> dict[str, tuple[int, object]]:
    start, end = period.bounds
    rows = Entry.objects.filter(root_id=unit.root_id, state=Entry.State.LIVE)
    if unit.parent_id is not None:
        rows = rows.filter(unit__in=subtree_ids(unit))
    told = Q(start__gte=start, end__lte=end)
    found = rows.values("ledger_code").annotate(n=Count("pk", filter=told), last=Max("received_at"))
    return {row["ledger_code"]: (row["n"], row["last"]) for row in found.order_by()}
