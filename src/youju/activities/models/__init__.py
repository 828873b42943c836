"""Tables of activities."""

from youju.activities.models.activities import Activity, Attendee, NotesCheck, ProgrammeItem
from youju.activities.models.norms import Norm
from youju.activities.models.series import Series, SeriesPart
from youju.activities.models.signups import SignUp

__all__ = [
    "Activity",
    "Attendee",
    "Norm",
    "NotesCheck",
    "ProgrammeItem",
    "Series",
    "SeriesPart",
    "SignUp",
]
