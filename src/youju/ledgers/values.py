"""Reading what was typed into a field, and showing what is kept. Pure.

Kept values are plain JSON: text, a list of choices, true or false, `2026-07-05`, or for a number
what was said with what can be computed from it: {"text": "50余", "value": "50", "unit": "车", …}.
An empty field keeps nothing: unknown is not zero.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from youju.kernel.numerals import normal
from youju.kernel.periods import parse_period
from youju.kernel.quantity import Quantity
from youju.kernel.quantity_text import VAGUE, parse_quantity
from youju.kernel.refusal import Refused
from youju.kernel.units import converted
from youju.kernel.words import listed
from youju.ledgers.spec import Field, Kind
from youju.ledgers.whens import read_day, read_when

Values = dict[str, Any]
FindUnit = Callable[[str], tuple[int, str] | None]
Seen = dict[tuple[str, str], tuple[Any, str]]  # (field, text) -> (what is kept, why it is refused)
LIMITS = {Kind.TEXT: 200, Kind.LONG: 5000, Kind.PLACE: 100, Kind.ROLE: 60, Kind.LINK: 500}
LARGEST = Decimal(10) ** 12
YES, NO = (
    ("是", "有", "对", "√", "✓", "y", "yes", "true", "1"),
    ("否", "无", "没有", "×", "n", "no", "false", "0"),
)
_SEPARATORS = re.compile(r"[、，,；;|\n]+")


def no_unit(text: str) -> tuple[int, str] | None:
    """Find no unit: for ledgers without fields that name one."""
    return None


def read_value(field: Field, text: str, *, today: date, find_unit: FindUnit = no_unit) -> Any:
    """Return what is kept for the text typed, or None for an empty field.

    Raises:
        Refused: At the field, saying what to write instead.
    """
    plain = clean(text, keep_lines=field.kind is Kind.LONG)
    if not plain or (field.is_number and plain in ("-", "—", "/", "——")):
        if field.required:
            raise Refused(_("请填“%(label)s”。") % {"label": field.label}, field=field.key)
        return None
    try:
        return _READERS[field.kind](field, plain, today, find_unit)
    except ValueError as error:
        raise Refused(str(error), field=field.key) from error


def read_values(
    fields: tuple[Field, ...],
    typed: Mapping[str, str],
    *,
    today: date,
    find_unit: FindUnit = no_unit,
    seen: Seen | None = None,
) -> tuple[Values, dict[str, str]]:
    """Return what is kept, and by field key the reason of every field that is refused.

    `seen` remembers what was read before, for files whose cells repeat themselves.
    """
    kept: Values = {}
    errors: dict[str, str] = {}
    seen = {} if seen is None else seen
    for field in fields:
        at = (field.key, typed.get(field.key, ""))
        if at not in seen:
            try:
                seen[at] = read_value(field, at[1], today=today, find_unit=find_unit), ""
            except Refused as refusal:
                seen[at] = None, refusal.message
        value, reason = seen[at]
        if reason:
            errors[field.key] = reason
        elif value is not None:
            kept[field.key] = value
    return kept, errors


def clean(text: str, *, keep_lines: bool = False) -> str:
    """Return the text without control characters and outer space."""
    allowed = "\n" if keep_lines else ""
    spaced = text.replace("\r\n", "\n").replace("\r", "\n")
    if not keep_lines:
        spaced = spaced.replace("\n", " ").replace("\t", " ")
    shown = (c for c in spaced if c in allowed or unicodedata.category(c) not in ("Cc", "Cs", "Co"))
    return "".join(shown).strip()


def _text(field: Field, text: str, today: date, find_unit: FindUnit) -> str:
    limit = LIMITS[field.kind]
    if len(text) > limit:
        raise ValueError(_("“%(label)s”最多 %(limit)s 个字，现有 %(now)s 个。") % {"label": field.label, "limit": limit, "now": len(text)})  # fmt: skip
    return text


def _link(field: Field, text: str, today: date, find_unit: FindUnit) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(_("“%(label)s”要以 http:// 或 https:// 开头，从浏览器地址栏复制。") % {"label": field.label})  # fmt: skip
    return _text(field, text, today, find_unit)


def example(field: Field) -> str:
    """Return the words with which a number field says what to write: 填车数，如 3 或 约3."""
    return _("填%(unit)s数，如 3 或 约3；不清楚就留空。") % {"unit": field.unit}


def _number(field: Field, text: str, today: date, find_unit: FindUnit) -> dict[str, str]:
    if VAGUE.fullmatch(normal(text)):
        raise ValueError(_("“%(text)s”不是数量。") % {"text": text} + example(field))
    found = parse_quantity(text, field.unit)
    unit = _unit_for(field, found.unit)
    if unit is None:
        raise ValueError(
            _("“%(text)s”的单位是%(unit)s，“%(label)s”以%(units)s计，请换算后填写。")
            % {
                "text": text,
                "unit": found.unit,
                "label": field.label,
                "units": listed(field.units),
            }
        )
    _check_size(field, text, found)
    return kept_quantity(found, text)


def _unit_for(field: Field, unit: str) -> str | None:
    same = (given for given in field.units if converted(Decimal(1), unit, given) is not None)
    return next(same, None)


def _check_size(field: Field, text: str, found: Quantity) -> None:
    for number in (found.value, found.upper):
        if number is None:
            continue
        exponent = number.normalize().as_tuple().exponent
        if abs(number) >= LARGEST or (isinstance(exponent, int) and exponent < -4):
            raise ValueError(_("“%(text)s”太大或小数太多，请核对。") % {"text": text})
        if field.kind is Kind.COUNT and number != number.to_integral_value():
            raise ValueError(_("“%(label)s”是个数，不能有小数。") % {"label": field.label})


def kept_quantity(quantity: Quantity, text: str = "") -> dict[str, str]:
    """Return a quantity as it is kept in an entry."""
    kept = {"text": text or quantity.text(), "unit": quantity.unit, "qualifier": quantity.qualifier}
    if quantity.value is not None:
        kept["value"] = f"{quantity.value:f}"
    if quantity.upper is not None:
        kept["upper"] = f"{quantity.upper:f}"
    if quantity.per:
        kept["per"] = quantity.per
    return kept


def quantity_of(kept: Any) -> Quantity | None:
    """Return the quantity kept in a field, or None where it holds none."""
    if not isinstance(kept, dict) or "unit" not in kept:
        return None
    value, upper = kept.get("value"), kept.get("upper")
    return Quantity(
        None if value is None else Decimal(value),
        kept["unit"],
        kept.get("qualifier", ""),
        None if upper is None else Decimal(upper),
        kept.get("per", ""),
    )


def _date(field: Field, text: str, today: date, find_unit: FindUnit) -> str:
    return read_day(text, today).isoformat()


def _period(field: Field, text: str, today: date, find_unit: FindUnit) -> str:
    return read_when(text, today).code


def _choice(field: Field, text: str, today: date, find_unit: FindUnit) -> str:
    if text not in field.choices:
        raise ValueError(_("“%(label)s”没有“%(text)s”，可选 %(choices)s。") % {"label": field.label, "text": text, "choices": listed(field.choices)})  # fmt: skip
    return text


def _choices(field: Field, text: str, today: date, find_unit: FindUnit) -> list[str]:
    wanted = [one.strip() for one in _SEPARATORS.split(text) if one.strip()]
    if text in field.choices:
        wanted = [text]
    for one in wanted:
        _choice(field, one, today, find_unit)
    return [one for one in field.choices if one in wanted]


def _role(field: Field, text: str, today: date, find_unit: FindUnit) -> str:
    if field.choices:
        return _choice(field, text, today, find_unit)
    return _text(field, text, today, find_unit)


def _yes_no(field: Field, text: str, today: date, find_unit: FindUnit) -> bool:
    plain = text.lower()
    if plain in YES:
        return True
    if plain in NO:
        return False
    raise ValueError(_("“%(label)s”填 是 或 否。") % {"label": field.label})


def _unit(field: Field, text: str, today: date, find_unit: FindUnit) -> dict[str, Any]:
    found = find_unit(text)
    if found is None:
        raise ValueError(_("没有找到单位“%(text)s”，请写全称、简称或区划代码。") % {"text": text})
    return {"id": found[0], "name": found[1]}


_READERS: dict[Kind, Callable[[Field, str, date, FindUnit], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG: _text,
    Kind.PLACE: _text,
    Kind.ROLE: _role,
    Kind.LINK: _link,
    Kind.QUANTITY: _number,
    Kind.COUNT: _number,
    Kind.MONEY: _number,
    Kind.DATE: _date,
    Kind.PERIOD: _period,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.YES_NO: _yes_no,
    Kind.UNIT: _unit,
}


def typed_value(field: Field, kept: Any) -> str:
    """Return what to put into the form so that reading it again gives what is kept."""
    if kept is None:
        return ""
    if field.is_number and isinstance(kept, dict):
        return str(kept["text"])
    return show_value(field, kept)


def _fits(field: Field, kept: Any) -> bool:
    """Return whether a value has the shape its field keeps; one kept before the field was changed
    into another kind has not."""
    if field.is_number or field.kind is Kind.UNIT:
        return isinstance(kept, dict)
    if field.kind is Kind.CHOICES:
        return isinstance(kept, list)
    if field.kind is Kind.YES_NO:
        return isinstance(kept, bool)
    return isinstance(kept, str)


def _as_told(kept: Any) -> str:
    """Return any kept value as it was told."""
    if isinstance(kept, dict):
        return str(kept.get("text") or kept.get("name") or "")
    if isinstance(kept, list):
        return listed(str(one) for one in kept)
    if isinstance(kept, bool):
        return _("是") if kept else _("否")
    return str(kept)


def show_value(field: Field, kept: Any) -> str:
    """Return a kept value as text; "" where there is none."""
    if kept is None:
        return ""
    if not _fits(field, kept):
        return _as_told(kept)
    if field.is_number:
        quantity = quantity_of(kept)
        return quantity.text() if quantity else ""
    if field.kind is Kind.YES_NO:
        return _("是") if kept else _("否")
    if field.kind is Kind.CHOICES:
        return listed(kept)
    if field.kind is Kind.UNIT:
        return str(kept["name"])
    if field.kind is Kind.PERIOD:
        try:
            return parse_period(kept).label
        except ValueError:
            return str(kept)
    return str(kept)


def cell_text(field: Field, kept: Any) -> str:
    """Return a value for a list's cell: numbers without the unit that stands in the head."""
    quantity = quantity_of(kept) if field.is_number else None
    if quantity is None:
        return show_value(field, kept)
    if quantity.unit != field.unit or quantity.per:
        return quantity.text()
    return bare(quantity)


def bare(quantity: Quantity) -> str:
    """Return a quantity without its unit, in full digits: 约53, 12345, 20000余."""
    plain = replace(quantity, unit="")
    if quantity.value is None or abs(quantity.value) < 10_000 or quantity.upper is not None:
        return plain.text()
    small = Decimal(777)  # written without 万, so that the qualifier finds its place
    return replace(plain, value=small).text().replace("777", f"{quantity.value.normalize():f}")
