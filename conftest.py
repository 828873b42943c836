# ruff: noqa: S608  the names of tables are Django's own
"""For every test: the databases.

Their tables are made from the models, not by the migrations, which are tried by a test of their own.
A test database can be emptied, so the log has no triggers; the tests of the triggers put them up,
each in its own transaction. What every database begins with (ledgers, templates, kinds) is
put aside once, and copied back after a test that empties it. All tests but those in a browser happen
on one day, so that what they say of 2026 holds in any year; a browser has a clock of its own.

`--database-only` is for the second run, on another database. It keeps the tests of what can differ there:
acts, with their locks and constraints, and queries. It leaves out those that touch no database, and the files named
by a word of `ABOVE` for what lies above it, as `test_pages.py`, and the folders of `CHAINS`, whose acts and queries
each room tries by itself. What pages ask is asked there all the same: `tests/access` asks every address,
`tests/test_query_counts.py` opens every page on a full city, and the demo city is loaded.
"""

import gc
import sys
import threading
from collections.abc import Generator, Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from django.template import Context, Template
from django.test import TransactionTestCase
from django.test.signals import template_rendered
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from youju.audit.actions import _unsettled
from youju.cli.messages import compile_messages
from youju.kernel.memory import roomy
from youju.standards import editions

search_index = import_module("youju.search.migrations.0002_index")
# A busy machine makes examples slowly; that is no fault of the test.
settings.register_profile(
    "any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any_machine")
THE_DAY = datetime(2026, 11, 26, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Thursday
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}
# Words in the name of a file of tests whose outcome no database decides.
ABOVE = {
    "charts",
    "cli",
    "hostile",
    "middleware",
    "names",
    "pages",
    "paper",
    "papers",
    "pictures",
    "schema",
    "sheets",
    "tour",
    "unseen",
}
ROOMS = Path(__file__).parent / "src"
CHAINS = {"acceptance", "regeneration"}  # folders of tests that go from act to act through pages


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the run of those tests alone that can differ from one database to another."""
    about = "leave out the tests of what cannot differ from one database to another"
    parser.addoption("--database-only", action="store_true", help=about)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations, so that tests speak the English of the sources."""
    gc.disable()  # what is imported now stays
    compile_messages(ROOMS / "youju" / "locale")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even read the files that no database decides, if that was asked."""
    asked = config.getoption("--database-only") and collection_path.suffix == ".py"
    return True if asked and lies_above(collection_path) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what touches no database, if that was asked, and begin with the files that take long."""
    if config.getoption("--database-only"):
        kept = [item for item in items if touches_database(item)]
        config.hook.pytest_deselected(items=list(set(items) - set(kept)))
        items[:] = kept
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def touches_database(item: pytest.Item) -> bool:
    """Return whether pytest-django would let the test ask a database."""
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(names & DATABASE_FIXTURES)


def lies_above(file: Path) -> bool:
    """Return whether a file of tests tries what is decided above any database."""
    return file.parent.name in CHAINS or bool(ABOVE & set(file.stem.split("_")))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let coverage follow the tests beside their code, which cover it wholly; the others run at full speed."""
    if ROOMS in item.path.parents:
        return (yield)
    here, threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)  # type: ignore[arg-type]  # which it takes
    try:
        return (yield)
    finally:
        sys.settrace(here)
        threading.settrace(threads)  # type: ignore[arg-type]


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> object:
    """Run the tests with room for deep calls, as the product answers requests."""
    plugins = session.config.pluginmanager
    this = next(p for p in plugins.get_plugins() if getattr(p, "__file__", None) == __file__)
    loop = plugins.subset_hook_caller("pytest_runtestloop", [this])
    return roomy(loop)(session=session)


def pytest_collection_finish() -> None:
    """Let the collector look less often, and never at what stays: it took a fifth of the run."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 50, 100)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests this run was of."""
    if terminalreporter.config.getoption("--database-only"):
        terminalreporter.write_line(
            "only the tests of what a database decides; the others run on SQLite"
        )


@pytest.fixture(autouse=True)
def no_edition_of_another_test() -> None:
    """What an edition says is remembered by its id and its moment, which tests give again and again."""
    editions.forget()


@pytest.fixture(scope="session", autouse=True)
def whole_pages_alone_are_watched(django_test_environment: None) -> Iterator[None]:
    """Copy what a page is made with once, for `response.context`, and not again with each part of it."""

    def render(self: Template, context: Context) -> str:
        if context.template is self:
            template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    with mock.patch.object(Template, "_render", render):
        yield


@pytest.fixture(scope="session", autouse=True)
def the_day() -> Iterator[None]:
    """Let the clock run from the morning of one day."""
    with time_machine.travel(THE_DAY, tick=True):
        yield


@pytest.fixture(autouse=True)
def real_clock(request: pytest.FixtureRequest, the_day: None) -> Iterator[None]:
    """Tell the time as it is to a test in a browser, which has a clock of its own, and to one that asks."""
    marks = {mark.name for mark in request.node.iter_markers()}
    if not marks & {"browser", "real_clock"}:
        yield
        return
    with time_machine.travel(time_machine.escape_hatch.time.time(), tick=True):
        yield


def index_texts(**given: object) -> None:
    """Make the full-text index, which no model states."""
    with connection.schema_editor() as editor:
        search_index.install(None, editor)


@pytest.fixture(scope="session")
def text_index() -> Iterator[None]:
    """Have the full-text index made as soon as the tables are there, before anything is published."""
    room = apps.get_app_config("search")
    post_migrate.connect(index_texts, sender=room)
    yield
    post_migrate.disconnect(index_texts, sender=room)


@pytest.fixture(scope="session")
def django_db_setup(
    text_index: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Make the test databases and put aside what they begin with."""
    with django_db_blocker.unblock():
        kept = put_aside()

    def empty(self: TransactionTestCase) -> None:
        how = {"reset_sequences": False, "inhibit_post_migrate": True}
        call_command("flush", verbosity=0, interactive=False, **how)
        put_back(kept)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", empty):
        yield


def put_aside() -> list[str]:
    """Copy every table that holds rows beside itself; return their names."""
    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f'DROP TABLE IF EXISTS "kept_{table}"')
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            if cursor.fetchone()[0]:
                cursor.execute(f'CREATE TABLE "kept_{table}" AS SELECT * FROM "{table}"')
                kept.append(table)
    return kept


def put_back(kept: list[str]) -> None:
    """Copy back into emptied tables what was put aside."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in kept:
            cursor.execute(f'INSERT INTO "{table}" SELECT * FROM "kept_{table}"')


@pytest.fixture(autouse=True)
def _no_refusal_is_left_for_the_next_test() -> Iterator[None]:
    """Forget refusals whose entry was undone with the test's transaction."""
    yield
    _unsettled.set(())
