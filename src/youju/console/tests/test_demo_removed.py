"""Taking the demo city out: asked again where there is work of others, and it does not come back."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from django.utils import timezone

from youju.audit.actions import act
from youju.console import cli
from youju.console.demo import removing
from youju.kernel.refusal import Refused
from youju.organisations.models import Person, Unit
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit


@pytest.fixture
def city(db) -> Unit:
    found = make_unit("澄江市", UnitKind.CITY, None, "390100000000")
    make_member(found, Role.OFFICE, "chengjiang")
    make_member(found, Role.STAFF, "luru01")
    return found


def test_a_demo_city_nobody_works_with_goes_at_once(city, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "demo-password").write_text("x")
    removing.note_loaded(city, timezone.now())

    result = CliRunner().invoke(cli.demo, ["--remove"])

    assert result.exit_code == 0 and "演示城市已删除" in result.output
    assert not Unit.objects.exists() and not Person.objects.exists()
    assert not (tmp_path / "demo-password").exists()
    assert CliRunner().invoke(cli.demo, ["--if-empty"]).output == ""
    assert not Unit.objects.exists()
    again = CliRunner().invoke(cli.demo, ["--remove"])
    assert again.exit_code == 1 and "没有演示城市" in again.output


def test_work_of_others_is_named_and_goes_only_when_somebody_is_sure(city):
    now = timezone.now()
    assert "没有留下标记" in removing.real_work(city)[0]
    removing.note_loaded(city, now)
    assert removing.real_work(city) == []
    member = make_member(city, Role.STAFF, "zhangsan")
    with act("ledgers.record_entry", actor=member, now=now) as doing:
        doing.on("ledgers.entry", 1)

    with pytest.raises(Refused, match="另建的账号 1 个（zhangsan）；装入以后又办了 1 件事"):
        removing.remove(now=now, sure=False)
    assert Unit.objects.exists()
    assert removing.remove(now=now, sure=True).rows >= 7
    assert not Unit.objects.exists()
