from django.urls import path

from youju.facts import views

app_name = "facts"
urlpatterns = [
    path("", views.book, name="book"),
    path("trail/", views.trail_page, name="trail"),
    path("catalogue/", views.catalogue, name="catalogue"),
]
