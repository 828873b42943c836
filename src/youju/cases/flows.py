"""The cases behind a figure of the rates: what was counted, in a period, of a kind or source."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from youju.cases.models import Case
from youju.kernel.periods import Period

# What offices report, in the order of their form; the columns of `rules.rates.FLOWS`.
LABELS = {
    "reported": _("上报"),
    "filed": _("立案"),
    "refused": _("不予立案"),
    "dispatched": _("派遣"),
    "due": _("应结案"),
    "settled": _("应结案已结"),
    "closed": _("结案"),
    "on_time": _("按时结案"),
    "reworked": _("返工"),
}
MOMENTS = {
    "reported": "done_at", "filed": "filed_at", "refused": "refused_at", "dispatched": "dispatched_at",
    "closed": "closed_at", "reworked": "reworked_at",
}  # fmt: skip
DAYS = {
    "due": Q(),
    "settled": Q(closed_at__isnull=False),
    "on_time": Q(closed_at__isnull=False, on_time=True),
}


def behind(rows: QuerySet[Case], what: str, period: Period) -> QuerySet[Case]:
    """Return the cases that make a figure, as `measures.course_of` counts them."""
    first, last = period.bounds
    only = {"split_from": None} if what == "reported" else {"merged_into": None}
    rows = rows.filter(**only)
    if what in DAYS:
        return rows.filter(DAYS[what], counted_on__range=(first, last))
    name = MOMENTS[what]
    return rows.filter(
        **{f"{name}__gte": _midnight(first), f"{name}__lt": _midnight(last + timedelta(days=1))}
    )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())
