"""Reading cases; the asking member first."""

from youju.cases.kind_tree import in_force as kinds_of
from youju.cases.models import Case, CaseEvent, Kind
from youju.cases.queries.cases import (
    case_for,
    case_titles,
    cases_under,
    cases_visible_to,
    events_of,
    open_cases,
    overdue,
)
from youju.cases.queries.look import acts_open_to, sees

__all__ = [
    "Case", "CaseEvent", "Kind", "acts_open_to", "case_for", "case_titles", "cases_under", "cases_visible_to", "events_of",
    "kinds_of", "open_cases", "overdue", "sees",
]  # fmt: skip
