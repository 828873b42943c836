"""What the pages of the room show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from youju.api import queries
from youju.api.models import Token
from youju.api.rules import SCOPE_LABELS, Scope
from youju.kernel.words import listed
from youju.organisations.queries import May, Membership


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One token in a list."""

    token: Token
    uses: str
    state: str
    pill: str
    open: bool


def tokens_page(member: Membership) -> dict[str, Any]:
    """Return the own tokens, and for the security administrator all in view."""
    watches = member.may(May.SECURITY)
    rows = queries.tokens_watched_by(member) if watches else queries.tokens_of(member)
    return {"rows": [_row(token) for token in rows[:200]], "watches": watches}


def _row(token: Token) -> TokenRow:
    uses = listed(str(SCOPE_LABELS[Scope(one)]) for one in token.scopes)
    if token.revoked_at is not None:
        return TokenRow(token, uses, _("已停用"), "", False)
    if not token.is_open(timezone.localdate()):
        return TokenRow(token, uses, _("已到期"), "", False)
    return TokenRow(token, uses, _("在用"), "", True)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a route is sent."""

    name: str
    place: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Route:
    """One route of the API as the page shows it."""

    anchor: str
    method: str
    path: str
    summary: str
    about: SafeString
    scope: str
    parameters: list[Parameter]
    answers: list[tuple[str, list[Parameter]]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The routes about one thing."""

    name: str
    routes: list[Route]


def docs_page(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the OpenAPI description as chapters of routes."""
    chapters: dict[str, list[Route]] = {}
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            chapters.setdefault(told.get("tags", [_("其他")])[0], []).append(
                _route(schema, path, method, told)
            )
    found = [Chapter(name, routes) for name, routes in chapters.items()]
    info = schema["info"]
    return {"chapters": found, "about": _html(info["description"]), "version": info["version"]}


def _html(text: str) -> SafeString:
    """Return our own Markdown as HTML; HTML inside it is not taken."""
    return SafeString(str(MarkdownIt("commonmark", {"html": False}).render(text)))


def _route(schema: dict[str, Any], path: str, method: str, told: dict[str, Any]) -> Route:
    named = [
        Parameter(
            one["name"],
            PLACES[one["in"]],
            _kind(schema, one["schema"]),
            one["required"],
            one.get("description", ""),
        )
        for one in told["parameters"]
    ]
    body = told.get("requestBody", {}).get("content", {})
    for content in body.values():
        named += _fields(schema, content["schema"], str(_("内容")))
    scope = told.get("x-scope", "")
    label: str | Promise = SCOPE_LABELS[Scope(scope)] if scope else ""
    return Route(
        told["operationId"],
        method.upper(),
        path,
        told["summary"],
        _html(told.get("description", "")),
        f"{scope} {label}".strip(),
        named,
        _answers(schema, told["responses"]),
    )


PLACES = {"query": "地址", "path": "路径", "header": "请求头", "cookie": "Cookie"}


def _answers(
    schema: dict[str, Any], responses: dict[Any, Any]
) -> list[tuple[str, list[Parameter]]]:
    found = []
    for status, told in responses.items():
        if int(status) >= 300:
            continue
        for content in told.get("content", {}).values():
            found.append((str(status), _fields(schema, content.get("schema", {}), "")))
    return found


def _resolved(schema: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
    name = one.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = schema["components"]["schemas"][name] if name else one
    return found


DEEPEST = 3


def _fields(
    schema: dict[str, Any], one: dict[str, Any], place: str, before: str = "", depth: int = 0
) -> list[Parameter]:
    """Return the fields of an object, those of the objects in it after it: `result.kind`."""
    whole = _resolved(schema, one)
    if "oneOf" in whole:
        return [field for way in whole["oneOf"] for field in _way(schema, way)]
    required = set(whole.get("required", ()))
    found = []
    for name, kind in whole.get("properties", {}).items():
        about = kind.get("description", "")
        label = f"{before}{name}"
        found.append(Parameter(label, place, _kind(schema, kind), name in required, about))
        inner, mark = (kind.get("items", {}), "[].") if kind.get("type") == "array" else (kind, ".")
        if "$ref" in inner and depth < DEEPEST:
            found += _fields(schema, inner, place, label + mark, depth + 1)
    return found


def _way(schema: dict[str, Any], way: dict[str, Any]) -> list[Parameter]:
    """Return the fields of one of several bodies, under the name that tells it from the others."""
    whole = _resolved(schema, way)["properties"]
    return _fields(schema, whole["data"], str(whole["act"].get("const", "")), "data.")


KINDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "是否",
    "object": "对象",
    "null": "空",
}


def _kind(schema: dict[str, Any], one: dict[str, Any]) -> str:
    """Return what a value is, in words: 整数, 文字或空, UnitOut 的列表."""
    if "$ref" in one:
        values = _resolved(schema, one).get("enum")
        return listed(values) if values else str(one["$ref"]).rpartition("/")[2]
    if "anyOf" in one:
        return " 或 ".join(_kind(schema, part) for part in one["anyOf"])
    if one.get("type") == "array":
        return _("%(items)s 的列表") % {"items": _kind(schema, one.get("items", {}))}
    return str(one.get("format") or KINDS.get(str(one.get("type", "")), "任意"))
