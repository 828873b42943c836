"""The rates of units, for the index and for pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Sum

from youju.organisations.queries import Unit
from youju.organisations.queries.populations import populations
from youju.surveys.models import DayTally
from youju.surveys.rules.rates import Count, Rate, rate_of


def rates_by_unit(
    root_id: int,
    rate: str,
    unit_ids: Iterable[int],
    since: date,
    until: date,
    *,
    audience: str = "",
    survey_id: int = 0,
    weighted: bool = True,
) -> dict[int, Rate]:
    """Return the rate of each unit with all below it, from the sheets of these days.

    Areas count by their population where it is known for all that answered; a unit nobody answered
    for is left out. Four queries, however many units.

    Args:
        rate: A key of `rules.form.RATES`, or a question's own rate.
        audience: Only of this audience; "" for all.
    """
    wanted = set(unit_ids)
    rows = DayTally.objects.filter(root_id=root_id, rate=rate, day__range=(since, until))
    if audience:
        rows = rows.filter(audience=audience)
    if survey_id:
        rows = rows.filter(survey_id=survey_id)
    sums = rows.order_by().values_list("unit_id").annotate(n=Sum("n"), score=Sum("score"))
    own = {unit_id: Count(n, score) for unit_id, n, score in sums if n}
    people = populations(own, until) if weighted else None
    above: dict[int, dict[int, Count]] = defaultdict(dict)
    for unit in Unit.objects.filter(pk__in=own).only("pk", "path"):
        for ancestor in wanted.intersection(unit.ancestor_ids):
            above[ancestor][unit.pk] = own[unit.pk]
    found = {unit_id: rate_of(cells, people) for unit_id, cells in above.items()}
    return {unit_id: one for unit_id, one in found.items() if one is not None}
