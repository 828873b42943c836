"""The pages of upkeep."""

from django.urls import path

from youju.upkeep import views

app_name = "upkeep"
urlpatterns = [
    path("copies/", views.copies, name="copies"),
]
