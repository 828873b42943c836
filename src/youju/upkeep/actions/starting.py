"""The first start: the top of the tree with its administrator, then units, people and an edition.

What the administrator sets up in the wizard, business roles do in everyday life; so these acts are the
product's own, with the name of who pressed. They can be done only until the start is finished.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from youju.audit.actions import SYSTEM, SystemActor, act
from youju.kernel.ids import new_key
from youju.kernel.refusal import Missing, Refused
from youju.kernel.secrets import kept_secret
from youju.ledgers import actions as ledgers
from youju.organisations import actions as organisations
from youju.organisations.queries import Membership, Person, Unit
from youju.organisations.rules import Role, UnitKind
from youju.standards.actions import enable_sample
from youju.upkeep import queries, rules
from youju.upkeep.queries import START

Row = dict[str, str]
Bad = list[tuple[int, str]]
KEPT = "start-code"  # a file in the data folder


def start_code() -> str:
    """Return the code that the page of the first start asks for; made once, shown in the terminal."""
    return kept_secret(settings.DATA_DIR, KEPT, rules.CODE_BYTES)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the first page asks for."""

    name: str
    kind: UnitKind
    code: str
    person: str
    username: str
    password: str


def begin(told: Beginning, *, code: str, now: datetime) -> Person:
    """Found the unit at the top and its system administrator.

    Args:
        code: As it was typed; it must be the one in the terminal.

    Raises:
        Missing: If somebody has begun already.
        Refused: If the code or anything told is wrong; nothing is made then.
    """
    if not hmac.compare_digest(rules.bare_code(code).encode(), start_code().encode()):
        raise Refused("代码不对，请看服务器终端里显示的那一行", field="start_code")
    with transaction.atomic():
        person, _own = _begin(told, told.password, now)
    (settings.DATA_DIR / KEPT).unlink(missing_ok=True)
    return person


def begin_at_terminal(told: Beginning, *, now: datetime) -> str:
    """Begin without the page; returns the first password, which has to be changed."""
    _person, first = _begin(told, "", now)
    return first


def _begin(told: Beginning, password: str, now: datetime) -> tuple[Person, str]:
    with act("upkeep.begin", actor=SYSTEM, now=now) as doing:
        if not queries.is_new():
            raise Missing("本系统已经设置过")
        today = timezone.localdate(now)
        unit = organisations.found_unit(
            None, told.kind, told.name, on=today, code=told.code, actor=SYSTEM, now=now
        )
        made = organisations.add_person(
            unit,
            Role.SYSADMIN,
            told.username,
            told.person,
            post="系统管理员",
            password=password,
            actor=SYSTEM,
            now=now,
        )
        doing.on(START, unit.pk, name=unit.name)
    return made


def _setter(member: Membership | None) -> tuple[Unit, SystemActor]:
    """Return the unit at the top and the product itself with the administrator's name."""
    root = queries.setup_of(member)
    if root is None or member is None:
        raise Missing("首次设置已经完成")
    label = f"{member.person.name}（首次设置）"
    return root, SystemActor(root.pk, member.person_id, root.pk, label=label)


def found_units(
    rows: list[Row], *, trial: bool = False, actor: Membership, now: datetime
) -> tuple[list[Unit], Bad]:
    """Found the units of a list below the top; a bad row is left out with its reason.

    Args:
        trial: All will be taken back; for units that makes no difference.
    """
    root, setter = _setter(actor)
    today = timezone.localdate(now)
    return organisations.import_units(root, rows, on=today, actor=setter, now=now)


def take_people(
    rows: list[Row], *, trial: bool = False, actor: Membership, now: datetime
) -> tuple[list[tuple[Person, str]], Bad]:
    """Make the accounts of a list; returns them with their first passwords, which are shown once."""
    root, _by = _setter(actor)
    return organisations.import_people(root, rows, trial=trial, actor=actor, now=now)


def choose_ledgers(
    codes: Iterable[str], *, actor: Membership, now: datetime, key: UUID | None = None
) -> int:
    """Say which ledgers are used; returns how many are put aside."""
    root, setter = _setter(actor)
    return ledgers.choose_ledgers(codes, root=root, actor=setter, now=now, key=key)


def take_sample(code: str, *, actor: Membership, now: datetime, key: UUID | None = None) -> None:
    """Take a shipped sample edition."""
    _root, setter = _setter(actor)
    enable_sample(code, actor=setter, now=now, key=key or new_key())


def finish(*, actor: Membership, now: datetime) -> None:
    """End the first start; its pages are gone from then on."""
    root, setter = _setter(actor)
    with act("upkeep.finish", actor=setter, now=now) as doing:
        doing.on(START, root.pk)
