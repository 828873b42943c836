"""The public civility index over the years, and events of the negative list; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import joined

GROUPS = ("党风廉政", "安全生产", "社会治安", "生态环保", "诚信", "未成年人保护", "创建机制")
BARS_MONTHS = 12
MOST_LOST = 60


@dataclass(frozen=True, slots=True)
class Lost:
    """A line of lost points as it was typed: item, reason, points."""

    item: str
    reason: str
    points: Decimal | None = None


def read_lost(text: str) -> list[Lost]:
    """Read lost items, one a line: 指标，失分原因，失分. The points may be left out.

    Raises:
        Refused: With the line that cannot be read.
    """
    found = []
    lines = [one.strip() for one in text.splitlines()]
    for number, line in enumerate(lines, 1):
        if line:
            found.append(_lost(line, number))
    if len(found) > MOST_LOST:
        raise Refused(_("失分项一次最多 %(n)s 行。") % {"n": MOST_LOST}, field="lost")
    return found


def _lost(line: str, number: int) -> Lost:
    parts = [one.strip() for one in line.replace("\t", "，").replace(",", "，").split("，")]
    told = {"n": number}
    points = None
    if len(parts) > 2 and (last := _points(parts[-1])) is not None:
        points, parts = last, parts[:-1]
    if len(parts) < 2 or not parts[0] or not parts[1]:
        raise Refused(
            _("第 %(n)s 行写作“指标，失分原因，失分”，如 公益广告，数量不够，1.5。") % told,
            field="lost",
        )
    reason = joined(one for one in parts[1:] if one)
    if len(parts[0]) > 60 or len(reason) > 200:
        raise Refused(_("第 %(n)s 行太长：指标 60 字以内，原因 200 字以内。") % told, field="lost")
    return Lost(parts[0], reason, points)


def _points(text: str) -> Decimal | None:
    plain = text.removesuffix("分").strip()
    if not plain.replace(".", "", 1).isdecimal() or not plain.isascii():
        return None
    value = Decimal(plain)
    return value if value < 10_000 else None


def half_of(on: date) -> str:
    """Return the half of the year a test was in."""
    return _("上半年") if on.month <= 6 else _("下半年")


def met(rank: int | None, goal: int) -> bool | None:
    """Return whether a rank reaches the goal (at least that far in front); None without a rank."""
    return None if rank is None else rank <= goal


def repeated(years: Sequence[Collection[str]]) -> list[tuple[str, int]]:
    """Return the items that lost points in more than one test, the most often lost first.

    Args:
        years: The names of the items that each test took points for.
    """
    counts = Counter(item for lost in years for item in set(lost))
    found = [(item, n) for item, n in counts.items() if n > 1]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def bars_until(on: date) -> date:
    """Return the first day on which an event no longer bars: twelve months after it."""
    year = on.year + 1
    try:
        return on.replace(year=year)
    except ValueError:  # the 29th of February
        return date(year, 3, 1)


def bars_from(day: date) -> date:
    """Return the last day of an event that no longer bars on `day`; later ones do."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)


def check_event(on: date, today: date, group: str, title: str, basis: str) -> None:
    """Refuse an event of the negative list that cannot be registered."""
    if on > today:
        raise Refused(_("事件日期还没有到，请核对。"), field="on")
    if group not in GROUPS:
        raise Refused(_("从列表中选类别。"), field="group")
    if not title.strip():
        raise Refused(_("写明发生了什么事。"), field="title")
    if not basis.strip():
        raise Refused(_("写明依据，如哪份通报、哪级认定。"), field="basis")
