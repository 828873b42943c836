"""Terms of owners' committees, and the choice of property firms; pure."""

from __future__ import annotations

from datetime import date, timedelta

from youju.kernel.refusal import Refused

WARN_BEFORE = timedelta(days=90)
LONGEST = 6 * 366  # days of a term; five years are usual
NEXT = {"approached": ("chosen", "declined"), "chosen": ("ended",), "declined": (), "ended": ()}


def check_term(elected_on: date, ends_on: date, last: date | None, today: date) -> None:
    """Refuse a term that ends before it begins, is too long, lies before the last, or in the future."""
    if elected_on > today:
        raise Refused("选举日期还没有到，选举后再登记", field="elected_on")
    if last is not None and elected_on <= last:
        raise Refused("选举日期早于上一届，请核对", field="elected_on")
    if ends_on <= elected_on or (ends_on - elected_on).days > LONGEST:
        raise Refused("届满日期应在选举之后，一届不超过 6 年", field="ends_on")


def check_settling(
    before: str, after: str, approached: date, on: date, until: date | None, today: date
) -> None:
    """Refuse a step that cannot follow, or days that are out of order."""
    if after not in NEXT.get(before, ()):
        raise Refused("现在的状态不能改成所选的", field="state")
    if not approached <= on <= today:
        raise Refused("日期应在洽谈之后、不晚于今天", field="on")
    if after == "chosen" and (until is None or until <= on):
        raise Refused("选聘的填合同到期日期，在签订之后", field="until")
