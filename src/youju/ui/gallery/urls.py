"""The gallery, for looking; project urls include this only while debugging."""

from django.urls import path

from youju.ui.gallery import views

app_name = "ui"
urlpatterns = [
    path("gallery/", views.show, name="gallery"),
    path("gallery/trail/", views.trail, name="gallery_trail"),
    path("gallery/progress/", views.progress, name="gallery_progress"),
]
