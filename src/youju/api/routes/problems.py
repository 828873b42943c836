"""Problems for partners: kinds, a list by key, one with its trail, and reporting one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from youju.api import acts
from youju.api.act_schemas import ReportCase, ReportData
from youju.api.auth import asker_of
from youju.api.frame import Told
from youju.api.naming import unit_named
from youju.api.routes.parts import After, Limit, RowId, UnitCode, page, reads, writes
from youju.api.rules import Scope
from youju.cases import queries as cases
from youju.cases.queries import Case, CaseEvent, Kind
from youju.cases.rules import Source, State

router = Router(tags=["问题"])


class KindOut(Schema):
    """一类问题；photos：none 不要照片，before 要整改前，both 前后都要。"""

    code: str
    name: str
    parent: str
    thing: bool = Field(description="部件")
    limit: int
    limit_unit: str = Field(description="urgent_hour 紧急工作时，work_hour 工作时，work_day 工作日")
    severity: int
    photos: str
    closed: bool


class KindsOut(Schema):
    items: list[KindOut]


class CaseOut(Schema):
    """一个问题。报告人的姓名、电话不在内，要看在网页里按权限查看。"""

    id: int
    number: str
    title: str
    kind: str
    kind_name: str
    source: str
    state: str
    state_name: str
    severity: int
    unit: int
    unit_name: str
    owner_unit: int | None
    owner_unit_name: str
    place: str
    lat: float | None
    lng: float | None
    quantity: str
    done_at: datetime
    received_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    on_time: bool | None
    late: bool = Field(description="责任单位已逾期")
    url: str


class CasePage(Schema):
    items: list[CaseOut]
    next: str


class EventOut(Schema):
    """经过的一步。"""

    act: str
    act_name: str
    before: str
    after: str
    at: datetime
    received_at: datetime
    unit_name: str
    note: str


class CaseDetail(CaseOut):
    description: str
    trail: list[EventOut]


@reads(router, "/kinds", Scope.READ_CASES, KindsOut, summary="问题类别")
def kinds(request: HttpRequest) -> Any:
    """现用的全部类别，上级在前。"""
    return {"items": [_kind(one) for one in cases.kinds_of(asker_of(request).member.root_id)]}


def _kind(kind: Kind) -> dict[str, Any]:
    plain = ("code", "name", "limit", "limit_unit", "severity", "photos", "closed")
    found = {name: getattr(kind, name) for name in plain}
    return found | {"parent": kind.parent_code, "thing": kind.is_thing}


class Wanted(Told):
    """哪些问题。"""

    state: list[State] = Field([], max_length=10, description="状态，可写多个")
    source: list[Source] = Field([], max_length=10, description="来源，可写多个")
    kind: str = Field("", max_length=40, description="类别代码")
    since: datetime | None = Field(None, description="收到时间不早于")
    until: datetime | None = Field(None, description="收到时间早于")
    unit: UnitCode = ""
    after: After = ""
    limit: Limit = 50


@reads(router, "/cases", Scope.READ_CASES, CasePage, summary="问题列表")
def case_list(request: HttpRequest, query: Annotated[Wanted, Query()]) -> Any:
    """看得到的问题，新的在前。"""
    member, now = asker_of(request).member, timezone.now()
    rows = cases.cases_under(member, unit_named(member, query.unit))
    if query.state:
        rows = rows.filter(state__in=query.state)
    if query.source:
        rows = rows.filter(source__in=query.source)
    if query.kind:
        rows = rows.filter(kind__code=query.kind)
    if query.since:
        rows = rows.filter(received_at__gte=_aware(query.since))
    if query.until:
        rows = rows.filter(received_at__lt=_aware(query.until))
    rows = rows.select_related("kind", "unit", "owner_unit")
    return page(rows, request, ["-received_at"], query.limit, lambda case: case_told(case, now))


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else timezone.make_aware(moment)


def case_told(case: Case, now: datetime) -> dict[str, Any]:
    """Return what the API says of a case to one who sees it."""
    plain = (
        "number", "title", "source", "state", "severity", "place", "lat", "lng", "quantity", "done_at", "received_at",
        "due_at", "closed_at", "on_time",
    )  # fmt: skip
    owner = case.owner_unit
    return {name: getattr(case, name) for name in plain} | {
        "id": case.pk,
        "kind": case.kind.code,
        "kind_name": case.kind.name,
        "state_name": case.get_state_display(),
        "unit": case.unit_id,
        "unit_name": case.unit.name,
        "owner_unit": case.owner_unit_id,
        "owner_unit_name": owner.name if owner else "",
        "late": case.overdue(now),
        "url": acts.address_of(acts.CASE, str(case.pk)),
    }


@reads(router, "/cases/{case_id}", Scope.READ_CASES, CaseDetail, summary="一个问题和它的经过")
def case_detail(request: HttpRequest, case_id: RowId) -> Any:
    """经过只写单位，不写人。"""
    case = cases.case_for(asker_of(request).member, case_id)
    trail = [_event(one) for one in cases.events_of(case)]
    told = case_told(case, timezone.now())
    return told | {"description": case.description, "trail": trail}


def _event(event: CaseEvent) -> dict[str, Any]:
    return {
        "act": event.act,
        "act_name": event.get_act_display(),
        "before": event.before,
        "after": event.after,
        "at": event.at,
        "received_at": event.received_at,
        "unit_name": event.unit.name if event.unit else "",
        "note": event.note,
    }


class Reported(Told):
    """上报一个问题。"""

    key: UUID = Field(description="发送方生成；同一个 key 再发，得到同一个问题")
    data: ReportData
    done_at: datetime | None = Field(None, description="发现时间，带时区")
    uploads: list[Annotated[int, Field(ge=1, le=2**63 - 1)]] = Field([], max_length=30)


@writes(router, "/cases", Scope.WRITE_CASES, CaseOut, summary="上报一个问题", also=[409])
def new_case(request: HttpRequest, payload: Reported) -> Any:
    """和手机端的 report_case 一样，答复是这个问题。"""
    asker, now = asker_of(request), timezone.now()
    given = payload.model_dump() | {"act": "report_case"}
    done = acts.do(ReportCase.model_validate(given), asker, now)
    return case_told(cases.case_for(asker.member, int(done.id)), now)
