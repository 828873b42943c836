"""What the routes share: types of parameters, pages by key, how a route is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Path, Query, Router

from youju.api.auth import either
from youju.api.frame import Error
from youju.api.rules import Scope
from youju.ui.lists import keyset_page

M = TypeVar("M", bound=Model)
RowId = Annotated[int, Path(ge=1, le=2**63 - 1, description="编号")]
After = Annotated[str, Query(max_length=600, description="上一页答复里的 next")]
Limit = Annotated[int, Query(ge=1, le=200, description="每页条数，最多 200")]
UnitCode = Annotated[
    str, Query(max_length=20, description="单位的区划代码或编号，不填为本单位；含全部下级")
]
PeriodCode = Annotated[
    str, Query(max_length=30, description="2026、2026H1、2026Q3、2026-07 或 2026-07-08")
]
ERRORS = frozenset({401, 403, 404, 422, 429})


def reads(router: Router, path: str, scope: Scope, answers: Any, **more: Any) -> Callable[..., Any]:
    """Declare a route that reads, for both ways in; a token needs the scope."""
    return router.get(path, **_declared(scope, answers, **more))


def writes(
    router: Router, path: str, scope: Scope, answers: Any, **more: Any
) -> Callable[..., Any]:
    """Declare a route that writes, with POST."""
    return router.post(path, **_declared(scope, answers, **more))


def _declared(scope: Scope, answers: Any, also: Iterable[int] = (), **more: Any) -> dict[str, Any]:
    given = dict.fromkeys(sorted({*ERRORS, *also}), Error)
    extra = {"x-scope": scope.value}
    return {"auth": either(scope), "response": {200: answers, **given}, "openapi_extra": extra, **more}  # fmt: skip


def page(
    rows: QuerySet[M],
    request: HttpRequest,
    order: list[str],
    limit: int,
    told: Callable[[M], Any],
) -> dict[str, Any]:
    """Return one page by key: `items`, and `next`, "" at the end."""
    found = keyset_page(rows, request, order, size=limit)
    return {"items": [told(row) for row in found.rows], "next": found.next_cursor}
