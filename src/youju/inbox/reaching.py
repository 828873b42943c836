"""People reached at addresses of their own: which messages go there, the daily mail, and the sending.

Nothing leaves but for which unit something came, of which kind, and the page to look at.
"""

from __future__ import annotations

import smtplib
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.inbox import registry, rules, rules_own
from youju.inbox.awake import moments_of
from youju.inbox.models import Address, Delivery, Message
from youju.inbox.rules_own import Way
from youju.organisations.queries import Membership, Sealed, memberships_of

SALT = "inbox.stop"
PATIENCE = 8.0  # seconds for another server to answer
READ_BACK = 4096  # bytes of a gateway's answer that are looked at


def open_ways() -> list[Way]:
    """Return by which ways people can be reached: those that the environment sets up."""
    set_up = {Way.MAIL: settings.EMAIL_HOST, Way.SMS: settings.SMS_URL}
    return [way for way in Way if set_up[way]]


def queued_for(
    to: Sequence[Membership], kind: str, url: str, moments: Mapping[int, datetime], now: datetime
) -> list[Delivery]:
    """Return a message to each address of the recipients that wants the kind, once however many posts
    of a person are told. An address with a daily mail waits for that, unless the kind is urgent."""
    ways = open_ways()
    if not ways:
        return []
    people = {one.person_id: one for one in reversed(to)}
    rows = Address.objects.filter(person__in=people, way__in=ways, proved_at__isnull=False)
    if kind not in registry.URGENT:
        rows = rows.filter(daily_since=None)
    made = []
    for address in rows:
        if kind in address.kinds:
            unit = people[address.person_id].unit.short_name
            text = rules.outgoing_text(unit, registry.label_of(kind))
            due = moments[address.person_id]
            made.append(Delivery(address=address, text=text, url=url, made_at=now, due_at=due))
    return made


def make_daily(*, now: datetime) -> int:
    """Queue the daily mails that are due, each once; return how many.

    Somebody in quiet hours gets theirs after them; nobody gets one that says nothing is unread.
    """
    if Way.MAIL not in open_ways():
        return 0
    here = timezone.localtime(now)
    turn = rules_own.daily_turn(here)
    waiting = Address.objects.filter(daily_since__lt=turn, proved_at__isnull=False)
    made = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        with transaction.atomic():
            rows = waiting.select_for_update(skip_locked=True, of=("self",))
            address = rows.select_related("person").filter(pk=pk).first()
            if address is None or not _is_awake(address, here):
                continue
            text = _unread_text(address, now)
            address.daily_since = now
            address.save(update_fields=["daily_since"])
            if text:
                seen = reverse("inbox:index") + "?show=unread"
                row = {"text": text, "url": seen, "made_at": now, "due_at": now}
                Delivery.objects.create(address=address, **row)
                made += 1
    return made


def _is_awake(address: Address, here: datetime) -> bool:
    return moments_of([address.person_id], here)[address.person_id] <= here


def _unread_text(address: Address, now: datetime) -> str:
    """Return what the daily mail says: unread messages since the last one that would not come by themselves."""
    posts = memberships_of(address.person, timezone.localdate(now))
    kinds = set(address.kinds) - registry.URGENT
    told = Message.objects.filter(membership__in=posts, kind__in=kinds, read_at=None)
    fresh = told.filter(at__gt=address.daily_since).order_by("pk").values_list("kind", flat=True)
    counts = Counter(registry.label_of(kind) for kind in fresh)
    return rules_own.daily_text(counts.most_common()) if counts else ""


def why_not(delivery: Delivery, now: datetime) -> str:
    """Return why a message to an own address is not to be sent any more; "" where it is."""
    address = delivery.address
    if address is None:
        return ""
    if delivery.proof:
        newest = delivery.made_at + rules_own.CODE_LIVES == address.code_until
        fresh = newest and address.asks_code and now <= delivery.made_at + rules_own.CODE_LIVES
        return "" if fresh else _("验证码已经用过、换过或过期")
    return "" if address.is_proved else _("本人已换掉或停用这个地址")


def send(delivery: Delivery, address: Address) -> str:
    """Send to an own address; return "" or why it was not taken, without the address."""
    if address.way not in open_ways():
        return _("没有接通")
    text = delivery.text
    if delivery.proof:
        text = text.replace(rules_own.HIDDEN, _plain(address.code))
    page = settings.PUBLIC_URL + delivery.url if delivery.url else ""
    try:
        if address.way == Way.MAIL:
            _mail(delivery, address, text, page)
            return ""
        return _text(delivery, _plain(address.value), f"{text}{page}")
    except smtplib.SMTPRecipientsRefused:
        return _("收件的邮箱不存在或拒收")
    except smtplib.SMTPResponseException as error:
        return rules_own.refused_by(error.smtp_code)
    except urllib.error.HTTPError as error:
        return rules_own.refused_by(error.code)
    except (OSError, smtplib.SMTPException):
        return _("连不上对方，或对方没有回答")


def _plain(value: Any) -> str:
    return value.open() if isinstance(value, Sealed) else str(value)


def _id_of(delivery: Delivery) -> str:
    """Return by what the other side knows a message that is sent again after a broken answer."""
    return str(uuid5(NAMESPACE_URL, f"youju:{delivery.pk}:{delivery.made_at.isoformat()}"))


def _mail(delivery: Delivery, address: Address, text: str, page: str) -> None:
    sender = settings.DEFAULT_FROM_EMAIL
    headers = {"Message-ID": f"<{_id_of(delivery)}@{sender.rpartition('@')[2].rstrip('>')}>"}
    subject, body = _("【有据】验证码"), text
    if not delivery.proof:
        stop = settings.PUBLIC_URL + reverse("inbox:stop", args=[stop_token(address)])
        subject = text.split("。")[0]
        body = f"{text}\n{page}\n\n" + _("不想再收到这样的邮件：") + stop
        headers |= {
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        }
    EmailMessage(subject, body, sender, [_plain(address.value)], headers=headers).send()


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing: what is signed for one gateway is for no other."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        return None


def _text(delivery: Delivery, phone: str, text: str) -> str:
    moment, name = timezone.now().isoformat(timespec="seconds"), _id_of(delivery)
    kind, body = rules_own.body_of(settings.SMS_BODY, phone=phone, text=text, id=name, time=moment)
    headers = {"Content-Type": kind, "Idempotency-Key": name, "X-Youju-Time": moment}
    if settings.SMS_SECRET:
        signed = rules_own.signature_of(settings.SMS_SECRET, moment, body)
        headers["X-Youju-Signature"] = f"sha256={signed}"
    request = urllib.request.Request(settings.SMS_URL, body, headers, method="POST")  # noqa: S310 - the settings let in http and https alone
    with urllib.request.build_opener(_Stay).open(request, timeout=PATIENCE) as answer:
        said = answer.read(READ_BACK).decode(errors="replace")
    return "" if settings.SMS_TAKEN in said else _("网关回答没有收下，请核对账号和模板")


def stop_token(address: Address) -> str:
    """Return what in a mail lets its reader stop the mails: worthless once the address is another."""
    proved = address.proved_at.isoformat() if address.proved_at else ""
    return signing.dumps([address.pk, proved], salt=SALT)


def address_of_token(token: str) -> Address | None:
    """Return the address whose mails the token may stop, if it is still the same."""
    try:
        pk, proved = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    found = Address.objects.filter(pk=pk, proved_at__isnull=False).first()
    same = found and found.proved_at and found.proved_at.isoformat() == proved
    return found if same else None
