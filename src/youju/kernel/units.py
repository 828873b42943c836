"""Units of measure as offices write them, and the few that are one unit under several names.

Source: the reports' wordings (mechanisms.md §5.2): 平方 / 平米 / ㎡ / 平方米 / M米 are one unit.
人 and 人次 are two.
"""

import unicodedata
from decimal import Decimal
from functools import lru_cache

SYNONYMS: dict[str, str] = {
    "平方": "平方米",
    "平米": "平方米",
    "㎡": "平方米",
    "m2": "平方米",
    "M米": "平方米",
    "m米": "平方米",
    "立方": "立方米",
    "方": "立方米",
    "m3": "立方米",
    "千米": "公里",
    "km": "公里",
    "km2": "平方公里",
    "平方千米": "平方公里",
    "kg": "公斤",
    "千克": "公斤",
    "块钱": "元",
    "人民币": "元",
    "个百分点": "百分点",
    "％": "%",
}

# unit -> (base unit, how many base units one of it is)
FACTORS: dict[str, tuple[str, Decimal]] = {
    "万元": ("元", Decimal(10_000)),
    "万美元": ("美元", Decimal(10_000)),
    "亿元": ("元", Decimal(100_000_000)),
    "万人": ("人", Decimal(10_000)),
    "万人次": ("人次", Decimal(10_000)),
    "万份": ("份", Decimal(10_000)),
    "平方公里": ("平方米", Decimal(1_000_000)),
    "公里": ("米", Decimal(1_000)),
    "公顷": ("平方米", Decimal(10_000)),
    "吨": ("公斤", Decimal(1_000)),
}


@lru_cache(4096)
def canonical_unit(unit: str) -> str:
    """Return the one name of a unit: 平米 → 平方米. Unknown units come back trimmed."""
    plain = unicodedata.normalize("NFKC", unit.strip())
    return SYNONYMS.get(unit.strip(), SYNONYMS.get(plain, plain))


def converted(value: Decimal, unit: str, target: str) -> Decimal | None:
    """Return `value` in the target unit, or None where the two do not measure the same."""
    unit, target = canonical_unit(unit), canonical_unit(target)
    if unit == target:
        return value
    base, factor = FACTORS.get(unit, (unit, Decimal(1)))
    target_base, target_factor = FACTORS.get(target, (target, Decimal(1)))
    return value * factor / target_factor if base == target_base else None
