"""What a person wants outside: which kinds by which service or at an address of their own, and when not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from youju.audit.actions import act
from youju.inbox import registry, rules
from youju.inbox.models import Address, Mute, Quiet
from youju.inbox.queries import own_addresses
from youju.inbox.rules_own import Way
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership


def choose_reminders(
    muted: Iterable[tuple[str, str]],
    *,
    offered: Iterable[str],
    quiet: rules.QuietHours = rules.NEVER_QUIET,
    own: Mapping[Way, Collection[str]] | None = None,
    daily: bool = False,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> None:
    """Say which kinds of messages the actor's person does not want by which services, which they want at
    addresses of their own, and when none.

    Args:
        muted: Kinds with the service by which they are not wanted.
        offered: The services that were asked about; what was said of others stays.
        own: The kinds for each own address that was asked about; others stay.
        daily: What is not urgent comes to the own mail address once a day.
    """
    wanted, services, own = set(muted), set(offered), own or {}
    with act("inbox.mute", actor=actor, now=now, key=key) as doing:
        kinds = sorted(f"{kind} {service}" for kind, service in wanted)
        mine = {str(way): sorted(its) for way, its in own.items()}
        doing.on(
            "organisations.person",
            actor.person_id,
            muted=kinds,
            quiet=str(quiet),
            own=mine,
            daily=daily,
        )
        if {kind for kind, _service in wanted}.union(*own.values()) - set(registry.KINDS):
            raise Refused("没有这类消息，请刷新页面重选", field="kinds")
        if {service for _kind, service in wanted} - services or services - set(rules.Service):
            raise Refused("没有这种渠道，请刷新页面重选", field="kinds")
        rules.check_quiet(quiet)
        if doing.replayed:
            return
        person = actor.person_id
        Mute.objects.filter(person=person, service__in=services).delete()
        Mute.objects.bulk_create(
            [Mute(person_id=person, kind=kind, service=way) for kind, way in sorted(wanted)]
        )
        hours = {"since": quiet.since, "until": quiet.until, "rest_days": quiet.rest_days}
        Quiet.objects.update_or_create(person_id=person, defaults=hours)
        _choose_own(actor, own, daily, now)


def _choose_own(
    actor: Membership, own: Mapping[Way, Collection[str]], daily: bool, now: datetime
) -> None:
    held = own_addresses(actor)
    for way, kinds in own.items():
        address = held.get(way)
        if address is None or not address.is_proved:
            raise Refused("这个地址还没有验证，请刷新页面", field="kinds")
        since = (address.daily_since or now) if daily and way == Way.MAIL else None
        its = {"kinds": sorted(kinds), "daily_since": since}
        Address.objects.filter(pk=address.pk).update(**its)
