"""What a resident is found by: short keys over 0-9 and a-z, so that a prefix is a range under every
collation; pure.

The first letter of a key says what it is. Names stand as the hexadecimal code points of their
characters; what is protected stands as a keyed digest, which finds equal values only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from youju.kernel.text import initials, normalised, pinyin, to_simplified

LONGEST = 60  # characters of a key behind its letter
ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


class By(StrEnum):
    """What was matched: the first letter of the key."""

    DOOR = "a"
    CHILD = "c"
    ID = "d"
    FORMER = "f"
    FORMER_INITIALS = "g"
    INITIALS = "i"
    PHONE = "m"
    NAME = "n"
    PINYIN = "p"
    TAIL = "t"
    ENTRANCE = "e"  # found through the door's own columns


LABELS = {
    By.DOOR: _("门牌"),
    By.CHILD: _("姓名（未成年人）"),
    By.ID: _("身份证号"),
    By.FORMER: _("曾用名"),
    By.FORMER_INITIALS: _("曾用名首字母"),
    By.INITIALS: _("姓名首字母"),
    By.PHONE: _("电话"),
    By.NAME: _("姓名"),
    By.PINYIN: _("姓名拼音"),
    By.TAIL: _("电话后四位"),
    By.ENTRANCE: _("楼栋单元"),
}
Blind = Callable[[str, str], str]  # (plain value, context) -> hexadecimal digest


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody, in plain, for as long as keys are made of it."""

    name: str = ""
    former_name: str = ""
    id_number: str = ""
    phones: tuple[str, ...] = ()
    door: str = ""
    minor: bool = False


def bare_name(text: str) -> str:
    """Return a name as it is compared: simplified, without marks and spaces."""
    plain = to_simplified(normalised(text)).lower()
    return "".join(char for char in plain if char.isalnum())


def hexed(text: str) -> str:
    """Return the code points of a text, four digits each."""
    return "".join(f"{ord(char):04x}"[-4:] for char in text)


def digits_of(text: str) -> str:
    """Return the digits of a phone number."""
    return "".join(char for char in normalised(text) if char.isascii() and char.isdigit())


def sealed_key(by: By, plain: str, blind: Blind) -> str:
    """Return the key by which a protected value is found."""
    return by + blind(plain, f"residents.{by}")[:32]


def keys_of(known: Known, blind: Blind) -> set[str]:
    """Return every key of a resident. Nothing of a child's name stands in plain."""
    found = set(_names(known, blind))
    if known.id_number:
        found.add(sealed_key(By.ID, known.id_number, blind))
    if known.door:
        found.add(sealed_key(By.DOOR, known.door, blind))
    for digits in filter(None, map(digits_of, known.phones)):
        found.add(sealed_key(By.PHONE, digits, blind))
        if len(digits) >= 4:
            found.add(sealed_key(By.TAIL, digits[-4:], blind))
    return found


def _names(known: Known, blind: Blind) -> Iterator[str]:
    name, former = bare_name(known.name), bare_name(known.former_name)
    if known.minor:
        for text in {name, pinyin(name, name=True), initials(name, name=True)} - {""}:
            yield sealed_key(By.CHILD, text, blind)
        return
    for start in range(len(name)):
        if start == 0 or len(name) - start > 1 or len(name) == 2:
            yield By.NAME + hexed(name[start:])[:LONGEST]
    if name:
        yield By.PINYIN + pinyin(name, name=True)[:LONGEST]
        yield By.INITIALS + initials(name, name=True)[:LONGEST]
    if former:
        yield By.FORMER + hexed(former)[:LONGEST]
        yield By.FORMER_INITIALS + initials(former, name=True)[:LONGEST]


def after(prefix: str) -> str:
    """Return the least key above every key that begins with `prefix`."""
    trimmed = prefix.rstrip(ALPHABET[-1])
    return trimmed[:-1] + ALPHABET[ALPHABET.index(trimmed[-1]) + 1]
