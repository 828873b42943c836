"""Checks the settings inside a DOCX that a reader of the page cannot see or foresee."""

from __future__ import annotations

import re
from typing import Any

from . import geometry as g
from .faults import Fault
from .read_docx import Content, W

GRIDS = ("lines", "linesAndChars", "snapToChars")
FIRST_LEVEL = re.compile("[一二三四五六七八九十]+、")
SECOND_LEVEL = re.compile("（[一二三四五六七八九十]+）")
ROLES = {
    "Title": (g.XIAOBIAOSONG, str(g.TITLE)),
    "Heading1": (g.HEITI, str(g.BODY)),
    "Heading2": (g.KAITI, str(g.BODY)),
    "Heading3": (g.FANGSONG, str(g.BODY)),
    "Heading4": (g.FANGSONG, str(g.BODY)),
}
MARGINS = {
    "top": g.MARGIN_TOP,
    "right": g.MARGIN_RIGHT,
    "bottom": g.MARGIN_BOTTOM,
    "left": g.MARGIN_LEFT,
    "footer": g.FOOTER_DISTANCE,
}


def check_docx(content: Content) -> list[Fault]:
    """Return the faults of the file itself."""
    return [
        *_page_faults(content),
        *_run_faults(content),
        *_paragraph_faults(content),
        *_role_faults(content),
        *_style_faults(content.parts["word/styles.xml"]),
        *_footer_faults(content),
    ]


def _page_faults(content: Content) -> list[Fault]:
    faults = []
    for section in content.parts["word/document.xml"].iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is None or (size.get(f"{W}w"), size.get(f"{W}h")) != ("11906", "16838"):
            faults.append(Fault("page-size", "纸张不是 A4"))
        for name, value in MARGINS.items():
            if margins is None or margins.get(W + name) != str(value):
                faults.append(Fault("margin", f"页边距 {name} 不是 {value}"))
        grid = section.find(f"{W}docGrid")
        if grid is not None and grid.get(f"{W}type") in GRIDS:
            faults.append(Fault("grid", "文档网格未关闭，LibreOffice 会排错行数和字数"))
    return faults


def _run_faults(content: Content) -> list[Fault]:
    faults = []
    unnamed = 0
    for name, part in content.parts.items():
        for fonts in part.iter(f"{W}rFonts"):
            if any(key.endswith("Theme") for key in fonts.attrib):
                faults.append(Fault("theme-font", f"{name} 使用了主题字体"))
        for run in part.iter(f"{W}r"):
            fonts = run.find(f"{W}rPr/{W}rFonts")
            has_text = run.find(f"{W}t") is not None
            unnamed += has_text and (fonts is None or not fonts.get(f"{W}eastAsia"))
    if unnamed:
        faults.append(Fault("east-asia", f"有 {unnamed} 处文字没有指定中文字体"))
    return faults


def _on(element: Any) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def _paragraph_faults(content: Content) -> list[Fault]:
    faults = set()
    for paragraph in content.parts["word/document.xml"].iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        widow = None if properties is None else properties.find(f"{W}widowControl")
        hang = None if properties is None else properties.find(f"{W}overflowPunct")
        in_box = next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None
        if _on(widow):
            faults.add(Fault("widow", "孤行控制未关闭，满页会少一行"))
        if (hang is None and in_box) or (hang is not None and not _on(hang)):
            faults.add(Fault("overflow-punct", "有段落没有写明允许标点溢出，标点会丢失"))
    return sorted(faults, key=lambda fault: fault.code)


def _role_faults(content: Content) -> list[Fault]:
    """Each role has its font and size: by style, or by the number a heading begins with."""
    faults = set()
    for paragraph in content.parts["word/document.xml"].iter(f"{W}p"):
        runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
        if not runs or next(paragraph.iterancestors(f"{W}tc"), None) is not None:
            continue
        text = "".join(run.findtext(f"{W}t") or "" for run in runs)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        role = "" if style is None else style.get(f"{W}val", "")
        if FIRST_LEVEL.match(text) and len(text) <= g.CHARACTERS_PER_LINE and "。" not in text:
            role = role or "Heading1"
        if SECOND_LEVEL.match(text):
            role = role or "Heading2"
        if role not in ROLES:
            continue
        fonts, size = runs[0].find(f"{W}rPr/{W}rFonts"), runs[0].find(f"{W}rPr/{W}sz")
        font = "" if fonts is None else fonts.get(f"{W}eastAsia", "")
        if (font, "" if size is None else size.get(f"{W}val")) != ROLES[role]:
            faults.add(Fault("role-font", f"“{text[:12]}”的字体或字号不对，应为{ROLES[role][0]}"))
    return sorted(faults, key=lambda fault: fault.message)


def _style_faults(styles: Any) -> list[Fault]:
    normal = next(
        (each for each in styles.iter(f"{W}style") if each.get(f"{W}default") == "1"), None
    )
    properties = None if normal is None else normal.find(f"{W}pPr")
    if normal is None or properties is None:
        return [Fault("normal", "没有正文样式")]
    faults = []
    widow = properties.find(f"{W}widowControl")
    if widow is None or _on(widow):
        faults.append(Fault("widow", "正文样式的孤行控制未关闭，满页会少一行"))
    hang = properties.find(f"{W}overflowPunct")
    if hang is None or not _on(hang):
        faults.append(Fault("overflow-punct", "正文样式没有写明允许标点溢出，标点会丢失"))
    line = properties.find(f"{W}spacing")
    if line is None or (line.get(f"{W}line"), line.get(f"{W}lineRule")) != ("579", "exact"):
        faults.append(Fault("line", "正文行距不是固定值 28.95 磅"))
    spacing = normal.find(f"{W}rPr/{W}spacing")
    if spacing is None or spacing.get(f"{W}val") != str(g.CHARACTER_SPACING):
        faults.append(Fault("character-spacing", "正文字距不是 −0.25 磅"))
    language = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if language is None or language.get(f"{W}eastAsia") != "zh-CN":
        faults.append(Fault("language", "文档语言不是中文"))
    return faults


def _footer_faults(content: Content) -> list[Fault]:
    settings = content.parts["word/settings.xml"]
    sections = content.parts["word/document.xml"].iter(f"{W}sectPr")
    kinds = {
        reference.get(f"{W}type")
        for section in sections
        for reference in section.iter(f"{W}footerReference")
    }
    if not _on(settings.find(f"{W}evenAndOddHeaders")) or not {"default", "even"} <= kinds:
        return [Fault("odd-even", "没有分设奇偶页页码")]
    return []
