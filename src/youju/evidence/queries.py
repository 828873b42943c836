"""Reading evidence, for one who may see it: by the units that handed it in, or by its records."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.core.files import File
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import SystemActor
from youju.audit.queries import Entry, trail_of
from youju.evidence import rules, shelf
from youju.evidence.developing import develop
from youju.evidence.models import Item, Link, Position, Receipt, Redaction, Upload, Variant
from youju.evidence.rules import Role, Size
from youju.evidence.shelf import names as stored_names
from youju.facts.queries import kind_named
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import (
    May,
    Membership,
    Unit,
    subtree_ids,
    units_visible_to,
)
from youju.ui.prepared import Prepared

__all__ = [
    "Item", "Link", "Role", "Size", "Upload", "can_be_shown", "counts_of", "developed", "holds", "item_for", "items_chosen", "items_of",
    "items_of_many", "items_serving", "items_under", "items_uploaded", "items_visible_to", "open_copy", "open_original", "photos_found", "position_of",
    "public_copy", "redaction_of", "signatures_of", "similar", "stored_names", "trail", "unscoped_paper_counts", "upload_for", "uses_of",
]  # fmt: skip

KIND = rules.ITEM


def items_visible_to(member: Membership | SystemActor | None) -> QuerySet[Item]:
    """Return the items that a unit in the member's view handed in, or that serve a record there.
    The product itself sees all of its root."""
    if isinstance(member, SystemActor):
        return Item.objects.filter(root_id=member.root_id)
    units = units_visible_to(member).values("id")
    received = Receipt.objects.filter(item=OuterRef("pk"), unit__in=units)
    linked = Link.objects.filter(item=OuterRef("pk"), unit__in=units)
    return Item.objects.filter(Q(Exists(received)) | Q(Exists(linked)))


def item_for(member: Membership | SystemActor | None, item_id: int) -> Item:
    """Return one item. Raises Missing outside the member's view."""
    found = items_visible_to(member).select_related("unit", "uploader__person").filter(pk=item_id)
    item = found.first()
    if item is None:
        raise Missing("没有这件佐证，或者不在您的查看范围内")
    return item


def items_chosen(member: Membership | SystemActor | None, ids: Iterable[int]) -> list[Item]:
    """Return the items with these ids in the order given. Raises Missing if one is not in view."""
    wanted = list(dict.fromkeys(ids))
    found = items_visible_to(member).in_bulk(wanted)
    if len(found) < len(wanted):
        raise Missing("有照片或文件不在您的查看范围内，请重新上传")
    return [found[one] for one in wanted]


def _upload_of(upload_id: int, person_id: int) -> QuerySet[Upload]:
    mine = Upload.objects.filter(pk=upload_id, membership__person=person_id)
    return mine.select_related("unit", "item")


_prepared_upload = Prepared(_upload_of, 987_654_321, 876_543_219)


def upload_for(member: Membership | None, upload_id: int) -> Upload:
    """Return an upload of the member's own person: how much of it has come, and what became of it.

    Raises:
        Missing: If it is anybody else's, or was given up long ago.
    """
    found = None
    if member is not None and member.may(May.RECORD):
        found = _prepared_upload.first(upload_id, member.person_id)
    if found is None:
        raise Missing("没有这次上传，或者放得太久已经清掉，请重新上传")
    return found


def items_uploaded(member: Membership | None, upload_ids: Iterable[int]) -> list[Item]:
    """Return the items that the member's uploads became, in the order given.

    Raises:
        Missing: If one is not there.
        Refused: If one has not been finished.
    """
    items = []
    for upload_id in dict.fromkeys(upload_ids):
        item = upload_for(member, upload_id).item
        if item is None:
            raise Refused("有照片还没有传完，请等它传完再提交", field="uploads")
        items.append(item)
    return items


def items_of(member: Membership | None, source_kind: str, source_id: object) -> list[Link]:
    """Return what serves a record, in order; each link carries its `item`, `role` and `pair`.
    Signatures are no photos to show around: `signatures_of` has them.

    Empty when the record is not in the member's view.
    """
    return items_of_many(member, source_kind, [source_id]).get(str(source_id), [])


def items_of_many(
    member: Membership | None, source_kind: str, source_ids: Iterable[object]
) -> dict[str, list[Link]]:
    """Return what serves each of these records, by record id; records without are left out."""
    links = _links(member, source_kind, source_ids).exclude(role=Role.SIGNATURE)
    links = links.select_related("item")
    found: dict[str, list[Link]] = {}
    for link in links.order_by("order", "id"):
        found.setdefault(link.source_id, []).append(link)
    return found


def signatures_of(member: Membership | None, source_kind: str, source_id: object) -> list[Item]:
    """Return the signatures drawn for a record, in order; empty when it is not in the member's view."""
    links = _links(member, source_kind, [source_id]).filter(role=Role.SIGNATURE)
    return [link.item for link in links.select_related("item").order_by("order", "id")]


def items_serving(source_kind: str, source_ids: Iterable[object]) -> QuerySet[Item]:
    """Return the items that serve these records, without asking who looks: for work of the product."""
    ids = [str(one) for one in source_ids]
    links = Link.objects.filter(item=OuterRef("pk"), source_kind=source_kind, source_id__in=ids)
    return Item.objects.filter(Exists(links.exclude(role=Role.SIGNATURE)))


def counts_of(
    member: Membership | None, source_kind: str, source_ids: Iterable[object]
) -> dict[str, int]:
    """Return how many items serve each of these records; records without are left out."""
    links = _links(member, source_kind, source_ids).exclude(role=Role.SIGNATURE).order_by()
    return dict(links.values_list("source_id").annotate(n=Count("id")))


def _links(
    member: Membership | None, source_kind: str, source_ids: Iterable[object]
) -> QuerySet[Link]:
    return Link.objects.filter(
        source_kind=source_kind,
        source_id__in=[str(one) for one in source_ids],
        unit__in=units_visible_to(member).values("id"),
    )


def items_under(member: Membership | None, unit: Unit) -> QuerySet[Item]:
    """Return the items handed in by a unit or those below it, that the member may see."""
    received = Receipt.objects.filter(item=OuterRef("pk"), unit__in=subtree_ids(unit))
    return items_visible_to(member).filter(Exists(received))


def not_signatures(items: QuerySet[Item]) -> QuerySet[Item]:
    """Return the items without those that somebody drew as a signature, also where none stands on it now."""
    return items.filter(drawn=False)


SOUGHT = ("caption", "topic", "place", "people", "time", "file_name")


def photos_found(member: Membership | None, unit: Unit, text: str) -> QuerySet[Item]:
    """Return the photos handed in by a unit or those below it in whose words each word occurs."""
    photos = items_under(member, unit).filter(kind=Item.Kind.PHOTO)
    found = not_signatures(photos).exclude(work=Item.Work.BROKEN)
    for word in text.split()[:5]:
        match = Q()
        for field in SOUGHT:
            match |= Q(**{f"{field}__icontains": word})
        found = found.filter(match)
    return found


@dataclass(frozen=True, slots=True)
class Use:
    """A record that an item serves: its title, page ("" where it has none) and the link."""

    title: str
    label: str
    url: str
    link: Link


def uses_of(member: Membership | None, item: Item) -> list[Use]:
    """Return the records in the member's view that the item serves, newest first."""
    links = list(
        Link.objects.filter(item=item, unit__in=units_visible_to(member).values("id"))
        .select_related("unit")
        .order_by("-linked_at", "-id")
    )
    titles = {kind: _titles(kind, links) for kind in {link.source_kind for link in links}}
    return [_use(link, titles[link.source_kind].get(link.source_id, "")) for link in links]


def _titles(kind: str, links: list[Link]) -> dict[str, str]:
    try:
        source = kind_named(kind)
    except KeyError:
        return {}
    return source.titles([link.source_id for link in links if link.source_kind == kind])


def _use(link: Link, title: str) -> Use:
    if not title:
        return Use(_("%(short_name)s的记录") % {"short_name": link.unit.short_name}, "", "", link)
    source = kind_named(link.source_kind)
    return Use(title, source.label, source.url(link.source_id), link)


@dataclass(frozen=True, slots=True)
class Alike:
    """A photo that looks like another, and in how many of 64 bits it differs."""

    item: Item
    distance: int


def similar(member: Membership | None, item: Item, *, most: int = 24) -> list[Alike]:
    """Return the visible photos that look like this one, nearest first.

    Reads only rows that share a near band with it (4 index look-ups of 17 values each), so the
    time does not grow with the number of photos.
    """
    look = item.look_bits
    if look is None:
        return []
    bands = rules.bands_of(look)
    near = Q()
    for n, band in enumerate(bands, start=1):
        near |= Q(**{f"look_{n}__in": rules.near_bands(band)})
    rows = Item.objects.filter(near, root_id=item.root_id).exclude(look=None).exclude(pk=item.pk)
    apart = {
        pk: rules.distance(look, int(str(hexed), 16))
        for pk, hexed in rows.values_list("pk", "look")
    }
    close = {pk: bits for pk, bits in apart.items() if bits <= rules.NEAR}
    seen = not_signatures(items_visible_to(member).filter(pk__in=close)).select_related("unit")
    return sorted((Alike(one, close[one.pk]) for one in seen), key=_nearness)[:most]


def _nearness(alike: Alike) -> tuple[int, int]:
    return alike.distance, alike.item.pk


def open_copy(item: Item, size: Size = Size.PUBLIC) -> tuple[File[bytes], str]:
    """Return a copy of a photo opened for reading, and its media type; the file itself for others.

    The caller has found the item through a query that knows who asks. Copies that no worker has
    made yet are made now.

    Raises:
        Missing: If there is no such copy, or its file is gone, or the photo is broken.
    """
    stored, media_type = item.stored, item.media_type
    if item.is_photo:
        item = developed(item)
        if item.broken:
            raise Missing("这张照片打不开，请重新拍摄或重新传送")
        copy = Variant.objects.filter(item=item, size_name=size).first()
        if copy is None:
            raise Missing("这张照片缺少这种大小的图，请系统管理员运行核对")
        stored, media_type = copy.stored, copy.media_type
    return open_original(stored), media_type


def redaction_of(item: Item) -> Redaction | None:
    """Return the latest covering of a photo that was not taken back."""
    return Redaction.objects.filter(item=item, undone_at=None).order_by("-pk").first()


def public_copy(item: Item, *, small: bool = False) -> tuple[File[bytes], str]:
    """Return what outsiders may see of a photo, opened for reading, and its media type: the copy with
    faces and plates covered where somebody covered them, else the plain one.

    Whether it may be seen at all is for the caller to know.
    """
    if redaction_of(item) is not None:
        return open_copy(item, Size.OPEN_SMALL if small else Size.OPEN)
    return open_copy(item, Size.SMALL if small else Size.MEDIUM)


def developed(item: Item) -> Item:
    """Return a photo with what a worker would still have to do for it done; any other as it is."""
    try:
        return develop(item, now=timezone.now())
    except FileNotFoundError as error:
        raise Missing("文件不在存储中，请联系系统管理员核对") from error


def can_be_shown(item: Item) -> bool:
    """Return whether an item is a photo that a document can carry: one that no worker has looked at
    yet is looked at now, and one that turns out broken is left out. One whose file is gone is told of
    by whoever opens it."""
    if not item.is_photo:
        return False
    with suppress(Missing):
        item = developed(item)
    return not item.broken


def open_original(stored: str) -> File[bytes]:
    """Return a stored file opened for reading. Raises Missing if it is gone."""
    try:
        return shelf.take(stored)
    except FileNotFoundError as error:
        raise Missing("文件不在存储中，请联系系统管理员核对") from error


def position_of(member: Membership | None, item: Item) -> tuple[float, float, bool] | None:
    """Return latitude, longitude and whether they are exact: exact only for those above the unit
    that handed the photo in, else coarse to about a kilometre. None where the photo has none."""
    place = Position.objects.filter(item=item).first()
    if place is None:
        return None
    if holds(member, item):
        return place.lat, place.lng, True
    return place.coarse_lat, place.coarse_lng, False


def holds(member: Membership | None, item: Item) -> bool:
    """Return whether a unit in the member's view handed the item in itself."""
    units = units_visible_to(member).values("id")
    return Receipt.objects.filter(item=item, unit__in=units).exists()


def trail(item: Item) -> QuerySet[Entry]:
    """Return what happened to an item the caller has found through `item_for`, newest first."""
    return trail_of(item.root_id, KIND, item.pk)


def unscoped_paper_counts(
    root_id: int, source_kind: str, since: date, until: date
) -> dict[tuple[int, str, str], int]:
    """Return how many items each unit itself linked to records of a kind between the days, by (unit
    id, source id, kind of item), without asking who looks."""
    rows = Link.objects.filter(
        source_kind=source_kind, unit__root_id=root_id, linked_at__date__range=(since, until)
    )
    told = rows.order_by().values_list("unit_id", "source_id", "item__kind").annotate(Count("pk"))
    return {(unit_id, source, kind): n for unit_id, source, kind, n in told}
