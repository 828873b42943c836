"""Every refusal of the API is JSON: a code for programs, the field, and a message for people."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from youju.kernel.refusal import Clash, Forbidden, Missing, Refused
from youju.ui.said import said

log = logging.getLogger(__name__)


class Problem(Exception):
    """An answer that is not what was asked for.

    Attributes:
        status: The HTTP status.
        code: For programs: `unauthorized`, `too_many`, `conflict` …
        message: For people, in Chinese.
        field: The field of the request it belongs to, or None.
        more: What else a program needs to go on, beside these three.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        field: str | None = None,
        headers: dict[str, str] | None = None,
        more: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.field = status, code, message, field
        self.headers, self.more = headers or {}, more or {}


def answer(problem: Problem) -> HttpResponse:
    """Return the problem as JSON."""
    body = {"code": problem.code, "field": problem.field, "message": said(problem.message)}
    body |= problem.more
    response = JsonResponse(body, status=problem.status, json_dumps_params={"ensure_ascii": False})
    for name, value in problem.headers.items():
        response[name] = value
    return response


def unauthorized(message: str = "") -> Problem:
    """Return the problem of nobody asking: sign in again, or show a token."""
    text = message or _("请先登录，或在 Authorization 里带上令牌")
    return Problem(401, "unauthorized", text, headers={"WWW-Authenticate": "Bearer"})


def not_found() -> Problem:
    return Problem(404, "not_found", _("没有这个地址，请看接口说明"))


def of_refusal(refusal: Refused) -> Problem:
    """Return what a rule's no is called here."""
    if isinstance(refusal, Forbidden):
        return Problem(403, "forbidden", refusal.message, field=refusal.field)
    if isinstance(refusal, Clash):
        return Problem(409, "conflict", refusal.message, field="key")
    if isinstance(refusal, Missing):
        return Problem(404, "not_found", refusal.message, field=refusal.field)
    return Problem(422, "refused", refusal.message, field=refusal.field)


def of_http(error: HttpError) -> Problem:
    """Return the problem of what django-ninja itself refuses."""
    if error.status_code == 400:
        return Problem(400, "bad_json", _("请求内容不是有效的 JSON"))
    return Problem(error.status_code, "refused", str(error))


# What pydantic calls a fault -> what a person reads; the names in braces are its own.
FAULTS = {
    "missing": "缺少这一项",
    "string_too_long": "太长，最多 {max_length} 个字",
    "string_too_short": "太短，至少 {min_length} 个字",
    "too_long": "太多，最多 {max_length} 项",
    "too_short": "太少，至少 {min_length} 项",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "enum": "只能是 {expected}",
    "literal_error": "只能是 {expected}",
    "timezone_aware": "时间要带时区，如 2026-07-08T12:00:00+08:00",
    "extra_forbidden": "没有这一项，请去掉",
}
KINDS = {
    "uuid": "应为 UUID",
    "datetime": "应为时间，如 2026-07-08T12:00:00+08:00",
    "date": "应为日期，如 2026-07-08",
    "int": "应为整数",
    "float": "应为数字",
    "finite": "应为数字",
    "decimal": "应为数字",
    "bool": "应为 true 或 false",
    "string": "应为文字",
    "list": "应为列表",
    "dict": "应为对象",
    "model": "应为对象",
}


def of_validation(error: ValidationError) -> Problem:
    """Return the first fault pydantic found, with the path of its field."""
    first: dict[str, Any] = error.errors[0] if error.errors else {}
    kind, context = str(first.get("type", "")), first.get("ctx", {})
    text = FAULTS.get(kind) or KINDS.get(kind.split("_")[0]) or "填得不对"
    return Problem(422, "invalid", text.format_map(_Named(context)), field=_field(first))


class _Named(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return ""


def _field(fault: dict[str, Any]) -> str | None:
    """Return where the fault is: `data.lat` of the body, without ninja's names of its models."""
    place = [str(part) for part in fault.get("loc", ())][1:]
    known = [part for part in place if part not in ("payload", "query")]
    return ".".join(known) or None


def _of_suspicious(error: SuspiciousOperation) -> Problem:
    if isinstance(error, RequestDataTooBig):
        return too_large()
    return Problem(400, "bad_request", _("请求不合规，请核对后重试"))


def too_large() -> Problem:
    return Problem(413, "too_large", _("内容太大，请分成小份再传"))


def _unreadable(error: Exception) -> Problem:
    return Problem(400, "bad_request", _("请求没有收全，请重试"))


def _of_data(error: DataError) -> Problem:
    log.warning("refused by the database", exc_info=error)
    return Problem(422, "invalid", _("内容里有不能保存的字符，或者数字太大，请改后再试"))


def _of_crash(error: Exception) -> Problem:
    log.error("the API failed", exc_info=error)
    return Problem(500, "server", _("服务器出错了，已记下；请稍后重试"))


HANDLERS: tuple[tuple[type[Exception], Any], ...] = (
    (Exception, _of_crash),
    (Http404, lambda error: not_found()),
    (HttpError, of_http),
    (AuthenticationError, lambda error: unauthorized()),
    (ValidationError, of_validation),
    (Refused, of_refusal),
    (Problem, lambda problem: problem),
    (DataError, _of_data),
    (SuspiciousOperation, _of_suspicious),
    (BadRequest, _unreadable),
    (RawPostDataException, _unreadable),
    (UnreadablePostError, _unreadable),
)


def install(api: NinjaAPI) -> None:
    """Make the API answer every exception as JSON."""
    for kind, told in HANDLERS:
        api.add_exception_handler(kind, _handler(told))


def _handler(told: Any) -> Any:
    def handle(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(told(error))

    return handle
