"""Citizen identity numbers (GB 11643): the check character, and the birth and sex they tell."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from youju.kernel.refusal import Refused

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A sound number of 18 characters and what it tells."""

    text: str
    birth: date
    sex: str  # "m" or "f": the 17th digit is odd for men


def check_character(first: str) -> str:
    """Return the 18th character of the first 17 digits.

    Source:
        GB 11643, weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2, sum mod 11.
    """
    return CHECKS[sum(int(digit) * by for digit, by in zip(first, WEIGHTS, strict=True)) % 11]


def read_id_number(text: str, today: date) -> IdNumber:
    """Return the number with what it tells. One of the old 15 digits becomes its 18.

    Raises:
        Refused: Naming what is wrong and what to do.
    """
    plain = plain_id(text)
    if len(plain) == 15 and plain.isdigit():
        plain = f"{plain[:6]}19{plain[6:]}"
        plain += check_character(plain)
    if len(plain) != 18 or not (plain[:17].isascii() and plain[:17].isdigit()):
        raise Refused(f"身份证号应为 18 位，现在是 {len(plain)} 位，请核对原件", field="id_number")
    try:
        birth = date(int(plain[6:10]), int(plain[10:12]), int(plain[12:14]))
    except ValueError as error:
        raise Refused("身份证号第 7 至 14 位不是出生日期，请核对原件", field="id_number") from error
    if not date(1880, 1, 1) <= birth <= today:
        raise Refused("身份证号里的出生日期不在可能的年份，请核对原件", field="id_number")
    wanted = check_character(plain[:17])
    if plain[17] != wanted:
        raise Refused(f"身份证号最后一位应为 {wanted}，请核对原件", field="id_number")
    return IdNumber(plain, birth, "m" if int(plain[16]) % 2 else "f")


def plain_id(text: str) -> str:
    """Return the number without spaces, half-width, with a capital X."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def looks_like_id(text: str) -> bool:
    """Return whether somebody who typed this meant an identity number."""
    plain = plain_id(text)
    return len(plain) in (15, 17, 18, 19) and plain[:-1].isascii() and plain[:-1].isdigit()
