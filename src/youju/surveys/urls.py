"""The pages of surveys."""

from django.urls import path

from youju.surveys.urls_collect import urlpatterns as collecting
from youju.surveys.views import counts, design, exchange, lists, plans, results

app_name = "surveys"
urlpatterns = [
    path("", lists.index, name="index"),
    path("new/", lists.new, name="new"),
    path("counted/", counts.counted, name="counted"),
    path("counted/new/", counts.counted_new, name="counted_new"),
    path("counted/<int:counted_id>/", counts.counted_one, name="counted_one"),
    path("counted/<int:counted_id>/remove/", counts.counted_remove, name="counted_remove"),
    path("<int:survey_id>/", lists.survey, name="survey"),
    path("<int:survey_id>/settings/", lists.settings, name="settings"),
    path("<int:survey_id>/open/", lists.open_, name="open"),
    path("<int:survey_id>/close/", lists.close, name="close"),
    path("<int:survey_id>/design/", design.design, name="design"),
    path("<int:survey_id>/design/new/", design.question, name="question_new"),
    path("<int:survey_id>/design/bank/", design.choose, name="choose"),
    path("<int:survey_id>/design/audience/", design.audience, name="audience"),
    path("<int:survey_id>/design/audience/drop/", design.drop_audience, name="drop_audience"),
    path("<int:survey_id>/design/version/", design.version, name="version"),
    path("<int:survey_id>/design/questions/<slug:code>/", design.question, name="question"),
    path("<int:survey_id>/design/questions/<slug:code>/drop/", design.drop, name="drop"),
    path("<int:survey_id>/design/questions/<slug:code>/move/", design.move, name="move"),
    path("<int:survey_id>/preview/", design.preview, name="preview"),
    path("<int:survey_id>/import/", exchange.import_, name="import"),
    path("<int:survey_id>/xlsform/", exchange.export_form, name="xlsform"),
    path("<int:survey_id>/plan/", plans.plan, name="plan"),
    path("<int:survey_id>/results/", results.results_, name="results"),
    path("<int:survey_id>/results/export/", results.export, name="export"),
    path("<int:survey_id>/between/", results.between, name="between"),
    path("<int:survey_id>/trend/", results.trend, name="trend"),
    path("<int:survey_id>/words/", results.words, name="words"),
    path("<int:survey_id>/official/", counts.official, name="official"),
]
urlpatterns += collecting
