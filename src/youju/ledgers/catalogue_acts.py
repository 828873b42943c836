"""Ledgers of one's own: put in force, changed, taken out of use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.audit.actions import SystemActor, act
from youju.kernel.refusal import Refused
from youju.ledgers.loader import load_ledger
from youju.ledgers.models import LedgerVersion, PutAside
from youju.ledgers.nodes import BadLedger
from youju.ledgers.publish import publish
from youju.ledgers.queries import choosing_root, ledgers_for, shipped_in_use
from youju.organisations.queries import May, Membership, Unit, require


def publish_ledger(
    text: str, *, unit: Unit, actor: Membership, now: datetime, key: UUID
) -> LedgerVersion:
    """Put a ledger of one's own in force for a unit and all below it, or change it.

    Args:
        text: As a catalogue file. Entries made before keep the version they were made under.
    """
    with act("ledgers.publish_ledger", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return LedgerVersion.objects.get(pk=doing.subject_id)
        require(actor, May.CONFIGURE, unit)
        try:
            ledger = load_ledger(text, _("新台账"))
        except BadLedger as error:
            raise Refused(str(error), field="text") from error
        before = LedgerVersion.objects.filter(code=ledger.code, current=True).first()
        if before is not None:
            _check_own(before, unit, actor)
        origin = LedgerVersion.Origin.CONFIGURED
        version = publish(ledger, origin=origin, now=now, unit=unit)
        doing.on("ledgers.version", version.pk, code=version.code, number=version.number)
    return version


def _check_own(before: LedgerVersion, unit: Unit, actor: Membership) -> None:
    """Refuse a code that is taken; what by is said only to one who may see that ledger."""
    if before.origin == LedgerVersion.Origin.CONFIGURED and before.unit_id == unit.pk:
        return
    if not ledgers_for(actor).filter(pk=before.pk).exists():
        raise Refused(
            _("代码“%(code)s”已被占用，换一个代码。") % {"code": before.code}, field="text"
        )
    raise Refused(
        _("代码“%(code)s”已用于“%(label)s”，换一个代码。")
        % {"code": before.code, "label": before.label},
        field="text",
    )


def choose_ledgers(
    codes: Iterable[str],
    *,
    root: Unit,
    actor: Membership | SystemActor,
    now: datetime,
    key: UUID | None = None,
) -> int:
    """Make these the ledgers of the product that a whole tree uses; return how many are put aside.

    Entries of the others stay, are counted and can be corrected; new ones are refused.

    Args:
        root: The top of the tree: its office chooses, or the product when it is first started.
    """
    with act("ledgers.choose_ledgers", actor=actor, now=now, key=key) as doing:
        if isinstance(actor, Membership):
            root = choosing_root(actor)
        shipped, before = shipped_in_use(root)
        wanted, known = set(codes), {one.code for one in shipped}
        aside = known - wanted
        doing.on("organisations.unit", root.pk, aside=len(aside))
        if doing.replayed:
            return len(before)
        if wanted - known:
            raise Refused(_("没有这种台账，请刷新页面重选"))
        if not wanted:
            raise Refused(_("至少选用一种台账"))
        doing.detail |= {"put_aside": sorted(aside - before), "taken_up": sorted(before - aside)}
        PutAside.objects.filter(root_id=root.pk, code__in=before - aside).delete()
        PutAside.objects.bulk_create(
            [PutAside(root_id=root.pk, code=code) for code in sorted(aside - before)],
            ignore_conflicts=True,
        )
    return len(aside)
