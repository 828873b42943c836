"""Reading the room; also the door through which other rooms take its types."""

from youju.organisations.fields import ProtectedField, Sealed
from youju.organisations.models import Membership, Person, Unit, UnitEvent
from youju.organisations.queries.asking import Asking, MemberRequest, asking
from youju.organisations.queries.security import (
    has_second_factor,
    needs_second_factor,
    recovery_codes_left,
)
from youju.organisations.queries.tree import (
    find_people,
    find_units,
    history_of,
    members_at,
    memberships_of,
    office_of,
    people_visible_to,
    person_for,
    posts_at,
    posts_of,
    require,
    subtree,
    subtree_ids,
    unit_at,
    unit_for,
    unit_options,
    unit_or_own,
    units_listed_to,
    units_visible_to,
)
from youju.organisations.rules import May

__all__ = [
    "Asking",
    "May",
    "MemberRequest",
    "Membership",
    "Person",
    "ProtectedField",
    "Sealed",
    "Unit",
    "UnitEvent",
    "asking",
    "find_people",
    "find_units",
    "has_second_factor",
    "history_of",
    "members_at",
    "memberships_of",
    "needs_second_factor",
    "office_of",
    "people_visible_to",
    "person_for",
    "posts_at",
    "posts_of",
    "recovery_codes_left",
    "require",
    "subtree",
    "subtree_ids",
    "unit_at",
    "unit_for",
    "unit_options",
    "unit_or_own",
    "units_listed_to",
    "units_visible_to",
]
