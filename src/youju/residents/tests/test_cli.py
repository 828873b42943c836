"""The operator's command after the field keys were changed."""

from __future__ import annotations

from click.testing import CliRunner
from django.test import override_settings

from youju.residents.cli import residents
from youju.residents.models import Resident
from youju.residents.queries import look_up
from youju.residents.tests.world import TODAY, Town


def test_values_and_keys_go_over_to_the_first_key(db):
    town = Town()
    town.add("李小禾", phones=("13812346027",))
    old, new = "k1:" + "0f" * 32, "k2:" + "1e" * 32

    with override_settings(FIELD_KEYS=f"{new},{old}"):
        told = CliRunner().invoke(residents, ["rekey"]).output

    assert "重做 1 人的查找键" in told
    with override_settings(FIELD_KEYS=new):
        assert str(Resident.objects.get().phone) == "138****6027"
        found = look_up(town.staff, town.community, "6027", TODAY).people
        assert [one.resident.name for one in found] == ["李小禾"]
