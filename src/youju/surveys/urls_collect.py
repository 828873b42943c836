"""The pages of gathering answers and of showing results."""

from django.urls import path

from youju.surveys.views import paper, releases, sheets, slips, voiding

urlpatterns = [
    path("<int:survey_id>/slips/", slips.slips, name="slips"),
    path("<int:survey_id>/poster/", slips.poster, name="poster"),
    path("<int:survey_id>/paper/", paper.paper, name="paper"),
    path("<int:survey_id>/paper/checks/", paper.checks, name="paper_checks"),
    path("<int:survey_id>/paper/sheets/", sheets.take, name="sheets"),
    path("<int:survey_id>/paper/sheets/empty/", sheets.empty, name="sheets_empty"),
    path("<int:survey_id>/paper/sheets/rejected/", sheets.rejected, name="sheets_rejected"),
    path("paper/<int:paper_id>/undo/", paper.undo, name="paper_undo"),
    path("paper/<int:paper_id>/check/", paper.check, name="paper_check"),
    path("paper/<int:paper_id>/settle/", paper.settle, name="paper_settle"),
    path("<int:survey_id>/answers/", voiding.answers, name="answers"),
    path("<int:survey_id>/answers/<uuid:sheet_id>/void/", voiding.void, name="void"),
    path("<int:survey_id>/releases/", releases.releases, name="releases"),
    path("releases/<int:release_id>/withdraw/", releases.withdraw, name="release_withdraw"),
]
