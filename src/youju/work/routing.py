"""Leading a task to the functional group that answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit
from youju.organisations.queries.bodies import group_for_task


def to_whom(
    actor: Membership,
    unit: Unit,
    title: str,
    owner: Unit | None,
    helpers: Sequence[Unit],
    now: datetime,
) -> tuple[Unit, list[Unit]]:
    """Return who does a task, and who helps: where nobody was chosen, the first department of the
    group that answers for what the title names, helped by the others whom the actor may charge.

    Raises:
        Refused: If no group answers for it, or nobody sits in that group.
    """
    if owner is not None:
        return owner, list(helpers)
    found = group_for_task(unit, title, timezone.localdate(now))
    if found is None:
        told = _("没有职能组分管“%(title)s”，选承担任务的单位。") % {"title": title.strip()}
        raise Refused(told, field="owner_unit")
    if found.seat is None:
        told = _("%(group)s还没有成员单位，选承担任务的单位。") % {"group": found.group}
        raise Refused(told, field="owner_unit")
    others = [one for one in found.seats[1:] if actor.unit.covers(one) and one not in helpers]
    return found.seat, [*helpers, *others]
