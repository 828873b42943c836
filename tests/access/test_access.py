"""Every URL × every role at its own unit, and the roles a row names at a foreign one, with anonymous,
against a hand-typed expectation. Of the roles no row names one asks abroad, another at each address.

`expected/<room>.yaml` says for each URL name and method what each role meets at its own and at a
foreign unit:

    room:name:
      GET: {staff office: ok/gone, rest: no/gone, anonymous: in}

ok 2xx · on a redirect that is not to sign-in · in to sign-in · no 403 · gone 404 · bad 400 or 422 ·
not 405. An address without parameters has no foreign side: one word. `rest` stands for all roles
that are not named; anonymous is `in` unless told. A POST is sent with nothing filled in: `bad` means that the role
got as far as the form. A URL without a row fails; so does a row without a URL.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from unittest import mock
from zlib import crc32

import pytest
import yaml
from django.db import connection, transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.world import World
from youju.documents.dossiers.paper import Bound
from youju.organisations.models import Membership
from youju.organisations.rules import Role
from youju.rooms import ROOMS

FOLDER = Path(__file__).parent
SET = Template.render
ROLES = tuple(Role)
# On the second database two of those who ask most ask for what is their own: what a page asks can differ
# there, what a role may is decided above any database.
WHOLE = connection.vendor == "sqlite"
SIGN_IN = "/organisations/sign-in/"
WORDS = {403: "no", 404: "gone", 400: "bad", 422: "bad", 405: "not"}


def url_patterns(resolver=None, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, list[str]]]:
    """Yield each URL name with its parameters."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inside = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from url_patterns(pattern, inside)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield ":".join((*spaces, pattern.name)), list(pattern.pattern.converters)


URLS = dict(url_patterns())


def expected(room: str) -> dict[str, dict[str, dict[str, str]]]:
    file = FOLDER / "expected" / f"{room}.yaml"
    table = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {name: row for name, row in table.items() if not name.startswith("_")}


def room_of(name: str) -> str:
    return name.split(":")[0] if ":" in name else "house"


TABLES = {room: expected(room) for room in ("house", *ROOMS)}


def objects_of(room: str) -> dict:
    try:
        return importlib.import_module(f"tests.access.objects.{room}").OBJECTS
    except ModuleNotFoundError as error:
        if error.name != f"tests.access.objects.{room}":
            raise
        return {}


def met(response) -> str:
    """Return the word for what an answer is."""
    code = response.status_code
    if code in (301, 302):
        return "in" if response.url.startswith(SIGN_IN) else "on"
    if code == 401:
        return "in"
    return "ok" if 200 <= code < 300 else WORDS.get(code, str(code))


def wanted_of(row: dict[str, str], role: str) -> tuple[str, str]:
    """Return what a role should meet at its own and at a foreign unit."""
    for roles, words in row.items():
        if role in roles.split():
            own, _, foreign = words.partition("/")
            return own, foreign or own
    return wanted_of(row, "rest") if role != "rest" else ("?", "?")


def address(world: World, name: str, own: bool) -> str:
    made = objects_of(room_of(name))
    values = {}
    for parameter in URLS[name]:
        make = made.get(f"{name}.{parameter}") or made[parameter]
        values[parameter] = make(world, own)
    return reverse(name, kwargs=values)


class Asker:
    """A browser of one role, signed in once."""

    def __init__(self, member: Membership | None) -> None:
        self.client = Client(raise_request_exception=False)
        if member is not None:
            backend = "django.contrib.auth.backends.ModelBackend"
            self.client.force_login(member.person, backend=backend)
        self.cookies = self.client.cookies.output()

    def ask(self, url: str, method: str) -> str:
        """Ask, and undo whatever came of it."""
        self.client.cookies = SimpleCookie(self.cookies.replace("Set-Cookie: ", ""))
        form = "application/x-www-form-urlencoded"
        with transaction.atomic():
            answer = met(self.client.generic(method, url, b"key=", content_type=form))
            transaction.set_rollback(True)
        return answer


def asks_abroad(who: str, name: str, row: dict[str, str]) -> bool:
    """Return whether a role asks at the foreign unit too: each that is named, and one of the rest.

    Which one goes around from address to address, so that in each room every role asks somewhere.
    """
    named = {role for roles in row for role in roles.split()}
    rest = [role.value for role in Role if role.value not in named]
    return who in named or (bool(rest) and who == rest[crc32(name.encode()) % len(rest)])


def differences(
    world: World, askers: dict[str, Asker], name: str, method: str, row: dict[str, str]
) -> Iterator[str]:
    for own in (True, False) if URLS[name] and WHOLE else (True,):
        url = address(world, name, own)
        for who, asker in askers.items():
            if not own and not asks_abroad(who, name, row):
                continue
            if who == "anonymous":
                wanted = row.get("anonymous", "in")
            else:
                wanted = wanted_of(row, who)[0 if own else 1]
            if (got := asker.ask(url, method)) != wanted:
                where = "own" if own else "foreign"
                yield f"{method} {name} {who} {where}: {got}, expected {wanted}"


def unset(request: Any, template: str, context: Any, status: int) -> HttpResponse:
    """Answer a refusal without its page."""
    return HttpResponse(status=status)


def set_for_some(template: Template, context: Any = None, request: Any = None) -> str:
    """Set the page for one role whose turn it is at the address; the office opens all of them elsewhere."""
    member = getattr(request, "member", None)
    turn = ROLES[crc32(request.path.encode()) % len(ROLES)] if member else None
    return SET(template, context, request) if turn is None or member.role == turn else ""


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Path) -> Iterator[World]:
    """One city for a room. Who may is asked, not how a refusal looks or a report is printed."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    pages = mock.patch.object(Template, "render", set_for_some)
    bare = mock.patch("youju.ui.middleware.render", unset)
    printed = mock.patch("youju.documents.paper.pdf_of", return_value=b"%PDF-1.7")
    slips = mock.patch("youju.documents.notice_paper.pdf_of", return_value=b"%PDF-1.7")
    duties = mock.patch("youju.documents.duty_paper.pdf_of", return_value=b"%PDF-1.7")
    bound = mock.patch("youju.documents.dossiers.paper.bound", return_value=Bound(b"%PDF-1.7", 1))
    with bare, pages, printed, slips, duties, bound:
        yield World()


@pytest.fixture
def askers(world: World) -> dict[str, Asker]:
    """Return a browser of each role."""
    roles = ROLES if WHOLE else (Role.STAFF, Role.OFFICE)
    return {role.value: Asker(world.members[role]) for role in roles} | {"anonymous": Asker(None)}


@pytest.mark.slow
@pytest.mark.parametrize("room", [room for room, table in TABLES.items() if table])
def test_every_role_meets_what_was_typed(world: World, askers: dict[str, Asker], room: str):
    wrong = [
        line
        for name, methods in TABLES[room].items()
        if name in URLS
        for method, row in methods.items()
        for line in differences(world, askers, name, method, row)
    ]

    assert not wrong, "\n" + "\n".join(wrong)


def test_every_url_has_a_row():
    missing = [name for name in URLS if name not in TABLES.get(room_of(name), {})]

    assert not missing, "no row in tests/access/expected: " + ", ".join(missing)


def test_every_row_has_a_url():
    gone = [name for table in TABLES.values() for name in table if name not in URLS]

    assert not gone, f"rows without a URL: {gone}"


def test_every_role_is_expected_somewhere_in_each_row():
    holes = [
        f"{method} {name} {role}"
        for table in TABLES.values()
        for name, methods in table.items()
        for method, row in methods.items()
        for role in Role
        if wanted_of(row, role.value)[0] == "?"
    ]

    assert not holes
