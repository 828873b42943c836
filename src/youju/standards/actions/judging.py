"""Deciding by hand what no data can say, and setting targets from above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.evidence.actions import set_links
from youju.evidence.queries import Role
from youju.facts.queries import Measure, measure_at
from youju.kernel.periods import Period
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.kernel.units import converted
from youju.organisations.queries import May, Membership, Unit, require
from youju.standards.computing import outcomes_of, units_of
from youju.standards.editions import spec_of
from youju.standards.models import Item, Judgement, Target
from youju.standards.proofs import Scope, read_all
from youju.standards.queries.standing import item_specs
from youju.standards.rules.standings import check_judgement
from youju.standards.spec import ProofKind

JUDGEMENT, TARGET = "standards.judgement", "standards.target"


def judge_item(
    *,
    item: Item,
    unit: Unit,
    share: Decimal | None,
    reason: str,
    evidence: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Judgement:
    """Decide what an item is worth at a unit: only where no proof gives a value.

    Args:
        share: 0 to 1 of the item's points.
        evidence: Ids of photos or papers that show it.

    Raises:
        Refused: Data already say what it is worth, or there is no reason.
    """
    with act("standards.judge", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Judgement.objects.select_related("item", "unit").get(pk=doing.subject_id)
        require(actor, May.RECORD, unit)
        day = timezone.localdate(now)
        said = check_judgement(share, reason, told_by_data(item, unit, now))
        made = Judgement.objects.create(
            root_id=unit.root_id,
            item=item,
            unit=unit,
            share=share or Decimal(0),
            reason=said,
            on=day,
            made_by=actor,
            made_by_label=actor.label,
            made_at=now,
        )
        if evidence:
            set_links(
                JUDGEMENT, made.pk, list(evidence), unit=unit, role=Role.PROOF, actor=actor, now=now
            )
        doing.on(JUDGEMENT, made.pk, item=item.code, unit=unit.pk, share=str(made.share))
    return made


def told_by_data(item: Item, unit: Unit, now: datetime) -> str:
    """Return what the proofs of an item say at a unit, "" where they leave it to a judgement."""
    asked = item_specs(spec_of(item.edition))[item.code]
    if asked.rule is None:
        return _("本级由下级指标合计")
    if any(proof.kind is ProofKind.JUDGEMENT for proof in asked.proofs):
        return ""
    spec = spec_of(item.edition)
    # What is asked of the units below is asked of the one above as well.
    scope = Scope(unit.root_id, units_of(item.edition, spec, unit), timezone.localdate(now))
    found = outcomes_of(spec, [asked], scope, read_all([asked], scope))
    outcome = found.get(unit.pk, {}).get(item.code)
    if outcome is None:
        return _("本单位不查这一项")
    return outcome.actual or _("已有数据") if outcome.share is not None else ""


def set_measure_target(
    *,
    unit: Unit,
    measure: str,
    period: Period,
    quantity: Quantity,
    reason: str,
    least: bool = True,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Target:
    """Set what a measure is to reach at a unit in a period; setting it again replaces it.

    Raises:
        Refused: It is not known what is counted, in which unit, or from where it comes.
    """
    with act("standards.set_measure_target", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Target.objects.select_related("unit").get(pk=doing.subject_id)
        require(actor, May.CONFIGURE, unit)
        counted = measure_at(measure)
        value, said = _checked(counted, period, quantity, reason)
        start, end = period.bounds
        made, _new = Target.objects.update_or_create(
            unit=unit,
            measure=counted.code,
            start=start,
            end=end,
            defaults={
                "root_id": unit.root_id,
                "grain": period.grain,
                "value": value,
                "word": counted.unit,
                "least": least,
                "reason": said,
                "made_by_label": actor.label,
                "made_at": now,
            },
        )
        doing.on(TARGET, made.pk, measure=counted.code, unit=unit.pk, value=str(made.value))
    return made


def _checked(
    counted: Measure, period: Period, quantity: Quantity, reason: str
) -> tuple[Decimal, str]:
    """Return the value of a target and where it comes from; refuse what cannot be compared."""
    if not period.known:
        raise Refused(_("写明哪个时期的目标，如 2026 或 2026H1。"), field="period")
    if quantity.value is None:
        raise Refused(_("目标写成数字加单位，如 10万美元。"), field="quantity")
    value = converted(quantity.value, quantity.unit, counted.unit)
    if value is None:
        told = {"measure": counted.name, "unit": counted.unit}
        raise Refused(
            _("“%(measure)s”的单位是%(unit)s，目标请用同一个单位。") % told, field="quantity"
        )
    said = " ".join(reason.split())
    if not said:
        raise Refused(_("写明目标的依据，如 区政府目标责任书。"), field="reason")
    return value, said[:200]
