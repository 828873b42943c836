"""Who may be registered and how: names, births, guardians, relations, leaving; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.idcard import read_id_number
from youju.kernel.refusal import Refused
from youju.kernel.words import labelled
from youju.residents.rules.keys import bare_name, digits_of

ADULT, CHILD = 18, 14  # years
NAME, NOTE = 30, 500  # characters
_LONG_NUMBER = re.compile(r"\d{7,}")


class Sex(StrEnum):
    MALE = "m"
    FEMALE = "f"


class Relation(StrEnum):
    HEAD = "head"
    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    GRANDCHILD = "grandchild"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    TENANT = "tenant"
    OTHER = "other"


RELATIONS: dict[Relation, tuple[str, tuple[str, ...]]] = {
    Relation.HEAD: ("户主", ("本人", "房主", "业主")),
    Relation.SPOUSE: ("配偶", ("妻", "夫", "妻子", "丈夫", "爱人")),
    Relation.CHILD: ("子女", ("子", "女", "儿子", "女儿", "长子", "次子", "长女", "次女", "儿媳", "女婿")),
    Relation.PARENT: ("父母", ("父", "母", "父亲", "母亲", "岳父", "岳母", "公公", "婆婆")),
    Relation.GRANDCHILD: ("孙辈", ("孙子", "孙女", "外孙", "外孙女", "孙")),
    Relation.GRANDPARENT: ("祖辈", ("祖父", "祖母", "爷爷", "奶奶", "外公", "外婆")),
    Relation.SIBLING: ("兄弟姐妹", ("兄", "弟", "姐", "妹")),
    Relation.TENANT: ("租户", ("租客", "承租人", "租住")),
    Relation.OTHER: ("其他", ("亲属", "非亲属", "其它")),
}  # fmt: skip


class Tenure(StrEnum):
    OWN = "own"
    RENTED = "rented"
    VACANT = "vacant"


class Gone(StrEnum):
    MOVED = "moved"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of somebody, in plain. `phones` at most two."""

    name: str
    id_number: str = ""
    sex: str = ""
    birth: date | None = None
    phones: tuple[str, ...] = ()
    former_name: str = ""
    relation: str = ""
    guardian: str = ""
    note: str = ""
    incomer: bool = False
    registered_on: date | None = None


def age_on(birth: date, day: date) -> int:
    """Return the full years of life on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def born_by(years: int, day: date) -> date:
    """Return the latest birth of somebody who is that old on the day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return date(day.year - years, 2, 28)


def checked(told: Told, today: date) -> Told:
    """Return what was told with sex and birth taken from the identity number.

    Raises:
        Refused: At the field that is wrong, or that contradicts the number.
    """
    name = told.name.strip()
    if not bare_name(name) or len(name) > NAME:
        raise Refused("填姓名，不超过 30 个字", field="name")
    for phone in told.phones:
        if not 7 <= len(digits_of(phone)) <= 12:
            raise Refused("电话为 7 至 12 位数字，固定电话带区号", field="phone")
    if told.birth and not date(1880, 1, 1) <= told.birth <= today:
        raise Refused("出生日期不在可能的年份，请核对", field="birth")
    found = replace(told, name=name, note=told.note.strip()[:NOTE], guardian=told.guardian.strip())
    if told.id_number:
        found = _compared(found, today)
    if found.birth and age_on(found.birth, today) < CHILD and not found.guardian:
        raise Refused("未满 14 周岁，须填监护人，并由监护人同意登记", field="guardian")
    return found


def _compared(told: Told, today: date) -> Told:
    number = read_id_number(told.id_number, today)
    if told.birth and told.birth != number.birth:
        raise Refused("出生日期与身份证号不符，请核对原件", field="birth")
    if told.sex and told.sex != number.sex:
        raise Refused("性别与身份证号不符，请核对原件", field="sex")
    return replace(told, id_number=number.text, birth=number.birth, sex=number.sex)


def is_minor(birth: date | None, today: date) -> bool:
    """Return whether somebody is under 18. Who has no known birth counts as grown up."""
    return birth is not None and age_on(birth, today) < ADULT


def relation_of(text: str) -> str:
    """Return the relation to the head of the household that a text names; other for an unknown one."""
    plain = text.strip()
    if not plain:
        return ""
    for relation, (label, words) in RELATIONS.items():
        if plain in (label, relation.value) or plain in words:
            return relation.value
    return Relation.OTHER.value


def check_basis(purpose: str, basis: str) -> str:
    """Return the reason for a look as the log keeps it. Refuse one that says nothing, or that holds
    a long number: the log is no place for protected values."""
    if not purpose:
        raise Refused("选一个事由", field="purpose")
    if len(basis.strip()) < 4:
        raise Refused(
            "填办件号或文号，如 低保复核〔2026〕18号；没有就写清是谁来办、办什么", field="basis"
        )
    if _LONG_NUMBER.search(basis):
        raise Refused("依据里不要写身份证号、电话，只写办件号或事由", field="basis")
    return labelled(purpose, basis.strip()[:120])


def check_leaving(since: date, until: date, today: date) -> None:
    """Refuse an end before the beginning, or in the future."""
    if until < since:
        raise Refused("离开的日期早于入住，请核对", field="on")
    if until > today:
        raise Refused("日期还没有到，到时再登记", field="on")


def check_merge(one: int, other: int, same_root: bool) -> None:
    """Refuse to merge somebody with themselves, or over two trees."""
    if one == other or not same_root:
        raise Refused("请选两份不同的登记")


def check_erasing(left_on: date | None, years: int, today: date, asked: bool) -> None:
    """Refuse to erase whoever still lives here, or before the time for keeping is over, unless the
    person asked for it."""
    if left_on is None:
        raise Refused("人还登记在这里，先登记迁出或去世")
    if not asked and born_by(years, today) < left_on:
        raise Refused(
            _("迁出还不满 %(years)s 年的保存期，只有本人要求才能提前删除") % {"years": years},
            field="asked",
        )
