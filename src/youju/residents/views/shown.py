"""What the pages of the room show."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from youju.organisations.queries import May, Membership
from youju.residents import queries
from youju.residents.models import Household, Need, Resident

HIDDEN = "****"
Line = tuple[Any, Any, str]  # name, what is shown, where it is opened


def opened_at(what: str, pk: int, field: str) -> str:
    """Return the address at which one protected value is opened."""
    return reverse("residents:open", args=[what, pk, field])


def person_lines(row: Resident, today: date, may_open: bool) -> list[Line]:
    """Return what is held of a person, masked, with where each value is opened."""
    age = row.age_on(today)
    birth = (
        (_("%(row)s（%(age)s 岁）") % {"row": row.birth.isoformat(), "age": age})
        if row.birth
        else ""
    )
    plain: list[Line] = [
        (_("住址"), row.place, "door" if row.household and row.household.door_id else ""),
        (_("与户主关系"), row.get_relation_display(), ""),
        (_("性别"), row.get_sex_display(), ""),
        (_("出生日期"), row.sealed_birth or birth, "sealed_birth" if row.sealed_birth else ""),
        (_("身份证号"), row.id_number, "id_number"),
        (_("电话"), row.phone, "phone"),
        (_("另一个电话"), row.other_phone, "other_phone"),
        (_("曾用名"), row.former_name, ""),
        (_("健康、就业等情况"), row.note, "note"),
    ]
    if row.minor:
        plain.insert(0, (_("姓名"), row.sealed_name, "sealed_name"))
    if row.minor or row.guardian:
        plain.append((_("监护人"), row.guardian, "guardian"))
    if row.incomer:
        on = row.registered_on.isoformat() if row.registered_on else _("还没有登记")
        plain.append((_("居住登记"), on, ""))
    return [
        (name, _shown(row, value, field), _where(row, value, field) if may_open else "")
        for name, value, field in plain
        if value or not (field in ("other_phone", "note") or row.minor)
    ]


def _shown(row: Resident, value: Any, field: str) -> Any:
    """Return the value as it is shown: of a minor not even the ends of a number."""
    return (
        HIDDEN if row.minor and value and field in ("id_number", "phone", "other_phone") else value
    )


def _where(row: Resident, value: Any, field: str) -> str:
    return opened_at("person", row.pk, field) if field and value else ""


def need_lines(member: Membership, needs: list[Need], today: date) -> list[dict[str, Any]]:
    """Return needs with their kind, dates and notes."""
    may_open = member.may(May.OPEN_PROTECTED)
    found = []
    for need in needs:
        kind = queries.kind_for(need)
        found.append(
            {
                "need": need,
                "label": kind.label if kind else _("未知类别"),
                "late": need.until is None
                and need.review_on is not None
                and need.review_on < today,
                "notes": list(need.notes.all()),
                "detail_url": opened_at("need", need.pk, "detail")
                if may_open and need.detail
                else "",
            }
        )
    return found


def person_page(member: Membership, row: Resident, today: date) -> dict[str, Any]:
    """Return the context of a person's page."""
    needs = queries.needs_about(member, row)
    home = row.household
    stays = row.stays.select_related("household__area", "household__door__building__area")
    return {
        "resident": row,
        "lines": person_lines(row, today, member.may(May.OPEN_PROTECTED)),
        "needs": need_lines(member, needs, today),
        "members": [one for one in queries.members_of(member, home) if one.pk != row.pk] if home else [],
        "stays": stays.order_by("-since", "-pk"),
        "consents": row.consents.order_by("-given_on", "-pk"),
        "today": today,
        "may_open": member.may(May.OPEN_PROTECTED),
        "live": row.live,
    }  # fmt: skip


def household_page(member: Membership, home: Household, today: date) -> dict[str, Any]:
    """Return the context of a household's page."""
    rows = queries.visible(member, Need).filter(household=home).prefetch_related("notes")
    needs = sorted(rows, key=lambda one: (one.until is not None, one.since))
    return {
        "home": home,
        "members": queries.members_of(member, home),
        "needs": need_lines(member, needs, today),
        "may_open": member.may(May.OPEN_PROTECTED),
        "houses": home.unsafe.order_by("-pk"),
        "today": today,
        "phone_url": opened_at("household", home.pk, "landlord_phone")
        if member.may(May.OPEN_PROTECTED) and home.landlord_phone
        else "",
    }
