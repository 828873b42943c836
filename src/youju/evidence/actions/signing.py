"""Signatures: what somebody drew with a finger, kept as evidence of one record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from youju.evidence import rules
from youju.evidence.actions.keeping import store
from youju.evidence.actions.linking import set_links
from youju.evidence.models import Item, Link
from youju.evidence.rules import Role
from youju.organisations.queries import Membership, Unit


def store_drawn(drawn: str, *, unit: Unit, actor: Membership, now: datetime) -> Item:
    """Keep a signature as a page's field sends it: the address `data:image/png;base64,…`.

    Raises:
        Refused: With field "signed": nothing that was drawn there.
    """
    content = rules.drawn_in(drawn)
    name = _("签名") + ".png"
    item = store(ContentFile(content, name), unit=unit, actor=actor, now=now, at_once=True)
    Item.objects.filter(pk=item.pk).update(drawn=True)
    return item


def sign(
    source_kind: str,
    source_id: object,
    items: Iterable[int],
    *,
    unit: Unit,
    actor: Membership,
    now: datetime,
) -> list[Link]:
    """Make these the signatures of a record; those before go. Call it inside the record's action."""
    drawn = list(items)
    Item.objects.filter(pk__in=drawn, root_id=unit.root_id).update(drawn=True)
    return set_links(
        source_kind, source_id, drawn, unit=unit, role=Role.SIGNATURE, actor=actor, now=now
    )
