"""Reading where units stand, judgements, targets and self-checks; the asking member first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, QuerySet

from youju.kernel.refusal import Missing
from youju.organisations.queries import (
    May,
    Membership,
    Unit,
    require,
    subtree_ids,
    units_visible_to,
)
from youju.standards.editions import spec_of
from youju.standards.models import Edition, Item, Judgement, Remedy, SelfCheck, Standing, Target
from youju.standards.proofs import Scope, Want, read_all, reading_of, trail_of
from youju.standards.rules.lines import Line
from youju.standards.rules.losses import Loss, losses, what_if
from youju.standards.rules.outcome import Gap, Outcome, Reading, State
from youju.standards.rules.standings import unpack
from youju.standards.rules.tree import Whole, whole
from youju.standards.spec import EditionSpec, ItemSpec, ProofKind


@dataclass(frozen=True, slots=True)
class Stood:
    """A standing, read: all that the score page needs, without asking the proofs again."""

    standing: Standing
    spec: EditionSpec
    outcomes: dict[str, Outcome]
    absent: dict[str, Decimal]
    whole: Whole

    @property
    def losses(self) -> list[Loss]:
        return losses(self.spec, self.outcomes, self.whole)

    def if_fixed(self, fixed: Iterable[tuple[str, int]]) -> Whole:
        """Return what the unit would get once these gaps are put right."""
        return what_if(
            self.spec,
            self.outcomes,
            self.absent,
            fixed=list(fixed),
            asked=self.outcomes.keys(),
            events=self.whole.barred,
        )


def standing_of(
    member: Membership, edition: Edition, unit: Unit, day: date | None = None
) -> Standing | None:
    """Return the newest standing of a unit by an edition (until a day), None before the first.

    Raises:
        Forbidden: If the member may not see the unit.
    """
    require(member, May.SEE, unit)
    rows = Standing.objects.filter(edition=edition, unit=unit)
    if day is not None:
        rows = rows.filter(day__lte=day)
    return rows.select_related("edition", "unit").order_by("-day", "-pk").first()


def stood_of(member: Membership, edition: Edition, unit: Unit) -> Stood | None:
    """Return the newest standing of a unit with its outcomes."""
    found = standing_of(member, edition, unit)
    return read_standing(found) if found is not None and found.results else None


def read_standing(standing: Standing) -> Stood:
    """Return a standing that the caller has found, with the outcome of each item."""
    spec = spec_of(standing.edition)
    outcomes = {code: unpack(row) for code, row in standing.results["o"].items()}
    absent = {code: Decimal(str(share)) for code, share in standing.results["a"].items()}
    events = standing.results.get("n", ())
    told = whole(spec, outcomes, absent, asked=outcomes.keys(), events=events)
    return Stood(standing, spec, outcomes, absent, told)


def trend_of(member: Membership, edition: Edition, unit: Unit, days: int = 90) -> list[Standing]:
    """Return the standings of a unit over the last days, oldest first, without their items."""
    require(member, May.SEE, unit)
    rows = Standing.objects.filter(edition=edition, unit=unit).defer("results")
    return list(reversed(rows.order_by("-day", "-pk")[:days]))


def standings_below(member: Membership, edition: Edition, unit: Unit) -> list[Standing]:
    """Return the newest standings of the units right below, without their items."""
    require(member, May.SEE, unit)
    rows = Standing.objects.filter(edition=edition, unit__parent=unit, unit__until=None)
    return list(_newest(edition, rows).defer("results"))


def standings_under(
    member: Membership, edition: Edition, unit: Unit, kinds: Iterable[str]
) -> list[Standing]:
    """Return the newest standings of the units of some kinds at and below a unit, with their items."""
    require(member, May.SEE, unit)
    rows = Standing.objects.filter(
        edition=edition, unit__in=subtree_ids(unit), unit__kind__in=list(kinds), unit__until=None
    )
    return list(_newest(edition, rows))


def _newest(edition: Edition, rows: QuerySet[Standing]) -> QuerySet[Standing]:
    day = Standing.objects.filter(edition=edition).aggregate(day=Max("day"))["day"]
    return rows.filter(day=day).select_related("unit").order_by("path")


@dataclass(frozen=True, slots=True)
class Proved:
    """One proof of an item at a unit, read now, with the page of the records behind it."""

    kind: ProofKind
    name: str
    reading: Reading
    trail: str
    subject: str


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """How an item stands at a unit: norm, target, actual and state kept apart."""

    item: ItemSpec
    state: State
    points: Decimal
    got: Decimal
    low: Decimal
    high: Decimal
    actual: str
    required: str
    level: str
    gaps: tuple[Gap, ...]
    readings: tuple[Proved, ...]
    judgement: Judgement | None
    target: Target | None


def item_standing(member: Membership, item: Item, unit: Unit) -> ItemStanding | None:
    """Return how an item stands at a unit, with what proves it read now; None where it is not asked of
    the unit, or nothing was worked out yet."""
    stood = stood_of(member, item.edition, unit)
    if stood is None or item.code not in stood.whole.lines:
        return None
    line = stood.whole.lines[item.code]
    asked = item_specs(stood.spec)[item.code]
    outcome = stood.outcomes.get(item.code)
    scope = Scope(unit.root_id, [unit], stood.standing.day, item.edition_id)
    return ItemStanding(
        item=asked,
        state=line.state,
        points=line.points,
        got=line.got,
        low=line.low,
        high=line.high,
        actual=outcome.actual if outcome else "",
        required=asked.required,
        level=outcome.level if outcome else "",
        gaps=outcome.gaps if outcome else (),
        readings=proved(asked, unit, scope),
        judgement=judgement_of(item, unit),
        target=_target_of(asked, unit, scope),
    )


def item_specs(spec: EditionSpec) -> dict[str, ItemSpec]:
    """Return the items of an edition by code."""
    return {item.code: item for item in spec.items}


def proved(item: ItemSpec, unit: Unit, scope: Scope) -> tuple[Proved, ...]:
    """Return what each proof of an item says at a unit now."""
    found = read_all([item], scope)
    return tuple(
        Proved(
            proof.kind,
            proof.name,
            reading_of(found, item.code, proof.name, unit.pk),
            trail_of(Want(item, proof), unit, scope),
            str(proof.given.get("measure") or proof.given.get("rate") or ""),
        )
        for proof in item.proofs
    )


def judgement_of(item: Item, unit: Unit) -> Judgement | None:
    """Return the latest judgement of an item at a unit that the caller has found."""
    rows = Judgement.objects.filter(item=item, unit=unit)
    return rows.order_by("-on", "-pk").first()


def _target_of(item: ItemSpec, unit: Unit, scope: Scope) -> Target | None:
    codes = [str(one.given.get("measure")) for one in item.proofs if one.kind is ProofKind.MEASURE]
    rows = Target.objects.filter(
        unit=unit, measure__in=codes, start__lte=scope.day, end__gte=scope.day
    )
    return rows.order_by("-start").first()


def targets_of(member: Membership, unit: Unit) -> QuerySet[Target]:
    """Return the targets of a unit and of those below it, newest period first."""
    require(member, May.SEE, unit)
    rows = Target.objects.filter(unit__in=subtree_ids(unit)).select_related("unit")
    return rows.order_by("-start", "unit__path", "measure")


def remedies_of(member: Membership, edition: Edition, unit: Unit) -> list[Remedy]:
    """Return what was made of the gaps of a unit and of those below it, newest first."""
    require(member, May.SEE, unit)
    rows = Remedy.objects.filter(edition=edition, unit__in=subtree_ids(unit))
    return list(rows.select_related("unit").order_by("-made_at", "-pk"))


def self_checks_of(member: Membership, unit: Unit) -> QuerySet[SelfCheck]:
    """Return the self-checks of a unit and of those below it, newest first."""
    require(member, May.SEE, unit)
    rows = SelfCheck.objects.filter(unit__in=subtree_ids(unit)).select_related("unit", "edition")
    return rows.order_by("-on", "-pk")


def self_check_for(member: Membership | None, check_id: int) -> SelfCheck:
    """Return one visible self-check. Raises Missing for any other."""
    rows = SelfCheck.objects.filter(unit__in=units_visible_to(member).values("id"), pk=check_id)
    found = rows.select_related("unit", "edition").first()
    if found is None:
        raise Missing("没有这次自查，或者不在您的查看范围内")
    return found


def last_check(member: Membership, edition: Edition, unit: Unit) -> SelfCheck | None:
    """Return the last finished self-check of a unit itself."""
    require(member, May.SEE, unit)
    rows = SelfCheck.objects.filter(edition=edition, unit=unit, finished_on__isnull=False)
    return rows.order_by("-finished_on", "-pk").first()


def open_check(member: Membership, edition: Edition, unit: Unit) -> SelfCheck | None:
    """Return the self-check of a unit that is under way."""
    require(member, May.SEE, unit)
    return SelfCheck.objects.filter(edition=edition, unit=unit, finished_on=None).first()


__all__ = [
    "ItemStanding", "Line", "Proved", "Stood", "item_specs", "item_standing", "judgement_of", "last_check",
    "open_check", "proved", "read_standing", "remedies_of", "self_check_for", "self_checks_of", "standing_of",
    "standings_below", "standings_under", "stood_of", "targets_of", "trend_of",
]  # fmt: skip
