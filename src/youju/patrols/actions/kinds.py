"""The office makes a shipped checklist its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import May, Membership, require
from youju.patrols.kinds import Item, PlaceKind, as_json
from youju.patrols.models import KindVersion
from youju.patrols.rules.visits import check_lines


def change_checklist(
    code: str, lines: Sequence[str], *, actor: Membership, now: datetime, key: UUID | None = None
) -> KindVersion:
    """Put a new version of a kind's checklist in force for everybody below; visits keep theirs.

    A line that stood there before keeps its code, and with it what it becomes when it fails.

    Raises:
        Forbidden: The actor is not the office of the topmost unit.
    """
    with act("patrols.change_checklist", actor=actor, now=now, key=key) as doing:
        require(actor, May.CONFIGURE)
        if actor.unit.parent_id is not None:
            raise Forbidden(_("检查表全市统一，请报最上级创建办修改"))
        if doing.replayed:
            return KindVersion.objects.get(pk=doing.subject_id)
        rows = KindVersion.objects.select_for_update().filter(code=code, current=True)
        held = rows.first()
        if held is None:
            raise Missing(_("没有这种点位"))
        kind, texts = held.kind, check_lines(lines)
        if texts == [one.text for one in kind.items]:
            raise Refused(_("检查表没有改动。"), field="items")
        number = held.number + 1
        known = {one.text: one for one in kind.items}
        items = tuple(
            known.get(text) or Item(f"own{number}_{n}", text)
            for n, text in enumerate(texts, start=1)
        )
        rows.update(current=False)
        made = KindVersion.objects.create(
            code=code,
            number=number,
            label=held.label,
            group=held.group,
            pinyin=held.pinyin,
            spec=as_json(PlaceKind(code, kind.label, kind.group, items)),
            origin=KindVersion.Origin.CONFIGURED,
            made_at=now,
        )
        doing.on("patrols.kind", made.pk, code=code, number=number)
    return made
