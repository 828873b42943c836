"""What the public learns of problems: kinds, and for each problem nothing that points at a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from youju.api.open311.asked import MOST, Fault, Filters
from youju.audit.queries import made_under
from youju.cases.queries import Case, Kind, cases_visible_to, kinds_of
from youju.cases.rules import OPEN, Source
from youju.evidence.rules import coarse
from youju.organisations.queries import Membership, Unit, roots

CHANGESET = "2026-07-01T00:00:00+08:00"
# What residents told is theirs to follow without a key; what the campaign found itself is not.
PUBLIC_SOURCES = (Source.RESIDENT, Source.HOTLINE)
CASE = "cases.case"


def jurisdiction(asked: str) -> Unit:
    """Return the root unit that is asked for by its division code; where there is one only, it.

    Raises:
        Fault: 400 where one must be named, 404 where there is none of that name.
    """
    known = list(roots())
    if not asked:
        if len(known) == 1:
            return known[0]
        raise Fault(400, _("缺少 jurisdiction_id：填地区的区划代码"))
    found = next((one for one in known if asked in (one.code, str(one.pk))), None)
    if found is None:
        raise Fault(404, _("没有这个 jurisdiction_id"))
    return found


def services(root: Unit) -> list[dict[str, Any]]:
    """Return the kinds that can be reported, the classes as their groups."""
    kinds = kinds_of(root.pk)
    names = {kind.code: kind.name for kind in kinds}
    return [_service(kind, names) for kind in _choosable(kinds)]


def _choosable(kinds: list[Kind]) -> list[Kind]:
    parents = {kind.parent_code for kind in kinds}
    return [kind for kind in kinds if kind.code not in parents]


def _service(kind: Kind, names: dict[str, str]) -> dict[str, Any]:
    group = names.get(kind.parent_code, "")
    return {
        "service_code": kind.code,
        "service_name": kind.name,
        "description": f"{group}：{kind.name}" if group else kind.name,
        "metadata": True,
        "type": "realtime",
        "keywords": ",".join(kind.words),
        "group": group,
    }


def definition(root: Unit, code: str) -> dict[str, Any]:
    """Return what a report of the kind may tell besides what every report does."""
    if not any(kind.code == code for kind in _choosable(kinds_of(root.pk))):
        raise Fault(404, _("没有这个 service_code"))
    told = (
        ("unit", _("在哪个社区：12 位区划代码，不填为 api_key 所属单位")),
        ("quantity", _("数量，如 3处")),
    )
    attributes = [
        {
            "variable": True,
            "code": name,
            "datatype": "string",
            "required": False,
            "datatype_description": "",
            "order": order,
            "description": about,
            "values": [],
        }
        for order, (name, about) in enumerate(told, start=1)
    ]
    return {"service_code": code, "attributes": attributes}


def _cases(root: Unit, member: Membership | None) -> QuerySet[Case]:
    """Return the problems that may be asked about: with a key those its owner sees."""
    if member is not None:
        rows = cases_visible_to(member).filter(root_id=root.pk)
    else:
        rows = Case.objects.filter(root_id=root.pk, source__in=PUBLIC_SOURCES)
    return rows.select_related("kind", "unit", "owner_unit")


def requests(root: Unit, wanted: Filters, member: Membership | None) -> list[dict[str, Any]]:
    """Return the problems that fit, newest first, 1000 at most."""
    rows = _cases(root, member)
    if wanted.numbers:
        rows = rows.filter(number__in=wanted.numbers)
    else:
        rows = rows.filter(received_at__range=(wanted.start, wanted.end))
        rows = rows.filter(state__in=wanted.states)
        if wanted.kinds:
            rows = rows.filter(kind__code__in=wanted.kinds)
    return [request_of(case) for case in rows.order_by("-received_at", "-id")[:MOST]]


def request_at(root: Unit, number: str, member: Membership | None) -> dict[str, Any]:
    """Return one problem. Raises Fault 404."""
    case = _cases(root, member).filter(number=number).first()
    if case is None:
        raise Fault(404, _("没有这个 service_request_id"))
    return request_of(case)


def request_of(case: Case) -> dict[str, Any]:
    """Return what the public learns of a problem: its kind, not the words told; about where, not where."""
    times = (case.received_at, case.refused_at, case.filed_at, case.dispatched_at, case.rectified_at, case.closed_at)  # fmt: skip
    return {
        "service_request_id": case.number,
        "status": "open" if case.at in OPEN else "closed",
        "status_notes": case.get_state_display(),
        "service_name": case.kind.name,
        "service_code": case.kind.code,
        "description": case.kind.name,
        "agency_responsible": case.owner_unit.name if case.owner_unit else "",
        "service_notice": "",
        "requested_datetime": case.received_at,
        "updated_datetime": max(one for one in times if one),
        "expected_datetime": case.due_at,
        "address": case.unit.name,
        "address_id": case.unit.code or "",
        "zipcode": "",
        "lat": None if case.lat is None else coarse(case.lat),
        "long": None if case.lng is None else coarse(case.lng),
        "media_url": "",
    }


def by_token(root: Unit, token: str) -> dict[str, Any]:
    """Return the number of the problem that was reported under a token. Raises Fault 404."""
    try:
        done = made_under(root.pk, UUID(token))
    except ValueError:
        done = None
    if done is not None and done.subject_kind == CASE:
        number = Case.objects.filter(pk=done.subject_id).values_list("number", flat=True).first()
        if number:
            return {"service_request_id": number, "token": token}
    raise Fault(404, _("没有这个 token"))
