"""Hard cases (M028): why they are not solved, with what plan, looked at again when; pure."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

REVIEW_WITHIN = timedelta(days=184)  # half a year: from report to report


def check_review(review_on: date, today: date) -> None:
    """Refuse a day of review that is past, or further off than half a year."""
    if not today < review_on <= today + REVIEW_WITHIN:
        raise Refused(_("回看日期在今天之后、半年之内。"), field="review_on")
