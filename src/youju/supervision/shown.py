"""What the page of a notice shows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.queries import trail_of
from youju.audit.registry import label_of
from youju.evidence.queries import Item, Role
from youju.kernel.periods import day_label
from youju.organisations.queries import Membership
from youju.supervision import rules
from youju.supervision.measures import NOTICE_KIND
from youju.supervision.models import Notice
from youju.supervision.queries import (
    cases_of,
    counts_by_state,
    may_receive,
    may_recheck,
    may_reply,
    may_withdraw,
    photos_of,
    signatures_on,
)


def of_state(rows: QuerySet[Notice], state: str, today: date) -> QuerySet[Notice]:
    """Return the notices of a state, of those not answered in time, or all but the void ones."""
    if state == "late":
        return _late(rows, today)
    if state in rules.NAMES:
        return rows.filter(state=state)
    return rows.exclude(state=rules.State.WITHDRAWN)


def _late(rows: QuerySet[Notice], today: date) -> QuerySet[Notice]:
    return rows.filter(state=rules.State.ISSUED, due_on__lt=today)


def chips(rows: QuerySet[Notice], state: str, today: date) -> list[dict[str, Any]]:
    """Return the filters by state with their counts."""
    counts = counts_by_state(rows)
    kinds = [(one.value, str(one.label), counts.get(one.value, 0)) for one in Notice.State]
    kinds.append(("late", _("逾期未回复"), _late(rows, today).count()))
    found: list[dict[str, Any]] = [{"text": _("全部"), "url": "?", "current": not state}]
    return found + [
        {"text": label, "url": f"?state={code}", "count": count, "current": state == code}
        for code, label, count in kinds
        if count
    ]


def facts_of(notice: Notice, today: date) -> list[tuple[str, str]]:
    """Return the facts of a notice, name beside value."""
    late = _("（已逾期 %(n)s 日）") % {"n": (today - notice.due_on).days}
    due = day_label(notice.due_on) + (late if notice.overdue(today) else "")
    return [
        (_("文号"), notice.number),
        (_("下发单位"), notice.unit.name),
        (_("责任单位"), notice.to.name),
        (_("下发日期"), day_label(notice.issued_on)),
        (_("回复期限"), due),
        (_("签收人"), _received(notice)),
        (_("退回次数"), _("%(n)s 次") % {"n": notice.returns} if notice.returns else _("没有")),
    ]


def _received(notice: Notice) -> str:
    if notice.received_at is None:
        return _("还没有签收")
    at = timezone.localtime(notice.received_at)
    return f"{notice.received_name} {day_label(at.date())} {at:%H:%M}"


def events_of(notice: Notice) -> list[dict[str, Any]]:
    """Return the trail of a notice from the log, newest first."""
    rows = trail_of(notice.root_id, NOTICE_KIND, notice.pk)[:50]
    return [
        {
            "at": one.at,
            "what": label_of(one.act),
            "who": one.actor_label,
            "text": one.detail.get("note") or one.detail.get("reason", ""),
        }
        for one in rows
    ]


def _tile(item: Item) -> dict[str, str]:
    """Return a photo as the photo grid takes it."""
    return {
        "thumb": reverse("evidence:thumb", args=[item.pk]),
        "alt": item.title,
        "caption": item.caption,
        "url": reverse("evidence:item", args=[item.pk]),
    }


def notice_page(member: Membership, notice: Notice, today: date) -> dict[str, Any]:
    """Return the context of a notice's page."""
    links = photos_of(notice)
    photos = {
        role: [_tile(link.item) for link in links if link.role == role and link.item.is_photo]
        for role in (Role.BEFORE, Role.AFTER, Role.PROOF)
    }
    return {
        "notice": notice,
        "facts": facts_of(notice, today),
        "overdue": notice.overdue(today),
        "cases": cases_of(notice),
        "before": photos[Role.BEFORE],
        "after": photos[Role.AFTER] + photos[Role.PROOF],
        "events": events_of(notice),
        "signed": signatures_on(notice),
        "may_receive": may_receive(member, notice),
        "may_reply": may_reply(member, notice),
        "may_recheck": may_recheck(member, notice),
        "may_withdraw": may_withdraw(member, notice),
        "used_in": f"{reverse('documents:used_in')}?kind={NOTICE_KIND}&id={notice.pk}",
    }
