"""Codes for voters, ballots, and the jury's scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Actor, act
from youju.honours.actions.frame import on_selection, trail
from youju.honours.actions.selections import mean_scores
from youju.honours.codes import digest, net_of
from youju.honours.measures import SELECTION_KIND
from youju.honours.models import Ballot, Choice, Nomination, Score, Selection, VoteCode
from youju.honours.rules import stages, texts, voting
from youju.honours.rules.stages import Stage, State
from youju.kernel.refusal import Refused
from youju.kernel.slips import new_code
from youju.organisations.queries import Membership, Unit


def issue_codes(
    selection_id: int,
    *,
    unit: Unit,
    number: int,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> list[str]:
    """Make codes for the voters of a unit, and return them: they cannot be shown again.

    A second submission under the same key gets none, for the first got them.
    """
    frame = on_selection("issue_codes", selection_id, actor=actor, now=now, key=key)
    with frame as (doing, selection):
        if doing.replayed:
            return []
        if Stage.VOTE not in selection.way:
            raise Refused(_("这种评选没有投票。"))
        before = selection.way[: selection.way.index(Stage.VOTE) + 1]
        stages.check_at(selection.at, before)
        if not selection.unit.covers(unit):
            told = _("%(unit)s不在这项评选的范围内。") % {"unit": unit.name}
            raise Refused(told, field="unit")
        if not 1 <= number <= voting.MOST_CODES:
            raise Refused(_("一次 1 到 %(n)s 个。") % {"n": voting.MOST_CODES}, field="number")
        codes = [new_code() for _n in range(number)]
        # In the order of their digests: a row's place says nothing about its code.
        digests = sorted(digest(selection.pk, code) for code in codes)
        VoteCode.objects.bulk_create(
            [VoteCode(selection=selection, unit=unit, digest=one) for one in digests],
            batch_size=500,
        )
        note = _("%(unit)s %(n)s 个") % {"unit": unit.short_name, "n": number}
        trail("selection", selection.pk, "生成投票码", actor, now, note)
        doing.on(SELECTION_KIND, selection.pk, number=number, unit=unit.pk)
    return codes


def cast_ballot(
    selection_id: int,
    *,
    code: str,
    choices: Iterable[int],
    prefix: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None,
) -> None:
    """Take one ballot for one code. The code is spent, and the ballot does not know it.

    Args:
        choices: Ids of nominations; at most as many of a category as it has seats.
        prefix: The sender's network without its last part; kept as a keyed hash until the end.
    """
    with act("honours.cast_ballot", actor=actor, now=now, key=key) as doing:
        selection = Selection.objects.select_related("unit").get(pk=selection_id)
        if doing.replayed:
            return
        stages.check_at(selection.at, (Stage.VOTE,))
        until = selection.vote_until
        if until is None or timezone.localdate(now) > until:
            raise Refused(_("投票已经截止。"))
        rows = VoteCode.objects.filter(selection=selection, digest=digest(selection.pk, code))
        held = rows.select_for_update().first() if code.strip() else None
        voting.check_code(held is not None, held is not None and held.used)
        chosen = _chosen(selection, choices)
        labels = selection.labels
        voting.check_ballot(Counter(one.category for one in chosen), selection.seats, labels)
        rows.update(used=True)
        minute = now.replace(second=0, microsecond=0)
        ballot = Ballot.objects.create(
            selection=selection, minute=minute, net=net_of(selection.pk, prefix)
        )
        Choice.objects.bulk_create([Choice(ballot=ballot, nomination=one) for one in chosen])
        doing.on(SELECTION_KIND, selection.pk)


def _chosen(selection: Selection, choices: Iterable[int]) -> list[Nomination]:
    wanted = set(choices)
    rows = list(selection.nominations.filter(pk__in=wanted, state=State.PASSED))
    if len(rows) < len(wanted):
        raise Refused(_("有的候选人已经不在名单上，请重新选择。"), field="choices")
    return rows


def score_nominees(
    selection_id: int,
    *,
    juror: str,
    points: Mapping[int, Decimal],
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Selection:
    """Take the score sheet of one juror: points for every nominee. A second sheet replaces the first."""
    frame = on_selection("score_nominees", selection_id, actor=actor, now=now, key=key)
    with frame as (doing, selection):
        if doing.replayed:
            return selection
        stages.check_at(selection.at, (Stage.JURY,))
        name = texts.check_text(juror, "juror", _("写明评委姓名。"), 30)
        nominees = list(selection.nominations.filter(state=State.PASSED))
        if any(one.pk not in points for one in nominees):
            raise Refused(_("每一位都要打分。"), field="points")
        for one in nominees:
            Score.objects.update_or_create(
                nomination=one,
                juror=name,
                defaults={
                    "points": voting.check_points(points[one.pk]),
                    "by_label": actor.label,
                    "at": now,
                },
            )
        mean_scores(selection)
        note = _("%(juror)s，%(n)s 人") % {"juror": name, "n": len(nominees)}
        trail("selection", selection.pk, "录入评审分", actor, now, note)
        doing.on(SELECTION_KIND, selection.pk, nominees=len(nominees))
    return selection


def forget_networks(selection: Selection) -> None:
    """Take what stands for networks off the ballots, once the selection has ended."""
    Ballot.objects.filter(selection=selection).exclude(net="").update(net="")
