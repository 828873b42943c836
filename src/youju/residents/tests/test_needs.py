"""Registers of need: who, from–to, when to look again, and who may see them."""

from __future__ import annotations

from datetime import date

import pytest

from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.residents import actions, queries
from youju.residents.models import Need
from youju.residents.tests.world import NOON, TODAY, Town, told


@pytest.fixture
def town(db) -> Town:
    return Town()


def test_a_need_is_registered_reviewed_and_ended(town):
    one = town.add("李小禾")
    by = town.by(town.staff)
    for _twice in range(2):
        need = actions.note_need("lonely", resident_id=one.pk, since=date(2026, 1, 1), carer="王专干", **by)  # fmt: skip
    assert need.review_on == date(2026, 10, 7) and queries.kind_for(need).label == "孤寡老人"
    assert "lonely" not in str(Need.objects.values().get()) and need.subject == "李小禾"
    with pytest.raises(Refused, match="已经登记为"):
        actions.note_need("lonely", resident_id=one.pk, since=TODAY, **town.by(town.staff))
    by = town.by(town.staff)
    for _twice in range(2):
        note = actions.review(need.pk, "身体尚好", on=TODAY, carer="李专干", **by)
    need.refresh_from_db()
    assert need.carer == "李专干" and need.notes.get() == note and "身体" not in str(note.__dict__)
    assert list(queries.reviews_due(town.staff, date(2026, 10, 7))) == [need]
    for text, on in ((" ", TODAY), ("好", date(2026, 7, 9))):
        with pytest.raises(Refused):
            actions.review(need.pk, text, on=on, **town.by(town.staff))
    with pytest.raises(Refused, match="早于"):
        actions.end_need(need.pk, until=date(2025, 1, 1), **town.by(town.staff))
    by = town.by(town.staff)
    for _twice in range(2):
        ended = actions.end_need(need.pk, until=date(2026, 7, 1), **by)
    assert not ended.holds(TODAY) and ended.holds(date(2026, 6, 1)) and not ended.holds(date(2025, 1, 1))  # fmt: skip
    with pytest.raises(Refused, match="已经填过"):
        actions.end_need(need.pk, until=TODAY, **town.by(town.staff))
    assert queries.needs_about(town.staff, one) == [ended]
    assert ended.get_absolute_url() == one.get_absolute_url()


def test_the_register_counts_by_kind_and_tells_small_counts_as_small(town):
    people = [town.add(f"老人{n}", f"3-2-{n}01") for n in range(1, 7)]
    for n, one in enumerate(people):
        actions.note_need("empty_nest", resident_id=one.pk, since=TODAY, **town.by(town.staff))
        if n < 3:
            actions.note_need("disabled", resident_id=one.pk, since=TODAY, **town.by(town.staff))

    counts = {one.kind.code: one.count for one in queries.need_counts(town.staff, town.community)}
    assert (counts["empty_nest"], counts["disabled"], counts["dibao"]) == (6, 3, 0)
    assert "watched" not in counts
    assert told(town.community, "need_empty_nest") == "6人"
    assert told(town.community, "need_disabled") == "不足5人"
    assert told(town.district, "need_disabled") == "不足5人"
    kind = queries.kind_of("disabled")
    assert queries.needs_of(town.staff, town.community, kind).count() == 3
    assert queries.needs_of(town.office, town.district).count() == 9


def test_people_under_watch_are_for_the_care_officer_alone(town):
    one = town.add("周某")
    with pytest.raises(Forbidden):
        actions.note_need("watched", resident_id=one.pk, since=TODAY, **town.by(town.staff))

    need = actions.note_need("watched", resident_id=one.pk, since=TODAY, **town.by(town.care))
    actions.review(need.pk, "帮教谈话", on=TODAY, **town.by(town.care))

    assert queries.needs_about(town.staff, one) == [] and queries.needs_about(town.care, one) == [need]  # fmt: skip
    assert queries.needs_of(town.staff, town.community).count() == 0
    with pytest.raises(Missing):
        queries.record_for(town.staff, queries.NeedNote, need.notes.get().pk)
    for act in (lambda: actions.review(need.pk, "看", on=TODAY, **town.by(town.staff)),
                lambda: actions.end_need(need.pk, until=TODAY, **town.by(town.staff))):  # fmt: skip
        with pytest.raises(Forbidden):
            act()
    Need.objects.filter(pk=need.pk).update(kind_token="unknown")
    with pytest.raises(Forbidden):
        actions.review(need.pk, "看", on=TODAY, **town.by(town.staff))
    actions.review(need.pk, "看", on=TODAY, **town.by(town.care))
    assert queries.kind_for(Need.objects.get()) is None


def test_a_household_is_in_need_as_a_whole(town):
    one = town.add("李小禾")
    need = actions.note_need(
        "dibao",
        household_id=one.household_id,
        since=TODAY,
        detail="因病致穷",
        **town.by(town.staff),
    )
    assert need.subject == "李小禾户"
    assert queries.needs_about(town.staff, one) == [need] and need.unit == town.community
    need.refresh_from_db()
    assert actions.open_field(need, "detail", "定期复核", "低保复核18号", actor=town.care, now=NOON)  # fmt: skip
    with pytest.raises(Refused, match="按户登记"):
        actions.note_need("tekun", resident_id=one.pk, since=TODAY, **town.by(town.staff))


def test_what_is_few_in_a_grid_is_counted_whole_with_its_community(town):
    actions.give_building(town.area.pk, "3", town.grid, **town.by(town.staff))
    doors = ["3-1-101", "3-1-102", "3-1-103", "4-1-101", "4-1-102"]
    homes = [town.add(f"李{n}", door).household for n, door in enumerate(doors)]
    for home in homes:
        actions.note_need("dibao", household_id=home.pk, since=TODAY, **town.by(town.staff))

    assert [home.unit for home in homes] == [town.grid] * 3 + [town.community] * 2
    assert told(town.community, "need_dibao") == told(town.district, "need_dibao") == "5户"
    assert told(town.grid, "need_dibao") == "" and told(town.grid, "households") == "3户"


def test_what_is_few_in_the_whole_community_stays_few(town):
    actions.give_building(town.area.pk, "3", town.grid, **town.by(town.staff))
    for n, door in enumerate(["3-1-101", "4-1-101"]):
        home = town.add(f"李{n}", door).household
        actions.note_need("dibao", household_id=home.pk, since=TODAY, **town.by(town.staff))

    assert told(town.community, "need_dibao") == "不足5户"
