"""The one box: every way of asking, only within the asker's tree."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import override_settings

from youju.kernel.refusal import Forbidden, Missing
from youju.organisations.actions import rotate_field_keys
from youju.residents import actions, queries
from youju.residents.actions import AreaTold, Home
from youju.residents.models import Handle, Resident
from youju.residents.rules.people import Told
from youju.residents.tests.world import TODAY, Town, number

ID = number("19900101", "002")


@pytest.fixture
def town(db) -> Town:
    return Town()


def found(town: Town, text: str, member=None, unit=None) -> list[tuple[str, str]]:
    asker = member or town.staff
    answer = queries.look_up(asker, unit or asker.unit, text, TODAY)
    return [(one.resident.name, one.by.value) for one in answer.people]


def test_one_person_is_found_in_every_way(town):
    town.add("李小禾", id_number=ID, phones=("13812346027", "0390-8812345"), former_name="李禾苗")
    town.add("王建国", "3-2-502", phones=("13912341193",))

    for text, by in (
        ("李小禾", "n"), ("小禾", "n"), ("lxh", "i"), ("lixiao", "p"), ("禾苗", None), ("李禾苗", "f"), ("lhm", "g"),
        ("3-2-501", "a"), ("柳荫里3号楼2单元501", "a"), ("6027", "t"), ("46027", "t"), ("13812346027", "m"),
        ("03908812345", "m"), (ID, "d"),
    ):  # fmt: skip
        assert found(town, text) == ([("李小禾", by)] if by else []), text
    assert [name for name, _by in found(town, "3-2")] == ["李小禾", "王建国"]
    assert found(town, "桂苑3-2-501") == [] and found(town, "96027") == []
    assert [one.name for one in queries.look_up(town.staff, town.community, "柳荫", TODAY).areas] == ["柳荫里"]  # fmt: skip


def test_nobody_is_found_outside_the_askers_tree(town):
    town.add("李小禾", id_number=ID)

    assert found(town, ID, town.neighbour) == []
    assert found(town, "lxh", town.office) == [("李小禾", "i")]
    assert found(town, "3-2-501", town.grid_worker) == []
    for member, unit in ((town.leader, town.community), (town.staff, town.street)):
        with pytest.raises(Forbidden):
            queries.look_up(member, unit, "lxh", TODAY)


def test_a_grid_worker_finds_who_lives_in_the_buildings_of_the_grid(town):
    town.add("李小禾", id_number=ID)
    actions.give_building(town.area.pk, "3", town.grid, **town.by(town.staff))

    assert found(town, "lxh", town.grid_worker) == [("李小禾", "i")]
    assert found(town, "lxh") == [("李小禾", "i")]
    assert town.add("王建国", "3-2-601", actor=town.grid_worker).unit == town.grid
    assert [one.name for one in queries.visible(town.grid_worker, queries.Area)] == ["柳荫里"]
    with pytest.raises(Forbidden):
        town.add("王建军", "4-2-601", actor=town.grid_worker)


def test_a_child_is_found_by_the_whole_name_and_stands_nowhere_in_plain(town):
    town.add("邵米粒", birth=date(2016, 5, 1), guardian="邵大山", sex="f", phones=("13700001111",))

    for text in ("邵米粒", "sml", "shaomili"):
        assert found(town, text) == [("邵**", "c")]
    assert found(town, "米粒") == [] and found(town, "邵") == []
    row = Resident.objects.values().get()
    told = " ".join(str(value) for value in row.values())
    assert not any(one in told for one in ("邵米粒", "2016", "13700001111", "邵大山"))
    assert row["sex"] == "" and row["birth"] is None and row["pinyin"] == ""


def test_more_than_fifty_are_not_listed(town):
    rows = [Resident(root_id=town.city.pk, unit=town.community, name=f"张三{n}", made_at="2026-01-01T00:00Z") for n in range(60)]  # fmt: skip
    people = Resident.objects.bulk_create(rows)
    Handle.objects.bulk_create(
        Handle(root_id=town.city.pk, unit=town.community, resident=one, key=f"izs{one.pk}")
        for one in people
    )

    answer = queries.look_up(town.staff, town.community, "zs", TODAY)

    assert len(answer.people) == 50 and answer.more


def test_needs_are_told_beside_whoever_is_found(town):
    one = town.add("李小禾", id_number=ID)
    actions.note_need("dibao", household_id=one.household_id, since=TODAY, **town.by(town.staff))
    actions.note_need("watched", resident_id=one.pk, since=TODAY, **town.by(town.care))

    def labels(member):
        people = queries.look_up(member, member.unit, "lxh", TODAY).people
        return {kind.label for kind in people[0].needs}

    assert labels(town.staff) == {"低保户"}
    assert labels(town.care) == {"低保户", "特殊管理人员"}


def test_finding_works_while_keys_are_rotated_and_after(town):
    one = town.add("李小禾", id_number=ID, phones=("13812346027",))
    actions.note_need("dibao", household_id=one.household_id, since=TODAY, **town.by(town.staff))
    old, new = "k1:" + "0f" * 32, "k2:" + "1e" * 32

    with override_settings(FIELD_KEYS=f"{new},{old}"):
        for text in (ID, "13812346027", "3-2-501"):
            assert len(found(town, text)) == 1
        rotate_field_keys()
        assert actions.rekey_all(batch=1) == 1
        assert actions.rekey_all() == 1
    with override_settings(FIELD_KEYS=new):
        for text in (ID, "13812346027", "6027", "3-2-501"):
            assert len(found(town, text)) == 1
        counts = queries.need_counts(town.staff, town.community)
        assert {one.kind.label: one.count for one in counts if one.count} == {"低保户": 1}


def test_a_wide_tree_is_asked_by_a_subquery(town, monkeypatch):
    monkeypatch.setattr("youju.residents.queries.scope.LISTED", 1)
    town.add("李小禾", id_number=ID)

    assert found(town, "lxh", town.office) == [("李小禾", "i")]
    assert found(town, "3-2", town.office) == [("李小禾", "e")]


def test_lists_show_the_members_own_people_alone(town):
    one = town.add("李小禾", id_number=number("19300101", "002"))
    town.add("王建国", "3-2-502", id_number=number("19600101"), tenure="rented", landlord="赵六", incomer=True)  # fmt: skip
    far = actions.add_area(town.next_door, AreaTold("桂苑", "managed"), **town.by(town.neighbour))
    actions.register(Told("周远"), Home(far, "1-1-101"), **town.by(town.neighbour))

    assert queries.counts_at(town.staff, town.community) == (2, 2)
    assert queries.counts_at(town.office, town.district) == (3, 3)
    assert [p.name for p in queries.people_of(town.staff, town.community).order_by("pinyin")] == ["李小禾", "王建国"]  # fmt: skip
    assert [p.name for p in queries.aged(town.staff, town.community, 90, TODAY)] == ["李小禾"]
    areas = queries.areas_of(town.staff, town.community)
    assert [(a.name, a.homes, a.houses) for a in areas] == [("柳荫里", 2, 1)]
    homes = queries.households_in(town.staff, town.area)
    assert sorted(h.people for h in homes) == [1, 1]
    assert [h.unregistered for h in queries.rented(town.staff, town.community)] == [1]
    assert [p.name for p in queries.members_of(town.staff, one.household)] == ["李小禾"]
    with pytest.raises(Missing):
        queries.record_for(town.neighbour, Resident, one.pk)
    assert not queries.visible(town.leader, Resident).exists()
    assert queries.people_of(town.staff, town.community)[0].place.startswith("柳荫里 3-2-***")
