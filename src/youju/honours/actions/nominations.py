"""Nominating, reviewing, taking back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Actor, act
from youju.evidence.actions import set_links
from youju.evidence.queries import Role
from youju.honours import notify
from youju.honours.actions.frame import keep_nomination, locked_nomination, locked_selection
from youju.honours.measures import NOMINATION_KIND
from youju.honours.models import Nomination, Selection
from youju.honours.rules import stages, texts
from youju.honours.rules.kinds import BEST_VOLUNTEERS
from youju.honours.rules.stages import STATES, Stage, State
from youju.kernel.crypto import mask_name
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.organisations.rules import check_phone
from youju.volunteers.queries.seen import volunteer_of


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a nomination tells.

    Attributes:
        name: Of the person, unit or household.
        about: Who he is in a few words: 退休教师.
        consent: The nominee agreed; `by_guardian` for minors.
        shows_name: The nominee agreed that the public reads the name after an award.
        nominator, nominator_phone: Of a member of the public; kept protected.
        volunteer: Id in the register of volunteers, whose name and confirmed hours are taken.
        hours: Of somebody who is not in the register; compared within the selection alone.
    """

    category: str
    name: str
    deeds: str
    about: str = ""
    phone: str = ""
    consent: bool = False
    by_guardian: bool = False
    shows_name: bool = False
    nominator: str = ""
    nominator_phone: str = ""
    volunteer: int = 0
    hours: Decimal | None = None


def nominate(
    selection_id: int,
    told: Proposed,
    *,
    unit: Unit,
    photos: Sequence[int] = (),
    actor: Actor,
    now: datetime,
    key: UUID | None,
) -> Nomination:
    """Propose somebody: a unit for its own, or somebody of the public where the selection is open to it.

    Args:
        unit: Where the nominee belongs; for a member it must be the own unit or below.
        actor: A member, or the system for somebody who does not sign in.
    """
    with act("honours.nominate", actor=actor, now=now, key=key) as doing:
        selection = locked_selection(selection_id)
        if doing.replayed:
            return Nomination.objects.select_related("unit", "selection").get(pk=doing.subject_id)
        member = actor if isinstance(actor, Membership) else None
        _check_where(selection, unit, member)
        stages.check_at(selection.at, (Stage.NOMINATE,))
        today = timezone.localdate(now)
        if today > selection.nominate_until:
            raise Refused(_("推荐已经截止。"))
        one = Nomination(root_id=selection.root_id, selection=selection, unit=unit)
        one.from_public, one.made_by = member is None, member
        one.nominated_on, one.made_at, one.made_by_label = today, now, actor.label
        _word(one, told)
        _check_double(one)
        one.save()
        if member is not None and photos:
            _show(one, photos, member, now)
        keep_nomination(doing, one, "推荐", actor=actor, now=now)
        title = _("%(title)s：收到推荐") % {"title": selection.title}
        if member is None or not member.unit.covers(selection.unit):
            notify.tell(selection.unit, "honours.nominated", title, one.get_absolute_url(), now)
    return one


def _check_where(selection: Selection, unit: Unit, member: Membership | None) -> None:
    if member is None:
        if not selection.open_to_public:
            raise Refused(_("这项评选由单位推荐，不收群众推荐。"))
    else:
        require(member, May.RECORD, unit)
    if not selection.unit.covers(unit):
        told = _("%(unit)s不在这项评选的范围内。") % {"unit": unit.name}
        raise Refused(told, field="unit")


def _word(one: Nomination, told: Proposed) -> None:
    """Take the words of a nomination; refuse what is wrong with them."""
    minor = one.selection.of_kind.minor
    told = _registered(one, told)
    if told.category not in one.selection.seats:
        raise Refused(_("选一个类别。"), field="category")
    name = texts.check_text(told.name, "name", _("写明姓名或名称。"), texts.NAME)
    one.category, one.deeds = told.category, texts.check_deeds(told.deeds)
    texts.check_consent(told.consent, told.by_guardian, minor)
    for phone, field in ((told.phone, "phone"), (told.nominator_phone, "nominator_phone")):
        try:
            check_phone(phone.strip())
        except Refused as refusal:
            raise Refused(refusal.message, field=field) from refusal
    one.name, one.full_name = (mask_name(name), name) if minor else (name, "")
    one.phone, one.about = told.phone.strip(), told.about.strip()[:60]
    one.consent, one.by_guardian = True, told.by_guardian
    one.shows_name = told.shows_name and not minor
    if one.from_public:
        why = _("写明您的姓名，核实时要联系您。")
        one.nominator = texts.check_text(told.nominator, "nominator", why, 20)
        why = _("写明您的电话，核实时要联系您。")
        one.nominator_phone = texts.check_text(told.nominator_phone, "nominator_phone", why, 20)
    if told.hours is not None and not 0 <= told.hours <= 100_000:
        raise Refused(_("服务时长不对，请核对。"), field="hours")
    one.hours = told.hours


def _registered(one: Nomination, told: Proposed) -> Proposed:
    """Return what was told, with name and hours of the register where somebody is named by it."""
    if not told.volunteer:
        return told
    if one.selection.kind != BEST_VOLUNTEERS:
        raise Refused(_("只有优秀志愿者评选从志愿者名册选人。"), field="volunteer")
    found = volunteer_of(one.unit, told.volunteer)
    hours = (Decimal(found.minutes) / 60).quantize(Decimal("0.1"))
    return replace(told, name=found.name, hours=hours)


def _check_double(one: Nomination) -> None:
    """Refuse the same name twice from the same unit; of the public many may name the same."""
    if one.from_public or one.selection.of_kind.minor:
        return
    rows = Nomination.objects.filter(
        selection=one.selection, unit=one.unit, name=one.name, from_public=False
    ).exclude(pk=one.pk)
    if rows.exclude(state=State.WITHDRAWN).exists():
        raise Refused(_("这个单位已经推荐过“%(name)s”。") % {"name": one.name}, field="name")


def _show(one: Nomination, photos: Sequence[int], member: Membership, now: datetime) -> None:
    set_links(
        NOMINATION_KIND, one.pk, photos, unit=one.unit, role=Role.PROOF, actor=member, now=now
    )


def change_nomination(
    nomination_id: int,
    told: Proposed,
    *,
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Nomination:
    """Put right what was proposed, before the review or after it was sent back."""
    with act("honours.change_nomination", actor=actor, now=now, key=key) as doing:
        one = locked_nomination(nomination_id)
        require(actor, May.RECORD, one.unit)
        if doing.replayed:
            return one
        stages.check_at(one.selection.at, (Stage.NOMINATE, Stage.REVIEW))
        if one.at is State.RETURNED:
            stages.check_state(one.at, State.PROPOSED)
        elif one.at is not State.PROPOSED:
            raise Refused(_("审核以后不能再改。"))
        kept = (one.nominator, one.nominator_phone, one.from_public)
        one.from_public = False
        _word(one, told)
        one.nominator, one.nominator_phone, one.from_public = kept
        _check_double(one)
        one.state = State.PROPOSED
        one.save()
        if photos:
            _show(one, photos, actor, now)
        keep_nomination(doing, one, "修改推荐", actor=actor, now=now)
    return one


RESULTS = {"pass": State.PASSED, "return": State.RETURNED, "refuse": State.REFUSED}


def review_nomination(
    nomination_id: int,
    *,
    result: str,
    note: str = "",
    public_words: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Nomination:
    """Pass a nomination with the words that the public will read, send it back, or refuse it.

    Nobody reviews what they proposed themselves.
    """
    with act("honours.review_nomination", actor=actor, now=now, key=key) as doing:
        one = locked_nomination(nomination_id)
        require(actor, May.ARRANGE, one.selection.unit)
        if doing.replayed:
            return one
        stages.check_at(one.selection.at, (Stage.NOMINATE, Stage.REVIEW))
        to = RESULTS[result]
        stages.check_state(one.at, to)
        stages.check_reviewer(actor.person_id, one.made_by.person_id if one.made_by else None)
        if to is State.PASSED:
            why = _("写明公示给群众看的事迹，不写电话、住址。")
            one.public_words = texts.check_text(public_words, "public_words", why, texts.SHOWN)
            one.reason = note.strip()[: texts.NOTE]
        else:
            why = _("写明理由，推荐单位会看到。")
            one.reason = texts.check_text(note, "note", why, texts.NOTE)
        one.state = to
        one.save()
        keep_nomination(doing, one, STATES[to], actor=actor, now=now, note=one.reason)
        title = _("%(title)s：%(state)s") % {"title": one.selection.title, "state": STATES[to]}
        if one.unit_id != actor.unit_id:
            notify.tell(one.unit, "honours.reviewed", title, one.get_absolute_url(), now)
    return one


def withdraw_nomination(
    nomination_id: int, *, note: str, actor: Membership, now: datetime, key: UUID | None
) -> Nomination:
    """Take a nomination back, and say why; it is no longer counted."""
    with act("honours.withdraw_nomination", actor=actor, now=now, key=key) as doing:
        one = locked_nomination(nomination_id)
        require(actor, May.RECORD, one.unit)
        if doing.replayed:
            return one
        stages.check_state(one.at, State.WITHDRAWN)
        stages.check_at(one.selection.at, (Stage.NOMINATE, Stage.REVIEW, Stage.NOTICE))
        one.reason = texts.check_text(note, "note", _("写明撤回的原因。"), texts.NOTE)
        one.state = State.WITHDRAWN
        one.save(update_fields=["state", "reason"])
        keep_nomination(doing, one, "撤回推荐", actor=actor, now=now, note=one.reason)
    return one
