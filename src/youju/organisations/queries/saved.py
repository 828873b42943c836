"""Filters of lists that a member keeps, or that the unit shares."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from youju.kernel.refusal import Missing
from youju.organisations.models import Membership, SavedView
from youju.organisations.rules import May


@dataclass(frozen=True, slots=True)
class SavedViews:
    """The views of one list that a member has, and what a page needs to keep another."""

    list_code: str
    rows: list[SavedView]
    member: Membership

    @property
    def may_share(self) -> bool:
        return self.member.may_at(May.ORGANISE, self.member.unit)

    def changeable(self) -> list[SavedView]:
        """Return what the member may change or drop."""
        return [one for one in self.rows if self.may_share or one.member_id == self.member.pk]


def saved_views(member: Membership, list_code: str) -> SavedViews:
    """Return the views of a list: the member's own, and those shared with the member's unit."""
    rows = SavedView.objects.filter(_known(member), list_code=list_code).order_by("name", "pk")
    return SavedViews(list_code, list(rows), member)


def saved_view(member: Membership, view_id: int) -> SavedView:
    """Return a view the member has. Raises Missing."""
    found = SavedView.objects.filter(_known(member), pk=view_id).first()
    if found is None:
        raise Missing(_("这个视图已经去掉了"))
    return found


def _known(member: Membership) -> Q:
    return Q(member_id=member.pk) | Q(shared_with_id=member.unit_id)
