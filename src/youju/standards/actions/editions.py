"""Importing editions, putting them in force, closing them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.standards.loader import accepted, read_edition
from youju.standards.models import Edition
from youju.standards.publish import EDITION_KIND, publish_edition, shipped_samples
from youju.standards.reading.files import check_file

__all__ = ["close_edition", "enable_sample", "import_edition", "put_in_force"]


def root_of(member: Membership) -> Unit:
    """Return the unit at the top of the member's tree, where editions stay."""
    if member.unit.pk == member.root_id:
        return member.unit
    raise Refused(_("测评体系由最上级的创建办导入和启用，请联系上级创建办。"))


def import_edition(
    content: bytes, name: str, *, actor: Membership, now: datetime, key: UUID
) -> Edition:
    """Keep the edition of a file as a draft at the root of the actor's tree.

    Raises:
        Refused: With every fault of the file and its line; nothing is kept.
    """
    member = require(actor, May.CONFIGURE)
    read = check_file(content, name)
    return publish_edition(
        accepted(read.checked),
        unit=root_of(member),
        source=read.source,
        state=Edition.State.DRAFT,
        actor=member,
        now=now,
        key=key,
    )


def enable_sample(code: str, *, actor: Membership, now: datetime, key: UUID) -> Edition:
    """Put one of the shipped sample editions in force at the root."""
    member = require(actor, May.CONFIGURE)
    path = shipped_samples().get(code)
    if path is None:
        raise Missing(_("没有这套样例"))
    text = path.read_text(encoding="utf-8")
    return publish_edition(
        read_edition(text),
        unit=root_of(member),
        source=text,
        state=Edition.State.CURRENT,
        actor=member,
        now=now,
        key=key,
    )


def put_in_force(edition_id: int, *, actor: Membership, now: datetime, key: UUID) -> Edition:
    """Let units be measured by an edition."""
    return _turn(edition_id, Edition.State.CURRENT, "put_in_force", actor, now, key)


def close_edition(edition_id: int, *, actor: Membership, now: datetime, key: UUID) -> Edition:
    """Measure by an edition no more; what was found stays."""
    return _turn(edition_id, Edition.State.CLOSED, "close_edition", actor, now, key)


def _turn(
    edition_id: int, to: Edition.State, name: str, actor: Membership, now: datetime, key: UUID
) -> Edition:
    with act(f"standards.{name}", actor=actor, now=now, key=key) as doing:
        rows = Edition.objects.select_for_update(of=("self",)).select_related("unit")
        edition = rows.filter(pk=edition_id, root_id=actor.root_id).first()
        if edition is None:
            raise Missing(_("没有这套测评体系，或者不在您的查看范围内"))
        require(actor, May.CONFIGURE, edition.unit)
        if doing.replayed:
            return edition
        if edition.state == to:
            told = {"state": edition.get_state_display()}
            raise Refused(_("这套测评体系已经是“%(state)s”") % told)
        edition.state = to
        edition.save(update_fields=["state"])
        doing.on(EDITION_KIND, edition.pk, state=to.value)
    return edition
