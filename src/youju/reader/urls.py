from django.urls import path

from youju.reader import views

app_name = "reader"
urlpatterns = [
    path("", views.readings.index, name="index"),
    path("start/", views.readings.start, name="start"),
    path("<int:reading_id>/", views.readings.reading, name="reading"),
    path("<int:reading_id>/again/", views.readings.again, name="read_again"),
    path("<int:reading_id>/repairs/undo/", views.readings.repair, name="undo_repair"),
    path("pieces/<int:piece_id>/", views.readings.piece, name="piece"),
    path("pieces/<int:piece_id>/confirm/", views.facts.confirm_piece, name="confirm_piece"),
    path("facts/<int:fact_id>/", views.facts.fact, name="fact"),
    path("facts/<int:fact_id>/change/", views.facts.change, name="change"),
    path("facts/<int:fact_id>/<slug:step>/", views.facts.step, name="step"),
    path("entries/<int:entry_id>/", views.facts.of_entry, name="of_entry"),
]
