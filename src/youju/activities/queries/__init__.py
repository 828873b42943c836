"""Reading activities; the asking member first."""

from youju.activities.models import Activity, Norm, NotesCheck, Series, SignUp
from youju.activities.queries.calendar import (
    Month,
    activities_between,
    marks_missing,
    marks_of,
    month_of,
    week_ahead,
)
from youju.activities.queries.public import (
    public_activities,
    public_activity,
    seats_left,
    signup_by_digest,
)
from youju.activities.queries.seen import (
    activities_in,
    activities_visible_to,
    activity_for,
    activity_titles,
    kind_counts,
    partners_near,
    photos_of,
    series_for,
    series_of,
    series_parts,
    to_report,
)
from youju.activities.queries.standing import (
    Standing,
    norm_for,
    norms_due,
    standings,
)

__all__ = [
    "Activity", "Month", "Norm", "NotesCheck", "Series", "SignUp", "Standing", "activities_between", "activities_in",
    "activities_visible_to", "activity_for", "activity_titles", "kind_counts", "marks_missing", "marks_of", "month_of",
    "norm_for", "norms_due", "partners_near", "photos_of", "public_activities", "public_activity", "seats_left",
    "series_for", "series_of", "series_parts", "signup_by_digest", "standings", "to_report", "week_ahead",
]  # fmt: skip
