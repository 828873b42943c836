"""Reading the room; the asking member comes first."""

from youju.volunteers.models import Certificate, Team, Volunteer
from youju.volunteers.queries.certificates import certificate_by_code, certificate_for
from youju.volunteers.queries.due import Waiting, waiting_at
from youju.volunteers.queries.lacking import units_expected, units_lacking
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
from youju.volunteers.queries.services import open_shifts, shift_near, shifts_soon, volunteer_known

__all__ = [
    "Certificate",
    "Team",
    "Volunteer",
    "Waiting",
    "applications_waiting",
    "associations_of",
    "at",
    "certificate_by_code",
    "certificate_for",
    "charter_of",
    "council_of",
    "found",
    "functions_lacking",
    "me",
    "meetings_of",
    "members_of",
    "my_record",
    "open_shifts",
    "record_for",
    "register_counts",
    "shift_near",
    "shifts_soon",
    "teams_of",
    "trainings_of",
    "units_expected",
    "units_lacking",
    "visible",
    "volunteer_known",
    "volunteers_of",
    "volunteers_offered",
    "waiting_at",
]  # fmt: skip
