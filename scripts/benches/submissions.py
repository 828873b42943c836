"""How many submissions of phones are accepted per second, over HTTP, by a server on the same cores.

Fifty phones of grid workers in ten communities send as the phone app does: a report, or a report with
a photo of 200 kB that is announced, sent in parts and then named by the report. The limits: 100 a second
without and 40 with a photo, on PostgreSQL, all of them accepted.
"""

from __future__ import annotations

import http.client
import json
import statistics
import threading
import time
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.test import Client

from scripts.benches.photos import TOKEN, photo_of_200_kb, served
from youju.cases.models import Case
from youju.organisations.models import Membership
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import City, make_member, make_unit

DEVICES, COMMUNITIES = 50, 10
SECONDS = 6.0
PART = 256 * 1024  # what the phone app sends at a time
PLACES = ("金桥路12号楼北侧", "农贸市场东门", "桂苑小区3栋", "长河堤岸", "公交站台")


class Phone(threading.Thread):
    """Sends one report after the other until the time is over."""

    def __init__(self, port: int, session: str, photo: bytes) -> None:
        super().__init__(daemon=True)
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
        self.photo, self.until = photo, 0.0
        self.taken: list[float] = []
        self.refused: list[str] = []

    def run(self) -> None:
        while (begun := time.monotonic()) < self.until:
            uploads = [self._send_photo()] if self.photo else []
            self._report(uploads)
            self.taken.append(time.monotonic() - begun)

    def _report(self, uploads: list[int]) -> None:
        data = {
            "kind": "s0101",
            "unit": "",
            "source": "grid",
            "place": PLACES[len(self.taken) % len(PLACES)],
            "lat": 31.3,
            "lng": 120.6,
        }
        told = {"key": str(uuid4()), "act": "report_case", "data": data, "uploads": uploads}
        answer = self._ask("POST", "/api/v1/acts", json.dumps(told).encode(), "application/json")
        if answer.get("key") != told["key"]:
            self.refused.append(str(answer))

    def _send_photo(self) -> int:
        photo = self.photo + uuid4().bytes
        told = {"key": str(uuid4()), "name": "1.jpg", "size": len(photo), "sha256": sha256(photo).hexdigest()}  # fmt: skip
        upload = self._ask("POST", "/api/v1/uploads", json.dumps(told).encode(), "application/json")
        for offset in range(0, len(photo), PART):
            self.headers["Upload-Offset"] = str(offset)
            part = photo[offset : offset + PART]
            self._ask("PATCH", f"/api/v1/uploads/{upload['id']}", part, "application/offset+octet-stream")  # fmt: skip
        return int(upload["id"])

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> dict[str, Any]:
        self.line.request(method, path, body, self.headers | {"Content-Type": kind})
        answer: dict[str, Any] = json.loads(self.line.getresponse().read())
        return answer


def phones() -> list[Membership]:
    """Return fifty grid workers, five in each of ten communities."""
    city, tag = City(), uuid4().hex[:6]
    communities = [
        make_unit(f"社区{n}", UnitKind.COMMUNITY, city.street) for n in range(COMMUNITIES)
    ]
    return [
        make_member(communities[n % COMMUNITIES], Role.GRID_WORKER, f"phone-{tag}-{n}")
        for n in range(DEVICES)
    ]


def session_of(member: Membership) -> str:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


def round_of(port: int, sessions: list[str], photo: bytes) -> dict[str, Any]:
    """Let all phones send for a while; return what came of it."""
    before = Case.objects.count()
    sending = [Phone(port, session, photo) for session in sessions]
    begun = time.monotonic()
    for phone in sending:
        phone.until = begun + SECONDS
        phone.start()
    for phone in sending:
        phone.join()
    lasted = time.monotonic() - begun
    taken = sorted(one for phone in sending for one in phone.taken)
    accepted, refused = Case.objects.count() - before, [r for p in sending for r in p.refused]
    return {
        "accepted_per_second": round(accepted / lasted, 1),
        "sent": len(taken),
        "accepted": accepted,
        "refused": refused[:3],
        "median_ms": round(statistics.median(taken) * 1000),
        "p95_ms": round(taken[len(taken) * 95 // 100] * 1000),
    }


def figures() -> dict[str, Any]:
    """Measure both kinds of submission, one after the other."""
    sessions = [session_of(member) for member in phones()]
    photo = photo_of_200_kb()
    with served() as port:
        round_of(port, sessions[:4], b"")  # what a process learns once
        plain = round_of(port, sessions, b"")
        with_photo = round_of(port, sessions, photo)
    return {"submissions": {"without_photo": plain, "with_photo": with_photo | {"bytes": len(photo)}}}  # fmt: skip
