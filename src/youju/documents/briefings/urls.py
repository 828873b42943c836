"""Addresses of briefings, below /documents/."""

from django.urls import path

from youju.documents.briefings import views

urlpatterns = [
    path("briefings/", views.index, name="briefings"),
    path("briefings/new/", views.start, name="start_briefing"),
    path("briefings/<int:briefing_id>/", views.briefing, name="briefing"),
    path("briefings/<int:briefing_id>/held/", views.hold, name="hold_briefing"),
    path(
        "briefings/<int:briefing_id>/comments/<int:comment_id>/",
        views.answer,
        name="answer_comment",
    ),
]
