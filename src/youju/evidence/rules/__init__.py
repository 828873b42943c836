"""What is accepted as evidence, how it is named, and when two photos look alike; pure."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

ITEM = "evidence.item"  # an item in the log


class Kind(StrEnum):
    PHOTO = "photo"
    DOCUMENT = "document"
    TABLE = "table"
    SLIDES = "slides"
    TEXT = "text"


class Role(StrEnum):
    """What an item shows of the record it is linked to."""

    BEFORE = "before"
    AFTER = "after"
    PROOF = "proof"
    DOCUMENT = "document"
    SIGNATURE = "signature"  # of the person concerned; seen with the record, nowhere else


class Size(StrEnum):
    """The copies made of a photo; everybody sees these and not the original.

    The open ones have faces and plates covered; there are none until somebody covered them.
    """

    PUBLIC = "public"
    MEDIUM = "medium"
    SMALL = "small"
    OPEN = "open"
    OPEN_SMALL = "open_small"


LONGEST = {
    Size.PUBLIC: 2560, Size.MEDIUM: 1024, Size.SMALL: 320, Size.OPEN: 1600, Size.OPEN_SMALL: 320,
}  # pixels of the longer side  # fmt: skip
MAX_PIXELS = 64_000_000
MAX_SIDE = 20_000
MAX_NAME = 120
LONGEST_ENDING = 10  # a longer one is part of the name
MAX_ITEMS_PER_RECORD = 100
# Variance of the Laplacian over the medium copy; sharp photos of streets lie above 100.
BLURRED_BELOW = 25.0


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file that is accepted.

    Attributes:
        media_type: Its registered media type.
        ext: The ending its stored file gets, with the dot.
        kind: What it is to the user.
        endings: The endings a file name may carry for it.
    """

    media_type: str
    ext: str
    kind: Kind
    endings: frozenset[str]


def _type(media_type: str, kind: Kind, *endings: str) -> FileType:
    return FileType(media_type, endings[0], kind, frozenset(endings))


_OOXML = "application/vnd.openxmlformats-officedocument."
JPEG = _type("image/jpeg", Kind.PHOTO, ".jpg", ".jpeg", ".jfif", ".jpe")
PNG = _type("image/png", Kind.PHOTO, ".png")
WEBP = _type("image/webp", Kind.PHOTO, ".webp")
GIF = _type("image/gif", Kind.PHOTO, ".gif")
HEIC = _type("image/heic", Kind.PHOTO, ".heic", ".heif", ".hif")
PDF = _type("application/pdf", Kind.DOCUMENT, ".pdf")
DOCX = _type(_OOXML + "wordprocessingml.document", Kind.DOCUMENT, ".docx")
XLSX = _type(_OOXML + "spreadsheetml.sheet", Kind.TABLE, ".xlsx")
PPTX = _type(_OOXML + "presentationml.presentation", Kind.SLIDES, ".pptx")
CSV = _type("text/csv", Kind.TABLE, ".csv")
TXT = _type("text/plain", Kind.TEXT, ".txt")
PHOTO_TYPES = (JPEG, PNG, WEBP, GIF, HEIC)
TYPES = (*PHOTO_TYPES, PDF, DOCX, XLSX, PPTX, CSV, TXT)
ACCEPT = ",".join(sorted(ending for one in TYPES for ending in one.endings))
_PHOTO_ENDINGS = frozenset(ending for one in PHOTO_TYPES for ending in one.endings)


def ending_of(name: str) -> str:
    """Return the ending of a file name in lower case with its dot, "" where it has none."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def check_ending(name: str, real: FileType) -> None:
    """Refuse a file whose name says another kind of file than its content is.

    A photo may carry another photo's ending: chat programs rename PNG to JPG all the time, and
    the content decides. A name without an ending says nothing.
    """
    ending = ending_of(name)
    allowed = _PHOTO_ENDINGS if real.kind is Kind.PHOTO else real.endings
    if ending and ending not in allowed:
        raise Refused(
            _("文件名以 %(ending)s 结尾，内容却是 %(upper)s，请核对后用原来的文件上传")
            % {"ending": ending, "upper": real.ext[1:].upper()},
            field="file",
        )


def check_size(size: int, limit: int) -> None:
    """Refuse an empty file and one over the limit (bytes)."""
    if size == 0:
        raise Refused("文件是空的（0 字节），请重新选择", field="file")
    if size > limit:
        raise Refused(
            _("文件超过 %(limit)s MB，请压缩或拆分后上传") % {"limit": limit // 2**20},
            field="file",
        )


def check_pixels(width: int, height: int) -> None:
    """Refuse a photo whose declared size could not be opened safely, before it is decoded."""
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise Refused(
            _("照片为 %(width)s×%(height)s 像素，超过 %(max_pixels)s 万像素，请缩小后上传")
            % {"width": width, "height": height, "max_pixels": MAX_PIXELS // 10000},
            field="file",
        )


MAX_PART = 4 * 2**20  # bytes
MIN_PART = 16 * 2**10  # bytes; only the last part of a file may be shorter
MAX_OPEN_UPLOADS = 300  # of one person
ABANDONED_AFTER = timedelta(days=7)
FINISHED_KEPT = timedelta(days=90)  # so long a phone may still ask what became of an upload
_HEX = re.compile(r"[0-9a-f]{64}")


def check_upload(name: str, size: int, sha256: str, limit: int, still_open: int) -> None:
    """Refuse an announced upload, before a byte of it is sent.

    Args:
        sha256: What the sender says the file's hash is, "" where it cannot say.
        still_open: How many uploads the person has begun and not finished.
    """
    check_size(size, limit)
    ending = ending_of(name)
    if ending and not any(ending in one.endings for one in TYPES):
        raise Refused(
            _("不收以 %(ending)s 结尾的文件，请上传照片、PDF、Word、Excel、PPT 或文本")
            % {"ending": ending},
            field="name",
        )
    if sha256 and not _HEX.fullmatch(sha256):
        raise Refused("文件指纹应是 64 位十六进制的 SHA-256", field="sha256")
    if still_open >= MAX_OPEN_UPLOADS:
        raise Refused(
            _("还有 %(still_open)s 个文件没有传完，请先传完它们") % {"still_open": still_open},
            field="size",
        )


def is_known_part(offset: int, length: int, received: int) -> bool:
    """Return whether the part lies within what has been received: it was sent again."""
    return offset >= 0 and length > 0 and offset + length <= received


def check_part(offset: int, length: int, received: int, size: int) -> None:
    """Refuse a part that does not continue what was received, or is too long or too short."""
    if offset != received:
        raise Refused(_("应从第 %(received)s 字节接着传") % {"received": received}, field="offset")
    if length > MAX_PART:
        raise Refused(
            _("一次最多传 %(max_part)s MB，请分成几段") % {"max_part": MAX_PART // 2**20},
            field="part",
        )
    if received + length > size:
        raise Refused(
            _("传来的比说好的 %(size)s 字节多，请重新选择文件") % {"size": size}, field="part"
        )
    if length < MIN_PART and received + length < size:
        raise Refused(
            _("除最后一段外，每段至少 %(min_part)s KB") % {"min_part": MIN_PART // 2**10},
            field="part",
        )


def check_whole(received: int, size: int) -> None:
    """Refuse to finish an upload before all of it is there."""
    if received < size:
        raise Refused(
            _("还差 %(received)s 字节没有传到，请接着传") % {"received": size - received},
            field="offset",
        )


def is_abandoned(seen_at: datetime, finished: bool, now: datetime) -> bool:
    """Return whether nobody will come back to an upload."""
    return seen_at < now - (FINISHED_KEPT if finished else ABANDONED_AFTER)


# A photo is accepted by its header; the rest is done by a worker.
TRIES = 3  # so often a photo may stop a worker before it is called broken
CLAIMED_FOR = timedelta(minutes=5)  # a worker that took longer was stopped
AT_ONCE = 8  # photos that a worker claims together
WORK_FOR = 20.0  # seconds of a job, so that other work gets its turn


def is_given_up(tries: int) -> bool:
    """Return whether a photo has stopped workers too often to be tried again."""
    return tries >= TRIES


_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean_name(name: str) -> str:
    """Return a file name fit to show and to offer for saving: no folders, no control or
    direction marks, at most 120 characters with the ending kept; 未命名 where nothing is left."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(c for c in last if unicodedata.category(c) not in _UNSEEN).strip(" .")
    ending = PurePosixPath(seen).suffix
    if len(ending) > LONGEST_ENDING:
        ending = ""
    return seen.removesuffix(ending)[: MAX_NAME - len(ending)] + ending or "未命名"


def stored_name(sha256: str, ext: str) -> str:
    """Return the name of a stored file: `ab/cd/abcd….jpg`."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}{ext}"


# Looks: a 64-bit perceptual hash, kept as four bands of 16 bits.
# Of two hashes that differ in at most 7 bits, at least one band differs in at most 1 bit: so every
# one within NEAR is found by 4 × 17 equality look-ups, however many photos there are.
NEAR = 7  # bits
BANDS = 4
BAND_BITS = 16


def bands_of(look: int) -> list[int]:
    """Return the four bands of a look, highest bits first."""
    mask = (1 << BAND_BITS) - 1
    return [look >> BAND_BITS * n & mask for n in reversed(range(BANDS))]


def near_bands(band: int) -> list[int]:
    """Return the band and all that differ from it in one bit."""
    return [band, *(band ^ 1 << bit for bit in range(BAND_BITS))]


def distance(one: int, other: int) -> int:
    """Return in how many bits two looks differ."""
    return (one ^ other).bit_count()


def coarse(degrees: float) -> float:
    """Return a coordinate as the public may see it: to 0.01°, about one kilometre."""
    return round(degrees, 2)


def check_position(lat: float, lng: float) -> bool:
    """Return whether it is a place on earth; cameras without a fix write 0, 0."""
    return -90 <= lat <= 90 and -180 <= lng <= 180 and (lat, lng) != (0, 0)


CAPTION_FIELDS = ("time", "place", "people", "topic", "background", "reason")
CAPTION_LIMITS = {
    "caption": 200, "time": 60, "place": 100, "people": 200, "topic": 100, "background": 500,
    "reason": 500,
}  # fmt: skip


def check_caption(fields: dict[str, str]) -> dict[str, str]:
    """Return the caption fields trimmed; refuse one that is unknown or too long."""
    clean = {}
    for name, value in fields.items():
        if name not in CAPTION_LIMITS:
            raise ValueError(f"no caption field {name}")
        clean[name] = value.strip()
        if len(clean[name]) > CAPTION_LIMITS[name]:
            raise Refused(
                _("最多 %(name)s 字，请精简") % {"name": CAPTION_LIMITS[name]}, field=name
            )
    return clean


def check_count(count: int) -> None:
    """Refuse more items on one record than a reader could look through."""
    if count > MAX_ITEMS_PER_RECORD:
        raise Refused(
            _("一条记录最多 %(max_items_per_record)s 个附件，请分成几条记录")
            % {"max_items_per_record": MAX_ITEMS_PER_RECORD},
            field="items",
        )


DRAWN = "data:image/png;base64,"
MAX_DRAWN = 400 * 2**10  # characters; a signature in PNG takes about ten thousand


def drawn_in(address: str) -> bytes:
    """Return the picture in a data address that a page's field for a signature sends."""
    try:
        if not address.startswith(DRAWN) or len(address) > MAX_DRAWN:
            raise ValueError
        return b64decode(address.removeprefix(DRAWN), validate=True)
    except ValueError as error:
        raise Refused(_("签名没有收到，请重签一次。"), field="signed") from error


def check_pair(role: Role, pair: int | None) -> None:
    """Refuse a pair number where there is no before or after, and one below 1."""
    if pair is None:
        return
    if role not in (Role.BEFORE, Role.AFTER):
        raise Refused("只有整改前、整改后的照片能配对", field="pair")
    if pair < 1:
        raise Refused("配对序号从 1 开始", field="pair")
