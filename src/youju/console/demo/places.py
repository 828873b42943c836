"""The units of the demo city. Every name is invented, and so is the division code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from youju.audit.actions import SYSTEM
from youju.organisations import actions
from youju.organisations.queries import Unit
from youju.organisations.rules import UnitKind, usual_signature

FOUNDED = date(2015, 1, 1)
CITY = ("澄江市", "390100000000", 31.20, 120.40)

# District: its streets and towns; each of these: kind, communities or villages.
DISTRICTS: dict[str, dict[str, tuple[UnitKind, tuple[str, ...]]]] = {
    "澄东区": {
        "柳荫街道": (UnitKind.STREET, ("金桥社区", "桂苑社区", "桃李社区", "柳荫里社区")),
        "石桥街道": (UnitKind.STREET, ("石井社区", "棉纺社区", "雨花巷社区", "东仓社区")),
        "南塘街道": (UnitKind.STREET, ("荷塘社区", "渔港社区", "南塘里社区", "新圩社区")),
    },
    "澄西区": {
        "北埠街道": (UnitKind.STREET, ("北埠头社区", "盐仓社区", "机床厂社区", "望江社区")),
        "青禾镇": (UnitKind.TOWN, ("青禾社区", "稻香村", "大麦村", "芦滩村")),
        "枫岭镇": (UnitKind.TOWN, ("枫岭社区", "竹坞村", "茶坪村", "石门坳村")),
    },
}
BESIDE: tuple[tuple[str, str, UnitKind], ...] = (
    ("澄江市建设局", "建设局", UnitKind.BUREAU),
    ("澄江市文化局", "文化局", UnitKind.BUREAU),
    ("澄江市房产局", "房产局", UnitKind.BUREAU),
    ("澄江市城市管理局", "城管局", UnitKind.BUREAU),
    ("澄江市疾病预防控制中心", "疾控中心", UnitKind.BUREAU),
    ("澄江市第一人民医院", "市一医院", UnitKind.HOSPITAL),
    ("柳荫小学", "柳荫小学", UnitKind.SCHOOL),
    ("澄江公交公司", "公交公司", UnitKind.ENTERPRISE),
)
GRIDS = {"金桥社区": 6, "桂苑社区": 4, "石井社区": 4, "北埠头社区": 3}
CLOCKWISE = ((0.0, 0.012), (0.012, 0.0), (0.0, -0.012), (-0.012, 0.0))


@dataclass
class Places:
    """The units made, by the name they are known by."""

    city: Unit
    by_name: dict[str, Unit] = field(default_factory=dict)
    districts: list[Unit] = field(default_factory=list)
    streets: list[Unit] = field(default_factory=list)
    communities: list[Unit] = field(default_factory=list)
    beside: list[Unit] = field(default_factory=list)

    def __getitem__(self, name: str) -> Unit:
        return self.by_name[name]


def found_city(now: datetime) -> Places:
    """Found the city with all below it."""
    name, code, lat, lng = CITY
    city = _found(None, UnitKind.CITY, name, code, (lat, lng), now)
    places = Places(city, {name: city})
    for number, (district, streets) in enumerate(DISTRICTS.items(), start=1):
        _found_district(places, number, district, streets, now)
    for full, short, kind in BESIDE:
        unit = actions.found_unit(
            city, kind, full, on=FOUNDED, short_name=short, actor=SYSTEM, now=now
        )
        places.beside.append(unit)
        places.by_name[short] = unit
    return places


def _found_district(
    places: Places,
    number: int,
    name: str,
    streets: dict[str, tuple[UnitKind, tuple[str, ...]]],
    now: datetime,
) -> None:
    lat, lng = CITY[2], CITY[3] + (0.06 if number == 1 else -0.06)
    prefix = f"3901{number:02}"
    district = _found(places.city, UnitKind.DISTRICT, name, f"{prefix}000000", (lat, lng), now)
    places.districts.append(district)
    places.by_name[name] = district
    for place, (street, (kind, communities)) in enumerate(streets.items(), start=1):
        at = (lat + (2 - place) * 0.045, lng + (0.015 if place % 2 else -0.015))
        unit = _found(district, kind, street, f"{prefix}{place:03}000", at, now)
        places.streets.append(unit)
        places.by_name[street] = unit
        _found_communities(places, unit, communities, f"{prefix}{place:03}", at, now)


def _found_communities(
    places: Places,
    street: Unit,
    names: tuple[str, ...],
    prefix: str,
    at: tuple[float, float],
    now: datetime,
) -> None:
    for number, name in enumerate(names, start=1):
        kind = UnitKind.VILLAGE if name.endswith("村") else UnitKind.COMMUNITY
        up, right = CLOCKWISE[number - 1]
        where = (at[0] + up, at[1] + right)
        code = (
            f"{prefix}{number:03}" if kind is UnitKind.COMMUNITY else f"{prefix}{200 + number:03}"
        )
        unit = _found(street, kind, name, code, where, now)
        places.communities.append(unit)
        places.by_name[name] = unit
        for grid in range(1, GRIDS.get(name, 0) + 1):
            label = f"{name}第{'一二三四五六'[grid - 1]}网格"
            grid_code = f"390100{code}{grid:02}"
            places.by_name[label] = _found(unit, UnitKind.GRID, label, grid_code, None, now)


def _found(
    parent: Unit | None,
    kind: UnitKind,
    name: str,
    code: str,
    at: tuple[float, float] | None,
    now: datetime,
) -> Unit:
    lat, lng = at or (None, None)
    unit = actions.found_unit(
        parent, kind, name, on=FOUNDED, code=code, lat=lat, lng=lng, actor=SYSTEM, now=now
    )
    usual = usual_signature(kind, name)
    return actions.sign_papers_as(unit, usual, actor=SYSTEM, now=now) if usual != name else unit
