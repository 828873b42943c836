"""Pictures and files made on the spot: plain, fixed, and some of them hostile."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageDraw

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
WITH_BUREAUS = {
    "word/document.xml": b"<document/>",
    "xl/workbook.xml": b"<workbook/>",
    "ppt/presentation.xml": b"<presentation/>",
}


def upload(content: bytes, name: str = "现场.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def scene(shift: int = 0, size: tuple[int, int] = (800, 600)) -> Image.Image:
    """A street corner: sky, wall, a heap; `shift` moves the heap and changes the look."""
    image = Image.new("RGB", size, (190, 205, 220))
    draw = ImageDraw.Draw(image)
    w, h = size
    draw.rectangle((0, h * 6 // 10, w, h), fill=(90, 90, 88))
    draw.rectangle((w // 10, h // 5, w // 2, h * 6 // 10), fill=(160, 120, 90))
    for n in range(6):
        left = w * (10 + 7 * n + shift) // 100 % w
        draw.ellipse(
            (left, h * 55 // 100, left + w // 9, h * 75 // 100), fill=(40 + 25 * n, 60, 40)
        )
    for n in range(0, w, 16):
        draw.line((n, h * 8 // 10, n + 8, h), fill=(230, 230, 230))
    return image


def jpeg(image: Image.Image | None = None, **save: object) -> bytes:
    out = io.BytesIO()
    (image or scene()).save(out, "JPEG", **{"quality": 88, **save})
    return out.getvalue()


def encoded(kind: str, image: Image.Image | None = None, **save: object) -> bytes:
    out = io.BytesIO()
    (image or scene()).save(out, kind, **save)
    return out.getvalue()


def jpeg_of_phone(
    *, turned: int = 1, taken: str = "2026:11:20 15:08:30", offset: str = ""
) -> bytes:
    """A photo with what a phone writes into it: position, clock, maker, orientation."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Huawei"
    exif[ExifTags.Base.Orientation] = turned
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = taken
    if offset:
        inner[ExifTags.Base.OffsetTimeOriginal] = offset
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = (31.0, 18.0, 36.0)
    gps[ExifTags.GPS.GPSLongitudeRef] = "E"
    gps[ExifTags.GPS.GPSLongitude] = (120.0, 35.0, 6.0)
    return jpeg(exif=exif, comment=b"secret comment")


def png_declaring(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(bytes(64)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + rows + chunk(b"IEND", b"")


def office(
    main: str = "word/document.xml",
    *,
    types: bytes = b"<Types/>",
    more: dict[str, bytes] | None = None,
    packed: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """An Office file with its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(main, b"<x/>")
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def pdf(change: object = None, **save: object) -> bytes:
    """A PDF of one empty page; `change` is called with it before it is written."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        if callable(change):
            change(made)
        made.save(out, **save)
    return out.getvalue()
