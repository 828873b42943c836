"""For every test: a test database can be emptied, so the log's triggers are off.

The tests of the triggers put them up again, each in its own transaction.
"""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from youju.audit.actions import _unsettled

triggers = import_module("youju.audit.migrations.0002_immutable")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the test databases, and take the triggers off."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        triggers.remove(None, editor)
    yield


@pytest.fixture(autouse=True)
def _no_refusal_is_left_for_the_next_test() -> Iterator[None]:
    """Forget refusals whose entry was undone with the test's transaction."""
    yield
    _unsettled.set(())
