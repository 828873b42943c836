"""The pages of inbox."""

from django.urls import path

from youju.inbox import addresses, channels, views

app_name = "inbox"
urlpatterns = [
    path("", views.index, name="index"),
    path("read/", views.read_all, name="read_all"),
    path("mute/", views.mute, name="mute"),
    path("own/<str:way>/", addresses.own, name="own"),
    path("own/<str:way>/code/", addresses.prove, name="prove"),
    path("own/<str:way>/again/", addresses.code_again, name="code_again"),
    path("own/<str:way>/remove/", addresses.remove, name="remove"),
    path("stop/<str:token>/", addresses.stop, name="stop"),
    path("people/", channels.people, name="people"),
    path("channels/", channels.index, name="channels"),
    path("channels/add/", channels.add, name="channel_add"),
    path("channels/<int:channel_id>/", channels.channel, name="channel"),
    path("channels/<int:channel_id>/try/", channels.try_out, name="channel_try"),
    path("deliveries/<int:delivery_id>/again/", channels.again, name="delivery_again"),
    path("<int:message_id>/", views.message, name="message"),
]
