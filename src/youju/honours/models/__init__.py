"""Tables of selections, nominations, votes, titles and ratings."""

from youju.honours.models.nominations import Nomination, Objection, Referral
from youju.honours.models.ratings import Rating
from youju.honours.models.selections import Event, Selection
from youju.honours.models.titles import Aid, Title, TitleReview
from youju.honours.models.voting import Ballot, Choice, Score, VoteCode

__all__ = [
    "Aid", "Ballot", "Choice", "Event", "Nomination", "Objection", "Rating", "Referral", "Score", "Selection", "Title",
    "TitleReview", "VoteCode",
]  # fmt: skip
