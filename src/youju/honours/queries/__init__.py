"""Reading selections, nominations, titles and ratings; the asking member first. `public` holds what
anybody may read."""

from youju.honours.models import (
    Aid,
    Event,
    Nomination,
    Objection,
    Rating,
    Referral,
    Selection,
    Title,
)
from youju.honours.queries.nominations import (
    leaves_review,
    may_change,
    may_review,
    may_withdraw,
    nomination_for,
    nomination_titles,
    nominations_seen,
    objection_for,
    objections_of,
    referral_for,
    trail_of,
)
from youju.honours.queries.public import (
    awarded_of,
    nominees_of,
    public_nominee,
    selection_for_public,
    selections_open_at,
)
from youju.honours.queries.selections import (
    codes_of,
    may_arrange,
    may_manage,
    may_nominate,
    may_open,
    odd_about,
    selection_for,
    selection_titles,
    selections_under,
    selections_visible_to,
    stage_counts,
    units_to_nominate,
    volunteers_to_nominate,
    waiting_at,
)
from youju.honours.queries.titles import (
    double_honours,
    rating_for,
    rating_titles,
    ratings_under,
    title_for,
    title_titles,
    titles_to_review,
    titles_under,
    titles_visible_to,
)

__all__ = [
    "Aid", "Event", "Nomination", "Objection", "Rating", "Referral", "Selection", "Title", "awarded_of", "codes_of",
    "double_honours", "leaves_review", "may_arrange", "may_change", "may_manage", "may_nominate", "may_open", "may_review", "may_withdraw", "nomination_for",
    "nomination_titles", "nominations_seen", "nominees_of", "objection_for", "objections_of", "odd_about",
    "public_nominee", "rating_for", "rating_titles", "ratings_under", "referral_for", "selection_for",
    "selection_for_public", "selection_titles", "selections_open_at", "selections_under", "selections_visible_to",
    "stage_counts", "title_for", "title_titles", "titles_to_review", "titles_under", "titles_visible_to", "trail_of",
    "units_to_nominate", "volunteers_to_nominate", "waiting_at",
]  # fmt: skip
