"""Who asks the API: a person signed in on this browser, or the holder of a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from youju.api import actions, rules
from youju.api.errors import Problem, unauthorized
from youju.api.models import Token
from youju.api.queries import token_by_secret
from youju.api.rules import SCOPE_LABELS, Scope
from youju.organisations.queries import May, Membership, Person, missing_step, require


@dataclass(frozen=True, slots=True)
class Asker:
    """The post that asks, and the token it came with, if any."""

    member: Membership
    token: Token | None = None


def asker_of(request: HttpRequest) -> Asker:
    """Return who asks; the routes that need nobody have no asker."""
    asker: Asker = request.auth  # type: ignore[attr-defined]
    return asker


class Bearer(AuthBase):
    """令牌：`Authorization: Bearer yj_…`。"""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = "在“我的账号 → 接口令牌”里建立；每个令牌有用途、期限和每分钟次数。"

    def __init__(self, scope: Scope | None = None) -> None:
        self.scope = scope
        super().__init__()

    def __call__(self, request: HttpRequest) -> Asker | None:
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if not kind:
            return None
        if kind.lower() != "bearer" or not secret.strip():
            raise unauthorized(_("Authorization 写作 Bearer 加令牌"))
        token = used_token(secret.strip(), self.scope)
        return Asker(require(token.membership, May.SEE), token)


def used_token(secret: str, scope: Scope | None) -> Token:
    """Return the token of a secret, its use counted.

    Raises:
        Problem: 401 where it opens nothing, 403 without the scope, 429 past its limit.
    """
    now = timezone.now()
    token = token_by_secret(secret, timezone.localdate(now))
    if token is None:
        raise unauthorized(_("令牌无效、已停用或已到期"))
    if not actions.count_use(token, now=now):
        wait = rules.seconds_to_wait(now)
        text = _("这个令牌每分钟最多 %(most)d 次，%(wait)d 秒后再试")
        told = text % {"most": token.per_minute, "wait": wait}
        raise Problem(429, "too_many", told, headers={"Retry-After": str(wait)})
    if scope is not None and not rules.has_scope(token.scopes, scope):
        told = _("这个令牌没有“%(scope)s”这项用途") % {"scope": SCOPE_LABELS[scope]}
        raise Problem(403, "no_scope", told)
    return token


class Session(AuthBase):
    """本机登录：浏览器的会话，写入时须带 `X-CSRFToken`。"""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = "sessionid"
    openapi_description = "网页里已登录的人；写入的请求须在 X-CSRFToken 里带上 csrftoken。"

    def __call__(self, request: HttpRequest) -> Asker | None:
        person = request.user
        if not isinstance(person, Person):
            raise unauthorized(_("登录已过期，请重新登录"))
        member: Membership | None = request.member  # type: ignore[attr-defined]
        verified = bool(getattr(person, "otp_device", None))
        if missing_step(person, member, verified):
            raise unauthorized(_("登录还差一步，请在网页里完成"))
        if member is None:
            raise Problem(403, "no_post", _("今天没有岗位，请系统管理员核对"))
        if check_csrf(request) is not None:
            raise Problem(403, "csrf", _("页面已过期，请刷新后重试"))
        return Asker(require(member, May.SEE))


def either(scope: Scope | None) -> list[Any]:
    """Return both ways in; a token needs the scope, or, without one, what the route asks for."""
    return [Bearer(scope), Session()]
