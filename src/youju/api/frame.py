"""The API as a whole: how it reads and writes JSON, and what stands around every route."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from pydantic import ConfigDict

from youju.api import errors
from youju.api.errors import Problem

VERSION = "1"
ABOUT = """
文明创建工作台“有据”的接口：手机端用的全部在内，也供别的系统读取和上报。

- 登录：浏览器会话（写入须带 `X-CSRFToken`），或令牌 `Authorization: Bearer yj_…`。
- 出错时都是 JSON：`code` 给程序看，`field` 指出哪一项，`message` 给人看。
- 列表按游标翻页：答复里的 `next` 放进下一次的 `after`。
- 写入都带 `key`（UUID，由发送方生成）：同一个 `key` 再发一次，得到同样的答复，不会重复登记。
"""


class Told(Schema):
    """The base of what the API is sent: nothing unknown, no number that is not one."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, str_strip_whitespace=True)


class Error(Schema):
    """出错时的答复。"""

    code: str
    field: str | None
    message: str


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


class StrictParser(Parser):
    """Reads JSON as it is defined: no NaN, no Infinity, and no NUL, which no text may hold."""

    def parse_body(self, request: HttpRequest) -> Any:
        body = request.body
        if b"\x00" in body or b"\\u0000" in body:
            raise ValueError("NUL")
        return json.loads(body, parse_constant=_refuse_constant)


class ChineseRenderer(JSONRenderer):
    """Writes characters as they are."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


def new_api() -> NinjaAPI:
    """Return the API without its routes."""
    api = NinjaAPI(
        title=str(_("有据接口")),
        version=VERSION,
        description=ABOUT,
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
        parser=StrictParser(),
        renderer=ChineseRenderer(),
    )
    errors.install(api)
    return api


def json_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Stand around a route: no sign-in page, no redirect, and every refusal is JSON."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "\x00" in request.META.get("QUERY_STRING", "") + request.path or "%00" in request.META.get("QUERY_STRING", ""):  # fmt: skip
            return errors.answer(Problem(400, "bad_request", _("地址里有不能用的字符")))
        if request.content_type == "multipart/form-data":
            return errors.answer(Problem(415, "not_json", _("请求内容应为 JSON")))
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            return _not_allowed(response)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    wrapped.csrf_exempt = True  # type: ignore[attr-defined]  # `auth.Session` checks
    wrapped.login_required = False  # type: ignore[attr-defined]  # `auth` answers 401
    return wrapped


def _not_allowed(response: HttpResponseBase) -> HttpResponse:
    told = _("这个地址不支持这种请求方式")
    allow = {"Allow": response.headers.get("Allow", "")}
    return errors.answer(Problem(405, "method_not_allowed", told, headers=allow))


def routes_of(api: NinjaAPI) -> list[URLPattern]:
    """Return the routes of the API, each with what stands around it."""
    found = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            pattern.callback = json_only(pattern.callback)
            found.append(pattern)
    return found
