"""What is due for a member: one provider for each kind of thing, from the rooms' queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.console.due_care import aid_to_decide
from youju.console.due_cases import (
    calls_for_help,
    cases_given,
    cases_here,
    cases_late,
    hard_to_review,
)
from youju.console.due_dossiers import dossiers_due
from youju.console.due_residents import residents_at
from youju.console.due_row import EACH, LATE, NEW, THIS_WEEK, TODAY, WEEK, Due
from youju.console.due_standards import duties_at
from youju.console.due_volunteers import my_shifts, volunteers_waiting
from youju.console.due_work import checklists_due, tasks_at
from youju.documents.queries import Report, reports_visible_to
from youju.jobs.queries import Job, jobs_of
from youju.kernel.words import joined
from youju.ledgers.queries import ImportBatch, entries_due
from youju.organisations.queries import May, Membership
from youju.organisations.queries.bodies import contracts_at, items_without_owner, points_raised_to
from youju.patrols.queries import due_today, duty_due
from youju.portal.queries import waiting_counts
from youju.supervision.queries import waiting_for
from youju.supervision.rules import ISSUERS, State


def reports_to_sign(member: Membership, today: date) -> Iterator[Due]:
    """Yield the reports in review that the member may pass or return."""
    if not (member.may(May.REVIEW) and member.may(May.ISSUE)):
        return
    rows = reports_visible_to(member).filter(state=Report.State.REVIEW)
    for report in rows.exclude(author__person_id=member.person_id)[:EACH]:
        title = _("%(title)s，待审签") % {"title": report.shown_title}
        yield Due(title, report.get_absolute_url(), _("报告"), report.unit.short_name)


def reports_returned(member: Membership, today: date) -> Iterator[Due]:
    """Yield the member's own drafts that were returned with a reason."""
    if not member.may(May.DRAFT):
        return
    rows = reports_visible_to(member).filter(state=Report.State.DRAFT, author=member)
    for report in rows.exclude(returned_note="")[:EACH]:
        title = _("%(title)s，退回：%(note)s") % {
            "title": report.shown_title,
            "note": report.returned_note,
        }
        yield Due(title, report.get_absolute_url(), _("报告"), _("审签退回"))


def reports_of_residents(member: Membership, today: date) -> Iterator[Due]:
    """Yield what residents reported and nobody looked at yet, and what ended without an answer."""
    if not member.may(May.DISPATCH):
        return
    url, source = reverse("portal:moderation"), member.unit.short_name
    waiting, unanswered = waiting_counts(member)
    if waiting:
        yield Due(_("居民上报 %(n)s 件，待审核") % {"n": waiting}, url, _("居民"), source)
    if unanswered:
        title = _("居民上报 %(n)s 件已办结，待答复") % {"n": unanswered}
        yield Due(title, f"{url}?show=answer", _("居民"), source)


def entries_to_finish(member: Membership, today: date) -> Iterator[Due]:
    """Yield what the unit's own ledgers ask to be done within the week: boards to be changed, patients to be
    called, requests to be answered."""
    if not member.may(May.RECORD):
        return
    for entry in entries_due(member, today + WEEK)[:EACH]:
        due = entry.version.ledger.due
        title = joined((entry.title, due.label)) if due else entry.title
        url = reverse("ledgers:entry", args=[entry.pk])
        yield Due(title, url, _("台账"), entry.unit.short_name, entry.due_on)


def contracts_due(member: Membership, today: date) -> Iterator[Due]:
    """Yield the contracts the unit signed or pledged that fall due within the week."""
    if not member.may(May.SEE):
        return
    for one in contracts_at(member, today + WEEK)[:EACH]:
        title = _("责任状：%(item)s") % {"item": one.item}
        if one.pledger_id != member.unit_id:
            title += _("（%(unit)s）") % {"unit": one.pledger.short_name}
        yield Due(title, unit_url(member), _("责任状"), one.unit.short_name, one.due_on)


def duties_without_owner(member: Membership, today: date) -> Iterator[Due]:
    """Yield what the unit registered and nobody answers for."""
    if not member.may(May.ORGANISE):
        return
    for item in items_without_owner(member, member.unit, today).filter(unit=member.unit)[:EACH]:
        title = _("“%(label)s”还没有责任人") % {"label": item.label}
        yield Due(title, unit_url(member), _("责任"), item.unit.short_name)


def points_handed_up(member: Membership, today: date) -> Iterator[Due]:
    """Yield the hard points that grids handed up to the member's unit."""
    if not member.may(May.DISPATCH):
        return
    for one in points_raised_to(member)[:EACH]:
        title = _("网格难点：%(place)s，%(problem)s") % {"place": one.place, "problem": one.problem}
        url = reverse("organisations:surveys", args=[one.survey.unit_id])
        yield Due(title, url, _("网格"), one.survey.unit.short_name)


def imports_waiting(member: Membership, today: date) -> Iterator[Due]:
    """Yield the member's imports of the last two weeks that wait, or left rows behind."""
    if not member.may(May.IMPORT):
        return
    rows = ImportBatch.objects.filter(
        made_by=member.pk, made_at__date__gte=today - 2 * WEEK
    ).order_by("-made_at", "-pk")
    for batch in rows.exclude(state=ImportBatch.State.UNDONE)[:EACH]:
        waiting = batch.state in (ImportBatch.State.MAPPING, ImportBatch.State.WAITING)
        if not (waiting or batch.rejects):
            continue
        left = _("%(file)s，%(n)s 行没有导入") % {"file": batch.file_name, "n": len(batch.rejects)}
        title = _("%(file)s，等待导入") % {"file": batch.file_name} if waiting else left
        yield Due(title, reverse("ledgers:batch", args=[batch.pk]), _("导入"), _("本人"))


def notices(member: Membership, today: date) -> Iterator[Due]:
    """Yield the notices the member's unit must answer, and the answered ones it must look at on the spot."""
    if not member.may(May.RECORD):
        return
    for one in waiting_for(member, today + WEEK)[:EACH]:
        if one.at is State.ISSUED:
            title = _("回复整改通知书：%(title)s") % {"title": one.title}
            yield Due(title, one.get_absolute_url(), _("整改"), one.unit.short_name, one.due_on)
        elif member.role in ISSUERS:
            title = _("复查整改：%(title)s") % {"title": one.title}
            yield Due(title, one.get_absolute_url(), _("整改"), one.to.short_name)


def jobs_failed(member: Membership, today: date) -> Iterator[Due]:
    """Yield the member's background work of the last week that did not come to its end."""
    rows = jobs_of(member).filter(state=Job.State.FAILED, made_at__date__gte=today - WEEK)
    for job in rows[:EACH]:
        title = _("%(title)s，没有做完") % {"title": job.title}
        yield Due(title, reverse("jobs:detail", args=[job.pk]), _("后台"), _("本人"))


def rounds_due(member: Membership, today: date) -> Iterator[Due]:
    """Yield the rounds that are still short today and ask the member's post, role, team or unit."""
    if not member.may(May.SEE):
        return
    for one in due_today(member, today, now=timezone.now())[:EACH]:
        title = _("%(label)s，还差 %(n)s") % {"label": one.rule.label, "n": one.short}
        yield Due(title, reverse("patrols:frequency"), _("巡查"), one.rule.unit.short_name, today)


def duty_today(member: Membership, today: date) -> Iterator[Due]:
    """Yield the member's own shift of today, and the swaps that wait for its answer."""
    if not member.may(May.SEE):
        return
    for shift in duty_due(member, today)[:EACH]:
        unit = shift.roster.unit.short_name
        if shift.asked_by:
            told = {"name": shift.asked_by, "day": f"{shift.day:%m-%d}"}
            title = _("%(name)s请您替 %(day)s 的班") % told
            url = reverse("patrols:rosters")
            yield Due(title, url, _("值守"), unit, min(shift.day, today))
            continue
        url = reverse("patrols:roster", args=[shift.roster_id])
        title = _("今天值守：%(name)s") % {"name": shift.roster.name}
        yield Due(title, url, _("值守"), unit, today)


def unit_url(member: Membership) -> str:
    """Return the dashboard of the member's own unit."""
    return f"{reverse('console:unit')}?unit={member.unit.code or member.unit_id}"


Provider = Callable[[Membership, date], Iterator[Due]]
# What mostly has a day comes with the page; what came in and waits for a look comes right after it.
DATED: tuple[Provider, ...] = (
    rounds_due,
    duty_today,
    cases_given,
    cases_late,
    hard_to_review,
    tasks_at,
    checklists_due,
    duties_at,
    my_shifts,
    contracts_due,
    notices,
    dossiers_due,
    entries_to_finish,
    residents_at,
)
ARRIVED: tuple[Provider, ...] = (
    cases_here,
    calls_for_help,
    volunteers_waiting,
    aid_to_decide,
    reports_to_sign,
    reports_returned,
    reports_of_residents,
    imports_waiting,
    jobs_failed,
    duties_without_owner,
    points_handed_up,
)
PROVIDERS = DATED + ARRIVED


GROUPS: dict[str, str | Promise] = {
    LATE: gettext_lazy("逾期"),
    TODAY: gettext_lazy("今日到期"),
    THIS_WEEK: gettext_lazy("本周"),
    NEW: gettext_lazy("新到"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Things due at the same distance, the nearest first."""

    code: str
    label: str
    rows: list[tuple[Due, str]]


def due_for(
    member: Membership, today: date, providers: Iterable[Provider] = PROVIDERS
) -> list[Group]:
    """Return what is due for the member, by group; empty groups are left out."""
    found = [one for provider in providers for one in provider(member, today)]
    groups = (Group(code, str(label), _rows(found, code, today)) for code, label in GROUPS.items())
    return [group for group in groups if group.rows]


def _rows(found: Iterable[Due], code: str, today: date) -> list[tuple[Due, str]]:
    rows = [one for one in found if one.group(today) == code]
    rows.sort(key=lambda one: one.on or date.max)
    return [(one, one.left(today)) for one in rows]
