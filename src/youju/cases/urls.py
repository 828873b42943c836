"""The pages of cases."""

from django.urls import path

from youju.cases.views import acts, case, figures, lists, settings, structures, work

app_name = "cases"
urlpatterns = [
    path("", lists.register, name="list"),
    path("export/", lists.export, name="export"),
    path("new/", case.new, name="new"),
    path("near/", case.near, name="near"),
    path("intake/", work.intake, name="intake"),
    path("hard/", work.hard, name="hard"),
    path("map/", figures.on_map, name="map"),
    path("rates/", figures.rate_table, name="rates"),
    path("rates/trail/", figures.rate_trail, name="rate_trail"),
    path("ranking/", figures.ranking_table, name="ranking"),
    path("structures/", structures.register, name="structures"),
    path("structures/new/", structures.new, name="new_structure"),
    path("structures/<int:structure_id>/", structures.structure, name="structure"),
    path("structures/<int:structure_id>/<slug:step>/", structures.step, name="structure_step"),
    path("kinds/", settings.kinds, name="kinds"),
    path("kinds/new/", settings.kind, name="new_kind"),
    path("kinds/<str:code>/", settings.kind, name="kind"),
    path("kinds/<str:code>/limit/", settings.limit, name="limit"),
    path("hours/", settings.hours, name="hours"),
    path("routes/", settings.routes, name="routes"),
    path("routes/<int:rule_id>/drop/", settings.drop_route, name="drop_route"),
    path("facilities/", settings.facility_counts, name="facilities"),
    path("facilities/<int:count_id>/", work.facility, name="facility"),
    path("hard/<int:hard_id>/", work.counted_hard, name="counted_hard"),
    path("raised/<int:raising_id>/", work.counted_raising, name="counted_raising"),
    path("answers/<int:raising_id>/", work.answer, name="answer"),
    path("<int:case_id>/", case.case, name="case"),
    path("<int:case_id>/trail/", case.trail, name="trail"),
    path("<int:case_id>/printed/", case.printed, name="printed"),
    path("<int:case_id>/<slug:act>/", acts.act, name="act"),
]
