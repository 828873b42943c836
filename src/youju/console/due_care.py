"""What is due of aid for who decides about it: counts, never a person's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from youju.care.actions import may_decide
from youju.care.queries import to_decide
from youju.console.due_row import Due
from youju.organisations.queries import Membership


def aid_to_decide(member: Membership, today: date) -> Iterator[Due]:
    """Yield how many applications are past their public notice, and how many grants are to be looked
    at again; in one query."""
    if not may_decide(member):
        return
    over, due = to_decide(member, today)
    url, unit = reverse("care:aids"), member.unit.short_name
    if over:
        title = _("救助申请 %(n)s 份公示期满，待审批") % {"n": over}
        yield Due(title, f"{url}?state=noticed", _("救助"), unit)
    if due:
        yield Due(_("救助 %(n)s 份到期复核") % {"n": due}, f"{url}?due=1", _("救助"), unit)
