"""Starting background work, and doing it."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from youju.audit.actions import Actor, act, settle_refusals
from youju.jobs import rules, tasks
from youju.jobs.heart import Heartbeat
from youju.jobs.models import Job
from youju.jobs.registry import FAILED, HANDLERS
from youju.kernel.refusal import Refused

log = logging.getLogger(__name__)


def start(
    kind: str, title: str, *, actor: Actor, now: datetime, payload: dict[str, Any], key: UUID
) -> Job:
    """Put work in the queue; it begins once this transaction is committed.

    Raises:
        KeyError: If no room registered the kind.
    """
    if kind not in HANDLERS:
        raise KeyError(kind)
    with act("jobs.start", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Job.objects.get(pk=doing.subject_id)
        job = Job.objects.create(
            kind=kind,
            title=title[:120],
            root_id=actor.root_id,
            person_id=actor.person_id,
            unit_id=actor.unit_id,
            role=actor.role,
            payload=payload,
            made_at=now,
        )
        doing.on("jobs.job", job.pk, kind=kind, title=job.title)
        transaction.on_commit(lambda: tasks.enqueue(job.pk))
    return job


def perform(job_id: int) -> None:
    """Do a job that waits; one that runs or has ended is left alone, so that no job is done twice."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job_id, state=Job.State.WAITING)
    if not waiting.update(state=Job.State.RUNNING, seen_at=now):
        return
    job = Job.objects.get(pk=job_id)
    try:
        with Heartbeat(job_id):
            result = HANDLERS[job.kind](job_id, job.payload, Progress(job_id))
    except Refused as refusal:
        _fail(job, refusal.message[:300])
    except Exception:
        log.exception("job %s (%s) failed", job_id, job.kind)
        _fail(job, rules.CRASHED)
    else:
        _end(job_id, Job.State.DONE, result=result)
    finally:
        settle_refusals()


class Progress:
    """Writes how far a job is, at most every half second; the last word before its end always.

    A job that was given up meanwhile is refused, so that it does not run beside the one that was
    started in its place.
    """

    def __init__(self, job_id: int) -> None:
        self.job_id = job_id
        self._written: float | None = None

    def __call__(self, done: int, total: int, note: str = "") -> None:
        moment = time.monotonic()
        finished = bool(total) and done >= total
        if not finished and not rules.is_due(self._written, moment, rules.PROGRESS_EVERY):
            return
        self._written = moment
        held = Job.objects.filter(pk=self.job_id, state=Job.State.RUNNING)
        if not held.update(done=done, total=total, note=note[:300], seen_at=timezone.now()):
            raise Refused(rules.LOST)


def _end(job_id: int, state: Job.State, **fields: Any) -> bool:
    held = Job.objects.filter(pk=job_id, state=Job.State.RUNNING)
    return bool(held.update(state=state, ended_at=timezone.now(), **fields))


@transaction.atomic
def _fail(job: Job, why: str) -> bool:
    """End a job that was not done, and tell the room whose work it was."""
    ended = _end(job.pk, Job.State.FAILED, note=why)
    if ended and job.kind in FAILED:
        FAILED[job.kind](job.pk, job.payload, why)
    return ended


def give_up_lost(*, now: datetime) -> int:
    """Mark jobs failed whose worker was stopped in the middle; return how many."""
    silent_since = now - timedelta(seconds=rules.LOST_AFTER)
    lost = Job.objects.filter(state=Job.State.RUNNING, seen_at__lt=silent_since)
    return sum(_fail(job, rules.LOST) for job in lost)


def drop_orphans() -> int:
    """Take out of the queue what names a job that is gone, as when its units were removed."""
    queued = DBTaskResult.objects.filter(task_path=tasks.perform_job.module_path)
    named = {one.pk: one.args_kwargs["args"][0] for one in queued}
    there = set(Job.objects.filter(pk__in=named.values()).values_list("pk", flat=True))
    gone = [pk for pk, job_id in named.items() if job_id not in there]
    DBTaskResult.objects.filter(pk__in=gone).delete()
    return len(gone)
