"""What becomes of a duty: accepted, handed back, held to, given to somebody within the unit, ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act, record
from youju.audit.queries import Outcome
from youju.facts import actions as facts
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Person, Unit, require
from youju.standards import duties_measures as measures
from youju.standards.actions.duties import MOST_SECTION, split_items
from youju.standards.actions.frame import act_on
from youju.standards.duties_telling import tell, url_of
from youju.standards.models import Duty
from youju.standards.queries.duties import people_at
from youju.standards.rules import duties as rules
from youju.standards.rules.duties import DutyState
from youju.standards.splitting import Share

ROOT_WAY = "item__edition__unit"


def accept_duties(
    duty_ids: Sequence[int],
    *,
    person: Person | None = None,
    section: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> int:
    """Let the actor's own unit accept what it was given, many at once; return how many.

    Raises:
        Refused: One of them is not the unit's own, or is accepted or ended already.
    """
    with act("standards.accept_duties", actor=actor, now=now, key=key) as doing:
        require(actor, May.ARRANGE)
        if doing.replayed:
            return int(doing.subject_id.partition("-")[2])
        rows = _locked(duty_ids, actor)
        who = _somebody(person, actor.unit, now)
        for duty in rows:
            rules.check_unit_itself(duty.unit_id, actor.unit_id, duty.unit.short_name)
            rules.check_change(duty.at, DutyState.ACCEPTED)
            duty.state, duty.answered_at, duty.reason = Duty.State.ACCEPTED, now, ""
            duty.person, duty.section = who or duty.person, _section(section) or duty.section
        told = ["state", "answered_at", "reason", "person", "section"]
        Duty.objects.bulk_update(rows, told)
        _count(rows, now)
        for duty in rows:
            record("standards.accept_duty", Outcome.DONE, actor=actor, now=now, kind=measures.DUTY, subject_id=duty.pk)  # fmt: skip
        doing.on(measures.SPLIT, f"{actor.unit_id}-{len(rows)}", duties=len(rows))
    return len(rows)


def place_duties(
    duty_ids: Sequence[int],
    *,
    person: Person | None = None,
    section: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> int:
    """Give duties of a unit to somebody within it, and to a section; return how many.

    Raises:
        Refused: Nobody is named, or the person does not stand at the unit.
    """
    with act("standards.place_duties", actor=actor, now=now, key=key) as doing:
        require(actor, May.ARRANGE)
        if doing.replayed:
            return int(doing.subject_id.partition("-")[2])
        rows = _locked(duty_ids, actor)
        part = _section(section)
        if person is None and not part:
            raise Refused(_("选责任人，或者写明科室。"), field="person")
        for duty in rows:
            require(actor, May.ARRANGE, duty.unit)
            if duty.at is DutyState.ENDED:
                raise Refused(_("这项分工已解除。"))
            duty.person = _somebody(person, duty.unit, now) or duty.person
            duty.section = part or duty.section
        Duty.objects.bulk_update(rows, ["person", "section"])
        for duty in rows:
            record("standards.place_duty", Outcome.DONE, actor=actor, now=now, kind=measures.DUTY, subject_id=duty.pk)  # fmt: skip
        doing.on(measures.SPLIT, f"{actor.unit_id}-{len(rows)}", duties=len(rows))
    return len(rows)


def hand_back_duty(
    duty_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID | None
) -> Duty:
    """Hand a duty back with the reason; whoever split the edition decides."""
    with act_on("hand_back_duty", Duty, duty_id, actor=actor, now=now, key=key) as (doing, duty):
        if doing.replayed:
            return duty
        rules.check_unit_itself(duty.unit_id, actor.unit_id, duty.unit.short_name)
        rules.check_change(duty.at, DutyState.HANDED_BACK)
        duty.reason = rules.check_reason(reason, _("写明退回的原因，如职能已划转到哪个单位。"))
        duty.state, duty.returned_at = Duty.State.HANDED_BACK, now
        duty.save(update_fields=["state", "reason", "returned_at"])
        _count([duty], now)
        doing.on(measures.DUTY, duty.pk, reason=duty.reason[:200])
        told = {"unit": duty.unit.short_name, "item": duty.item.code}
        title = _("%(unit)s退回指标 %(item)s，请维持或改派") % told
        tell(duty.item.edition.unit, "standards.duty_back", title, url_of(duty), now)
    return duty


def insist_on_duty(
    duty_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID | None
) -> Duty:
    """Hold to a duty that was handed back: the unit answers for it, and is told why."""
    with act_on(
        "insist_on_duty", Duty, duty_id,
        way=ROOT_WAY, may=May.ORGANISE, actor=actor, now=now, key=key,
    ) as (doing, duty):  # fmt: skip
        if doing.replayed:
            return duty
        if duty.at is not DutyState.HANDED_BACK:
            raise Refused(_("没有退回的分工不用维持。"))
        said = rules.check_reason(reason, _("写明维持的理由，如三定方案第几条。"))
        duty.state, duty.reason, duty.answered_at = Duty.State.ACCEPTED, said, now
        duty.save(update_fields=["state", "reason", "answered_at"])
        _count([duty], now)
        doing.on(measures.DUTY, duty.pk, reason=said[:200])
        title = _("指标 %(item)s 维持由你单位负责") % {"item": duty.item.code}
        tell(duty.unit, "standards.duty_kept", title, url_of(duty), now)
    return duty


def reassign_duty(
    duty_id: int,
    *,
    unit: Unit,
    due: date | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Duty:
    """Give what a unit handed back, or has not answered, to another one; return the new duty."""
    with act_on(
        "reassign_duty", Duty, duty_id,
        way=ROOT_WAY, may=May.ORGANISE, actor=actor, now=now, key=key,
    ) as (doing, duty):  # fmt: skip
        rows = Duty.objects.select_related("unit", "item")
        if doing.replayed:
            return rows.get(pk=doing.subject_id)
        if duty.unit_id == unit.pk:
            raise Refused(_("换一个单位，或者维持原分工。"), field="unit")
        if duty.at is DutyState.ACCEPTED:
            raise Refused(_("%(unit)s已认领，先解除再改派。") % {"unit": duty.unit.short_name})
        _end(duty, _("改派给%(unit)s") % {"unit": unit.short_name}, now)
        share = Share(duty.item, unit, duty.side == Duty.Side.LEAD, due=due or duty.due)
        split_items(duty.item.edition_id, [share], actor=actor, now=now, key=key)
        made = rows.exclude(state=Duty.State.ENDED).get(item=duty.item_id, unit=unit)
        doing.on(measures.DUTY, made.pk, instead_of=duty.pk)
    return made


def end_duty(
    duty_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID | None
) -> Duty:
    """Release a unit from a duty, with the reason; the item waits for another."""
    with act_on(
        "end_duty", Duty, duty_id,
        way=ROOT_WAY, may=May.ORGANISE, actor=actor, now=now, key=key,
    ) as (doing, duty):  # fmt: skip
        if doing.replayed:
            return duty
        said = rules.check_reason(reason, _("写明解除的原因。"))
        _end(duty, said, now)
        doing.on(measures.DUTY, duty.pk, reason=said[:200])
        title = _("指标 %(item)s 的分工已解除") % {"item": duty.item.code}
        tell(duty.unit, "standards.duty_ended", title, url_of(duty), now)
    return duty


def _end(duty: Duty, reason: str, now: datetime) -> None:
    rules.check_change(duty.at, DutyState.ENDED)
    duty.state, duty.ended_at, duty.reason = Duty.State.ENDED, now, reason
    duty.save(update_fields=["state", "ended_at", "reason"])
    _count([duty], now)


def _locked(duty_ids: Sequence[int], actor: Membership) -> list[Duty]:
    """Return the duties asked for, locked; all of them, or Missing."""
    wanted = set(duty_ids)
    if not wanted:
        raise Refused(_("先勾选指标。"))
    rows = Duty.objects.select_for_update(of=("self",)).select_related("unit", "item", "person")
    found = list(rows.filter(pk__in=wanted, root_id=actor.root_id).order_by("pk"))
    if len(found) < len(wanted):
        raise Missing(_("没有这条记录，或者不在您的查看范围内"))
    return found


def _somebody(person: Person | None, unit: Unit, now: datetime) -> Person | None:
    """Return the person, who must stand at the unit."""
    if person is None:
        return None
    if person.pk not in people_at([unit.pk], timezone.localdate(now)).get(unit.pk, {}):
        told = {"name": person.name, "unit": unit.short_name}
        raise Refused(_("%(name)s不在%(unit)s任职") % told, field="person")
    return person


def _section(text: str) -> str:
    return " ".join(text.replace("\0", "").split())[:MOST_SECTION]


def _count(duties: Sequence[Duty], now: datetime) -> None:
    items = [(measures.source_of(one), measures.drafts_of(one)) for one in duties]
    facts.replace_many(items, now=now)
