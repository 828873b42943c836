"""Everything that is written in the room."""

from youju.honours.actions.award import award_selection
from youju.honours.actions.nominations import (
    change_nomination,
    nominate,
    review_nomination,
    withdraw_nomination,
)
from youju.honours.actions.objections import decide_objection, object_to
from youju.honours.actions.ratings import rate_business
from youju.honours.actions.referrals import refer_nomination, settle_referral
from youju.honours.actions.selections import advance_selection, cancel_selection, start_selection
from youju.honours.actions.titles import (
    Given,
    record_aid,
    register_title,
    register_titles,
    review_title,
)
from youju.honours.actions.voting import cast_ballot, issue_codes, score_nominees

__all__ = [
    "Given", "advance_selection", "award_selection", "cancel_selection", "cast_ballot", "change_nomination",
    "decide_objection", "issue_codes", "nominate", "object_to", "rate_business", "record_aid", "refer_nomination",
    "register_title", "register_titles", "review_nomination", "review_title", "score_nominees", "settle_referral",
    "start_selection", "withdraw_nomination",
]  # fmt: skip
