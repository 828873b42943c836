"""What the room's pages show: tiles, filters, and the item page's parts. Reads only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, QueryDict
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.queries import Entry
from youju.evidence import queries
from youju.evidence.forms import CaptionForm
from youju.evidence.models import Item, Link
from youju.evidence.rules import CAPTION_FIELDS, Kind, Role, Size
from youju.kernel.periods import Period
from youju.kernel.words import listed
from youju.organisations.queries import May, Membership, Unit
from youju.ui.lists import keyset_page
from youju.ui.templatetags.ui import day

PAGE = 60
UNUSED = "unused"
FILE = "file"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a gallery is narrowed to: photos or files, and what they are used as."""

    kind: str = Kind.PHOTO
    role: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Filters:
        kind, role = query.get("kind", Kind.PHOTO), query.get("role", "")
        return cls(
            kind if kind in (Kind.PHOTO, FILE) else Kind.PHOTO,
            role if role in (*Role, UNUSED) else "",
        )

    def narrow(self, items: QuerySet[Item], period: Period) -> QuerySet[Item]:
        """Return the items received in the period that pass; an unknown period passes all."""
        photos = self.kind == Kind.PHOTO
        items = items.filter(kind=Kind.PHOTO) if photos else items.exclude(kind=Kind.PHOTO)
        links = Link.objects.filter(item=OuterRef("pk"))
        if self.role == UNUSED:
            items = items.filter(~Exists(links))
        if self.role != Role.SIGNATURE:
            items = queries.not_signatures(items)
        if self.role and self.role != UNUSED:
            items = items.filter(Exists(links.filter(role=self.role)))
        if period.known:
            start, end = period.bounds
            items = items.filter(
                received_at__gte=_midnight(start), received_at__lt=_midnight(end + timedelta(1))
            )
        return items.select_related("unit")


def _midnight(on: Any) -> datetime:
    return timezone.make_aware(datetime.combine(on, time()))


def chips(wanted: Filters, kept: str) -> list[dict[str, Any]]:
    """Return the gallery's filters; `kept` is the part of the address that stays."""
    kinds = [(Kind.PHOTO, wanted.role, _("照片")), (FILE, wanted.role, _("文件"))]
    roles = [("", _("全部用途")), *((role.value, str(label)) for role, label in _role_names())]
    roles.append((UNUSED, _("还没有用到")))
    found = [
        _chip(text, f"{kept}&kind={kind}&role={role}", wanted.kind == kind)
        for kind, role, text in kinds
    ]
    return found + [
        _chip(text, f"{kept}&kind={wanted.kind}&role={role}", wanted.role == role)
        for role, text in roles
    ]


def _role_names() -> list[tuple[Role, str]]:
    return [(Role(value), str(label)) for value, label in Link.RoleName.choices]


def _chip(text: str, url: str, current: bool) -> dict[str, Any]:
    return {"text": text, "url": url, "current": current}


def copy_url(item: Item, size: Size) -> str:
    return reverse("evidence:copy", args=[item.pk, size.value])


def state_of(item: Item) -> str:
    """Return what is said in the place of a photo that cannot be shown; "" for one that can."""
    return str(item.get_work_display()) if item.waiting or item.broken else ""


def tile(item: Item, *, caption: str = "") -> dict[str, str]:
    """Return a photo as the ui's photo grid takes it."""
    return {
        "state": state_of(item),
        "refresh": reverse("evidence:tile", args=[item.pk]) if item.waiting else "",
        "thumb": copy_url(item, Size.SMALL),
        "alt": item.title,
        "caption": caption or f"{item.shown_at:%m-%d} {item.title}",
        "url": reverse("evidence:item", args=[item.pk]),
    }


@dataclass(frozen=True, slots=True)
class Picked:
    """An item as a form's picker shows it, with what the user should know before using it."""

    item: Item
    thumb: str
    url: str
    remarks: list[str]
    state: str = ""


def held(item: Item) -> Picked:
    """Return an item that a record has already."""
    thumb = copy_url(item, Size.SMALL) if item.is_photo else ""
    return Picked(item, thumb, reverse("evidence:item", args=[item.pk]), [], state_of(item))


def picked(member: Membership, item: Item) -> Picked:
    """Return an item just handed in: blurred, used already, or like another?"""
    remarks = []
    if item.broken:
        remarks.append(_("照片打不开，请去掉后重新拍摄或重新传送"))
    if item.blurred:
        remarks.append(_("照片偏模糊，可能被退回，最好重拍"))
    if used := len(queries.uses_of(member, item)):
        remarks.append(_("这张照片已用于 %(n)d 条记录") % {"n": used})
    if alike := len(queries.similar(member, item)):
        remarks.append(_("有 %(n)d 张相似的照片，请核对是否重复") % {"n": alike})
    return replace(held(item), remarks=remarks)


CHOICES = 12


def choices(member: Membership, unit: Unit, request: HttpRequest) -> dict[str, Any]:
    """Return photos handed in earlier that a form may use again, and the words they were sought by."""
    words = request.GET.get("find", "").strip()
    found = queries.photos_found(member, unit, words)
    page = keyset_page(found, request, ["-received_at", "-id"], size=CHOICES)
    return {
        "page": page,
        "photos": [tile(item) | {"pk": item.pk} for item in page.rows],
        "words": words,
    }


def proposed(item: Item) -> dict[str, str]:
    """Return what the caption form may fill in by itself: the time of taking."""
    if item.time or item.taken_at is None:
        return {}
    return {"time": day(item.taken_at)}


def item_page(member: Membership, item: Item) -> dict[str, Any]:
    """Return what the page of an item shows."""
    missing = sum(not getattr(item, field) for field in CAPTION_FIELDS)
    return {
        "page_title": item.title,
        "item": item,
        "public": copy_url(item, Size.PUBLIC),
        "medium": copy_url(item, Size.MEDIUM),
        "facts": _facts(member, item),
        "uses": queries.uses_of(member, item),
        "alike": [
            tile(one.item, caption=one.item.unit.short_name)
            for one in queries.similar(member, item)
        ],
        "events": [_event(entry) for entry in queries.trail(item)[:50]],
        "left": _("档案六要素还缺 %(n)d 项") % {"n": missing} if missing else "",
        "may_describe": member.may_at(May.RECORD, item.unit),
        "open": open_url(item),
        "may_redact": item.is_photo and not item.broken and member.may_at(May.RECORD, item.unit),
        "may_take": not item.is_photo or queries.holds(member, item),
    }


def open_url(item: Item) -> str:
    """Return the address of the copy with faces and plates covered, "" while there is none.

    It changes with each covering, so that no browser shows an older one.
    """
    redaction = queries.redaction_of(item) if item.is_photo else None
    return f"{copy_url(item, Size.OPEN)}?v={redaction.pk}" if redaction else ""


def redact_page(item: Item) -> dict[str, Any]:
    """Return what the page for covering faces and plates shows."""
    redaction = queries.redaction_of(item)
    return {
        "page_title": _("遮挡人脸和车牌"),
        "item": item,
        "public": copy_url(item, Size.PUBLIC),
        "boxes": redaction.boxes if redaction else [],
        "open": open_url(item),
        "redaction": redaction,
    }


def _name(field: str) -> str:
    return str(CaptionForm.base_fields[field].label)


def _facts(member: Membership, item: Item) -> list[tuple[str, str]]:
    found = [
        (_("类别"), item.get_kind_display()),
        (_("文件名"), item.file_name),
        (_("大小"), str(filesizeformat(item.size))),
        (_("上传单位"), item.unit.name),
        (_("上传人"), item.uploader_label),
        (_("收到时间"), _moment(item.received_at)),
    ]
    if item.is_photo and not item.broken:
        taken = _moment(item.taken_at) if item.taken_at else _("照片里没有记")
        found += [
            (_("拍摄时间"), taken),
            (_("拍摄位置"), _place(member, item)),
            (_("像素"), f"{item.width} × {item.height}"),
            (_("清晰度"), _("偏模糊，可能被退回") if item.blurred else _("清楚")),
        ]
    return [*found, (_("内容指纹"), item.sha256[:16])]


def _moment(at: datetime) -> str:
    return f"{day(at)} {timezone.localtime(at):%H:%M}"


def _place(member: Membership, item: Item) -> str:
    place = queries.position_of(member, item)
    if place is None:
        return _("照片里没有记")
    lat, lng, exact = place
    if exact:
        return _("北纬 %(lat).5f，东经 %(lng).5f") % {"lat": lat, "lng": lng}
    return _("北纬 %(lat).2f，东经 %(lng).2f 附近") % {"lat": lat, "lng": lng}


def _event(entry: Entry) -> dict[str, Any]:
    names = {
        "evidence.store": _("收到"),
        "evidence.describe": _("改说明"),
        "evidence.download": _("下载原件"),
        "evidence.check": _("核对"),
        "evidence.mend": _("修复"),
        "evidence.broken": _("打不开"),
        "evidence.redact": _("遮挡"),
        "evidence.unredact": _("撤销遮挡"),
    }
    changed = entry.detail.get("changed", [])
    text = listed(_name(field) for field in changed)
    if places := entry.detail.get("places"):
        text = _("%(n)d 处") % {"n": places}
    if state := entry.detail.get("state"):
        text = str(Item.State(state).label)
    return {
        "at": entry.at,
        "what": names.get(entry.act, entry.act),
        "who": entry.actor_label,
        "text": text or str(entry.detail.get("name") or entry.detail.get("reason") or ""),
    }
