"""Teams by function and by unit; pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.rules import UnitKind


class TeamKind(StrEnum):
    FUNCTION = "function"
    UNIT = "unit"
    PARTY = "party"
    HELPERS = "helpers"


class Function(StrEnum):
    """The eight teams of a community, as the reports name them, and what units bring."""

    LAW = "law"
    CLEAN = "clean"
    DISPUTES = "disputes"
    PATROL = "patrol"
    MINORS = "minors"
    MIND = "mind"
    CULTURE = "culture"
    CARE = "care"
    POWER = "power"
    MEDICINE = "medicine"
    TAX = "tax"
    LABOUR = "labour"
    CONSUMER = "consumer"
    TRAFFIC = "traffic"
    OTHER = "other"


EIGHT = (
    Function.LAW,
    Function.CLEAN,
    Function.DISPUTES,
    Function.PATROL,
    Function.MINORS,
    Function.MIND,
    Function.CULTURE,
    Function.CARE,
)


# Every civilised unit and township has a team (M066b); so has a community, by its functions. The line
# above them is an office over units, and grids and areas are parts of a community.
EXPECTED = frozenset(set(UnitKind) - {
    UnitKind.PROVINCE, UnitKind.CITY, UnitKind.DISTRICT, UnitKind.AREA, UnitKind.GRID,
})  # fmt: skip
WITHIN = (UnitKind.AREA, UnitKind.GRID)


def check_reminding(told: int) -> None:
    """Refuse a reminder that reaches nobody."""
    if not told:
        raise Refused(_("没有提醒到：这些单位今天提醒过、已有队伍，或者还没有登记人员。"))


def check_team(kind: TeamKind, function: str, stated: int | None, same: bool) -> None:
    """Refuse a function team without its function, a second team of one name, or nobody in it."""
    if kind is TeamKind.FUNCTION and function not in EIGHT:
        raise Refused(_("按功能分的队伍，从八类功能里选一类。"), field="function")
    if stated is not None and stated < 1:
        raise Refused(_("队伍至少 1 人；不知道人数就留空。"), field="stated")
    if same:
        raise Refused(_("这个单位已有同名队伍。"), field="name")


def check_open(until: date | None, name: str) -> None:
    """Refuse an act on what has been ended."""
    if until is not None:
        raise Refused(_("“%(name)s”已结束，不能再办这一步。") % {"name": name})


def check_end(since: date, until: date | None, on: date) -> None:
    """Refuse to end twice, or before the beginning."""
    if until is not None:
        raise Refused(_("已经结束过。"), field="on")
    if on < since:
        raise Refused(_("结束日期早于开始日期。"), field="on")


def check_joining(inside: bool) -> None:
    """Refuse to join a team twice."""
    if inside:
        raise Refused(_("已在这支队伍里。"), field="volunteer")
