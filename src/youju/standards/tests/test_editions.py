"""Importing editions, putting them in force, reading them."""

from __future__ import annotations

from uuid import uuid4

import pytest

from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit
from youju.search.models import Text
from youju.standards import publish, queries
from youju.standards.actions import editions
from youju.standards.editions import spec_of
from youju.standards.loader import read_edition
from youju.standards.models import Edition, Item
from youju.standards.tests.samples import SMALL
from youju.standards.tests.world import NOON, Town, by


@pytest.fixture
def town(db) -> Town:
    return Town()


def test_an_imported_edition_is_a_draft_with_all_its_lines(town):
    made = town.edition(current=False)

    assert (made.state, made.unit, made.root_id) == ("draft", town.city, town.city.pk)
    assert made.source == SMALL
    assert Item.objects.filter(edition=made).count() == 14
    market = town.item(made, "3.1")
    assert (market.parent.code, market.depth, market.leaf) == ("3", 2, True)
    assert "nongmaoshichang" in market.pinyin
    assert spec_of(made) == read_edition(SMALL)
    found = Text.objects.get(source_kind="standards.item", source_id=str(market.pk))
    assert (found.title, found.unit) == ("3.1 农贸市场", town.city)


def test_an_edition_goes_into_force_and_out_of_it(town):
    made = town.edition(current=False)
    assert queries.current_edition(town.staff, town.community) is None

    key = uuid4()
    first = editions.put_in_force(made.pk, actor=town.office, now=NOON, key=key)
    again = editions.put_in_force(made.pk, actor=town.office, now=NOON, key=key)

    assert first == again and again.state == "current"
    assert queries.current_edition(town.staff, town.community) == made
    with pytest.raises(Refused, match="已经是“在用”"):
        editions.put_in_force(made.pk, **by(town.office))
    editions.close_edition(made.pk, **by(town.office))
    assert queries.current_edition(town.staff, town.community) is None
    with pytest.raises(Missing):
        editions.close_edition(0, **by(town.office))


def test_the_edition_of_a_units_own_level_speaks_first(town):
    city = town.edition()
    own = town.edition(
        SMALL.replace("code: six", "code: shequ").replace("level: city", "level: community")
    )

    assert queries.current_edition(town.staff, town.community) == own
    assert queries.current_edition(town.staff, town.street) == city
    editions.close_edition(city.pk, **by(town.office))
    assert queries.current_edition(town.staff, town.street) == own


def test_only_the_office_at_the_top_imports(town):
    for actor in (town.leader, town.clerk):
        with pytest.raises(Forbidden):
            editions.import_edition(SMALL.encode(), "a.yaml", **by(actor))
    district = make_member(town.district, Role.OFFICE, "qu")
    with pytest.raises(Refused, match="由最上级的创建办导入"):
        editions.import_edition(SMALL.encode(), "a.yaml", **by(district))
    assert not Edition.objects.exists()


def test_a_file_with_faults_leaves_nothing_behind(town):
    with pytest.raises(Refused, match="第 4 行：“level”没有“village”") as refusal:
        town.edition(SMALL.replace("level: city", "level: village"))

    assert refusal.value.field == "file"
    assert not Edition.objects.exists()


def test_a_code_is_used_once_and_a_key_too(town):
    given = by(town.office)
    first = editions.import_edition(SMALL.encode(), "a.yaml", **given)

    assert editions.import_edition(SMALL.encode(), "a.yaml", **given) == first
    with pytest.raises(Refused, match="代码“six”的测评体系已经有了"):
        town.edition()


def test_a_shipped_sample_is_enabled(town, tmp_path, monkeypatch):
    (tmp_path / "six_file.yaml").write_text(SMALL, encoding="utf-8")
    monkeypatch.setattr(publish, "CATALOGUE", tmp_path)

    (tmp_path / "none.yaml").write_text("name: 甲", encoding="utf-8")
    assert list(publish.shipped_samples()) == ["six"]
    made = editions.enable_sample("six", **by(town.office))

    assert made.state == "current"
    with pytest.raises(Missing):
        editions.enable_sample("seven", **by(town.office))


def test_strangers_see_no_edition(town):
    made = town.edition()
    stranger = make_member(make_unit("外市", UnitKind.CITY), Role.OFFICE, "wai")

    for member in (stranger, make_member(town.city, Role.SYSADMIN, "xt"), None):
        assert not queries.editions_visible_to(member).exists()
        with pytest.raises(Missing):
            queries.edition_for(member, made.pk)
        with pytest.raises(Missing):
            queries.item_for(member, town.item(made, "3.1").pk)
    assert queries.edition_for(town.clerk, made.pk) == made
    assert queries.edition_titles([str(made.pk)]) == {str(made.pk): "文明城区测评体系（六大环境）"}
    item = town.item(made, "3.1")
    assert queries.item_titles([str(item.pk)]) == {str(item.pk): "3.1 农贸市场"}


def test_the_shipped_editions_are_in_order(db):
    for path in publish.shipped_samples().values():
        assert read_edition(path.read_text(encoding="utf-8")).sample
