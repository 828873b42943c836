"""The pages of patrols."""

from django.urls import URLPattern

app_name = "patrols"
urlpatterns: list[URLPattern] = []
