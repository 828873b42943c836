"""The API, Open311, and the pages about them. Included at the root: it holds two prefixes."""

from django.urls import include, path

from youju.api import feeds, views
from youju.api.open311 import views as open311
from youju.api.site import ROUTES

app_name = "api"
urlpatterns = [
    path("api/", views.tokens, name="tokens"),
    path("api/tokens/<int:token_id>/revoke/", views.revoke, name="revoke"),
    path("api/calendar/", views.calendar, name="calendar"),
    path("api/v1/", views.docs, name="docs"),
    path("api/v1/openapi.json", views.schema, name="schema"),
    path("api/v1/", include(ROUTES)),
    path("api/v1/calendar/<str:secret>.ics", feeds.feed, name="feed"),
    path("api/v1/<path:rest>", views.nothing, name="nothing"),
    path("open311/v2/discovery.<str:form>", open311.discovery, name="open311_discovery"),
    path("open311/v2/services.<str:form>", open311.services, name="open311_services"),
    path(
        "open311/v2/services/<str:code>.<str:form>", open311.definition, name="open311_definition"
    ),
    path("open311/v2/requests.<str:form>", open311.requests, name="open311_requests"),
    path("open311/v2/requests/<str:number>.<str:form>", open311.request_at, name="open311_request"),
    path("open311/v2/tokens/<str:token>.<str:form>", open311.token_at, name="open311_token"),
]
