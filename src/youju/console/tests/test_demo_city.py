"""The demo city as it is loaded: whole, and true to the rooms' rules."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import transaction
from django.utils.timezone import localdate
from pytest_django import DjangoDbBlocker

from youju.audit.queries import Entry as Logged
from youju.audit.registry import kind_label
from youju.cases.queries import Case, HardCase, Structure
from youju.console.demo import load, loading, problems, removing
from youju.console.demo.loading import Loaded
from youju.console.demo.people import SIGN_INS
from youju.console.demo.records import Planned, Planner
from youju.documents.queries import Report
from youju.evidence.queries import Item
from youju.facts.queries import figures
from youju.facts.verify import differences
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Refused
from youju.ledgers import dues
from youju.ledgers.actions import read_typed
from youju.ledgers.loader import load_catalogue
from youju.ledgers.queries import Entry
from youju.organisations.queries import Person, Unit, memberships_of
from youju.organisations.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PASSWORD = "Wenjing-2026"


BEFORE: dict[str, int] = {}
PLANNED: list[Planned] = []  # all entries, of which some are made here
# The log is never thinned out, and says how often each kind was done; what belongs to no city stays as well.
LOG = {"audit.Entry", "audit.Batch", "audit.Seal"}


def rows_by_table() -> dict[str, int]:
    """Return how many rows each table has, but for the log."""
    tables = (model for model in apps.get_models() if model._meta.label not in LOG)
    return {model._meta.label: model._base_manager.count() for model in tables}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Loaded]:
    """Load a fortieth of the entries, once for all tests here."""
    whole = Planner.plan

    def some(planner: Planner) -> list[Planned]:
        PLANNED.extend(whole(planner))
        return PLANNED[::40]

    with (
        pytest.MonkeyPatch.context() as patched,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patched.setattr(Planner, "plan", some)
        patched.setattr(loading, "CORRECT_EVERY", 5)
        patched.setattr(problems, "BUSY_EVERY", 130)
        BEFORE.update(rows_by_table())
        yield load(NOW, PASSWORD)
        transaction.set_rollback(True)


def test_every_planned_entry_is_one_that_its_ledger_takes(made):
    ledgers = {one.code: one for one in load_catalogue()}
    refused = []
    for one in PLANNED:
        ledger, today = ledgers[one.ledger], localdate(one.at)
        try:
            kept = read_typed(ledger, one.values, unit=one.unit, today=today)
        except Refused as why:
            refused.append(f"{one.ledger} {one.day}: {why}")
        else:
            refused.extend(dues.faults(ledger, kept, one.period, today).values())

    assert not refused, refused[:3]
    assert len(PLANNED) > 2_000


def test_the_demo_city_is_whole(made):
    kinds = list(Unit.objects.values_list("kind", flat=True))
    assert kinds.count("district") == 2
    assert kinds.count("street") + kinds.count("town") == 6
    assert kinds.count("community") + kinds.count("village") == 24
    assert (
        kinds.count("bureau")
        + kinds.count("hospital")
        + kinds.count("school")
        + kinds.count("enterprise")
        == 8
    )
    assert made.entries == Entry.objects.count() > 50
    assert made.photos == Item.objects.count() > 0
    assert Entry.objects.filter(corrected__gt=0).exists()
    states = sorted(Report.objects.values_list("state", flat=True))
    assert states == ["draft", "draft", *["issued"] * 4, "review"]
    told_late = Entry.objects.filter(late=True, unit__name="金桥社区", end="2026-06-26")
    assert told_late.exists()


def test_the_demo_citys_figures_come_from_its_entries(made):
    office = memberships_of(Person.objects.get(username="chengjiang"), NOW.date()).get()

    found = figures(office, office.unit, parse_period("2026"), ["cleanup.entries"])

    entries = Entry.objects.filter(ledger_code="cleanup", start__year=2026).count()
    assert found["cleanup.entries"].quantity.value == entries > 0


def test_the_demo_city_has_problems_on_their_way(made):
    states = set(Case.objects.values_list("state", flat=True))

    assert {"closed", "dispatched"} <= states
    assert HardCase.objects.filter(until=None).count() == 3
    assert Case.objects.filter(raised=True).count() == 2
    assert Structure.objects.filter(removed_on__isnull=False).count() == 12


def test_the_records_of_the_demo_city_make_the_same_facts_again(made):
    assert list(differences()) == []


def test_the_log_names_every_kind_of_record_in_words(made):
    kinds = Logged.objects.exclude(subject_kind="").values_list("subject_kind", flat=True)

    assert {kind for kind in kinds if kind_label(kind) == kind} == set()


def test_every_role_has_a_sign_in_with_the_one_password(made):
    assert {one.role for one in SIGN_INS} == set(Role)
    for one in SIGN_INS:
        person = Person.objects.get(username=one.username)
        assert person.check_password(PASSWORD)
        assert not person.must_change_password


def test_the_demo_city_goes_with_one_command_and_leaves_nothing(made):
    with transaction.atomic():
        removing.remove(now=NOW, sure=True)
        left = rows_by_table()
        transaction.set_rollback(True)

    assert {name: left[name] for name in left if left[name] != BEFORE[name]} == {}
