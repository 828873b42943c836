"""The award: who is chosen, under which document, and the titles that it makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from youju.honours import notify
from youju.honours.actions.frame import (
    keep_selection,
    on_selection,
    recount_nomination,
    recount_title,
    trail,
)
from youju.honours.actions.voting import forget_networks
from youju.honours.models import Nomination, Selection, Title
from youju.honours.names import fingerprint
from youju.honours.rules import stages, texts
from youju.honours.rules.kinds import Holder
from youju.honours.rules.stages import STATES, Stage, State
from youju.honours.shipped import title_kinds
from youju.kernel.crypto import mask_name
from youju.kernel.refusal import Refused
from youju.kernel.words import labelled
from youju.organisations.queries import Membership


def award_selection(
    selection_id: int,
    *,
    winners: Iterable[int],
    paper: str,
    on: date,
    given_by: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Selection:
    """End a selection: these are honoured under a document, the others are not. Each award is a title.

    Args:
        winners: Ids of nominations that passed, at most as many of a category as it has seats.
        paper: Number of the document: 澄文明委〔2026〕8号.
        given_by: Who gives the title; the selection's unit unless told.
    """
    frame = on_selection("award_selection", selection_id, actor=actor, now=now, key=key)
    with frame as (doing, selection):
        if doing.replayed:
            return selection
        stages.check_stage(selection.of_kind.stages, selection.at, Stage.DONE)
        texts.check_day(on, timezone.localdate(now))
        if on < selection.started_on:
            raise Refused(_("表彰日期早于评选开始，请核对。"), field="on")
        why = _("填表彰文号，如 澄文明委〔2026〕8号。")
        number = texts.check_text(paper, "paper", why, texts.PAPER)
        chosen = _chosen(selection, set(winners))
        selection.stage, selection.award_on, selection.award_paper = Stage.DONE, on, number
        selection.save()
        _settle(selection, chosen, given_by.strip() or selection.unit.name, actor, now)
        forget_networks(selection)
        note = _("%(paper)s，%(n)s%(word)s") % {
            "paper": number,
            "n": len(chosen),
            "word": selection.of_kind.word,
        }
        keep_selection(doing, selection, "表彰", actor=actor, now=now, note=note)
    return selection


def _chosen(selection: Selection, wanted: set[int]) -> set[int]:
    rows = list(selection.nominations.filter(state=State.PASSED, pk__in=wanted))
    if len(rows) < len(wanted):
        raise Refused(_("有的人不在审核通过的名单里，请刷新页面重选。"), field="winners")
    counts = Counter(one.category for one in rows)
    stages.check_seats(counts, selection.seats, selection.labels)
    return {one.pk for one in rows}


def _settle(
    selection: Selection, chosen: set[int], given_by: str, actor: Membership, now: datetime
) -> None:
    passed = selection.nominations.filter(state=State.PASSED).select_related("unit")
    for one in passed:
        one.selection = selection
        one.state = State.AWARDED if one.pk in chosen else State.LOST
        one.save(update_fields=["state"])
        trail("nomination", one.pk, STATES[one.at], actor, now)
        recount_nomination(one, now)
        if one.at is State.AWARDED:
            _make_title(one, given_by, actor, now)
        if one.unit_id != actor.unit_id:
            title = labelled(selection.title, STATES[one.at])
            notify.tell(one.unit, "honours.awarded", title, one.get_absolute_url(), now)


def _make_title(one: Nomination, given_by: str, actor: Membership, now: datetime) -> None:
    """Register the title of somebody honoured, unless he holds it already."""
    selection = one.selection
    kind = title_kinds()[selection.titles.get(one.category) or selection.of_kind.title]
    whole = one.full_name.open() if one.full_name else one.name
    held = Title.objects.filter(
        unit=one.unit, kind=kind.code, level=selection.level, plain=fingerprint(whole)
    )
    if held.exclude(standing="lost").exists():
        return
    hidden = kind.minor or kind.holder is Holder.HOUSEHOLD
    title = Title.objects.create(
        root_id=one.root_id,
        unit=one.unit,
        kind=kind.code,
        level=selection.level,
        name=mask_name(whole) if hidden else whole,
        full_name=whole if hidden else "",
        plain=fingerprint(whole),
        since=selection.award_on or timezone.localdate(now),
        given_by=given_by[:60],
        paper=selection.award_paper,
        nomination=one,
        made_by_label=actor.label,
        made_at=now,
    )
    trail("title", title.pk, gettext_noop("评选表彰"), actor, now, selection.title)
    recount_title(title, now)
