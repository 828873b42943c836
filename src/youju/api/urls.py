"""The API, Open311, and the pages about them. Included at the root: it holds two prefixes."""

from django.urls import include, path

from youju.api import feeds, views
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
    path(
    ),
]
