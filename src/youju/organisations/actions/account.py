"""The way in and out, passwords and second factors: acts of a person on the own account."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from youju.audit.actions import SystemActor, act, record
from youju.audit.queries import Outcome
from youju.kernel.refusal import Forbidden, Refused
from youju.organisations.models import Membership, Person, RecoveryCode, SignIn
from youju.organisations.queries import memberships_of

RECOVERY_CODES = 10
CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that look alike


def actor_for(person: Person | None, label: str, today: datetime) -> Membership | SystemActor:
    """Return whom the log names: the person's first post, or the bare name where there is none."""
    held = memberships_of(person, timezone.localdate(today)).first() if person else None
    person_id = person.pk if person else None
    return held or SystemActor(person_id=person_id, role="", label=label[:40])


def signed_in(
    person: Person, session_key: str, address: str | None, agent: str, *, now: datetime
) -> SignIn:
    """Note the session that began."""
    with transaction.atomic():
        began = SignIn.objects.create(
            person=person, session_key=session_key, at=now, address=address, agent=agent[:200]
        )
        actor = actor_for(person, person.name, now)
        record(
            "organisations.sign_in",
            Outcome.SIGNED_IN,
            actor=actor,
            now=now,
            kind="organisations.person",
            subject_id=person.pk,
            address=address,
        )
    return began


def choose_language(person: Person, language: str, *, now: datetime) -> None:
    """Keep the language that the person's pages speak."""
    actor = actor_for(person, person.name, now)
    with act("organisations.choose_language", actor=actor, now=now) as doing:
        if language not in dict(settings.LANGUAGES):
            raise Refused(_("没有这种语言，请重新选择"), field="language")
        person.language = language
        person.save(update_fields=["language"])
        doing.on("organisations.person", person.pk, language=language)


def sign_in_failed(username: str, address: str | None, *, now: datetime) -> None:
    """Log a sign-in that failed; the asker learns nothing about whether the name exists."""
    person = Person.objects.filter(username=username).first()
    record(
        "organisations.sign_in",
        Outcome.SIGN_IN_FAILED,
        actor=actor_for(person, username, now),
        now=now,
        kind="organisations.person",
        subject_id=person.pk if person else "",
        address=address,
    )


def signed_out(person: Person, session_key: str | None, *, now: datetime) -> None:
    """Note that the person ended the session."""
    with transaction.atomic():
        SignIn.objects.filter(session_key=session_key, ended_at=None).update(ended_at=now)
        record(
            "organisations.sign_out",
            Outcome.SIGNED_OUT,
            actor=actor_for(person, person.name, now),
            now=now,
            kind="organisations.person",
            subject_id=person.pk,
        )


def choose_post(person: Person, membership_id: int, *, now: datetime) -> Membership:
    """Return the post to act under, if the person holds it today."""
    found = memberships_of(person, timezone.localdate(now)).filter(pk=membership_id).first()
    if found is None:
        raise Forbidden("您今天不在这个岗位上，请重新选择", field="membership")
    return found


def check_password(password: str, person: Person) -> None:
    """Refuse a password that breaks the rules, with all reasons at once."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused("；".join(error.messages), field="new_password") from error


def change_password(person: Person, old: str, new: str, *, now: datetime) -> None:
    """Change the own password. Other sessions of the person end."""
    with act(
        "organisations.change_password", actor=actor_for(person, person.name, now), now=now
    ) as doing:
        doing.on("organisations.person", person.pk)
        if not person.check_password(old):
            raise Refused("现在的密码不对，请重新输入", field="old_password")
        if old == new:
            raise Refused("新密码与现在的相同，请换一个", field="new_password")
        check_password(new, person)
        person.set_password(new)
        person.must_change_password = False
        person.save(update_fields=["password", "must_change_password"])


def end_session(sign_in: SignIn, *, now: datetime) -> None:
    """End a session at once. The caller has checked who may."""
    SessionStore(sign_in.session_key).delete()
    SignIn.objects.filter(pk=sign_in.pk, ended_at=None).update(ended_at=now)


def start_second_factor(person: Person) -> TOTPDevice:
    """Return the device being enrolled, with a fresh secret if there is none under way."""
    device, _made = TOTPDevice.objects.get_or_create(
        user=person, confirmed=False, defaults={"name": "手机"}
    )
    return device


def recovery_digest(code: str) -> str:
    """Return what is kept of a recovery code."""
    plain = code.strip().lower().replace("-", "").replace(" ", "")
    return hmac.new(settings.SECRET_KEY.encode(), plain.encode(), hashlib.sha256).hexdigest()


def _fresh_codes(person: Person) -> list[str]:
    codes = [
        "".join(secrets.choice(CODE_LETTERS) for _ in range(10)) for _ in range(RECOVERY_CODES)
    ]
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=recovery_digest(code)) for code in codes
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def confirm_second_factor(
    person: Person, code: str, *, now: datetime
) -> tuple[TOTPDevice, list[str]]:
    """Finish enrolling with a first code. Returns the device and the recovery codes, shown once."""
    device = start_second_factor(person)
    accepted = device.verify_token(code.strip())
    with act(
        "organisations.enrol_second_factor", actor=actor_for(person, person.name, now), now=now
    ) as doing:
        doing.on("organisations.person", person.pk)
        if not accepted:
            raise Refused("口令不对。请核对手机时间，等下一个口令再输", field="code")
        TOTPDevice.objects.filter(user=person, confirmed=True).delete()
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        return device, _fresh_codes(person)


def use_recovery_code(person: Person, code: str, *, now: datetime) -> bool:
    """Use up a recovery code. Returns whether it was one."""
    unused = RecoveryCode.objects.filter(person=person, digest=recovery_digest(code), used_at=None)
    return unused.update(used_at=now) == 1
