"""The association: assemblies with their quorum, the charter, elections; pure.

Source:
    民政部社会团体章程示范文本: an assembly needs two thirds of its delegates and decides by more than
    half of those present; a council needs two thirds of its members and decides by two thirds of
    those present.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused


class Body(StrEnum):
    ASSEMBLY = "assembly"
    COUNCIL = "council"


class Post(StrEnum):
    PRESIDENT = "president"
    VICE_PRESIDENT = "vice_president"
    SECRETARY = "secretary"
    COUNCILLOR = "councillor"


SINGLE = frozenset({Post.PRESIDENT, Post.SECRETARY})


@dataclass(frozen=True, slots=True)
class Attendance:
    """Of how many who were to come, how many came."""

    called: int
    came: int


def check_meeting(on: date, founded_on: date, today: date, people: Attendance) -> None:
    """Refuse a meeting ahead of today or before the founding, or more people than were called."""
    if not founded_on <= on <= today:
        raise Refused(_("会议日期应在成立之后、今天以前。"), field="on")
    if not 0 < people.came <= people.called:
        raise Refused(_("到会人数应在 1 到应到人数之间。"), field="came")


def has_quorum(people: Attendance) -> bool:
    """Return whether two thirds came."""
    return people.came * 3 >= people.called * 2


def check_decision(body: Body, people: Attendance, votes: int, field: str = "votes") -> None:
    """Refuse a decision that the meeting could not take: no quorum, or too few votes."""
    if not has_quorum(people):
        raise Refused(_("到会不足应到的三分之二，会议不能表决。"), field="came")
    if votes > people.came:
        raise Refused(_("赞成票多于到会人数，请核对。"), field=field)
    if body is Body.ASSEMBLY and votes * 2 <= people.came:
        raise Refused(_("赞成票没有超过到会的一半，没有通过。"), field=field)
    if body is Body.COUNCIL and votes * 3 < people.came * 2:
        raise Refused(_("赞成票不足到会的三分之二，没有通过。"), field=field)


def check_seat(post: Post, held: bool, name: str) -> None:
    """Refuse a seat without a name, or a second holder of a single one."""
    if not name.strip():
        raise Refused(_("填当选人姓名。"), field="name")
    if post in SINGLE and held:
        raise Refused(_("这个职务现已有人，请先给现任填结束日期。"), field="post")
