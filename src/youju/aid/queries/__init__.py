"""Reading the room; the asking member comes first."""

from youju.aid.models import Drive
from youju.aid.queries.children import (
    ChildLine,
    child_counts,
    children_at,
    children_lines,
    contacts_late_at,
    due_in,
    file_of,
    may_see_children,
    stand_ins_of,
)
from youju.aid.queries.giving import (
    drives_of,
    grants_by_fund,
    grants_of,
    sum_of,
    with_gifts,
)
from youju.aid.queries.pairs import (
    Year,
    helpers_known,
    households_offered,
    pairings_of,
    sums_by_level,
    unpaid_at,
    unpaid_with,
    with_money,
    year_of,
)
from youju.aid.queries.public import PublicDrive, donor_name, public_drive, published_drives
from youju.aid.queries.seen import at, record_for, unit_of, visible
from youju.aid.queries.wishes import wish_counts, wishes_of

__all__ = [
    "ChildLine",
    "Drive",
    "PublicDrive",
    "Year",
    "at",
    "child_counts",
    "children_at",
    "children_lines",
    "contacts_late_at",
    "donor_name",
    "drives_of",
    "due_in",
    "file_of",
    "grants_by_fund",
    "grants_of",
    "helpers_known",
    "households_offered",
    "may_see_children",
    "pairings_of",
    "public_drive",
    "published_drives",
    "record_for",
    "stand_ins_of",
    "sum_of",
    "sums_by_level",
    "unit_of",
    "unpaid_at",
    "unpaid_with",
    "visible",
    "wish_counts",
    "wishes_of",
    "with_gifts",
    "with_money",
    "year_of",
]  # fmt: skip
