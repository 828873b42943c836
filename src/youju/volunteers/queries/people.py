"""The register, teams and associations."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from youju.kernel.refusal import Missing
from youju.organisations.queries import Membership, Unit
from youju.volunteers.models import (
    Assembly,
    Association,
    Charter,
    CouncilSeat,
    Team,
    TeamMember,
    Training,
    Volunteer,
)
from youju.volunteers.queries.seen import at
from youju.volunteers.rules.register import ACTIVE, State
from youju.volunteers.rules.teams import EIGHT
from youju.volunteers.secrets import phone_indexes, plain_phone


def volunteers_of(member: Membership | None, unit: Unit) -> QuerySet[Volunteer]:
    """Return the volunteers of a unit and below."""
    return at(member, Volunteer, unit)


def found(rows: QuerySet[Volunteer], words: str, state: str) -> QuerySet[Volunteer]:
    """Narrow a register to a state and to words: name, pinyin, number, or a whole phone."""
    if state == "active":
        rows = rows.filter(state__in=ACTIVE)
    elif state in set(State):
        rows = rows.filter(state=state)
    if words:
        plain = words.lower()
        match = Q(name__contains=words) | Q(pinyin__contains=plain) | Q(number__startswith=plain)
        if plain_phone(words).isdigit() and len(plain_phone(words)) >= 7:
            match |= Q(phone_index__in=phone_indexes(words))
        rows = rows.filter(match)
    return rows


def register_counts(rows: QuerySet[Volunteer]) -> dict[str, int]:
    """Return how many volunteers there are by state, all active ones under "active"."""
    told = rows.order_by().values("state").annotate(n=Count("id"))
    counts: dict[str, int] = {row["state"]: row["n"] for row in told}
    return counts | {"active": sum(counts.get(state, 0) for state in ACTIVE)}


def applications_waiting(member: Membership, unit: Unit) -> int:
    """Return how many applied at the unit itself and were not answered."""
    return at(member, Volunteer, unit).filter(unit=unit, state=State.APPLIED).count()


def me(member: Membership | None) -> Volunteer | None:
    """Return the asker's own record in the register, if there is one."""
    if member is None:
        return None
    rows = Volunteer.objects.filter(person_id=member.person_id)
    return rows.select_related("unit").first()


def my_record(member: Membership | None) -> Volunteer:
    """Return the asker's own record. Raises Missing."""
    one = me(member)
    if one is None:
        raise Missing(_("您还没有申请当志愿者"))
    return one


def teams_of(member: Membership | None, unit: Unit, day: date) -> QuerySet[Team]:
    """Return the standing teams of a unit and below, with how many registered members each has."""
    rows = at(member, Team, unit).filter(Q(until=None) | Q(until__gt=day))
    inside = Count("members", filter=Q(members__until=None))
    return rows.annotate(inside=inside).order_by("unit__path", "kind", "pk")


def functions_lacking(teams: list[Team]) -> list[str]:
    """Return which of the eight functions no team has, in words."""
    held = {one.function for one in teams if one.kind == Team.Kind.FUNCTION}
    return [str(Team.Function(one).label) for one in EIGHT if one not in held]


def members_of(team: Team) -> QuerySet[TeamMember]:
    """Return who stands in a team now, by name; its leader first. The caller found the team."""
    rows = team.members.filter(until=None).select_related("volunteer__unit")
    return rows.order_by("-leads", "volunteer__pinyin", "pk")


def trainings_of(member: Membership | None, unit: Unit) -> QuerySet[Training]:
    """Return the trainings of a unit and below, with how many took part."""
    return at(member, Training, unit).annotate(n=Count("people"))


def associations_of(member: Membership | None, unit: Unit) -> QuerySet[Association]:
    """Return the associations of a unit and below."""
    return at(member, Association, unit).order_by("until", "unit__path", "pk")


def meetings_of(here: Association) -> QuerySet[Assembly]:
    """Return an association's meetings, newest first."""
    return here.meetings.prefetch_related("charters", "elected").order_by("-on", "-pk")


def charter_of(here: Association) -> Charter | None:
    """Return the charter in force: the one adopted last."""
    rows = Charter.objects.filter(assembly__association=here).select_related("assembly")
    return rows.order_by("-assembly__on", "-pk").first()


def council_of(here: Association) -> QuerySet[CouncilSeat]:
    """Return who sits on the council now, in the order of the posts."""
    rows = CouncilSeat.objects.filter(assembly__association=here, until=None)
    return rows.select_related("assembly").order_by("pk")
