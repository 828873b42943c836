"""Reading forms, calls and burden, for one who may see the unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from youju.kernel.periods import Period
from youju.kernel.refusal import Missing
from youju.organisations.queries import Membership, Unit, subtree_ids, units_visible_to
from youju.returns.models import Answer, Call, Cell, Reply, Return
from youju.returns.rules import Told, hours_saved, share

__all__ = [
    "Call", "Cell", "Reply", "Return", "burden", "call_for", "call_titles", "calls_of", "cells_of", "due_for",
    "form_for", "form_titles", "forms_under", "own_replies", "reply_for", "waiting_of",
]  # fmt: skip


def forms_under(member: Membership, unit: Unit) -> QuerySet[Return]:
    """Return the forms that the unit and those below it were to fill in."""
    rows = Return.objects.filter(unit__in=units_visible_to(member))
    return rows.filter(unit__in=subtree_ids(unit)).select_related("unit")


def form_for(member: Membership | None, form_id: int) -> Return:
    """Return one visible form. Raises Missing for any other."""
    rows = Return.objects.filter(unit__in=units_visible_to(member), pk=form_id)
    found = rows.select_related("unit", "made_by__person").first()
    if found is None:
        raise Missing("没有这份表，或者不在您的查看范围内")
    return found


def cells_of(form: Return) -> list[Cell]:
    """Return the cells of a visible form, in reading order."""
    return list(form.cells.select_related("org"))


def cell_for(form: Return, cell_id: int) -> Cell:
    """Return one cell of a visible form. Raises Missing for any other."""
    found = form.cells.select_related("org").filter(pk=cell_id).first()
    if found is None:
        raise Missing("没有这一格")
    return found


def calls_of(member: Membership, unit: Unit) -> QuerySet[Call]:
    """Return the calls that the unit or one below it made, and those it must answer."""
    seen = units_visible_to(member)
    below = subtree_ids(unit)
    mine = Q(unit__in=below, unit_id__in=seen.values("pk"))
    asked = Q(
        pk__in=Reply.objects.filter(unit__in=below, unit_id__in=seen.values("pk")).values("call")
    )
    rows = Call.objects.filter(mine | asked).select_related("unit")
    return rows.annotate(
        asked=Count("replies", distinct=True),
        answered=Count("replies", filter=Q(replies__answered_at__isnull=False), distinct=True),
    )


def call_for(member: Membership | None, call_id: int) -> Call:
    """Return one call that the member's units made or must answer. Raises Missing for any other."""
    seen = units_visible_to(member)
    asked = Reply.objects.filter(unit__in=seen).values("call")
    rows = Call.objects.filter(Q(unit__in=seen) | Q(pk__in=asked), pk=call_id)
    found = rows.select_related("unit", "made_by__person").first()
    if found is None:
        raise Missing("没有这次要数，或者不在您的查看范围内")
    return found


def replies_seen(member: Membership, call: Call) -> list[Reply]:
    """Return the replies of a call that the member may see: all for who asks, else one's own."""
    rows = call.replies.filter(unit__in=units_visible_to(member))
    return list(rows.select_related("unit", "answered_by__person").order_by("unit__path"))


def reply_for(member: Membership | None, call_id: int, reply_id: int) -> Reply:
    """Return one visible reply. Raises Missing for any other."""
    rows = Reply.objects.filter(unit__in=units_visible_to(member), pk=reply_id, call=call_id)
    found = rows.select_related("unit", "call__unit", "answered_by__person").first()
    if found is None:
        raise Missing("没有这次要数，或者不在您的查看范围内")
    return found


def own_replies(member: Membership, unit: Unit) -> QuerySet[Reply]:
    """Return what a visible unit itself answers, or has still to answer."""
    rows = Reply.objects.filter(unit=unit, unit__in=units_visible_to(member))
    return rows.select_related("call", "unit")


def waiting_of(member: Membership, unit: Unit) -> int:
    """Return how many calls that are open a visible unit has still to answer."""
    return own_replies(member, unit).filter(answered_at=None, call__state=Call.State.OPEN).count()


def answers_of(replies: Iterable[Reply]) -> dict[tuple[int, int], Answer]:
    """Return the answers by (reply id, item id)."""
    rows = Answer.objects.filter(reply__in=[one.pk for one in replies])
    return {(one.reply_id, one.item_id): one for one in rows}


def due_for(member: Membership, until: date) -> tuple[list[Return], list[Reply]]:
    """Return what the member's own unit must fill in or answer by a day."""
    forms = Return.objects.filter(unit=member.unit, state=Return.State.OPEN, due_on__lte=until)
    replies = Reply.objects.filter(
        unit=member.unit, answered_at=None, call__state=Call.State.OPEN, call__due_on__lte=until
    )
    rows = replies.select_related("call__unit", "unit").order_by("call__due_on", "pk")[:50]
    return list(forms.select_related("unit").order_by("due_on", "pk")[:50]), list(rows)


@dataclass(frozen=True, slots=True)
class Burden:
    """What one asker cost: how often, how many figures, and how many of them came by themselves."""

    asker: str
    calls: int
    cells: int
    auto: int

    @property
    def share(self) -> int | None:
        return share(self.auto, self.cells)

    @property
    def hours(self) -> Decimal:
        return hours_saved(self.auto)


def burden(member: Membership, unit: Unit, period: Period) -> list[Burden]:
    """Return the burden of the unit and those below it by asker, the heaviest first."""
    start, end = period.bounds
    rows = forms_under(member, unit).exclude(state=Return.State.DROPPED)
    rows = rows.filter(made_at__date__gte=start, made_at__date__lte=end)
    told = rows.values_list("asker").annotate(n=Count("pk"), all=Sum("wanted"), auto=Sum("got"))
    found = [Burden(asker, n, wanted or 0, got or 0) for asker, n, wanted, got in told.order_by()]
    answers = Answer.objects.filter(
        reply__unit__in=units_visible_to(member).filter(pk__in=subtree_ids(unit).values("pk")),
        reply__call__made_at__date__gte=start, reply__call__made_at__date__lte=end,
    )  # fmt: skip
    asked = (
        answers.annotate(name=F("reply__call__unit__name"))
        .values_list("name")
        .annotate(
            n=Count("reply", distinct=True),
            all=Count("pk"),
            auto=Count("pk", filter=Q(how=Told.HELD)),
        )
    )
    found += [Burden(name, n, cells, auto) for name, n, cells, auto in asked.order_by()]
    return sorted(_merged(found), key=lambda one: (-one.cells, one.asker))


def _merged(found: Iterable[Burden]) -> list[Burden]:
    by_asker: dict[str, Burden] = {}
    for one in found:
        held = by_asker.get(one.asker, Burden(one.asker, 0, 0, 0))
        by_asker[one.asker] = Burden(
            one.asker, held.calls + one.calls, held.cells + one.cells, held.auto + one.auto
        )
    return list(by_asker.values())


def form_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these forms."""
    return {str(one.pk): str(one) for one in Return.objects.filter(pk__in=list(ids))}


def call_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these calls."""
    return {str(one.pk): str(one) for one in Call.objects.filter(pk__in=list(ids))}
