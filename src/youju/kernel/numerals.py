"""Chinese, Arabic and mixed numerals, read and written: 三千余, 10余万, 两万五, 百分之八十, 廿."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "壹": 1,
    "二": 2,
    "贰": 2,
    "两": 2,
    "俩": 2,
    "三": 3,
    "叁": 3,
    "四": 4,
    "肆": 4,
    "五": 5,
    "伍": 5,
    "六": 6,
    "陆": 6,
    "七": 7,
    "柒": 7,
    "八": 8,
    "捌": 8,
    "九": 9,
    "玖": 9,
}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
TRADITIONAL = str.maketrans("萬億兩餘幾數貳參陸點馀", "万亿两余几数贰叁陆点余")
WRITTEN = "零一二三四五六七八九"

# The number itself; a qualifier may stand inside (10余万) or after it (三千余).
_MARK = "余多几"
_CORE = r"[零〇○一壹二贰两俩三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿廿卅半点]"
_ARABIC = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_RANGE = re.compile(r"(.+?)(?:至|到|-|~|—|–|～)(.+)")
_SIDE_BY_SIDE = re.compile(r"(十?)([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]*)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral as read: value, upper end of a range, qualifier as written, per cent or not.

    `qualifier` is "" or one of 余 多 几 数 上 near the digits; 近, 约 and the like belong to
    `quantity_text`, which reads whole quantities.
    """

    value: Decimal
    upper: Decimal | None = None
    qualifier: str = ""
    percent: bool = False
    fraction: bool = False


def normal(text: str) -> str:
    """Return half-width digits, simplified numerals and no spaces or separators inside."""
    plain = unicodedata.normalize("NFKC", text).translate(TRADITIONAL)
    return re.sub(r"\s+", "", plain)


def _unknown(text: str) -> ValueError:
    return ValueError(f"不认识的数“{text}”，请填写如 12、1.5 或 三十二")


def _section(text: str) -> int:
    """Read below 万: 三百二十, 两百五 (250), 一千零五 (1005), or digits one by one (二〇〇八)."""
    if text and all(char in DIGITS for char in text):
        if len(text) > 1 and not ({"零", "〇", "○"} & set(text)) and len(text) != 4:
            raise _unknown(text)
        return int("".join(str(DIGITS[char]) for char in text))
    total, digit, last = 0, None, 10_000
    zero = False
    for char in text.replace("廿", "二十").replace("卅", "三十"):
        if char in TENS:
            size = TENS[char]
            if size >= last or digit == 0:
                raise _unknown(text)
            total += (1 if digit is None else digit) * size
            digit, last, zero = None, size, False
        elif char in DIGITS:
            if digit is not None:
                raise _unknown(text)
            if DIGITS[char] == 0:
                zero = True
            else:
                digit = DIGITS[char]
        else:
            raise _unknown(text)
    if digit is not None:
        short = last if not zero and last > 10 and last < 10_000 else 10
        total += digit * (short // 10)
    return total


def _myriads(text: str, name: str) -> Decimal:
    """Read a numeral with 万 or 亿 in it: 1.2万, 两万五 (25000), 1亿2000万."""
    head, _, tail = text.rpartition(name) if name == "亿" else text.partition(name)
    size = MYRIADS[name]
    high = (_plain_value(head) if head else Decimal(1)) * size
    if not tail:
        return high
    if len(tail) == 1 and DIGITS.get(tail):
        return high + Decimal(DIGITS[tail] * size // 10)
    low = _plain_value(tail)
    if low >= size:
        raise _unknown(text)
    return high + low


def _plain_value(text: str) -> Decimal:
    """Read one numeral without qualifier: 1.2万, 两万五, 三千, 十, 1,236, 一点五."""
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    for name in ("亿", "万"):
        if name in text:
            return _myriads(text, name)
    if text == "半":
        return Decimal("0.5")
    if "点" in text:
        whole, _, part = text.partition("点")
        if not part or any(char not in DIGITS for char in part):
            raise _unknown(text)
        return Decimal(f"{_section(whole)}." + "".join(str(DIGITS[char]) for char in part))
    mixed = re.fullmatch(r"(\d+(?:\.\d+)?)([十百千])", text)
    if mixed:
        return Decimal(mixed[1]) * TENS[mixed[2]]
    if not text:
        raise ValueError("没有数字")
    return Decimal(_section(text))


def _qualified(text: str) -> Numeral:
    """Read a numeral with its near qualifier: 数十, 上千, 十几, 10余万, 三千余."""
    if len(text) > 1 and text[0] in "数几上" and re.fullmatch(r"[十百千万亿]+", text[1:]):
        return Numeral(_plain_value(text[1:]), qualifier=text[0])
    marks = [char for char in text if char in _MARK]
    if len(marks) > 1 or text in ("余", "多", "几", "数"):
        raise ValueError(f"“{text}”不是一个数")
    if not marks:
        return Numeral(_plain_value(text))
    place = text.index(marks[0])
    rest = text[place + 1 :]
    if place == 0 or not re.fullmatch(r"[十百千万亿]*", rest):
        raise _unknown(text)
    return Numeral(_plain_value(text[:place] + rest), qualifier=marks[0])


def _pair(text: str) -> Numeral | None:
    """Read 三五 (3 to 5), 十五六 (15 to 16), 两三百 (200 to 300), or return None."""
    match = _SIDE_BY_SIDE.fullmatch(text)
    if not match:
        return None
    low, high = DIGITS[match[2]], DIGITS[match[3]]
    if low >= high or (high - low > 1 and (low, high) != (3, 5)) or (match[1] and match[4]):
        return None
    size = _plain_value(match[4]) if match[4] else Decimal(1)
    base = 10 if match[1] else 0
    return Numeral((base + low) * size, (base + high) * size)


def _range(low: str, high: str) -> Numeral:
    first, second = _qualified(low), _qualified(high)
    value = first.value
    if high[-1] in MYRIADS and low[-1] not in MYRIADS:  # 3至5万
        value *= MYRIADS[high[-1]]
    if first.qualifier or second.value < value:
        raise ValueError(f"“{low}”到“{high}”不是一个范围")
    return Numeral(value, second.value, second.qualifier)


def read_numeral(text: str) -> Numeral:
    """Return what a numeral says.

    Raises:
        ValueError: With the reason in Chinese, where the text is no numeral.
    """
    plain = normal(text)
    match = re.fullmatch(r"百分之(.+)|(.+)%", plain)
    if match:
        inner = read_numeral(match[1] or match[2].replace("%", ""))
        return Numeral(inner.value, inner.upper, inner.qualifier, percent=True)
    if "分之" in plain:
        low, _, high = plain.partition("分之")
        below = _plain_value(low)
        if below == 0:
            raise ValueError(f"“{text}”的分母是零")
        above = _qualified(high)
        value = (above.value / below).quantize(Decimal("0.000001"))
        return Numeral(value, qualifier=above.qualifier, fraction=True)
    pair = _pair(plain)
    if pair:
        return pair
    ranged = _RANGE.fullmatch(plain)
    if ranged:
        return _range(ranged[1], ranged[2])
    return _qualified(plain)


def parse_number(text: str) -> Decimal:
    """Return the value of a numeral without range or qualifier. Raises ValueError otherwise."""
    numeral = read_numeral(text)
    if numeral.upper is not None or numeral.qualifier:
        raise ValueError(f"“{text}”不是一个确定的数")
    return numeral.value


def _written_section(value: int) -> str:
    """Write 1 to 9999."""
    out, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            out += ("零" if gap and out else "") + WRITTEN[digit] + name
            gap = False
        else:
            gap = True
    return out


def chinese(value: int | Decimal) -> str:
    """Write a number in Chinese: 12 → 十二, 10500 → 一万零五百, 2.5 → 二点五, below a 万亿.

    Raises:
        ValueError: For a negative number or one of 10**16 and more.
    """
    number = Decimal(value)
    if number < 0 or number >= 10**16:
        raise ValueError("只写零到一亿亿之间的数")
    whole = int(number)
    part = f"{number - whole:f}".partition(".")[2].rstrip("0")
    out, gap = "", False
    for size, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        section, whole = divmod(whole, size)
        if section:
            out += (
                ("零" if out and (gap or section < 1000) else "") + _written_section(section) + name
            )
            gap = False
        elif out:
            gap = True
    out = out.replace("万亿", "万", 1) if out.count("亿") > 1 else out
    if out.startswith("一十"):
        out = out[1:]
    out = out or "零"
    return out + ("点" + "".join(WRITTEN[int(digit)] for digit in part) if part else "")
