"""The frame of an act of this room: whoever may look residents up; files of children: not the grid."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from youju.aid import measures
from youju.aid.models.withdrawing import Withdrawable
from youju.aid.queries.seen import may_see_children
from youju.kernel.refusal import Forbidden
from youju.organisations.actions import Frame
from youju.organisations.queries import May, Membership

_FRAME = Frame("aid")
act_at = partial(_FRAME.at, may=May.RESIDENTS)
act_on = partial(_FRAME.on, may=May.RESIDENTS)


def check_keeper(actor: Membership) -> None:
    """Refuse whoever does not keep the files of children."""
    if not may_see_children(actor):
        raise Forbidden(_("留守流动儿童的资料只有社区工作人员、创建办和救助专员能办。"))


def take_back(one: Withdrawable, why: str, kind: str, now: datetime) -> None:
    """Mark a record of a kind as taken back; its figures go."""
    one.withdrawn_why = why.strip()[:100]
    one.save(update_fields=["withdrawn_why"])
    measures.count_again(kind, one, now)
