"""What was said and kept in Chinese, said again in the reader's language.

An act speaks Chinese, since what it writes is read by everybody: trails, messages, reasons. What it
said is a message of the catalogue with its blanks filled in; here the message is found again and
said in the language of whoever reads.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import read_mo
from django.conf import settings
from django.utils.functional import Promise
from django.utils.safestring import SafeData
from django.utils.translation import get_language, gettext

from youju.ui.names import named

BLANK = re.compile(r"%\((\w+)\)[sd]|%[sd]")
NUMBER = re.compile(r"%(\(\w+\))?d")
HAN = re.compile(r"[\u3400-\u9fff]")
LONGEST = 500  # characters; longer ones are texts that people wrote
Pattern = tuple[re.Pattern[str], tuple[str, ...], str]


def is_chinese() -> bool:
    """Say whether the reader reads Chinese."""
    return (get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE


def said(text: object) -> str:
    """Return a label or sentence of the product in the reader's language; anything else as it is."""
    if isinstance(text, SafeData):
        return str(text)
    told = str(text)
    language = get_language() or settings.LANGUAGE_CODE
    if isinstance(text, Promise) or language == settings.LANGUAGE_CODE:
        return told
    return _said(told, language)


def word(text: str) -> str:
    """Return a message of the catalogue, or a name that the product ships, in the reader's language."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return text
    told = gettext(text)
    return told if told != text else named(text, language)


@lru_cache(10_000)
def _said(text: str, language: str) -> str:
    if len(text) > LONGEST or not HAN.search(text):
        return text
    whole = word(text)
    if whole != text:
        return whole
    for pattern, parts, message in _patterns(language):
        if all(part in text for part in parts) and (found := pattern.fullmatch(text)):
            return _filled(message, found, language)
    for mark in "；。，":
        if mark in text[:-1]:
            clauses = text.removesuffix(mark).split(mark)
            return gettext(mark).join(_said(one, language) for one in clauses)
    return text


def _filled(message: str, found: re.Match[str], language: str) -> str:
    """Return a message in the reader's language with the blanks of a match."""
    told = NUMBER.sub(r"%\1s", gettext(message))  # what was counted is words by now
    named = {name: _said(value, language) for name, value in found.groupdict().items()}
    if named:
        return told % named
    return told % tuple(_said(one, language) for one in found.groups())


@lru_cache
def _patterns(language: str) -> tuple[Pattern, ...]:
    """Return the messages with blanks, those with most words of their own first."""
    file = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.mo"
    if not file.exists():
        return ()
    with file.open("rb") as opened:
        messages = [one.id for one in read_mo(opened) if isinstance(one.id, str)]
    made = [_pattern(one) for one in messages if BLANK.search(one)]
    found = [one for one in made if one and sum(len(part) for part in one[1]) >= 2]
    return tuple(sorted(found, key=lambda one: -sum(len(part) for part in one[1])))


def _pattern(message: str) -> Pattern | None:
    """Return what a message with its blanks filled looks like; None where a blank comes twice."""
    names = [match.group(1) for match in BLANK.finditer(message)]
    if len(set(names)) < len(names) and any(names):
        return None
    pattern, at = "", 0
    for match in BLANK.finditer(message):
        name = match.group(1)
        pattern += re.escape(message[at : match.start()].replace("%%", "%"))
        pattern += f"(?P<{name}>.*?)" if name else "(.*?)"
        at = match.end()
    pattern += re.escape(message[at:].replace("%%", "%"))
    parts = [part.replace("%%", "%") for part in BLANK.split(message) if part and part not in names]
    words = tuple(part for part in parts if HAN.search(part))
    return re.compile(pattern, re.DOTALL), words, message
