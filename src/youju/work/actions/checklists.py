"""Giving out a checklist, marking its headings, closing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.evidence.actions import set_links, share_links
from youju.evidence.queries import Role
from youju.facts import actions as facts
from youju.facts.actions import Source
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.work import notify
from youju.work.measures import LINE_KIND, line_drafts
from youju.work.models import Checklist, ChecklistLine
from youju.work.rules import checklists as rules
from youju.work.rules.tasks import check_days, check_text
from youju.work.shipped import templates

CHECKLIST_KIND = "work.checklist"
MOST_UNITS = 500


def start_checklist(
    *,
    unit: Unit,
    code: str,
    units: Sequence[Unit],
    due_on: date,
    title: str = "",
    inspection: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Checklist:
    """Give a checklist to units: each gets a copy of every heading.

    Args:
        unit: Whose checklist it is; the actor's own or below.
        code: One of the shipped checklists.
        units: Who does it; the unit itself or units below it.
        title: Its label unless told.
    """
    with act("work.start_checklist", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Checklist.objects.select_related("unit").get(pk=doing.subject_id)
        require(actor, May.ARRANGE, unit)
        shipped = templates().get(code)
        if shipped is None:
            raise Refused(_("没有这种清单，请从列表里选。"), field="code")
        _check_units(unit, units)
        today = timezone.localdate(now)
        check_days(today, due_on)
        checklist = Checklist(root_id=unit.root_id, unit=unit, code=code)
        checklist.title = check_text(title.strip() or shipped.label, "title", "", 80)
        checklist.inspection = inspection.strip()[:60]
        checklist.starts_on, checklist.due_on = today, due_on
        checklist.headings = [rules.as_json(one) for one in shipped.headings]
        checklist.made_by_label, checklist.made_at = actor.label, now
        checklist.save()
        _give_lines(checklist, units, shipped)
        doing.on(CHECKLIST_KIND, checklist.pk, units=len(units))
        url = checklist.get_absolute_url()
        for one in units:
            if one.pk != actor.unit_id:
                notify.tell(one, notify.DOERS, "work.checklist", checklist.title, url, now)
    return checklist


def _give_lines(checklist: Checklist, units: Sequence[Unit], shipped: rules.Template) -> None:
    ChecklistLine.objects.bulk_create(
        ChecklistLine(checklist=checklist, unit=unit, heading=heading.code, order=n)
        for unit in units
        for n, heading in enumerate(shipped.headings)
    )


def _check_units(unit: Unit, units: Sequence[Unit]) -> None:
    if not units:
        raise Refused(_("选至少一个单位。"), field="units")
    if len(units) > MOST_UNITS:
        raise Refused(_("一次最多 %(n)s 个单位。") % {"n": MOST_UNITS}, field="units")
    for one in units:
        if not unit.covers(one):
            told = _("%(unit)s不在%(top)s之下。") % {"unit": one.name, "top": unit.name}
            raise Refused(told, field="units")


def mark_line(
    line_id: int,
    *,
    state: str,
    note: str = "",
    done_on: date | None = None,
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> ChecklistLine:
    """Say how a heading stands at the unit: under way, done and how, or not done after all."""
    with act("work.mark_line", actor=actor, now=now, key=key) as doing:
        rows = ChecklistLine.objects.select_for_update(of=("self",)).filter(pk=line_id)
        line = rows.select_related("unit", "checklist__unit").first()
        if line is None:
            raise Missing(_("没有这一条，或者不在您的查看范围内"))
        require(actor, May.RECORD, line.unit)
        if doing.replayed:
            return line
        if line.checklist.state == Checklist.State.CLOSED:
            raise Refused(_("清单已经结束，不能再改。"))
        wanted = rules.LineState(state)
        today = timezone.localdate(now)
        line.note = rules.check_line(wanted, note, done_on, today)
        line.state = wanted
        line.done_on = (done_on or today) if wanted is rules.LineState.DONE else None
        line.by_label, line.at = actor.label, now
        line.save()
        if photos:
            set_links(
                LINE_KIND, line.pk, photos, unit=line.unit, role=Role.PROOF, actor=actor, now=now
            )
            share_links(LINE_KIND, line.pk, [line.checklist.unit], now=now)
        facts.replace(Source(LINE_KIND, str(line.pk)), line_drafts(line), now=now)
        doing.on(LINE_KIND, line.pk, state=line.state, note=line.note[:200])
    return line


def close_checklist(
    checklist_id: int, *, actor: Membership, now: datetime, key: UUID | None
) -> Checklist:
    """End a checklist after the inspection: its lines stay as they are."""
    with act("work.close_checklist", actor=actor, now=now, key=key) as doing:
        rows = Checklist.objects.select_for_update(of=("self",)).select_related("unit")
        found = rows.filter(pk=checklist_id).first()
        if found is None:
            raise Missing(_("没有这份清单，或者不在您的查看范围内"))
        require(actor, May.ARRANGE, found.unit)
        if not doing.replayed:
            found.state = Checklist.State.CLOSED
            found.save(update_fields=["state"])
            doing.on(CHECKLIST_KIND, found.pk)
    return found
