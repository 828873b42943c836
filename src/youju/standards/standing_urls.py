"""The pages of the score, self-checks, the table of units, and targets."""

from django.urls import path

from youju.standards.views import score, self_check, tables

urlpatterns = [
    path("", score.index, name="index"),
    path("what-if/", score.what_if, name="what_if"),
    path("take-up/", score.take_up, name="take_up"),
    path("recompute/<int:edition_id>/", score.recompute, name="recompute"),
    path("export/", score.export, name="export"),
    path("ranking/", score.ranking, name="ranking"),
    path("matrix/", tables.matrix, name="matrix"),
    path("targets/", tables.targets, name="targets"),
    path("targets/new/", tables.target_new, name="target_new"),
    path("today/", score.today, name="today"),
    path("scores/<slug:source>/", score.scored, name="scored"),
    path("items/<int:item_id>/standing/", score.item_standing, name="item_standing"),
    path("items/<int:item_id>/judge/", self_check.judge, name="judge"),
    path("checks/", self_check.index, name="self_checks"),
    path("checks/begin/<int:edition_id>/", self_check.begin, name="begin_check"),
    path("checks/<int:check_id>/", self_check.run, name="self_check"),
    path("checks/<int:check_id>/finish/", self_check.finish, name="finish_check"),
]
