"""Dossiers, their pieces and links, and briefings: objects of the room documents."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from tests.access.objects import by, once
from youju.documents.actions import issue_report, send_for_review
from youju.documents.briefings import actions as briefings
from youju.documents.dossiers import actions
from youju.documents.dossiers.actions.sharing import token_of
from youju.documents.models import Comment, Dossier, Piece
from youju.evidence.actions import store
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.kernel.periods import parse_period
from youju.standards.models import Edition, Item
from youju.standards.tests.samples import HEAD, whole_spec


def an_edition(root_id: int, unit: Any, code: str, state: str = "draft") -> Edition:
    """Make an edition of one item, 环境卫生."""
    made = Edition.objects.create(
        root_id=root_id, unit=unit, code=code, name="文明城市测评体系（样例）", year=2026, level="city", full=Decimal(100),
        passing=Decimal(85), state=state, made_at=timezone.now(), made_by_label="测试",
        head=HEAD,
    )  # fmt: skip
    spec = whole_spec("3.2.1", "环境卫生", 1, 3) | {
        "methods": ["materials", "site"], "duty": "城管局",
        "proofs": [{"kind": "measure", "name": "main", "given": {"measure": "cleanup.rubbish"}, "line": 0}],
    }  # fmt: skip
    Item.objects.create(
        root_id=root_id, edition=made, code="3.2.1", text="环境卫生", standard="垃圾日产日清，无卫生死角。", order=1, depth=1,
        leaf=True, weight=Decimal(3), pinyin="", spec=spec,
    )  # fmt: skip
    return made


@once
def edition(world: Any, own: bool) -> int:
    """The own root's; a foreign one belongs to another city."""
    unit = world.unit(own)
    return an_edition(unit.root_id if own else 0, unit, "access" if own else "elsewhere").pk


def item(world: Any, own: bool) -> int:
    return Item.objects.get(edition=edition(world, own)).pk


@once
def dossier(world: Any, own: bool) -> int:
    unit = world.unit(own)
    kept = Item.objects.get(edition=edition(world, True))
    actions.open_dossiers(
        kept.edition_id,
        unit=unit,
        set_day=timezone.localdate() + timedelta(9),
        items=[kept.pk],
        **by(world.office(own)),
    )
    made = Dossier.objects.get(item=kept, unit=unit)
    photo = store(upload(jpeg(scene(3))), unit=unit, at_once=True, **by(world.staff(own)))
    actions.add_items(made.pk, "photos", [photo.pk], **by(world.staff(own)))
    return made.pk


def piece(world: Any, own: bool) -> int:
    return Piece.objects.get(dossier=dossier(world, own), slot="photos").pk


@once
def shared(world: Any, own: bool) -> Any:
    return actions.share(dossier(world, own), label="市文明办", days=9, **by(world.leader(own)))


def share(world: Any, own: bool) -> int:
    return shared(world, own).pk


def token(world: Any, own: bool) -> str:
    return token_of(shared(world, own))


@once
def briefing(world: Any, own: bool) -> int:
    staff = world.staff(own)
    made = briefings.start_briefing(
        unit=world.unit(own), period=parse_period("2026Q1"), **by(staff)
    )
    assert made.report is not None
    send_for_review(made.report.pk, **by(staff))
    issue_report(made.report.pk, **by(world.leader(own)))
    held = {"held_on": date(2026, 4, 9), "way": "meeting", "place": "", "people": {"deputies": 9}}
    briefings.hold(made.pk, **held, **by(staff))
    briefings.add_comment(made.pk, kind="deputies", text="路灯不亮", **by(staff))
    return made.pk


def comment(world: Any, own: bool) -> int:
    return Comment.objects.get(briefing=briefing(world, own)).pk


OBJECTS = {
    "edition_id": edition,
    "dossier_id": dossier,
    "item_id": item,
    "piece_id": piece,
    "share_id": share,
    "briefing_id": briefing,
    "comment_id": comment,
    "slot": lambda world, own: "photos",
    "documents:dossiers_step.step": lambda world, own: "check",
    "documents:dossier_step.step": lambda world, own: "fill",
    "documents:dossier_piece.step": lambda world, own: "up",
}
