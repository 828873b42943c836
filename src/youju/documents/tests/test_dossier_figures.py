"""What the records behind the figures of an item's proofs offer its dossier."""

from datetime import date

import pytest

from youju.activities.actions import Told, record_activity
from youju.documents.tests.test_dossiers import World, by, pieces
from youju.standards.models import Item


@pytest.fixture
def world(db) -> World:
    return World()


def test_photos_of_the_records_behind_a_proving_figure_are_offered(world):
    item = world.an_item("5.9.1", "道德讲堂", 3)
    proofs = [
        {"kind": "measure", "name": n, "given": {"measure": m}}
        for n, m in (("a", "activities.moral_hall"), ("b", "no.such"))
    ]
    Item.objects.filter(pk=item.pk).update(spec=item.spec | {"proofs": proofs})
    item.refresh_from_db()
    photo = world.a_photo(9)
    told = Told("moral_hall", title="道德讲堂第三期", on=date(2026, 4, 2), photos=(photo.pk,))
    held = record_activity(world.unit, told, **by(world.staff))

    dossier = world.filled(item)

    (one,) = pieces(dossier)
    assert (one.item, one.source_kind, one.source_id) == (
        photo,
        "activities.activity",
        str(held.pk),
    )
    assert (one.title, one.day, one.people) == (
        "道德讲堂第三期 04-02",
        date(2026, 4, 2),
        "金桥社区工作人员",
    )
    assert [one.measure_code for one in pieces(dossier, "tables")] == ["activities.moral_hall"]
