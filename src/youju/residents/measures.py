"""What the room counts: numbers alone, and of small ones only that they are small."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connections

from youju.facts import actions as facts
from youju.facts.actions import Draft, Source, publish_measures
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Bound, Quantity
from youju.kernel.quantity_text import parse_quantity
from youju.organisations.queries import PARTS, Unit
from youju.residents.kinds import kinds
from youju.residents.models import Area, Committee, Engagement, Tally, UnsafeHouse
from youju.residents.rules.houses import State
from youju.residents.rules.needs import LEAST

TALLY, HOUSE, COMMITTEE, ENGAGEMENT = (
    "residents.tally", "residents.house", "residents.committee", "residents.engagement",
)  # fmt: skip
TOPIC = "RES"
STOCK = Adds.STOCK
# Counts that tell nothing of a person, however small.
OPEN = {
    "areas": ("住宅小区", "个", ("小区台账",)),
    "areas_managed": ("物管小区", "个", ()),
    "areas_open": ("开放式小区", "个", ()),
    "areas_self_built": ("自建房片区", "个", ()),
    "areas_dormitory": ("单位宿舍区", "个", ()),
    "buildings": ("住宅楼栋", "栋", ()),
    "households": ("住户户数", "户", ("住户登记",)),
    "people": ("住户人数", "人", ("住户信息",)),
    "committees": ("业主委员会", "个", ("业委会",)),
}
SMALL = {
    "aged60": ("60岁以上老人", "人", ("老年人口",)),
    "aged90": ("90岁以上老人", "人", ("高龄老人",)),
    "incomers": ("外来人口", "人", ("流动人口",)),
    "rented": ("出租屋", "户", ()),
}


def _small() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    needs = {f"need_{one.code}": (one.measure, one.counted_in, (one.label,)) for one in kinds()}
    return SMALL | needs


def units_of_counts() -> dict[str, str]:
    """Return the unit that each count of a tally is in."""
    return {code: told[1] for code, told in (OPEN | _small()).items()}


def _specs() -> list[MeasureSpec]:
    told = (OPEN | _small()).items()
    return [
        MeasureSpec(f"residents.{code}", name, unit, STOCK, TOPIC, words=words)
        for code, (name, unit, words) in told
    ]


_HOUSES = (
    MeasureSpec("residents.unsafe_surveyed", "走访危房户", "户", topic=TOPIC, words=("危房摸底",)),
    MeasureSpec("residents.unsafe_appraised", "鉴定危房", "户", topic=TOPIC, words=("危房鉴定",)),
    MeasureSpec("residents.unsafe_applied", "申请廉租房和补贴", "户", topic=TOPIC),
    MeasureSpec(
        "residents.unsafe_applied_rent", "申请廉租房", "户", topic=TOPIC, words=("申请公租房",)
    ),
    MeasureSpec(
        "residents.unsafe_applied_subsidy",
        "申请住房补贴",
        "户",
        topic=TOPIC,
        words=("申请租房补贴", "申请租赁补贴"),
    ),
    MeasureSpec("residents.unsafe_applied_other", "申请其他住房帮助", "户", topic=TOPIC),
    MeasureSpec(
        "residents.unsafe_granted_rent", "落实廉租房", "户", topic=TOPIC, words=("落实公租房",)
    ),
    MeasureSpec(
        "residents.unsafe_granted_subsidy",
        "落实住房补贴",
        "户",
        topic=TOPIC,
        words=("落实租房补贴", "落实租赁补贴"),
    ),
    MeasureSpec("residents.unsafe_granted_other", "落实其他住房帮助", "户", topic=TOPIC),
    MeasureSpec("residents.unsafe_settled", "办结危房户", "户", topic=TOPIC),
)
_COMMITTEES = (
    MeasureSpec("residents.elections", "业主委员会换届", "次", topic=TOPIC, words=("业委会换届",)),
)
_FIRMS = (
    MeasureSpec("residents.firms_approached", "洽谈物业公司", "家", topic=TOPIC),
    MeasureSpec("residents.firms_chosen", "选聘物业公司", "家", topic=TOPIC),
)


def tally_source(tally: Tally) -> Source:
    return Source(TALLY, str(tally.pk))


def tally_drafts(tally: Tally) -> list[Draft]:
    """Return what a tally counts, on its day. A count of people under five is told as 不足5, and of a
    grid none at all: its community counts them."""
    told, small, found = units_of_counts(), _small(), []
    for code, text in sorted(tally.counts.items()):
        if code not in told or (code in small and tally.unit.kind in PARTS):
            continue
        quantity = parse_quantity(text, told[code])
        if code in small:
            quantity = blurred(quantity)
        period = around(tally.on, Grain.DAY)
        found.append(Draft(tally.unit, f"residents.{code}", quantity, period))
    return found


def blurred(quantity: Quantity) -> Quantity:
    """Return a small count as 不足5, so that outside the room nobody is told by it."""
    if (
        quantity.value is None
        or quantity.bound is not Bound.EXACT
        or not 0 < quantity.value < LEAST
    ):
        return quantity
    return Quantity(Decimal(LEAST), quantity.unit, "不足")


def house_source(house: UnsafeHouse) -> Source:
    return Source(HOUSE, str(house.pk))


def house_drafts(house: UnsafeHouse) -> list[Draft]:
    """Return the steps of a case on their days; of each kind of help the first application, and the grant.

    A household that was refused one kind and applied for another counts once under each, and once
    among all that applied.
    """
    steps = house.steps.exclude(asked="").order_by("on", "pk")
    kinds: dict[str, date] = {}
    for state, asked, on in steps.values_list("state", "asked", "on"):
        if state in (State.APPLIED, State.GRANTED):
            kinds.setdefault(f"unsafe_{state}_{asked}", on)
    days = (
        ("unsafe_surveyed", house.surveyed_on),
        ("unsafe_appraised", house.appraised_on),
        ("unsafe_applied", house.applied_on),
        ("unsafe_settled", house.settled_on),
        *kinds.items(),
    )
    return [_one(house.unit, code, "户", day) for code, day in days if day is not None]


def committee_source(committee: Committee) -> Source:
    return Source(COMMITTEE, str(committee.pk))


def committee_drafts(committee: Committee) -> list[Draft]:
    """Return the election."""
    return [_one(committee.area.unit, "elections", "次", committee.elected_on)]


def engagement_source(one: Engagement) -> Source:
    return Source(ENGAGEMENT, str(one.pk))


def engagement_drafts(one: Engagement) -> list[Draft]:
    """Return the approach, and the choice."""
    found = [_one(one.area.unit, "firms_approached", "家", one.approached_on)]
    if one.state in ("chosen", "ended") and one.settled_on is not None:
        found.append(_one(one.area.unit, "firms_chosen", "家", one.settled_on))
    return found


def count_area_again(area: Area, now: datetime) -> None:
    """Make the facts of an area's committees, firms and unsafe houses again: another unit answers for it."""
    for committee in area.committees.select_related("area__unit"):
        facts.replace(committee_source(committee), committee_drafts(committee), now=now)
    for one in area.engagements.select_related("area__unit"):
        facts.replace(engagement_source(one), engagement_drafts(one), now=now)
    for house in UnsafeHouse.objects.filter(household__area=area).select_related("unit"):
        facts.replace(house_source(house), house_drafts(house), now=now)


def _one(unit: Unit, code: str, measure_word: str, day: date) -> Draft:
    quantity = Quantity(Decimal(1), measure_word)
    return Draft(unit, f"residents.{code}", quantity, around(day, Grain.DAY))


def all_tally_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every tally, made again."""
    for one in Tally.objects.select_related("unit").order_by("pk").iterator(chunk_size=500):
        yield str(one.pk), tally_drafts(one)


def all_house_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every unsafe house, made again."""
    for one in UnsafeHouse.objects.select_related("unit").order_by("pk").iterator(chunk_size=500):
        yield str(one.pk), house_drafts(one)


def all_committee_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every term of a committee, made again."""
    rows = Committee.objects.select_related("area__unit").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        yield str(one.pk), committee_drafts(one)


def all_engagement_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every approach to a firm, made again."""
    rows = Engagement.objects.select_related("area__unit").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        yield str(one.pk), engagement_drafts(one)


def publish(*, using: str = "default", **_: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    if "facts_measure" in connections[using].introspection.table_names():
        publish_measures(TALLY, _specs())
        publish_measures(HOUSE, _HOUSES)
        publish_measures(COMMITTEE, _COMMITTEES)
        publish_measures(ENGAGEMENT, _FIRMS)
