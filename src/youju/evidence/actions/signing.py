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
from youju.kernel.refusal import Refused
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


def check_no_photos(items: Iterable[int]) -> None:
    """Refuse as a signature what serves a record as a photo or paper: it would vanish from there."""
    if Link.objects.filter(item_id__in=list(items)).exclude(role=Role.SIGNATURE).exists():
        raise Refused(_("这是别处用着的照片或材料，不能当签名；请本人在签名框里签"), field="signed")


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
    check_no_photos(drawn)
    Item.objects.filter(pk__in=drawn, root_id=unit.root_id).update(drawn=True)
    return set_links(
        source_kind, source_id, drawn, unit=unit, role=Role.SIGNATURE, actor=actor, now=now
    )
