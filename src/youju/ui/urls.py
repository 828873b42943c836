"""The gallery, for looking; project urls include this only while debugging."""

from django.urls import path

from youju.ui import gallery

app_name = "ui"
urlpatterns = [
    path("gallery/", gallery.show, name="gallery"),
    path("gallery/trail/", gallery.trail, name="gallery_trail"),
    path("gallery/progress/", gallery.progress, name="gallery_progress"),
]
