"""Reading the room; the asking member comes first."""

from youju.volunteers.models import Team, Volunteer
from youju.volunteers.queries.people import (
    applications_waiting,
    associations_of,
    charter_of,
    council_of,
    found,
    functions_lacking,
    me,
    meetings_of,
    members_of,
    my_record,
    register_counts,
    teams_of,
    trainings_of,
    volunteers_of,
)
from youju.volunteers.queries.seen import (
    at,
    record_for,
    visible,
    volunteers_offered,
)

__all__ = [
    "Team", "Volunteer", "applications_waiting", "associations_of", "at", "charter_of", "council_of", "found",
    "functions_lacking", "me", "meetings_of", "members_of", "my_record", "record_for", "register_counts", "teams_of",
    "trainings_of", "visible", "volunteers_of", "volunteers_offered",
]  # fmt: skip
