"""The pages of inbox."""

from django.urls import path

from youju.inbox import views

app_name = "inbox"
urlpatterns = [
    path("", views.index, name="index"),
    path("read/", views.read_all, name="read_all"),
    path("mute/", views.mute, name="mute"),
    path("<int:message_id>/", views.message, name="message"),
]
