"""The pages of activities."""

from django.urls import path

from youju.activities.views import calendar, exports, norms, paste, people, records, series

app_name = "activities"
urlpatterns = [
    path("", calendar.calendar, name="calendar"),
    path("list/", records.records, name="list"),
    path("today/", calendar.today, name="today"),
    path("new/", records.new, name="new"),
    path("paste/", paste.paste, name="paste"),
    path("export/", exports.export, name="export"),
    path("photos/", calendar.photos, name="photos"),
    path("norms/", norms.norms, name="norms"),
    path("norms/new/", norms.norm_add, name="norm_add"),
    path("norms/<int:norm_id>/end/", norms.norm_end, name="norm_end"),
    path("series/", series.series_list, name="series_list"),
    path("series/new/", series.series_add, name="series_add"),
    path("series/<int:series_id>/", series.series, name="series"),
    path("series/<int:series_id>/change/", series.series_change, name="series_change"),
    path("<int:activity_id>/", records.activity, name="activity"),
    path("<int:activity_id>/change/", records.change, name="change"),
    path("<int:activity_id>/hold/", records.hold, name="hold"),
    path("<int:activity_id>/cancel/", records.cancel, name="cancel"),
    path("<int:activity_id>/restore/", records.restore, name="restore"),
    path("<int:activity_id>/names/", people.names, name="names"),
    path("<int:activity_id>/names/open/", people.names_open, name="names_open"),
    path("<int:activity_id>/notes/", people.notes, name="notes"),
    path("<int:activity_id>/signup/", people.signup_open, name="signup_open"),
    path("<int:activity_id>/signup/close/", people.signup_close, name="signup_close"),
    path("<int:activity_id>/signups/", people.signups, name="signups"),
]
