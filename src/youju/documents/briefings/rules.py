"""Quarterly briefings to deputies, 政协委员 and citizens; pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import Words

PER_YEAR = 4  # 季度通报制度: one each quarter
TEMPLATE = "quarterly-briefing"


class Audience(StrEnum):
    DEPUTIES = "deputies"
    MEMBERS = "members"
    CITIZENS = "citizens"


AUDIENCES = Words(
    {
        Audience.DEPUTIES: "人大代表",
        Audience.MEMBERS: "政协委员",
        Audience.CITIZENS: "市民代表",
    }
)


class Way(StrEnum):
    MEETING = "meeting"
    SENT = "sent"


WAYS = Words({Way.MEETING: "通报会", Way.SENT: "书面送达"})


def check_held(people: Mapping[str, int | None]) -> dict[str, int]:
    """Return how many of each kind were reached. At least one must be."""
    found = {}
    for kind, label in AUDIENCES.items():
        n = people.get(kind) or 0
        if n < 0:
            raise Refused(_("%(who)s的人数不能为负") % {"who": label}, field=kind)
        found[kind.value] = n
    if not any(found.values()):
        raise Refused(_("填写到会或送达的人数"), field=Audience.DEPUTIES)
    return found


def check_text(text: str, field: str) -> str:
    """Return what was said, or refuse an empty or endless one."""
    told = text.strip()
    if not told:
        raise Refused(_("写明内容"), field=field)
    if len(told) > 500:
        raise Refused(_("最多 500 字，请摘要点"), field=field)
    return told


def missing_quarters(held: set[int], quarter: int) -> list[int]:
    """Return the quarters up to one that had no briefing yet."""
    return [one for one in range(1, min(quarter, PER_YEAR) + 1) if one not in held]


def check_answer_open(answered: bool) -> None:
    """An answer stands once given; what came of it is written beside it."""
    if answered:
        raise Refused(_("这条意见已经答复；后来的办理情况请记在办理结果里"), field="answer")
