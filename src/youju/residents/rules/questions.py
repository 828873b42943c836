"""What somebody typed into the box, and which keys answer it; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from youju.kernel.idcard import looks_like_id, plain_id, read_id_number
from youju.kernel.refusal import Refused
from youju.kernel.text import has_chinese, normalised
from youju.residents.rules.doors import DoorName, split_place
from youju.residents.rules.keys import LONGEST, By, Known, bare_name, digits_of, hexed

LONGEST_QUESTION = 60
_NUMBER = re.compile(r"[\d\s-]+")


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for.

    Attributes:
        sealed: Protected values that are found by their digest: (what, plain value).
        prefixes: Keys that begin with one of these: (what, the key's beginning behind its letter).
        ends: A phone ends with these digits; compared with the opened number where there are more
            than the last four.
        area: Part of an area's name that the door must stand in.
        entrance: All doors of one entrance of a building.
    """

    sealed: tuple[tuple[By, str], ...] = ()
    prefixes: tuple[tuple[By, str], ...] = ()
    ends: str = ""
    area: str = ""
    entrance: DoorName | None = None


def read_question(text: str, today: date) -> Question:
    """Return what a text asks for.

    Raises:
        Refused: With what to type, where it asks for nothing or too little.
    """
    plain = normalised(text)[:LONGEST_QUESTION]
    if not bare_name(plain):
        raise Refused("输入姓名、拼音首字母、门牌、电话或身份证号", field="q")
    if looks_like_id(plain):
        return Question(sealed=((By.ID, _sound_id(plain, today)),))
    if _NUMBER.fullmatch(plain) and len(digits_of(plain)) >= 4 and not _is_door(plain):
        return _of_phone(digits_of(plain))
    area, door = split_place(plain)
    if door is not None:
        return _of_door(area, door)
    if plain.isdigit():
        raise Refused("数字太短：电话至少输入后四位，门牌写作 3-2-501", field="q")
    return _of_name(plain)


def _sound_id(plain: str, today: date) -> str:
    try:
        return read_id_number(plain_id(plain), today).text
    except Refused as refusal:
        raise Refused(refusal.message, field="q") from refusal


def _is_door(plain: str) -> bool:
    """Return whether digits with hyphens are a door (3-2-501) rather than a phone (0390-1234567)."""
    parts = plain.replace(" ", "").split("-")
    return len(parts) > 1 and all(0 < len(part) <= 4 for part in parts) and len(parts[0]) < 4


def _of_phone(digits: str) -> Question:
    sealed = [(By.TAIL, digits[-4:])]
    if len(digits) > 6:
        sealed.insert(0, (By.PHONE, digits))
    return Question(sealed=tuple(sealed), ends=digits)


def _of_door(area: str, door: DoorName) -> Question:
    entrance = None
    if not door.entrance:
        entrance = DoorName(door.building, door.room)
    return Question(sealed=((By.DOOR, door.key),), area=area, entrance=entrance)


def _of_name(plain: str) -> Question:
    name = bare_name(plain)
    child = (By.CHILD, name)
    if has_chinese(name):
        key = hexed(name)[:LONGEST]
        return Question((child,), ((By.NAME, key), (By.FORMER, key)), area=plain)
    letters = name[:LONGEST]
    if not letters.isascii():
        return Question((child,), ((By.NAME, hexed(name)[:LONGEST]),))
    told = (By.INITIALS, By.PINYIN, By.FORMER_INITIALS)
    return Question((child,), tuple((by, letters) for by in told), area=plain)


def ends_with(known: Known, digits: str) -> bool:
    """Return whether one of the phones ends with the digits."""
    return any(digits_of(one).endswith(digits) for one in known.phones)
