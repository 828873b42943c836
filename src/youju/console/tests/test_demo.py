"""The demo city: only in an empty database, with a password of its own."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from youju.console import cli
from youju.console.demo import load
from youju.kernel.refusal import Refused
from youju.organisations.queries import Unit
from youju.organisations.tests.factories import City

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PASSWORD = "Wenjing-2026"


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
