"""Everything that the description allows, and much that it does not, is answered without a 500."""

from contextlib import suppress
from copy import deepcopy

import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from youju.api.site import description
from youju.api.tests.world import a_token
from youju.cases.rules import State
from youju.cases.tests.factories import CaseCity

EXAMPLES = 5
CSRF = "c" * 32
KNOWN = {200, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429}


@schemathesis.serializer("application/offset+octet-stream")
def as_bytes(ctx, value):
    """Return a part of a file as it is, and anything else as its text."""
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")


def described():
    """Return the description without its ways in: the tests bring their own."""
    told = deepcopy(description())
    for methods in told["paths"].values():
        for operation in methods.values():
            operation.pop("security", None)
    return told


def names():
    """Return each route of the API: GET /api/v1/units."""
    paths = description()["paths"]
    return [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]


def by_token(member):
    _token, headers = a_token(member, per_minute=6000)
    return {"headers": {"Authorization": headers["HTTP_AUTHORIZATION"]}}


def by_session(member):
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = {settings.SESSION_COOKIE_NAME: session, "csrftoken": CSRF}
    return {"headers": {"X-CSRFToken": CSRF}, "cookies": cookies}


@pytest.fixture(autouse=True)
def kept_connection():
    """Let the application leave the connection of the test open, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def city(db, tmp_path, settings):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    return CaseCity()


def statuses_of(operation, sent, mode):
    """Return how a route answers what its description allows, or what it does not."""
    met: set[int] = set()

    @hypothesis_settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        met.add(case.call(**sent).status_code)

    with suppress(Unsatisfiable):  # a route that is sent nothing cannot be sent it wrongly
        ask()
    return met


@pytest.mark.slow
@pytest.mark.parametrize("way_in", [by_token, by_session])
def test_no_input_is_a_server_error(city, way_in):
    city.case(State.DISPATCHED)
    sent = way_in(city.clerk)
    statuses: dict[str, set[int]] = {}
    schema = schemathesis.openapi.from_dict(described())
    schema.app = get_wsgi_application()
    for found in schema.get_all_operations():
        operation = found.ok()
        good = statuses_of(operation, sent, GenerationMode.POSITIVE)
        bad = statuses_of(operation, sent, GenerationMode.NEGATIVE)
        statuses[operation.label] = good | bad

    strange = {name: met - KNOWN for name, met in statuses.items() if met - KNOWN}
    assert strange == {}
    assert set(statuses) == set(names())
    assert all(met - {401, 403} for met in statuses.values())
