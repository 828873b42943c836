"""The tree changes and keeps its history."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from youju.audit.actions import SYSTEM
from youju.kernel.refusal import Forbidden, Refused
from youju.organisations import actions, hooks, rules
from youju.organisations.models import Unit, UnitEvent
from youju.organisations.queries import find_units, history_of, office_of, unit_or_own
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import City, make_member

DAY = date(2026, 3, 5)
pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return City()


def how(actor=SYSTEM, **more):
    return {"on": DAY, "actor": actor, "now": timezone.now(), **more}


def test_a_unit_is_founded_once_under_one_key(city):
    key = uuid4()
    office = make_member(city.district, Role.OFFICE)

    for _ in range(2):
        made = actions.found_unit(
            city.street, UnitKind.COMMUNITY, " 清溪社区 ", **how(office, key=key)
        )

    assert Unit.objects.filter(name="清溪社区").count() == 1
    assert made.path == city.street.path + f"{made.pk:07}"
    assert (made.root_id, made.short_name) == (city.city.pk, "清溪社区")
    assert made.events.get().kind == "founded"


@pytest.mark.parametrize(
    ("kind", "name", "code", "reason"),
    [
        (UnitKind.GRID, "网格", "", "不能放在所选上级之下"),
        (UnitKind.COMMUNITY, " ", "", "填单位名称"),
        (UnitKind.COMMUNITY, "金桥社区", "", "已有“金桥社区”"),
        (UnitKind.COMMUNITY, "新社区", "320502001001", "已有单位使用"),
        (UnitKind.COMMUNITY, "新社区", "320503001003", "与上级单位的代码不一致"),
        (UnitKind.COMMUNITY, "新社区", "12345", "12 位数字"),
    ],
)
def test_founding_is_refused_where_it_cannot_stand(city, kind, name, code, reason):
    before = Unit.objects.count()

    with pytest.raises(Refused, match=reason):
        actions.found_unit(city.street, kind, name, code=code, **how())

    assert Unit.objects.count() == before


def test_only_the_system_founds_a_root(city):
    office = make_member(city.city, Role.OFFICE)

    with pytest.raises(Refused, match="最上级单位由系统建立"):
        actions.found_unit(None, UnitKind.CITY, "新市", **how(office))


def test_a_foreign_office_may_not_found(city):
    office = make_member(city.elsewhere, Role.OFFICE)

    with pytest.raises(Forbidden, match="不在您的单位范围内"):
        actions.found_unit(city.street, UnitKind.COMMUNITY, "新社区", **how(office))


def test_a_former_name_stays_in_the_history(city):
    key = uuid4()
    for _ in range(2):
        actions.rename_unit(city.community, "新金桥社区", note="区划调整", **how(key=key))

    city.community.refresh_from_db()
    assert city.community.name == "新金桥社区"
    assert city.community.events.get().note == "原名金桥社区；区划调整"
    with pytest.raises(Refused, match="与现在的相同"):
        actions.rename_unit(city.community, "新金桥社区", **how())


def test_papers_are_signed_by_the_organ_that_is_said_else_by_the_unit(city):
    key, told = uuid4(), {"actor": SYSTEM, "now": timezone.now()}
    assert city.community.signature == "金桥社区"

    for _ in range(2):
        unit = actions.sign_papers_as(city.community, " 金桥社区居民委员会 ", key=key, **told)

    assert (unit.name, unit.signature) == ("金桥社区", "金桥社区居民委员会")
    assert unit.events.count() == 0
    with pytest.raises(Refused, match="一行") as refused:
        actions.sign_papers_as(unit, "社区\n居委会", **told)
    assert refused.value.field == "signs_as"
    assert actions.sign_papers_as(unit, "", **told).signature == "金桥社区"
    with pytest.raises(Forbidden):
        actions.sign_papers_as(
            unit, "某某", actor=make_member(city.elsewhere, Role.OFFICE), now=told["now"]
        )


def test_the_page_offers_the_usual_organ_and_keeps_what_is_said(city, client):
    office = make_member(city.street, Role.OFFICE)
    client.force_login(office.person, backend="django.contrib.auth.backends.ModelBackend")
    url = f"/organisations/units/{city.community.pk}/signature/"

    assert 'value="金桥社区居民委员会"' in client.get(url).content.decode()
    wrong = client.post(url, {"key": str(uuid4()), "signs_as": "长" * 61}).content.decode()
    done = client.post(url, {"key": str(uuid4()), "signs_as": "金桥社区党委"}, follow=True)

    assert "长" * 61 in wrong and "60" in wrong
    assert "<dd>金桥社区党委</dd>" in done.content.decode().replace("\n", "")
    assert "金桥社区党委" in client.get(url).content.decode()


def test_moving_takes_the_whole_subtree_along(city):
    heard = []
    other = actions.found_unit(city.district, UnitKind.STREET, "东岗街道", **how())
    hooks.TREE_CHANGED.append(heard.append)
    try:
        key = uuid4()
        for _ in range(2):
            moved = actions.move_unit(city.community, other, code="320502001001", **how(key=key))
    finally:
        hooks.TREE_CHANGED[:] = [h for h in hooks.TREE_CHANGED if h != heard.append]

    city.grid.refresh_from_db()
    assert moved.parent_id == other.pk
    assert city.grid.path == f"{other.path}{city.community.pk:07}{city.grid.pk:07}"
    assert len(heard) == 1
    event = city.community.events.get()
    assert (event.kind, event.other) == ("moved", city.street)


def test_a_unit_cannot_move_where_it_must_not(city):
    far = actions.found_unit(None, UnitKind.CITY, "远山市", **how())
    far_district = actions.found_unit(far, UnitKind.DISTRICT, "远山区", **how())
    far_street = actions.found_unit(far_district, UnitKind.STREET, "远山街道", **how())

    for parent, reason in (
        (city.community, "移到它自己"),
        (city.street, "已在所选上级之下"),
        (far_street, "同一城市"),
        (city.district, "不能放在所选上级之下"),
    ):
        with pytest.raises(Refused, match=reason):
            actions.move_unit(city.community, parent, **how())
    other = actions.found_unit(city.district, UnitKind.STREET, "东岗街道", **how())
    with pytest.raises(Refused, match="已有单位使用"):
        actions.move_unit(city.community, other, code="320502001002", **how())


def test_a_merged_unit_hangs_closed_below_the_other_with_its_records(city):
    key = uuid4()
    for _ in range(2):
        actions.merge_unit(city.community, city.next_door, **how(key=key))

    for unit in (city.community, city.grid, city.next_door):
        unit.refresh_from_db()
    assert city.community.until == DAY
    assert city.community.parent_id == city.next_door.pk
    assert city.grid.parent_id == city.next_door.pk
    assert city.grid.path.startswith(city.next_door.path)
    member = make_member(city.street, Role.OFFICE)
    kinds = [(e.kind, e.unit_id) for e in history_of(member, city.next_door)]
    assert kinds == [("merged", city.community.pk)]
    with pytest.raises(Refused, match="已撤销"):
        actions.rename_unit(city.community, "另名", **how())


def test_only_units_of_one_kind_merge(city):
    with pytest.raises(Refused, match="同一类"):
        actions.merge_unit(city.community, city.hospital, **how())


def test_a_split_takes_chosen_children_along(city):
    key = uuid4()
    for _ in range(2):
        fresh = actions.split_unit(
            city.community, "金桥东社区", children=[city.grid.pk], **how(key=key)
        )

    city.grid.refresh_from_db()
    assert city.grid.parent_id == fresh.pk
    assert city.grid.path.startswith(fresh.path)
    assert UnitEvent.objects.get(unit=fresh).kind == "split"
    with pytest.raises(Refused, match="不在原单位之下"):
        actions.split_unit(city.community, "金桥西社区", children=[city.hospital.pk], **how())
    assert not Unit.objects.filter(name="金桥西社区").exists()


def test_a_unit_closes_after_those_below_it(city):
    with pytest.raises(Refused, match="还有 1 个单位"):
        actions.close_unit(city.community, **how())
    actions.close_unit(city.grid, **how())
    key = uuid4()
    for _ in range(2):
        actions.close_unit(city.community, **how(key=key))

    city.community.refresh_from_db()
    assert city.community.until == DAY
    with pytest.raises(Refused, match="已撤销"):
        actions.found_unit(city.community, UnitKind.GRID, "网格", **how())


def test_a_list_is_imported_row_by_row_with_reasons(city):
    actions.found_unit(city.community, UnitKind.AREA, "同名", **how())
    actions.found_unit(city.next_door, UnitKind.AREA, "同名", **how())
    rows = [
        {"名称": "清溪社区", "类别": "社区", "代码": "320502001003"},
        {"名称": "第一网格", "类别": "网格", "上级": "清溪社区"},
        {"名称": "第二网格", "类别": "网格", "上级": "320502001003"},
        {"名称": "某某", "类别": "分局"},
        {"名称": "某某", "类别": "网格", "上级": "没有的社区"},
        {"名称": "某某", "类别": "网格", "上级": "同名"},
    ]

    made, bad = actions.import_units(city.street, rows, **how())

    assert [unit.name for unit in made] == ["清溪社区", "第一网格", "第二网格"]
    assert [number for number, _reason in bad] == [5, 6, 7]
    assert "不认识" in bad[0][1]
    assert "没有找到上级" in bad[1][1]
    assert "不止一个" in bad[2][1]


def test_a_list_may_call_the_kinds_as_people_do_and_tells_which_row_holds_up_others(city):
    rows = [
        {"名称": "清溪镇", "类别": "镇"},
        {"名称": "清溪居委会", "类别": "居委会", "上级": "清溪镇"},
        {"名称": "城管局", "类别": "局"},
        {"名称": "新河街道", "类别": "不知道"},
        {"名称": "新河社区", "类别": "社区", "上级": "新河街道"},
    ]

    made, bad = actions.import_units(city.district, rows, **how())

    assert [unit.kind for unit in made] == ["town", "community", "bureau"]
    assert bad[1] == (6, "上级“新河街道”在第 5 行，先改好那一行")


def test_units_are_found_by_characters_pinyin_initials_and_code(city):
    member = make_member(city.street, Role.OFFICE)

    for text in ("金桥", "jinqiaoshequ", "jqsq", "320502001001"):
        assert city.community in find_units(member, text)
    assert not find_units(member, "临河").exists()


def test_a_foreign_unit_in_the_address_falls_back_to_the_own(city):
    member = make_member(city.street, Role.OFFICE)

    assert unit_or_own(member, "320503000000") == city.street
    assert unit_or_own(member, "320502001001") == city.community
    assert office_of(city.street).may_at(rules.May.SEE, city.community)
