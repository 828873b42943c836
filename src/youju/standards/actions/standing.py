"""Working out where units stand, again and again: on request, when something changed, once a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, Max, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import SYSTEM, act
from youju.audit.queries import changed_since
from youju.facts import actions as facts
from youju.facts.queries import Fact
from youju.jobs import actions as jobs
from youju.jobs.queries import Job, is_waiting
from youju.jobs.registry import Report
from youju.kernel.memory import uncollected
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, require
from youju.standards.computing import Stand, compute
from youju.standards.editions import spec_of
from youju.standards.models import Edition, Standing
from youju.standards.queries.years import unscoped_barred
from youju.standards.rules.outcome import Outcome, State
from youju.standards.rules.standings import leading, pack
from youju.standards.standing_measures import SCORE_KIND, score_drafts, source_of

JOB = "standards.recompute"
AT_ONCE = 200  # standings in one statement
REST = timedelta(minutes=3)  # between two computations of an edition that nobody asked for
# Rooms whose acts may move a score.
MOVING = (
    "ledgers.", "activities.", "patrols.", "cases.", "evidence.", "surveys.", "standards.", "organisations.",
)  # fmt: skip
_KEPT = (
    "path", "score", "low", "high", "full", "passes", "certain", "asked", "passed", "short", "unseen", "leads",
    "results", "computed_at",
)  # fmt: skip


def start_recompute(edition: Edition, *, actor: Membership, now: datetime, key: UUID) -> Job:
    """Work an edition out in the background, for somebody who waits for it."""
    member = require(actor, May.SEE)
    if edition.root_id != member.root_id:
        raise Missing(_("没有这套测评体系，或者不在您的查看范围内"))
    title = _("计算得分：%(edition)s") % {"edition": edition.name}
    return jobs.start(JOB, title, actor=member, now=now, payload={"edition": edition.pk}, key=key)


def perform_recompute(job_id: int, payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """The handler of the job."""
    now = timezone.now()
    n = recompute(payload["edition"], timezone.localdate(now), now=now, report=report)
    return {"text": _("%s 个单位的得分已更新") % n, "url": "/standards/"}


def recompute(edition_id: int, day: date, *, now: datetime, report: Report | None = None) -> int:
    """Work out where every unit stands by an edition on a day, and keep it. Returns how many.

    Doing it again gives the same; two at once write the same rows.
    """
    edition = Edition.objects.select_related("unit").filter(pk=edition_id).first()
    if edition is None:
        raise Missing(_("没有这套测评体系"))
    tell = report or _silent
    tell(0, 3, _("读取数据"))
    barred = unscoped_barred(edition.root_id, day)
    with uncollected():
        stands = compute(edition, spec_of(edition), day, events=barred)
    tell(1, 3, _("保存"))
    with uncollected(), act("standards.recompute", actor=SYSTEM, now=now) as doing:
        rows = _kept(edition, stands, day, now)
        _count([one for one in rows if one.leads], now)
        doing.on("standards.edition", edition.pk, units=len(rows))
    tell(3, 3)
    return len(rows)


def _silent(done: int, total: int, note: str = "") -> None:
    """Nobody waits."""


def _kept(edition: Edition, stands: Sequence[Stand], day: date, now: datetime) -> list[Standing]:
    levels = set(
        Edition.objects.filter(root_id=edition.root_id, state=Edition.State.CURRENT).values_list(
            "level", flat=True
        )
    )
    packed = _Packed()
    rows = [_row(edition, one, day, now, levels, packed) for one in stands if one.outcomes]
    Standing.objects.bulk_create(
        rows,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["edition", "unit", "day"],
        update_fields=list(_KEPT),
    )
    older = Standing.objects.filter(edition=edition, day__lt=day).exclude(results={})
    older.update(results={})
    return rows


class _Packed(dict[int, list[Any]]):
    """Outcomes as they are kept, by identity; units that share an outcome share the list."""

    def of(self, outcome: Outcome) -> list[Any]:
        key = id(outcome)
        if key not in self:
            self[key] = pack(outcome)
        return self[key]


def _row(
    edition: Edition,
    stand: Stand,
    day: date,
    now: datetime,
    levels: set[str],
    packed: _Packed,
) -> Standing:
    told = stand.whole
    states = [one.state for one in stand.outcomes.values()]
    return Standing(
        root_id=edition.root_id,
        edition=edition,
        unit=stand.unit,
        path=stand.unit.path,
        day=day,
        score=told.score,
        low=min(told.low, told.score),
        high=max(told.high, told.score),
        full=told.full,
        passes=told.passes,
        certain=told.certain,
        asked=len(states),
        passed=states.count(State.PASS),
        short=states.count(State.PART) + states.count(State.FAIL),
        unseen=states.count(State.UNKNOWN),
        leads=leading(edition.level, stand.unit.kind, levels),
        results={
            "o": {code: packed.of(one) for code, one in stand.outcomes.items()},
            "a": {code: float(share) for code, share in stand.absent.items()},
            "n": list(told.barred),
        },
        # A value that is an expression: rows then go as rows. As arrays (UNNEST, on PostgreSQL) each of
        # the millions of quotes in `results` would be written anew, for seconds.
        computed_at=Value(now, DateTimeField()),
    )


def _count(rows: Sequence[Standing], now: datetime) -> None:
    """Make the facts of those whose figures changed, or that have none in this month."""
    wanted = {source_of(one).id: one for one in rows}
    held: dict[str, dict[str, Any]] = {}
    known = Fact.objects.filter(source_kind=SCORE_KIND, source_id__in=list(wanted))
    for source_id, code, value in known.values_list("source_id", "measure__code", "value"):
        held.setdefault(source_id, {})[code] = value
    items = []
    for source_id, one in wanted.items():
        drafts = score_drafts(one)
        if {draft.measure: draft.quantity.value for draft in drafts} != held.get(source_id, {}):
            items.append((source_of(one), drafts))
    for first in range(0, len(items), AT_ONCE):
        facts.replace_many(items[first : first + AT_ONCE], now=now)


def refresh(*, now: datetime) -> int:
    """Work out the editions in force for which something changed, or that have no standing today:
    the routine. Returns how many were worked out."""
    done = 0
    day = timezone.localdate(now)
    for edition in Edition.objects.filter(state=Edition.State.CURRENT).order_by("pk"):
        last = Standing.objects.filter(edition=edition).aggregate(
            at=Max("computed_at"), day=Max("day")
        )
        if _due(edition, last["at"], last["day"], day, now) and not is_waiting(JOB):
            with transaction.atomic():
                recompute(edition.pk, day, now=now)
            done += 1
    return done


def _due(
    edition: Edition, last_at: datetime | None, last_day: date | None, day: date, now: datetime
) -> bool:
    if last_at is None or last_day is None or last_day < day:
        return True
    return now - last_at >= REST and changed_since(edition.root_id, last_at, MOVING)
