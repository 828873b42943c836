"""The sign of life of a job that runs: somebody whose worker was killed need not wait long to be told."""

from __future__ import annotations

import threading
from types import TracebackType

from django.db import DatabaseError, connection
from django.utils import timezone

from youju.jobs import rules
from youju.jobs.models import Job


class Heartbeat(threading.Thread):
    """Says every so often that a job is in hand, for as long as its block runs."""

    def __init__(self, job_id: int, every: float = rules.BEAT_EVERY) -> None:
        super().__init__(name=f"youju-job-{job_id}", daemon=True)
        self.job_id, self.every = job_id, every
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(self.every):
            beat(self.job_id)
            connection.close()

    def __enter__(self) -> Heartbeat:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        self.join()


def beat(job_id: int) -> None:
    """Note that the job is in hand; where the database is busy the next beat will do."""
    try:
        held = Job.objects.filter(pk=job_id, state=Job.State.RUNNING)
        held.update(seen_at=timezone.now())
    except DatabaseError:
        return
