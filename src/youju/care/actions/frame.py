"""The frame of the room's acts, and who decides about aid."""

from __future__ import annotations

from youju.kernel.refusal import Forbidden
from youju.organisations.actions import Frame
from youju.organisations.queries import May, Membership

FRAME = Frame("care")


def may_decide(actor: Membership) -> bool:
    """Return whether a role grants, refuses and pays: the office, and the care officer."""
    return actor.may(May.RESIDENTS) and (actor.may(May.REVIEW) or actor.may(May.OPEN_PROTECTED))


def require_decider(actor: Membership) -> None:
    """Raise Forbidden for whoever only applies and checks."""
    if not may_decide(actor):
        raise Forbidden("救助由创建办或救助专员审批、发放")


def may_arrange(actor: Membership) -> bool:
    """Return whether a role sets who gets what by age: staff, the office, the care officer; no grid."""
    return actor.may(May.RESIDENTS) and (actor.may(May.ARRANGE) or actor.may(May.OPEN_PROTECTED))


def require_arranger(actor: Membership) -> None:
    """Raise Forbidden for whoever only gives."""
    if not may_arrange(actor):
        raise Forbidden("高龄慰问由社区、创建办或救助专员设定")
