from django.urls import path

from youju.console import views

app_name = "console"
urlpatterns = [
    path("", views.today, name="today"),
    path("arrivals/", views.arrivals, name="arrivals"),
    path("overview/", views.overview, name="overview"),
    path("unit/", views.unit, name="unit"),
    path("search/", views.search, name="search"),
    path("tour/", views.tour_away, name="tour_away"),
    path("help/", views.help_page, name="help"),
]
