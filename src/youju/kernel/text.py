"""Chinese text: widths, traditional characters, pinyin for sorting and finding, search tokens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin, load_phrases_dict

# Surnames and places that a general dictionary reads wrongly.
SURNAMES = {
    "仇": "qiú",
    "曾": "zēng",
    "单": "shàn",
    "解": "xiè",
    "查": "zhā",
    "盖": "gě",
    "区": "ōu",
    "任": "rén",
    "朴": "piáo",
    "乐": "yuè",
    "尉": "wèi",
    "覃": "qín",
    "冼": "xiǎn",
    "缪": "miào",
    "葛": "gě",
    "华": "huà",
    "万": "wàn",
    "翟": "zhái",
    "折": "shé",
    "召": "shào",
}
PLACES = {
    "长宁": ["cháng", "níng"],
    "长沙": ["cháng", "shā"],
    "长春": ["cháng", "chūn"],
    "长治": ["cháng", "zhì"],
    "重庆": ["chóng", "qìng"],
    "厦门": ["xià", "mén"],
    "六安": ["lù", "ān"],
    "蚌埠": ["bèng", "bù"],
    "亳州": ["bó", "zhōu"],
    "台州": ["tāi", "zhōu"],
    "丽水": ["lí", "shuǐ"],
    "番禺": ["pān", "yú"],
    "东莞": ["dōng", "guǎn"],
    "洪洞": ["hóng", "tóng"],
    "都江堰": ["dū", "jiāng", "yàn"],
}
# Typed where a protected value that is kept is to go: a form cannot show it, and leaves it where nothing is typed.
NOTHING = "无"
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORDS = re.compile(r"[\u3400-\u9fff]|[a-z0-9]+(?:\.[0-9]+)?")


def normalised(text: str) -> str:
    """Return half-width letters and digits, one kind of space, none at the ends. Chinese marks
    become their half-width forms, so this is for comparing, not for showing."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


def to_simplified(text: str) -> str:
    """Return the text in simplified characters."""
    return str(_converter().convert(text))


@lru_cache(maxsize=1)
def _load() -> None:
    load_phrases_dict({place: [[sound] for sound in sounds] for place, sounds in PLACES.items()})


@lru_cache(maxsize=64)  # one name is asked for its sounds several times in a row
def _syllables(text: str, *, name: bool = False) -> tuple[str, ...]:
    _load()
    plain = normalised(to_simplified(text)).lower()
    sounds = [str(sound) for sound in lazy_pinyin(plain, style=Style.NORMAL)]
    if name and plain[:1] in SURNAMES and sounds:
        sounds[0] = _untoned(SURNAMES[plain[0]])
    return tuple(sounds)


def _untoned(sound: str) -> str:
    plain = unicodedata.normalize("NFD", sound.replace("ü", "v"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def pinyin(text: str, *, name: bool = False) -> str:
    """Return the syllables without tones, joined: 长宁 → changning. `name` reads the first
    character as a surname: 仇 → qiu, 单 → shan."""
    return "".join(_syllables(text, name=name)).replace(" ", "")


def initials(text: str, *, name: bool = False) -> str:
    """Return the first letters of the syllables: 长宁 → cn; other letters and digits stay."""
    out = []
    for sound in _syllables(text, name=name):
        out.append(sound if not sound.isalpha() or not sound.isascii() else sound[0])
    return "".join(out).replace(" ", "")


def pinyin_of(text: str, *, name: bool = False) -> str:
    """Return pinyin and initials as one searchable text: 清理垃圾 → "qinglilaji qllj"."""
    return f"{pinyin(text, name=name)} {initials(text, name=name)}"


def sort_key(text: str, *, name: bool = False) -> str:
    """Return a key that sorts by pinyin, then by the characters themselves."""
    return " ".join(_syllables(text, name=name)) + "\x00" + text


def search_tokens(text: str) -> str:
    """Return the text for a full-text index: a space between Chinese characters, words whole.

    A phrase query over these tokens finds two-character words (docs/architecture.md).
    """
    plain = normalised(to_simplified(text)).lower()
    return " ".join(match[0] for match in _WORDS.finditer(plain))


def has_chinese(text: str) -> bool:
    """Return whether there is a Chinese character in the text."""
    return _HAN.search(text) is not None
