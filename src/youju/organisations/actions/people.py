"""Accounts and posts: acts of the system administrator; locks and policy: of the security one."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any
from uuid import UUID

from axes.utils import reset as axes_reset
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from youju.kernel.refusal import Forbidden, Refused
from youju.kernel.text import pinyin_of
from youju.organisations import hooks, rules
from youju.organisations.actions.account import check_password, end_session
from youju.organisations.actions.frame import Actor, act_at
from youju.organisations.actions.tree import named_unit
from youju.organisations.models import (
    Membership,
    Person,
    RecoveryCode,
    RolePolicy,
    SignIn,
    Unit,
    holding,
)
from youju.organisations.rules import May, Role
from youju.ui.official import in_chinese

LETTERS = "abcdefghjkmnpqrstuvwxyz"
DIGITS = "23456789"


def first_password() -> str:
    """Return a password for one use, easy to read out: Kzmq-2847-tw."""
    word = "".join(secrets.choice(LETTERS) for _ in range(4)).capitalize()
    number = "".join(secrets.choice(DIGITS) for _ in range(4))
    return f"{word}-{number}-{''.join(secrets.choice(LETTERS) for _ in range(3))}"


def add_person(
    unit: Unit,
    role: Role,
    username: str,
    name: str,
    *,
    post: str = "",
    since: date | None = None,
    password: str = "",
    trial: bool = False,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> tuple[Person, str]:
    """Make an account with a first post. Returns the person and the first password, shown once.

    Args:
        password: The person's own, where they sit in front of the page; it need not be changed.
        trial: All will be taken back: no password is worked out, which is slow on purpose.
    """
    with act_at("add_person", unit, actor=actor, now=now, key=key, may=May.PEOPLE) as doing:
        if doing.replayed:
            return Person.objects.get(pk=doing.subject_id), ""
        rules.check_username(username)
        if not name.strip():
            raise Refused("填姓名", field="name")
        if Person.objects.filter(username__iexact=username).exists():
            raise Refused("这个登录名已有人使用，请换一个", field="username")
        person = Person(username=username, name=name.strip(), pinyin=pinyin_of(name.strip()))
        person.must_change_password = not password
        if password:
            check_password(password, person)
        first = "" if trial else password or first_password()
        person.set_password(first or None)
        person.save()
        doing.on("organisations.person", person.pk, name=person.name)
        _hold(person, unit, role, post, since, now)
        return person, first


def _hold(
    person: Person, unit: Unit, role: Role, post: str, since: date | None, now: datetime
) -> Membership:
    rules.check_open(unit.until, unit.name)
    today = timezone.localdate(now)
    held = Membership.objects.filter(person=person).filter(holding(since or today))
    rules.check_separate({Role(m.role) for m in held}, role)
    same = Membership.objects.filter(person=person, unit=unit, role=role).first()
    if same is not None and same.until is None:
        raise Refused("此人已在这个岗位上", field="role")
    if same is not None:
        same.post, same.since, same.until = post, since, None
        same.save(update_fields=["post", "since", "until"])
    member = same or Membership.objects.create(
        person=person, unit=unit, role=role, post=post, since=since
    )
    hooks.record_changed("organisations.unit", unit.pk, now)
    return member


def add_membership(
    person: Person,
    unit: Unit,
    role: Role,
    *,
    post: str = "",
    since: date | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Membership:
    """Give a person another post."""
    with act_at(
        "add_membership",
        unit,
        actor=actor,
        now=now,
        key=key,
        may=May.PEOPLE,
        kind="person",
        id=person.pk,
    ) as doing:
        if doing.replayed:
            return Membership.objects.get(pk=doing.subject_id)
        member = _hold(person, unit, role, post, since, now)
        doing.on("organisations.membership", member.pk, person=person.pk, role=role)
        return member


def end_membership(
    member: Membership, *, until: date, actor: Actor, now: datetime, key: UUID | None = None
) -> Membership:
    """End a post on a day; the account stays."""
    with act_at(
        "end_membership",
        member.unit,
        actor=actor,
        now=now,
        key=key,
        may=May.PEOPLE,
        kind="membership",
        id=member.pk,
    ) as doing:
        if doing.replayed:
            return member
        if member.until is not None:
            raise Refused("已经填过结束日期，不能再改", field="until")
        rules.check_span(member.since, until)
        member.until = until
        member.save(update_fields=["until"])
        hooks.record_changed("organisations.unit", member.unit_id, now)
        return member


def _check_all_posts(person: Person, *, actor: Actor, now: datetime) -> None:
    """Refuse an administrator power over somebody who also holds a post outside of their units:
    whoever can take over an account has all its posts."""
    held = Membership.objects.filter(
        holding(timezone.localdate(now)), person=person
    ).select_related("unit")
    if isinstance(actor, Membership) and not all(actor.unit.covers(one.unit) for one in held):
        raise Forbidden("此人还有您管理范围以外的岗位，请由上级单位的管理员办理")


def reset_password(
    person: Person, unit: Unit, *, actor: Actor, now: datetime, key: UUID | None = None
) -> str:
    """Give a person of the unit a new first password, shown once; all sessions end."""
    with act_at(
        "reset_password",
        unit,
        actor=actor,
        now=now,
        key=key,
        may=May.PEOPLE,
        kind="person",
        id=person.pk,
    ) as doing:
        if doing.replayed:
            return ""
        _check_all_posts(person, actor=actor, now=now)
        password = first_password()
        person.set_password(password)
        person.must_change_password = True
        person.save(update_fields=["password", "must_change_password"])
        for sign_in in SignIn.objects.filter(person=person, ended_at=None):
            end_session(sign_in, now=now)
        return password


def set_active(
    person: Person,
    unit: Unit,
    active: bool,
    *,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Person:
    """Switch an account on or off; switching off ends its sessions."""
    with act_at(
        "set_active",
        unit,
        actor=actor,
        now=now,
        key=key,
        may=May.PEOPLE,
        kind="person",
        id=person.pk,
    ) as doing:
        if doing.replayed:
            return person
        if isinstance(actor, Membership) and actor.person_id == person.pk:
            raise Refused("不能停用自己的账号")
        _check_all_posts(person, actor=actor, now=now)
        person.is_active = active
        person.save(update_fields=["is_active"])
        doing.on("organisations.person", person.pk, active=active)
        for sign_in in SignIn.objects.filter(person=person, ended_at=None):
            if not active:
                end_session(sign_in, now=now)
        return person


@in_chinese
def import_people(
    unit: Unit, rows: list[dict[str, str]], *, trial: bool = False, actor: Actor, now: datetime
) -> tuple[list[tuple[Person, str]], list[tuple[int, str]]]:
    """Make an account per row (姓名, 登录名, 角色, and optionally 单位, 职务); bad rows are left out.

    Returns:
        The people with their first passwords, and (row number from 2, reason) of the others.
    """
    roles = {str(choice.label): Role(choice.value) for choice in Membership.Role}
    made: list[tuple[Person, str]] = []
    bad: list[tuple[int, str]] = []
    for number, row in enumerate(rows, start=2):
        try:
            role = roles.get(row.get("角色", "").strip())
            if role is None:
                raise Refused(f"角色“{row.get('角色', '')}”不认识，应为：{'、'.join(roles)}")
            where = named_unit(unit, row.get("单位", "").strip())
            names = row.get("登录名", "").strip(), row.get("姓名", "").strip()
            post = row.get("职务", "").strip()
            acting: dict[str, Any] = {"trial": trial, "actor": actor, "now": now}
            made.append(add_person(where, role, *names, post=post, **acting))
        except Refused as refusal:
            bad.append((number, refusal.message))
    return made, bad


def unlock(
    username: str, unit: Unit, *, actor: Actor, now: datetime, key: UUID | None = None
) -> None:
    """Lift the lock on a sign-in name."""
    with act_at("unlock", unit, actor=actor, now=now, key=key, may=May.SECURITY) as doing:
        doing.on("organisations.sign_in", username[:60])
        if not doing.replayed:
            axes_reset(username=username)


def demand_second_factor(
    role: Role, demanded: bool, *, actor: Actor, now: datetime, key: UUID | None = None
) -> None:
    """Demand a second factor of everybody in a role, or no longer; only from the root unit."""
    root = Unit.objects.filter(pk=actor.root_id).first()
    with act_at(
        "demand_second_factor", root, actor=actor, now=now, key=key, may=May.SECURITY
    ) as doing:
        doing.on("organisations.role_policy", role, demanded=demanded)
        if not doing.replayed:
            RolePolicy.objects.update_or_create(role=role, defaults={"second_factor": demanded})


def close_session(
    sign_in: SignIn, unit: Unit, *, actor: Actor, now: datetime, key: UUID | None = None
) -> None:
    """End somebody's session at once."""
    with act_at(
        "close_session",
        unit,
        actor=actor,
        now=now,
        key=key,
        may=May.SECURITY,
        kind="person",
        id=sign_in.person_id,
    ) as doing:
        if not doing.replayed:
            end_session(sign_in, now=now)


def drop_second_factor(
    person: Person, unit: Unit, *, actor: Actor, now: datetime, key: UUID | None = None
) -> None:
    """Take a lost phone off an account, so that another can be enrolled."""
    with act_at(
        "drop_second_factor",
        unit,
        actor=actor,
        now=now,
        key=key,
        may=May.SECURITY,
        kind="person",
        id=person.pk,
    ) as doing:
        _check_all_posts(person, actor=actor, now=now)
        if not doing.replayed:
            TOTPDevice.objects.filter(user=person).delete()
            RecoveryCode.objects.filter(person=person).delete()
