"""Pages of the room: those under a place's code and /progress/ are open to everybody."""

from youju.portal.views import (
    activities,
    asked,
    deeds,
    donations,
    honours,
    moderation,
    opinions,
    problems,
    progress,
    publishing,
    reporting,
    surveys,
    volunteers,
)

__all__ = [
    "activities", "asked", "deeds", "donations", "honours", "moderation", "opinions", "problems", "progress", "publishing", "reporting", "surveys",
    "volunteers",
]  # fmt: skip
