"""Photos: opened with limits, turned upright, copied without metadata, and what they look like."""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

import pillow_heif
from PIL import ExifTags, Image, ImageFilter, ImageStat

from youju.evidence import rules
from youju.evidence.rules import FileType, Size
from youju.evidence.rules.boxes import Box
from youju.kernel.refusal import Refused

pillow_heif.register_heif_opener(thumbnails=False)

_FORMATS = {
    rules.JPEG: "JPEG",
    rules.PNG: "PNG",
    rules.WEBP: "WEBP",
    rules.GIF: "GIF",
    rules.HEIC: "HEIF",
}
_QUALITY = {
    Size.PUBLIC: 84, Size.MEDIUM: 80, Size.SMALL: 75, Size.OPEN: 82, Size.OPEN_SMALL: 75,
}  # fmt: skip
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    struct.error,
)
COPY = rules.JPEG


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy in JPEG, with nothing in it but the picture."""

    size: Size
    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of a photo.

    Attributes:
        width, height: As it is looked at, after turning upright.
        taken_at: By the camera's clock.
        lat, lng: WGS-84, None where the camera had no fix.
        look: 64-bit perceptual hash; None for an empty surface, which looks like any other.
        blur: Variance of the Laplacian; low is blurred.
    """

    width: int
    height: int
    taken_at: datetime | None
    lat: float | None
    lng: float | None
    look: int | None
    blur: float
    copies: list[Copy] = field(default_factory=list)


def size_of(file: BinaryIO, kind: FileType) -> tuple[int, int]:
    """Return the declared width and height of a photo, reading no more than its header.

    Raises:
        Refused: If it has too many pixels, or its header cannot be read.
    """
    file.seek(0)
    with _opened(file, kind) as image:
        return image.size


@contextmanager
def _opened(file: BinaryIO, kind: FileType) -> Iterator[Image.Image]:
    """Open a photo with its own decoder alone; what goes wrong with it is refused."""
    try:
        with Image.open(file, formats=[_FORMATS[kind]]) as image:
            rules.check_pixels(*image.size)
            yield image
    except (Image.DecompressionBombError, MemoryError) as error:
        raise Refused("照片像素过多，请缩小后上传", field="file") from error
    except _BROKEN as error:
        raise Refused("照片不完整或已损坏，打不开，请重新拍摄或重新传送", field="file") from error


def read_picture(file: BinaryIO, kind: FileType, *, zone: ZoneInfo, now: datetime) -> Picture:
    """Decode a photo once, and make its copies.

    Args:
        file: The photo, seekable; of a moving one the first frame is taken.
        kind: Its real type; no other decoder is tried.
        zone: Where the camera's clock was, when the photo does not say.
        now: A later camera clock is not believed.

    Raises:
        Refused: If it has too many pixels or cannot be decoded to its end.
    """
    file.seek(0)
    with _opened(file, kind) as image:
        exif = image.getexif()
        width, height = _upright_size(image.size, exif)
        taken_at, (lat, lng) = _taken_at(exif, zone, now), _position(exif)
        public = _plain(image, exif)
    copies, medium = _copies(public)
    return Picture(width, height, taken_at, lat, lng, look_of(medium), blur_of(medium), copies)


def _upright_size(size: tuple[int, int], exif: Image.Exif) -> tuple[int, int]:
    turned = exif.get(ExifTags.Base.Orientation) in (5, 6, 7, 8)
    return (size[1], size[0]) if turned else size


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # what the camera wrote as Orientation, and what undoes it


def _plain(image: Image.Image, exif: Image.Exif) -> Image.Image:
    """Return the public copy: upright, at most 2560 pixels, on white, without metadata."""
    longest = rules.LONGEST[Size.PUBLIC]
    image.draft("RGB", (longest, longest))
    image.load()
    plain = image if image.mode in ("RGB", "L") else _on_white(image)
    plain = _within(plain, longest).convert("RGB")
    turn = _TURNS.get(exif.get(ExifTags.Base.Orientation, 1))
    if turn is not None:
        plain = plain.transpose(turn)
    plain.info = {}
    return plain


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    return image.convert("RGB")


def _within(image: Image.Image, longest: int) -> Image.Image:
    """Return the image at most `longest` pixels long. Hamming: as sharp as bicubic, half the time."""
    share = longest / max(image.size)
    if share >= 1:
        return image
    width, height = (max(1, round(side * share)) for side in image.size)
    return image.resize((width, height), Image.Resampling.HAMMING, reducing_gap=2.0)


def _copies(public: Image.Image) -> tuple[list[Copy], Image.Image]:
    """Return the three copies, and the medium one as a picture."""
    medium = _within(public, rules.LONGEST[Size.MEDIUM])
    small = _within(medium, rules.LONGEST[Size.SMALL])
    sized = ((Size.PUBLIC, public), (Size.MEDIUM, medium), (Size.SMALL, small))
    return [_encode(size, image) for size, image in sized], medium


# A covered part keeps so many colours a side: no face or plate can be told from them.
_CELLS = 4


def covered(public: BinaryIO, boxes: Iterable[Box]) -> list[Copy]:
    """Return the open copies of a photo, with these parts of its public copy covered.

    Each part is averaged to four by four colours and drawn large again: nothing finer is left in
    the file.
    """
    with Image.open(public, formats=["JPEG"]) as image:
        drawn = image.convert("RGB")
    for box in boxes:
        edges = box.pixels(*drawn.size)
        size = (edges[2] - edges[0], edges[3] - edges[1])
        few = drawn.crop(edges).resize((_CELLS, _CELLS), Image.Resampling.BOX)
        drawn.paste(few.resize(size, Image.Resampling.BICUBIC), edges)
    open_ = _within(drawn, rules.LONGEST[Size.OPEN])
    small = _within(open_, rules.LONGEST[Size.OPEN_SMALL])
    return [_encode(Size.OPEN, open_), _encode(Size.OPEN_SMALL, small)]


def _encode(size: Size, image: Image.Image) -> Copy:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY[size])
    return Copy(size, out.getvalue(), image.width, image.height)


def _taken_at(exif: Image.Exif, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Return when the camera says it was; None where it says nothing, or what cannot be."""
    try:
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        written = inner.get(ExifTags.Base.DateTimeOriginal)
        offset = inner.get(ExifTags.Base.OffsetTimeOriginal) or ""
        local = datetime.strptime(f"{written}".strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
        if offset:
            aware = datetime.strptime(
                f"{local:%Y%m%d%H%M%S}{offset}".strip("\0 "), "%Y%m%d%H%M%S%z"
            )
        else:
            aware = local.replace(tzinfo=zone)
        aware = aware.astimezone(UTC)
    except _BROKEN:
        return None
    return aware if aware.year >= 1990 and aware <= now + timedelta(days=1) else None


def _position(exif: Image.Exif) -> tuple[float, float] | tuple[None, None]:
    try:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        lat = _degrees(gps[ExifTags.GPS.GPSLatitude], gps.get(ExifTags.GPS.GPSLatitudeRef) == "S")
        lng = _degrees(gps[ExifTags.GPS.GPSLongitude], gps.get(ExifTags.GPS.GPSLongitudeRef) == "W")
    except (*_BROKEN, ZeroDivisionError):
        return None, None
    return (lat, lng) if rules.check_position(lat, lng) else (None, None)


def _degrees(parts: Any, negative: bool) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value):
        raise ValueError("no number")
    return round(-value if negative else value, 6)


_SIDE = 32
_KEPT = 8
_COS = [
    [math.cos(math.pi * f * (2 * n + 1) / (2 * _SIDE)) for n in range(_SIDE)] for f in range(_KEPT)
]
_FLAT = 2.0  # standard deviation of grey values, below which a picture shows nothing


def look_of(image: Image.Image) -> int | None:
    """Return the 64-bit perceptual hash: the signs of the 8 × 8 lowest cosine frequencies about
    their median. It survives scaling, re-encoding and small changes of light."""
    grey = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    if ImageStat.Stat(grey).stddev[0] < _FLAT:
        return None
    cells = grey.tobytes()
    rows = [cells[n : n + _SIDE] for n in range(0, _SIDE * _SIDE, _SIDE)]
    across = [[sum(map(float.__mul__, cos, map(float, row))) for row in rows] for cos in _COS]
    values = [sum(map(float.__mul__, cos, across[f])) for cos in _COS for f in range(_KEPT)]
    middle = sorted(values[1:])[len(values) // 2]
    return sum(1 << 63 - n for n, value in enumerate(values) if value > middle)


_LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def blur_of(image: Image.Image) -> float:
    """Return the variance of the Laplacian over the grey picture; low is blurred."""
    edges = image.convert("L").filter(_LAPLACIAN)
    inside = (1, 1, max(2, image.width - 1), max(2, image.height - 1))  # the rim is not filtered
    return round(ImageStat.Stat(edges.crop(inside)).var[0], 1)
