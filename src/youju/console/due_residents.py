"""What is due of residents: counts and areas, never a person's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from youju.console.due_row import WEEK, Due
from youju.organisations.queries import May, Membership
from youju.organisations.rules import UnitKind
from youju.residents.queries import due_counts, kept_too_long
from youju.residents.rules.bodies import WARN_BEFORE

# Where registers stand; offices above read them.
REGISTERING = (UnitKind.COMMUNITY, UnitKind.VILLAGE, UnitKind.GRID)


def residents_at(member: Membership, today: date) -> Iterator[Due]:
    """Yield how many needs are to be looked at again within the week, how many owners' committees end
    with nobody asking for an election, and for the care officer what is kept too long."""
    if not member.may(May.RESIDENTS) or member.unit.kind not in REGISTERING:
        return
    unit = member.unit.short_name
    for what, (n, first) in due_counts(member, today + WEEK, today + WARN_BEFORE).items():
        if what == "needs":
            title = _("困难和特殊群体 %(n)s 项到期复核") % {"n": n}
            yield Due(title, f"{reverse('residents:needs')}?due=1", _("复核"), unit, first)
        elif member.may(May.ARRANGE):
            title = _("业主委员会 %(n)s 个届满，联系住建部门换届") % {"n": n}
            yield Due(title, reverse("residents:bodies"), _("换届"), unit, first)
    if member.may(May.OPEN_PROTECTED) and (n := kept_too_long(member, today).count()):
        title = _("%(n)s 人的信息保存期满，待删除") % {"n": n}
        yield Due(title, reverse("residents:kept"), _("住户"), unit)
