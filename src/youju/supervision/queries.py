"""Reading notices and bulletins; the asking member first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from youju.cases.queries import Case, cases_visible_to
from youju.evidence.queries import Item, Link, Role
from youju.kernel.periods import Period
from youju.kernel.refusal import Missing
from youju.organisations.queries import (
    May,
    Membership,
    Unit,
    subtree_ids,
    units_visible_to,
)
from youju.supervision import rules
from youju.supervision.models import Bulletin, Notice, NoticeCase
from youju.ui.prepared import Prepared

__all__ = [
    "Bulletin", "Notice", "bulletin_for", "bulletin_titles", "bulletins_of", "cases_of", "counts_by_state", "may_receive", "may_recheck",
    "may_reply", "may_withdraw", "namable_cases", "notice_for", "notice_titles", "notices_naming", "notices_of",
    "notices_under", "notices_visible_to", "photos_of", "signatures_on", "waiting_for",
]  # fmt: skip


def notices_visible_to(member: Membership | None) -> QuerySet[Notice]:
    """Return the notices sent from, or addressed to, the units the member may see."""
    if member is None or not member.may(May.SEE):
        return Notice.objects.none()
    units = units_visible_to(member)
    return Notice.objects.filter(Q(unit__in=units) | Q(to__in=units)).select_related("unit", "to")


def notices_under(member: Membership, unit: Unit) -> QuerySet[Notice]:
    """Return the visible notices sent from, or addressed to, the unit or one below it."""
    units = subtree_ids(unit)
    return notices_visible_to(member).filter(Q(unit__in=units) | Q(to__in=units))


def notice_for(member: Membership | None, notice_id: int) -> Notice:
    """Return one visible notice. Raises Missing for any other."""
    rows = notices_visible_to(member).select_related(
        "made_by__person", "replied_by__person", "rechecked_by__person"
    )
    found = rows.filter(pk=notice_id).first()
    if found is None:
        raise Missing("没有这份整改通知书，或者不在您的查看范围内")
    return found


def notices_of(unit: Unit, period: Period) -> QuerySet[Notice]:
    """Return the notices that the unit and those below it sent in a period: for their own papers."""
    start, end = period.bounds
    rows = Notice.objects.filter(unit__in=subtree_ids(unit), issued_on__range=(start, end))
    return rows.exclude(state=rules.State.WITHDRAWN).select_related("unit", "to")


def counts_by_state(rows: QuerySet[Notice]) -> dict[str, int]:
    """Return how many notices stand in each state."""
    return dict(rows.order_by().values_list("state").annotate(Count("pk")))


def cases_of(notice: Notice) -> list[Case]:
    """Return the cases a notice names; the caller has found the notice."""
    rows = NoticeCase.objects.filter(notice=notice).select_related("case__unit", "case__kind")
    return [one.case for one in rows.order_by("pk")]


def photos_of(notice: Notice) -> list[Link]:
    """Return the photos of a notice that the caller has found, whichever side handed them in."""
    return list(_links(notice).exclude(role=Role.SIGNATURE))


def signatures_on(notice: Notice) -> list[Item]:
    """Return the signatures of who received a notice that the caller has found."""
    return [one.item for one in _links(notice).filter(role=Role.SIGNATURE)]


def _links(notice: Notice) -> QuerySet[Link]:
    links = Link.objects.filter(source_kind="supervision.notice", source_id=str(notice.pk))
    return links.select_related("item").order_by("order", "id")


def notices_naming(member: Membership, case_id: int) -> QuerySet[Notice]:
    """Return the visible notices that name a case."""
    return notices_visible_to(member).filter(named__case_id=case_id).order_by("-issued_on", "-pk")


def namable_cases(member: Membership, ids: Iterable[int]) -> list[Case]:
    """Return the visible cases among these ids, in their order."""
    wanted = list(ids)[:50]
    found = {one.pk: one for one in cases_visible_to(member).filter(pk__in=wanted)}
    return [found[pk] for pk in wanted if pk in found]


def waiting_for(member: Membership, until: date) -> list[Notice]:
    """Return the notices the member's own unit must answer by a day, and the answered ones it sent."""
    return _prepared_waiting(member.unit_id, until)


def _waiting(unit_id: int, until: date) -> QuerySet[Notice]:
    to_answer = Q(to=unit_id, state=rules.State.ISSUED, due_on__lte=until)
    to_recheck = Q(unit=unit_id, state=rules.State.REPLIED)
    rows = Notice.objects.filter(to_answer | to_recheck).select_related("unit", "to")
    return rows.order_by("due_on", "pk")[:100]


_prepared_waiting = Prepared(_waiting, 987_654_321, date(1971, 2, 3))


def may_receive(member: Membership, notice: Notice) -> bool:
    """Return whether the member may note now who received the notice."""
    waits = notice.received_at is None and notice.at in (rules.State.ISSUED, rules.State.REPLIED)
    return waits and member.may_at(May.RECORD, notice.to)


def may_reply(member: Membership, notice: Notice) -> bool:
    """Return whether the member may answer the notice now."""
    return notice.at is rules.State.ISSUED and member.may_at(May.RECORD, notice.to)


def may_recheck(member: Membership, notice: Notice) -> bool:
    """Return whether the member may re-check the notice now."""
    replied_by = notice.replied_by.person_id if notice.replied_by else None
    return (
        notice.at is rules.State.REPLIED
        and member.role in rules.ISSUERS
        and member.unit.covers(notice.unit)
        and member.person_id != replied_by
    )


def may_withdraw(member: Membership, notice: Notice) -> bool:
    """Return whether the member may withdraw the notice now."""
    opened = notice.at in (rules.State.ISSUED, rules.State.REPLIED)
    return opened and member.role in rules.ISSUERS and member.unit.covers(notice.unit)


def bulletins_of(member: Membership, unit: Unit) -> QuerySet[Bulletin]:
    """Return the bulletins of the unit and those below it, newest first."""
    rows = Bulletin.objects.filter(unit__in=units_visible_to(member)).select_related("unit")
    return rows.filter(unit__in=subtree_ids(unit)).order_by("-issued_on", "-pk")


def bulletin_for(member: Membership | None, bulletin_id: int) -> Bulletin:
    """Return one visible bulletin. Raises Missing for any other."""
    rows = Bulletin.objects.filter(unit__in=units_visible_to(member), pk=bulletin_id)
    found = rows.select_related("unit").first()
    if found is None:
        raise Missing("没有这期通报，或者不在您的查看范围内")
    return found


def notice_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these notices."""
    return {str(one.pk): str(one) for one in Notice.objects.filter(pk__in=list(ids))}


def bulletin_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these bulletins."""
    return {str(one.pk): str(one) for one in Bulletin.objects.filter(pk__in=list(ids))}
