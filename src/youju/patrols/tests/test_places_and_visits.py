"""Places, visits and what becomes a problem."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from youju.evidence.actions import store
from youju.evidence.tests.factories import jpeg, upload
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.patrols import actions, queries
from youju.patrols.actions import Fault
from youju.patrols.models import Place, Shop, Visit
from youju.patrols.rules.visits import Heard, Readiness
from youju.patrols.tests.world import (
    NOON,
    TODAY,
    Rounds,
    an_area,
    figure,
    settled,
    twice,
    wrong_facts,
)


def test_a_place_is_registered_once_and_counted_until_it_is_retired(world: Rounds):
    place = twice(lambda **how: actions.add_place(world.community, "market", "金桥农贸市场", key_place=True, **how), **world.by(world.staff))  # fmt: skip
    assert place.kind_label == "农贸市场"
    assert figure(world.street, "places") == "1个"
    assert figure(world.street, "key_places") == "1个"

    actions.retire_place(place.pk, on=TODAY, **world.by(world.staff))

    assert figure(world.street, "places") == "0个"
    with pytest.raises(Refused, match="已撤销"):
        actions.set_readiness(place.pk, Readiness.READY, **world.by(world.staff))


@pytest.mark.parametrize(
    ("told", "field"), [({"kind": "moon"}, "kind"), ({"lat": 31.2}, "lng"), ({}, "name")]
)
def test_a_place_of_no_kind_half_a_position_or_a_taken_name_is_refused(world: Rounds, told, field):
    world.place("金桥农贸市场")
    kind = told.pop("kind", "market")

    with pytest.raises(Refused) as refused:
        actions.add_place(world.community, kind, "金桥农贸市场", **told, **world.by(world.staff))
    assert refused.value.field == field
    assert Place.objects.count() == 1


def test_a_place_is_changed_and_may_keep_its_name(world: Rounds):
    place = world.place()
    how = world.by(world.staff)
    for _n in range(2):
        actions.change_place(place.pk, kind="mall", name=place.name, owner="市场主任", **how)

    place.refresh_from_db()
    assert (place.kind, place.owner) == ("mall", "市场主任")
    with pytest.raises(Refused):
        actions.retire_place(place.pk, on=date(2020, 1, 1), **world.by(world.staff))


def test_readiness_is_told_by_whoever_records_there_and_by_the_unit_that_answers(world: Rounds):
    place = world.place()
    Place.objects.filter(pk=place.pk).update(owner_unit=world.hospital)
    how = world.by(world.clerk)
    for _n in range(2):
        actions.set_readiness(place.pk, Readiness.MISSING, missing="公平秤没有检定标", **how)

    place.refresh_from_db()
    assert (place.readiness, place.readiness_on) == ("missing", TODAY)
    with pytest.raises(Forbidden):
        actions.set_readiness(place.pk, Readiness.READY, **world.by(world.neighbour))
    with pytest.raises(Missing):
        actions.set_readiness(0, Readiness.READY, **world.by(world.staff))


def test_retiring_twice_under_one_key_is_once(world: Rounds):
    place = world.place()
    how = world.by(world.staff)

    for _n in range(2):
        actions.retire_place(place.pk, on=TODAY, **how)

    assert figure(world.community, "places") == "0个"


def test_a_visit_keeps_its_checklist_and_counts_once_under_its_key(world: Rounds):
    place, key = world.place(), uuid4()
    told = {"passed": ["scale", "licence"], "faults": [Fault("smoke", ""), Fault("", "堆物", corrected=True)]}  # fmt: skip

    first = world.visit(place, key=key, **told)
    assert world.visit(place, key=key, **told) == first

    assert (first.checked, first.faults, first.checklist.number) == (3, 2, 1)
    assert [one.text for one in first.findings.order_by("pk")] == ["未做到：有禁烟标志，没有人吸烟，没有烟蒂", "堆物"]  # fmt: skip
    place.refresh_from_db()
    assert (place.last_visit_at, place.last_faults) == (NOON, 2)
    assert figure(world.street, "patrols") == "1次"
    assert figure(world.street, "places_checked") == "1个"
    assert figure(world.street, "findings") == "2处"
    assert figure(world.street, "corrected") == "1处"
    assert figure(world.street, "pass_rate") == "66.7%"
    assert wrong_facts() == []


def test_a_visit_sent_later_by_the_phone_keeps_both_times(world: Rounds):
    place = world.place()
    world.visit(place)

    older = world.visit(place, done_at=NOON - timedelta(days=2), faults=["堆物"])

    assert older.late
    assert (older.done_on, older.received_at) == (date(2026, 7, 6), NOON)
    place.refresh_from_db()
    assert place.last_visit_at == NOON  # the later visit was in first


def test_a_joint_visit_is_counted_once_above_those_who_held_it(world: Rounds):
    unit, partner = world.community, world.city.next_door

    visit = world.visit(
        unit=unit,
        actor=world.office,
        purpose="supervision",
        people="360余",
        partners=[partner, unit],
    )

    assert visit.share_key
    assert figure(unit, "supervision_people") == "360余人次"
    assert figure(partner, "supervision_people") == "360余人次"
    assert figure(world.street, "supervision_people") == "360余人次"
    assert figure(world.street, "supervisions") == "1次"
    assert figure(world.street, "supervised") == "1家"
    assert queries.visits_visible_to(world.neighbour).get() == visit
    assert wrong_facts() == []


@pytest.mark.parametrize(
    ("purpose", "code"),
    [
        ("residents", "residents_rounds"),
        ("cleaning", "general_cleanings"),
        ("lesson", "law_lessons"),
    ],
)
def test_each_purpose_counts_under_its_own_name(world: Rounds, purpose, code):
    world.visit(unit=world.community, purpose=purpose, people="6")

    assert figure(world.community, code) == "1次"
    assert figure(world.community, "patrols") is None
    assert figure(world.community, "residents_people") == (
        "6人次" if purpose == "residents" else None
    )


def test_opinions_heard_on_a_visit_are_kept_with_it(world: Rounds):
    visit = world.visit(world.place(), purpose="residents", opinions=["增设晾衣架", " "])

    assert [one.text for one in visit.opinions.all()] == ["增设晾衣架"]
    assert figure(world.community, "opinions") == "1条"


def test_photos_show_the_fault_they_were_taken_of(world: Rounds, tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }  # fmt: skip
    photo = store(upload(jpeg()), unit=world.community, **world.by(world.staff))
    visit = world.visit(world.place(), faults=[Fault("smoke", "有烟蒂", photos=(photo.pk,))])
    finding = visit.findings.get()

    made = actions.report_finding(finding.pk, **world.by(world.staff))

    from youju.cases.models import Case
    from youju.evidence.queries import items_of

    case = Case.objects.get(pk=made.case_id)
    assert (case.number, case.kind.code, case.source) == (made.case_number, "s0603", "patrol")
    assert [one.item_id for one in items_of(world.staff, "cases.case", case.pk)] == [photo.pk]


def test_a_visit_nowhere_or_to_a_foreign_or_retired_place_is_refused(world: Rounds):
    place = world.place()
    with pytest.raises(Refused, match="选点位"):
        world.visit()
    with pytest.raises(Forbidden):
        world.visit(place, world.neighbour)
    Place.objects.filter(pk=place.pk).update(retired_on=TODAY)
    with pytest.raises(Refused, match="已撤销"):
        world.visit(place)
    place.pk = 0
    with pytest.raises(Missing):
        world.visit(place)
    assert not Visit.objects.exists()


def test_recording_a_visit_asks_the_database_little(world: Rounds):
    place = world.place()
    world.visit(place)

    with CaptureQueriesContext(connection) as told:
        world.visit(place, passed=["scale"], faults=["堆物"])

    assert len(told) <= 22, len(told)


def test_a_withdrawn_visit_takes_its_figures_with_it(world: Rounds):
    place = world.place()
    kept = world.visit(place, done_at=NOON - timedelta(hours=3))
    visit = world.visit(place, faults=["堆物"])
    how = world.by(world.staff)

    for _n in range(2):
        actions.withdraw_visit(visit.pk, reason="重复", **how)

    assert figure(world.community, "patrols") == "1次"
    place.refresh_from_db()
    assert (place.last_visit_at, place.last_faults) == (kept.done_at, 0)
    actions.withdraw_visit(kept.pk, reason="", **world.by(world.staff))
    place.refresh_from_db()
    assert place.last_visit_at is None
    with pytest.raises(Refused, match="已经撤下"):
        actions.withdraw_visit(visit.pk, reason="", **world.by(world.staff))
    with pytest.raises(Refused, match="已经撤下"):
        actions.report_finding(visit.findings.get().pk, **world.by(world.staff))


def test_a_visit_to_a_unit_is_withdrawn_but_not_after_a_day_nor_with_a_case(world: Rounds):
    visit = world.visit(unit=world.community)
    actions.withdraw_visit(visit.pk, reason="", **world.by(world.staff))

    late = world.visit(unit=world.community)
    with pytest.raises(Refused, match="24 小时"):
        actions.withdraw_visit(late.pk, reason="", actor=world.staff, now=NOON + timedelta(hours=25), key=uuid4())  # fmt: skip
    found = world.visit(unit=world.community, faults=["堆物"])
    actions.report_finding(found.findings.get().pk, **world.by(world.staff))
    with pytest.raises(Refused, match="已经立案"):
        actions.withdraw_visit(found.pk, reason="", **world.by(world.staff))


def test_a_finding_becomes_one_case_whose_kind_and_source_follow_from_it(world: Rounds):
    visit = world.visit(unit=world.community, actor=world.office, purpose="supervision", faults=["资料缺漏"])  # fmt: skip
    finding, how = visit.findings.get(), world.by(world.office)

    first = actions.report_finding(finding.pk, **how)
    assert actions.report_finding(finding.pk, **how).case_id == first.case_id

    from youju.cases.models import Case

    case = Case.objects.get(pk=first.case_id)
    assert (case.source, case.kind.code, case.place) == ("supervision", "s0612", "金桥社区")
    with pytest.raises(Refused, match="已经转为问题"):
        actions.report_finding(finding.pk, **world.by(world.office))


def test_a_grid_workers_finding_comes_from_the_grid_and_a_corrected_one_is_no_case(world: Rounds):
    visit = world.visit(
        world.place(), world.grid_worker, faults=["堆物", Fault("", "烟蒂", corrected=True)]
    )
    first, second = visit.findings.order_by("pk")

    made = actions.report_finding(first.pk, kind="s0101", **world.by(world.grid_worker))

    from youju.cases.models import Case

    assert Case.objects.get(pk=made.case_id).source == "grid"
    with pytest.raises(Refused, match="当场改正"):
        actions.report_finding(second.pk, **world.by(world.staff))


def test_opinions_lost_items_and_cleaning_faults_become_cases_too(world: Rounds):
    staff = world.staff
    opinion = actions.hear_opinion(world.community, "路灯不亮", source=Heard.CHAT, heard_on=TODAY, **world.by(staff))  # fmt: skip
    place = world.place()
    inspection = settled(world)
    lost = actions.add_lost_item(
        inspection.pk, "公平秤", "没有检定标", place=place, **world.by(staff)
    )
    elsewhere = actions.add_lost_item(inspection.pk, "宣传", "少 2 处", **world.by(staff))
    area = an_area(world)
    check = actions.check_area(area.pk, day=TODAY, score=Decimal(80), fault="落叶未扫", **world.by(staff))  # fmt: skip

    for do, record in (
        (actions.report_opinion, opinion),
        (actions.report_lost_item, lost),
        (actions.report_lost_item, elsewhere),
        (actions.report_area_fault, check),
    ):
        how = world.by(staff)
        made = do(record.pk, **how)
        assert made.case_number
        assert do(record.pk, **how).case_id == made.case_id
    actions.correct_area_fault(check.pk, on=TODAY, **world.by(staff))
    with pytest.raises(Refused, match="没有还未改正"):
        actions.report_area_fault(check.pk, **world.by(staff))


# --- many at once


def test_a_block_of_places_goes_in_whole_or_not_at_all(world: Rounds):
    rows = [
        {"name": "金桥路", "kind": "主干道", "owner": "网格长", "key_place": "是"},
        {"name": "第一网格楼道", "kind": "楼道", "unit": "金桥社区第一网格"},
    ]
    how = world.by(world.staff)

    assert [actions.add_places(world.community, rows, **how) for _n in range(2)] == [2, 2]

    assert Place.objects.count() == 2
    assert Place.objects.get(name="金桥路").key_place
    assert Place.objects.get(kind="stairwell").unit == world.city.grid
    bad = [*rows, {"name": "甲", "kind": "月球"}, {"name": "乙", "kind": "楼道", "unit": "别处"}, {"kind": "楼道"}]  # fmt: skip
    with pytest.raises(actions.BadRows) as refused:
        actions.add_places(world.community, bad, **world.by(world.staff))
    assert {n: field for n, (field, _why) in refused.value.errors.items()} == {0: "name", 1: "name", 2: "kind", 3: "unit", 4: "name"}  # fmt: skip
    assert Place.objects.count() == 2


def test_a_block_of_shops_reads_days_and_duties_in_words(world: Rounds):
    rows = [
        {"street": "金桥路", "name": "老孙面馆", "duties": "门前三包", "signed_on": "2026-6-1"},
        {"street": "金桥路", "name": "金桥五金"},
    ]
    actions.add_shops(world.community, rows, **world.by(world.staff))

    assert figure(world.community, "signed_shops") == "1家"
    assert [(one.duties, one.signed_on) for one in Shop.objects.order_by("pk")] == [("three", date(2026, 6, 1)), ("four", None)]  # fmt: skip
    for wrong in ([], [{}] * 501, [{"street": "甲", "name": "乙", "signed_on": "昨天"}], [{}] * 60):
        with pytest.raises(Refused):
            actions.add_shops(world.community, wrong, **world.by(world.staff))
    assert Shop.objects.count() == 2
