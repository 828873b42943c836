"""Before and after, one to one; and who may see them."""

from datetime import timedelta

import pytest

from youju.audit.actions import SystemActor
from youju.cases import actions, queries
from youju.cases.rules import Source, State
from youju.cases.tests.factories import FOUND, CaseCity, make_kind
from youju.evidence.actions import store
from youju.evidence.queries import items_visible_to
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.kernel.ids import new_key
from youju.kernel.refusal import Missing, Refused
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit

pytestmark = pytest.mark.django_db
LATER = FOUND + timedelta(hours=1)


@pytest.fixture
def city() -> CaseCity:
    made = CaseCity()
    make_kind("t02", "占道经营", photos="both")
    return made


def photo(n: int, member) -> int:
    return store(upload(jpeg(scene(n))), unit=member.unit, actor=member, now=FOUND).pk


def shown(case) -> list[tuple[str, int | None]]:
    return [(link.role, link.pair) for link in queries.photos_of(None, case)]


def test_each_before_photo_has_its_after_photo(city):
    before = [photo(n, city.clerk) for n in (1, 2)]
    case = city.case(State.DISPATCHED, kind="t02", photos=before)
    assert set(items_visible_to(city.worker).values_list("pk", flat=True)) == set(before)
    after = [photo(n, city.worker) for n in (3, 4, 5, 6)]

    with pytest.raises(Refused, match="逐张对应补拍 2 张，现有 1 张") as refusal:
        actions.rectify_case(case.pk, note="好了", photos=after[:1], actor=city.worker, now=LATER)
    assert refusal.value.field == "photos"
    actions.rectify_case(case.pk, note="好了", photos=after[:2], actor=city.worker, now=LATER)

    assert shown(case) == [("before", 1), ("before", 2), ("after", 1), ("after", 2)]
    assert set(after[:2]) <= set(items_visible_to(city.clerk).values_list("pk", flat=True))

    # What was sent back is photographed again; the old photos stay as proof.
    proof = photo(7, city.clerk)
    actions.verify_case(
        case.pk, passed=False, note="没好", photos=[proof], actor=city.clerk, now=LATER
    )
    actions.rectify_case(case.pk, note="真好了", photos=after[2:], actor=city.worker, now=LATER)
    assert shown(case)[2:] == [
        ("proof", None), ("proof", None), ("proof", None), ("after", 1), ("after", 2),
    ]  # fmt: skip


def test_photos_out_of_view_are_refused_and_nothing_is_written(city):
    foreign = photo(1, city.stranger)

    with pytest.raises(Missing, match="查看范围"):
        city.report(kind="t02", photos=[foreign])

    assert not queries.cases_visible_to(city.clerk).exists()


def test_a_resident_reports_with_a_photo(city):
    portal = SystemActor(root_id=city.city.pk, label="居民")
    item = store(upload(jpeg(scene(1))), unit=city.community, actor=portal, now=FOUND)
    told = {"unit": city.community, "kind": "t02", "source": Source.RESIDENT, "place": "北门"}

    case = actions.report_case(**told, photos=[item.pk], actor=portal, now=FOUND, key=new_key())

    assert shown(case) == [("before", 1)]


def test_a_note_brings_photos_before_it_is_taken_up_and_proof_after(city):
    case = city.report(kind="t02")
    actions.add_note(
        case.pk, note="补一张", photos=[photo(1, city.clerk)], actor=city.clerk, now=LATER
    )
    actions.file_case(case.pk, actor=city.clerk, now=LATER)
    actions.add_note(
        case.pk, note="再一张", photos=[photo(2, city.clerk)], actor=city.clerk, now=LATER
    )

    assert shown(case) == [("before", 1), ("proof", None)]


def test_an_office_that_is_asked_for_help_sees_the_photos(city):
    bureau = make_unit("市政管理局", UnitKind.BUREAU, city.district)
    officer = make_member(bureau, Role.UNIT_USER, "officer")
    case = city.case(State.FILED, kind="t02", photos=[photo(1, city.clerk)])

    actions.raise_case(case.pk, to=bureau, reason="请修", actor=city.clerk, now=LATER)

    assert items_visible_to(officer).count() == 1


def test_structures_have_photos_before_and_after(city):
    one = actions.register_structure(
        unit=city.community,
        kind="wall",
        title="北墙",
        surveyed_on=FOUND.date(),
        photos=[photo(1, city.clerk)],
        actor=city.clerk,
        now=FOUND,
        key=new_key(),
    )
    gone = actions.remove_structure(
        one.pk, on=FOUND.date(), photos=[photo(2, city.clerk)], actor=city.clerk, now=LATER
    )

    assert gone.removed_on == FOUND.date()
