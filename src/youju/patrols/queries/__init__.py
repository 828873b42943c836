"""Reading the room; the asking member comes first."""

from youju.patrols.models import Place, Team
from youju.patrols.queries.duty import (
    duty_due,
    open_swaps,
    rosters_of,
    shifts_in,
    shifts_of,
    shifts_today,
    swap_for,
)
from youju.patrols.queries.grounds import (
    areas_of,
    checks_of,
    comparison,
    months_of,
    rounds_of,
    shops_of,
    shops_visible_to,
    streets_of,
)
from youju.patrols.queries.looked import (
    Check,
    Looked,
    check_texts,
    problem_named,
    unscoped_looked,
)
from youju.patrols.queries.phone import checklists_for_phone, places_for_phone
from youju.patrols.queries.seen import (
    findings_visible_to,
    heard_about,
    inspections_of,
    inspections_visible_to,
    kind_named,
    kinds,
    next_inspections,
    opinions_in,
    opinions_visible_to,
    owners_near,
    place_for,
    places_of,
    places_visible_to,
    readiness_of,
    record_for,
    routes_of,
    team_for,
    teams_of,
    visible,
    visit_counts,
    visit_for,
    visit_target,
    visits_in,
    visits_of,
    visits_visible_to,
)
from youju.patrols.queries.standing import Standing, due_today, short_today, standings

__all__ = [
    "Check", "Looked", "Place", "Standing", "Team", "areas_of", "check_texts", "checklists_for_phone", "checks_of", "comparison", "due_today", "duty_due", "findings_visible_to",
    "heard_about", "inspections_of", "inspections_visible_to", "kind_named", "kinds", "months_of", "next_inspections", "open_swaps",
    "opinions_in", "opinions_visible_to", "owners_near", "place_for", "places_for_phone", "places_of", "places_visible_to", "problem_named", "readiness_of", "record_for", "rosters_of",
    "rounds_of", "routes_of", "shifts_in", "shifts_of", "shifts_today", "shops_of", "shops_visible_to", "short_today", "standings",
    "streets_of", "swap_for", "team_for", "teams_of", "unscoped_looked", "visible", "visit_counts", "visit_for", "visit_target", "visits_in", "visits_of", "visits_visible_to",
]  # fmt: skip
