"""What may be done to a case now, as buttons; and for what may not, the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.cases.models import Case
from youju.cases.photos_shown import Pair, missing_after
from youju.cases.queries import acts_open_to
from youju.cases.routing import proposed
from youju.cases.rules import HINTS, Act, State
from youju.organisations.queries import Membership

# For each state the act that carries the case on, and those beside it.
LINE: dict[State, tuple[Act | None, tuple[Act, ...]]] = {
    State.REPORTED: (Act.FILE, (Act.REFUSE, Act.MERGE)),
    State.FILED: (Act.DISPATCH, (Act.MERGE, Act.SPLIT)),
    State.DISPATCHED: (Act.RECTIFY, (Act.ACCEPT, Act.DISPUTE, Act.ASK_EXTENSION)),
    State.DISPUTED: (Act.UPHOLD, (Act.REJECT,)),
    State.RECTIFIED: (Act.PASS, (Act.FAIL, Act.ASK_EXTENSION)),
    State.CLOSED: (None, (Act.REOPEN,)),
    State.REFUSED: (None, ()),
}
EXTENSION = (Act.GRANT_EXTENSION, (Act.DENY_EXTENSION,))
AT_ONCE = frozenset({Act.FILE, Act.ACCEPT, Act.PASS})
WORDS = {
    Act.FILE: gettext_lazy("立案"),
    Act.REFUSE: gettext_lazy("不予立案"),
    Act.DISPATCH: gettext_lazy("派遣"),
    Act.ACCEPT: gettext_lazy("接单"),
    Act.DISPUTE: gettext_lazy("提出权属异议"),
    Act.UPHOLD: gettext_lazy("异议成立，改派"),
    Act.REJECT: gettext_lazy("驳回异议"),
    Act.ASK_EXTENSION: gettext_lazy("延期"),
    Act.GRANT_EXTENSION: gettext_lazy("同意延期"),
    Act.DENY_EXTENSION: gettext_lazy("不同意延期"),
    Act.RECTIFY: gettext_lazy("反馈整改"),
    Act.PASS: gettext_lazy("通过，结案"),
    Act.FAIL: gettext_lazy("不通过，退回整改"),
    Act.REOPEN: gettext_lazy("重新办理"),
    Act.MERGE: gettext_lazy("并案"),
    Act.SPLIT: gettext_lazy("拆分"),
    Act.MARK_HARD: gettext_lazy("挂账"),
    Act.REVIEW_HARD: gettext_lazy("挂账回看"),
    Act.CLEAR_HARD: gettext_lazy("销账"),
    Act.RAISE: gettext_lazy("上报求助"),
    Act.CHANGE_KIND: gettext_lazy("改类别"),
    Act.NOTE: gettext_lazy("备注"),
}
MORE = (  # in the menu, those that have a page
    Act.NOTE, Act.CHANGE_KIND, Act.DISPATCH, Act.MERGE, Act.SPLIT, Act.RAISE, Act.MARK_HARD, Act.REVIEW_HARD,
    Act.CLEAR_HARD, Act.REOPEN,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActButton:
    """One act: its words, where it is done, whether one press does it, and why it cannot be done."""

    label: str
    url: str
    at_once: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ActPanel:
    """The acts of a case for one asker."""

    title: str
    text: str
    primary: ActButton | None = None
    others: list[ActButton] = field(default_factory=list)
    barred: ActButton | None = None
    more: list[ActButton] = field(default_factory=list)


def panel_of(member: Membership, case: Case, pairs: Sequence[Pair], now: datetime) -> ActPanel:
    """Return what the member may do to the case."""
    reasons = dict(acts_open_to(member, case))
    main, beside = EXTENSION if case.extension_asked else LINE[case.at]
    open_beside = [one for one in beside if not reasons[one]]
    primary = _button(case, main) if main is not None and not reasons[main] else None
    shown = {*open_beside, main}
    barred = _barred(case, main, beside, reasons)
    return ActPanel(
        _title(case),
        _text(member, case, pairs, reasons.get(main, "") if main else ""),
        primary,
        [_button(case, one) for one in open_beside],
        barred,
        [_button(case, one) for one in MORE if one not in shown and not reasons[one]],
    )


def _barred(
    case: Case, main: Act | None, beside: Sequence[Act], reasons: dict[Act, str]
) -> ActButton | None:
    """Return the one act worth showing though it cannot be done: the next one, else one beside it."""
    told = [one for one in (main, *beside) if one is not None and reasons[one]]
    if not told:
        return None
    hint = HINTS.get((told[0], case.at))
    return _button(case, told[0], _(hint) if hint else reasons[told[0]])


def _button(case: Case, act: Act, reason: str = "") -> ActButton:
    again = act is Act.DISPATCH and case.owner_unit_id is not None
    label = _("改派") if again else str(WORDS[act])
    url = reverse("cases:act", args=[case.pk, act.value])
    return ActButton(label, url, act in AT_ONCE, reason)


def _title(case: Case) -> str:
    if case.extension_asked:
        return _("答复延期申请")
    titles = {
        State.REPORTED: _("受理：要不要立案"),
        State.FILED: _("派遣：交给哪个单位"),
        State.DISPATCHED: _("整改：现场处理"),
        State.DISPUTED: _("裁定：问题归谁管"),
        State.RECTIFIED: _("复核：现场已整改好吗"),
        State.CLOSED: _("已结案"),
        State.REFUSED: _("已并案") if case.merged_into_id else _("不予立案"),
    }
    return titles[case.at]


def _text(member: Membership, case: Case, pairs: Sequence[Pair], against: str) -> str:
    """Return what the asker should know before acting."""
    if case.extension_asked:
        asked = case.extensions.filter(state="asked").first()
        return _("责任单位的理由：%(reason)s") % {"reason": asked.reason} if asked else against
    told = _told(case, pairs)
    if case.at is State.FILED:
        told = _route(case)
    if case.at is State.RECTIFIED and not against:
        return told + _("复核须由未参与整改的人做；您未参与，可以复核。")
    return told


def _told(case: Case, pairs: Sequence[Pair]) -> str:
    match case.at:
        case State.REPORTED:
            return _("核对类别、地点和照片；不归本地管或不实的，写明理由不予立案。")
        case State.DISPATCHED:
            return _photos_wanted(case, pairs)
        case State.DISPUTED:
            held = case.disputes.filter(state="asked").first()
            return _("%(unit)s提出：%(reason)s") % {"unit": held.unit.short_name, "reason": held.reason} if held else ""  # fmt: skip
        case State.RECTIFIED:
            return _pairs_said(pairs)
        case State.CLOSED:
            return _("按时结案。") if case.on_time else _("超时结案。")
        case State.REFUSED:
            return case.merged_into.number if case.merged_into else ""
    return ""


def _route(case: Case) -> str:
    found = proposed(case)
    if found is None:
        return _("没有派遣规则适用，请自选责任单位。")
    return _("建议派%(unit)s。%(why)s") % {"unit": found.unit.short_name, "why": found.why}


def _photos_wanted(case: Case, pairs: Sequence[Pair]) -> str:
    if case.kind.photos != "both":
        return _("整改后写明做了什么，反馈给所在单位复核。")
    return _("整改后照着整改前的 %(n)s 张照片，在原位置逐张补拍。") % {"n": max(len(pairs), 1)}


def _pairs_said(pairs: Sequence[Pair]) -> str:
    missing = missing_after(pairs)
    if not pairs:
        return _("没有照片。")
    if missing:
        return _("%(n)s 张整改前照片还没有整改后的。") % {"n": missing}
    return _("%(n)s 组照片前后已配齐。") % {"n": len(pairs)}
