"""The demo city: whole, true to the rooms' rules, and only in an empty database."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from youju.console import cli
from youju.console.demo import load, loading
from youju.console.demo.people import SIGN_INS
from youju.console.demo.records import Planner
from youju.documents.queries import Report
from youju.evidence.queries import Item
from youju.facts.queries import figures
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Refused
from youju.ledgers.queries import Entry
from youju.organisations.queries import Person, Unit, memberships_of
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PASSWORD = "Wenjing-2026"


@pytest.fixture
def thin(monkeypatch, settings):
    """Load a fortieth of the entries, with cheap password hashes."""
    whole = Planner.plan
    monkeypatch.setattr(Planner, "plan", lambda self: whole(self)[::40])
    monkeypatch.setattr(loading, "CORRECT_EVERY", 5)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.django_db
def test_the_demo_city_is_whole(thin):
    made = load(NOW, PASSWORD)

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
    assert states == ["draft", "draft", "issued", "review"]
    told_late = Entry.objects.filter(late=True, unit__name="金桥社区", end="2026-06-26")
    assert told_late.exists()


@pytest.mark.django_db
def test_the_demo_citys_figures_come_from_its_entries(thin):
    load(NOW, PASSWORD)
    office = memberships_of(Person.objects.get(username="chengjiang"), NOW.date()).get()

    found = figures(office, office.unit, parse_period("2026"), ["cleanup.entries"])

    entries = Entry.objects.filter(ledger_code="cleanup", start__year=2026).count()
    assert found["cleanup.entries"].quantity.value == entries > 0


@pytest.mark.django_db
def test_every_role_has_a_sign_in_with_the_one_password(thin):
    load(NOW, PASSWORD)

    assert {one.role for one in SIGN_INS} == set(Role)
    for one in SIGN_INS:
        person = Person.objects.get(username=one.username)
        assert person.check_password(PASSWORD)
        assert not person.must_change_password


@pytest.mark.django_db
def test_the_demo_city_is_refused_where_data_exist():
    City()
    before = Unit.objects.count()

    with pytest.raises(Refused, match="只装入空库"):
        load(NOW, PASSWORD)

    assert Unit.objects.count() == before


@pytest.mark.django_db
def test_the_command_refuses_data_unless_asked_to_pass_over_them(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    City()

    refused = CliRunner().invoke(cli.demo, [])
    passed = CliRunner().invoke(cli.demo, ["--if-empty"])

    assert refused.exit_code == 1
    assert "只装入空库" in refused.output
    assert passed.exit_code == 0
    assert "密码" not in passed.output


def test_the_password_is_made_once_and_kept_for_its_owner_alone(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    first = cli.demo_password()

    assert cli.demo_password() == first
    assert (tmp_path / "demo-password").stat().st_mode & 0o077 == 0
