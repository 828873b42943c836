"""Results of the public civility index with targets, and events of the negative list."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.facts import actions as facts
from youju.kernel.refusal import Refused
from youju.kernel.words import labelled
from youju.organisations.queries import May, Membership, Unit, require
from youju.patrols import actions as patrols
from youju.patrols.rules.visits import InspectionKind
from youju.standards import mock_measures as measures
from youju.standards.actions.frame import act_on
from youju.standards.models import IndexTarget, NegativeEvent
from youju.standards.rules import years

TARGET = "standards.index_target"


def record_result(
    *,
    unit: Unit,
    name: str,
    on: date,
    score: Decimal | None = None,
    full: Decimal | None = None,
    rank: int | None = None,
    of: int | None = None,
    lost: str = "",
    actor: Membership,
    now: datetime,
    key: UUID,
) -> int:
    """Register one official result in one go; return the id of the inspection that keeps it.

    Args:
        name: 2026年上半年公共文明指数测评.
        lost: The lines of lost points: 指标，失分原因，失分.
    """
    with act("standards.record_result", actor=actor, now=now, key=key) as doing:
        require(actor, May.ARRANGE, unit)
        if doing.replayed:
            return int(doing.subject_id)
        items = years.read_lost(lost)
        if score is None and rank is None:
            raise Refused(_("填得分或名次。"), field="score")
        by = {"actor": actor, "now": now}
        made = patrols.add_inspection(unit, InspectionKind.INDEX, name.strip(), on=on, **by)  # type: ignore[arg-type]
        patrols.settle_inspection(made.pk, score=score, full=full, rank=rank, of=of, **by)  # type: ignore[arg-type]
        for one in items:
            _lose(made.pk, one, actor, now)
        doing.on("patrols.inspection", made.pk, score=str(score or ""), rank=rank)
    return made.pk


def _lose(inspection_id: int, one: years.Lost, actor: Membership, now: datetime) -> None:
    try:
        patrols.add_lost_item(
            inspection_id, one.item, one.reason, points=one.points, actor=actor, now=now
        )
    except Refused as refusal:
        raise Refused(labelled(one.item, refusal.message), field="lost") from refusal


def set_target(
    *,
    unit: Unit,
    year: int,
    rank: int,
    before: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> IndexTarget:
    """Set how far in front the unit wants to be in a year; set again it replaces the former."""
    with act("standards.set_index_target", actor=actor, now=now, key=key) as doing:
        require(actor, May.ARRANGE, unit)
        if doing.replayed:
            return IndexTarget.objects.get(pk=doing.subject_id)
        if not 2000 <= year <= 2199:
            raise Refused(_("年份写四位，如 2026。"), field="year")
        if not 1 <= rank <= 9999:
            raise Refused(_("名次填 1 或更大的整数。"), field="rank")
        told = {
            "rank": rank,
            "before": before.strip()[:60],
            "set_by_label": actor.label,
            "set_at": now,
        }
        made, _new = IndexTarget.objects.update_or_create(unit=unit, year=year, defaults=told)
        doing.on(TARGET, made.pk, year=year, rank=rank)
    return made


def register_negative(
    *,
    unit: Unit,
    on: date,
    group: str,
    title: str,
    basis: str,
    code: str = "",
    bars: bool = False,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> NegativeEvent:
    """Register an event of the negative list, and whether it bars the unit for twelve months."""
    with act("standards.register_negative", actor=actor, now=now, key=key) as doing:
        require(actor, May.ARRANGE, unit)
        if doing.replayed:
            return NegativeEvent.objects.select_related("unit").get(pk=doing.subject_id)
        years.check_event(on, timezone.localdate(now), group, title, basis)
        made = NegativeEvent.objects.create(
            root_id=unit.root_id, unit=unit, on=on, group=group, code=code.strip()[:40],
            title=title.strip()[:200], basis=basis.strip()[:200], bars=bars,
            made_by_label=actor.label, made_at=now,
        )  # fmt: skip
        facts.replace(measures.negative_source(made), measures.negative_drafts(made), now=now)
        doing.on(measures.NEGATIVE, made.pk, bars=bars, group=group)
    return made


def withdraw_negative(
    event_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID
) -> NegativeEvent:
    """Take an event registered by mistake, or revoked, off the list with a reason."""
    with act_on("withdraw_negative", NegativeEvent, event_id, actor=actor, now=now, key=key) as (
        doing,
        found,
    ):
        doing.on(measures.NEGATIVE, found.pk, reason=reason[:200])
        if doing.replayed:
            return found
        if found.state != NegativeEvent.State.LIVE:
            raise Refused(_("这件事已经撤下。"))
        if not reason.strip():
            raise Refused(_("写明撤下的原因。"), field="reason")
        found.state, found.reason = NegativeEvent.State.WITHDRAWN, reason.strip()[:200]
        found.save(update_fields=["state", "reason"])
        facts.replace(measures.negative_source(found), measures.negative_drafts(found), now=now)
    return found
