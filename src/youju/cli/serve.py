"""`youju serve`: the pages and the background worker, stopped together."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import click
from django.conf import settings
from django.db import connections
from granian import Granian
from granian.constants import Interfaces

from youju.upkeep import queries
from youju.upkeep.cli import first_lines

WORKER_PATIENCE = 20  # seconds for the job in hand to end
PAGES_PATIENCE = 10  # seconds for the pages in hand to end
LOOK_EVERY = 5.0  # seconds between two looks whether the worker lives


def begin() -> subprocess.Popen[bytes]:
    """Start a worker in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "youju", "worker"],
        start_new_session=True,  # Ctrl-C reaches it once, from here
    )


class Keeper(threading.Thread):
    """Keeps a worker running: one that died, for want of memory or by a hand, is begun anew."""

    def __init__(self) -> None:
        super().__init__(name="youju-keeper", daemon=True)
        self.worker = begin()
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(LOOK_EVERY):
            if self.worker.poll() is not None:
                self.worker = begin()

    def end(self) -> None:
        """Let the worker finish its job, and stop it."""
        self._stopped.set()
        self.join()
        self.worker.send_signal(signal.SIGTERM)
        try:
            self.worker.wait(WORKER_PATIENCE)
        except subprocess.TimeoutExpired:
            self.worker.kill()


@contextmanager
def background_worker() -> Iterator[None]:
    """Run a worker beside the pages, and let it finish its job at the end."""
    keeper = Keeper()
    keeper.start()
    try:
        yield
    finally:
        keeper.end()


def serve(host: str, port: int, processes: int, *, worker: bool) -> None:
    """Serve until stopped."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    # Every page is imported once, before the processes part: one that still imports would not hear the signal to stop.
    import_module("youju.wsgi")
    connections.close_all()  # the processes may not share one
    server = Granian(
        "youju.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=8,
        workers_kill_timeout=PAGES_PATIENCE,
        log_enabled=False,
    )
    if not worker:
        server.serve()
        return
    with background_worker():
        server.serve()


def say_first(address: str) -> None:
    """Say how to begin, where nobody has been yet."""
    if queries.is_new():
        click.echo("\n".join(first_lines(address)))


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, show_default=True, help="监听端口")
@click.option("--processes", default=2, show_default=True, help="网页进程数")
@click.option("--worker/--no-worker", default=True, show_default=True, help="同时运行后台任务")
def command(host: str, port: int, processes: int, worker: bool) -> None:
    """提供网页服务，并运行后台任务。"""
    say_first(f"http://{host}:{port}")
    click.echo(f"有据已在 http://{host}:{port}/ 运行，按 Ctrl-C 停止")
    serve(host, port, processes, worker=worker)
