"""Evidence: papers and photos linked to the item, and entries with photos of the ledgers that support it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from youju.evidence.queries import unscoped_paper_counts
from youju.ledgers.queries import ledgers_supporting, unscoped_entry_counts
from youju.organisations.queries import Unit
from youju.standards.models import Item
from youju.standards.proofs.scope import Found, Scope, Want, number, texts
from youju.standards.registry import handed_in
from youju.standards.rules.outcome import Gap, Reading

# Items of evidence linked to an index item at a unit: the source id is that of the item.
ITEM_KIND = "standards.item"
HUNDRED = Decimal(100)
PHOTO = "photo"


def read(wants: Sequence[Want], scope: Scope) -> Found:
    """Return how much of what is asked for was handed in, in percent; nothing handed in is nothing.

    One record may prove many items. Within an item that asks for several papers under different
    names, the pieces there are fill one name after the other.
    """
    pieces = _pieces(wants, scope)
    by_item: dict[str, list[Want]] = {}
    for want in wants:
        by_item.setdefault(want.item.code, []).append(want)
    found: Found = {}
    for code, some in by_item.items():
        for want, readings in zip(
            some, _shared_out(some, pieces.get(code, {}), scope), strict=True
        ):
            found[want.key] = readings
    return found


Pieces = dict[int, tuple[int, int]]  # unit id -> photos, others


def _pieces(wants: Sequence[Want], scope: Scope) -> dict[str, Pieces]:
    """Return what each unit and those below it handed in, by item."""
    names = {code: one.item for one in wants for code in (one.item.code, *one.item.aliases)}
    found: dict[str, dict[int, list[int]]] = {}
    paths = dict(Unit.objects.filter(root_id=scope.root_id).values_list("pk", "path"))

    def add(code: str, unit_id: int, n: int, *, photo: bool) -> None:
        item = names.get(code)
        if item is None or not n or unit_id not in paths:
            return
        units = found.setdefault(item.code, {})
        for above in scope.above(paths[unit_id]):
            units.setdefault(above, [0, 0])[0 if photo else 1] += n

    supporting = ledgers_supporting(scope.root_id)
    asked = {ledger for code in names for ledger in supporting.get(code, ())}
    entries = unscoped_entry_counts(scope.root_id, asked, scope.since, scope.day)
    by_ledger: dict[str, list[tuple[int, int]]] = {}
    for (unit_id, ledger), (_n, shown) in entries.items():
        by_ledger.setdefault(ledger, []).append((unit_id, shown))
    for code in names:
        for ledger in supporting.get(code, ()):
            for unit_id, shown in by_ledger.get(ledger, ()):
                add(code, unit_id, shown, photo=True)
    linked = unscoped_paper_counts(scope.root_id, ITEM_KIND, scope.since, scope.day)
    codes = {
        str(pk): code
        for pk, code in Item.objects.filter(edition=scope.edition_id).values_list("pk", "code")
    }
    for (unit_id, item_id, kind), n in linked.items():
        add(codes.get(item_id, ""), unit_id, n, photo=kind == PHOTO)
    for (unit_id, code), n in handed_in(
        scope.root_id, scope.edition_id, scope.since, scope.day
    ).items():
        add(code, unit_id, n, photo=False)
    return {code: {u: (a, b) for u, (a, b) in units.items()} for code, units in found.items()}


def _shared_out(wants: Sequence[Want], pieces: Pieces, scope: Scope) -> list[dict[int, Reading]]:
    """Return the readings of each want of one item."""
    memo: dict[tuple[int, int], list[Reading]] = {}
    found: list[dict[int, Reading]] = [{} for _want in wants]
    for unit in scope.units:
        have = pieces.get(unit.pk, (0, 0))
        if have not in memo:
            memo[have] = _readings(wants, *have)
        for place, reading in enumerate(memo[have]):
            found[place][unit.pk] = reading
    return found


def _readings(wants: Sequence[Want], photos: int, others: int) -> list[Reading]:
    left = {True: photos, False: others}
    made = []
    for want in wants:
        asked = max(number(want.proof.given, "at_least", 1), 1)
        kinds = texts(want.proof.given, "kinds")
        usable = [photo for photo in (False, True) if not kinds or (PHOTO in kinds) is photo]
        have = sum(left[one] for one in usable)
        need = asked
        for one in usable:
            taken = min(left[one], need)
            left[one] -= taken
            need -= taken
        made.append(_reading(asked, min(have, asked)))
    return made


def _reading(asked: int, have: int) -> Reading:
    value = round(HUNDRED * have / asked, 2)
    missing = asked - have
    gaps = (
        (Gap(_("缺佐证 %s 份") % missing, Decimal(missing) / asked, "evidence"),) if missing else ()
    )
    told = _("要 %(asked)s 份，有 %(have)s 份") % {"asked": asked, "have": have}
    return Reading(value, known=have, needed=asked, told=told, gaps=gaps)
