"""What a phone keeps, so that it works without a network: kinds, places, checklists, my cases, what is due."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from youju.api.acts import CASE, address_of
from youju.cases import queries as cases
from youju.cases.queries import Case
from youju.cases.rules import Act, State
from youju.evidence.queries import Role as PhotoRole
from youju.evidence.queries import items_of_many
from youju.kernel.words import listed
from youju.ledgers.queries import Ledger, signed_ledgers
from youju.organisations.queries import Membership
from youju.patrols import queries as patrols
from youju.standards.queries import mock_for_phone
from youju.surveys.queries import surveys_for_phone
from youju.ui.names import named

MOST_CASES = 100
LATELY = 300  # the unit's last cases, by which its common kinds are told
COMMON = 8
# What a phone can do with a case, by the name of the act there.
PHONE_ACTS = {
    Act.RECTIFY: "rectify_case",
    Act.PASS: "verify_case",
    Act.ACCEPT: "accept_case",
    Act.NOTE: "add_note",
}


def start(member: Membership, now: datetime) -> tuple[dict[str, Any], str]:
    """Return the lists of one person, and the mark (ETag) that changes when they do."""
    today = timezone.localdate(now)
    due = patrols.due_today(member, today, now=now)
    told = {
        "person": {"id": member.person_id, "name": member.person.name},
        "member": {
            "unit": member.unit.code or str(member.unit_id),
            "unit_name": member.unit.short_name,
            "role": member.role,
            "role_name": member.get_role_display(),
        },
        "kinds": _kinds(member),
        "common_kinds": _common_kinds(member),
        "places": _places(member, due, today),
        "checklists": _checklists(member),
        "cases": _cases(member, now),
        "surveys": surveys_for_phone(member),
        "mock": mock_for_phone(member),
        "ledgers": [_ledger(one) for one in signed_ledgers(member)],
        "due": [_standing(one) for one in due] + _shifts(member, today),
    }
    language = get_language() or ""
    told |= {
        key: _named(told[key], language)
        for key in ("kinds", "checklists", "places", "cases", "mock", "due")
    }
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True)
    mark = f'"{sha256(plain.encode(errors="replace")).hexdigest()[:32]}"'
    return told | {"server_time": now.isoformat()}, mark


def _named(told: Any, language: str) -> Any:
    """Return lists with the names that the product ships in the reader's language; a code is no name."""
    if isinstance(told, dict):
        return {key: _named(value, language) for key, value in told.items()}
    if isinstance(told, list):
        return [_named(value, language) for value in told]
    return named(told, language) if isinstance(told, str) else told


def _kinds(member: Membership) -> list[dict[str, Any]]:
    return [
        {
            "code": kind.code,
            "name": kind.name,
            "pinyin": kind.pinyin,
            "parent": kind.parent_code,
            "wants_photos": kind.photos != "none",
        }
        for kind in cases.kinds_of(member.root_id)
    ]


def _common_kinds(member: Membership) -> list[str]:
    """Return the kinds that were reported most at the member's unit lately."""
    rows = Case.objects.filter(unit=member.unit).order_by("-received_at", "-id")
    counted = Counter(rows.values_list("kind__code", flat=True)[:LATELY])
    return [code for code, _n in counted.most_common(COMMON)]


def _places(member: Membership, due: list[patrols.Standing], today: date) -> list[dict[str, Any]]:
    wanted = {label for one in due for label in one.missing}
    return [
        {
            "id": place["id"],
            "name": place["name"],
            "pinyin": place["pinyin"],
            "address": place["address"],
            "kind_name": place["kind_label"],
            "checklist": place["kind"],
            "unit": str(place["unit"]),
            "unit_name": place["unit_label"],
            "lat": place["lat"],
            "lng": place["lng"],
            "last_visit": place["last_visit"],
            "due": today.isoformat() if _is_wanted(place, wanted) else None,
        }
        for place in patrols.places_for_phone(member)
    ]


def _is_wanted(place: dict[str, Any], wanted: set[str]) -> bool:
    return bool({place["name"], f"{place['unit_label']} {place['name']}"} & wanted)


def _checklists(member: Membership) -> list[dict[str, Any]]:
    return [
        {
            "code": one["code"],
            "title": one["label"],
            "items": [{"code": i["code"], "text": i["text"], "case_kind": i.get("case_kind", "")} for i in one["items"]],
        }
        for one in patrols.checklists_for_phone(member)
    ]  # fmt: skip


def _mine(member: Membership) -> QuerySet[Case]:
    """Return the open cases the member's unit has to do with, those due first."""
    rows = cases.open_cases(member, member.unit)
    rows = rows.filter(state__in=[State.DISPATCHED, State.RECTIFIED])
    found = rows.select_related("unit", "owner_unit", "kind", "rectified_by__person")
    return found.order_by("due_at", "id")


def _cases(member: Membership, now: datetime) -> list[dict[str, Any]]:
    rows = list(_mine(member)[:MOST_CASES])
    photos = items_of_many(member, CASE, [case.pk for case in rows])
    found = []
    for case in rows:
        before = [one.item_id for one in photos.get(str(case.pk), []) if one.role == PhotoRole.BEFORE]  # fmt: skip
        found.append(_case(member, case, before, now))
    return found


def _case(member: Membership, case: Case, before: list[int], now: datetime) -> dict[str, Any]:
    acts = cases.acts_open_to(member, case)
    return {
        "id": case.pk,
        "number": case.number,
        "title": case.title,
        "kind_name": case.kind.name,
        "place": case.place,
        "state": case.state,
        "state_name": case.get_state_display(),
        "due_at": case.due_at.isoformat() if case.due_at else None,
        "late": case.overdue(now),
        "acts": [PHONE_ACTS[act] for act, against in acts if act in PHONE_ACTS and not against],
        "wants_photos": case.kind.photos == "both",
        "photos": len(before),
        "photo": reverse("evidence:copy", args=[before[0], "medium"]) if before else "",
        "note": case.description,
        "url": address_of(CASE, str(case.pk)),
    }


def _ledger(ledger: Ledger) -> dict[str, Any]:
    """Return a ledger that is signed, its names in the reader's language; choices are sent as they are kept."""
    language = get_language() or ""
    fields = [
        {
            "key": one.key,
            "label": named(one.label, language),
            "kind": str(one.kind),
            "required": one.required,
            "hint": named(one.hint, language),
            "default": one.default,
            "unit": named(one.unit, language) if one.is_number else "",
            "choices": [
                {"value": choice, "text": named(choice, language)} for choice in one.offered
            ],
        }
        for one in ledger.fields
    ]
    names = {
        key: named(getattr(ledger, key), language) for key in ("label", "act", "about", "signed")
    }
    return {"code": ledger.code, **names, "photos": ledger.photos, "fields": fields}


def _standing(one: patrols.Standing) -> dict[str, Any]:
    missing = listed(one.missing[:5])
    return {
        "kind": "patrol",
        "id": one.rule.pk,
        "title": one.rule.label,
        "detail": f"{one.done}/{one.needed} {missing}".strip(),
        "due_at": None,
        "late": False,
        "url": "#/patrol",
    }


def _shifts(member: Membership, today: date) -> list[dict[str, Any]]:
    rows = patrols.shifts_of(member, today, today)
    return [
        {
            "kind": "shift",
            "id": shift.pk,
            "title": shift.roster.name,
            "detail": f"{date_format(shift.day, 'n月j日')} {shift.roster.hours}",
            "due_at": None,
            "late": False,
            "url": "",
        }
        for shift in rows
    ]
