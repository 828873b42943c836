"""A million made-up residents in a large city, written straight into the tables.

A thousand people in each community: one area, ten buildings, three entrances, households of three. Names,
numbers and phones follow from the row's number, so that two runs measure the same people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, product

from django.db import connection, transaction

from scripts.large_city import world
from scripts.large_city.bulk import keys_on_trust, without_indexes
from youju.kernel.idcard import check_character
from youju.kernel.text import pinyin_of
from youju.organisations.models import Unit
from youju.organisations.rules import UnitKind
from youju.residents.models import Area, Building, Door, Handle, Household, Resident
from youju.residents.rules.keys import By, Known, keys_of, sealed_key
from youju.residents.tokens import blind

EACH = 1000  # people in a community
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国小禾文海波志红梅春雪晓东宇浩然子轩"
NOW = "2026-07-01 00:00:00+00:00"
SEALED = "k1.bench"


def names() -> list[str]:
    """Return every name there is: 50 surnames, given names of one and of two characters."""
    given = [*GIVEN, *(a + b for a, b in product(GIVEN, repeat=2))]
    return [surname + one for one in given for surname in SURNAMES]


def person(n: int) -> tuple[str, str]:
    """Return the identity number and the phone of the n-th person; the place does not exist."""
    born = date(1930, 1, 1) + timedelta(n * 7919 % 27_000)
    first = f"990{n % 1000:03d}{born:%Y%m%d}{n // 1000 % 1000:03d}"
    return first + check_character(first), f"1{30 + n % 60}{n * 7_654_321 % 100_000_000:08d}"


def door(n: int) -> tuple[str, str, str]:
    """Return the door of the n-th household of a community."""
    return str(1 + n // 34), str(1 + n % 34 // 12), str(101 + n % 34 % 12 * 100)


def write(model: type, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Insert rows as they come."""
    table, marks = model._meta.db_table, ", ".join(["%s"] * len(columns))  # type: ignore[attr-defined]
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    with connection.cursor() as cursor:
        waiting = iter(rows)
        while part := list(islice(waiting, 20_000)):
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:  # type: ignore[attr-defined]
                    for row in part:
                        copy.write_row(row)
            else:
                cursor.executemany(sql, part)


def plant(communities: Sequence[Unit]) -> None:
    """Write a thousand people at each community."""
    with keys_on_trust(), transaction.atomic():
        areas = [
            Area(root_id=one.root_id, unit=one, name=f"{one.name}苑", pinyin=pinyin_of(f"{one.name}苑"), kind="open", made_on="2026-07-01")
            for one in communities
        ]  # fmt: skip
        Area.objects.bulk_create(areas)
        _places(areas)
        with without_indexes(Resident), without_indexes(Handle):
            write(Resident, _RESIDENT, _residents(communities))
            write(Handle, ("root_id", "unit_id", "resident_id", "key"), _handles(communities))
    world.settle()


HOMES = -(-EACH // 3)
_RESIDENT = (
    "id", "root_id", "unit_id", "household_id", "relation", "name", "pinyin", "former_name", "sealed_name", "minor",
    "sex", "birth", "sealed_birth", "id_number", "id_token", "phone", "other_phone", "guardian", "note", "incomer",
    "left_why", "erased_why", "made_at", "made_by_label",
)  # fmt: skip


def _places(areas: Sequence[Area]) -> None:
    numbers = sorted({door(n)[0] for n in range(HOMES)}, key=int)
    buildings = [Building(area=one, unit=one.unit, number=no) for one in areas for no in numbers]
    Building.objects.bulk_create(buildings, batch_size=2000)
    at = {(one.area_id, one.number): one.pk for one in buildings}
    tokens = [sealed_key(By.DOOR, "-".join(door(n)), blind) for n in range(HOMES)]
    where = [(c * HOMES + n, c, n) for c in range(len(areas)) for n in range(HOMES)]
    write(
        Door,
        ("id", "building_id", "entrance", "room", "token"),
        (
            (pk + 1, at[areas[c].pk, door(n)[0]], door(n)[1], SEALED, tokens[n])
            for pk, c, n in where
        ),
    )
    write(
        Household,
        ("id", "root_id", "unit_id", "area_id", "door_id", "tenure", "landlord", "landlord_phone", "since"),
        (
            (pk + 1, areas[c].root_id, areas[c].unit_id, areas[c].pk, pk + 1, "own", "", "", "2020-01-01")
            for pk, c, _n in where
        ),
    )  # fmt: skip


def _residents(communities: Sequence[Unit]) -> Iterator[tuple[object, ...]]:
    known = [(name, pinyin_of(name, name=True)) for name in names()]
    for n in range(len(communities) * EACH):
        unit = communities[n // EACH]
        name, sound = known[n * 31 % len(known)]
        home = n // EACH * HOMES + n % EACH // 3 + 1
        yield (
            n + 1, unit.root_id, unit.pk, home, "", name, sound, "", "", False, "m", "1970-01-01", "", SEALED, "",
            SEALED, "", "", "", False, "", "", NOW, "bench",
        )  # fmt: skip


def _handles(communities: Sequence[Unit]) -> Iterator[tuple[object, ...]]:
    by_name = [sorted(keys_of(Known(name), blind)) for name in names()]
    doors = [sealed_key(By.DOOR, "-".join(door(n)), blind) for n in range(HOMES)]
    tails: dict[str, str] = {}
    for n in range(len(communities) * EACH):
        unit = communities[n // EACH]
        number, phone = person(n)
        tail = phone[-4:]
        if tail not in tails:
            tails[tail] = sealed_key(By.TAIL, tail, blind)
        sealed = (
            doors[n % EACH // 3],
            sealed_key(By.ID, number, blind),
            sealed_key(By.PHONE, phone, blind),
            tails[tail],
        )
        for key in (*by_name[n * 31 % len(by_name)], *sealed):
            yield unit.root_id, unit.pk, n + 1, key


def communities() -> list[Unit]:
    """Return the communities of the city, in the order of the tree."""
    return list(Unit.objects.filter(kind=UnitKind.COMMUNITY).order_by("path"))
