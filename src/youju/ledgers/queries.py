"""Reading ledgers and entries, for one who may see the unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from youju.facts.actions import Draft
from youju.kernel.periods import Period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ledgers.facts_made import drafts_of
from youju.ledgers.models import (
    Entry,
    Guarded,
    ImportBatch,
    LedgerVersion,
    PutAside,
    Rating,
)
from youju.ledgers.spec import Ledger
from youju.organisations.queries import (
    May,
    Membership,
    Unit,
    require,
    subtree,
    subtree_ids,
    units_visible_to,
)
from youju.ui.prepared import Prepared

__all__ = [
    "Entry",
    "ImportBatch",
    "Ledger",
    "LedgerVersion",
    "all_drafts",
    "entries_due",
    "entries_for_residents",
    "entries_in",
    "entries_visible_to",
    "entry_at",
    "entry_for_residents",
    "entry_ids",
    "entry_titles",
    "ledger_at",
    "ledgers_for",
    "ledgers_in_use",
    "ledgers_supporting",
    "shipped_in_use",
    "signed_ledgers",
    "unit_named",
    "unscoped_entry_counts",
]  # fmt: skip


def ledgers_for(member: Membership | None) -> QuerySet[LedgerVersion]:
    """Return the ledgers in force where the member stands, by module and name."""
    if member is None or not member.may(May.SEE):
        return LedgerVersion.objects.none()
    held = Q(unit=None) | Q(unit__in=member.unit.ancestor_ids)
    held |= Q(unit__in=subtree_ids(member.unit))
    return LedgerVersion.objects.filter(held, current=True).order_by("module", "pinyin")


def ledgers_in_use(member: Membership | None) -> QuerySet[LedgerVersion]:
    """Return the ledgers that are offered where the member stands: those the tree has not put aside."""
    if member is None:
        return LedgerVersion.objects.none()
    return ledgers_for(member).exclude(code__in=put_aside(member.root_id))


def signed_ledgers(member: Membership) -> list[Ledger]:
    """Return the ledgers that the member's unit keeps and that somebody signs on the spot; those
    with personal data are kept at a desk only."""
    if not member.may(May.RECORD):
        return []
    rows = ledgers_in_use(member).filter(spec__has_key="signed").exclude(spec__signed="")
    held = [version.ledger for version in rows]
    return [
        one
        for one in held
        if one.signed and not one.guarded and (not one.kept_by or member.unit.kind in one.kept_by)
    ]


def put_aside(root_id: int) -> QuerySet[PutAside, str]:
    """Return the codes of the ledgers of the product that a tree does not use."""
    return PutAside.objects.filter(root_id=root_id).values_list("code", flat=True)


def ledger_to_record(member: Membership | None, code: str) -> LedgerVersion:
    """Return the ledger for a new entry. Raises Missing, and Refused where it is not used."""
    found = ledgers_in_use(member).filter(code=code).first()
    if found is None:
        label = ledger_at(member, code).label
        raise Refused(
            _("本地没有选用“%(label)s”，不能新记；要用请最上级创建办在台账目录里选上")
            % {"label": label}
        )
    return found


def choosing_root(member: Membership | None) -> Unit:
    """Return the tree whose ledgers the member chooses: only the office at its top does."""
    member = require(member, May.CONFIGURE)
    if member.unit_id != member.root_id:
        raise Forbidden("选用台账由最上级的创建办办理，请联系上级创建办")
    return member.unit


def shipped_in_use(root: Unit) -> tuple[list[LedgerVersion], set[str]]:
    """Return the ledgers of the product, and the codes of those that the tree has put aside."""
    shipped = LedgerVersion.objects.filter(unit=None, current=True).order_by("module", "pinyin")
    return list(shipped), set(put_aside(root.pk))


def ledger_at(member: Membership | None, code: str) -> LedgerVersion:
    """Return the ledger in force by its code. Raises Missing."""
    found = ledgers_for(member).filter(code=code).first()
    if found is None:
        raise Missing("没有这个台账，或者不在您的查看范围内")
    return found


def free_code(code: str) -> str:
    """Return a code like this one that no ledger has yet: cleanup_2."""
    stem = code[:26]
    taken = set(LedgerVersion.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(made for n in range(2, 1000) if (made := f"{stem}_{n}") not in taken)


def versions_of(member: Membership | None, code: str) -> list[LedgerVersion]:
    """Return every version of a ledger the member finds, the newest first. Raises Missing."""
    now = ledger_at(member, code)
    return list(LedgerVersion.objects.filter(code=now.code).order_by("-number"))


def version_at(member: Membership | None, code: str, number: int | None) -> LedgerVersion:
    """Return one version of a ledger, the one in force for None. Raises Missing."""
    now = ledger_at(member, code)
    found = (
        now if number is None else LedgerVersion.objects.filter(code=code, number=number).first()
    )
    if found is None:
        raise Missing("没有这一版")
    return found


def entries_visible_to(member: Membership | None) -> QuerySet[Entry]:
    """Return the entries of the member's subtree, and those that units of it held with others."""
    units = units_visible_to(member).values("id")
    joint = Entry.partners.through.objects.filter(unit__in=units).values("entry")
    return Entry.objects.filter(Q(unit__in=units) | Q(pk__in=joint)).select_related("unit")


def entry_at(member: Membership | None, entry_id: int) -> Entry:
    """Return one visible entry, also a withdrawn one. Raises Missing."""
    found = entries_visible_to(member).select_related("version", "batch").filter(pk=entry_id)
    entry = found.first()
    if entry is None:
        raise Missing("没有这条记录，或者不在您的查看范围内")
    return entry


def ratings_of(entry: Entry) -> QuerySet[Rating]:
    """Return what residents said of an entry the caller has found, the newest first."""
    return entry.rating_rows.order_by("-id")


def entries_for_residents(place: Unit) -> QuerySet[Entry]:
    """Return what units of a place let residents see and rate. Anybody may ask."""
    rows = Entry.objects.filter(
        unit__in=subtree_ids(place), public_on__isnull=False, state=Entry.State.LIVE
    )
    return rows.select_related("unit", "version")


def entry_for_residents(place: Unit, entry_id: int) -> Entry:
    """Return one entry residents of a place may see. Raises Missing."""
    found = entries_for_residents(place).filter(pk=entry_id).first()
    if found is None:
        raise Missing("没有这件事，或者没有公开")
    return found


def guarded_value(entry: Entry, key: str) -> Guarded:
    """Return one personal value of an entry the caller has found. Raises Missing."""
    found = entry.guarded.filter(key=key).first()
    if found is None:
        raise Missing("这一项没有内容")
    return found


def entries_due(member: Membership, until: date) -> list[Entry]:
    """Return what the member's own unit still has to do by a day, the nearest first, at most 100."""
    return _prepared_due(member.unit_id, until)


def _due(unit_id: int, until: date) -> QuerySet[Entry]:
    rows = Entry.objects.filter(unit=unit_id, state=Entry.State.LIVE, done_on=None)
    rows = rows.filter(due_on__lte=until).select_related("unit", "version")
    return rows.order_by("due_on", "pk")[:100]


_prepared_due = Prepared(_due, 987_654_321, date(1971, 2, 3))


def entries_in(
    member: Membership | None, ledger: Ledger, unit: Unit, period: Period | None
) -> QuerySet[Entry]:
    """Return the live entries of a ledger for a unit with all below it: those wholly within the
    period (for things that stand: those there at its end), or all when the period is None."""
    require(member, May.SEE, unit)
    rows = Entry.objects.filter(
        root_id=unit.root_id, ledger_code=ledger.code, state=Entry.State.LIVE
    )
    if unit.parent_id is not None:
        rows = rows.filter(_held_below(unit, ledger))
    if period is None:
        return rows.select_related("unit")
    start, end = period.bounds
    if ledger.asset:
        standing = Q(until=None) | Q(until__gt=end)
        return rows.filter(standing, end__lte=end).select_related("unit")
    return rows.filter(start__gte=start, end__lte=end).select_related("unit")


def _held_below(unit: Unit, ledger: Ledger) -> Q:
    own = Q(unit__in=subtree_ids(unit))
    if not ledger.joint:
        return own
    joint = Entry.partners.through.objects.filter(unit__in=subtree_ids(unit))
    ids = list(joint.values_list("entry_id", flat=True)[:2000])
    return own | Q(pk__in=ids) if ids else own


def entry_ids(code: str) -> list[int]:
    """Return the ids of a ledger's live entries with files, newest 5,000: for work of the product."""
    rows = Entry.objects.filter(ledger_code=code, state=Entry.State.LIVE, evidence_count__gt=0)
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:5000])


def unit_named(root_id: int, text: str) -> tuple[int, str] | None:
    """Return id and name of the one unit of the tree with this name, short name or code."""
    match = Q(name=text) | Q(short_name=text) | Q(code=text)
    found = list(Unit.objects.filter(match, root_id=root_id, until=None)[:2])
    return (found[0].pk, found[0].name) if len(found) == 1 else None


def all_drafts() -> Iterator[tuple[str, Iterable[Draft]]]:
    """Yield every live entry with the facts it makes, for `youju facts verify`."""
    rows = Entry.objects.filter(state=Entry.State.LIVE).select_related("unit", "version")
    for entry in rows.prefetch_related("partners").order_by("pk").iterator(chunk_size=2000):
        yield str(entry.pk), drafts_of(entry, entry.version.ledger, list(entry.partners.all()))


def entry_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return {id: what was done} for the trail of a number."""
    wanted = [int(one) for one in ids]
    rows = Entry.objects.filter(pk__in=wanted).values_list("pk", "title")
    return {str(pk): title for pk, title in rows}


def last_entry(member: Membership, code: str) -> Entry | None:
    """Return the entry the member recorded last in a ledger, to copy from."""
    rows = Entry.objects.filter(
        root_id=member.root_id, unit=member.unit, ledger_code=code, state=Entry.State.LIVE
    )
    return rows.filter(made_by=member.person_id).order_by("-pk").first()


def recording_units(member: Membership, unit: Unit, most: int = 300) -> list[Unit]:
    """Return the units an entry may be recorded for: the chosen one first, then all below."""
    below = subtree(unit) if member.unit.covers(unit) else subtree(member.unit)
    return list(below.filter(until=None).order_by("path")[:most])


def partner_units(unit: Unit, most: int = 60) -> list[Unit]:
    """Return the units that could have held an action with this one: above, beside and below it."""
    near = Q(pk__in=unit.ancestor_ids[1:]) | Q(parent=unit)
    if unit.parent_id is not None:
        near |= Q(parent_id=unit.parent_id)
    rows = Unit.objects.filter(near, root_id=unit.root_id, until=None).exclude(pk=unit.pk)
    return list(rows.order_by("path")[:most])


def batch_at(member: Membership | None, batch_id: int) -> ImportBatch:
    """Return one import of the member's units. Raises Missing."""
    rows = ImportBatch.objects.filter(unit__in=units_visible_to(member).values("id"))
    batch = rows.select_related("unit", "version").filter(pk=batch_id).first()
    if batch is None:
        raise Missing("没有这次导入，或者不在您的查看范围内")
    return batch


def batches_of(member: Membership | None) -> QuerySet[ImportBatch]:
    """Return the imports of the member's units, newest first."""
    rows = ImportBatch.objects.filter(unit__in=units_visible_to(member).values("id"))
    return rows.select_related("unit", "version").order_by("-made_at", "-pk")


def ledgers_supporting(root_id: int) -> dict[str, list[str]]:
    """Return the codes of the ledgers in force in a tree that are evidence for an index item, by the
    item's code as the ledger names it."""
    held = Q(unit=None) | Q(unit__root_id=root_id)
    found: dict[str, list[str]] = {}
    for code, supports in LedgerVersion.objects.filter(held, current=True).values_list(
        "code", "spec__supports"
    ):
        for item in supports or ():
            found.setdefault(item, []).append(code)
    return found


def unscoped_entry_counts(
    root_id: int, codes: Iterable[str], since: date, until: date
) -> dict[tuple[int, str], tuple[int, int]]:
    """Return how many live entries of these days each unit itself has in each ledger, and how many of
    them with photos or papers; by (unit id, ledger code), without asking who looks."""
    rows = Entry.objects.filter(
        root_id=root_id,
        ledger_code__in=list(codes),
        state=Entry.State.LIVE,
        end__range=(since, until),
    )
    told: Any = (
        rows.order_by()
        .values_list("unit_id", "ledger_code")
        .annotate(n=Count("pk"), shown=Count("pk", filter=Q(evidence_count__gt=0)))
    )
    return {(unit_id, code): (n, shown) for unit_id, code, n, shown in told}
