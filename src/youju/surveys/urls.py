"""The pages of surveys."""

from django.urls import path

from youju.surveys.urls_collect import urlpatterns as collecting
from youju.surveys.views import lists

app_name = "surveys"

urlpatterns = [
    path("<int:survey_id>/", lists.survey, name="survey"),
]
urlpatterns += collecting
