"""An edition of three hundred items, split over two units."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.access.objects.dossiers import an_edition
from youju.organisations.queries import Unit
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.standards.actions import Share, split_items
from youju.standards.models import Duty, Item

MANY = 300


def some_duties(unit: Unit, other: Unit) -> dict[str, Any]:
    """Split a long edition: one unit leads, another supports."""
    root = Unit.objects.get(pk=unit.root_id)
    edition = an_edition(root.pk, root, "long", "draft")
    head = edition.items.get()
    made = Item.objects.bulk_create(
        Item(
            root_id=root.pk, edition=edition, parent=head, code=f"9.{n}", text=f"第{n}条", order=10 + n,
            depth=2, leaf=True, weight=1, pinyin="", spec={"code": f"9.{n}"},
        )
        for n in range(MANY)
    )  # fmt: skip
    shares = [Share(one, at, lead=at == unit) for one in made for at in (unit, other)]
    top = make_member(root, Role.OFFICE, "top-of-duties")
    split_items(edition.pk, shares, actor=top, now=timezone.now(), key=uuid4())
    return {"duty_id": Duty.objects.filter(unit=unit).first().pk, "long_id": edition.pk}  # type: ignore[union-attr]
