"""Importing editions, putting them in force, closing and discarding them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.facts import actions as facts
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.actions import Actor
from youju.organisations.queries import May, Membership, Unit, require
from youju.search.actions import drop
from youju.standards.duties_measures import source_of
from youju.standards.loader import accepted, read_edition
from youju.standards.models import Duty, Edition, Item
from youju.standards.publish import EDITION_KIND, ITEM_KIND, publish_edition, shipped_samples
from youju.standards.reading.files import check_file

__all__ = ["close_edition", "discard_draft", "enable_sample", "import_edition", "put_in_force"]


def root_of(member: Membership) -> Unit:
    """Return the unit at the top of the member's tree, where editions stay.

    Raises:
        Forbidden: To everybody who does not work there.
    """
    if member.unit.pk == member.root_id:
        return member.unit
    raise Forbidden(_("测评体系由最上级的创建办导入和启用，请联系上级创建办。"))


def import_edition(
    content: bytes,
    name: str,
    *,
    given: Mapping[str, str] | None = None,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Edition:
    """Keep the edition of a file as a draft at the root of the actor's tree.

    Args:
        given: Code, name, year or level to take in place of what the file says.

    Raises:
        Refused: With every fault of the file and its line; nothing is kept.
    """
    member = require(actor, May.CONFIGURE)
    unit = root_of(member)
    read = check_file(content, name, given=given)
    return publish_edition(
        accepted(read.checked),
        unit=unit,
        source=read.source,
        state=Edition.State.DRAFT,
        actor=member,
        now=now,
        key=key,
    )


def enable_sample(code: str, *, actor: Actor, now: datetime, key: UUID) -> Edition:
    """Take one of the shipped sample editions: in force at once, or for trial where another edition of
    its level is in force, which a sample never pushes out."""
    if isinstance(actor, Membership):
        unit = root_of(require(actor, May.CONFIGURE))
    else:  # the product itself, when it is first started
        unit = Unit.objects.get(pk=actor.root_id)
    path = shipped_samples().get(code)
    if path is None:
        raise Missing(_("没有这套样例"))
    text = path.read_text(encoding="utf-8")
    spec = read_edition(text)
    held = Edition.objects.filter(root_id=unit.pk, level=spec.level, state=Edition.State.CURRENT)
    state = Edition.State.DRAFT if held.exists() else Edition.State.CURRENT
    return publish_edition(spec, unit=unit, source=text, state=state, actor=actor, now=now, key=key)


def put_in_force(edition_id: int, *, actor: Membership, now: datetime, key: UUID) -> Edition:
    """Let units be measured by an edition; the one of its level that was in force goes out of it."""
    return _turn(edition_id, Edition.State.CURRENT, "put_in_force", actor, now, key)


def close_edition(edition_id: int, *, actor: Membership, now: datetime, key: UUID) -> Edition:
    """Measure by an edition no more; what was found stays."""
    return _turn(edition_id, Edition.State.CLOSED, "close_edition", actor, now, key)


def _turn(
    edition_id: int, to: Edition.State, name: str, actor: Membership, now: datetime, key: UUID
) -> Edition:
    with act(f"standards.{name}", actor=actor, now=now, key=key) as doing:
        rows = _locked(actor)
        edition = _one_of(rows, edition_id)
        require(actor, May.CONFIGURE, edition.unit)
        if doing.replayed:
            return edition
        if edition.state == to:
            told = {"state": edition.get_state_display()}
            raise Refused(_("这套测评体系已经是“%(state)s”") % told)
        before = _in_force_beside(edition, rows) if to == Edition.State.CURRENT else []
        for one in before:
            _close_for(one, edition, actor, now)
        edition.state = to
        edition.save(update_fields=["state"])
        doing.on(EDITION_KIND, edition.pk, state=to.value, instead_of=[one.code for one in before])
    return edition


def _locked(actor: Membership) -> list[Edition]:
    """Return every edition of the root under lock: two put in force at once must see each other."""
    rows = Edition.objects.select_for_update(of=("self",)).select_related("unit")
    return list(rows.filter(root_id=actor.root_id).order_by("pk"))


def _one_of(rows: Iterable[Edition], edition_id: int) -> Edition:
    found = next((one for one in rows if one.pk == edition_id), None)
    if found is None:
        raise Missing(_("没有这套测评体系，或者不在您的查看范围内"))
    return found


def _in_force_beside(edition: Edition, rows: Iterable[Edition]) -> list[Edition]:
    return [
        one
        for one in rows
        if one.pk != edition.pk and one.level == edition.level and one.state == one.State.CURRENT
    ]


def _close_for(edition: Edition, new: Edition, actor: Membership, now: datetime) -> None:
    """Take an edition out of force because another one comes into it; its own entry in the log."""
    with act("standards.close_edition", actor=actor, now=now) as doing:
        edition.state = Edition.State.CLOSED
        edition.save(update_fields=["state"])
        doing.on(EDITION_KIND, edition.pk, state=edition.state, replaced_by=new.code)


def discard_draft(edition_id: int, *, actor: Membership, now: datetime, key: UUID) -> None:
    """Take away an edition on trial that nothing hangs on yet, so that its code is free again.

    Raises:
        Refused: If it was ever in force, or somebody worked by it.
    """
    with act("standards.discard_draft", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return
        edition = _one_of(_locked(actor), edition_id)
        require(actor, May.CONFIGURE, edition.unit)
        if edition.state != Edition.State.DRAFT:
            raise Refused(_("只有试用的体系可以删去；用过的请停用，留作对照。"))
        duties = list(Duty.objects.filter(item__edition=edition))
        if any(one.state != Duty.State.PROPOSED for one in duties):
            raise Refused(_("已经有单位认领或退回了这套体系的分工，不能删去；不用的话请停用。"))
        facts.replace_many([(source_of(one), []) for one in duties], now=now)
        items = Item.objects.filter(edition=edition)
        drop(ITEM_KIND, [str(pk) for pk in items.values_list("pk", flat=True)])
        doing.on(EDITION_KIND, edition.pk, code=edition.code, name=edition.name)
        try:
            edition.delete()
        except ProtectedError as error:
            why = _("已经按这套体系建了档案或抽了样，不能删去；不用的话请停用。")
            raise Refused(why) from error
