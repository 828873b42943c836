"""The file around the text: styles, settings, page, footers, properties."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import Any

import docx
from docx.oxml.parser import parse_xml

from . import geometry as g
from .model import Document
from .ooxml import NAMESPACES, Hand, Setting, fonts, paragraph, run

# Parts of python-docx's template that an official document does not need: a thumbnail of
# another file, a theme whose fonts would beat ours, and its own data.
UNWANTED = ("thumbnail", "theme", "customXml", "stylesWithEffects", "numbering")
HEADING_FONTS = {1: g.HEITI, 2: g.KAITI, 3: g.FANGSONG, 4: g.FANGSONG}
OTHER_NAMES = {
    g.FANGSONG: "仿宋",
    g.KAITI: "楷体",
    g.HEITI: "SimHei",
    g.XIAOBIAOSONG: "方正小标宋_GBK",
    g.SONGTI: "SimSun",
}
MADE_AT = (2000, 1, 1, 0, 0, 0)


def _style(key: str, name: str, properties: str, hand: Hand) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{properties}</w:pPr>'
        f"{hand.properties()}</w:style>"
    )


def styles_xml() -> str:
    """Return the whole styles part: no theme fonts, no template's spacing."""
    headings = "".join(
        _style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:ind w:firstLineChars="200" w:firstLine="{2 * g.CHARACTER}"/>'
            f'<w:outlineLvl w:val="{level - 1}"/>',
            Hand(font),
        )
        for level, font in HEADING_FONTS.items()
    )
    title = _style("Title", "Title", '<w:jc w:val="center"/>', Hand(g.XIAOBIAOSONG, g.TITLE))
    body = (
        f'{fonts(g.FANGSONG)}<w:spacing w:val="{g.CHARACTER_SPACING}"/>'
        f'<w:kern w:val="0"/><w:sz w:val="{g.BODY}"/><w:szCs w:val="{g.BODY}"/>'
    )
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(g.FANGSONG)}"
        f'<w:sz w:val="{g.BODY}"/><w:szCs w:val="{g.BODY}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="1"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{g.LINE}" w:lineRule="exact"/>'
        f'<w:jc w:val="both"/></w:pPr><w:rPr>{body}</w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/></w:style>'
        f"{title}{headings}</w:styles>"
    )


def settings_xml() -> str:
    """Return the settings part: odd and even pages differ, no mode of an older Word."""
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def fonts_xml() -> str:
    """Return the font table: where an official font is not installed, Word takes the other."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in OTHER_NAMES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:fonts {NAMESPACES}>{entries}</w:fonts>"
    )


def _footer(align: str) -> str:
    """Return the page number — 1 — with its outer edge one character in."""
    indent = (100, g.SMALL * 10)
    setting = Setting(
        align=align,
        line=280,
        left=indent if align == "left" else (0, 0),
        right=indent if align == "right" else (0, 0),
    )
    hand = Hand(g.SONGTI, g.SMALL)
    field = "".join(
        f"<w:r>{hand.properties()}{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return paragraph(run("— ", hand) + field + run(" —", hand), setting)


def _fill_footer(footer: Any, align: str) -> None:
    footer.is_linked_to_previous = False
    element = footer._element
    for child in list(element):
        element.remove(child)
    element.append(parse_xml(_footer(align).replace("<w:p>", f"<w:p {NAMESPACES}>", 1)))


def _drop_unwanted(package: Any) -> None:
    for relations in (package.rels, package.main_document_part.rels):
        for key, relation in list(relations.items()):
            if not relation.is_external and any(
                word in str(relation.target_part.partname) for word in UNWANTED
            ):
                del relations[key]


def _part(opened: Any, name: str) -> Any:
    return next(part for part in opened.part.package.iter_parts() if part.partname == name)


def _set_page(document: Any) -> None:
    section = document.sections[0]
    properties = section._sectPr
    for child in list(properties):
        properties.remove(child)
    for tag, values in (
        ("pgSz", {"w": g.PAGE_WIDTH, "h": g.PAGE_HEIGHT}),
        (
            "pgMar",
            {
                "top": g.MARGIN_TOP,
                "right": g.MARGIN_RIGHT,
                "bottom": g.MARGIN_BOTTOM,
                "left": g.MARGIN_LEFT,
                "header": 851,
                "footer": g.FOOTER_DISTANCE,
                "gutter": 0,
            },
        ),
    ):
        attributes = "".join(f' w:{name}="{value}"' for name, value in values.items())
        properties.append(parse_xml(f"<w:{tag} {NAMESPACES}{attributes}/>"))
    _fill_footer(section.footer, "right")
    _fill_footer(section.even_page_footer, "left")


def _set_properties(opened: Any, document: Document, title: str) -> None:
    core = opened.core_properties
    core.title, core.author, core.last_modified_by = title, document.issuer, document.issuer
    core.category, core.subject, core.identifier = document.kind, document.kind, document.number
    core.comments, core.keywords, core.language, core.revision = "", "", "zh-CN", 1
    if document.day is not None:
        core.created = core.modified = datetime.combine(document.day, time())
    _part(opened, "/docProps/app.xml")._blob = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>有据</Application></Properties>'
    ).encode()


def open_package(document: Document, title: str) -> Any:
    """Return a python-docx document, empty but for page, styles, footers and properties."""
    opened = docx.Document()
    _drop_unwanted(opened.part.package)
    opened.part._styles_part._element = parse_xml(styles_xml())
    opened.part._settings_part._element = parse_xml(settings_xml())
    _part(opened, "/word/fontTable.xml")._blob = fonts_xml().encode()
    _set_page(opened)
    _set_properties(opened, document, title)
    return opened


def picture_ids(opened: Any, content: bytes) -> tuple[str, Any]:
    """Add a picture to the package; return its relation id and python-docx's image."""
    identifier, image = opened.part.get_or_add_image(io.BytesIO(content))
    return str(identifier), image


def saved(opened: Any) -> bytes:
    """Return the file's bytes, the same for the same document."""
    first = io.BytesIO()
    opened.save(first)
    last = io.BytesIO()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(last, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, MADE_AT)
            packed = zipfile.ZIP_STORED if "/media/" in name else zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name), packed)
    return last.getvalue()
