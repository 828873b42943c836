"""What a resident tells, what he is told, and when he may say that it is not fixed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from youju.kernel.refusal import Refused

MAX_PHOTOS = 4
MAX_WORDS = 500


@dataclass(frozen=True, slots=True)
class Told:
    """What a resident filled in.

    Attributes:
        kind: Code of a kind from the short list.
        place: Where, in words.
        lat, lng: WGS-84, both or none.
        words: What it is about; may be left out where there is a photo.
        name, phone: Both may be left out; kept protected.
        at: When it happened, where he says so; else when it comes in.
    """

    kind: str
    place: str
    lat: float | None = None
    lng: float | None = None
    words: str = ""
    name: str = ""
    phone: str = ""
    at: datetime | None = None


def check_asked(told: Told, now: datetime) -> None:
    """Refuse a report of what inspectors asked that says not what, not where, or lies ahead."""
    if len(told.words.strip()) < 4:
        raise Refused(_("写明问了什么，至少 4 个字"), field="words")
    if not told.place.strip():
        raise Refused(_("写明在哪里问的"), field="place")
    if told.at is not None and told.at > now:
        raise Refused(_("这个时间还没有到，请核对"), field="at")


def check_told(told: Told, photos: int, kinds: set[str]) -> None:
    """Refuse a report that nobody could act on."""
    if told.kind not in kinds:
        raise Refused(_("选一类问题"), field="kind")
    if not told.place.strip() and (told.lat is None or told.lng is None):
        raise Refused(_("写明地点，或在图上点出位置"), field="place")
    if told.lat is not None and told.lng is not None and not _in_china(told.lat, told.lng):
        raise Refused(_("位置不在国内，请重新定位，或只写地点"), field="place")
    if len(told.words) > MAX_WORDS:
        raise Refused(_("最多 %(n)s 字，请精简") % {"n": MAX_WORDS}, field="words")
    if not told.words.strip() and not photos:
        raise Refused(_("写一句话说明，或者附一张照片"), field="words")
    if photos > MAX_PHOTOS:
        raise Refused(_("最多 %(n)s 张照片") % {"n": MAX_PHOTOS}, field="photos")


def _in_china(lat: float, lng: float) -> bool:
    return 3 <= lat <= 54 and 73 <= lng <= 136


# A case's state -> what a resident reads.
SAID: dict[str, str] = {
    "reported": gettext_noop("已经收到，等待受理"),
    "refused": gettext_noop("没有立案"),
    "filed": gettext_noop("已经受理，正在安排单位处理"),
    "dispatched": gettext_noop("已经交给责任单位，正在处理"),
    "disputed": gettext_noop("正在确认由哪个单位处理"),
    "rectified": gettext_noop("责任单位已经处理，正在现场核实"),
    "closed": gettext_noop("已经办结"),
}
SHORT: dict[str, str] = {
    "reported": gettext_noop("待受理"),
    "refused": gettext_noop("没有立案"),
    "filed": gettext_noop("已受理"),
    "dispatched": gettext_noop("处理中"),
    "disputed": gettext_noop("处理中"),
    "rectified": gettext_noop("待核实"),
    "closed": gettext_noop("已办结"),
}
# What the public list is narrowed by: name in the address, words, states of cases.
GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "waiting": (gettext_noop("待受理"), ("reported",)),
    "doing": (gettext_noop("处理中"), ("filed", "dispatched", "disputed", "rectified")),
    "done": (gettext_noop("已办结"), ("closed",)),
    "refused": (gettext_noop("没有立案"), ("refused",)),
}


def states_called(group: str) -> tuple[str, ...]:
    """Return the states of cases that a word of the public list means; none for an unknown word."""
    return GROUPS[group][1] if group in GROUPS else ()


ANSWERED = frozenset({"closed", "refused"})  # the states that end with an answer
# What stands behind each step of a case, in order: the case's own moment, and its name.
STEPS: tuple[tuple[str, str], ...] = (
    ("received_at", gettext_noop("收到")),
    ("filed_at", gettext_noop("受理")),
    ("dispatched_at", gettext_noop("交给责任单位")),
    ("rectified_at", gettext_noop("处理完毕")),
    ("closed_at", gettext_noop("核实、办结")),
)


def said_of(state: str, *, hard: bool = False, reopened: bool = False) -> str:
    """Return a case's state in a resident's words."""
    if hard and state not in ANSWERED:
        return _("一时解决不了，已列入长期整改，定期复查")
    if reopened and state in ("filed", "dispatched"):
        return _("您说没有解决，已经重新办理")
    return _(SAID[state])


def short_of(state: str) -> str:
    """Return a case's state in a word, as lists show it."""
    return _(SHORT[state])


def check_feedback(state: str, told_before: bool, fixed: bool, reason: str) -> None:
    """Refuse a word on whether it is fixed before there is an answer, a second one, and a "no" without a why."""
    if state != "closed":
        raise Refused(_("还没有办结，办结以后再说是否解决"))
    if told_before:
        raise Refused(_("这次答复您已经说过是否解决"))
    if not fixed and len(reason.strip()) < 4:
        raise Refused(_("写明哪里没有解决，至少 4 个字"), field="reason")
    if len(reason) > MAX_WORDS:
        raise Refused(_("最多 %(n)s 字，请精简") % {"n": MAX_WORDS}, field="reason")
