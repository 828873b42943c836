"""The pages of mock assessment, board, index and negative list."""

from django.urls import path

from youju.standards.views import board, mock, years

urlpatterns = [
    path("mock/", mock.mock, name="mock"),
    path("mock/new/", mock.mock_new, name="mock_new"),
    path("mock/<int:round_id>/", mock.mock_round, name="mock_round"),
    path("mock/<int:round_id>/draw/", mock.mock_draw, name="mock_draw"),
    path("mock/<int:round_id>/teams/", mock.mock_teams, name="mock_teams"),
    path("mock/<int:round_id>/close/", mock.mock_close, name="mock_close"),
    path("mock/<int:round_id>/report/", mock.mock_report, name="mock_report"),
    path("mock/places/<int:spot_id>/", mock.mock_spot, name="mock_spot"),
    path("mock/places/<int:spot_id>/sheet/", mock.mock_sheet, name="mock_sheet"),
    path("mock/places/<int:spot_id>/second/", mock.mock_second, name="mock_second"),
    path("mock/places/<int:spot_id>/settle/<slug:check>/", mock.mock_settle, name="mock_settle"),
    path("board/", board.board, name="board"),
    path("years/", years.years, name="years"),
    path("years/new/", years.years_new, name="years_new"),
    path("years/target/", years.years_target, name="years_target"),
    path("negatives/", years.negatives, name="negatives"),
    path("negatives/new/", years.negative_new, name="negative_new"),
    path("negatives/<int:event_id>/", years.negative, name="negative"),
    path("negatives/<int:event_id>/withdraw/", years.negative_withdraw, name="negative_withdraw"),
]
