"""Quantities as offices write them: 50余车, 近二千平方, 每户 3000 元.

A quantity keeps what was said (the qualifier) beside what can be computed (the value).
Unknown is not zero: `value=None` is a quantity of which only the unit is known (多次).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from youju.kernel.units import canonical_unit, converted


class Bound(StrEnum):
    """What a qualifier says of the true value."""

    EXACT = "exact"
    OVER = "over"  # the value or more
    ABOUT = "about"  # near the value, either side
    UNDER = "under"  # less than the value


# Qualifier as written -> what it says.
BOUNDS: dict[str, Bound] = {
    "": Bound.EXACT,
    **dict.fromkeys(
        ("余", "多", "几", "以上", "不少于", "不低于", "至少", "超", "超过", "突破", "逾", "上"),
        Bound.OVER,
    ),
    **dict.fromkeys(("高于", "超出", "多达"), Bound.OVER),
    **dict.fromkeys(("约", "近", "左右", "数", "将近", "大约", "接近"), Bound.ABOUT),
    **dict.fromkeys(("不足", "不到", "低于", "不超过", "不高于", "以内", "以下"), Bound.UNDER),
    **dict.fromkeys(("少于", "至多", "最多"), Bound.UNDER),
}
BEFORE = (
    *("近", "约", "将近", "接近", "大约", "超", "超过", "超出", "突破", "逾", "高于", "多达"),
    *("不足", "不到", "低于", "少于", "不低于", "不少于", "不超过", "不高于"),
    *("至少", "至多", "最多", "上", "数"),
)
SUMMED = {
    Bound.OVER: "余",
    Bound.UNDER: "不足",
}  # what a sum says whose inexact parts all say the same
ROUND_WORDS = {Decimal(10): "十", Decimal(100): "百", Decimal(1000): "千", Decimal(10_000): "万"}
AFTER_UNIT = ("以上", "以内", "以下", "左右")


@dataclass(frozen=True, slots=True)
class Quantity:
    """value + unit + qualifier + basis.

    Attributes:
        value: Full number, 万 and 亿 multiplied out; None where only vague words were given.
        unit: Canonical unit (`units.canonical_unit`), "" for a bare number.
        qualifier: As written, a key of BOUNDS; "" means exact.
        upper: Upper end of a range (3至5 → value 3, upper 5), else None.
        per: Basis of a rate (每户), "" where there is none.
    """

    value: Decimal | None
    unit: str = ""
    qualifier: str = ""
    upper: Decimal | None = None
    per: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", canonical_unit(self.unit))
        if any(part not in BOUNDS for part in self.qualifier.split("+")):
            raise ValueError(f"unknown qualifier {self.qualifier!r}")

    @property
    def bound(self) -> Bound:
        """What the qualifier says; of two (近+余) the weaker, ABOUT."""
        bounds = {BOUNDS[part] for part in self.qualifier.split("+")}
        return bounds.pop() if len(bounds) == 1 else Bound.ABOUT

    @property
    def exact(self) -> bool:
        return self.bound is Bound.EXACT and self.value is not None and self.upper is None

    def to(self, unit: str) -> Quantity | None:
        """Return the same quantity in another unit, or None where that is impossible."""
        if canonical_unit(unit) == self.unit:
            return self
        if self.value is None:
            return replace(self, unit=unit)
        value = converted(self.value, self.unit, unit)
        if value is None:
            return None
        upper = None if self.upper is None else converted(self.upper, self.unit, unit)
        return replace(self, value=value, unit=unit, upper=upper)

    def text(self) -> str:
        """Return the quantity as an office writes it: 50余车, 近2000平方米, 3至5次."""
        if self.value is None:
            return f"{self.per}{'多' if self.qualifier == '多' else '若干'}{self.unit}"
        number = number_text(self.value)
        if self.qualifier in ("上", "数") and self.value in ROUND_WORDS:
            number = ROUND_WORDS[self.value]
        if self.upper is not None:
            number += f"至{number_text(self.upper)}"
        before, between, after = "", "", ""
        for part in self.qualifier.split("+"):
            if part in BEFORE:
                before += part
            elif part in AFTER_UNIT:
                after += part
            else:
                between += part
        if between and number[-1] in "万亿" and number[-2] == "0" and "." not in number:
            # 10余万, but 1万多 and 6.5万余
            return f"{self.per}{before}{number[:-1]}{between}{number[-1]}{self.unit}{after}"
        if between == "多" and number[-1] in "123456789":  # 1平方公里多, but 10多平方公里
            between, after = "", f"{between}{after}"
        return f"{self.per}{before}{number}{between}{self.unit}{after}"

    def __str__(self) -> str:
        return self.text()


def number_text(value: Decimal) -> str:
    """Return 1236 as 1236, 50.50 as 50.5, 100000 as 10万; never an exponent."""
    plain = value.normalize()
    if abs(plain) >= 10_000:
        for name, size in (("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4)):
            scaled = (plain / size).normalize()
            exponent = scaled.as_tuple().exponent
            if abs(scaled) >= 1 and isinstance(exponent, int) and exponent >= -2:
                return f"{scaled:f}{name}"
    return f"{plain:f}"


def total(quantities: Iterable[Quantity], unit: str) -> Quantity:
    """Return the sum in `unit`. One quantity comes back as it was said. A sum is 余 when all that is not exact
    says "or more", 不足 when all of it says "or less", else 约; ranges add up end by end; unknown ones are
    left out (count them apart).

    Raises:
        ValueError: If a quantity cannot be expressed in the unit.
    """
    known = []
    for quantity in quantities:
        same = quantity.to(unit)
        if same is None:
            raise ValueError(f"{quantity.unit} is not {unit}")
        if same.value is not None:
            known.append(same)
    if not known:
        return Quantity(None, unit)
    if len(known) == 1:
        return known[0]
    pairs = [(q.value, q.upper) for q in known if q.value is not None]
    value = sum((low for low, _ in pairs), Decimal(0))
    upper = sum((low if high is None else high for low, high in pairs), Decimal(0))
    bounds = {q.bound for q in known} - {Bound.EXACT}
    said = SUMMED.get(bounds.pop(), "约") if len(bounds) == 1 else "约" if bounds else ""
    return Quantity(value, unit, said, upper if upper != value else None)


def rounded_over(quantity: Quantity) -> Quantity:
    """Return the report form with 余: 1236 → 1200余, 53 → 50余, 233 → 230余; two leading digits.

    A round number or one below 20 stays as it is, and so does one that says less or about:
    不足53 is not 50余.
    """
    value = quantity.value
    told = quantity.bound in (Bound.EXACT, Bound.OVER) and quantity.upper is None
    if value is None or value < 20 or not told:
        return quantity
    whole = int(value)
    step = 10 ** max(len(str(whole)) - 2, 1)
    floor = (value / step).to_integral_value(ROUND_DOWN) * step
    if floor == value:
        return quantity
    return replace(quantity, value=Decimal(floor), qualifier="余")


def agree(one: Quantity, other: Quantity) -> bool:
    """Return whether two quotations can both be true: 50余车 and 53车 can, 50余车 and 48车 cannot."""
    same = other.to(one.unit) if one.unit and other.unit else other
    if same is None or same.value is None or one.value is None or same.value == one.value:
        return True
    low, high = sorted((one, same), key=lambda told: told.value or 0)
    return low.bound is Bound.OVER and rounded_over(high).value == low.value
