"""The register: applying, registering, leaving, and what is known of a volunteer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Actor, act
from youju.kernel.crypto import mask_name
from youju.kernel.refusal import Refused
from youju.kernel.text import NOTHING, pinyin_of
from youju.organisations.queries import Membership, Person, Unit
from youju.organisations.rules import check_phone
from youju.volunteers import measures
from youju.volunteers.actions.frame import act_at, act_on
from youju.volunteers.models import Assessment, Volunteer
from youju.volunteers.numbering import take_serial
from youju.volunteers.rules import register as rules
from youju.volunteers.rules.register import State
from youju.volunteers.secrets import phone_index, phone_indexes


@dataclass(frozen=True, slots=True)
class About:
    """What somebody tells of themselves to stand in the register.

    Attributes:
        adult: They are 18 or older; others are not kept one by one.
        consent: They agree that this is kept.
        card_phone: What may be printed on the contact card.
    """

    name: str
    phone: str = ""
    skills: str = ""
    services: str = ""
    card_phone: str = ""
    adult: bool = True
    consent: bool = True


def apply(
    unit: Unit,
    about: About,
    *,
    person: Person | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Volunteer:
    """Apply for oneself: whoever is signed in for their own account, anyone else through the public
    pages. The unit registers."""
    with act("volunteers.apply", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Volunteer.objects.get(pk=doing.subject_id)
        if person is not None and Volunteer.objects.filter(person=person).exists():
            raise Refused(_("您已经申请过，看“我的服务”。"))
        made = _new(unit, about, timezone.localdate(now))
        made.person = person
        made.save()
        doing.on(measures.VOLUNTEER, made.pk)
    return made


def add_volunteer(
    unit: Unit,
    about: About,
    *,
    registered_on: date | None = None,
    person: Person | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Volunteer:
    """Register somebody at once: from a form on paper, or a list."""
    with act_at("add_volunteer", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Volunteer.objects.get(pk=doing.subject_id)
        today = timezone.localdate(now)
        on = registered_on or today
        if on > today:
            raise Refused(_("注册日期还没有到。"), field="registered_on")
        made = _new(unit, about, on)
        made.person = person
        _register(made, on)
        made.save()
        measures.count_again(measures.VOLUNTEER, made, now)
        doing.on(measures.VOLUNTEER, made.pk, number=made.number)
    return made


def _new(unit: Unit, about: About, on: date) -> Volunteer:
    made = Volunteer(root_id=unit.root_id, unit=unit, applied_on=on, consent_on=on)
    _fill(made, about)
    return made


def _fill(one: Volunteer, about: About) -> None:
    rules.check_person(about.name, about.adult, about.consent)
    for phone in (about.phone, about.card_phone):
        check_phone(phone)
    if about.phone:
        same = Volunteer.objects.filter(
            root_id=one.root_id, phone_index__in=phone_indexes(about.phone)
        )
        other = same.exclude(pk=one.pk).exclude(state=State.DECLINED).first()
        rules.check_double(mask_name(other.name) if other else "")
    one.name, one.pinyin = about.name.strip(), pinyin_of(about.name.strip(), name=True)[:120]
    one.phone, one.phone_index = about.phone, phone_index(about.phone)
    one.skills, one.services, one.card_phone = about.skills, about.services, about.card_phone


def _register(one: Volunteer, on: date) -> None:
    one.state, one.registered_on = State.REGISTERED, on
    code = _code_near(one.unit)
    head = rules.number_head(code, on.year)
    whose = one.unit.root_id if code else 0  # places without a code share their numbers
    one.number = rules.full_number(head, take_serial(head, whose))


def _code_near(unit: Unit) -> str:
    """Return the division code of the unit, else of the nearest above it. A grid's has another form."""
    coded = Unit.objects.filter(pk__in=unit.ancestor_ids, code__isnull=False).exclude(
        kind=Unit.Kind.GRID
    )
    return coded.order_by("-path").values_list("code", flat=True).first() or ""


def decide(
    volunteer_id: int,
    *,
    accepted: bool,
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Volunteer:
    """Register whoever applied, or decline and say why."""
    with act_on("decide", Volunteer, volunteer_id, actor=actor, now=now, key=key) as (doing, one):
        doing.on(measures.VOLUNTEER, one.pk, accepted=accepted)
        if doing.replayed:
            return one
        after = State.REGISTERED if accepted else State.DECLINED
        rules.check_change(State(one.state), after)
        if accepted:
            _register(one, timezone.localdate(now))
        elif not note.strip():
            raise Refused(_("写明不予登记的原因。"), field="note")
        one.state, one.note = after, note.strip()
        one.save()
        measures.count_again(measures.VOLUNTEER, one, now)
    return one


def change_volunteer(
    volunteer_id: int,
    about: About,
    *,
    keep_phone: bool = False,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Volunteer:
    """Put right what is known of a volunteer. An empty phone leaves the one that is kept, 无 takes it out."""
    with act_on("change_volunteer", Volunteer, volunteer_id, actor=actor, now=now, key=key) as (
        doing,
        one,
    ):
        doing.on(measures.VOLUNTEER, one.pk)
        if not doing.replayed:
            phone, index, card = one.phone, one.phone_index, one.card_phone
            gone: dict[str, Any] = {
                name: "" for name in ("phone", "card_phone") if getattr(about, name) == NOTHING
            }
            _fill(one, replace(about, **gone))
            if keep_phone and not about.phone:
                one.phone, one.phone_index = phone, index
            if keep_phone and not about.card_phone:
                one.card_phone = card
            one.save()
    return one


def leave(
    volunteer_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Volunteer:
    """Take a volunteer out of the register; hours, trainings and certificates stay."""
    with act_on("leave", Volunteer, volunteer_id, actor=actor, now=now, key=key) as (doing, one):
        doing.on(measures.VOLUNTEER, one.pk)
        if not doing.replayed:
            rules.check_change(State(one.state), State.LEFT)
            rules.check_leaving(on, _registered_on(one), timezone.localdate(now))
            one.state, one.left_on = State.LEFT, on
            one.save(update_fields=["state", "left_on"])
            one.teams.filter(until=None).update(until=on)
            measures.count_again(measures.VOLUNTEER, one, now)
            for member in one.teams.filter(until=on).select_related("team__unit"):
                measures.count_again(measures.TEAM, member.team, now)
    return one


def come_back(
    volunteer_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Volunteer:
    """Register somebody again who had left, under the same number."""
    with act_on("come_back", Volunteer, volunteer_id, actor=actor, now=now, key=key) as (
        doing,
        one,
    ):
        doing.on(measures.VOLUNTEER, one.pk)
        if not doing.replayed:
            if one.state != State.LEFT:
                raise Refused(_("没有退出过，不用重新注册。"))
            one.state, one.left_on = State.REGISTERED, None
            one.save(update_fields=["state", "left_on"])
            measures.count_again(measures.VOLUNTEER, one, now)
    return one


def link_account(
    volunteer_id: int, *, to: Membership, actor: Membership, now: datetime, key: UUID | None = None
) -> Volunteer:
    """Say which account is this volunteer's, so that they see 我的服务 when signed in."""
    with act_on("link_account", Volunteer, volunteer_id, actor=actor, now=now, key=key) as (
        doing,
        one,
    ):
        doing.on(measures.VOLUNTEER, one.pk)
        if not doing.replayed:
            if Volunteer.objects.filter(person=to.person_id).exclude(pk=one.pk).exists():
                raise Refused(_("这个账号已属于另一名志愿者。"), field="to")
            one.person = to.person
            one.save(update_fields=["person"])
    return one


def assess(
    volunteer_id: int,
    year: int,
    grade: rules.Grade,
    *,
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Assessment:
    """Keep how a volunteer did in a year; made again it replaces the one before."""
    with act_on("assess", Volunteer, volunteer_id, actor=actor, now=now, key=key) as (doing, one):
        if doing.replayed:
            return Assessment.objects.get(pk=doing.subject_id)
        rules.check_active(State(one.state))
        today = timezone.localdate(now)
        rules.check_assessment(year, _registered_on(one), today)
        told = {"grade": grade, "note": note.strip(), "on": today, "by_label": actor.label}
        made, _new = Assessment.objects.update_or_create(volunteer=one, year=year, defaults=told)
        measures.count_again(measures.ASSESSMENT, made, now)
        doing.on(measures.ASSESSMENT, made.pk, year=year)
    return made


def _registered_on(one: Volunteer) -> date:
    return one.registered_on or one.applied_on
