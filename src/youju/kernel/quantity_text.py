"""Reading a quantity as it is typed into a form or a cell: 50余车, 约3, 10余万元, 3-5次."""

from __future__ import annotations

import re

from youju.kernel.numerals import normal, read_numeral
from youju.kernel.quantity import AFTER_UNIT, BEFORE, BOUNDS, Quantity

VAGUE = re.compile(r"(多|数|几|屡|若干|一些|许多|大量|无数|不少)([^\d十百千万亿]*)")
_NEGATIVE = re.compile(r"[-−—–负]\d")
_BEFORE = tuple(sorted(set(BEFORE) - {"数", "上"}, key=len, reverse=True))
_AFTER = (*AFTER_UNIT, "余", "多")
_NUMBER = re.compile(
    r"百分之[零〇一二两三四五六七八九十百点\d.]+[余多几]?"
    r"|[数几上]?[\d,.零〇○一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿廿卅半点分之至到~—–-]+"
    r"[余多几]?[十百千万亿]*%?(?:[-~—–至到][\d.]+%)?"
)


def parse_quantity(text: str, unit: str = "") -> Quantity:
    """Return the quantity a person typed; `unit` is taken where none was typed.

    Raises:
        ValueError: With the reason in Chinese: nothing typed, a vague word (多次), no number,
            or a unit of two numbers.
    """
    plain = normal(text)
    if not plain:
        raise ValueError("请填写数量")
    per = ""
    basis = re.match(r"每[^\d零一二两三四五六七八九十百千万半]+", plain)
    if basis:
        per, plain = basis[0], plain[basis.end() :]
    qualifiers = []
    while word := next((word for word in _BEFORE if plain.startswith(word)), None):
        qualifiers.append(word)
        plain = plain[len(word) :]
    if _NEGATIVE.match(plain):
        raise ValueError(f"“{text.strip()}”是负数，数量不能小于 0")
    if VAGUE.fullmatch(plain):
        raise ValueError(f"“{text.strip()}”没有说出数量，请填写数字，如 3 或 约3")
    match = _NUMBER.match(plain)
    if not match:
        raise ValueError(f"“{text.strip()}”里没有数字，请填写如 50余车 或 3-5次")
    number, rest = match[0], plain[match.end() :]
    if "," in number and not re.search(r"\d,\d{3}(?!\d)", number):
        raise ValueError(f"“{text.strip()}”不止一个数，请分开填写")
    numeral = read_numeral(number)
    if numeral.qualifier:  # 几十 is 数十: kept as 几 it would be told as 十几
        qualifiers.append("数" if number.startswith("几") else numeral.qualifier)
    while word := next((word for word in _AFTER if rest.endswith(word)), None):
        qualifiers.append(word)
        rest = rest[: -len(word)]
    found = "%" if numeral.percent else rest
    if re.search(r"\d", found.replace("m2", "").replace("m3", "")) or (numeral.percent and rest):
        raise ValueError(f"“{text.strip()}”不止一个数，请分开填写")
    return Quantity(numeral.value, found or unit, "+".join(qualifiers), numeral.upper, per)


def known_qualifier(text: str) -> bool:
    """Return whether every part of a qualifier (近+余) is known."""
    return all(part in BOUNDS for part in text.split("+"))
