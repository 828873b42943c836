"""Bringing an edition into the database: its row, a row for each item, and what finds them."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Actor, act
from youju.kernel.refusal import Refused
from youju.kernel.text import pinyin_of
from youju.organisations.queries import Unit
from youju.search.actions import Findable, put_many
from youju.standards.models import Edition, Item
from youju.standards.spec import EditionSpec, ItemSpec
from youju.standards.stored import as_json, head_json

EDITION_KIND, ITEM_KIND = "standards.edition", "standards.item"
CATALOGUE = Path(__file__).parent / "catalogue"


def publish_edition(
    spec: EditionSpec,
    *,
    unit: Unit,
    source: str,
    state: str,
    actor: Actor,
    now: datetime,
    key: UUID,
) -> Edition:
    """Keep an edition at the unit's root. Its text never changes afterwards.

    Raises:
        Refused: If the root has an edition with this code.
    """
    with act("standards.publish_edition", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Edition.objects.select_related("unit").get(pk=doing.subject_id)
        if Edition.objects.filter(root_id=unit.root_id, code=spec.code).exists():
            told = {"code": spec.code}
            raise Refused(
                _("代码“%(code)s”的测评体系已经有了；改过的请换一个代码，如加上年份。") % told,
                field="file",
            )
        edition = _edition(spec, unit, source, state, actor, now)
        rows = _items(spec, edition)
        put_many(_findable(one, edition, now) for one in rows)
        doing.on(EDITION_KIND, edition.pk, code=spec.code, state=state, items=len(rows))
    return edition


def _edition(
    spec: EditionSpec, unit: Unit, source: str, state: str, actor: Actor, now: datetime
) -> Edition:
    return Edition.objects.create(
        root_id=unit.root_id,
        unit_id=unit.root_id,
        code=spec.code,
        name=spec.name,
        year=spec.year,
        level=spec.level,
        full=spec.full,
        passing=spec.passing,
        sample=spec.sample,
        state=state,
        head=head_json(spec),
        source=source.replace("\0", ""),
        made_at=now,
        made_by_label=actor.label,
    )


def _items(spec: EditionSpec, edition: Edition) -> list[Item]:
    """Write the lines level by level, so that each finds its parent."""
    parents = {one.parent for one in spec.items}
    depths: dict[str, int] = {"": 0}
    for one in spec.items:
        depths[one.code] = depths[one.parent] + 1
    made: dict[str, Item] = {}
    for depth in sorted({depths[one.code] for one in spec.items}):
        level = [
            _item(one, edition, made.get(one.parent), depth, one.code not in parents)
            for one in spec.items
            if depths[one.code] == depth
        ]
        made |= {one.code: one for one in Item.objects.bulk_create(level, batch_size=500)}
    return list(made.values())


def _item(one: ItemSpec, edition: Edition, parent: Item | None, depth: int, leaf: bool) -> Item:
    return Item(
        root_id=edition.root_id,
        edition=edition,
        parent=parent,
        code=one.code,
        text=one.text,
        standard=one.standard,
        kind=one.kind,
        order=one.order,
        depth=depth,
        leaf=leaf,
        weight=one.weight,
        pinyin=pinyin_of(one.text)[:400],
        spec=as_json(one),
    )


def _findable(item: Item, edition: Edition, now: datetime) -> Findable:
    aliases = " ".join(item.spec["aliases"])
    return Findable(
        ITEM_KIND,
        str(item.pk),
        edition.unit,
        f"{item.code} {item.text}"[:200],
        f"{edition.name}\n{item.standard}\n{aliases}",
        timezone.localdate(now),
        reverse("standards:item", args=[item.pk]),
    )


def shipped_samples() -> dict[str, Path]:
    """Return the sample editions that come with the product, by the code each file begins with."""
    found: dict[str, Path] = {}
    for path in sorted(CATALOGUE.glob("*.yaml")):
        line = re.search(r"^code: *(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        found |= {line[1]: path} if line else {}
    return found
