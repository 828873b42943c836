"""Splitting an edition: who leads and who supports each item; a split of last year carried over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.facts import actions as facts
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, require
from youju.standards import duties_measures as measures
from youju.standards.duties_telling import given_words, tell_units
from youju.standards.models import Duty, Edition
from youju.standards.queries.duties import carried_shares
from youju.standards.rules import duties as rules
from youju.standards.splitting import Share, plan

MOST_TOLD = 8  # faults in one refusal
MOST_SECTION = 60


class BadShares(Refused):
    """Some shares cannot be given; none was. `faults` says why, by the place of the share."""

    def __init__(self, faults: Mapping[int, str]) -> None:
        lines = list(faults.values())
        more = [_("……共 %(n)s 条") % {"n": len(lines)}] if len(lines) > MOST_TOLD else []
        super().__init__("\n".join([*lines[:MOST_TOLD], *more]))
        self.faults = dict(faults)


@dataclass(slots=True)
class _Work:
    """What a split changes."""

    made: list[Duty] = field(default_factory=list)
    turned: list[Duty] = field(default_factory=list)
    kept: list[Duty] = field(default_factory=list)
    ended: list[Duty] = field(default_factory=list)

    @property
    def asked(self) -> list[Duty]:
        return [*self.made, *self.turned]


def split_items(
    edition_id: int,
    shares: Sequence[Share],
    *,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> int:
    """Give items to the units that are to answer for them; return to how many units times items anew.

    A lead that nobody accepted goes over to the new unit. What a unit has already is kept, with a
    new person, section or day where one is named.

    Raises:
        BadShares: Some cannot be given; none was.
    """
    with act("standards.split_items", actor=actor, now=now, key=key) as doing:
        edition = locked_edition(edition_id, actor)
        if doing.replayed:
            return int(doing.subject_id.partition("-")[2])
        work = _given(edition, shares, actor, now)
        doing.on(measures.SPLIT, f"{edition.pk}-{len(work.asked)}", edition=edition.code, ended=len(work.ended))  # fmt: skip
    return len(work.asked)


def carry_duties(
    from_id: int,
    to_id: int,
    *,
    matches: Mapping[str, str] | None = None,
    due: date | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> int:
    """Take the split of one edition over into another; every unit is asked again. Returns how many.

    Only leaves that nobody leads yet get a lead. Units and people who are no more there are left out.

    Args:
        matches: Code in the old edition -> code in the new one; None for the same codes.
        due: The new deadline; last year's days are not taken over.
    """
    with act("standards.carry_duties", actor=actor, now=now, key=key) as doing:
        edition = locked_edition(to_id, actor)
        if doing.replayed:
            return int(doing.subject_id.partition("-")[2])
        old = Edition.objects.filter(pk=from_id, root_id=actor.root_id).first()
        if old is None:
            raise Missing(_("没有这套测评体系，或者不在您的查看范围内"))
        rows = carried_shares(old, edition, matches, timezone.localdate(now))
        shares = [Share(item, duty.unit, duty.side == Duty.Side.LEAD, person, duty.section, due) for duty, item, person in rows]  # fmt: skip
        work = _given(edition, shares, actor, now)
        doing.on(measures.SPLIT, f"{edition.pk}-{len(work.asked)}", edition=edition.code, source=old.code)  # fmt: skip
    return len(work.asked)


def locked_edition(edition_id: int, actor: Membership) -> Edition:
    """Return an edition that may be split by the actor, which nobody else splits meanwhile."""
    rows = Edition.objects.select_for_update(of=("self",)).select_related("unit")
    found = rows.filter(pk=edition_id, root_id=actor.root_id).first()
    if found is None:
        raise Missing(_("没有这套测评体系，或者不在您的查看范围内"))
    require(actor, May.ORGANISE, found.unit)
    if found.state == Edition.State.CLOSED:
        raise Refused(_("这套测评体系已停用，不能再分工。"))
    return found


def _given(edition: Edition, shares: Sequence[Share], actor: Membership, now: datetime) -> _Work:
    if len(shares) > rules.MOST_SHARES:
        raise Refused(_("一次最多 %(n)s 条，请分几次。") % {"n": rules.MOST_SHARES})
    found = plan(edition, shares, timezone.localdate(now))
    if found.faults:
        raise BadShares(found.faults)
    work = _Work()
    for n, share in enumerate(shares):
        _enter(work, found.steps[n], share, found.held, actor, now)
    _write(work, now)
    return work


def _enter(
    work: _Work,
    planned: rules.Planned,
    share: Share,
    held: Mapping[int, Duty],
    actor: Membership,
    now: datetime,
) -> None:
    if planned.ends is not None:
        lead = held[cast(int, planned.ends.duty_id)]
        lead.state, lead.ended_at = Duty.State.ENDED, now
        lead.reason = _("改派给%(unit)s") % {"unit": share.unit.short_name}
        work.ended.append(lead)
    if planned.own is None:
        work.made.append(_new(share, actor, now))
        return
    if planned.own.duty_id is None:  # named twice in one split: the first word stands
        return
    duty = held[planned.own.duty_id]
    duty.person = share.person or duty.person
    duty.section, duty.due = share.section or duty.section, share.due or duty.due
    if planned.step is rules.Step.KEEP:
        work.kept.append(duty)
        return
    duty.side, duty.state = Duty.Side.LEAD, Duty.State.PROPOSED
    duty.given_at, duty.given_by_label, duty.reason = now, actor.label, ""
    work.turned.append(duty)


def _new(share: Share, actor: Membership, now: datetime) -> Duty:
    return Duty(
        root_id=share.item.root_id,
        item=share.item,
        unit=share.unit,
        side=Duty.Side.LEAD if share.lead else Duty.Side.SUPPORT,
        person=share.person,
        section=share.section.strip()[:MOST_SECTION],
        due=share.due,
        given_at=now,
        given_by_label=actor.label,
    )


def _write(work: _Work, now: datetime) -> None:
    """Write the rows, those that end first; then the facts, then the messages."""
    Duty.objects.bulk_update(work.ended, ["state", "ended_at", "reason"])
    told = ["side", "state", "person", "section", "due", "given_at", "given_by_label", "reason"]
    Duty.objects.bulk_update([*work.turned, *work.kept], told)
    Duty.objects.bulk_create(work.made)
    changed = [*work.ended, *work.turned]
    facts.replace_many([(measures.source_of(one), measures.drafts_of(one)) for one in changed], now=now)  # fmt: skip
    made = [(measures.source_of(one), measures.drafts_of(one)) for one in work.made]
    facts.replace_many(made, now=now, fresh=True)
    tell_units(work.asked, "standards.duties_given", given_words(), now)
