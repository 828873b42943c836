"""One file serves many records, and is seen through them."""

from __future__ import annotations

from uuid import UUID

import pytest

from youju.audit.queries import Entry
from youju.evidence import actions, queries
from youju.evidence.models import Link
from youju.evidence.queries import Role
from youju.evidence.tests import factories as made
from youju.evidence.tests.factories import NOON, upload
from youju.kernel.refusal import Forbidden, Missing, Refused

KEY = UUID("01930000-0000-7000-8000-000000000002")
ENTRY = "ledgers.entry"


@pytest.fixture
def photos(city, staff):
    """Three different photos of 金桥社区."""
    return [
        actions.store(
            upload(made.jpeg(made.scene(shift)), f"{shift}.jpg"),
            unit=city.community,
            actor=staff,
            now=NOON,
        )
        for shift in (0, 30, 60)
    ]


def linked(member, source_id="7"):
    return [
        (one.item.file_name, one.role, one.pair)
        for one in queries.items_of(member, ENTRY, source_id)
    ]


def test_items_serve_a_record_in_the_order_given(city, staff, photos):
    a, b, c = photos

    actions.link(ENTRY, 7, [c.pk, a.pk], unit=city.community, actor=staff, now=NOON)
    actions.link(ENTRY, 7, [b.pk], unit=city.community, actor=staff, now=NOON)

    assert linked(staff) == [
        ("60.jpg", "proof", None),
        ("0.jpg", "proof", None),
        ("30.jpg", "proof", None),
    ]
    assert queries.counts_of(staff, ENTRY, [7, 8]) == {"7": 3}


def test_before_and_after_are_paired_by_number(city, staff, photos):
    a, b, _ = photos

    actions.link(
        ENTRY, 7, [a.pk], unit=city.community, role=Role.BEFORE, pair=1, actor=staff, now=NOON
    )
    actions.link(
        ENTRY, 7, [b.pk], unit=city.community, role=Role.AFTER, pair=1, actor=staff, now=NOON
    )

    assert linked(staff) == [("0.jpg", "before", 1), ("30.jpg", "after", 1)]


def test_linking_again_keeps_one_link_and_takes_the_new_role(city, staff, photos):
    a = photos[0]
    actions.link(ENTRY, 7, [a.pk], unit=city.community, actor=staff, now=NOON)

    actions.link(
        ENTRY, 7, [a.pk], unit=city.community, role=Role.BEFORE, pair=2, actor=staff, now=NOON
    )

    assert linked(staff) == [("0.jpg", "before", 2)]


def test_the_same_key_links_once(city, staff, photos):
    a, b, _ = photos
    first = actions.link(ENTRY, 7, [a.pk], unit=city.community, actor=staff, now=NOON, key=KEY)
    second = actions.link(
        ENTRY, 7, [a.pk, b.pk], unit=city.community, actor=staff, now=NOON, key=KEY
    )

    assert first == second
    assert linked(staff) == [("0.jpg", "proof", None)]


def test_one_photo_serves_three_records_and_names_them(city, staff, photos):
    for record in (7, 8, 9):
        actions.link(ENTRY, record, [photos[0].pk], unit=city.community, actor=staff, now=NOON)

    uses = queries.uses_of(staff, photos[0])

    assert [use.link.source_id for use in uses] == ["9", "8", "7"]


def test_an_unregistered_kind_of_record_is_named_by_its_unit(city, staff, photos):
    actions.link("old.kind", 7, [photos[0].pk], unit=city.community, actor=staff, now=NOON)

    (use,) = queries.uses_of(staff, photos[0])

    assert (use.title, use.url) == ("金桥社区的记录", "")


def test_a_stranger_sees_neither_item_nor_links(city, staff, neighbour, photos):
    actions.link(ENTRY, 7, [photos[0].pk], unit=city.community, actor=staff, now=NOON)

    with pytest.raises(Missing, match="没有这件佐证"):
        queries.item_for(neighbour, photos[0].pk)
    with pytest.raises(Missing):
        queries.item_for(None, photos[0].pk)
    assert linked(neighbour) == []
    assert queries.uses_of(neighbour, photos[0]) == []
    assert queries.counts_of(neighbour, ENTRY, [7]) == {}
    assert not queries.items_visible_to(None).exists()


def test_the_office_above_sees_them(city, office, staff, photos):
    actions.link(ENTRY, 7, [photos[0].pk], unit=city.community, actor=staff, now=NOON)

    assert queries.item_for(office, photos[0].pk) == photos[0]
    assert linked(office) == [("0.jpg", "proof", None)]
    assert queries.items_under(office, city.community).count() == 3
    assert queries.items_under(office, city.next_door).count() == 0


def test_a_record_opens_its_items_to_those_who_see_the_record(city, office, neighbour, photos):
    actions.link(ENTRY, 7, [photos[0].pk], unit=city.next_door, actor=office, now=NOON)

    assert queries.item_for(neighbour, photos[0].pk) == photos[0]
    with pytest.raises(Missing):
        queries.item_for(neighbour, photos[1].pk)


def test_linking_what_one_cannot_see_is_refused(city, neighbour, photos):
    with pytest.raises(Missing, match="不在您的查看范围内"):
        actions.link(ENTRY, 7, [photos[0].pk], unit=city.next_door, actor=neighbour, now=NOON)

    assert not Link.objects.exists()
    assert Entry.objects.get(act="evidence.link").outcome == "refused"


def test_linking_to_another_units_record_is_refused(city, staff, photos):
    with pytest.raises(Forbidden):
        actions.link(ENTRY, 7, [photos[0].pk], unit=city.next_door, actor=staff, now=NOON)

    assert not Link.objects.exists()


@pytest.mark.parametrize(
    ("role", "pair", "reason"),
    [
        (Role.PROOF, 1, "只有整改前、整改后的照片能配对"),
        (Role.DOCUMENT, 1, "只有整改前、整改后的照片能配对"),
        (Role.BEFORE, 0, "配对序号从 1 开始"),
    ],
)
def test_a_pair_that_is_none_is_refused(city, staff, photos, role, pair, reason):
    with pytest.raises(Refused, match=reason):
        actions.link(
            ENTRY,
            7,
            [photos[0].pk],
            unit=city.community,
            role=role,
            pair=pair,
            actor=staff,
            now=NOON,
        )

    assert not Link.objects.exists()


def test_more_than_a_hundred_items_on_one_record_are_refused(city, staff, photos, monkeypatch):
    monkeypatch.setattr("youju.evidence.rules.MAX_ITEMS_PER_RECORD", 2)

    with pytest.raises(Refused, match="一条记录最多 2 个附件"):
        actions.link(ENTRY, 7, [p.pk for p in photos], unit=city.community, actor=staff, now=NOON)

    assert not Link.objects.exists()


def test_unlinking_leaves_the_item_and_the_other_links(city, staff, photos):
    a, b, _ = photos
    actions.link(ENTRY, 7, [a.pk, b.pk], unit=city.community, actor=staff, now=NOON)
    actions.link(ENTRY, 8, [a.pk], unit=city.community, actor=staff, now=NOON)

    gone = actions.unlink(ENTRY, 7, [a.pk], actor=staff, now=NOON, key=KEY)

    assert gone == 1
    assert linked(staff) == [("30.jpg", "proof", None)]
    assert linked(staff, "8") == [("0.jpg", "proof", None)]
    assert queries.item_for(staff, a.pk) == a


def test_unlinking_twice_under_one_key_undoes_no_later_link(city, staff, photos):
    a = photos[0]
    actions.link(ENTRY, 7, [a.pk], unit=city.community, actor=staff, now=NOON)
    actions.unlink(ENTRY, 7, [a.pk], actor=staff, now=NOON, key=KEY)
    actions.link(ENTRY, 7, [a.pk], unit=city.community, actor=staff, now=NOON)

    actions.unlink(ENTRY, 7, [a.pk], actor=staff, now=NOON, key=KEY)

    assert linked(staff) == [("0.jpg", "proof", None)]


def test_unlinking_from_another_units_record_is_refused(city, staff, neighbour, photos):
    actions.link(ENTRY, 7, [photos[0].pk], unit=city.community, actor=staff, now=NOON)

    with pytest.raises(Forbidden):
        actions.unlink(ENTRY, 7, [photos[0].pk], actor=neighbour, now=NOON)

    assert linked(staff) == [("0.jpg", "proof", None)]


def test_a_form_sets_the_items_of_one_role_and_leaves_the_others(city, staff, photos):
    a, b, c = photos
    actions.link(ENTRY, 7, [a.pk, b.pk], unit=city.community, actor=staff, now=NOON)
    actions.link(
        ENTRY, 8, [a.pk], unit=city.community, role=Role.BEFORE, pair=1, actor=staff, now=NOON
    )

    actions.set_links(ENTRY, 7, [c.pk, b.pk, c.pk], unit=city.community, actor=staff, now=NOON)
    actions.set_links(ENTRY, 8, [], unit=city.community, actor=staff, now=NOON)

    assert linked(staff) == [("60.jpg", "proof", None), ("30.jpg", "proof", None)]
    assert linked(staff, "8") == [("0.jpg", "before", 1)]


def test_the_six_dossier_fields_are_filled_in_by_whoever_records_there(city, staff, photos):
    item = actions.describe(
        photos[0].pk, actor=staff, now=NOON, key=KEY, place=" 金桥路12号楼北侧 ", topic="清运"
    )
    actions.describe(photos[0].pk, actor=staff, now=NOON, key=KEY, place="别处")

    item.refresh_from_db()
    assert (item.place, item.topic, item.people) == ("金桥路12号楼北侧", "清运", "")
    entry = Entry.objects.get(act="evidence.describe")
    assert entry.detail == {"changed": ["place", "topic"]}


def test_a_caption_that_is_too_long_is_refused_at_its_field(staff, photos):
    with pytest.raises(Refused, match="最多 60 字，请精简") as refusal:
        actions.describe(photos[0].pk, actor=staff, now=NOON, time="六" * 61)

    assert refusal.value.field == "time"
    with pytest.raises(ValueError, match="no caption field weather"):
        actions.describe(photos[0].pk, actor=staff, now=NOON, weather="晴")


def test_a_caption_is_not_changed_by_one_who_only_sees_it(city, office, neighbour, photos):
    actions.link(ENTRY, 7, [photos[0].pk], unit=city.next_door, actor=office, now=NOON)

    with pytest.raises(Forbidden):
        actions.describe(photos[0].pk, actor=neighbour, now=NOON, topic="我们的")

    photos[0].refresh_from_db()
    assert photos[0].topic == ""
