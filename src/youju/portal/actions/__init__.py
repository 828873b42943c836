"""Every write of the room."""

from youju.portal.actions.gate import clean, count, pass_challenge
from youju.portal.actions.moderation import answer_case, decide_case, decide_photo, offer_case
from youju.portal.actions.opinions import answer_opinion, send_opinion
from youju.portal.actions.publishing import publish, withdraw
from youju.portal.actions.reporting import send_report, tell_whether_fixed

__all__ = [
    "answer_case",
    "answer_opinion",
    "clean",
    "count",
    "decide_case",
    "decide_photo",
    "offer_case",
    "pass_challenge",
    "publish",
    "send_opinion",
    "send_report",
    "tell_whether_fixed",
    "withdraw",
]
