"""The pages of supervision."""

from django.urls import path

from youju.supervision import views

app_name = "supervision"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("of-case/", views.of_case, name="of_case"),
    path("bulletins/<int:bulletin_id>/", views.bulletin, name="bulletin"),
    path("<int:notice_id>/", views.notice, name="notice"),
    path("<int:notice_id>/receive/", views.receive, name="receive"),
    path("<int:notice_id>/reply/", views.reply, name="reply"),
    path("<int:notice_id>/recheck/", views.recheck, name="recheck"),
    path("<int:notice_id>/withdraw/", views.withdraw, name="withdraw"),
]
