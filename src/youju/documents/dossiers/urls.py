"""Addresses of dossiers, below /documents/."""

from django.urls import path

from youju.documents.dossiers.views import editing, pages

urlpatterns = [
    path("dossiers/", pages.start, name="dossiers_start"),
    path("dossiers/of-item/<int:item_id>/", pages.of_item, name="item_dossier"),
    path("dossiers/edition/<int:edition_id>/", pages.overview, name="dossiers"),
    path("dossiers/edition/<int:edition_id>/open/", pages.open_new, name="open_dossiers"),
    path("dossiers/edition/<int:edition_id>/all/<slug:step>/", pages.bulk, name="dossiers_step"),
    path("dossiers/<int:dossier_id>/", pages.dossier, name="dossier"),
    path("dossiers/<int:dossier_id>/figures/", pages.figures, name="dossier_figures"),
    path("dossiers/<int:dossier_id>/pdf/", pages.pdf, name="dossier_pdf"),
    path("dossiers/<int:dossier_id>/return/", pages.send_back, name="return_dossier"),
    path("dossiers/<int:dossier_id>/shares/", pages.shares, name="dossier_shares"),
    path(
        "dossiers/<int:dossier_id>/shares/<int:share_id>/end/",
        pages.end_share,
        name="end_dossier_share",
    ),
    path("dossiers/<int:dossier_id>/above/", pages.show_above, name="show_dossier_above"),
    path("dossiers/<int:dossier_id>/statement/", editing.statement, name="dossier_statement"),
    path("dossiers/<int:dossier_id>/tables/", editing.add_tables, name="dossier_tables"),
    path("dossiers/<int:dossier_id>/add/<slug:slot>/", editing.add, name="dossier_add"),
    path(
        "dossiers/<int:dossier_id>/pieces/<int:piece_id>/",
        editing.caption,
        name="dossier_caption",
    ),
    path(
        "dossiers/<int:dossier_id>/pieces/<int:piece_id>/<slug:step>/",
        editing.piece,
        name="dossier_piece",
    ),
    path("dossiers/<int:dossier_id>/<slug:step>/", pages.step, name="dossier_step"),
    path("papers/", editing.papers, name="papers"),
]
