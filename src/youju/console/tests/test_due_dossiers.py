"""Dossiers on the list of what is due."""

from __future__ import annotations

from datetime import date

from youju.console.due import due_for
from youju.documents.dossiers import actions
from youju.documents.tests.test_dossiers import World, by

DAY = date(2026, 7, 14)


def lines(member) -> list[tuple[str, str, str]]:
    groups = due_for(member, DAY)
    return [(one.title, one.url, left) for group in groups for one, left in group.rows]


def test_the_unit_and_the_office_are_told_of_dossiers_that_wait_for_them(db):
    world = World()
    dossier = world.filled()
    page = f"/documents/dossiers/edition/{world.edition.pk}/"

    assert lines(world.staff) == [("迎检档案 1 份待报送", page, "1 日")]
    assert lines(world.office) == []

    actions.hand_in(dossier.pk, **by(world.staff))
    assert lines(world.staff) == []
    assert lines(world.office) == [("迎检档案 1 份待验收", f"{page}?state=handed_in", "")]

    actions.return_dossier(dossier.pk, reason="缺文件", **by(world.office))
    assert lines(world.staff) == [("迎检档案 1 份被退回，待补正", f"{page}?state=returned", "1 日")]
