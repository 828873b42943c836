"""The background worker beside the pages: begun anew where it died, stopped at the end."""

from __future__ import annotations

import signal
import subprocess
import threading
import time

from youju.cli import serve


class Worker:
    """Stands for a process that lives until it is told."""

    def __init__(self) -> None:
        self.dead, self.told = threading.Event(), []

    def poll(self) -> int | None:
        return -9 if self.dead.is_set() else None

    def send_signal(self, number: int) -> None:
        self.told.append(number)

    def wait(self, patience: float) -> None:
        raise subprocess.TimeoutExpired("worker", patience)

    def kill(self) -> None:
        self.told.append(signal.SIGKILL)


def test_a_worker_that_was_killed_is_begun_anew_and_the_last_one_is_stopped(monkeypatch):
    begun: list[Worker] = []
    monkeypatch.setattr(serve, "LOOK_EVERY", 0.001)
    monkeypatch.setattr(serve, "begin", lambda: begun.append(Worker()) or begun[-1])

    with serve.background_worker():
        begun[0].dead.set()
        until = time.monotonic() + 5
        while len(begun) < 2 and time.monotonic() < until:
            time.sleep(0.001)

    assert len(begun) == 2 and begun[0].told == []
    assert begun[1].told == [signal.SIGTERM, signal.SIGKILL]


def test_pages_are_imported_before_their_processes_part_and_have_a_limit_to_end(monkeypatch):
    done: list[object] = []

    class Server:
        def __init__(self, target: str, **options: object) -> None:
            done.append((target, options["workers"], options["workers_kill_timeout"]))

        def serve(self) -> None:
            done.append("served")

    class Connections:
        def close_all(self) -> None:
            done.append("closed")

    monkeypatch.setattr(serve, "import_module", done.append)
    monkeypatch.setattr(serve, "connections", Connections())
    monkeypatch.setattr(serve, "Granian", Server)

    serve.serve("127.0.0.1", 8000, 2, worker=False)

    limit = ("youju.wsgi:application", 2, serve.PAGES_PATIENCE)
    assert done == ["youju.wsgi", "closed", limit, "served"]
