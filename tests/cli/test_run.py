"""`youju migrate` makes what the models say; `youju serve` serves pages and stops without leftovers."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from tests.cli.shapes import assert_as_the_models_say

SOURCE = Path(__file__).resolve().parent.parent.parent / "src"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, patience=60):
    deadline = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="it serves the embedded default")
def test_serve_shows_the_sign_in_page_and_stops_cleanly(tmp_path, db):
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("YOUJU_")}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    environment = {**clean, "PYTHONPATH": str(SOURCE), "YOUJU_DATA_DIR": str(tmp_path / "var")}
    youju = [sys.executable, "-m", "youju"]
    subprocess.run([*youju, "migrate"], env=environment, check=True, capture_output=True)
    assert_as_the_models_say(str(tmp_path / "var" / "youju.sqlite3"))
    with (tmp_path / "log").open("w") as log:
        served = subprocess.Popen(
            [*youju, "serve", "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        status, page = wait_for(f"http://127.0.0.1:{port}{reverse(settings.LOGIN_URL)}")
    finally:
        served.send_signal(signal.SIGINT)
        ended = served.wait(60)  # its pages and its worker have their patience

    assert status == 200
    assert '<input type="password"' in page
    assert ended == 0
    assert "Traceback" not in (tmp_path / "log").read_text()
