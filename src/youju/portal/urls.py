"""The pages of portal."""

from django.urls import path

from youju.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.reporting.index, name="index"),
    path("progress/", views.progress.ask, name="ask"),
    path("progress/<str:number>/<str:code>/", views.progress.progress, name="progress"),
    path("progress/<str:number>/<str:code>/fixed/", views.progress.feedback, name="feedback"),
    path("sum/<str:token>/", views.reporting.sum_picture, name="sum"),
    path("problems/<str:slug>/", views.problems.problem, name="problem"),
    path("photos/<str:slug>/<str:size>/", views.problems.photo, name="photo"),
    path("moderation/", views.moderation.index, name="moderation"),
    path("moderation/<int:public_id>/", views.moderation.case, name="moderate"),
    path("moderation/<int:public_id>/photo/", views.moderation.photo, name="moderate_photo"),
    path("moderation/<int:public_id>/answer/", views.moderation.answer, name="answer"),
    path("of-case/<int:case_id>/", views.moderation.of_case, name="of_case"),
    path("of-case/<int:case_id>/reporter/", views.moderation.reporter, name="reporter"),
    path("opinions/", views.opinions.index, name="opinions"),
    path("opinions/<int:opinion_id>/", views.opinions.opinion, name="answer_opinion"),
    path("publishing/", views.publishing.index, name="publishing"),
    path("publishing/<str:source_kind>/<int:source_id>/", views.publishing.publish, name="publish"),
    path("publishing/<int:publication_id>/withdraw/", views.publishing.withdraw, name="withdraw"),
    path("<int:place>/", views.reporting.place, name="place"),
    path("<int:place>/report/", views.reporting.report, name="report"),
    path("<int:place>/problems/", views.problems.index, name="problems"),
    path("<int:place>/published/", views.problems.published, name="published"),
    path(
        "<int:place>/published/<int:publication_id>/",
        views.problems.publication,
        name="publication",
    ),
    path("s/<slug:slug>/", views.surveys.sheet, name="sheet"),
    path("s/<slug:slug>/<slug:how>/", views.surveys.sheet_end, name="sheet_end"),
    path("<int:place>/surveys/", views.surveys.results, name="results"),
    path("<int:place>/surveys/<slug:slug>/", views.surveys.result, name="result"),
    path("<int:place>/selections/", views.honours.index, name="selections"),
    path("selections/<slug:slug>/", views.honours.selection, name="selection"),
    path("selections/<slug:slug>/nominate/", views.honours.nominate, name="nominate"),
    path("selections/<slug:slug>/vote/", views.honours.vote, name="vote"),
    path("selections/<slug:slug>/done/<slug:what>/", views.honours.done, name="selection_done"),
    path("selections/<slug:slug>/<int:nomination_id>/", views.honours.say, name="say"),
    path("<int:place>/activities/", views.activities.index, name="activities"),
    path("<int:place>/activities.ics", views.activities.feed, name="activities_feed"),
    path("a/<slug:slug>/", views.activities.activity, name="activity"),
    path("a/<slug:slug>/here/", views.activities.here, name="here"),
    path("signups/<str:code>/", views.activities.signup, name="signup"),
    path("<int:place>/volunteers/", views.volunteers.index, name="volunteers"),
    path("<int:place>/volunteers/apply/", views.volunteers.apply, name="volunteer_apply"),
    path(
        "<int:place>/volunteers/<int:shift_id>/",
        views.volunteers.sign_up,
        name="volunteer_sign_up",
    ),
    path("<int:place>/opinion/", views.opinions.send, name="opinion"),
]
