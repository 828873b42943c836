"""The lists that the first start takes: their columns, a sheet to fill in, a look before taking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from youju.kernel.workbook_out import workbook_of
from youju.organisations.queries import Membership, Unit
from youju.ui.official import in_chinese
from youju.upkeep import actions

Row = dict[str, str]


@in_chinese
def _labels(choices: Iterable[Any]) -> str:
    """Return the words that a list may hold; its file is Chinese."""
    return "、".join(str(choice.label) for choice in choices)


KINDS = _labels(Unit.Kind)
ROLES = _labels(Membership.Role)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of list.

    Attributes:
        columns: Head and how it is filled in.
        needed: The first so many columns must be filled.
    """

    slug: str
    title: str | Promise
    note: str | Promise
    columns: tuple[tuple[str, str], ...]
    needed: int
    take: Callable[..., tuple[Sequence[Any], list[tuple[int, str]]]]


UNITS = Kind(
    "units",
    _("单位"),
    _("每行一个单位，上级写在下级前面。有错的行留下并说明原因，其余照收；改好后只传留下的行。"),
    (
        ("名称", "全称，如 柳荫街道"),
        ("类别", f"其中之一：{KINDS}；也可写区、县、镇、局、小学等"),
        ("代码", "12 位区划代码，网格 20 位；没有留空"),
        ("上级", "上级单位的代码或全称；留空就是最上级单位"),
        ("简称", "可不填"),
    ),
    2,
    actions.found_units,
)
PEOPLE = Kind(
    "people",
    _("人员"),
    _("每行一个账号。初始密码在收下后显示一次，抄下交给本人，首次登录须更改。"),
    (
        ("姓名", "真实姓名"),
        ("登录名", "3 至 40 位字母、数字，不能重复"),
        ("角色", f"其中之一：{ROLES}。三类管理员须各由专人担任"),
        ("单位", "单位的代码或全称；留空就是最上级单位"),
        ("职务", "可不填"),
    ),
    3,
    actions.take_people,
)
LISTS = {one.slug: one for one in (UNITS, PEOPLE)}


def sheet(kind: Kind) -> bytes:
    """Return the sheet to fill in, with a second one that says how."""
    heads = [head for head, _how in kind.columns]
    says = [(head, how) for head, how in kind.columns]
    return workbook_of([(str(kind.title), "", heads, []), ("怎么填", "", ["列", "怎么填"], says)])


def looked_at(kind: Kind, rows: list[Row], *, actor: Membership, now: datetime) -> dict[int, str]:
    """Return which rows could not be taken, and why, by trying them all and taking all back."""
    with transaction.atomic():
        _made, bad = kind.take(rows, trial=True, actor=actor, now=now)
        transaction.set_rollback(True)
    return dict(bad)
