"""Owners' committees and property firms."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.facts import actions as facts
from youju.inbox.actions import tell_unit
from youju.kernel.refusal import Refused
from youju.organisations.actions import Actor, allow
from youju.organisations.queries import May
from youju.organisations.rules import Role
from youju.residents import measures
from youju.residents.actions.frame import act_on
from youju.residents.actions.tallying import recount
from youju.residents.models import Area, Committee, Complaint, Engagement, Firm
from youju.residents.rules import bodies as rules

TERM_ENDS = "residents.term_ends"


def elect_committee(
    area_id: int,
    *,
    chair: str,
    members: int,
    elected_on: date,
    ends_on: date,
    note: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Committee:
    """Register an election: the term before ends with it."""
    with act_on("elect_committee", Area, area_id, actor=actor, now=now, key=key) as (doing, area):
        allow(actor, May.ARRANGE, area.unit)
        if doing.replayed:
            return area.committees.order_by("-pk")[0]
        last = area.committees.order_by("-elected_on", "-pk").first()
        today = timezone.localdate(now)
        rules.check_term(elected_on, ends_on, last.elected_on if last else None, today)
        if not chair.strip():
            raise Refused("填业主委员会主任姓名", field="chair")
        if last is not None and last.ends_on >= elected_on:
            last.ends_on = elected_on
            last.save(update_fields=["ends_on"])
        made = Committee.objects.create(
            area=area,
            chair=chair.strip()[:30],
            members=members,
            elected_on=elected_on,
            ends_on=ends_on,
            note=note.strip()[:200],
        )
        facts.replace(measures.committee_source(made), measures.committee_drafts(made), now=now)
        recount([area.unit], now)
        doing.on("residents.area", area.pk, committee=made.pk)
    return made


def contact_bureau(
    committee_id: int, *, on: date, actor: Actor, now: datetime, key: UUID | None = None
) -> Committee:
    """Note that the community asked the housing bureau for the next election."""
    frame = act_on("contact_bureau", Committee, committee_id, actor=actor, now=now, key=key)
    with frame as (doing, row):
        allow(actor, May.ARRANGE, row.area.unit)
        if doing.replayed:
            return row
        if not row.elected_on <= on <= timezone.localdate(now):
            raise Refused("联系日期应在本届之内，且不晚于今天", field="on")
        row.contacted_on = on
        row.save(update_fields=["contacted_on"])
    return row


def warn_of_terms(now: datetime | None = None) -> int:
    """Tell the units whose committees' terms end soon, once; return how many."""
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    rows = Committee.objects.filter(
        ends_on__lte=today + rules.WARN_BEFORE, ends_on__gte=today - timedelta(30), warned=False
    )
    found = list(rows.select_related("area__unit"))
    for one in found:
        told = _("%(name)s业主委员会 %(one)s 届满，联系住建部门换届") % {
            "name": one.area.name,
            "one": one.ends_on.isoformat(),
        }
        tell_unit(
            one.area.unit, (Role.STAFF, Role.OFFICE), kind=TERM_ENDS, title=told,
            url=one.get_absolute_url(), now=moment,
        )  # fmt: skip
    Committee.objects.filter(pk__in=[one.pk for one in found]).update(warned=True)
    return len(found)


def approach_firm(
    area_id: int,
    *,
    name: str,
    on: date,
    contact: str = "",
    phone: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Engagement:
    """Note that an area approached a property firm."""
    with act_on("approach_firm", Area, area_id, actor=actor, now=now, key=key) as (doing, area):
        allow(actor, May.ARRANGE, area.unit)
        if doing.replayed:
            return area.engagements.order_by("-pk")[0]
        if not name.strip():
            raise Refused("填物业公司名称", field="name")
        if on > timezone.localdate(now):
            raise Refused("日期还没有到", field="on")
        firm, _made = Firm.objects.get_or_create(
            unit=area.unit, name=name.strip()[:60], defaults={"root_id": area.root_id}
        )
        if area.engagements.filter(firm=firm, state="approached").exists():
            raise Refused("已经登记了与这家公司的洽谈", field="name")
        firm.contact, firm.phone = contact.strip()[:30] or firm.contact, phone.strip() or firm.phone
        firm.save()
        made = Engagement.objects.create(area=area, firm=firm, approached_on=on)
        facts.replace(measures.engagement_source(made), measures.engagement_drafts(made), now=now)
        doing.on("residents.area", area.pk, engagement=made.pk)
    return made


def settle_firm(
    engagement_id: int,
    *,
    state: str,
    on: date,
    until: date | None = None,
    duties: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Engagement:
    """Say what came of it: chosen with a contract, declined, or ended."""
    frame = act_on("settle_firm", Engagement, engagement_id, actor=actor, now=now, key=key)
    with frame as (doing, row):
        allow(actor, May.ARRANGE, row.area.unit)
        if doing.replayed:
            return row
        rules.check_settling(row.state, state, row.approached_on, on, until, timezone.localdate(now))  # fmt: skip
        if state == "chosen" and row.area.engagements.filter(state="chosen").exists():
            raise Refused("小区已有选聘的物业公司，先登记它到期", field="state")
        row.settled_on = row.settled_on if state == "ended" else on
        row.state, row.until = state, until or row.until
        row.duties = duties.strip()[:300] or row.duties
        row.save()
        row.area.firm = row.firm if state == "chosen" else None
        if state != "declined":
            row.area.save(update_fields=["firm"])
        facts.replace(measures.engagement_source(row), measures.engagement_drafts(row), now=now)
        doing.on("residents.area", row.area_id, engagement=row.pk, state=state)
    return row


def complain(
    engagement_id: int,
    text: str,
    *,
    on: date,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Complaint:
    """Note a complaint against the firm of an area."""
    frame = act_on("complain", Engagement, engagement_id, actor=actor, now=now, key=key)
    with frame as (doing, row):
        if doing.replayed:
            return row.complaints.order_by("-pk")[0]
        if row.state != Engagement.State.CHOSEN:
            raise Refused("只有选聘的物业公司才登记投诉")
        if not text.strip() or on > timezone.localdate(now):
            raise Refused("写明投诉什么，日期不晚于今天", field="text")
        made = Complaint.objects.create(engagement=row, on=on, text=text.strip()[:200])
        doing.on("residents.area", row.area_id, complaint=made.pk)
    return made


def settle_complaint(
    complaint_id: int,
    result: str,
    *,
    on: date,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Complaint:
    """Note how a complaint was settled."""
    frame = act_on("settle_complaint", Complaint, complaint_id, actor=actor, now=now, key=key)
    with frame as (doing, row):
        if doing.replayed:
            return row
        if row.settled_on is not None:
            raise Refused("这件投诉已经处理")
        if not result.strip() or not row.on <= on <= timezone.localdate(now):
            raise Refused("写明处理结果，日期在投诉之后、不晚于今天", field="result")
        row.settled_on, row.result = on, result.strip()[:200]
        row.save()
    return row
