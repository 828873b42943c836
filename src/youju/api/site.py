"""The API with all its routes, and its description."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from youju.api.frame import new_api, routes_of
from youju.api.routes import figures, phone, problems, rounds, uploads

api = new_api()
ROUTERS = (phone.router, uploads.router, problems.router, rounds.router, figures.router)
for router in ROUTERS:
    api.add_router("", router)
ROUTES = routes_of(api)


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """Return the OpenAPI description; it changes only with the code."""
    return dict(api.get_openapi_schema(path_prefix="api/v1/"))
