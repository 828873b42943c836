"""The addresses of GeoReport v2. Reading needs nobody; reporting needs an api_key: a token."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files import File
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from youju.api.auth import used_token
from youju.api.errors import Problem
from youju.api.models import Token
from youju.api.naming import unit_named
from youju.api.open311 import content
from youju.api.open311.asked import MOST_MEDIA, Fault, filters_of, posted_of
from youju.api.open311.wire import MEDIA, written
from youju.api.rules import Scope
from youju.cases.actions import Reporter, report_case
from youju.cases.rules import Source
from youju.evidence.actions import store
from youju.kernel.ids import key_in
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import Membership, Unit

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
Told = tuple[str, Any]


def georeport(*methods: str) -> Callable[[Callable[..., Told]], Callable[..., HttpResponse]]:
    """Make a view of what returns the root element and its content; every fault is a GeoReport error."""

    def around(view: Callable[..., Told]) -> Callable[..., HttpResponse]:
        @csrf_exempt  # a token, never a cookie, says who reports
        @login_not_required
        @wraps(view)
        def answered(request: HttpRequest, form: str, **named: Any) -> HttpResponse:
            try:
                if form not in MEDIA:
                    raise Fault(404, _("只有 xml 和 json 两种格式"))
                if request.method not in methods:
                    raise Fault(405, _("这个地址不支持这种请求方式"))
                _check_text(request)
                return _answer(form, *view(request, **named))
            except Exception as error:
                fault, headers = _fault_of(error)
                told = [{"code": fault.code, "description": fault.description}]
                response = _answer(form, "errors", told, fault.code)
                for name, value in headers.items():
                    response[name] = value
                return response

        return answered

    return around


def _answer(form: str, name: str, told: Any, status: int = 200) -> HttpResponse:
    known = form if form in MEDIA else "json"
    response = HttpResponse(written(known, name, told), content_type=MEDIA[known], status=status)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-store"
    return response


def _check_text(request: HttpRequest) -> None:
    given = [request.path, *request.GET.values(), *request.POST.values()]
    if any("\x00" in one for one in given):
        raise Fault(400, _("内容里有不能用的字符"))


def _fault_of(error: Exception) -> tuple[Fault, dict[str, str]]:
    """Return the GeoReport error of an exception. What is our own fault is raised again."""
    match error:
        case Fault():
            return error, {}
        case Problem():
            code = 403 if error.status == 401 else error.status
            return Fault(code, error.message), error.headers
        case Forbidden():
            return Fault(403, error.message), {}
        case Missing():
            return Fault(404, error.message), {}
        case Refused():
            return Fault(400, error.message), {}
        case RequestDataTooBig():
            return Fault(413, _("内容太大")), {}
        case SuspiciousOperation() | DataError():
            return Fault(400, _("请求不合规，请核对后重试")), {}
    raise error


def _jurisdiction(request: HttpRequest) -> Unit:
    given = request.POST.get("jurisdiction_id") or request.GET.get("jurisdiction_id") or ""
    return content.jurisdiction(given.strip())


def _token(request: HttpRequest) -> Token | None:
    """Return the token that an api_key stands for; None where there is no api_key."""
    secret = request.POST.get("api_key") or request.GET.get("api_key") or ""
    if not secret:
        return None
    scope = Scope.WRITE_CASES if request.method == "POST" else Scope.READ_CASES
    return used_token(secret.strip(), scope)


@georeport("GET")
def discovery(request: HttpRequest) -> Told:
    """Where the service is, and in which formats."""
    endpoint = {
        "specification": SPECIFICATION,
        "url": settings.PUBLIC_URL + "/open311/v2",
        "changeset": content.CHANGESET,
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    told = {
        "changeset": content.CHANGESET,
        "contact": str(_("问题上报以外的事请联系当地创建办")),
        "key_service": str(_("请当地创建办建立令牌："))
        + settings.PUBLIC_URL
        + reverse("api:tokens"),
        "endpoints": [endpoint],
    }
    return "discovery", told


@georeport("GET")
def services(request: HttpRequest) -> Told:
    """The kinds of problems one can report."""
    return "services", content.services(_jurisdiction(request))


@georeport("GET")
def definition(request: HttpRequest, code: str) -> Told:
    """What else a kind asks for."""
    return "service_definition", content.definition(_jurisdiction(request), code)


@georeport("GET", "POST")
def requests(request: HttpRequest) -> Told:
    """Problems by filters; or a new one."""
    if request.method == "POST":
        return "service_requests", [_report(request)]
    root = _jurisdiction(request)
    wanted = filters_of(request.GET, timezone.now())
    token = _token(request)
    member = token.membership if token else None
    return "service_requests", content.requests(root, wanted, member)


def _report(request: HttpRequest) -> dict[str, Any]:
    token = _token(request)
    if token is None:
        raise Fault(403, _("缺少 api_key"))
    member = token.membership
    if _jurisdiction(request).pk != member.root_id:
        raise Fault(403, _("这个 api_key 不属于这个地区"))
    told = posted_of(request.POST)
    unit, now = unit_named(member, told.unit), timezone.now()
    key = key_in(request.headers.get("Idempotency-Key", ""))
    case = report_case(
        unit=unit,
        kind=told.service_code,
        source=Source.RESIDENT,
        place=told.address,
        lat=told.lat,
        lng=told.lng,
        description=told.description,
        quantity=told.quantity,
        photos=[_kept(one, unit, member, now) for one in _media(request)],
        reporter=Reporter(name=told.name, phone=told.phone),
        actor=member,
        now=now,
        key=key,
    )
    notice = str(_("已收到，办理情况按编号查询"))
    return {
        "service_request_id": case.number,
        "token": str(key),
        "service_notice": notice,
        "account_id": None,
    }


def _media(request: HttpRequest) -> Sequence[File[bytes]]:
    sent = [one for name in ("media", "media[]") for one in request.FILES.getlist(name)]
    if len(sent) > MOST_MEDIA:
        raise Fault(400, _("media 最多 %(n)s 张照片") % {"n": MOST_MEDIA})
    return sent


def _kept(photo: File[bytes], unit: Unit, member: Membership, now: datetime) -> int:
    item = store(photo, unit=unit, actor=member, now=now)
    if not item.is_photo:
        raise Fault(400, _("media 只收照片"))
    return int(item.pk)


@georeport("GET")
def request_at(request: HttpRequest, number: str) -> Told:
    """One problem by its number."""
    root, token = _jurisdiction(request), _token(request)
    return "service_requests", [content.request_at(root, number, token.membership if token else None)]  # fmt: skip


@georeport("GET")
def token_at(request: HttpRequest, token: str) -> Told:
    """The number of a problem by the token that was answered when it was reported."""
    return "service_requests", [content.by_token(_jurisdiction(request), token)]
