"""Reading the tree, and who may see what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from youju.kernel.refusal import Forbidden, Missing
from youju.organisations import rules
from youju.organisations.models import (
    Membership,
    Person,
    RolePolicy,
    Unit,
    UnitEvent,
    holding,
)
from youju.organisations.rules import May, UnitKind
from youju.ui.prepared import Prepared


def subtree(unit: Unit) -> QuerySet[Unit]:
    """Return the unit and all below it."""
    return Unit.objects.filter(path__gte=unit.path, path__lt=rules.path_end(unit.path))


def subtree_ids(unit: Unit) -> QuerySet[Unit, int]:
    """Return the ids of the unit and all below it, as a subquery."""
    return subtree(unit).values_list("id", flat=True)


PARTS = (UnitKind.AREA, UnitKind.GRID)


def whole_of(unit: Unit) -> Unit:
    """Return the community or village that a grid or an estate is a part of; any other unit itself."""
    while unit.kind in PARTS and unit.parent is not None:
        unit = unit.parent
    return unit


def ids_of_whole(unit: Unit) -> list[int]:
    """Return the ids of a unit and of the grids and estates in it, under which it counts what is few
    in each of them; none of a grid or an estate, which do not count it."""
    if unit.kind in PARTS:
        return []
    if unit.kind not in (UnitKind.COMMUNITY, UnitKind.VILLAGE):
        return [unit.pk]
    return [unit.pk, *subtree(unit).filter(kind__in=PARTS).values_list("pk", flat=True)]


def left_to(unit: Unit, way: str = "unit") -> Q:
    """Return the condition that a record stands at the unit itself, or at one that is closed and hangs
    below it: who took a unit in answers for what it left open, two mergers back."""
    up = f"{way}__parent"
    once = Q(**{up: unit, f"{way}__until__isnull": False})
    twice = Q(
        **{f"{up}__parent": unit, f"{way}__until__isnull": False, f"{up}__until__isnull": False}
    )
    return Q(**{way: unit}) | once | twice


def answering(unit: Unit) -> Unit:
    """Return the unit that answers for a unit's records today: itself, or the one it went into."""
    while unit.until is not None and unit.parent is not None:
        unit = unit.parent
    return unit


def answers_for(member: Membership, unit: Unit) -> bool:
    """Return whether the member stands at the unit, or at the one that a closed unit went into."""
    return member.unit_id == answering(unit).pk


def roots() -> QuerySet[Unit]:
    """Return the units that stand at the top, each with its own data. Their names are public."""
    return Unit.objects.filter(parent=None, until=None).order_by("path")


def units_visible_to(member: Membership | None) -> QuerySet[Unit]:
    """Return the units whose business data the member may see: its own subtree, by role."""
    if member is None or not member.may(May.SEE):
        return Unit.objects.none()
    return subtree(member.unit)


def unit_at(member: Membership | None, code: str) -> Unit:
    """Return the visible unit by division code or id. Raises Missing outside the member's view."""
    match = Q(code=code)
    if code.isascii() and code.isdigit() and len(code) < 12:
        match |= Q(pk=int(code))
    unit = units_visible_to(member).filter(match).first()
    if unit is None:
        raise Missing("没有这个单位，或者不在您的查看范围内")
    return unit


def office_of(unit: Unit) -> Membership:
    """Return the sight of the unit's own office, for work that the product does on the unit's
    account (a report speaks for its unit, whoever reads it). It is not stored and cannot act."""
    return Membership(unit=unit, role=rules.Role.OFFICE)


def unit_or_own(member: Membership, code: str) -> Unit:
    """Return the visible unit by code, or the member's own where none or a foreign one is named."""
    if code in ("", member.unit.code, str(member.unit_id)):
        return member.unit
    try:
        return unit_at(member, code)
    except Missing:
        return member.unit


def require(member: Membership | None, what: May, unit: Unit | None = None) -> Membership:
    """Return the member if its role allows `what` (at `unit`), else raise Forbidden.

    The one check that actions and pages make; the reason says who could do it.
    """
    if member is None:
        raise Forbidden("请先登录")
    if not member.may(what):
        raise Forbidden(_("%(role)s不能做这一步") % {"role": member.get_role_display()})
    if unit is not None and not member.unit.covers(unit):
        raise Forbidden("不在您的单位范围内，请由所在单位办理")
    return member


def _posts_held(person_id: int, today: date) -> QuerySet[Membership]:
    enrolled = TOTPDevice.objects.filter(user=OuterRef("person"), confirmed=True)
    demanded = RolePolicy.objects.filter(role=OuterRef("role"), second_factor=True)
    held = Membership.objects.filter(holding(today), person=person_id)
    held = held.annotate(enrolled=Exists(enrolled), demanded=Exists(demanded))  # type: ignore[no-redef]
    return held.select_related("unit", "person").order_by("unit__path", "role")


# Each request asks this.
_prepared_posts = Prepared(_posts_held, 987_654_321, date(1971, 2, 3))


def posts_held(person: Person, today: date) -> list[Membership]:
    """Return `memberships_of` as a list, each with `enrolled` (the person has a second factor) and
    `demanded` (the role needs one)."""
    return _prepared_posts(person.pk, today)


def memberships_of(person: Person, today: date) -> QuerySet[Membership]:
    """Return the memberships that hold today, own unit highest first."""
    return (
        Membership.objects.filter(holding(today), person=person)
        .select_related("unit", "person")
        .order_by("unit__path", "role")
    )


LISTERS = frozenset({May.SEE, May.PEOPLE, May.SECURITY})


def units_listed_to(member: Membership | None) -> QuerySet[Unit]:
    """Return the units whose names the member may list: administrators need the tree, not the data."""
    if member is None or not any(member.may(what) for what in LISTERS):
        return Unit.objects.none()
    return subtree(member.unit)


def unit_for(member: Membership, unit_id: int, *, listed: bool = False) -> Unit:
    """Return the unit the member may see (or only list). Raises Missing for any other."""
    units = units_listed_to(member) if listed else units_visible_to(member)
    unit = units.select_related("parent").filter(pk=unit_id).first()
    if unit is None:
        raise Missing("没有这个单位，或者不在您的查看范围内")
    return unit


def find_units(member: Membership, text: str) -> QuerySet[Unit]:
    """Return the listed units by characters, pinyin, initials or code."""
    plain = text.strip().lower()
    match = Q(name__contains=plain) | Q(short_name__contains=plain) | Q(code__startswith=plain)
    return units_listed_to(member).filter(match | Q(pinyin__contains=plain)).order_by("path")


def unit_options(member: Membership, *, top: Unit | None = None) -> QuerySet[Unit]:
    """Return the open units to choose from, in tree order; only below `top` where it is given."""
    units = units_listed_to(member).filter(until=None)
    if top is not None:
        units = units.filter(path__gte=top.path, path__lt=rules.path_end(top.path))
    return units.order_by("path")


def history_of(member: Membership, unit: Unit) -> QuerySet[UnitEvent]:
    """Return what became of a unit, and what others brought to it, newest first."""
    if not units_listed_to(member).filter(pk=unit.pk).exists():
        return UnitEvent.objects.none()
    about = Q(unit=unit) | Q(other=unit)
    return UnitEvent.objects.filter(about).select_related("unit", "other").order_by("-on", "-pk")


def people_visible_to(member: Membership) -> QuerySet[Person]:
    """Return the people with a post, past or present, at the member's unit or below it."""
    units = units_listed_to(member)
    return Person.objects.filter(memberships__unit__in=units).distinct().order_by("pinyin", "pk")


def person_for(member: Membership, person_id: int) -> Person:
    """Return the person the member may see. Raises Missing for any other."""
    person = people_visible_to(member).filter(pk=person_id).first()
    if person is None:
        raise Missing("没有这个人，或者不在您的查看范围内")
    return person


def find_people(member: Membership, text: str) -> QuerySet[Person]:
    """Return visible people by name, pinyin, initials or sign-in name."""
    plain = text.strip().lower()
    match = Q(name__contains=plain) | Q(pinyin__contains=plain)
    return people_visible_to(member).filter(match | Q(username__icontains=plain))


def posts_at(member: Membership, unit: Unit, day: date) -> QuerySet[Membership]:
    """Return who stands at the unit itself on the day."""
    rows = Membership.objects.filter(holding(day), unit=unit, unit__in=units_listed_to(member))
    return rows.select_related("person", "unit").order_by("role", "person__pinyin")


def members_at(unit: Unit, roles: Iterable[str], day: date) -> QuerySet[Membership]:
    """Return who stands at the unit itself in one of the roles on the day, whoever asks: to be told
    of something, not to be shown."""
    rows = Membership.objects.filter(holding(day), unit=unit, role__in=list(roles))
    return rows.filter(person__is_active=True).select_related("person", "unit")


def posts_that_may(what: May, unit: Unit, day: date) -> list[Membership]:
    """Return the posts that may do `what` at the unit on the day: its own first, then those of the
    units above. For the operator of the machine, who asks as nobody."""
    roles = [role for role, allowed in rules.ALLOWED.items() if what in allowed]
    rows = Membership.objects.filter(
        holding(day), unit__in=unit.ancestor_ids, role__in=roles, person__is_active=True
    )
    found = rows.select_related("person", "unit").order_by("role", "person__username")
    return sorted(found, key=lambda post: -len(post.unit.path))


def unit_coded(code: str) -> Unit:
    """Return a unit by division code or id, for the operator of the machine. Raises Missing."""
    match = Q(code=code)
    if code.isascii() and code.isdigit() and len(code) < 12:
        match |= Q(pk=int(code))
    unit = Unit.objects.filter(match).select_related("parent").first()
    if unit is None:
        raise Missing(_("没有代码为“%(code)s”的单位") % {"code": code})
    return unit


def posts_of(member: Membership, person: Person) -> QuerySet[Membership]:
    """Return a person's posts within the member's view, past ones included, newest first."""
    rows = Membership.objects.filter(person=person, unit__in=units_listed_to(member))
    return rows.select_related("unit").order_by("until", "-since", "pk")


def offices_above(unit: Unit, day: date) -> Unit | None:
    """Return the nearest unit above with an office of its own on the day, whoever asks: to be told of
    something, not to be shown."""
    above = [one for one in unit.ancestor_ids if one != unit.pk]
    rows = Membership.objects.filter(holding(day), unit__in=above, role=rules.Role.OFFICE)
    found = (
        rows.filter(person__is_active=True).select_related("unit").order_by("-unit__path").first()
    )
    return found.unit if found else None
