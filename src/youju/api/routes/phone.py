"""What a phone asks and tells: its lists, its acts, and whether an act has come."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone
from ninja import Body, Field, Router, Schema

from youju.api import acts, phone_lists
from youju.api.act_schemas import Answer, AnyAct
from youju.api.auth import asker_of, either
from youju.api.frame import Error
from youju.api.routes.parts import ERRORS
from youju.api.rules import Scope

router = Router(tags=["手机端"])
smaller = GZipMiddleware(lambda _request: HttpResponse()).process_response


class PersonOut(Schema):
    id: int
    name: str


class StartOut(Schema):
    """手机离线要用的清单；字段见各列表。"""

    person: PersonOut
    server_time: str
    member: dict[str, str] = Field(description="岗位：unit、unit_name、role、role_name")
    kinds: list[dict[str, Any]] = Field(description="问题类别：code、name、pinyin、parent、wants_photos")  # fmt: skip
    common_kinds: list[str] = Field(description="本单位最近常报的类别代码")
    places: list[dict[str, Any]] = Field(description="点位，due 是今天该巡")
    checklists: list[dict[str, Any]] = Field(description="检查表，code 与点位的 checklist 对应")
    cases: list[dict[str, Any]] = Field(description="与本单位有关、未办结的问题，acts 是现在能做的事")  # fmt: skip
    surveys: list[dict[str, Any]] = Field(description="在本单位问的问卷：forms 是各类对象的题目，cells 是调查点和进度")  # fmt: skip
    mock: list[dict[str, Any]] = Field(
        description="模拟测评里本人还要评的点位，checks 是逐项，order 是路线的顺序"
    )
    due: list[dict[str, Any]] = Field(description="今天要办的其他事")


@router.get(
    "/phone/start",
    auth=either(Scope.READ_CASES),
    response={200: StartOut, 304: None, **dict.fromkeys(sorted(ERRORS), Error)},
    summary="手机的清单",
    openapi_extra={"x-scope": Scope.READ_CASES.value},
)
def start(request: HttpRequest) -> HttpResponseBase:
    """带上次答复的 ETag（If-None-Match）来问，没有变化答 304。"""
    told, mark = phone_lists.start(asker_of(request).member, timezone.now())
    if mark in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        response = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    response["ETag"], response["Cache-Control"] = mark, "private, no-cache"
    return smaller(request, response)


@router.post(
    "/acts",
    auth=either(None),
    response={200: Answer, **dict.fromkeys(sorted(ERRORS | {409}), Error)},
    summary="提交一件事",
    openapi_extra={"x-scope": "write:cases"},
)
def send_act(request: HttpRequest, payload: Annotated[AnyAct, Body(discriminator="act")]) -> Any:
    """上报、整改、复核、备注、接单、巡查、测评表、问卷答卷。收下才答 200，`key` 是发来的那个；没收下答 4xx 并说明原因。"""
    done = acts.do(payload, asker_of(request), timezone.now())
    return _answer(payload.key, done)


@router.get(
    "/acts/{key}",
    auth=either(None),
    response={200: Answer, **dict.fromkeys(sorted(ERRORS), Error)},
    summary="一件事收到没有",
)
def act(request: HttpRequest, key: UUID) -> Any:
    """发出后没等到答复时问这里：收到了答 200，没有答 404。"""
    return _answer(key, acts.done_by(asker_of(request).member, key))


def _answer(key: UUID, done: acts.Done) -> dict[str, Any]:
    result = {"kind": done.kind, "id": done.id, "title": done.title, "url": done.url}
    return {"key": key, "result": result}
