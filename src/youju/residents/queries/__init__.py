"""Reading the room; the asking member first."""

from youju.residents.kinds import keep_years, kind_of, kinds, purposes
from youju.residents.models import (
    Area,
    Building,
    Committee,
    Complaint,
    Consent,
    Door,
    Engagement,
    Firm,
    Household,
    HouseStep,
    Need,
    NeedNote,
    Resident,
    Roster,
    Stay,
    Tally,
    UnsafeHouse,
)
from youju.residents.queries.doubles import doubles_of
from youju.residents.queries.listing import (
    KindCount,
    aged,
    areas_of,
    committees_of,
    counts_at,
    house_titles,
    households_in,
    houses_of,
    kept_too_long,
    kind_for,
    living,
    members_of,
    need_counts,
    needs_about,
    needs_of,
    people_of,
    rented,
    reviews_due,
    rosters_of,
    tally_titles,
    terms_ending,
)
from youju.residents.queries.look_up import Answer, Found, look_up, mark_needs
from youju.residents.queries.scope import record_for, unit_of, visible, within

__all__ = [
    "Answer", "Area", "Building", "Committee", "Complaint", "Consent", "Door", "Engagement", "Firm", "Found",
    "HouseStep", "Household", "KindCount", "Need", "NeedNote", "Resident", "Roster", "Stay", "Tally", "UnsafeHouse",
    "aged", "areas_of", "committees_of", "counts_at", "doubles_of", "house_titles", "households_in", "houses_of",
    "keep_years", "kept_too_long", "kind_for", "kind_of", "kinds", "living", "look_up", "mark_needs", "members_of",
    "need_counts", "needs_about", "needs_of", "people_of", "purposes", "record_for", "rented", "reviews_due",
    "rosters_of", "tally_titles", "terms_ending", "unit_of", "visible", "within",
]  # fmt: skip
