"""Certificates: announced, stopped or issued after seven days, revoked."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from youju.organisations.queries import Membership
from youju.volunteers import measures
from youju.volunteers.actions.frame import act_on
from youju.volunteers.models import Certificate, Volunteer
from youju.volunteers.numbering import take_serial
from youju.volunteers.queries.certificates import certified_minutes
from youju.volunteers.rules import certificates as rules
from youju.volunteers.rules.certificates import State


def notice_certificate(
    volunteer_id: int,
    *,
    since: date,
    until: date,
    content: str,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Certificate:
    """Announce within the house that a certificate is to be issued, with the hours confirmed so far."""
    with act_on("notice_certificate", Volunteer, volunteer_id, actor=actor, now=now, key=key) as (
        doing,
        one,
    ):
        if doing.replayed:
            return Certificate.objects.get(pk=doing.subject_id)
        today = timezone.localdate(now)
        minutes = certified_minutes(one, since, until)
        rules.check_span(since, until, today, minutes)
        running = Certificate.objects.filter(volunteer=one, state=State.NOTICED)
        rules.check_single(running.values_list("noticed_on", flat=True).first())
        made = Certificate.objects.create(
            unit=one.unit,
            volunteer=one,
            since=since,
            until=until,
            minutes=minutes,
            content=content.strip(),
            noticed_on=today,
        )
        doing.on(measures.CERTIFICATE, made.pk)
    return made


def stop_certificate(
    certificate_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID | None = None
) -> Certificate:
    """Stop a certificate within its notice, and say why."""
    return _end("stop_certificate", certificate_id, State.STOPPED, reason, actor, now, key)


def revoke_certificate(
    certificate_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID | None = None
) -> Certificate:
    """Revoke an issued certificate; its check page says so from then on."""
    return _end("revoke_certificate", certificate_id, State.REVOKED, reason, actor, now, key)


def _end(
    name: str,
    certificate_id: int,
    after: State,
    reason: str,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Certificate:
    with act_on(name, Certificate, certificate_id, actor=actor, now=now, key=key) as (doing, here):
        doing.on(measures.CERTIFICATE, here.pk, reason=reason)
        if not doing.replayed:
            rules.check_change(State(here.state), after)
            rules.check_words(reason)
            here.state, here.reason = after, reason.strip()
            here.save(update_fields=["state", "reason"])
            measures.count_again(measures.CERTIFICATE, here, now)
    return here


def issue_certificate(
    certificate_id: int,
    *,
    responsible: str,
    handler: str,
    contact: str,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Certificate:
    """Issue a certificate under a number and a code to check it by, with the hours as they are now."""
    with act_on(
        "issue_certificate", Certificate, certificate_id, actor=actor, now=now, key=key
    ) as (doing, here):
        doing.on(measures.CERTIFICATE, here.pk)
        if not doing.replayed:
            today = timezone.localdate(now)
            rules.check_change(State(here.state), State.ISSUED)
            rules.check_issue(here.noticed_on, today, responsible, handler)
            here.minutes = certified_minutes(here.volunteer, here.since, here.until)
            rules.check_span(here.since, here.until, today, here.minutes)
            serial = take_serial(f"certificate:{here.unit_id}:{today.year}", here.unit.root_id)
            here.number = rules.number_of(here.unit.short_name, today.year, serial)
            here.code = secrets.token_hex(6).upper()
            here.state, here.issued_on = State.ISSUED, today
            here.responsible, here.handler = responsible.strip(), handler.strip()
            here.contact, here.signed = contact.strip(), here.unit.signature
            here.save()
            measures.count_again(measures.CERTIFICATE, here, now)
    return here
