"""Who may do which act to a case as it stands, and the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.cases.rules.states import ACT_LABELS, MOVES, OPEN, STATE_LABELS, Act, State
from youju.kernel.refusal import Forbidden, Refused
from youju.kernel.words import Words


class Who(StrEnum):
    """Who does an act."""

    RECORDER = "recorder"  # whoever may record at the place
    DISPATCHER = "dispatcher"  # staff and offices above the place
    OWNER = "owner"  # the unit that answers for it, and those that help
    VERIFIER = "verifier"  # somebody at the place who had no part in the work
    ANYONE = "anyone"  # whoever sees the case and may record


WHO: dict[Act, Who] = {
    Act.FILE: Who.DISPATCHER,
    Act.REFUSE: Who.DISPATCHER,
    Act.DISPATCH: Who.DISPATCHER,
    Act.ACCEPT: Who.OWNER,
    Act.DISPUTE: Who.OWNER,
    Act.UPHOLD: Who.DISPATCHER,
    Act.REJECT: Who.DISPATCHER,
    Act.ASK_EXTENSION: Who.OWNER,
    Act.GRANT_EXTENSION: Who.DISPATCHER,
    Act.DENY_EXTENSION: Who.DISPATCHER,
    Act.RECTIFY: Who.OWNER,
    Act.PASS: Who.VERIFIER,
    Act.FAIL: Who.VERIFIER,
    Act.REOPEN: Who.DISPATCHER,
    Act.MERGE: Who.DISPATCHER,
    Act.SPLIT: Who.DISPATCHER,
    Act.MARK_HARD: Who.DISPATCHER,
    Act.REVIEW_HARD: Who.DISPATCHER,
    Act.CLEAR_HARD: Who.DISPATCHER,
    Act.RAISE: Who.DISPATCHER,
    Act.CHANGE_KIND: Who.DISPATCHER,
    Act.NOTE: Who.ANYONE,
}
# Acts beside the line, and the states in which they make sense.
BESIDE: dict[Act, frozenset[State]] = {
    Act.ACCEPT: frozenset({State.DISPATCHED}),
    Act.ASK_EXTENSION: frozenset({State.DISPATCHED}),
    Act.GRANT_EXTENSION: frozenset({State.DISPATCHED}),
    Act.DENY_EXTENSION: frozenset({State.DISPATCHED}),
    Act.SPLIT: frozenset({State.FILED, State.DISPATCHED}),
    Act.MARK_HARD: OPEN - {State.REPORTED},
    Act.REVIEW_HARD: OPEN,
    Act.CLEAR_HARD: OPEN,
    Act.RAISE: OPEN - {State.REPORTED},
    Act.CHANGE_KIND: OPEN,
    Act.NOTE: frozenset(State),
}


@dataclass(frozen=True, slots=True)
class Look:
    """A case as it stands, and the asker beside it.

    Attributes:
        records, dispatches, verifies: What the asker's role allows at the place.
        answers: The asker stands at or above the responsible unit, or one that helps, and may record.
        rectified_it: The asker reported the work done.
        of_owner: The asker stands at the responsible unit or below it.
        sees: The asker sees the case and may record at all.
        extension_asked, accepted, hard: Flags beside the line.
    """

    state: State
    records: bool = False
    dispatches: bool = False
    verifies: bool = False
    answers: bool = False
    rectified_it: bool = False
    of_owner: bool = False
    sees: bool = True
    extension_asked: bool = False
    accepted: bool = False
    hard: bool = False


# What to do instead, where "wrong state" alone would leave the reader helpless.
HINTS = Words(
    {
        (Act.ASK_EXTENSION, State.RECTIFIED): "整改已反馈，不能再延期；退回整改后由责任单位提出。",
        (Act.ASK_EXTENSION, State.DISPUTED): "权属异议还没有裁定，这段时间不计时，不用延期。",
        (Act.RECTIFY, State.DISPUTED): "权属异议还没有裁定，裁定后再反馈整改。",
        (Act.RECTIFY, State.RECTIFIED): "整改已经反馈，正等复核。",
        (Act.DISPATCH, State.REPORTED): "先立案，再派遣。",
        (Act.DISPATCH, State.DISPUTED): "先裁定权属异议，裁定时可以改派。",
        (Act.DISPATCH, State.RECTIFIED): "整改已反馈，先复核。",
        (Act.PASS, State.DISPATCHED): "责任单位还没有反馈整改。",
        (Act.FAIL, State.DISPATCHED): "责任单位还没有反馈整改。",
        (Act.DISPUTE, State.RECTIFIED): "整改已反馈，不能再提权属异议。",
    }
)


def reason_against(act: Act, look: Look) -> str:
    """Return why the act cannot be done now; "" where it can."""
    return _not_their_business(act, look) or _not_now(act, look)


def _not_their_business(act: Act, look: Look) -> str:
    match WHO[act]:
        case Who.DISPATCHER if not look.dispatches:
            return _("由问题所在地的社区专干或创建办办理。")
        case Who.OWNER if not look.answers:
            return _("由责任单位办理。")
        case Who.VERIFIER:
            return _not_verifier(look)
        case Who.ANYONE if not look.sees:
            return _("您的岗位只能查看。")
    return ""


def _not_verifier(look: Look) -> str:
    if not look.verifies:
        return _("由问题所在地的网格员、专干、督查员或创建办到现场复核。")
    if look.rectified_it:
        return _("整改是您反馈的，须由未参与整改的人复核。")
    if look.of_owner:
        return _("您在责任单位，须由未参与整改的单位复核。")
    return ""


def _not_now(act: Act, look: Look) -> str:
    fitting = frozenset(MOVES[act]) if act in MOVES else BESIDE[act]
    if look.state not in fitting:
        hint = HINTS.get((act, look.state))
        if hint:
            return _(hint)
        said = {"state": STATE_LABELS[look.state], "act": ACT_LABELS[act]}
        return _("问题现在“%(state)s”，不能%(act)s。") % said
    return _flag_against(act, look)


def _flag_against(act: Act, look: Look) -> str:
    if act is Act.ACCEPT and look.accepted:
        return _("已经接单。")
    if act in (Act.ASK_EXTENSION, Act.DISPUTE) and look.extension_asked:
        return _("延期申请还没有答复，先等答复。")
    if act in (Act.GRANT_EXTENSION, Act.DENY_EXTENSION) and not look.extension_asked:
        return _("没有待答复的延期申请。")
    if act is Act.MARK_HARD and look.hard:
        return _("已经挂账。")
    if act in (Act.REVIEW_HARD, Act.CLEAR_HARD) and not look.hard:
        return _("没有挂账。")
    return ""


def check_act(act: Act, look: Look) -> None:
    """Refuse an act that the asker may not do, or that cannot be done now."""
    if reason := _not_their_business(act, look):
        raise Forbidden(reason)
    if reason := _not_now(act, look):
        raise Refused(reason)
