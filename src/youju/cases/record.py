"""What a case's page shows. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from youju.cases import deadlines, listing
from youju.cases.act_panel import panel_of
from youju.cases.measures import CASE_KIND
from youju.cases.models import Case, CaseEvent, Kind
from youju.cases.photos_shown import Pair, pairs_of
from youju.cases.queries import cases_visible_to, events_of, raisings_of, signatures_on
from youju.cases.queries.look import may_answer
from youju.cases.routing import group_for
from youju.cases.rules import Act, State
from youju.cases.words import left_words, limit_words, taken_words
from youju.kernel.words import joined, listed, sentences
from youju.kernel.workcal import Limit, LimitUnit, WorkCalendar, due_at
from youju.organisations.queries import Membership
from youju.ui.templatetags.ui import day_short, when

VERIFY_LIMIT = Limit(8, LimitUnit.WORK_HOUR)
TRAIL_SHOWN = 12
NEAR_DEGREES = 0.001  # of latitude, about 110 m
# The stages of the bar: what ends each, and the state in which it is the present one.
STAGES: tuple[tuple[str, frozenset[Act], frozenset[State]], ...] = (
    (gettext_noop("立案"), frozenset({Act.FILE, Act.SPLIT}), frozenset({State.REPORTED})),
    (gettext_noop("派遣"), frozenset({Act.DISPATCH, Act.UPHOLD}), frozenset({State.FILED})),
    (gettext_noop("整改"), frozenset({Act.RECTIFY}), frozenset({State.DISPATCHED, State.DISPUTED})),
    (gettext_noop("复核"), frozenset({Act.PASS}), frozenset({State.RECTIFIED})),
    (gettext_noop("结案"), frozenset(), frozenset({State.CLOSED})),
)


def page(member: Membership, case: Case, now: datetime) -> dict[str, Any]:
    """Return the context of a case's page."""
    events = list(events_of(case))
    pairs, others = pairs_of(case)
    calendar = deadlines.calendar_of(case.owner_unit or case.unit)
    return {
        "case": case,
        "marks": listing.marks_of(case, now),
        "steps": steps(case, events, calendar, now),
        "panel": panel_of(member, case, pairs, now),
        "facts": [*facts(member, case, calendar, now), *_group(case)],
        "pairs": pairs,
        "others": others,
        "signed": [] if case.open else signatures_on(case),
        "no_photos": _no_photos(case),
        "events": lines(events)[:TRAIL_SHOWN],
        "event_count": len(events),
        "used_in": used_in(case),
        "raisings": _raisings(member, case),
    }


def _raisings(member: Membership, case: Case) -> list[dict[str, Any]]:
    """Return the calls for help, and whether the member may answer each."""
    if not case.raised:
        return []
    return [
        {"raising": one, "may_answer": may_answer(member, one)} for one in raisings_of(member, case)
    ]


def _group(case: Case) -> list[dict[str, Any]]:
    """Return which functional group answers for it, while nobody has it yet."""
    answering = group_for(case) if case.owner_unit is None else None
    return [{"name": _("职能组"), "lines": [{"text": answering.group}]}] if answering else []


def _no_photos(case: Case) -> str:
    return _("没有照片") if case.kind.photos == "none" else _("还没有照片；用“备注”可以补")


def verify_due(case: Case) -> datetime | None:
    """Return until when the work is to be checked on the spot."""
    if case.rectified_at is None:
        return None
    return due_at(case.rectified_at, VERIFY_LIMIT, deadlines.calendar_of(case.unit))


def steps(
    case: Case, events: Sequence[CaseEvent], calendar: WorkCalendar, now: datetime
) -> list[dict[str, str]]:
    """Return the bar of stages: done ones with when and by whom, the present one with what is left."""
    if case.at is State.REFUSED:
        return [_refused(case, events)]
    present = next(n for n, stage in enumerate(STAGES) if case.at in stage[2])
    found = []
    for n, (label, acts, _states) in enumerate(STAGES):
        last = next((one for one in reversed(events) if Act(one.act) in acts), None)
        if n < present:
            said = f"{when(last.at)} · {who_did(last, case)}" if last else ""
            found.append({"label": _(label), "said": said, "mark": "done"})
        elif n == present:
            found.append(_present(case, calendar, now))
        else:
            found.append({"label": _(label), "said": _awaits(n, present), "mark": ""})
    return found


def _awaits(n: int, present: int) -> str:
    return _("复核通过后") if n == len(STAGES) - 1 and present == n - 1 else ""


def _refused(case: Case, events: Sequence[CaseEvent]) -> dict[str, str]:
    last = events[-1]
    label = _("已并案") if case.merged_into_id else str(case.get_state_display())
    return {"label": label, "said": f"{when(last.at)} · {who_did(last, case)}", "mark": "now"}


def _present(case: Case, calendar: WorkCalendar, now: datetime) -> dict[str, str]:
    said = ""
    if case.at is State.DISPATCHED and case.due_at is not None:
        said = _clock(case, calendar, now)
    elif case.at is State.DISPUTED:
        said = _("裁定前不计时")
    elif case.at is State.RECTIFIED and (until := verify_due(case)) is not None:
        there = deadlines.calendar_of(case.unit)
        left = left_words(now, until, there, VERIFY_LIMIT.unit)
        said = _until(left, now, until)
    elif case.at is State.CLOSED:
        said = when(case.closed_at)
    return {"label": str(case.get_state_display()), "said": said, "mark": "now"}


def _clock(case: Case, calendar: WorkCalendar, now: datetime) -> str:
    if case.due_at is None:
        return ""
    if case.hard:
        return _("挂账期间不计时")
    if case.paused_since is not None:
        return _("%(at)s 起停表，答复后续计") % {"at": when(case.paused_since)}
    left = left_words(now, case.due_at, calendar, LimitUnit(case.limit_unit))
    return _until(left, now, case.due_at)


def _until(left: str, now: datetime, due: datetime) -> str:
    """Say what is left and until when; how late it is says enough."""
    return left if now > due else _("%(left)s，%(at)s 到期") % {"left": left, "at": when(due)}


def who_did(event: CaseEvent, case: Case) -> str:
    """Return who did it, briefly: the unit where it is another, else the post."""
    if event.member is None:
        return event.label
    if event.unit is not None and event.unit_id != case.unit_id:
        return event.unit.short_name
    return str(event.member.get_role_display())


def facts(
    member: Membership, case: Case, calendar: WorkCalendar, now: datetime
) -> list[dict[str, Any]]:
    """Return the facts of a case, each with its lines."""
    found: list[tuple[str, list[dict[str, Any]]]] = [
        (_("类别"), [{"text": _kind_name(case)}]),
        (_("来源"), [{"text": case.get_source_display()}, *_reporter(case)]),
        (_("地点"), _place(case)),
    ]
    if case.quantity:
        found.append((_("数量"), [{"text": case.quantity}]))
    found.append((_("严重程度"), [{"text": case.get_severity_display()}]))
    if case.owner_unit is not None:
        found.append((_("责任单位"), _owners(case)))
        found.append((_("整改时限"), _limit(case, calendar)))
    if (until := verify_due(case)) is not None and case.at is State.RECTIFIED:
        said = _("%(limit)s，%(at)s 到期") % {"limit": limit_words(VERIFY_LIMIT), "at": when(until)}
        found.append((_("复核时限"), [{"text": said}]))
    found.append((_("工作时间"), _hours(case, calendar, now)))
    found += _kin(member, case)
    return [{"name": name, "lines": lines_} for name, lines_ in found]


def _kind_name(case: Case) -> str:
    above = Kind.objects.filter(code=case.kind.parent_code, root_id__in=(0, case.root_id)).order_by(
        "-root_id"
    )
    parent = above.values_list("name", flat=True).first() if case.kind.parent_code else None
    return f"{parent} / {case.kind.name}" if parent else case.kind.name


def _reporter(case: Case) -> list[dict[str, Any]]:
    told = "　".join(str(one) for one in (case.reporter_name, case.reporter_phone) if one)
    return [{"text": told, "dim": True}] if told else []


def _place(case: Case) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"text": case.place}] if case.place else []
    found.append({"text": case.unit.name, "dim": True})
    if case.lat is not None:
        found.append({"text": _("在图上看"), "url": f"{reverse('cases:map')}?case={case.pk}"})
    return found


def _owners(case: Case) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"text": case.owner_unit.name if case.owner_unit else ""}]
    if case.joint:
        helpers = case.units.filter(role="helper").select_related("unit")
        found.append({"text": listed(one.unit.short_name for one in helpers), "mark": _("配合")})
    return found


def _limit(case: Case, calendar: WorkCalendar) -> list[dict[str, Any]]:
    unit = LimitUnit(case.limit_unit)
    limit = limit_words(Limit(case.limit or 1, unit))
    said = _("%(limit)s，%(at)s 到期") % {"limit": limit, "at": when(case.due_at)}
    found: list[dict[str, Any]] = [{"text": said}]
    if case.rectified_at and case.dispatched_at:
        late = case.due_at is not None and case.rectified_at > case.due_at
        taken = taken_words(case.dispatched_at, case.rectified_at, calendar, unit)
        found.append({"text": taken, "mark": _("超时") if late else _("按时"), "pill": "late" if late else ""})  # fmt: skip
    return found


def _hours(case: Case, calendar: WorkCalendar, now: datetime) -> list[dict[str, Any]]:
    if case.limit_unit == LimitUnit.URGENT_HOUR:
        return [{"text": _("紧急工作时按钟点计，午休、休息日照计"), "dim": True}]
    shifts = joined(one.label for one in calendar.usual_day)
    said = _("%(shifts)s；午休、休息日不计") % {"shifts": shifts}
    last = max(case.due_at or now, now)
    years = calendar.guessed_years(timezone.localdate(now), timezone.localdate(last))
    found: list[dict[str, Any]] = [{"text": said, "dim": True}]
    if years:
        told = listed(str(one) for one in years)
        found.append({"text": _("%(years)s年放假安排未公布，先按周末休息推算") % {"years": told}, "dim": True})  # fmt: skip
    return found


def _kin(member: Membership, case: Case) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the cases that belong with this one: before at the same place, merged, split."""
    found = []
    if same := same_place(member, case):
        found.append((_("同处前案"), [_named(one) for one in same]))
    if case.merged_into is not None:
        found.append((_("并入"), [_link(case.merged_into)]))
    if case.split_from is not None:
        found.append((_("拆自"), [_link(case.split_from)]))
    merged = list(case.merged.order_by("pk")[:5])
    if merged:
        found.append((_("并进"), [_link(one) for one in merged]))
    parts = list(case.parts.order_by("pk")[:5])
    if parts:
        found.append((_("拆出"), [_link(one) for one in parts]))
    return found


def _link(case: Case) -> dict[str, Any]:
    return {"text": f"{case.number} {case.title}", "url": reverse("cases:case", args=[case.pk])}


def _named(case: Case) -> dict[str, Any]:
    state = _("已结案") if case.at is State.CLOSED else str(case.get_state_display())
    said = joined((f"{day_short(case.received_at)} {case.kind.name}", state))
    return {"text": said, "url": reverse("cases:case", args=[case.pk])}


def same_place(member: Membership, case: Case) -> list[Case]:
    """Return up to three earlier cases of the same kind at the same place, the latest first."""
    rows = cases_visible_to(member).filter(
        unit_id=case.unit_id, kind_id=case.kind_id, received_at__lt=case.received_at
    )
    if case.lat is not None and case.lng is not None:
        rows = rows.filter(
            lat__range=(case.lat - NEAR_DEGREES, case.lat + NEAR_DEGREES),
            lng__range=(case.lng - NEAR_DEGREES, case.lng + NEAR_DEGREES),
        )
    elif case.place:
        rows = rows.filter(place=case.place)
    else:
        return []
    return list(rows.exclude(pk=case.pk).select_related("kind").order_by("-received_at", "-pk")[:3])


def lines(events: Sequence[CaseEvent]) -> list[dict[str, Any]]:
    """Return the trail as its component shows it, newest first."""
    return [
        {"at": one.at, "what": one.get_act_display(), "who": _who(one), "text": _said(one)}
        for one in reversed(events)
    ]


def _who(event: CaseEvent) -> str:
    if event.member is None or event.unit is None:
        return event.label
    return f"{event.unit.short_name} {event.member.person.name}"


def _said(event: CaseEvent) -> str:
    """Return what a line of the trail tells beside who did it."""
    detail = event.detail
    told = [event.note, event.why]
    if detail.get("unit"):
        told.append(_("交%(unit)s") % {"unit": detail["unit"]})
    if detail.get("due"):
        told.append(_("%(at)s 到期") % {"at": when(_moment(detail["due"]))})
    if detail.get("signer"):
        told.append(_("%(name)s签名确认") % {"name": detail["signer"]})
    if detail.get("photos"):
        told.append(_("照片 %(n)s 张") % {"n": detail["photos"]})
    if abs((event.received_at - event.at).total_seconds()) >= 60:
        told.append(_("%(at)s 收到") % {"at": when(event.received_at)})
    return sentences(one.rstrip("。；") for one in told if one)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def used_in(case: Case) -> list[str]:
    """Return the addresses of fragments in which other rooms tell where the case's figures went."""
    found = []
    for name in ("documents:used_in", "documents:notices_of"):
        try:
            found.append(f"{reverse(name)}?{urlencode({'kind': CASE_KIND, 'id': case.pk})}")
        except NoReverseMatch:
            continue
    return found


__all__ = ["Pair", "facts", "lines", "page", "steps"]
