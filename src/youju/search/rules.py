"""How texts and questions are cut into tokens; pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{HAN}]|[0-9a-z]+|[^\W\d_{HAN}]+")
_HAN_RUN = re.compile(rf"[{HAN}]+")
LONGEST_QUESTION = 100  # characters; more is cut off
PINYIN_CHARACTERS = 24  # of a title are found by pinyin from any of its characters on
PINYIN_LENGTH = 30


def normal(text: str) -> str:
    """Return the text with full-width and capital forms folded."""
    return unicodedata.normalize("NFKC", text).lower()


def tokens(text: str) -> list[str]:
    """Return each Chinese character, and each run of letters and digits; the rest separates."""
    return _TOKEN.findall(normal(text))


def spaced(text: str) -> str:
    """Return the text as the index stores it: tokens with a space between."""
    return " ".join(tokens(text))


def pinyin_tokens(title: str) -> str:
    """Return the pinyin and the initials of the title from each of its characters on.

    清理垃圾 gives qinglilaji lilaji laji ji and qllj llj lj j, so that a prefix of any of them finds it.
    """
    found: list[str] = []
    for run in _HAN_RUN.findall(normal(title)):
        found += _sounds(run[:PINYIN_CHARACTERS])
    return " ".join(dict.fromkeys(found))


@lru_cache(8192)  # the titles of a file of rows repeat the same words
def _sounds(run: str) -> list[str]:
    full = lazy_pinyin(run, errors="ignore")
    first = lazy_pinyin(run, style=Style.FIRST_LETTER, errors="ignore")
    return ["".join(part[n:])[:PINYIN_LENGTH] for n in range(len(full)) for part in (full, first)]


def terms(question: str) -> list[list[str]]:
    """Return what must be found: for each word of the question its tokens, which stand in a row."""
    words = normal(question)[:LONGEST_QUESTION].split()
    return [found for word in words if (found := tokens(word))]


def is_open(term: list[str]) -> bool:
    """Return whether the last token may go on: letters and digits are typed from the front."""
    return term[-1].isascii()


def fts5(asked: list[list[str]]) -> str:
    """Return the SQLite question. Tokens are letters and digits alone, so nothing can break it."""
    return " AND ".join(f'"{" ".join(term)}"{"*" if is_open(term) else ""}' for term in asked)


def tsquery(asked: list[list[str]]) -> str:
    """Return the PostgreSQL question, for to_tsquery('simple', …)."""
    return " & ".join(f"({' <-> '.join(term)}{':*' if is_open(term) else ''})" for term in asked)
