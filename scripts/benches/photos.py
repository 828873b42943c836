"""How many photos of 200 kB are accepted per second, sent over HTTP to a server on the same cores."""

from __future__ import annotations

import http.client
import io
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from PIL import Image

from youju.evidence.models import Item
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

DEVICES = 50
SECONDS = 10.0
TOKEN = "benchbenchbenchbenchbenchbenchbb"  # both halves of the form's own check


def photo_of_200_kb() -> bytes:
    """Return a JPEG of 1600 × 1200 pixels and about 200 kB."""
    chance = random.Random(7)
    noise = Image.frombytes("L", (200, 150), chance.randbytes(200 * 150))
    image = Image.merge("RGB", [noise.resize((1600, 1200))] * 3)
    for quality in range(90, 20, -4):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality)
        if len(out.getvalue()) <= 205_000:
            break
    return out.getvalue()


def form(unit_id: int, photo: bytes) -> tuple[bytes, str]:
    """Return the body of one upload and its media type."""
    edge = "bench" + uuid4().hex
    fields = {"unit": str(unit_id), "key": str(uuid4())}
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
    file = head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + photo + uuid4().bytes
    return b"".join([*parts, file, f"\r\n--{edge}--\r\n".encode()]), (
        f"multipart/form-data; boundary={edge}"
    )


@contextmanager
def served() -> Iterator[int]:
    """Serve the bench's database on a free port, in two processes and with a folder of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    folder = tempfile.mkdtemp(prefix="youju-bench-")
    at = connection.settings_dict
    url = f"postgres://{at['USER']}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"
    if connection.vendor == "sqlite":
        url = f"sqlite:///{at['NAME']}"
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "2",
        "--blocking-threads", "4", "--backlog", "256", "--log-level", "error", "youju.wsgi:application",
    ]  # fmt: skip
    settings = {
        "DJANGO_SETTINGS_MODULE": "youju.settings",
        "PYTHONPATH": "src",
        "PYTHONWARNINGS": "ignore",
        "YOUJU_DATABASE_URL": url,
        "YOUJU_DATA_DIR": folder,
    }
    server = subprocess.Popen(command, env=os.environ | settings)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(port: int) -> None:
    for _try in range(120):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/organisations/sign-in/")
            line.getresponse().read()
            return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("the server did not start")


class Device(threading.Thread):
    """Sends one photo after the other until the time is over."""

    def __init__(self, port: int, session: str, unit_id: int, photo: bytes, until: float) -> None:
        super().__init__(daemon=True)
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie = f"sessionid={session}; csrftoken={TOKEN}"
        self.unit_id, self.photo, self.until = unit_id, photo, until
        self.taken: list[float] = []
        self.refused = 0

    def run(self) -> None:
        for _n in count():
            begun = time.monotonic()
            if begun > self.until:
                return
            body, kind = form(self.unit_id, self.photo)
            headers = {"Content-Type": kind, "Cookie": self.cookie, "X-CSRFToken": TOKEN}
            self.line.request("POST", "/evidence/upload/", body, headers)
            answer = self.line.getresponse()
            answer.read()
            self.refused += answer.status != 200
            self.taken.append(time.monotonic() - begun)


def figures() -> dict[str, Any]:
    """Send photos from 50 devices for ten seconds. The limit: at least 40 a second on PostgreSQL."""
    city = City()
    staff = make_member(city.community, Role.STAFF, f"bench-{uuid4().hex[:6]}")
    client = Client()
    client.force_login(staff.person, backend="django.contrib.auth.backends.ModelBackend")
    session, photo = client.cookies["sessionid"].value, photo_of_200_kb()
    with served() as port:
        begun = time.monotonic()
        devices = [
            Device(port, session, staff.unit_id, photo, begun + SECONDS) for _n in range(DEVICES)
        ]
        for device in devices:
            device.start()
        for device in devices:
            device.join()
        lasted = time.monotonic() - begun
    taken = sorted(one for device in devices for one in device.taken)
    return {
        "photos": {
            "bytes": len(photo),
            "accepted_per_second": round(Item.objects.count() / lasted, 1),
            "refused": sum(device.refused for device in devices),
            "median_ms": round(statistics.median(taken) * 1000),
            "p95_ms": round(taken[len(taken) * 95 // 100] * 1000),
        }
    }
