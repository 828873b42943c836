"""Files that must not get in, and photos that get in without what they carry."""

from __future__ import annotations

import io
import struct
import zipfile

import pikepdf
import pytest
from PIL import Image

from youju.evidence import actions, queries, rules
from youju.evidence.models import Item
from youju.evidence.tests import factories as made
from youju.evidence.tests.factories import NOON, upload
from youju.kernel.refusal import Refused

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def with_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_launch(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AA = pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")])


def with_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.exe"] = b"MZ"


def locked(entry_name: str = "word/document.xml") -> bytes:
    """A DOCX whose parts say that they are encrypted."""
    content = bytearray(made.office(entry_name))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := content.find(mark, start)) >= 0:
            content[start + at] |= 1
            start += 4
    return bytes(content)


def twice() -> bytes:
    """A DOCX that has its main part twice; readers disagree about which one counts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b"<x/>")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("word/document.xml", b"<y/>")
    return out.getvalue()


def plain_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", b"a")
    return out.getvalue()


REFUSED = {
    "empty": (b"", "a.jpg", "文件是空的"),
    "svg as jpg": (SVG, "a.jpg", "不收 SVG 图"),
    "svg behind a declaration": (b"\xef\xbb\xbf<?xml version='1.0'?>" + SVG, "a.png", "不收 SVG 图"),
    "html as png": (HTML, "a.png", "这是网页或 XML 文件"),
    "html as txt": (b"  \n" + HTML, "a.txt", "这是网页或 XML 文件"),
    "xml": (b"<?xml version='1.0'?><a/>", "a.txt", "这是网页或 XML 文件"),
    "program": (b"MZ\x90\x00" + bytes(100), "a.jpg", "这是可执行文件"),
    "elf": (b"\x7fELF\x02" + bytes(100), "a.pdf", "这是可执行文件"),
    "script": (b"#!/bin/sh\nrm -rf ~\n", "a.txt", "这是可执行文件"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a.doc", "旧版或加密的 Office"),
    "rar": (b"Rar!\x1a\x07\x00" + bytes(100), "a.rar", "不收压缩包"),
    "zip": (plain_zip(), "a.zip", "不收压缩包"),
    "bmp": (made.encoded("BMP"), "a.bmp", "请另存为 JPG 或 PNG"),
    "tiff": (made.encoded("TIFF"), "a.tif", "请另存为 JPG 或 PNG"),
    "video": (b"\x00\x00\x00\x18ftypisom" + bytes(100), "a.mp4", "不收视频和录音"),
    "unknown": (bytes(range(256)), "a.txt", "认不出这种文件"),
    "cut text": ("金桥".encode()[:-1], "a.txt", "认不出这种文件"),
    "jpeg as docx": (made.jpeg(), "a.docx", "文件名以 .docx 结尾，内容却是 JPG"),
    "docx as jpg": (made.office(), "a.jpg", "文件名以 .jpg 结尾，内容却是 DOCX"),
    "text as exe": (b"hello", "a.exe", "文件名以 .exe 结尾，内容却是 TXT"),
    "png bomb": (made.png_declaring(60_000, 60_000), "a.png", "请缩小后上传"),
    "png a little too large": (made.png_declaring(8001, 8000), "a.png", "照片为 8001×8000 像素，超过 6400 万像素"),
    "png too long": (made.png_declaring(20_001, 1), "a.png", "照片为 20001×1 像素"),
    "png without rows": (made.png_declaring(800, 600), "a.png", "照片不完整或已损坏"),
    "cut jpeg": (made.jpeg()[:6000], "a.jpg", "照片不完整或已损坏"),
    "cut png": (made.encoded("PNG")[:2000], "a.png", "照片不完整或已损坏"),
    "cut webp": (made.encoded("WEBP")[:900], "a.webp", "照片不完整或已损坏"),
    "only the head of a jpeg": (b"\xff\xd8\xff\xe0", "a.jpg", "照片不完整或已损坏"),
    "only the head of a heic": (b"\x00\x00\x00\x18ftypheic" + bytes(60), "a.heic", "照片不完整或已损坏"),
    "zip bomb": (made.office(more={"word/media/a.bin": bytes(30 * 2**20)}), "a.docx", "文件解开后过大"),
    "many parts": (made.office(more={f"p/{n}": b"" for n in range(5000)}), "a.docx", "文件里有 5002 个部分"),
    "macros": (made.office(more={"word/vbaProject.bin": b"x"}), "a.docx", "文件带宏"),
    "macros by type": (made.office(types=b"<Types>macroEnabled</Types>"), "a.docx", "文件带宏"),
    "path upwards": (made.office(more={"../../etc/passwd": b"x"}), "a.docx", "文件内部的路径不正常"),
    "path from the root": (made.office(more={"/etc/passwd": b"x"}), "a.docx", "文件内部的路径不正常"),
    "locked docx": (locked(), "a.docx", "文件加了密码"),
    "two main parts": (made.office(more={"xl/workbook.xml": b"x"}), "a.docx", "认不出这种 Office 文件"),
    "main part twice": (twice(), "a.docx", "文件内部有同名的部分"),
    "office without a main part": (made.office("a.xml"), "a.docx", "认不出这种 Office 文件"),
    "something before the zip": (b"PKxx" + made.office(), "a.docx", "文件前面夹带了别的内容"),
    "cut docx": (made.office()[:-30], "a.docx", "文件已损坏"),
    "pdf with script": (made.pdf(with_script), "a.pdf", "PDF 里带有脚本"),
    "pdf that starts a program": (made.pdf(with_launch), "a.pdf", "PDF 里带有脚本、外部程序"),
    "pdf with a file": (made.pdf(with_file), "a.pdf", "脚本、外部程序或附件"),
    "pdf with a password": (
        made.pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "a.pdf", "PDF 加了密码",
    ),
    "pdf with limits": (
        made.pdf(encryption=pikepdf.Encryption(owner="o", user="")), "a.pdf", "PDF 加了密码或限制",
    ),
    "broken pdf": (b"%PDF-1.7\nnothing\n%%EOF\n", "a.pdf", "PDF 已损坏"),
    "pdf and zip in one": (made.pdf() + made.office(more={"b": b"x" * 3000}, packed=0), "a.pdf", "夹带了别的内容"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_file_is_refused_at_its_field_and_leaves_nothing(city, staff, files, case):
    content, name, reason = REFUSED[case]

    with pytest.raises(Refused) as refusal:
        actions.store(upload(content, name), unit=city.community, actor=staff, now=NOON)

    assert reason in refusal.value.message
    assert refusal.value.field == "file"
    assert not Item.objects.exists()
    assert [path for path in files.rglob("*") if path.is_file()] == []


ACCEPTED = {
    "jpeg": (made.jpeg(), "a.jpeg", "photo", "image/jpeg"),
    "png": (made.encoded("PNG"), "a.png", "photo", "image/png"),
    "png as jpg": (made.encoded("PNG"), "a.jpg", "photo", "image/png"),
    "png with clear parts": (
        made.encoded("PNG", made.scene().convert("RGBA")),
        "a.png",
        "photo",
        "image/png",
    ),
    "grey png of 16 bits": (
        made.encoded("PNG", made.scene().convert("I;16")),
        "a.png",
        "photo",
        "image/png",
    ),
    "webp": (made.encoded("WEBP"), "a.webp", "photo", "image/webp"),
    "gif": (made.encoded("GIF"), "a.gif", "photo", "image/gif"),
    "heic": (made.encoded("HEIF"), "a.heic", "photo", "image/heic"),
    "jpeg for print": (made.jpeg(made.scene().convert("CMYK")), "a.jpg", "photo", "image/jpeg"),
    "pdf": (made.pdf(), "a.pdf", "document", "application/pdf"),
    "docx": (made.office(), "a.docx", "document", rules.DOCX.media_type),
    "xlsx": (made.office("xl/workbook.xml"), "a.xlsx", "table", rules.XLSX.media_type),
    "pptx": (made.office("ppt/presentation.xml"), "a.pptx", "slides", rules.PPTX.media_type),
    "csv": ("名称,数量\n垃圾,50余车\n".encode("gb18030"), "a.csv", "table", "text/csv"),
    "text": ("清理垃圾50余车。\n".encode(), "a.txt", "text", "text/plain"),
    "no ending": (made.jpeg(), "照片", "photo", "image/jpeg"),
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_offices_really_have_is_kept(city, staff, case):
    content, name, kind, media_type = ACCEPTED[case]

    item = actions.store(upload(content, name), unit=city.community, actor=staff, now=NOON)

    assert (item.kind, item.media_type) == (kind, media_type)
    assert item.variants.count() == (3 if kind == "photo" else 0)


def test_a_photo_that_is_also_a_page_loses_the_page_in_the_public_copy(city, staff, files):
    polyglot = made.jpeg(comment=HTML) + b"<script>alert(2)</script>" + made.office()

    item = actions.store(upload(polyglot), unit=city.community, actor=staff, now=NOON)

    for variant in item.variants.all():
        content = (files / variant.stored).read_bytes()
        assert b"<script" not in content and b"PK\x03\x04" not in content


def test_a_gif_that_is_also_a_script_comes_out_as_one_frame_of_jpeg(city, staff):
    frames = [made.scene(0), made.scene(40)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])

    item = actions.store(
        upload(out.getvalue() + b"/*alert(1)*/", "a.gif"),
        unit=city.community,
        actor=staff,
        now=NOON,
    )

    file, media_type = queries.open_copy(item)
    with file, Image.open(file) as copy:
        assert (media_type, copy.format, getattr(copy, "n_frames", 1)) == ("image/jpeg", "JPEG", 1)


def test_a_photo_with_broken_exif_is_kept_without_time_and_place(city, staff):
    broken = (
        b"Exif\0\0"
        + b"II*\0\x08\0\0\0"
        + struct.pack("<HHHII", 1, 0x8825, 4, 1, 0xFFFFFF)
        + bytes(4)
    )

    item = actions.store(upload(made.jpeg(exif=broken)), unit=city.community, actor=staff, now=NOON)

    assert item.taken_at is None
    assert not hasattr(item, "position")


def test_bytes_flipped_anywhere_never_raise_anything_but_a_refusal(city, staff):
    plain = made.jpeg_of_phone()
    for n in range(40):
        hurt = bytearray(plain)
        for k in range(8):
            hurt[3 + (n * 97 + k * 613) % (len(hurt) - 3)] ^= 1 + (n * 31 + k * 7) % 255
        try:
            actions.store(upload(bytes(hurt)), unit=city.community, actor=staff, now=NOON)
        except Refused as refusal:
            assert refusal.field == "file"
