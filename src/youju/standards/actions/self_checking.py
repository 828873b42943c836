"""A self-check: item after item, what is in order and what was found, each with its day."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.facts import actions as facts
from youju.facts.actions import Source
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.standards.actions.remedying import Wanting, take_up
from youju.standards.models import CheckedItem, Edition, Item, Remedy, SelfCheck, Standing
from youju.standards.rules.outcome import State
from youju.standards.rules.standings import check_finding, unpack
from youju.standards.standing_measures import CHECK_KIND, check_drafts

LINE_KIND = "standards.checked_item"


def begin_check(
    *, edition: Edition, unit: Unit, actor: Membership, now: datetime, key: UUID
) -> SelfCheck:
    """Begin a self-check of a unit; one that is under way goes on."""
    with act("standards.begin_check", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return SelfCheck.objects.select_related("unit", "edition").get(pk=doing.subject_id)
        require(actor, May.RECORD, unit)
        Unit.objects.select_for_update().get(pk=unit.pk)
        rows = SelfCheck.objects.select_related("unit", "edition")
        found = rows.filter(edition=edition, unit=unit, finished_on=None).first()
        if found is None:
            found = SelfCheck.objects.create(
                root_id=unit.root_id,
                edition=edition,
                unit=unit,
                on=timezone.localdate(now),
                made_by=actor,
                made_by_label=actor.label,
                made_at=now,
            )
        doing.on(CHECK_KIND, found.pk, edition=edition.code)
    return found


def _locked(check_id: int, actor: Membership) -> SelfCheck:
    rows = SelfCheck.objects.select_for_update(of=("self",)).select_related("unit", "edition")
    found = rows.filter(pk=check_id).first()
    if found is None or not actor.unit.covers(found.unit):
        raise Missing(_("没有这次自查，或者不在您的查看范围内"))
    require(actor, May.RECORD, found.unit)
    return found


def _open_for(check_id: int, item: Item, actor: Membership) -> SelfCheck:
    check = _locked(check_id, actor)
    if check.finished_on is not None:
        raise Refused(_("这次自查已经完成，请另开一次。"))
    if item.edition_id != check.edition_id or not item.leaf:
        raise Missing(_("没有这条指标，或者不在这次自查里"))
    return check


def check_item(
    check_id: int,
    *,
    item: Item,
    right: bool,
    text: str = "",
    fix: str = "",
    place: str = "",
    take_up_as: str = "",
    actor: Membership,
    now: datetime,
    key: UUID,
) -> CheckedItem:
    """Say what the self-check found of an item.

    Args:
        right: In order; what was said of the item before in this check goes.
        text: What is wrong; several findings of one item are told one after the other.
        take_up_as: `Remedy.Kind`, "" to only note it.
    """
    with act("standards.check_item", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return CheckedItem.objects.select_related("remedy").get(pk=doing.subject_id)
        check = _open_for(check_id, item, actor)
        told = check_finding(text, right=right)
        lines = CheckedItem.objects.filter(check_run=check, item=item)
        if right and lines.filter(remedy__isnull=False).exists():
            raise Refused(_("这一项发现的问题已经转办，不能改为符合。"), field="verdict")
        lines.filter(verdict="found" if right else "right").delete()
        gap = Wanting(item.code, told, where=place.strip()[:60])
        remedy = None if right else _remedy(check, gap, take_up_as, fix, actor, now, key)
        line = CheckedItem.objects.create(
            check_run=check,
            item=item,
            verdict="right" if right else "found",
            text=told,
            fix="" if right else " ".join(fix.split())[:200],
            place=place.strip()[:60],
            state_then=_state(check, item),
            remedy=remedy,
            on=timezone.localdate(now),
            made_by_label=actor.label,
        )
        doing.on(LINE_KIND, line.pk, item=item.code, right=right)
    return line


def _remedy(
    check: SelfCheck,
    gap: Wanting,
    kind: str,
    fix: str,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Remedy | None:
    """Make a problem or a task of a finding, where that was asked for."""
    if not kind:
        return None
    return take_up(
        edition=check.edition, unit=check.unit, gap=gap, kind=Remedy.Kind(kind), fix=fix,
        actor=actor, now=now, key=key,
    )  # fmt: skip


def _state(check: SelfCheck, item: Item) -> str:
    rows = Standing.objects.filter(edition=check.edition_id, unit=check.unit_id)
    newest = rows.order_by("-day", "-pk").first()
    row = newest.results.get("o", {}).get(item.code) if newest is not None else None
    return unpack(row).state if row else State.UNKNOWN


def finish_check(check_id: int, *, actor: Membership, now: datetime, key: UUID) -> SelfCheck:
    """Close a self-check: its figures count from this day, with the score of the day beside it."""
    with act("standards.finish_check", actor=actor, now=now, key=key) as doing:
        check = _locked(check_id, actor)
        if doing.replayed:
            return check
        if check.finished_on is not None:
            raise Refused(_("这次自查已经完成。"))
        if not check.lines.exists():
            raise Refused(_("还没有查任何一项，查完再完成。"))
        newest = (
            Standing.objects.filter(edition=check.edition, unit=check.unit)
            .order_by("-day", "-pk")
            .first()
        )
        check.finished_on = timezone.localdate(now)
        check.score = newest.score if newest is not None else None
        check.save(update_fields=["finished_on", "score"])
        facts.replace(Source(CHECK_KIND, str(check.pk)), check_drafts(check), now=now)
        doing.on(CHECK_KIND, check.pk, lines=check.lines.count())
    return check
