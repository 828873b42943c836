"""The pages of upkeep."""

from django.urls import path

from youju.upkeep import start_views, views

app_name = "upkeep"
urlpatterns = [
    path("copies/", views.copies, name="copies"),
    path("start/", start_views.start, name="start"),
    path("start/finish/", start_views.finish, name="finish"),
    path("start/ledgers/", start_views.ledgers, name="ledgers"),
    path("start/samples/<slug:code>/", start_views.sample, name="sample"),
    path("start/<slug:slug>/", start_views.take, name="take"),
    path("start/<slug:slug>/sheet/", start_views.blank, name="blank"),
    path("start/<slug:slug>/confirm/", start_views.confirm, name="confirm"),
]
