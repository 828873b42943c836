from django.urls import path

from youju.evidence import views

app_name = "evidence"
urlpatterns = [
    path("", views.gallery, name="index"),
    path("upload/", views.upload, name="upload"),
    path("choose/", views.choose, name="choose"),
    path("<int:item_id>/", views.detail, name="item"),
    path("<int:item_id>/tile/", views.tile, name="tile"),
    path("<int:item_id>/picked/", views.picked, name="picked"),
    path("<int:item_id>/describe/", views.describe, name="describe"),
    path("<int:item_id>/redact/", views.redact, name="redact"),
    path("<int:item_id>/unredact/", views.unredact, name="unredact"),
    path("<int:item_id>/original/", views.original, name="original"),
    path("<int:item_id>/small/", views.copy, {"size": "small"}, name="thumb"),
    path("<int:item_id>/<str:size>/", views.copy, name="copy"),
]
