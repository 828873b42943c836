"""Names that the product ships, in the reader's language.

Ledgers, their fields and choices, measures, checklists, kinds of cases and the like are shipped in
Chinese and stand in the database as they are. For an English reader they are looked up, as a page
goes out, in a catalogue of their own: `locale/en/LC_MESSAGES/names.po`. What somebody named or
renamed is not in it and stays as it was written, and so does all that stands in an element whose
`lang` is Chinese: official papers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape, unescape
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils.translation import gettext

HAN = re.compile(r"[\u3400-\u9fff]")
TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
SPOKEN = re.compile(r"(?<=\s)(aria-label|title|placeholder|alt|label|data-label)=\"([^\"]*)\"")
CHINESE = re.compile(r"\slang=\"zh")
APART = {"script", "style", "textarea"}
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Between the parts of what a page says of a thing: its name, where it is, how much.
BETWEEN = re.compile(r"(\s*·\s+|\s*/\s|\u3000|, |; |: | ?\(|\)|(?<=\d)\s|\s(?=\d))")
# A number as it was told: 50余车, 近2000平方米, 约53.
TOLD = re.compile(r"(约|近)?(\d[\d,]*(?:\.\d+)?)(余|多)?([\u3400-\u9fff()]*)")
Names = Mapping[str, tuple[str, str]]


@lru_cache
def names(language: str) -> Names:
    """Return the shipped names: one and many of it; the same where a name has no number."""
    file = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "names.mo"
    if not file.exists():
        return {}
    with file.open("rb") as opened:
        found = [one for one in read_mo(opened) if one.id]
    return {one.id if isinstance(one.id, str) else one.id[0]: _numbers(one) for one in found}


def _numbers(message: Message) -> tuple[str, str]:
    told = message.string
    both = [told] if isinstance(told, str) else list(told or ("",))
    return both[0], both[-1]


def named(text: str, language: str) -> str:
    """Return a shipped name, or several in a row, in a language; anything else as it is."""
    known = names(language)
    if text in known:
        return known[text][1]
    row = text.split("、") if known else []
    if len(row) > 1 and all(one in known for one in row):
        return ", ".join(known[one][1] for one in row)
    return text


def unit_named(unit: str, number: object, language: str) -> str:
    """Return a unit of counting in a language: 1 place, 2 places."""
    one, many = names(language).get(unit, (unit, unit))
    return one if number == 1 else many


def number_named(text: str, language: str) -> str:
    """Return a number with how exact it is and its unit in a language: over 50 truckloads."""
    found = TOLD.fullmatch(text)
    if not found or (found[4] and found[4] not in names(language)):
        return text
    unit = unit_named(found[4], float(found[2].replace(",", "")), language)
    if unit[:1].isdigit():  # 万元
        return text
    number = f"{found[2]} {unit}".strip()
    if found[3]:
        return gettext("%(number)s以上") % {"number": number}
    if found[1] == "约":
        return gettext("约%(number)s") % {"number": number}
    if found[1] == "近":
        return gettext("近%(number)s") % {"number": number}
    return number


def page_named(page: str, language: str) -> str:
    """Return a page, or a part of one, with the shipped names in a language.

    Only what is read is looked at, never what a form sends: texts, and the attributes that are
    spoken or shown.
    """
    if not names(language) or not HAN.search(page):
        return page
    out: list[str] = []
    at, apart, depth = 0, "", 0  # `apart`: the element whose inside stays, and how deep in its like
    for tag in TAG.finditer(page):
        text, whole = page[at : tag.start()], tag.group()
        at = tag.end()
        closing, name, attributes = tag.groups()
        if apart:
            out += (text, whole)
            if name == apart:
                depth += -1 if closing else 1
                apart = apart if depth else ""
            continue
        stays = not closing and (name in APART or CHINESE.search(attributes or ""))
        if stays and name not in VOID:
            apart, depth = name, 1
        out += (_text_named(text, language), whole if stays else _tag_named(whole, language))
    rest = page[at:]
    return "".join([*out, rest if apart else _text_named(rest, language)])


def _tag_named(tag: str, language: str) -> str:
    if not HAN.search(tag):
        return tag
    return SPOKEN.sub(lambda one: f'{one[1]}="{_text_named(one[2], language)}"', tag)


def _text_named(text: str, language: str) -> str:
    """Return a text of a page with each part that is a name in a language; spaces around stay."""
    if not HAN.search(text):
        return text
    bare = text.strip()
    before, after = text[: text.index(bare)], text[text.index(bare) + len(bare) :]
    whole = _named(bare, language)
    if whole == bare:
        whole = "".join(
            one if n % 2 else _named(one, language) for n, one in enumerate(BETWEEN.split(bare))
        )
    return before + whole + after


def _named(text: str, language: str) -> str:
    """Return a part of HTML in a language, if it is a name."""
    plain = unescape(text)
    if not HAN.search(plain):
        return text
    told = named(number_named(plain, language), language)
    return text if told == plain else escape(told)
