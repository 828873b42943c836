"""The API with all its routes, and its description."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from youju.api.frame import new_api, routes_of
from youju.api.routes import figures, uploads

api = new_api()
for router in (uploads.router, figures.router):
    api.add_router("", router)
ROUTES = routes_of(api)


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """Return the OpenAPI description; it changes only with the code."""
    return dict(api.get_openapi_schema(path_prefix="api/v1/"))
