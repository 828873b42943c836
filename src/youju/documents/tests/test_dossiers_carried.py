"""What somebody chose for the dossiers of one edition goes over to the next."""

from __future__ import annotations

from uuid import uuid4

import pytest

from youju.audit.models import Entry
from youju.documents.dossiers import actions
from youju.documents.models import Dossier, Piece
from youju.documents.tests.test_dossiers import SET_DAY, World, by
from youju.evidence.actions import store
from youju.evidence.tests.factories import upload
from youju.jobs.models import Job
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.standards.loader import read_edition
from youju.standards.models import Edition
from youju.standards.publish import publish_edition

TEXT = """\
code: {code}
name: 体系{year}
year: {year}
level: city
items:
  - {{code: "{sanitation}", text: 环境卫生, weight: 60}}
  - {{code: "2", text: 另一项, weight: 40}}
"""


class Two(World):
    """Two editions: 环境卫生 is 1 in the first and 3 in the second; both with dossiers."""

    def __init__(self):
        super().__init__()
        self.old, self.new = (
            publish_edition(
                read_edition(TEXT.format(code=f"e-{year}", year=year, sanitation=code)),
                unit=self.city.city, source="", state=state, **by(self.office),
            )
            for year, code, state in ((2026, "1", "closed"), (2027, "3", "draft"))
        )  # fmt: skip
        for edition in (self.old, self.new):
            actions.open_dossiers(edition.pk, unit=self.unit, set_day=SET_DAY, **by(self.office))
        self.first = self.of(self.old, "1")
        paper = store(
            upload("实施办法".encode(), "办法.txt"), unit=self.unit, at_once=True, **by(self.staff)
        )
        actions.add_items(self.first.pk, "papers", [paper.pk], **by(self.staff))
        actions.add_items(self.first.pk, "photos", [self.a_photo().pk], **by(self.staff))
        actions.add_tables(self.first.pk, ["cleanup.rubbish", "cleanup.entries"], **by(self.staff))
        out = Piece.objects.get(dossier=self.first, measure_code="cleanup.entries")
        actions.drop_piece(self.first.pk, out.pk, **by(self.staff))

    def of(self, edition: Edition, code: str) -> Dossier:
        return Dossier.objects.get(edition=edition, item__code=code)


@pytest.fixture
def world(db):
    return Two()


def test_papers_and_tables_chosen_by_hand_go_over_and_photos_do_not(world):
    how = by(world.office)
    Job.objects.all().delete()

    n = actions.carry_pieces(world.new.pk, world.old.pk, **how)

    assert n == 3
    found = Piece.objects.filter(dossier=world.of(world.new, "3")).order_by("slot", "order")
    assert [(one.slot, one.title, one.by_hand, one.dropped) for one in found if one.by_hand] == [
        ("papers", "办法", True, False),
        ("tables", "环境卫生整治行动", True, True),
        ("tables", "清理垃圾", True, False),
    ]
    assert Job.objects.filter(kind=actions.FILL_JOB).count() == 1
    entry = Entry.objects.get(act="documents.carry_pieces")
    assert (entry.detail["pieces"], entry.detail["dossiers"]) == (3, 1)
    assert actions.carry_pieces(world.new.pk, world.old.pk, **how) == 0
    with pytest.raises(Refused, match="没有可以沿用的"):
        actions.carry_pieces(world.new.pk, world.old.pk, **by(world.office))


def test_only_open_dossiers_of_the_own_units_take_anything(world):
    for actor in (world.stranger, make_member(world.city.elsewhere, Role.OFFICE, "linhe")):
        with pytest.raises(Refused, match="没有可以沿用的"):
            actions.carry_pieces(world.new.pk, world.old.pk, **by(actor))
    with pytest.raises(Forbidden):
        leader = make_member(world.city.district, Role.INSPECTOR, "du")
        actions.carry_pieces(world.new.pk, world.old.pk, **by(leader))
    with pytest.raises(Missing):
        actions.carry_pieces(world.new.pk, 0, **by(world.office))
    actions.hand_in(world.of(world.new, "3").pk, **by(world.staff))
    with pytest.raises(Refused, match="没有可以沿用的"):
        actions.carry_pieces(world.new.pk, world.old.pk, **by(world.office))


def test_the_page_offers_it_and_says_what_came_of_it(world, client):
    client.force_login(world.office.person, backend="django.contrib.auth.backends.ModelBackend")
    page = f"/documents/dossiers/edition/{world.new.pk}/"

    assert "沿用上一版的文件" in client.get(page).content.decode()
    sent = {"before": world.old.pk, "key": str(uuid4())}
    told = client.post(f"{page}all/carry/", sent, follow=True).content.decode()
    assert "已沿用 3 件" in told
    again = client.post(f"{page}all/carry/", sent | {"key": str(uuid4())}, follow=True)
    assert "没有可以沿用的" in again.content.decode()
    assert client.post(f"{page}all/carry/", {"before": "x", "key": str(uuid4())}).status_code == 404
    first = client.get(f"/documents/dossiers/edition/{world.old.pk}/").content.decode()
    assert "沿用上一版的文件" not in first
