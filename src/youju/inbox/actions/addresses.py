"""Addresses of a person's own: given, proved by a code sent there, given up, stopped from a mail."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import constant_time_compare

from youju.audit.actions import Act, SystemActor, act
from youju.inbox import reaching, registry, rules_own
from youju.inbox.models import Address, Delivery
from youju.inbox.rules_own import Way
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import Membership, Person, Sealed, memberships_of

PERSON = "organisations.person"


def give_address(
    way: Way, value: str, *, actor: Membership, now: datetime, key: UUID | None = None
) -> None:
    """Take an address of the actor's person's own, and send a code there; what was there before gets
    nothing more."""
    with act("inbox.give_address", actor=actor, now=now, key=key) as doing:
        plain = rules_own.check_value(_open(way), value)
        address = _locked(actor, way, doing)
        if doing.replayed:
            return
        address.value, address.proved_at, address.daily_since = plain, None, None
        _send_code(address, now)


def send_code_again(way: Way, *, actor: Membership, now: datetime, key: UUID | None = None) -> None:
    """Send another code to an address that is not proved yet; the one before counts no more."""
    with act("inbox.send_code_again", actor=actor, now=now, key=key) as doing:
        address = _locked(actor, _open(way), doing)
        if doing.replayed:
            return
        if not address.value or address.is_proved:
            raise Refused("没有等着验证的地址，请刷新页面", field="value")
        _send_code(address, now)


def prove_address(way: Way, code: str, *, actor: Membership, now: datetime) -> bool:
    """Say the code that came to the address; return whether it is the right one.

    A wrong guess is kept and counts, so it raises nothing; and proving twice is proving once, so there
    is no key. What comes there at first is what is urgent.
    """
    with act("inbox.prove_address", actor=actor, now=now) as doing:
        address = _locked(actor, way, doing)
        if address.is_proved:
            return True
        if not address.asks_code or address.code_until is None or now > address.code_until:
            raise Refused("验证码已经过期，请重新发送", field="code")
        if address.guesses >= rules_own.MOST_GUESSES:
            raise Refused("已经填错五次，请重新发送验证码", field="code")
        wanted = address.code.open() if isinstance(address.code, Sealed) else ""
        right = constant_time_compare("".join(code.split()), wanted)
        doing.detail["right"] = right
        if right:
            address.proved_at, address.code = now, ""
            address.kinds = address.kinds or sorted(registry.URGENT)
        else:
            address.guesses += 1
        address.save()
    return right


def remove_address(way: Way, *, actor: Membership, now: datetime, key: UUID | None = None) -> None:
    """Forget an own address; nothing goes there any more."""
    with act("inbox.remove_address", actor=actor, now=now, key=key) as doing:
        address = _locked(actor, way, doing)
        if doing.replayed:
            return
        address.value = address.code = ""
        address.proved_at = address.daily_since = address.code_until = None
        address.kinds = []
        address.save()


def stop_mails(token: str, *, now: datetime) -> None:
    """Send no more reminders to the address that a mail went to; its reader need not sign in.

    Raises:
        Missing: If the token is none, or the address is another by now.
    """
    found = reaching.address_of_token(token)
    if found is None:
        raise Missing("这个链接已经失效。要改提醒，请登录后打开“提醒设置”")
    posts = memberships_of(found.person, timezone.localdate(now))
    root = posts[0].root_id if posts else 0
    reader = SystemActor(root_id=root, role="", label="收件人")
    with act("inbox.stop_mails", actor=reader, now=now) as doing:
        doing.on(PERSON, found.person_id, way=found.way)
        Address.objects.filter(pk=found.pk).update(kinds=[], daily_since=None)


def _open(way: Way) -> Way:
    if way not in reaching.open_ways():
        raise Refused("本系统没有接通这种方式，不能发到个人", field="value")
    return way


def _locked(actor: Membership, way: Way, doing: Act) -> Address:
    """Return the person's address of the way, none other of theirs being changed meanwhile."""
    doing.on(PERSON, actor.person_id, way=str(way))
    Person.objects.select_for_update().filter(pk=actor.person_id).first()
    address, _made = Address.objects.get_or_create(person_id=actor.person_id, way=way)
    return address


def _send_code(address: Address, now: datetime) -> None:
    codes = Delivery.objects.filter(address__person=address.person_id, proof=True)
    sent = codes.order_by("-made_at", "-pk").values_list("made_at", flat=True)
    rules_own.check_codes(list(sent[: rules_own.MOST_CODES]), now)
    address.code = f"{secrets.randbelow(10**6):06}"
    address.code_until, address.guesses = now + rules_own.CODE_LIVES, 0
    address.save()
    text = rules_own.code_text()
    Delivery.objects.create(address=address, proof=True, text=text, made_at=now, due_at=now)
