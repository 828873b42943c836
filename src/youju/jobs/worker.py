"""The background worker: does jobs from the queue, and what is to be done every so often."""

from __future__ import annotations

import logging
import threading
import time

from django.core.management import call_command
from django.db import close_old_connections, connection

from youju.jobs import rules
from youju.jobs.registry import ROUTINES

log = logging.getLogger(__name__)
TICK = 0.5  # seconds


class Clockwork(threading.Thread):
    """Calls each routine when it is due; a routine that fails is logged and tried again."""

    def __init__(self) -> None:
        super().__init__(name="youju-clockwork", daemon=True)
        self._stopped = threading.Event()
        self._last: dict[int, float] = {}

    def run(self) -> None:
        while not self._stopped.wait(TICK):
            self.tick(time.monotonic())
        connection.close()

    def tick(self, moment: float) -> None:
        """Call the routines that are due at this moment (seconds of a clock that never jumps)."""
        close_old_connections()
        for n, routine in enumerate(ROUTINES):
            if not rules.is_due(self._last.get(n), moment, routine.seconds):
                continue
            self._last[n] = moment
            try:
                routine.run()
            except Exception:
                log.exception("a routine of the worker failed")

    def stop(self) -> None:
        """End after the routine in hand."""
        self._stopped.set()
        self.join(10)


def run_forever() -> None:
    """Work until a signal says stop; must be called in the main thread."""
    clockwork = Clockwork()
    clockwork.start()
    try:
        call_command("db_worker", interval=TICK, verbosity=0)
    finally:
        clockwork.stop()
