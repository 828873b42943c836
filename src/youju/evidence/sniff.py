"""The real type of a file, from its content alone, and what makes one unsafe to keep."""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO

import pikepdf
from django.utils.translation import gettext as _

from youju.evidence import rules
from youju.evidence.rules import FileType
from youju.kernel.refusal import Refused

HEAD = 4096  # bytes
MAX_ENTRIES = 5_000
MAX_UNPACKED = 500 * 2**20
MAX_RATIO = 200
MAX_PDF_OBJECTS = 200_000
_TAIL = 1024

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}
_OTHERS = (
    (re.compile(rb"MZ|\x7fELF|#!|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe"), "这是可执行文件，不能作为佐证"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "这是旧版或加密的 Office 文件，请去掉密码，另存为 DOCX、XLSX 或 PPTX 后上传"),
    (re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ"), "不收压缩包，请解压后逐个上传"),
    (re.compile(rb"BM|II\*\x00|MM\x00\*|8BPS"), "不收这种图片，请另存为 JPG 或 PNG 后上传"),
    (re.compile(rb"....ftyp|\x1aE\xdf\xa3|RIFF....(?:AVI |WAVE)|ID3|OggS", re.S), "不收视频和录音，请上传照片或文件"),
)  # fmt: skip
_MARKUP = re.compile(
    rb"<(?:\?xml|!doctype|!--|svg|html|head|body|script|iframe|img|style|meta|link|a\s|div|table)",
    re.I,
)
_SVG = re.compile(rb"<svg[\s>]", re.I)


def _refuse(message: str) -> Refused:
    return Refused(message, field="file")


def real_type(file: BinaryIO, name: str) -> FileType:
    """Return what the file really is.

    Args:
        file: The whole file, seekable.
        name: What it was called; only tells CSV from plain text, and is held against the content.

    Raises:
        Refused: If the type is not accepted, the file is unsafe, or the name says otherwise.
    """
    file.seek(0)
    head = file.read(HEAD)
    found = _photo_type(head) or _other_type(file, head, name)
    rules.check_ending(name, found)
    return found


def check_head(head: bytes) -> None:
    """Refuse a file by its first bytes alone, where these already say that it is not accepted."""
    if _photo_type(head) or head.startswith((b"%PDF-", b"PK")):
        return
    for pattern, reason in _OTHERS:
        if pattern.match(head):
            raise _refuse(reason)
    _check_markup(head)


def _photo_type(head: bytes) -> FileType | None:
    if head.startswith(b"\xff\xd8\xff"):
        return rules.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return rules.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return rules.WEBP
    if head.startswith((b"GIF87a", b"GIF89a")):
        return rules.GIF
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return rules.HEIC
    return None


def _other_type(file: BinaryIO, head: bytes, name: str) -> FileType:
    if head.startswith(b"%PDF-"):
        _check_pdf(file)
        return rules.PDF
    if head.startswith(b"PK"):
        return _office_type(file)
    for pattern, reason in _OTHERS:
        if pattern.match(head):
            raise _refuse(reason)
    return _text_type(file, head, name)


def _check_markup(head: bytes) -> None:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if _SVG.search(head) and start.startswith(b"<"):
        raise _refuse("不收 SVG 图（里面可以带脚本），请导出为 PNG 后上传")
    if _MARKUP.match(start):
        raise _refuse("这是网页或 XML 文件，请打印为 PDF 或截图后上传")


def _text_type(file: BinaryIO, head: bytes, name: str) -> FileType:
    _check_markup(head)
    if not any(_decodes(file, encoding) for encoding in ("utf-8-sig", "gb18030")):
        raise _refuse("认不出这种文件，请上传照片、PDF、Word、Excel、PPT 或文本")
    return rules.CSV if rules.ending_of(name) == ".csv" else rules.TXT


_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def _decodes(file: BinaryIO, encoding: str) -> bool:
    """Return whether the whole file is text in this encoding, without control characters."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(1 << 16):
            if _CONTROL.search(decoder.decode(chunk)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


_MAIN_PARTS = {
    "word/document.xml": rules.DOCX,
    "xl/workbook.xml": rules.XLSX,
    "ppt/presentation.xml": rules.PPTX,
}


def _office_type(file: BinaryIO) -> FileType:
    """Return which Office file this ZIP is, without unpacking more than its list of parts."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            names = {entry.filename for entry in entries}
            if "[Content_Types].xml" not in names:
                raise _refuse("不收压缩包，请解压后逐个上传")
            _check_macros(archive, names)
            parts = [kind for part, kind in _MAIN_PARTS.items() if part in names]
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise _refuse("文件已损坏，打不开，请重新保存后上传") from error
    if len(parts) != 1:
        raise _refuse("认不出这种 Office 文件，请另存为 DOCX、XLSX 或 PPTX 后上传")
    return parts[0]


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise _refuse(
            _("文件里有 %(entries)s 个部分，超过 %(max_entries)s 个，不能打开")
            % {"entries": len(entries), "max_entries": MAX_ENTRIES}
        )
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MAX_UNPACKED or (unpacked > 2**20 and unpacked > packed * MAX_RATIO):
        raise _refuse("文件解开后过大，不能打开，请检查文件来源")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise _refuse("文件加了密码，请去掉密码后上传")
        if entry.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", entry.filename):
            raise _refuse("文件内部的路径不正常，不能打开，请检查文件来源")
    if min((entry.header_offset for entry in entries), default=0) != 0:
        raise _refuse("文件前面夹带了别的内容，请检查文件来源")
    if len({entry.filename for entry in entries}) != len(entries):
        raise _refuse("文件内部有同名的部分，不能打开，请检查文件来源")


def _check_macros(archive: zipfile.ZipFile, names: set[str]) -> None:
    with archive.open("[Content_Types].xml") as part:
        listed = part.read(2**20)
    if b"macroEnabled" in listed or any(n.lower().endswith("vbaproject.bin") for n in names):
        raise _refuse("文件带宏，请另存为不带宏的 DOCX、XLSX 或 PPTX 后上传")


def _check_pdf(file: BinaryIO) -> None:
    """Refuse a PDF that is broken, locked, runs something, carries files or hides data behind it."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - _TAIL))
    if b"%%EOF" not in file.read():
        raise _refuse("PDF 不完整或夹带了别的内容，请重新导出后上传")
    file.seek(0)
    try:
        with pikepdf.open(file) as pdf:
            if pdf.is_encrypted:
                raise _refuse("PDF 加了密码或限制，请去掉后上传")
            if len(pdf.objects) > MAX_PDF_OBJECTS:
                raise _refuse("PDF 内容过多，请拆分后上传")
            if any(_runs(one) for one in pdf.objects):
                raise _refuse("PDF 里带有脚本、外部程序或附件，请打印成新的 PDF 后上传")
    except pikepdf.PasswordError as error:
        raise _refuse("PDF 加了密码，请去掉密码后上传") from error
    except pikepdf.PdfError as error:
        raise _refuse("PDF 已损坏，打不开，请重新导出后上传") from error


_ACTIONS = {"/JavaScript", "/Launch"}


def _runs(thing: object, depth: int = 0) -> bool:
    """Return whether a PDF object runs a script or program, or carries a file."""
    if isinstance(thing, pikepdf.Array):
        return depth < 8 and any(_runs_inline(one, depth) for one in thing)
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return False
    if "/JS" in thing or "/EmbeddedFiles" in thing:
        return True
    if str(thing.get("/S", "")) in _ACTIONS or str(thing.get("/Type", "")) == "/EmbeddedFile":
        return True
    return depth < 8 and any(_runs_inline(thing[key], depth) for key in thing.keys())  # noqa: SIM118


def _runs_inline(thing: object, depth: int) -> bool:
    """Look into what is written in place; what is referred to is looked at on its own."""
    if isinstance(thing, pikepdf.Object) and thing.is_indirect:
        return False
    check: Callable[[object, int], bool] = _runs
    return check(thing, depth + 1)
