"""Reading cases; the asking member first."""

from youju.cases.kind_tree import in_force as kinds_of
from youju.cases.models import (
    Case,
    CaseEvent,
    FacilityCount,
    HardCase,
    Kind,
    Raising,
    RouteRule,
    Structure,
    Talk,
)
from youju.cases.queries.beside import (
    facilities,
    hard_cases,
    photos_of,
    public_case,
    raised_by,
    raised_to,
    raisings_of,
    routes_under,
    signatures_on,
    structure_for,
    structures_under,
)
from youju.cases.queries.cases import (
    case_for,
    case_titles,
    cases_under,
    cases_visible_to,
    events_of,
    found_in,
    open_cases,
    overdue,
)
from youju.cases.queries.due import late_elsewhere, owed_now, reviews_due, slim
from youju.cases.queries.figures import Placed, Rates, ranking, rates, state_counts
from youju.cases.queries.look import acts_open_to, sees
from youju.cases.queries.many import unscoped_closed, unscoped_counts_of, unscoped_ended
from youju.cases.queries.near import Near, near_duplicates
from youju.cases.routing import Proposal, proposed

__all__ = [
    "Case",
    "CaseEvent",
    "FacilityCount",
    "HardCase",
    "Kind",
    "Near",
    "Placed",
    "Proposal",
    "Raising",
    "Rates",
    "RouteRule",
    "Structure",
    "Talk",
    "acts_open_to",
    "case_for",
    "case_titles",
    "cases_under",
    "cases_visible_to",
    "events_of",
    "facilities",
    "found_in",
    "hard_cases",
    "kinds_of",
    "late_elsewhere",
    "near_duplicates",
    "open_cases",
    "overdue",
    "owed_now",
    "photos_of",
    "proposed",
    "public_case",
    "raised_by",
    "raised_to",
    "raisings_of",
    "ranking",
    "rates",
    "reviews_due",
    "routes_under",
    "sees",
    "signatures_on",
    "slim",
    "state_counts",
    "structure_for",
    "structures_under",
    "unscoped_closed",
    "unscoped_counts_of",
    "unscoped_ended",
]  # fmt: skip
