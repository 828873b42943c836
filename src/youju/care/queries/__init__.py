"""Reading the room; the asking member first."""

from youju.care.queries.aid import (
    aid_of,
    funds_for,
    funds_of,
    notices_at,
    paid_to,
    reviews_due,
    steps_of,
    to_decide,
)
from youju.care.queries.benefits import benefits_for, due_in, gifts_in
from youju.care.queries.scope import record_for, unit_of, visible
from youju.care.queries.services import calls_of, elders_at, plan_of, providers, services_at
from youju.care.queries.visits import (
    needs_by_home,
    rounds_at,
    rounds_for,
    seen_in,
    unseen,
    visits_at,
    visits_to,
)

__all__ = [
    "aid_of",
    "benefits_for",
    "calls_of",
    "due_in",
    "elders_at",
    "funds_for",
    "funds_of",
    "gifts_in",
    "needs_by_home",
    "notices_at",
    "paid_to",
    "plan_of",
    "providers",
    "record_for",
    "reviews_due",
    "rounds_at",
    "rounds_for",
    "seen_in",
    "services_at",
    "steps_of",
    "to_decide",
    "unit_of",
    "unseen",
    "visible",
    "visits_at",
    "visits_to",
]
