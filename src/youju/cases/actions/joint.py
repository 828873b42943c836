"""Cases of several units; cases that are one, and one that is several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.cases import findable, kind_tree, tallies
from youju.cases.actions.frame import Work, event_of, locked, on_case
from youju.cases.actions.hard import end_hard
from youju.cases.measures import drafts_of, source_of
from youju.cases.models import Case, CaseUnit
from youju.cases.numbering import take_number
from youju.cases.queries.look import sees
from youju.cases.rules import Act, State, report
from youju.facts import actions as facts
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import Membership, Unit

Role = CaseUnit.Role
MOST_HELPERS, MOST_PARTS = 10, 10


def set_units(case: Case, lead: Unit, helpers: Sequence[Unit], work: Work) -> None:
    """Let these units put the case right together, one of them in the lead."""
    others = list({one.pk: one for one in helpers if one.pk != lead.pk}.values())
    if len(others) > MOST_HELPERS or any(one.root_id != case.root_id for one in others):
        raise Refused("配合单位最多 10 个，须在同一套组织里。", field="helpers")
    if not others and not case.joint:
        return
    CaseUnit.objects.filter(case=case).delete()
    if others:
        rows = [(lead, Role.LEAD), *((one, Role.HELPER) for one in others)]
        CaseUnit.objects.bulk_create([CaseUnit(case=case, unit=u, role=r) for u, r in rows])
    work.set(joint=bool(others))


def merge_case(
    case_id: int,
    *,
    into: int,
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Case:
    """Make a case part of another that tells of the same problem (并案). It counts as reported only."""
    with on_case(Act.MERGE, case_id, actor=actor, now=now, key=key) as work:
        if not work.replayed:
            told = report.check_note(note)
            main = locked(into)
            if not sees(actor, main):
                raise Missing("没有要并入的问题，或者不在您的查看范围内")
            if main.pk == case_id or main.merged_into_id is not None or not main.open:
                raise Refused("并入的问题须是另一件在办的问题。", field="into")
            work.set(merged_into=main, refused_at=now, paused_since=None, watch_at=None)
            work.set(extension_asked=False)
            end_hard(work, solved=False)
            work.move(
                Act.MERGE, told, _("并入 %(number)s") % {"number": main.number}, into=main.number
            )
            event_of(
                main,
                Act.MERGE,
                actor,
                now,
                told,
                _("并进 %(number)s") % {"number": work.case.number},
            ).save()
            _follow(work.case, main)
    return work.case


def _follow(case: Case, main: Case) -> None:
    """Let what was merged into the case before follow it."""
    Case.objects.filter(merged_into=case).update(merged_into=main)


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of a split case tells: its kind (code), title and text."""

    kind: str
    title: str
    description: str = ""


def split_case(
    case_id: int,
    *,
    parts: Sequence[Part],
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> list[Case]:
    """Make cases of their own from parts of one; each waits to be dispatched, the whole stays."""
    with on_case(Act.SPLIT, case_id, actor=actor, now=now, key=key) as work:
        if work.replayed:
            return list(Case.objects.filter(split_from=case_id).order_by("pk"))
        if not 1 <= len(parts) <= MOST_PARTS:
            raise Refused("拆出 1 至 10 个部分。", field="parts")
        told = report.check_note(note)
        made = [_part(work, one) for one in parts]
        numbers = "、".join(one.number for one in made)
        work.tell(
            Act.SPLIT,
            told,
            _("拆出 %(numbers)s") % {"numbers": numbers},
            parts=[one.pk for one in made],
        )
    return made


def _part(work: Work, part: Part) -> Case:
    whole, now = work.case, work.now
    kind = kind_tree.named(whole.root_id, part.kind)
    title = report.clean(part.title, report.MAX_TITLE, "title")
    if kind is None or not title:
        raise Refused("每个部分都要选类别、写标题。", field="parts")
    case = Case(
        root_id=whole.root_id,
        unit=whole.unit,
        path=whole.path,
        kind=kind,
        source=whole.source,
        severity=max(kind.severity, whole.severity),
        state=State.FILED.value,
        title=title,
        place=whole.place,
        lat=whole.lat,
        lng=whole.lng,
        description=report.clean(part.description, report.MAX_TEXT, "description"),
        done_at=whole.done_at,
        received_at=now,
        filed_at=now,
        made_by=work.actor if isinstance(work.actor, Membership) else None,
        made_by_label=work.actor.label,
        split_from=whole,
        number=take_number(whole.unit, timezone.localtime(now).year),
    )
    case.save(force_insert=True)
    event_of(
        case, Act.SPLIT, work.actor, now, why=_("从 %(number)s 拆出") % {"number": whole.number}
    ).save()
    facts.replace(source_of(case), drafts_of(case), now=now, fresh=True)
    tallies.append(tallies.Counts(), tallies.counts_of(case))
    findable.put(case)
    return case
